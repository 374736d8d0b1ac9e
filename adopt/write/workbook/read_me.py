"""The sheet Read me: what this is, and what to do next."""

from __future__ import annotations

from adopt.plan.limits import is_over
from adopt.plan.plan import Plan
from adopt.say.limits import ways_on
from adopt.say.notes import download_to_make, withheld
from adopt.say.speaker import Speaker
from adopt.write.package import Book
from adopt.write.workbook.charts import has_charts
from adopt.write.workbook.decide import has_later
from adopt.write.workbook.identity import NOTE
from adopt.write.workbook.sheet import Sheet
from adopt.write.workbook.words import sheet_title

_WIDTH = 118


def read_me_sheet(
    book: Book, plan: Plan, speaker: Speaker, files: tuple[str, ...], *, checked: bool = False
) -> None:
    """Add the sheet. ``files``: the upload files written beside the workbook; ``checked``: the sheet Checks is there."""
    say = speaker.say
    sheet = Sheet(book, sheet_title("read_me", speaker), speaker)
    sheet.settle([5, _WIDTH])
    sheet.title(say("adopt: today's plan for your Sponsored Products"))
    sheet.note(_whose(plan))
    sheet.note(_which(plan, speaker))
    sheet.skip()
    _block(sheet, say("What this is"), _about(speaker))
    if plan.withheld:
        reasons = [withheld(code, detail, say) for code, detail in plan.withheld]
        _block(sheet, say("Why there are no upload files today"), reasons)
    if any(code in ("no_bulk", "bulk_from_history") for code, _ in plan.withheld):
        _block(sheet, say("The download to make"), download_to_make(speaker))
    ways = ways_on(say) if is_over(plan.withheld) else ()
    _block(sheet, say("What to do next"), [*ways, *_next(files, speaker)])
    _block(sheet, say("The sheets"), _sheets(plan, speaker, checked=checked))
    sheet.page.page_setup.fitToHeight = 1


def _block(sheet: Sheet, heading: str, steps: list[str]) -> None:
    sheet.heading(heading)
    for number, step in enumerate(steps, 1):
        sheet.line(number, step, kinds=("plain", "sentence"), width=_WIDTH)
    sheet.skip()


def _whose(plan: Plan) -> str:
    return "  ·  ".join(part for part in (plan.account, plan.marketplace, plan.currency) if part)


def _which(plan: Plan, speaker: Speaker) -> str:
    """The plan that this is, in short; `adopt.write.workbook.identity` says it to programs."""
    return speaker.say(
        NOTE,
        digest=plan.digest[:12],
        day=plan.as_of.isoformat(),
        version=plan.version,
    )


def _about(speaker: Speaker) -> list[str]:
    say = speaker.say
    return [
        say(
            "adopt read your reports, worked out what each search term and target is worth, and how sure that is."
        ),
        say(
            "It recommends to negate search terms and products that lose money, to give good search terms keywords of "
            "their own, to take negatives back, and to change bids."
        ),
        say(
            "Each row has its reason, its numbers, what it is worth per week, what could go wrong and how to undo it."
        ),
        say("Nothing has been changed in your account. Only an upload by you changes it."),
    ]


def _next(files: tuple[str, ...], speaker: Speaker) -> list[str]:
    say = speaker.say
    review = [
        say("Look at Summary, then at Decide from the top: most money first."),
        say(
            "Choose Yes or No in the column Accept: green rows are accepted unless you say No, yellow ones only if you say "
            "Yes. In 'Your value' you may write another bid, budget, percentage or match type."
        ),
    ]
    if not files:
        return review
    return [
        *review,
        say(
            "Save the workbook and run adopt apply with it: the upload files of the accepted rows are written into the "
            "folder accepted. Without a review, the green rows are in {files} already.",
            files=say.listed(files),
        ),
        say("Upload the files in the Amazon Ads console: Sponsored ads > Bulk operations > Upload."),
        say(
            "Give Amazon's report of each upload to adopt confirm: it says what was refused, and what to do. Tomorrow run adopt "
            "daily with fresh downloads. adopt undo takes a plan back."
        ),
    ]


def _sheets(plan: Plan, speaker: Speaker, *, checked: bool) -> list[str]:
    said = {
        "summary": speaker.say("the money, the account, the files, what could not be used"),
        "charts": speaker.say("where the spend goes, where money is lost, what the plan is worth"),
        "decide": speaker.say("what adopt recommends"),
        "later": speaker.say("what asks for little money"),
        "launch": speaker.say("the campaigns of new products"),
        "watch": speaker.say("what stays as it is, and what is still needed"),
        "checks": speaker.say("the rest of the morning round: account health, stock, orders, deadlines"),
        "evidence": speaker.say("what is known of each search term"),
        "settings": speaker.say("the choices behind the plan"),
        "glossary": speaker.say("the words"),
    }
    there = {
        "charts": has_charts(plan),
        "later": has_later(plan),
        "launch": plan.created.height > 0,
        "checks": checked,
    }
    colon = speaker.say(": ")
    return [
        f"{sheet_title(name, speaker)}{colon}{text}" for name, text in said.items() if there.get(name, True)
    ]

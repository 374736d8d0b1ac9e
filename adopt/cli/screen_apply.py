"""What ``adopt apply`` shows: what was accepted, what couldn't be followed, what was written, what is left to do."""

from __future__ import annotations

from adopt.after.apply import AppliedReview
from adopt.cli.screen import console, plain
from adopt.say import Speaker, action_name, translator, withheld
from adopt.say.review import by_hand, refusal
from adopt.say.targets import subject
from adopt.write.outputs import UPLOADS
from adopt.write.reviews import REVIEWED

_MOST = 20
"""Rows of a kind that are named one by one."""


def show_refused(done: AppliedReview, language: str) -> None:
    """Answers that can't be followed, by row: said always."""
    say, screen = translator(language), console()
    for one in done.review.refused:
        screen.print(plain(refusal(one, say)), style="red")
    if done.review.refused:
        screen.print(
            plain(
                say("These rows aren't accepted. Correct them in the workbook, save it, and apply it again.")
            )
        )
        screen.print()


def show(done: AppliedReview, language: str) -> None:
    """The review in about ten lines."""
    say, screen = translator(language), console()
    for line in _counts(done, language):
        screen.print(plain(line))
    for line in (*_carried(done, language), *_steps(done, language), *_left(done, language)):
        screen.print(plain(line), style="yellow")
    for path in done.written:
        screen.print(plain(say("wrote {path}", path=path)))
    if done.written:
        for line in _next(done, language):
            screen.print(plain(line))
    elif not done.review.accepted:
        screen.print(plain(say("Nothing is accepted: nothing was written.")))


def _next(done: AppliedReview, language: str) -> list[str]:
    """What to do with the files; those of the run before hold some of the same rows."""
    say = translator(language)
    lines = [
        say(
            "Next: upload these files in the Amazon Ads console: Sponsored ads > Bulk operations > Upload. Then give Amazon's "
            "report of each to: adopt confirm REPORT"
        )
    ]
    if done.out.name == REVIEWED and any((done.out.parent / name).is_file() for name in UPLOADS):
        lines.append(
            say(
                "Don't upload those in {folder} as well: they are from before your review.",
                folder=done.out.parent,
            )
        )
    return lines


def _counts(done: AppliedReview, language: str) -> list[str]:
    """How the plan's rows are divided; their sum is all that it proposes."""
    say, review = translator(language), done.review
    refused = len({one.key for one in review.refused} - {one.key for one in review.strange})
    counts = {
        "accepted": len(review.accepted),
        "declined": len(review.declined),
        "open": len(review.left),
        "removed": len(review.removed),
        "refused": refused,
    }
    lines = [
        say(
            "{all} rows: {accepted} accepted, {declined} declined, {open} left open, {removed} taken out, {refused} refused.",
            all=f"{sum(counts.values()):,}",
            **{name: f"{n:,}" for name, n in counts.items()},
        )
    ]
    if review.removed:
        lines.append(
            say.plural(
                "{n} row isn't in the workbook any more: it isn't accepted.",
                "{n} rows aren't in the workbook any more: they aren't accepted.",
                len(review.removed),
            )
        )
    if done.needless:
        lines.append(
            say.plural(
                "{n} accepted exact negative has no row: an accepted phrase blocks the same term.",
                "{n} accepted exact negatives have no rows: accepted phrases block the same terms.",
                len(done.needless),
            )
        )
    if review.unseen:
        lines.append(
            say.plural(
                "{n} safe row for which the workbook had no room is accepted as in the plan.",
                "{n} safe rows for which the workbook had no room are accepted as in the plan.",
                len(review.unseen),
            )
        )
    return lines


def _carried(done: AppliedReview, language: str) -> list[str]:
    """What the seller didn't accept and accepted bids carry all the same."""
    speaker = Speaker(language, done.plan.currency, done.plan.rules)
    rows = {row["key"]: row for row in done.plan.actions.to_dicts()}
    return [
        speaker.say(
            "{action}: you didn't accept it, but the bids that you accepted carry it already. To leave it out, set tacos.steer = "
            "false in adopt.toml and run adopt daily again before you upload.",
            action=action_name(rows[key]["code"], speaker),
        )
        for key in done.carried
    ]


def _steps(done: AppliedReview, language: str) -> list[str]:
    """Own values that go further than a day's step: written as they are, but said."""
    say = translator(language)
    places = [(done.review.where[key], done.review.accepted[key]) for key in done.steps]
    return [
        say(
            "{sheet}, row {row}: {value} is more than a day's step from today's; it is written as you want it.",
            sheet=one.sheet,
            row=one.row,
            value=f"{own.to_value if own.to_bid is None else own.to_bid:.12g}",
        )
        for one, own in places[:_MOST]
    ]


def _left(done: AppliedReview, language: str) -> list[str]:
    """Accepted rows that no upload file carries, and what is to be done for each."""
    speaker = Speaker(language, done.plan.currency, done.plan.rules)
    say, stopped = speaker.say, bool(done.plan.withheld)
    lines = [withheld(code, detail, say) for code, detail in done.plan.withheld]
    rows = {row["key"]: row for row in done.plan.actions.to_dicts()}
    if not done.by_hand:
        return lines
    lines.append(
        say.plural(
            "{n} accepted row is in no upload file:",
            "{n} accepted rows are in no upload file:",
            len(done.by_hand),
        )
    )
    for key in done.by_hand[:_MOST]:
        row = rows[key]
        lines.append(
            f"  {action_name(row['code'], speaker)}: {subject(row, speaker)} ({by_hand(row, say, withheld=stopped)})"
        )
    if len(done.by_hand) > _MOST:
        lines.append(say("  ... and {n} more: see --json", n=f"{len(done.by_hand) - _MOST:,}"))
    return lines

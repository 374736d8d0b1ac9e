"""The sheet Summary: the money, the account, the files, and what could not be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from adopt.plan.kinds import Kinds, at_once, kinds, weekly
from adopt.plan.plan import Input, Plan
from adopt.plan.small import small_floor, split_small
from adopt.reports.groups import ADS
from adopt.say.advice import CONSENTS, action_name
from adopt.say.notes import join_name, join_reason, kind_name, parted, rejected, withheld
from adopt.say.speaker import Speaker
from adopt.schema import Consent
from adopt.write.package import Book
from adopt.write.workbook.columns import cents
from adopt.write.workbook.limits import limits_block
from adopt.write.workbook.sheet import Column, Sheet
from adopt.write.workbook.words import sheet_title

MOST_REJECTED = 200
_ONE_PAGE = 64
"""Rows that can be read on one page; a few more than fit would leave a page of two lines."""
_WIDTHS = (58, 26, 16, 15, 15, 12, 12, 12, 14, 12, 14)


def summary_sheet(book: Book, plan: Plan, speaker: Speaker, placed: Mapping[str, str]) -> None:
    """Add the sheet. ``placed``: where each action's key stands in the upload files."""
    say = speaker.say
    sheet = Sheet(book, sheet_title("summary", speaker), speaker)
    sheet.settle(_WIDTHS)
    sheet.title(say("The money"))
    _money(sheet, kinds(plan.actions), speaker)
    _files_note(sheet, plan, speaker, placed)
    _warnings(sheet, plan, speaker)
    _account(sheet, plan, speaker)
    _by_code(sheet, plan, speaker)
    _inputs(sheet, plan, speaker)
    _informs(sheet, plan, speaker)
    _joins(sheet, plan, speaker)
    _rejected(sheet, plan, speaker)
    limits_block(sheet, plan, speaker)
    if sheet.row <= _ONE_PAGE:
        sheet.page.page_setup.fitToHeight = 1


def _money(sheet: Sheet, found: Kinds, speaker: Speaker) -> None:
    """Negations, keywords, bids and what waits always, everything else where there is some."""
    say = speaker.say
    waiting = (
        say("Others waiting for your decision, per week")
        if found.lower_bids.height
        else say("Waiting for your decision, per week")
    )
    lines = [
        (say("Loss stopped per week by negations"), found.negations, True),
        (say("Gain per week by new keywords"), found.keywords, True),
        (say("Gain per week by new bids"), found.bids, True),
        (say("Gain per week by higher budgets"), found.budgets, False),
        (say("Gain per week by placement percentages"), found.placements, False),
        (say("Expected from launches per week, no gain counted"), found.launches, False),
        (say("Gain per week by rules of others that you trust"), found.outside, False),
        (say("If you agree, per week: lower bids for doubtful terms"), found.lower_bids, False),
        (say("If you let TACoS set the level of all bids, per week"), found.steering, False),
        (waiting, found.waiting, True),
    ]
    for text, rows, always in lines:
        if always or rows.height:
            counted = say.plural("{n} row", "{n} rows", rows.height)
            sheet.line(text, weekly(rows), counted, kinds=("plain", "money", "plain"), size=12)


def _files_note(sheet: Sheet, plan: Plan, speaker: Speaker, placed: Mapping[str, str]) -> None:
    """What of the money is in upload files."""
    say = speaker.say
    safe = at_once(plan.actions)["key"]
    left = sum(key not in placed for key in safe)
    note = say("Expected profit, in the account's currency.")
    if left == 0 and safe.len():
        note = say.run_on(note, say("What waits for you is in no upload file."))
    elif left:
        note = say.run_on(
            note,
            say.plural("{n} safe row is in no upload file.", "{n} safe rows are in no upload file.", left),
        )
    sheet.note(note)
    _small_note(sheet, plan, speaker)
    sheet.skip()


def _small_note(sheet: Sheet, plan: Plan, speaker: Speaker) -> None:
    """How much of what waits for the seller is in small amounts."""
    floor = small_floor(plan.facts, plan.settings.review.small)
    _, small = split_small(plan.actions, floor)
    if small.is_empty():
        return
    sheet.note(
        speaker.say.plural(
            "Of the {all} rows that wait for you, {n} row worth less than {floor} a week, {sum}, is on the sheet {sheet}.",
            "Of the {all} rows that wait for you, {n} rows worth less than {floor} a week each, {sum} together, are on the sheet {sheet}.",
            small.height,
            all=f"{kinds(plan.actions).asked:,}",
            floor=speaker.money(floor),
            sum=speaker.money(weekly(small)),
            sheet=sheet_title("later", speaker),
        )
    )


def _warnings(sheet: Sheet, plan: Plan, speaker: Speaker) -> None:
    said = [withheld(code, detail, speaker.say) for code, detail in plan.withheld]
    said += parted(plan.warnings, speaker.say)[0]
    if not said:
        return
    sheet.heading(speaker.say("Read this first"))
    for sentence in said:
        sheet.note(f"!  {sentence}")
    sheet.skip()


def _informs(sheet: Sheet, plan: Plan, speaker: Speaker) -> None:
    """What is good to know of how the files were read, and asks for nothing."""
    _, said = parted(plan.warnings, speaker.say)
    if not said:
        return
    sheet.heading(speaker.say("Good to know, nothing to do"))
    for sentence in said:
        sheet.note(sentence)
    sheet.skip()


def _account(sheet: Sheet, plan: Plan, speaker: Speaker) -> None:
    say, facts = speaker.say, plan.facts
    sheet.heading(say("The account on these days"))
    days = say.plural("{n} day", "{n} days", facts.days)
    span = f"{facts.first_day} – {facts.last_day}{say.aside(days)}" if facts.first_day else days
    acos = speaker.share(facts.spend / facts.sales) if facts.sales else "-"
    rows: list[tuple[str, str]] = [
        (say("Days"), span),
        (say("Impressions, clicks, orders"), f"{facts.impressions:,} / {facts.clicks:,} / {facts.orders:,}"),
        (say("Spend"), speaker.money(facts.spend)),
        (say("Sales from ads"), speaker.money(facts.sales)),
        ("ACoS", acos),
        ("TACoS", _tacos(plan, speaker)),
        (say("Wrong negations expected"), _promise(plan, speaker)),
    ]
    for name, value in rows:
        sheet.line(name, value, kinds=("plain", "plain"))
    sheet.skip()


def _tacos(plan: Plan, speaker: Speaker) -> str:
    tacos, low, high = plan.facts.tacos, plan.settings.tacos_low, plan.settings.tacos_high
    if tacos is None:
        return speaker.say("not known: add a business report of the same days")
    band = {"low": speaker.share(low), "high": speaker.share(high), "tacos": speaker.share(tacos)}
    if tacos < low:
        return speaker.say("{tacos}, below your band of {low} to {high}", **band)
    if tacos > high:
        return speaker.say("{tacos}, above your band of {low} to {high}", **band)
    return speaker.say("{tacos}, within your band of {low} to {high}", **band)


def _promise(plan: Plan, speaker: Speaker) -> str:
    return speaker.say(
        "{expected} of those in this plan; promised: at most {promise}",
        expected=speaker.share(plan.facts.promised_share),
        promise=speaker.share(plan.settings.negate.promise),
    )


def _by_code(sheet: Sheet, plan: Plan, speaker: Speaker) -> None:
    say = speaker.say
    rows = (
        plan.actions.group_by("code", "consent")
        .agg(rows=pl.len(), money=pl.col("money_per_week").sum(), spend=pl.col("spend").sum())
        .with_columns(place=pl.col("consent").replace_strict({c.value: i for i, c in enumerate(Consent)}))
        .sort("place", "code")
    )
    sheet.heading(say("What adopt found"))
    sheet.table(
        "SummaryFound",
        [
            Column(say("Action"), "text", [action_name(code, speaker) for code in rows["code"]]),
            Column(say("Consent"), "text", [say(CONSENTS[consent]) for consent in rows["consent"]]),
            Column(say("Code"), "text", rows["code"].to_list()),
            Column(say("Rows"), "count", rows["rows"].to_list()),
            Column(say("Money per week"), "money", cents(rows["money"])),
            Column(say("Spend"), "money", cents(rows["spend"])),
        ],
    )
    sheet.skip()


def _inputs(sheet: Sheet, plan: Plan, speaker: Speaker) -> None:
    say, files = speaker.say, plan.inputs
    sheet.heading(say("The files"))
    sheet.table(
        "SummaryFiles",
        [
            Column(say("File"), "text", [file.file for file in files]),
            Column(say("Kind"), "text", [kind_name(file.kind, say) for file in files]),
            Column(say("Language"), "text", [file.language for file in files]),
            Column(say("First day"), "date", [file.first_day for file in files]),
            Column(say("Last day"), "date", [file.last_day for file in files]),
            Column(say("Rows"), "count", [file.rows for file in files]),
            Column(say("Rejected"), "count", [file.rejected for file in files]),
            Column(say("Clicks"), "count", _of_kinds(files, "clicks")),
            Column(say("Spend"), "money", _of_kinds(files, "spend")),
            Column(say("Orders"), "count", _of_kinds(files, "orders")),
            Column(say("Sales"), "money", _of_kinds(files, "sales", (*ADS, "business"))),
        ],
    )
    sheet.skip()


def _of_kinds(files: Sequence[Input], name: str, kinds: Sequence[str] = ADS) -> list[float | None]:
    """A total of each file; a business report has no clicks or spend, which is not the same as none."""
    return [float(getattr(file.totals, name)) if file.kind in kinds else None for file in files]


def _joins(sheet: Sheet, plan: Plan, speaker: Speaker) -> None:
    say, rows = speaker.say, plan.join
    sheet.heading(say("Names found in the bulk download"))
    sheet.table(
        "SummaryNames",
        [
            Column(say("Found"), "text", [join_name(join, None, say) for join in rows["join"]]),
            Column(say("Why not further"), "text", [join_reason(code, say) for code in rows["join_reason"]]),
            Column(say("Rows"), "count", rows["rows"].to_list()),
            Column(say("Clicks"), "count", rows["clicks"].to_list()),
            Column(say("Spend"), "money", cents(rows["spend"])),
        ],
    )
    sheet.skip()


def _rejected(sheet: Sheet, plan: Plan, speaker: Speaker) -> None:
    say, every = speaker.say, plan.rejected
    if not every.height:
        return
    rows = every.head(MOST_REJECTED)
    sheet.heading(
        say(
            "Rows that could not be used: {of}; shown: {shown}",
            of=f"{every.height:,}",
            shown=f"{rows.height:,}",
        )
    )
    sheet.table(
        "SummaryRejected",
        [
            Column(say("File"), "text", rows["file"].to_list()),
            Column(say("Sheet"), "text", rows["sheet"].to_list()),
            Column(say("Row"), "count", rows["row"].to_list()),
            Column(say("Column"), "text", rows["column"].to_list()),
            Column(say("Value"), "text", rows["value"].to_list()),
            Column(say("Reason"), "text", [rejected(code, say) for code in rows["reason"]]),
        ],
    )

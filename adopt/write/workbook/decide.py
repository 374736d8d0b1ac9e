"""The sheet Decide: what adopt recommends, most money first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from openpyxl import Workbook
from openpyxl.formatting.rule import DataBarRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from adopt.decide import with_shade
from adopt.decide.flip import with_flips
from adopt.plan.plan import Plan
from adopt.say.advice import CONSENTS, action_names, percent, risk_sentences, undo_sentences
from adopt.say.flips import flip_sentence
from adopt.say.money import currency_digits
from adopt.say.notes import join_reason
from adopt.say.reasons import reason_sentences
from adopt.say.reasons.place import schedule_text
from adopt.say.speaker import Speaker
from adopt.schema import Consent
from adopt.words import markets
from adopt.write.bulk_sheet import negative_expression
from adopt.write.plan_file import MATCH_TYPES
from adopt.write.workbook.columns import cents, figures, places, subjects
from adopt.write.workbook.cut import MOST_ROWS, cut_note
from adopt.write.workbook.sheet import Column, Sheet
from adopt.write.workbook.style import MONEY_BAR, OPEN, YES
from adopt.write.workbook.words import sheet_title

HEADER_ROW = 2
_SUREST = 0.999  # nothing is shown as certain
_MONEY = 4  # index of the money column
_PRINTED = 16  # columns on paper: up to break-even ACoS; where it is and its codes stay on the screen


def decide_sheet(book: Workbook, plan: Plan, speaker: Speaker, placed: Mapping[str, str]) -> None:
    """Add the sheet. ``placed``: where each action's key stands in the upload files."""
    every = plan.actions.filter(pl.col("consent") != Consent.WATCH.value)
    actions = every.sort(["money_per_week", "key"], descending=[True, False]).head(MOST_ROWS)
    sheet = Sheet(book, sheet_title("decide", speaker), speaker)
    columns = decide_columns(actions, speaker, placed, _flips(actions, plan))
    sheet.settle(sheet.widths(columns), freeze=f"D{HEADER_ROW + 1}")
    sheet.repeat_header(HEADER_ROW)
    sheet.note(cut_note(_guide(actions.height, bool(placed), speaker), actions.height, every.height, speaker))
    reference = sheet.table("Decide", columns, fills={0: _paint(actions)})
    sheet.page.print_area = f"A1:{get_column_letter(_PRINTED)}{sheet.row}"
    _choices(sheet, speaker)
    _money_bars(sheet, reference)


def decide_columns(
    actions: Any, speaker: Speaker, placed: Mapping[str, str], flips: Sequence[Mapping[str, Any]]
) -> list[Column]:
    """The columns of Decide, left to right; ``flips``: the actions with `adopt.decide.flip.FLIPS`."""
    say, said = speaker.say, (speaker.currency, speaker.language, speaker.rules.values())
    safe = [consent == Consent.SAFE.value for consent in actions["consent"]]
    return [
        Column(say("Accept"), "text", [say("Yes") if yes else None for yes in safe]),
        Column(say("Action"), "text", action_names(actions, *said)),
        Column(say("Term or target"), "text", subjects(actions, speaker)),
        Column(say("Change"), "text", _changes(actions, speaker)),
        Column(say("Money per week"), "money", cents(actions["money_per_week"])),
        Column(say("Why"), "sentence", reason_sentences(actions, *said)),
        Column(say("What would change it"), "advice", [flip_sentence(row, speaker) or None for row in flips]),
        Column(say("What could go wrong"), "advice", risk_sentences(actions, *said)),
        Column(say("How to undo it"), "advice", undo_sentences(actions, *said)),
        Column(say("Probability"), "share", actions["probability"].clip(upper_bound=_SUREST).to_list()),
        *figures(actions, speaker),
        *places(actions, speaker),
        Column(say("Consent"), "text", [say(CONSENTS[consent]) for consent in actions["consent"]]),
        Column(say("In upload file"), "text", _files(actions, placed, speaker)),
        Column(say("Code"), "text", actions["code"].to_list()),
        Column(say("Key"), "name", actions["key"].to_list()),
    ]


def _flips(actions: Any, plan: Plan) -> list[dict[str, Any]]:
    market = markets().get(plan.marketplace or "")
    settings = with_shade(plan.settings, plan.facts.shade)
    return with_flips(actions, settings, market, currency_digits(plan.currency)).to_dicts()


def _guide(rows: int, files: bool, speaker: Speaker) -> str:
    if not rows:
        return speaker.say("Nothing to decide today.")
    if not files:
        return speaker.say("Most money first. Green and Yes: safe. Yellow and empty: your decision.")
    return speaker.say(
        "Most money first. Green and Yes: in the upload files. Yellow and empty: your decision, not in the files."
    )


def _changes(actions: pl.DataFrame, speaker: Speaker) -> list[str]:
    """What changes, with Amazon's own tokens: ``negativeExact``, ``exact`` or an expression, and bids."""
    rows = actions.with_columns(to_text=negative_expression(pl.col("to_text")))
    return [_change(row, speaker) for row in rows.iter_rows(named=True)]


def _change(row: Mapping[str, Any], speaker: Speaker) -> str:
    code = row["code"]
    if code == "B303":
        return schedule_text(row["detail"])
    if code.startswith("T") or row["from_value"] is not None:
        return _value_change(row, speaker)
    if row["to_text"] is None and row["to_bid"] is not None:
        old = speaker.money(row["from_bid"]) if row["from_bid"] is not None else "-"
        return f"{old} → {speaker.money(row['to_bid'])}"
    return "Archive" if code.startswith("U") else _made(row, speaker)


def _value_change(row: Mapping[str, Any], speaker: Speaker) -> str:
    said = speaker.share if row["entity"] == "Account" else speaker.money
    said = percent if row["code"] == "B302" else said
    return f"{said(row['from_value'])} → {said(row['to_value'])}"


def _made(row: Mapping[str, Any], speaker: Speaker) -> str:
    if row["code"] == "L501" and row["to_value"] is not None:
        return f"AUTO + MANUAL, {speaker.money(row['to_value'])}"
    if row["to_text"] is None:
        return "-"
    made = MATCH_TYPES.get(row["entity"]) or str(row["to_text"])
    return made if row["to_bid"] is None else f"{made}, {speaker.money(row['to_bid'])}"


def _files(actions: pl.DataFrame, placed: Mapping[str, str], speaker: Speaker) -> list[str | None]:
    """Where each row stands in the upload files, or why a safe one doesn't."""
    keys = zip(actions["key"], actions["consent"], actions["join_reason"], strict=True)
    return [
        placed.get(key) or (join_reason(why, speaker.say) if consent == Consent.SAFE.value else None)
        for key, consent, why in keys
    ]


def _paint(actions: pl.DataFrame) -> list[str | None]:
    return [YES if consent == Consent.SAFE.value else OPEN for consent in actions["consent"]]


def _choices(sheet: Sheet, speaker: Speaker) -> None:
    """A drop-down Yes / No in the first column."""
    yes, no = speaker.say("Yes"), speaker.say("No")
    validation = DataValidation(
        type="list", formula1=f'"{yes},{no}"', allow_blank=True, showErrorMessage=True
    )
    validation.add(f"A{HEADER_ROW + 1}:A{sheet.row}")
    sheet.page.data_validations.append(validation)


def _money_bars(sheet: Sheet, reference: str) -> None:
    """Bars behind the money, from zero."""
    letter = get_column_letter(_MONEY + 1)
    last = reference.rsplit(":", 1)[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    bars = DataBarRule(start_type="num", start_value=0, end_type="max", color=MONEY_BAR)
    sheet.page.conditional_formatting.add(f"{letter}{HEADER_ROW + 1}:{letter}{last}", bars)

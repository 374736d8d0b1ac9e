"""The sheets Decide and Later: what adopt recommends, and what asks for little money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from openpyxl.worksheet.datavalidation import DataValidation

from adopt.decide.flip import with_flips
from adopt.plan.kinds import weekly
from adopt.plan.plan import Facts, Plan
from adopt.plan.small import small_floor, split_small
from adopt.say.advice import CONSENTS, action_names, risk_sentences, undo_sentences
from adopt.say.flips import flip_sentence
from adopt.say.notes import join_reason
from adopt.say.reasons import reason_sentences
from adopt.say.speaker import Speaker
from adopt.schema import Action, Consent
from adopt.settings import Settings
from adopt.words import markets
from adopt.words.currencies import currency_digits
from adopt.write.package import Book
from adopt.write.workbook.answers import OWN
from adopt.write.workbook.changes import changes
from adopt.write.workbook.columns import campaign, cents, figures, subjects, within_campaign
from adopt.write.workbook.cut import MOST_ROWS, cut_note
from adopt.write.workbook.sheet import Column, Sheet
from adopt.write.workbook.style import OPEN, YES
from adopt.write.workbook.words import sheet_title

Row = Mapping[str, Any]

HEADER_ROW = 2
_SUREST = 0.999  # nothing is shown as certain
_MONEY = 6  # index of the money column
_MONEYS = {"of_kind", "of_campaign", "money_per_week"}
_PRINTED = 9  # columns on paper: up to the reason, so that it can be read; the rest stays on the screen


def decide_sheet(
    book: Book, plan: Plan, speaker: Speaker, placed: Mapping[str, str], flips: Mapping[str, Row]
) -> None:
    """Add the sheet. ``placed``: where each action's key stands in the upload files; ``flips``: as from `flips`."""
    every, later = proposed(plan.actions, plan.facts, plan.settings)
    guide = _guide(every.height, later.height, bool(placed), speaker)
    _sheet(book, "decide", every, guide, speaker, placed, flips)


def later_sheet(
    book: Book, plan: Plan, speaker: Speaker, placed: Mapping[str, str], flips: Mapping[str, Row]
) -> None:
    """Add the sheet of asked rows that are worth little, where there are some: each kind of a campaign stands together.

    Whoever agrees with a kind fills its Accept down in one go; the kinds that are worth most come first.
    """
    _, later = proposed(plan.actions, plan.facts, plan.settings)
    if later.height:
        _sheet(book, "later", later, _later_guide(later, plan, speaker), speaker, placed, flips)


def has_later(plan: Plan) -> bool:
    """Whether there is a sheet Later."""
    return proposed(plan.actions, plan.facts, plan.settings)[1].height > 0


def proposed(actions: pl.DataFrame, facts: Facts, settings: Settings) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The actions on Decide and those on Later, in their order; each sheet has room for the first `MOST_ROWS`."""
    every = Action.cast(actions.filter(pl.col("consent") != Consent.WATCH.value))
    now, later = split_small(every, small_floor(facts, settings.review.small))
    kind = ["code", "entity"]
    worth = pl.col("money_per_week").sum()
    summed = later.with_columns(of_kind=worth.over(kind), of_campaign=worth.over([*kind, "campaign"]))
    # Named, for Polars sorts by the first only of two expressions with one name.
    order = ["of_kind", *kind, "of_campaign", "campaign", "money_per_week", "key"]
    return (
        now.sort(["money_per_week", "key"], descending=[True, False]),
        summed.sort(order, descending=[name in _MONEYS for name in order]).select(later.columns),
    )


def shown(actions: pl.DataFrame, facts: Facts, settings: Settings) -> frozenset[str]:
    """Keys of the actions that have a row in the workbook."""
    return frozenset(_shown(actions, facts, settings)["key"])


def _shown(actions: pl.DataFrame, facts: Facts, settings: Settings) -> pl.DataFrame:
    return pl.concat([part.head(MOST_ROWS) for part in proposed(actions, facts, settings)])


def flips(plan: Plan) -> dict[str, Row]:
    """What would change each action that has a row, by its key: the action with `adopt.decide.flip.FLIPS`.

    The same in every language, and looking for it takes longer than the rest of the sheets.
    """
    market = markets().get(plan.marketplace or "")
    settings = plan.facts.measured(plan.settings)
    rows = Action.cast(_shown(plan.actions, plan.facts, plan.settings))
    found = with_flips(rows, settings, market, currency_digits(plan.currency))
    return {row["key"]: row for row in found.iter_rows(named=True)}


def _sheet(
    book: Book,
    name: str,
    every: pl.DataFrame,
    guide: str,
    speaker: Speaker,
    placed: Mapping[str, str],
    flips: Mapping[str, Row],
) -> None:
    """A sheet with a drop-down in its first column, of at most `MOST_ROWS` rows."""
    actions = every.head(MOST_ROWS)
    sheet = Sheet(book, sheet_title(name, speaker), speaker)
    columns = decide_columns(actions, speaker, placed, [flips[key] for key in actions["key"]])
    sheet.settle(sheet.widths(columns), freeze=f"D{HEADER_ROW + 1}")
    sheet.repeat_header(HEADER_ROW)
    sheet.note(cut_note(guide, actions.height, every.height, speaker))
    reference = sheet.table(name.capitalize(), columns, fills={0: _paint(actions)})
    sheet.print_columns(_PRINTED)
    _choices(sheet, speaker)
    sheet.money_bars(reference, _MONEY)


def decide_columns(
    actions: Any, speaker: Speaker, placed: Mapping[str, str], flips: Sequence[Row]
) -> list[Column]:
    """The columns of Decide, left to right; ``flips``: the actions with `adopt.decide.flip.FLIPS`."""
    say, said = speaker.say, (speaker.currency, speaker.language, speaker.rules.values())
    safe = [consent == Consent.SAFE.value for consent in actions["consent"]]
    return [
        Column(say("Accept"), "text", [say("Yes") if yes else None for yes in safe]),
        Column(say("Action"), "text", action_names(actions, *said)),
        Column(say("Term or target"), "text", subjects(actions, speaker)),
        campaign(actions, speaker),
        Column(say("Change"), "text", changes(actions, speaker)),
        Column(say(OWN), "text", [None] * actions.height),
        Column(say("Money per week"), "money", cents(actions["money_per_week"])),
        Column(say("Probability"), "share", actions["probability"].clip(upper_bound=_SUREST).to_list()),
        Column(say("Why"), "sentence", reason_sentences(actions, *said)),
        Column(say("What would change it"), "advice", [flip_sentence(row, speaker) or None for row in flips]),
        Column(say("What could go wrong"), "advice", risk_sentences(actions, *said)),
        Column(say("How to undo it"), "advice", undo_sentences(actions, *said)),
        *figures(actions, speaker),
        *within_campaign(actions, speaker),
        Column(say("Consent"), "text", [say(CONSENTS[consent]) for consent in actions["consent"]]),
        Column(say("In upload file"), "text", _files(actions, placed, speaker)),
        Column(say("Code"), "text", actions["code"].to_list()),
        Column(say("Key"), "name", actions["key"].to_list()),
    ]


def _guide(rows: int, later: int, files: bool, speaker: Speaker) -> str:
    if not rows:
        return speaker.say("Nothing to decide today.")
    said = (
        speaker.say(
            "Most money first. Green and Yes: in the upload files. Yellow and empty: your decision, not in the files."
        )
        if files
        else speaker.say("Most money first. Green and Yes: safe. Yellow and empty: your decision.")
    )
    if not later:
        return said
    sheet = sheet_title("later", speaker)
    more = speaker.say.plural(
        "{n} more that asks for little money is on the sheet {sheet}.",
        "{n} more that ask for little money are on the sheet {sheet}.",
        later,
        sheet=sheet,
    )
    return speaker.say.run_on(said, more)


def _later_guide(rows: pl.DataFrame, plan: Plan, speaker: Speaker) -> str:
    floor = small_floor(plan.facts, plan.settings.review.small)
    return speaker.say(
        "Your decision, but none is worth {floor} a week; together {sum}. Each kind stands together, by campaign: to agree "
        "with one, write Yes in its first row and fill down.",
        floor=speaker.money(floor),
        sum=speaker.money(weekly(rows)),
    )


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

"""The sheet Watch: what stays as it is, and what would change that."""

from __future__ import annotations

import polars as pl

from adopt.plan.plan import Plan
from adopt.say.advice import action_names
from adopt.say.reasons import reason_sentences
from adopt.say.speaker import Speaker
from adopt.schema import Action, Consent
from adopt.write.package import Book
from adopt.write.workbook.columns import campaign, cents, figures, subjects, within_campaign
from adopt.write.workbook.cut import MOST_ROWS, cut_note
from adopt.write.workbook.sheet import Column, Sheet
from adopt.write.workbook.words import sheet_title

_PRINTED = 12  # columns on paper: up to spend


def watch_sheet(book: Book, plan: Plan, speaker: Speaker) -> None:
    """Add the sheet: actions that only watch, most spend first, cut at `MOST_ROWS`."""
    every = plan.actions.filter(pl.col("consent") == Consent.WATCH.value)
    actions = Action.cast(every.sort(["spend", "key"], descending=[True, False]).head(MOST_ROWS))
    say, said = speaker.say, (speaker.currency, speaker.language, speaker.rules.values())
    columns = [
        Column(say("Term or target"), "text", subjects(actions, speaker)),
        campaign(actions, speaker),
        Column(say("Considered"), "text", action_names(actions, *said)),
        Column(say("Why not"), "sentence", reason_sentences(actions, *said)),
        Column(say("Waits for"), "text", actions["waits_for"].to_list()),
        Column(say("Clicks still needed"), "count", actions["clicks_needed"].to_list()),
        Column(say("Or orders"), "count", actions["orders_needed"].to_list()),
        Column(say("Days at today's pace"), "count", actions["days_needed"].to_list()),
        Column(say("CPC"), "money", cents(actions["cpc"])),
        *figures(actions, speaker),
        *within_campaign(actions, speaker),
        Column(say("Code"), "text", actions["code"].to_list()),
        Column(say("Key"), "name", actions["key"].to_list()),
    ]
    sheet = Sheet(book, sheet_title("watch", speaker), speaker)
    sheet.settle(sheet.widths(columns), freeze="B3")
    sheet.repeat_header(2)
    sheet.note(cut_note(say("No change today. Most spend first."), actions.height, every.height, speaker))
    sheet.table("Watch", columns)
    sheet.print_columns(_PRINTED)

"""Columns that several sheets share."""

from __future__ import annotations

import polars as pl

from adopt.say.reasons.place import place_name
from adopt.say.speaker import Speaker
from adopt.write.workbook.sheet import Column


def figures(rows: pl.DataFrame, speaker: Speaker) -> list[Column]:
    """Clicks, orders, spend, sales, ACoS and break-even ACoS."""
    say = speaker.say
    acos = rows.select(pl.when(pl.col("sales") > 0).then(pl.col("spend") / pl.col("sales"))).to_series()
    return [
        Column(say("Clicks"), "count", rows["clicks"].to_list()),
        Column(say("Orders"), "count", rows["orders"].to_list()),
        Column(say("Spend"), "money", cents(rows["spend"])),
        Column(say("Sales"), "money", cents(rows["sales"])),
        Column("ACoS", "share", acos.to_list()),
        Column(say("Break-even ACoS"), "share", _break_even(rows)),
    ]


def campaign(rows: pl.DataFrame, speaker: Speaker) -> Column:
    """The campaign's name."""
    return Column(speaker.say("Campaign"), "name", rows["campaign"].to_list())


def within_campaign(rows: pl.DataFrame, speaker: Speaker) -> list[Column]:
    """Where in its campaign: ad group, targeting, match type (as Amazon writes them)."""
    say = speaker.say
    return [
        Column(say("Ad group"), "name", rows["ad_group"].to_list()),
        Column(say("Targeting"), "name", rows["targeting"].to_list()),
        Column(say("Match type"), "text", rows["match_type"].to_list()),
    ]


def subjects(actions: pl.DataFrame, speaker: Speaker) -> list[str]:
    """What each action is about: the search term, the target whose bid changes, or the placement."""
    about: list[str] = actions.select(pl.coalesce("search_term", "targeting")).to_series().to_list()
    placed = (actions["code"] == "B302").to_list()
    return [place_name(name, speaker) if place else name for name, place in zip(about, placed, strict=True)]


def cents(amounts: pl.Series) -> list[float]:
    """Amounts without the digits that nobody reads."""
    return amounts.round(4).to_list()


def _break_even(rows: pl.DataFrame) -> list[float]:
    return rows["break_even_acos" if "break_even_acos" in rows.columns else "margin"].to_list()

"""Columns that several sheets share."""

from __future__ import annotations

import polars as pl

from adopt.say.speaker import Speaker
from adopt.say.targets import subject, target_name
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
    """The campaign's name, a dash where an action concerns more than one."""
    return Column(speaker.say("Campaign"), "name", _named(rows["campaign"]))


def within_campaign(rows: pl.DataFrame, speaker: Speaker) -> list[Column]:
    """Where in its campaign: ad group, targeting, match type (as Amazon names them)."""
    say = speaker.say
    targets = [
        target_name(text, speaker, keyword=match_type != "-")
        for text, match_type in zip(rows["targeting"], rows["match_type"], strict=True)
    ]
    return [
        Column(say("Ad group"), "name", _named(rows["ad_group"])),
        Column(say("Targeting"), "name", targets),
        Column(say("Match type"), "text", rows["match_type"].to_list()),
    ]


def _named(names: pl.Series) -> list[str]:
    return names.replace("*", "-").to_list()


def subjects(actions: pl.DataFrame, speaker: Speaker) -> list[str]:
    """What each action is about: the search term, the target whose bid changes, or the placement."""
    told = actions.select("code", "entity", "search_term", "targeting")
    return [subject(row, speaker) for row in told.iter_rows(named=True)]


def cents(amounts: pl.Series) -> list[float]:
    """Amounts without the digits that nobody reads."""
    return amounts.round(4).to_list()


def _break_even(rows: pl.DataFrame) -> list[float]:
    return rows["break_even_acos" if "break_even_acos" in rows.columns else "margin"].to_list()

"""What ``adopt validate`` shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl
from rich.console import Console

from adopt.bulksheet import Verdict
from adopt.cli.screen import console, plain
from adopt.say import Translate, later, translator
from adopt.words.rules import ERROR, LEVELS, NOTE, WARNING, SheetRule, sheet_rules

_STYLES = {ERROR: "red", WARNING: "yellow", NOTE: "default"}
_LEVELS = {ERROR: later("Error"), WARNING: later("Warning"), NOTE: later("Note")}
_SURE = {
    "M": later("How sure: one source or one real file says so."),
    "L": later("How sure: by hearsay, or inferred."),
}
_RANGES = 8
"""Ranges of rows that are shown; --json has them all."""
_VALUES = 3


def show(verdict: Verdict, language: str) -> None:
    """What was read, each broken rule with its rows, and whether Amazon would take it."""
    say, screen = translator(language), console()
    for line in _read(verdict, say):
        screen.print(plain(line))
    screen.print()
    for level in LEVELS:
        for code in sheet_rules():
            if sheet_rules()[code].level == level:
                _rule(verdict.faults.filter(rule=code), sheet_rules()[code], say, screen)
    screen.print(plain(_verdict(verdict, say)), style="bold red" if verdict.refused else "bold")


def _read(verdict: Verdict, say: Translate) -> Iterator[str]:
    read = verdict.read
    rows = say.plural("{n} row has an Operation", "{n} rows have an Operation", read.sheet.rows.height)
    ignored = say.plural(
        "{n} row has none and is ignored, as Amazon does",
        "{n} rows have none and are ignored, as Amazon does",
        read.ignored,
    )
    yield say(
        "{file}, tab '{tab}': {rows}; {ignored}.",
        file=read.path.name,
        tab=read.tab or "-",
        rows=rows,
        ignored=ignored,
    )
    if verdict.bulk:
        yield say("IDs are compared with {file}.", file=verdict.bulk.name)
    else:
        yield say("Without a download (--bulk) IDs and what is there already aren't checked.")
    if not verdict.marketplace:
        yield say("No marketplace is given (--marketplace): bids and budgets are held to the widest limits.")


def _rule(faults: pl.DataFrame, rule: SheetRule, say: Translate, screen: Console) -> None:
    """One paragraph for each column; what concerns the header stands together."""
    place = pl.when(pl.col("row") == 1).then(pl.lit("")).otherwise("column").alias("place")
    for _, group in faults.group_by(place, maintain_order=True):
        columns = _some([name for name in group["column"].unique(maintain_order=True) if name])
        rows = _rows(group, say)
        where = say("{columns}, {rows}", columns=columns, rows=rows) if columns else rows
        screen.print(
            plain(f"{say(_LEVELS[rule.level])} {rule.code}{say(': ')}{where}"), style=_STYLES[rule.level]
        )
        detail = _some(group["detail"].drop_nulls().unique(maintain_order=True).to_list())
        sure = say(_SURE[rule.sure]) if rule.sure in _SURE else ""
        told = (say(rule.what, detail=detail), say(rule.do, detail=detail), sure, _values(group, say))
        screen.print(plain("  " + say.run_on(*told)))


def _some(values: Sequence[str]) -> str:
    return ", ".join(values[:_VALUES]) + (" ..." if len(values) > _VALUES else "")


def _rows(group: pl.DataFrame, say: Translate) -> str:
    """``row 2``, ``3 rows: 2–4``."""
    numbers = group["row"].unique().sort().to_list()
    if len(numbers) == 1:
        return say("row {row}", row=numbers[0])
    shown = ranges(numbers)
    more = " ..." if len(shown) > _RANGES else ""
    return say.plural(
        "{n} row: {rows}", "{n} rows: {rows}", len(numbers), rows=", ".join(shown[:_RANGES]) + more
    )


def ranges(numbers: Sequence[int]) -> list[str]:
    """Sorted numbers as ranges: 2, 3, 4, 9 are ``2–4`` and ``9``."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [str(first) if first == last else f"{first}–{last}" for first, last in found]


def _values(group: pl.DataFrame, say: Translate) -> str:
    values = group["value"].drop_nulls().unique(maintain_order=True).to_list()
    if not values:
        return ""
    return say("There: {values}", values=_some([f"'{value}'" for value in values]))


def _verdict(verdict: Verdict, say: Translate) -> str:
    counts = verdict.counts()
    parts = [
        say.plural("{n} error", "{n} errors", counts[ERROR]),
        say.plural("{n} warning", "{n} warnings", counts[WARNING]),
        say.plural("{n} note", "{n} notes", counts[NOTE]),
    ]
    told = say(", ").join(parts)
    if verdict.refused:
        return say("Amazon would refuse some of it, or damage what is there: {counts}.", counts=told)
    return say("Nothing that Amazon would refuse was found: {counts}.", counts=told)

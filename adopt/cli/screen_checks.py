"""What the daily checks found, on the screen: what is urgent with its reason, the rest in one line."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import dataframely as dy
import polars as pl
from rich.console import Console

from adopt.checks.missing import NO_REPORTS, folded
from adopt.cli.screen import console, plain
from adopt.cli.screen_notes import show_notes
from adopt.morning import Morning
from adopt.say import Speaker
from adopt.say.findings import NO_CURRENCY, Findings
from adopt.schema import Finding
from adopt.words.zones import zone_of
from adopt.write.workbook.words import sheet_title

_STYLES = {"act": "bold red", "watch": "yellow", "no_data": "dim", "fine": "green"}


def show(found: Sequence[Morning], language: str, *, verbose: bool) -> None:
    """The round of each account: every finding that isn't fine, what to do about it, and how many there are of each kind.

    All downloads that aren't there are one of them, unless each is wanted.
    What is to be known of the ads reports stands before them.
    """
    screen = console()
    for morning in found:
        said = Findings(Speaker(language, morning.currency or NO_CURRENCY), zone_of(morning.marketplace))
        if len(found) > 1:
            screen.rule(plain(morning.name), align="left", style="dim")
        show_notes(morning.notes, said.speaker.say, screen)
        told = morning.findings if verbose else folded(morning.findings)
        for row in told.iter_rows(named=True):
            if row["status"] == "fine" and not verbose:
                continue
            screen.print(plain(f"{said.status(row)} · {said.task(row)}"), style=_STYLES[row["status"]])
            if row["status"] != "no_data" or row["reason"] == NO_REPORTS or verbose:
                screen.print(plain(f"  {said.why(row)}"))
            screen.print(plain(f"  → {said.do(row)}"))
        screen.print()
        screen.print(plain(counts(morning.findings, said)), style="bold")


def show_urgent(
    findings: dy.DataFrame[Finding], speaker: Speaker, zone: ZoneInfo, screen: Console, most: int = 5
) -> None:
    """For the daily run: the line of counts, and what has to be done today."""
    said = Findings(speaker, zone)
    urgent = findings.filter(pl.col("status") == "act")
    screen.print(plain(counts(findings, said)), style="bold")
    for row in urgent.head(most).iter_rows(named=True):
        screen.print(plain(f"  {said.brief(row)}"), style=_STYLES["act"])
    if urgent.height > most:
        more = speaker.say(
            "and {n} more to act on: see the sheet {sheet}",
            n=urgent.height - most,
            sheet=sheet_title("checks", speaker),
        )
        screen.print(plain(f"  {more}"), style=_STYLES["act"])
    screen.print()


def counts(findings: dy.DataFrame[Finding], said: Findings) -> str:
    """How many findings there are of each urgency."""
    n = dict(findings.group_by(pl.col("status").cast(pl.String)).len().iter_rows())
    return said.speaker.say(
        "The rest of the round: act on {act}, keep an eye on {watch}, fine {fine}, no data for {no_data}.",
        **{status: f"{n.get(status, 0):,}" for status in _STYLES},
    )

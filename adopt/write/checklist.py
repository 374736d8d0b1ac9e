"""The checklist: one row for each task, as a table that Notion and Airtable import, and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import dataframely as dy
import polars as pl

from adopt.say.findings import NO_CURRENCY, Findings
from adopt.say.speaker import Speaker
from adopt.say.translate import Translate, later, translator
from adopt.schema import Finding
from adopt.words.zones import BEIJING, EASTERN, day_ends, zone_of
from adopt.write.naming import in_language

CHECKLISTS = ("checklist.csv", "checklist.md")
_TASK = 79
"""Longest title that both programs show whole."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_STATUS = {"act": later("Todo"), "watch": later("Todo"), "no_data": later("No data"), "fine": later("Done")}
_PRIORITY = {"act": later("High"), "watch": later("Medium"), "no_data": later("Low"), "fine": later("None")}
_COLUMNS = {
    "task": later("Task"),
    "key": later("Key"),
    "date": later("Date"),
    "marketplace": later("Marketplace"),
    "module": later("Module"),
    "priority": later("Priority"),
    "status": later("Status"),
    "due_local": later("Due (marketplace)"),
    "due_beijing": later("Due (Beijing)"),
    "due_et": later("Due (ET)"),
    "due_utc": later("Due (UTC)"),
    "owner": later("Owner"),
    "metric": later("Metric"),
    "value": later("Value"),
    "target": later("Target"),
    "why": later("Why"),
    "action": later("Action"),
    "source_file": later("Source file"),
    "source_date": later("Source date"),
    "done": later("Done?"),
}


_MINUTE = "%Y-%m-%d %H:%M"
_DUE = {"due_beijing": BEIJING, "due_et": EASTERN, "due_utc": UTC}
_ONLY_IN = {"due_beijing": "zh"}
"""Columns that only the readers of one language have."""


def write_checklists(
    findings: dy.DataFrame[Finding],
    as_of: date,
    marketplace: str | None,
    currency: str | None,
    folder: Path,
    languages: tuple[str, ...],
) -> list[Path]:
    """Write the checklist for Notion and Airtable, and as a page to read, in each language; returns their paths.

    Raises:
        OSError: the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for language in languages:
        rows = checklist(findings, as_of, marketplace, currency, language)
        for name, text in zip(CHECKLISTS, (as_csv(rows, language), as_markdown(rows, language)), strict=True):
            path = folder / in_language(name, language, languages)
            path.write_text(text, encoding="utf-8", newline="\n")
            written.append(path)
    return written


def checklist(
    findings: dy.DataFrame[Finding], as_of: date, marketplace: str | None, currency: str | None, language: str
) -> pl.DataFrame:
    """The rows of the checklist, as texts under the names of `_COLUMNS`' keys; ``key`` is the same for a task all day.

    What has no time of its own is due at the end of the marketplace's day; what is fine isn't due. Times are told in the
    marketplace's zone, in Chinese in Beijing's too, in US Eastern time and in UTC.

    Args:
        findings: of the daily checks.
        as_of: the day of the run.
        marketplace: two-letter code, None where it isn't known.
        currency: of amounts, ISO 4217; None where it isn't known.
        language: ``en`` or ``zh``.
    """
    zone, speaker = zone_of(marketplace), Speaker(language, currency or NO_CURRENCY)
    said = Findings(speaker, zone)
    rows = [_row(row, said, as_of, marketplace or "-", zone) for row in findings.iter_rows(named=True)]
    return pl.DataFrame(rows, schema=dict.fromkeys(_columns(language), pl.String))


def _columns(language: str) -> dict[str, str]:
    return {name: title for name, title in _COLUMNS.items() if _ONLY_IN.get(name, language) == language}


def _row(
    row: dict[str, Any], said: Findings, as_of: date, marketplace: str, zone: ZoneInfo
) -> dict[str, str]:
    say, status = said.speaker.say, str(row["status"])
    fine = status == "fine"
    due = row["due"] or (None if fine else day_ends(as_of, zone))
    return {
        "task": _short(said.task(row)),
        "key": f"{as_of}/{marketplace}/{row['key']}",
        "date": str(as_of),
        "marketplace": marketplace,
        "module": said.module(row),
        "priority": say(_PRIORITY[status]),
        "status": say(_STATUS[status]),
        "due_local": f"{due.astimezone(zone):{_MINUTE} %Z}" if due else "",
        **{name: f"{due.astimezone(other):{_MINUTE}}" if due else "" for name, other in _DUE.items()},
        "owner": "",
        "metric": said.metric(row),
        "value": said.value(row),
        "target": said.target(row),
        "why": said.why(row),
        "action": said.do(row),
        "source_file": row["file"] or "",
        "source_date": str(row["last_day"] or ""),
        "done": say("Yes") if fine else say("No"),
    }


def as_csv(rows: pl.DataFrame, language: str) -> str:
    """The checklist as CSV in UTF-8; no cell is taken for a formula by the program that imports it."""
    say = translator(language)
    guarded = rows.with_columns(
        pl.when(pl.any_horizontal(pl.col(name).str.starts_with(sign) for sign in _FORMULA))
        .then(pl.lit("'") + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name in rows.columns
    )
    return guarded.rename({name: say(title) for name, title in _columns(language).items()}).write_csv()


def as_markdown(rows: pl.DataFrame, language: str) -> str:
    """The checklist as Markdown: what to do, by urgency, each with a box to tick; what is fine in one line each."""
    say = translator(language)
    lines = [f"# {say('Checklist')} {', '.join(rows['date'].unique())}", ""]
    for row in rows.iter_rows(named=True):
        box = "x" if row["done"] == say("Yes") else " "
        due = say.aside(_due(row, say)) if row["due_et"] else ""
        lines.append(f"- [{box}] **{row['priority']} · {row['task']}**{due}{say(': ')}{row['why']}")
        if row["done"] != say("Yes"):
            lines.append(f"  - {row['action']}")
    return "\n".join(lines) + "\n"


def _due(row: Mapping[str, str], say: Translate) -> str:
    """When a task is due, in the zones that its reader has."""
    if "due_beijing" in row:
        return say(
            "{local}; {beijing} in Beijing; {et} ET",
            local=row["due_local"],
            beijing=row["due_beijing"],
            et=row["due_et"],
        )
    return say("{local}; {et} ET", local=row["due_local"], et=row["due_et"])


def _short(task: str) -> str:
    return task if len(task) <= _TASK else f"{task[: _TASK - 1]}…"

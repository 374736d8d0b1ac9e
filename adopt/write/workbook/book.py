"""All sheets of the review workbook, in order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import dataframely as dy

from adopt.plan.plan import Plan
from adopt.say.speaker import Speaker
from adopt.schema import Finding
from adopt.write.package import Book, save_workbook
from adopt.write.workbook.charts import charts_sheet
from adopt.write.workbook.checks import checks_sheet
from adopt.write.workbook.decide import Row, decide_sheet, flips, later_sheet
from adopt.write.workbook.evidence import evidence_sheet
from adopt.write.workbook.glossary import glossary_sheet
from adopt.write.workbook.identity import stamp
from adopt.write.workbook.launch import launch_sheet
from adopt.write.workbook.read_me import read_me_sheet
from adopt.write.workbook.settings import settings_sheet
from adopt.write.workbook.summary import summary_sheet
from adopt.write.workbook.watch import watch_sheet


def write_workbooks(
    plan: Plan,
    paths: Mapping[str, Path],
    placed: Mapping[str, str] | None = None,
    files: tuple[str, ...] = (),
    findings: dy.DataFrame[Finding] | None = None,
) -> None:
    """Write the review workbook in each language; the same plan gives the same bytes.

    Args:
        plan: the day's plan.
        paths: the ``.xlsx`` to write, by its language: ``en`` or ``zh``.
        placed: where each action's key stands in the upload files: ``negatives.xlsx, row 5``.
        files: names of the upload files beside it.
        findings: of the daily checks; None leaves their sheet out.

    Raises:
        OSError: a file can't be written.
    """
    turns = flips(plan) if paths else {}
    for language, path in paths.items():
        speaker = Speaker(language, plan.currency, plan.rules)
        book = _book(plan, speaker, placed or {}, files, findings, turns)
        stamp(book, plan, language)
        save_workbook(book, path, plan.as_of, f"adopt {plan.as_of}")


def _book(
    plan: Plan,
    speaker: Speaker,
    placed: Mapping[str, str],
    files: tuple[str, ...],
    findings: dy.DataFrame[Finding] | None,
    turns: Mapping[str, Row],
) -> Book:
    book = Book()
    read_me_sheet(book, plan, speaker, files, checked=findings is not None)
    summary_sheet(book, plan, speaker, placed)
    charts_sheet(book, plan, speaker)
    decide_sheet(book, plan, speaker, placed, turns)
    later_sheet(book, plan, speaker, placed, turns)
    launch_sheet(book, plan, speaker, placed)
    watch_sheet(book, plan, speaker)
    if findings is not None:
        checks_sheet(book, findings, plan.marketplace, speaker)
    evidence_sheet(book, plan, speaker)
    settings_sheet(book, plan, speaker)
    glossary_sheet(book, speaker)
    return book

"""All sheets of the review workbook, in order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import dataframely as dy
from openpyxl import Workbook

from adopt.plan.plan import Plan
from adopt.say.speaker import Speaker
from adopt.schema import Finding
from adopt.write.package import save_workbook
from adopt.write.workbook.charts import charts_sheet
from adopt.write.workbook.checks import checks_sheet
from adopt.write.workbook.decide import decide_sheet, later_sheet
from adopt.write.workbook.evidence import evidence_sheet
from adopt.write.workbook.glossary import glossary_sheet
from adopt.write.workbook.identity import stamp
from adopt.write.workbook.launch import launch_sheet
from adopt.write.workbook.read_me import read_me_sheet
from adopt.write.workbook.settings import settings_sheet
from adopt.write.workbook.summary import summary_sheet
from adopt.write.workbook.watch import watch_sheet


def write_workbook(
    plan: Plan,
    path: Path,
    language: str,
    placed: Mapping[str, str] | None = None,
    files: tuple[str, ...] = (),
    findings: dy.DataFrame[Finding] | None = None,
) -> None:
    """Write the review workbook; the same plan gives the same bytes.

    Args:
        plan: the day's plan.
        path: the ``.xlsx`` to write.
        language: ``en`` or ``zh``.
        placed: where each action's key stands in the upload files: ``negatives.xlsx, row 5``.
        files: names of the upload files beside it.
        findings: of the daily checks; None leaves their sheet out.

    Raises:
        OSError: the file can't be written.
    """
    speaker = Speaker(language, plan.currency, plan.rules)
    book = Workbook(write_only=True)
    read_me_sheet(book, plan, speaker, files, checked=findings is not None)
    summary_sheet(book, plan, speaker, placed or {})
    charts_sheet(book, plan, speaker)
    decide_sheet(book, plan, speaker, placed or {})
    later_sheet(book, plan, speaker, placed or {})
    launch_sheet(book, plan, speaker, placed or {})
    watch_sheet(book, plan, speaker)
    if findings is not None:
        checks_sheet(book, findings, plan.marketplace, speaker)
    evidence_sheet(book, plan, speaker)
    settings_sheet(book, plan, speaker)
    glossary_sheet(book, speaker)
    stamp(book, plan, language)
    save_workbook(book, path, plan.as_of, f"adopt {plan.as_of}")

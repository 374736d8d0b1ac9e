"""The workbook through a real spreadsheet program: what adopt apply reads was saved by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from adopt.after.apply import apply
from adopt.history.course import read_course
from adopt.lab.market.take_back import upload_sheet
from adopt.plan.own_value import Own
from tests.after.books import answered
from tests.after.conftest import DAY, Ran

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice isn't installed")


def _saved(book: Path, folder: Path, profile: Path) -> Path:
    """The workbook as LibreOffice writes it after opening it."""
    words = [
        SOFFICE,
        "--headless",
        f"-env:UserInstallation=file://{profile}",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    done = subprocess.run(
        [*map(str, words), "--outdir", str(folder), str(book)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    saved = folder / book.name
    assert saved.is_file(), done.stderr
    assert saved.read_bytes() != book.read_bytes()
    return saved


@pytest.mark.slow
@pytest.mark.parametrize(("language", "yes", "no"), [("en", "Yes", "No"), ("zh", "是", "否")])
def test_three_answers_saved_by_libreoffice(
    ran: Ran, tmp_path: Path, language: str, yes: str, no: str
) -> None:
    """Three cells of Accept and one value are edited by openpyxl; LibreOffice opens that and saves it."""
    proposed = ran.told.actions.filter(pl.col("consent") != "watch")
    phrase = proposed.filter(code="N103")["key"][0]
    keyword = proposed.filter(code="H201", consent="ask", entity="Keyword")["key"][0]
    negative = proposed.filter(code="N101", consent="safe")["key"][0]
    bid = proposed.filter(code="B301", consent="safe")["key"][0]
    name = "recommendations.xlsx" if language == "en" else "recommendations.zh.xlsx"
    edited = answered(ran.out / name, tmp_path / name, {phrase: yes, keyword: yes, negative: no}, {bid: 0.43})
    saved = _saved(edited, tmp_path / "saved", tmp_path / "profile")
    done = apply(saved, DAY + timedelta(days=1), tmp_path / "out", str(ran.out), ran.out.parent)
    assert done.review.refused == []
    assert done.review.declined == [negative]
    safe = set(proposed.filter(consent="safe")["key"])
    assert set(done.review.accepted) == (safe | {phrase, keyword}) - {negative}
    assert done.review.accepted[bid] == Own(to_bid=0.43)
    sheets = {path.name: upload_sheet(path) for path in done.written}
    negatives = sheets["negatives.xlsx"]
    assert negatives is not None
    assert negatives.filter(entity="Campaign Negative Keyword")["match_type"].to_list() == ["negativePhrase"]
    rows = sum(sheet.height for sheet in sheets.values() if sheet is not None)
    assert rows == len(done.review.accepted) - len(done.needless)
    course = read_course(ran.out, ran.told.digest)
    assert course.accepted_rows is not None
    assert set(course.accepted_rows["key"]) == set(done.review.accepted)

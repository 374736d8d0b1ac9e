from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from adopt.reports import REASONS, Refusal, identify
from adopt.schema import Reading

Report = Callable[..., list[list[Any]]]
Write = Callable[..., Path]


def outcome(path: Path) -> str:
    result = identify(path)
    return result.reason if isinstance(result, Refusal) else result.kind


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "empty_file"),
        ("a.xlsx", b"PK\x03\x04 not a zip", "damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "wrong_type"),
        ("a.msg", b"\xd0\xcf\x11\xe0" + "__substg1.0_0037".encode("utf-16-le"), "wrong_type"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "old_excel"),
        ("a.pdf", b"%PDF-1.7", "wrong_type"),
        ("a.xls", b"\xef\xbb\xbf \n<HTML><table></table>", "wrong_type"),
        ("a.json", b'{"a": 1}', "wrong_type"),
        ("a.txt", b"hello", "unknown_report"),
        ("a.csv", b"\n\n\n", "unknown_report"),
    ],
)
def test_files_of_no_use_are_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = identify(path)
    assert isinstance(result, Refusal)
    assert result.reason == reason
    assert str(result) == f"{name}: {REASONS[reason]}"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert outcome(tmp_path / "nothing.csv") == "missing_file"


def test_half_a_workbook_is_damaged(workbook: Write, report: Report) -> None:
    path = workbook({"A": report({})})
    path.write_bytes(path.read_bytes()[:2_000])
    assert outcome(path) == "damaged"


def test_another_archive_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "reports.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("report.csv", "a,b")
    assert outcome(path) == "wrong_type"


def test_quotes_that_do_not_close_are_damage(csv_file: Write, report: Report) -> None:
    path = csv_file(report(*[{}] * 30))
    path.write_bytes(path.read_bytes() + b'"2026-11-03,"USD')
    assert outcome(path) == "open_quote"


def test_few_long_rows_are_no_damage(csv_file: Write, report: Report) -> None:
    path = csv_file(report(*[{}] * 8))
    lines = path.read_bytes().splitlines(keepends=True)
    noted = [line.rstrip(b"\r\n") + b',"' + b"x, y " * 12_000 + b'"\n' for line in lines]
    path.write_bytes(b"".join(noted))
    assert len(path.read_bytes()) > 1 << 18
    assert outcome(path) == "search_term"


@pytest.mark.parametrize("behind", [b"\n", b"\0" * 30])
def test_stray_bytes_behind_a_workbook_are_no_damage(workbook: Write, report: Report, behind: bytes) -> None:
    path = workbook({"A": report({})})
    kind = outcome(path)
    path.write_bytes(path.read_bytes() + behind)
    assert outcome(path) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "cp1252"])
def test_encodings(csv_file: Write, report: Report, encoding: str) -> None:
    term = "Käse für Spülmaschine" if encoding == "cp1252" else "不锈钢平底锅"
    rows = report(*[{"Campaign Name": term, "Customer Search Term": f"{term} {n}"} for n in range(30)])
    reading = identify(csv_file(rows, encoding=encoding))
    assert isinstance(reading, Reading)
    assert reading.data["campaign"].unique().to_list() == [term]  # type: ignore[index]


def test_a_single_late_accent_is_read(csv_file: Write, report: Report) -> None:
    path = csv_file(report(*[{}] * 6_000, {"Customer Search Term": "café pan"}), encoding="cp1252")
    reading = identify(path)
    assert isinstance(reading, Reading)
    assert reading.data["search_term"][-1] == "café pan"  # type: ignore[index]


def test_old_mac_line_ends(csv_file: Write, report: Report) -> None:
    assert outcome(csv_file(report({}), end="\r")) == "search_term"


def test_brackets_in_a_files_name_are_no_pattern(csv_file: Write, report: Report) -> None:
    assert outcome(csv_file(report({}), name="report [1]*.csv")) == "search_term"


def test_the_suffix_does_not_matter(workbook: Write, csv_file: Write, report: Report) -> None:
    assert outcome(workbook({"A": report({})}, name="report.csv")) == "search_term"
    assert outcome(csv_file(report({}), name="report.xlsx")) == "search_term"


def test_a_very_hidden_sheet_is_not_read(workbook: Write, report: Report) -> None:
    assert outcome(workbook({"Notes": [["x"]], "Config": report({})}, hidden=["Config"])) == "unknown_report"


def test_a_wrong_dimension_does_not_matter(workbook: Write, report: Report, tmp_path: Path) -> None:
    path, wrong = workbook({"A": report({}, {})}), tmp_path / "wrong.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(wrong, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.replace(b'<dimension ref="A1:N3"', b'<dimension ref="A1"'))
    assert openpyxl.load_workbook(wrong, read_only=True)["A"].calculate_dimension() == "A1:A1"
    reading = identify(wrong)
    assert isinstance(reading, Reading)
    assert reading.read == 2


def test_row_numbers_are_those_of_the_sheet(workbook: Write, report: Report) -> None:
    reading = identify(workbook({"A": [[], ["made by me"], [], *report({}, {"Clicks": "x"})]}))
    assert isinstance(reading, Reading)
    assert reading.data["row"].to_list() == [5]  # type: ignore[index]
    assert reading.rejected.select("sheet", "row").rows() == [("A", 6)]


def test_the_digest_is_that_of_the_bytes(csv_file: Write, report: Report) -> None:
    one, two = csv_file(report({}), name="a.csv"), csv_file(report({}), name="b.csv")
    readings = [identify(one), identify(two), identify(csv_file(report({}, {}), name="c.csv"))]
    digests = [reading.digest for reading in readings if isinstance(reading, Reading)]
    assert digests[0] == digests[1] != digests[2]
    assert len(digests[0]) == 64


@pytest.mark.parametrize("size", [1, 3])
def test_the_first_bytes_of_a_workbook_alone_are_damage(tmp_path: Path, size: int) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"PK\x03\x04"[:size])
    answer = identify(path)
    assert isinstance(answer, Refusal)
    assert answer.reason == "damaged"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("煎锅，套装", "gb18030"), ("Promoção à vista, PROMOÇÃO", "cp1252"), ("フライパン 鍋", "cp932")],
)
def test_few_words_tell_the_letters(csv_file: Write, report: Report, text: str, encoding: str) -> None:
    reading = identify(csv_file(report({"Campaign Name": text}), encoding=encoding))
    assert isinstance(reading, Reading)
    assert reading.data["campaign"].to_list() == [text]  # type: ignore[index]


@pytest.mark.parametrize("name", ["a.xls", "a.XLSX", "a.xlsb", "a.ods", "a.csv", "a"])
def test_a_workbook_is_one_whatever_its_name(
    name: str, workbook: Write, report: Report, tmp_path: Path
) -> None:
    assert outcome(workbook({"Report": report({})}).rename(tmp_path / name)) == "search_term"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_that_a_spreadsheet_program_put_into_one_column_are_read(
    mark: str, csv_file: Write, report: Report
) -> None:
    path = csv_file(report({"Campaign Name": 'Pans, "steel"'}, {"Spend": "1,250.50"}))
    plain = identify(path)
    lines = [line.replace('"', '""') for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text(mark + "".join(f'"{line}"\n' for line in lines), encoding="utf-8")
    found = identify(path)
    assert isinstance(found, Reading), found
    assert isinstance(plain, Reading)
    assert found.totals == plain.totals
    assert isinstance(found.data, pl.DataFrame)
    assert isinstance(plain.data, pl.DataFrame)
    assert found.data.equals(plain.data)
    assert found.data["campaign"][0] == 'Pans, "steel"'


def test_a_comma_at_which_a_spreadsheet_program_broke_a_line_comes_back(
    csv_file: Write, report: Report, tmp_path: Path
) -> None:
    """A program whose own separator is the comma, on lines parted by semicolons: the first ones without a comma, a later one with two."""
    rows = [{"Customer Search Term": f"pan {place}", "Spend": "2"} for place in range(25)]
    plain = csv_file(report(*rows, {"Campaign Name": "Pans, steel", "Spend": "1,25"}), sep=";")
    path = tmp_path / "saved.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(line.split(",") for line in plain.read_text(encoding="utf-8").splitlines())
    found, wanted = identify(path), identify(plain)
    assert isinstance(found, Reading), found
    assert isinstance(wanted, Reading), wanted
    assert isinstance(found.data, pl.DataFrame)
    assert isinstance(wanted.data, pl.DataFrame)
    assert found.data.row(-1, named=True)["campaign"] == "Pans, steel"
    assert found.data.equals(wanted.data)


def test_a_column_of_texts_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text('"sku, marketplace"\n"a, b"\n', encoding="utf-8")
    assert outcome(path) == "unknown_report"

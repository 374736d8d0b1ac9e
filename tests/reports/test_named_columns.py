"""Reports whose column names adopt doesn't know, read by the names that the seller gave in adopt.toml."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from adopt.cli import main
from adopt.errors import SettingsError
from adopt.lab.account import Account, simulate
from adopt.lab.console_file import write_console_report
from adopt.lab.translated import amount_in, day_in
from adopt.reports import Refusal, identify
from adopt.schema import Reading
from adopt.settings import load_settings
from adopt.words.companions import companions
from tests.reports.layouts import write

Write = Callable[..., Path]
MADE = datetime(2026, 11, 21)  # noqa: DTZ001  Excel knows no zones
NAMES = {
    "pl": [
        "Data", "Nazwa portfela", "Waluta", "Nazwa kampanii", "Nazwa grupy reklam", "Sprzedawca", "Kraj", "Kierowanie",
        "Typ dopasowania", "Hasło klienta", "Wyświetlenia", "Kliknięcia", "CTR", "CPC", "Wydatki", "Sprzedaż w 7 dni",
        "ACOS", "ROAS", "Zamówienia w 7 dni", "Sztuki w 7 dni", "Konwersja", "a", "b", "c", "d",
    ],
    "tr": [
        "Tarih", "Portföy adı", "Para Birimi", "Kampanya Adı", "Reklam Grubu", "Perakendeci", "Ülke", "Hedefleme",
        "Eşleşme Türü", "Arama Terimi", "Gösterimler", "Tıklamalar", "CTR", "CPC", "Harcama", "7 Günlük Satış",
        "ACOS", "ROAS", "7 Günlük Sipariş", "7 Günlük Ünite", "Dönüşüm", "a", "b", "c", "d",
    ],
}  # fmt: skip
"""Names that a person might write; Amazon's own aren't known."""


@cache
def account() -> Account:
    return simulate(3, "badly_tuned", days=20, last_day=date(2026, 11, 20))


def local(cell: str, language: str) -> str:
    """A cell of an English console report as a Polish or Turkish one may have it."""
    if cell.startswith("$"):
        return amount_in(float(cell[1:].replace(",", "")), language) + " zł"
    if cell.endswith("%"):
        return cell.replace(".", ",")
    try:
        return day_in(datetime.strptime(cell, "%b %d, %Y").date(), language)  # noqa: DTZ007  a day has no zone
    except ValueError:
        return cell


@pytest.mark.parametrize("language", NAMES)
def test_what_suggest_prints_works_when_pasted(language: str, tmp_path: Path) -> None:
    write_console_report(tmp_path / "english.csv", account().report, MADE)
    with (tmp_path / "english.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    (tmp_path / "own").mkdir()
    path = tmp_path / "own/raport.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(NAMES[language])
        writer.writerows([local(cell, language) for cell in row] for row in rows)
    proposal = CliRunner().invoke(main, ["identify", "--suggest", str(path)])
    assert proposal.exit_code == 0, proposal.output
    (tmp_path / "own/adopt.toml").write_text(proposal.stdout, encoding="utf-8")
    names = load_settings(tmp_path / "own/adopt.toml").headers["raport"]
    reading, plain = identify(path, [names]), identify(tmp_path / "english.csv")
    assert isinstance(reading, Reading), reading
    assert isinstance(plain, Reading)
    ours = pl.all().exclude("portfolio", "units")  # which names no rule of theirs can tell
    assert reading.data.select(ours).equals(plain.data.select(ours))  # type: ignore[union-attr]
    assert reading.totals == plain.totals


def check(text: str, table: Sequence[Sequence[str]], csv_file: Write) -> tuple[Reading, Mapping[str, str]]:
    """The reading of a table that isn't known without the names in a piece of adopt.toml."""
    path = csv_file(table)
    path.with_name("adopt.toml").write_text(text, encoding="utf-8")
    (names,) = load_settings(path.with_name("adopt.toml")).headers.values()
    unknown = identify(path)
    assert isinstance(unknown, Refusal)
    assert unknown.reason == "unknown_report"
    assert "[headers]" in str(unknown)
    reading = identify(path, [names])
    assert isinstance(reading, Reading), reading
    return reading, names


def test_a_business_report(csv_file: Write) -> None:
    reading, _ = check(
        '[headers.x]\nreport = "business"\ndate = "Datum"\nsales = "Omzet"\nunits = "Eenheden"',
        [["Datum", "Omzet", "Eenheden"], ["5 mrt. 2026", "€ 1.234,56", "3"]],
        csv_file,
    )
    assert reading.kind == "business"
    assert reading.data.rows() == [(date(2026, 3, 5), 3, 1_234_560_000)]  # type: ignore[union-attr]


def test_a_report_of_the_unified_page(csv_file: Write) -> None:
    ours = {
        "date_range": "日期范围", "campaign": "活动", "ad_group": "组", "search_term": "词", "impressions": "展示",
        "clicks": "点击", "spend": "成本", "orders_7": "购买", "sales_7": "销售",
    }  # fmt: skip
    text = "\n".join(
        ['[headers."新报告"]', 'report = "unified"', *(f'{key} = "{ours[key]}"' for key in ours)]
    )
    row = ["2026年8月18日 - 2026年8月24日", "锅", "钢", "steel pan", "90", "3", "1.25", "1", "20.5"]
    reading, _ = check(text, [list(ours.values()), row], csv_file)
    assert (reading.first_day, reading.last_day) == (date(2026, 8, 18), date(2026, 8, 24))
    assert ("window_unconfirmed", "7") in reading.notes


def test_a_report_beside_the_ads(tmp_path: Path) -> None:
    layout = companions()["reserved_inventory"]
    plain = identify(write(layout, tmp_path))
    path = tmp_path / "bestand.csv"
    header, *rows = (tmp_path / "reserved_inventory.csv").read_text(encoding="utf-8").splitlines()
    german = {name: f"Spalte {place}" for place, name in enumerate(header.split(","))}
    path.write_text("\n".join(["Bestand", ",".join(german.values()), *rows]), encoding="utf-8")
    reading = identify(path, [{"report": layout.kind, **german}])
    assert isinstance(reading, Reading), reading
    assert isinstance(plain, Reading)
    assert reading.kind == layout.kind
    assert reading.data.drop("row").equals(plain.data.drop("row"))  # type: ignore[union-attr]
    other = identify(path, [{"report": "business", "date": "Spalte 1"}])
    assert isinstance(other, Refusal)


def test_a_rejected_row_names_the_sellers_column(csv_file: Write) -> None:
    names = {"report": "business", "date": "Datum", "sales": "Omzet", "units": "Eenheden"}
    reading = identify(csv_file([["Datum", "Omzet", "Eenheden"], ["25-3-2026", "veel", "3"]]), [names])
    assert isinstance(reading, Reading), reading
    assert reading.rejected["column"].to_list() == ["Omzet"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('report = "stock"\nsku = "SKU"', "unknown report: stock"),
        ('report = "business"\nclicks = "Klicks"', "unknown columns: clicks"),
        ('report = "reserved_inventory"\n"SKUs" = "x"', "unknown columns: SKUs"),
    ],
)
def test_a_wrong_table_is_refused(table: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "adopt.toml"
    path.write_text(f"[headers.x]\n{table}\n", encoding="utf-8")
    assert tomllib.loads(path.read_text(encoding="utf-8"))
    with pytest.raises(SettingsError, match=said):
        load_settings(path)

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner

from adopt.cli import main
from adopt.errors import SettingsError
from adopt.reports import Refusal, identify, read_folder
from adopt.reports.dates import day, settle_dates
from adopt.reports.headers import fold, tokens
from adopt.reports.sieve import fold_cells
from adopt.schema import Reading
from adopt.settings import load_settings
from adopt.words import headers, languages, sureness

Report = Callable[..., list[list[Any]]]
Write = Callable[..., Path]

OURS = {
    "Date": "date",
    "Portfolio name": "portfolio",
    "Currency": "currency",
    "Campaign Name": "campaign",
    "Ad Group Name": "ad_group",
    "Targeting": "targeting",
    "Match Type": "match_type",
    "Customer Search Term": "search_term",
    "Impressions": "impressions",
    "Clicks": "clicks",
    "Spend": "spend",
    "7 Day Total Sales ": "sales_7",
    "7 Day Total Orders (#)": "orders_7",
    "7 Day Total Units (#)": "units_7",
}
BY_WORDS = {
    "fr": {"orders_7": "Commandes totales sur 7 jours (#)", "units_7": "Unités totales sur 7 jours (#)"},
    "pt": {"orders_7": "Total de pedidos de 7 dias (#)", "units_7": "Total de unidades de 7 dias (#)"},
}
TOKENS = (
    "match_types", "bulk_match_types", "entities", "products", "states", "targeting_types", "strategies",
    "placements", "bulk_tabs", "auto_clauses", "totals",
)  # fmt: skip


def translated(rows: list[list[Any]], language: str) -> list[list[Any]]:
    """The rows under the first name of each column in a language; columns without one stay away."""
    known = {ours: names[0] for ours, names in headers("search_term")[language].items()}
    known |= BY_WORDS.get(language, {})
    names = [known.get(OURS[name]) for name in rows[0]]
    kept = [place for place, name in enumerate(names) if name]
    return [[names[place] for place in kept], *([row[place] for place in kept] for row in rows[1:])]


def read(path: Path) -> Reading:
    reading = identify(path)
    assert isinstance(reading, Reading), reading
    return reading


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "ja", "ko", "pt", "zh"])
def test_a_report_in_another_language_has_the_same_rows(
    csv_file: Write, report: Report, language: str
) -> None:
    plain = read(csv_file(report({}, {"Clicks": "7"})))
    other = read(csv_file(translated(report({}, {"Clicks": "7"}), language), name="other.csv"))
    assert (other.kind, other.language) == ("search_term", language)
    columns = pl.all().exclude("portfolio")
    assert other.data.select(columns).equals(plain.data.select(columns))  # type: ignore[union-attr]
    assert other.totals == plain.totals
    assert ("language_unsure", language) in other.notes or sureness("search_term", language) != "L"


def test_columns_told_by_their_words_are_named(csv_file: Write, report: Report) -> None:
    reading = read(csv_file(translated(report({}), "fr")))
    assert ("column_guessed", "Commandes totales sur 7 jours (#)") in reading.notes


def test_of_two_columns_with_the_same_words_neither_is_taken(csv_file: Write, report: Report) -> None:
    cells = [
        [*row, cell]
        for row, cell in zip(translated(report({}), "fr"), ["Commandes 7 jours", "9"], strict=True)
    ]
    refusal = identify(csv_file(cells))
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.detail) == ("missing_columns", "orders_7")


def test_polish_names_are_too_few(csv_file: Write, report: Report) -> None:
    refusal = identify(csv_file(translated(report({}), "pl")))
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "unknown_report"


def test_single_columns_may_stay_english(csv_file: Write, report: Report) -> None:
    cells = translated(report({}), "de")
    cells[0][0] = "Date"
    assert read(csv_file(cells)).language == "de"


@pytest.mark.parametrize(
    ("language", "value", "ours"),
    [("de", "Genau Passend", "exact"), ("zh", "广泛", "broad"), ("es", "Frase", "phrase"), ("ja", "-", "-")],
)
def test_match_types_become_amazons_tokens(
    csv_file: Write, report: Report, language: str, value: str, ours: str
) -> None:
    reading = read(csv_file(translated(report({"Match Type": value}), language)))
    assert reading.data["match_type"].to_list() == [ours]  # type: ignore[index]


def test_auto_clauses_become_amazons_tokens(csv_file: Write, report: Report) -> None:
    rows = report({"Targeting": "紧密匹配", "Match Type": "-"}, {"Targeting": "紧密匹配"})
    reading = read(csv_file(translated(rows, "zh")))
    assert reading.data["targeting"].to_list() == ["close-match", "紧密匹配"]  # type: ignore[index]


def test_rows_of_sums_are_left_out_in_each_language(csv_file: Write, report: Report) -> None:
    total = dict.fromkeys(report()[0], "") | {"Date": "合计", "Clicks": "3"}
    reading = read(csv_file(translated(report({}, total), "zh")))
    assert (reading.read, reading.rejected.height) == (1, 0)


def test_the_country_may_be_written_in_any_language(csv_file: Write, report: Report) -> None:
    cells = report({"Country": "Alemania"}, header=[*report()[0], "Country"])
    assert read(csv_file(cells)).marketplace == "DE"


def test_unseen_marks_around_cells_are_no_part_of_them(csv_file: Write, report: Report) -> None:
    cells = report(
        {
            "Customer Search Term": "\u200f\u00a0pan\u200e",
            "Match Type": "\u00a0ＥＸＡＣＴ",
            "Date": "\u200f2026-11-03",
        }
    )
    cells[0] = [f"\u200f{name}\u00a0" for name in cells[0]]
    data = read(csv_file(cells)).data
    assert data.select("search_term", "match_type", "first_day").rows() == [  # type: ignore[union-attr]
        ("pan", "exact", date(2026, 11, 3))
    ]


@pytest.mark.parametrize(
    ("cell", "is_day"),
    [
        ("jul 14, 2026", date(2026, 7, 14)),
        ("14.07.2026", date(2026, 7, 14)),
        ("14 juil. 2026", date(2026, 7, 14)),
        ("14 de jul. de 2026", date(2026, 7, 14)),
        ("14. Juli 2026", date(2026, 7, 14)),
        ("14 lug 2026", date(2026, 7, 14)),
        ("3 paź 2026", date(2026, 10, 3)),
        ("2026年7月14日", date(2026, 7, 14)),
        ("2026년 7월 14일", date(2026, 7, 14)),
        ("2026. 7. 14.", date(2026, 7, 14)),
        ("31 feb 2026", None),
        ("14 foo 2026", None),
    ],
)
def test_dates_in_other_languages(cell: str, is_day: date | None) -> None:
    frame = pl.DataFrame({"a": [cell, "2026-01-01"]})
    read = frame.select(day(pl.col("a"), settle_dates(frame["a"]))).to_series().to_list()
    assert read == [is_day, date(2026, 1, 1)]


def test_no_name_stands_for_two_columns() -> None:
    for kind in ("search_term", "unified", "bulk", "bulk_terms"):
        for language, columns in headers(kind).items():
            pairs = {(fold(name), ours) for ours, names in columns.items() for name in names}
            assert len({name for name, _ in pairs}) == len(pairs), (kind, language)


@pytest.mark.parametrize("kind", TOKENS)
def test_no_value_stands_for_two_tokens_and_cells_fold_as_names_do(kind: str) -> None:
    words = [
        (name, ours) for group in headers(kind).values() for ours, names in group.items() for name in names
    ]
    assert all(tokens(kind)[fold(name) or name] == ours for name, ours in words)
    cells = pl.DataFrame({"cell": [name for name, _ in words]}).select(fold_cells(pl.col("cell"))).to_series()
    assert cells.to_list() == [fold(name) or name for name, _ in words]


def test_each_language_says_how_sure_its_names_are() -> None:
    for language in languages():
        for kind in ("search_term", "unified", "bulk"):
            assert sureness(kind, language) in {"H", "M", "L", ""}


DUTCH = {
    "date": "Dag",
    "campaign": "Campagnenaam",
    "ad_group": "Advertentiegroep",
    "targeting": "Doel",
    "match_type": "Zoektype",
    "search_term": "Zoekterm van klant",
    "impressions": "Vertoningen",
    "clicks": "Klikken",
    "spend": "Uitgaven",
    "sales_7": "Omzet",
    "orders_7": "Bestellingen",
}


def test_a_sellers_own_names_are_read(csv_file: Write, report: Report) -> None:
    plain = report({})
    plain[0] = [DUTCH.get(OURS[name], name) for name in plain[0]]
    path = csv_file(plain)
    refusal = identify(path)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "unknown_report"
    reading = identify(path, [DUTCH])
    assert isinstance(reading, Reading)
    assert reading.totals == read(csv_file(report({}), name="plain.csv")).totals


def test_a_sellers_name_goes_before_a_known_one(csv_file: Write, report: Report) -> None:
    cells = [[*row, cell] for row, cell in zip(report({}), ["Real clicks", "9"], strict=True)]
    reading = identify(csv_file(cells), [{"clicks": "real clicks"}])
    assert isinstance(reading, Reading)
    assert reading.totals.clicks == 9


def test_the_names_of_adopt_toml_are_used_by_a_run_and_by_identify(
    csv_file: Write, report: Report, tmp_path: Path
) -> None:
    plain = report({})
    plain[0] = [DUTCH.get(OURS[name], name) for name in plain[0]]
    path = csv_file(plain)
    lines = [f'{ours} = "{name}"' for ours, name in DUTCH.items()]
    (tmp_path / "adopt.toml").write_text("\n".join(['[headers."Dutch"]', *lines]), encoding="utf-8")
    settings = load_settings(tmp_path / "adopt.toml")
    folder = read_folder(tmp_path, tuple(settings.headers.values()))
    assert [reading.kind for reading in folder.readings] == ["search_term"]
    answer = CliRunner().invoke(main, ["identify", str(path), "--json"])
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)[0]["rows"] == 1


def test_a_column_that_adopt_doesnt_have_is_an_error() -> None:
    with pytest.raises(SettingsError, match="unknown columns: clics"):
        load_settings(headers={"mine": {"clics": "Clics"}})

"""A published table of keywords becomes an account, and what adopt's negations on it are worth is put beside the rules."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner

from adopt.backtest.gain import Gain
from adopt.backtest.keyword_paper import ratios
from adopt.backtest.keyword_table import keyword_rows, known_of_table, read_table
from adopt.backtest.resample import Interval
from adopt.cli import main
from adopt.errors import InputError
from adopt.settings import load_settings

CELLS = {
    "Publisher Name": ["Google - US", "Google - US"],
    "Keyword": ["Fly  to Florence", "paris flights"],
    "Campaign": ["Europe", ""],
    "Keyword Group": ["Florence", "Paris"],
    "Clicks": ["1,020", "3"],
    "Impressions": ["11000", ""],
    "Total Cost": ["$2.3125", "0.6"],
    "Amount": ["8777.95", "0.0"],
    "Total Volume of Bookings": ["9.0", ""],
}


def table(**changes: list[str]) -> pl.DataFrame:
    return pl.DataFrame({**CELLS, **changes}, schema_overrides=dict.fromkeys(CELLS, pl.String))


def test_a_keyword_becomes_a_row() -> None:
    row = keyword_rows(table()).row(0, named=True)
    assert (row["campaign"], row["ad_group"]) == ("Google - US / Europe", "Florence")
    assert (row["clicks"], row["impressions"], row["orders"], row["units"]) == (1020, 11000, 9, 9)
    assert (row["spend_micros"], row["sales_micros"]) == (2_312_500, 8_777_950_000)


def test_empty_cells_are_nothing_and_rows_without_a_keyword_are_left_out() -> None:
    rows = keyword_rows(table(Keyword=["a", " "]))
    assert rows["search_term"].to_list() == ["a"]
    second = keyword_rows(table()).row(1, named=True)
    assert (second["campaign"], second["orders"], second["impressions"]) == ("Google - US", 0, 0)


def test_a_table_may_lack_its_places() -> None:
    bare = table().select("Keyword", "Clicks", "Total Cost", "Amount", "Total Volume of Bookings")
    rows = keyword_rows(bare.rename({"Amount": "Revenue", "Total Cost": "COST"}))
    assert rows["campaign"].to_list() == ["", ""]
    assert rows["spend_micros"].to_list() == [2_312_500, 600_000]


def test_a_missing_column_and_a_wrong_number_are_named() -> None:
    with pytest.raises(InputError, match="total cost, cost, spend"):
        keyword_rows(table().drop("Total Cost"))
    with pytest.raises(InputError, match="clicks is 'many'"):
        keyword_rows(table(Clicks=["many", "3"]))


def test_terms_are_spelt_as_everywhere_and_every_order_has_come() -> None:
    known = known_of_table(table(), "case", load_settings())
    assert known.rows["search_term"].to_list() == ["fly to florence", "paris flights"]
    assert not known.daily
    assert ((known.rows["seen_on"] - known.rows["last_day"]).dt.total_days() > 200).all()


@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_a_table_is_read_from_a_file(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"case{kind}"
    if kind == ".csv":
        table().write_csv(path)
    else:
        book = openpyxl.Workbook()
        book.create_sheet("Data")
        for line in [table().columns, *table().rows()]:
            book["Data"].append(line)
        book.save(path)
    cells = read_table(path, "Data")
    assert keyword_rows(cells)["clicks"].to_list() == [1020, 3]


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case.xlsx").write_text("nothing", encoding="utf-8")
    with pytest.raises(InputError, match="can't be read as a table"):
        read_table(tmp_path / "case.xlsx")


def gain(policy: str, value: float) -> Gain:
    some = Interval(value, value, value)
    return Gain(policy, 10, 0, some, some, 10, 1, 5)


def test_ratios_are_over_ten_clicks_and_over_the_best_rule() -> None:
    ours = [gain("adopt", 30.0), gain("adopt, safe", 40.0)]
    found = ratios([*ours, gain("10 clicks, no order (B9)", 10.0), gain("B21", 20.0)])
    assert found == (3.0, 1.5, "B21")
    assert ratios([*ours, gain("(B9)", 0.0)]).ten_clicks == float("inf")


def made(count: int) -> pl.DataFrame:
    """Keywords of which a third sell well and the others hardly ever."""
    rng = np.random.default_rng(1)
    clicks = rng.poisson(60, count)
    rate = np.where(np.arange(count) % 3 == 0, 0.2, 0.004)
    orders = rng.binomial(clicks, rate)
    return pl.DataFrame(
        {
            "Keyword": [f"{'good' if at % 3 == 0 else 'bad'} word {at}" for at in range(count)],
            "Clicks": clicks,
            "Cost": clicks * 1.0,
            "Revenue": orders * 40.0,
            "Orders": orders,
        }
    )


def test_the_command_writes_what_the_halves_say(tmp_path: Path) -> None:
    path = tmp_path / "made.csv"
    made(120).write_csv(path)
    done = CliRunner().invoke(
        main, ["lab", "halves", str(path), "--target-acos", "0.3", "--out", str(tmp_path / "out")]
    )
    assert done.exit_code == 0, done.output
    text = (tmp_path / "out" / "halves.md").read_text(encoding="utf-8")
    assert "Made by `adopt lab halves made.csv --target-acos 0.3`." in text
    line = next(line for line in text.splitlines() if line.startswith("| 0.30 |"))
    ours, ten = (float(cell.split(" ")[1].replace(",", "")) for cell in line.split("|")[2:4])
    assert ours > 2000  # half of eighty bad keywords, 60 clicks each, is a loss of some 2,300
    assert ten > 0

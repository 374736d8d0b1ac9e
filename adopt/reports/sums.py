"""A row that sums up others and looks like one of them: a seller's own SUM below a table or a country's rows, a pivot's last line."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from adopt.reports.headers import fold, tokens
from adopt.reports.numbers import NO_NUMBER
from adopt.reports.raw import ROW
from adopt.reports.sieve import Sifted, fold_cells

_FIGURES = {"impressions": 0, "clicks": 0, "orders": 0, "spend_micros": 5_000, "sales_micros": 5_000}
"""How far each may be from the sum: money is rounded to cents."""
_FEWEST = 2
"""Other rows: next to a single one, a campaign of this name may well have the same figures."""


def without_sums(sifted: Sifted) -> Sifted:
    """Less the good rows that `rows_of_sums` finds."""
    sums = rows_of_sums(sifted)
    if sums.is_empty():
        return sifted
    kept = sifted.good.filter(~pl.col(ROW).is_in(sums.implode()))
    return sifted._replace(good=kept, sums=sifted.sums + sifted.good.height - kept.height)


def rows_of_sums(sifted: Sifted) -> pl.Series:
    """The good rows whose campaign is called "Total" or the like, in any language, and whose figures are the sums of other rows.

    These are all others; or, of a row that names no search term, those of its day, of its country, or of both; those since the row of
    sums before it; or all above it, rows of sums among them. By chance a campaign of this name has the figures of some others once in a
    while, never those of all. Rows count, too, that are rejected for another cell: whoever summed them up didn't know.

    Returns:
        Their numbers.
    """
    called = _called_so(sifted.good["campaign"])
    if called.is_empty():
        return pl.Series(ROW, dtype=sifted.good.schema[ROW])
    told = pl.concat([sifted.good.with_columns(good=True), sifted.faulty.with_columns(good=False)]).sort(ROW)
    named = pl.col("good") & pl.col("campaign").is_in(called.implode()).fill_null(value=False)
    rows = told.with_columns(called=named, whole=pl.lit(0)).with_columns(
        block=pl.col("called").cum_sum() - pl.col("called")
    )
    place = [name for name in ("country", "currency") if name in rows.columns]
    scopes = (["first_day"], place, ["first_day", *place], ["block"])
    some = pl.any_horizontal(*(_sums_up(scope) for scope in scopes if scope), _sums_up_all_above())
    is_sum = _sums_up(["whole"]) | (_names_no_term() & some)
    return rows.filter("called", pl.col("clicks") > 0, is_sum)[ROW]


def _names_no_term() -> pl.Expr:
    term = fold_cells(pl.col("search_term"))
    return ~term.str.contains(r"[\p{L}\p{N}]") | term.is_in([*tokens("totals"), *map(fold, NO_NUMBER)])


def _called_so(campaigns: pl.Series) -> pl.Series:
    names = pl.DataFrame({"name": campaigns.unique()})
    return names.filter(fold_cells(pl.col("name")).is_in(list(tokens("totals"))))["name"]


def _sums_up(scope: Sequence[str]) -> pl.Expr:
    """Whether a row's figures are the sums of those of its scope that aren't called a sum."""
    others = ~pl.col("called")
    sums = [pl.when(others).then(name).sum().over(scope) for name in _FIGURES]
    return (others.sum().over(scope) >= _FEWEST) & _equal(sums)


def _sums_up_all_above() -> pl.Expr:
    sums = [pl.col(name).fill_null(0).cum_sum() - pl.col(name) for name in _FIGURES]
    return (pl.int_range(pl.len()) >= _FEWEST) & _equal(sums)


def _equal(sums: Sequence[pl.Expr]) -> pl.Expr:
    near = zip(sums, _FIGURES.items(), strict=True)
    return pl.all_horizontal((one - pl.col(name)).abs() <= most for one, (name, most) in near)

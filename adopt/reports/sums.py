"""A row that sums up all others and looks like one of them: a seller's own SUM below the table, a pivot's last line."""

from __future__ import annotations

import polars as pl

from adopt.reports.headers import tokens
from adopt.reports.sieve import Sifted, fold_cells

_FIGURES = {"impressions": 0, "clicks": 0, "orders": 0, "spend_micros": 5_000, "sales_micros": 5_000}
"""How far each may be from the sum: money is rounded to cents."""
_FEWEST = 2
"""Other rows: next to a single one, a campaign of this name may well have the same figures."""


def without_sums(sifted: Sifted) -> Sifted:
    """Less the good row whose campaign is called "Total" or the like, in any language, if its figures are the sums of all others.

    Those count, too, that are rejected for another cell: whoever summed them up didn't know.
    """
    good = sifted.good
    names = pl.DataFrame({"name": good["campaign"].unique()})
    called = names.filter(fold_cells(pl.col("name")).is_in(list(tokens("totals"))))["name"]
    if called.is_empty() or good.height <= _FEWEST:
        return sifted
    told = pl.concat([good.select(list(_FIGURES)), sifted.faulty.select(list(_FIGURES))]).sum()
    equal = [_off(name, told) <= most for name, most in _FIGURES.items()]
    is_sum = pl.col("campaign").is_in(called.implode()) & (pl.col("clicks") > 0) & pl.all_horizontal(equal)
    kept = good.filter(~is_sum)
    return sifted._replace(good=kept, sums=sifted.sums + good.height - kept.height)


def _off(name: str, told: pl.DataFrame) -> pl.Expr:
    """How far a row's figure is from the sum of all other rows'."""
    return (pl.lit(told[name].item()) - 2 * pl.col(name)).abs()

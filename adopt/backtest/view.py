"""What decisions of a past day are made on, and adopt's evidence from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import dataframely as dy
import polars as pl

from adopt.estimate.evidence import term_evidence
from adopt.estimate.goods import with_goods
from adopt.estimate.rows import aggregate
from adopt.estimate.shares import tolerated
from adopt.lab.baselines import KEY
from adopt.reports import join_ids
from adopt.schema import Bulk, TermEvidence
from adopt.settings import Settings


@dataclass(frozen=True)
class View:
    """An account as it could be known on the day ``as_of``.

    Attributes:
        rows: `SearchTermRow` with days and ``seen_on``.
        days: length of the period that the rows cover.
        as_of: day of the run.
        window_days: attribution window.
        settings: of the account.
        margins: what ad groups may spend of an order.
        bulk: the download known by then, None where none is known.
        curve: maturity learned by then, None for the default.
    """

    rows: pl.DataFrame
    days: int
    as_of: date
    window_days: int
    settings: Settings
    margins: pl.DataFrame
    bulk: Bulk | None = None
    curve: tuple[float, ...] | None = None

    @cached_property
    def terms(self) -> dy.DataFrame[TermEvidence]:
        """Adopt's evidence of every search term, under the names that the rows have."""
        cells = aggregate(self.rows, pl.col("seen_on"), self.window_days, self.curve)
        # A download of that time may have other names; courses are followed by today's.
        joined = join_ids(cells, self.bulk).with_columns(cells["campaign"], cells["ad_group"])
        joined = with_goods(joined, self.bulk)
        return term_evidence(joined, tolerated(self.margins), self.days, self.settings).evidence

    def without(self, gone: pl.DataFrame) -> View:
        """The view on the course on which terms were negated: `KEY`, and since, the first day without the term."""
        if gone.is_empty():
            return self
        rows = self.rows.join(gone, on=KEY, how="left", maintain_order="left")
        live = pl.col("since").is_null() | (pl.col("first_day") < pl.col("since"))
        return replace(self, rows=rows.filter(live).drop("since"))

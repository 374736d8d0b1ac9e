"""The share of an order that each ad group may spend on ads."""

from __future__ import annotations

from datetime import date

import polars as pl

from adopt.estimate.aimed import aimed_places
from adopt.estimate.rows import IDS, NAMES
from adopt.estimate.shares import ad_group_shares
from adopt.estimate.value import ad_group_margins
from adopt.reports import join_ids
from adopt.schema import Bulk
from adopt.settings import Settings


def shares(
    rows: pl.DataFrame, bulk: Bulk | None, marketplace: str | None, settings: Settings, as_of: date
) -> pl.DataFrame:
    """The share of an order that each ad group may spend on ads (`adopt.estimate.shares.ad_group_shares`).

    Args:
        rows: `SearchTermRow` of the run, whose names the shares go by.
        bulk: the download; None where there is none.
        marketplace: two-letter code, None where it isn't known: margins given with a launch hold in one alone.
        settings, as_of: of the run.
    """
    known = ad_group_margins(bulk, settings.margins_in(marketplace))
    if not settings.aims:
        return ad_group_shares(known, None, settings)
    tables = [rows] if bulk is None else [rows, bulk.search_terms]
    named = pl.concat(table.select(*IDS, *NAMES[:-1], "portfolio", "last_day").unique() for table in tables)
    return ad_group_shares(known, aimed_places(join_ids(named, bulk), bulk, settings, as_of), settings)

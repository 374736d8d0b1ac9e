"""One row of a search term report."""

from __future__ import annotations

import dataframely as dy

from adopt.schema.promise import Promise

MICROS = 1_000_000
"""Money in rows is whole millionths of the currency: sums of integers don't depend on their order."""

MATCH_TYPES = ("exact", "phrase", "broad", "-")
"""Match types as adopt writes them; ``-`` is an auto clause or a product target, told apart by ``targeting``."""


class SearchTermRow(Promise):
    """One row of a search term report as Amazon reported it, whatever its generation.

    A console report carries names and no IDs; the search term tab of a bulk download carries IDs and no dates.
    Money is in millionths of the report's currency (``MICROS``). Conversions are booked on the day of the click.
    """

    row = dy.UInt32()  # 1-based row of the sheet or line of the file
    campaign_id = dy.String(nullable=True)
    ad_group_id = dy.String(nullable=True)
    target_id = dy.String(nullable=True)
    campaign = dy.String()
    ad_group = dy.String()
    portfolio = dy.String(nullable=True)
    targeting = dy.String()  # keyword text, auto clause or product expression; "*" where Amazon names none
    match_type = dy.String()  # one of MATCH_TYPES
    search_term = dy.String()
    first_day = dy.Date(nullable=True)  # null in a bulk download
    last_day = dy.Date(nullable=True)
    impressions = dy.Int64(min=0)
    clicks = dy.Int64(min=0)
    orders = dy.Int64(min=0)
    units = dy.Int64(min=0)
    spend_micros = dy.Int64(min=0)
    sales_micros = dy.Int64(min=0)

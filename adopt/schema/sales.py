"""Total sales of a day, ads or not: what TACoS divides by."""

from __future__ import annotations

import dataframely as dy

from adopt.schema.promise import Promise


class DailySales(Promise):
    """One day of a business report, in the marketplace's own day; money in millionths of its currency."""

    day = dy.Date()
    units = dy.Int64(min=0)
    sales_micros = dy.Int64(min=0)

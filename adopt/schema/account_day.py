"""The account on one day: what charts of spend, ACoS and TACoS are drawn from."""

from __future__ import annotations

import dataframely as dy

from adopt.schema.promise import Promise


class AccountDay(Promise):
    """One day of the ads report, in the account's currency; orders of young days are still arriving."""

    day = dy.Date(primary_key=True)
    spend = dy.Float64(min=0)
    sales = dy.Float64()  # from ads, by the day of the click
    total_sales = dy.Float64(
        nullable=True
    )  # with ads and without; null where no business report covers the day

"""What a click costs and an order brings in each ad group, tied to the levels above it."""

from __future__ import annotations

import polars as pl

from adopt.estimate.tie import fitted_tie
from adopt.schema import MICROS
from adopt.settings import Estimate

_GROUP = ["campaign", "ad_group"]
_SOLD = ("sales_micros", "orders")


def with_group_money(frame: pl.DataFrame, cells: pl.DataFrame, settings: Estimate) -> pl.DataFrame:
    """Adds group_cpc and group_value, the mean cost per click and order value of the row's ad group (currency).

    A click costs what its campaign bids: ad groups are tied to their campaign and that to the account, by
    ``settings.cpc_clicks``. An order brings what its goods cost: ad groups are tied to all that sell the same goods, and these
    to the account, by as many orders as the account bears out (`fitted_tie`; believed are ``settings.goods_orders`` and
    ``settings.order_value_orders``). An ad group whose goods aren't known is tied to all of its campaign, believed by
    ``settings.order_value_orders`` at both levels.

    Args:
        frame: rows with campaign and ad_group.
        cells: the account's rows of `adopt.estimate.rows.aggregate`, with goods (`adopt.estimate.goods.with_goods`).
        settings: of the run.
    """
    sums = cells.group_by([*_GROUP, "goods"]).agg(
        pl.col("spend_micros", "clicks", "sales_micros", "orders").sum()
    )
    groups = _costs(sums, settings).join(_values(sums, settings), on=_GROUP)
    return frame.join(groups, on=_GROUP, how="left", maintain_order="left")


def _costs(sums: pl.DataFrame, settings: Estimate) -> pl.DataFrame:
    money = ("spend_micros", "clicks")
    campaigns = _sums(sums, ["campaign"], *money).with_columns(above=_account(*money))
    campaigns = campaigns.select("campaign", above=_tied(*money, settings.cpc_clicks))
    groups = _sums(sums, _GROUP, *money).join(campaigns, on="campaign")
    return groups.select(*_GROUP, group_cpc=_tied(*money, settings.cpc_clicks))


def _values(sums: pl.DataFrame, settings: Estimate) -> pl.DataFrame:
    # One name may stand for several ad groups, which may sell several goods.
    alone = pl.col("goods").n_unique() == 1
    groups = (
        sums.group_by(_GROUP)
        .agg(pl.col(_SOLD).sum(), goods=pl.when(alone).then(pl.col("goods").first()))
        .with_columns(account=_account(*_SOLD))
        .sort(_GROUP)
    )
    known, other = (groups.filter(pl.col("goods").is_null() == unknown) for unknown in (False, True))
    belief = settings.order_value_orders
    goods = _above(known, "goods", belief), settings.goods_orders
    campaigns = _above(groups, "campaign", belief), belief
    return pl.concat([_under(known, "goods", *goods), _under(other, "campaign", *campaigns)])


def _above(groups: pl.DataFrame, key: str, belief: float) -> pl.DataFrame:
    """The order value of each key, tied to the account's."""
    sums = groups.group_by(key).agg(pl.col(_SOLD).sum(), above=pl.col("account").first()).sort(key)
    return sums.select(key, above=_tied(*_SOLD, _tie(sums, belief)))


def _under(groups: pl.DataFrame, key: str, upper: pl.DataFrame, belief: float) -> pl.DataFrame:
    """The order value of each ad group, tied to that of its key."""
    below = groups.join(upper, on=key, how="left", maintain_order="left")
    return below.select(*_GROUP, group_value=_tied(*_SOLD, _tie(below, belief)))


def _sums(rows: pl.DataFrame, keys: list[str], *money: str) -> pl.DataFrame:
    return rows.group_by(keys).agg(pl.col(money).sum()).sort(keys)


def _account(micros: str, count: str) -> pl.Expr:
    """The mean of all rows in currency; 0 where nothing is counted."""
    mean = pl.col(micros).sum() / MICROS / pl.col(count).sum()
    return pl.when(pl.col(count).sum() > 0).then(mean).otherwise(0.0)


def _tie(rows: pl.DataFrame, belief: float) -> float:
    sales, orders, above = (rows[name].to_numpy() for name in ("sales_micros", "orders", "above"))
    return fitted_tie(sales / MICROS, orders, above, belief)


def _tied(micros: str, count: str, tie: float) -> pl.Expr:
    return (pl.col(micros) / MICROS + tie * pl.col("above")) / (pl.col(count) + tie)

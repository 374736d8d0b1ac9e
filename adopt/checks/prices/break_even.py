"""C105: prices that don't cover cost and fees, before any ad."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.here import in_order, of_currency, of_market
from adopt.checks.prices.own import Own, own_prices
from adopt.checks.shown import shown
from adopt.schema import MICROS, FindingStatus


def under_break_even(desk: Desk) -> Sequence[Found]:
    """A finding for each SKU under its break-even, the most money first; one that counts the others."""
    own, floors, units = own_prices(desk), _floors(desk), _units(desk)
    known = [one for one in own if one.sku in floors]
    if not known:
        return [Found(FindingStatus.NO_DATA, "no_costs" if own else "no_own_prices")]
    under = [
        _found(one, floors[one.sku], units.get(one.sku)) for one in known if one.landed < floors[one.sku]
    ]
    found = shown(under, desk, lambda one: ((one.value or 0) - (one.target or 0),))
    if len(under) < len(known):
        counted = {
            "skus": Figure("products", len(known) - len(under)),
            "unknown": Figure("count", len(own) - len(known)),
        }
        found.append(
            Found(FindingStatus.FINE, "prices_cover", figures=counted, kind=known[0].kind, file=known[0].file)
        )
    return found


def break_evens(desk: Desk) -> dict[str, float]:
    """Break-even prices by SKU, in the account's currency."""
    return {sku: float(floor) / MICROS for sku, floor in _floors(desk).items()}


def _floors(desk: Desk) -> dict[str, Fraction]:
    """Break-even prices in millionths, exact: by costs and fees, else by the margin that the seller gives.

    The margin is of the usual price, so what it leaves is cost and fees there; the fees of a lower price are a little
    lower, which makes this floor a little too high.
    """
    margins = desk.settings.margins
    usual = {one.sku: one.usual for one in own_prices(desk)}
    by_margin = {
        sku: price * (1 - Fraction(str(margins[sku]))) for sku, price in usual.items() if sku in margins
    }
    return by_margin | _by_costs(desk)


def _by_costs(desk: Desk) -> dict[str, Fraction]:
    """(Cost + fees that don't follow the price) / (1 - referral rate), where costs and a fee preview are there."""
    costs, fees = costs_of(desk), desk.tables.get("fee_preview_us")
    if not costs or fees is None:
        return {}
    own = of_currency(desk, of_market(desk, fees.frame, "amazon_store"), "currency")
    rows = in_order(own, "sku", "your_price_micros")
    found: dict[str, Fraction] = {}
    for row in rows.iter_rows(named=True):
        price = row["sales_price_micros"] or row["your_price_micros"]
        total, referral = row["estimated_fee_total_micros"], row["estimated_referral_fee_per_unit_micros"]
        if row["sku"] in costs and price and total is not None and referral is not None and referral < price:
            found[row["sku"]] = (costs[row["sku"]] + total - referral) / (1 - Fraction(referral, price))
    return found


def costs_of(desk: Desk) -> dict[str, int]:
    """What a unit costs today, by SKU, in millionths of the account's currency; costs in another one are left out."""
    table = desk.tables.get("costs")
    if table is None:
        return {}
    rows = of_currency(desk, of_market(desk, table.frame, "marketplace"), "currency")
    begun = rows.filter(pl.col("from_date").is_null() | (pl.col("from_date") <= desk.today))
    newest = begun.sort("from_date", "unit_cost_micros", nulls_last=False).group_by("sku").last()
    return dict(newest.select("sku", "unit_cost_micros").iter_rows())


def _units(desk: Desk) -> dict[str, int]:
    """Units shipped in 30 days, by SKU."""
    table = desk.tables.get("fba_inventory_planning")
    if table is None:
        return {}
    rows = of_market(desk, table.frame, "marketplace")
    return dict(rows.group_by("sku").agg(pl.col("units_shipped_t30").sum()).iter_rows())


def _found(own: Own, floor: Fraction, units: int | None) -> Found:
    price, least = own.landed / MICROS, float(floor) / MICROS
    return Found(
        FindingStatus.ACT,
        "under_break_even",
        subject=own.sku,
        figures={
            "loss": Figure("money", least - price),
            "units": Figure("unknown", "") if units is None else Figure("units", units),
        },
        unit="money",
        value=price,
        target=least,
        op=">=",
        at_stake=(least - price) * units if units else None,
        kind=own.kind,
        file=own.file,
    )

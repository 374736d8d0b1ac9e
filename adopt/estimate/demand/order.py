"""When to order, and how many: a reorder point with a safety stock, and the rounding that suppliers ask for."""

from __future__ import annotations

import math
from typing import NamedTuple

from scipy import special


class Supply(NamedTuple):
    """What a supplier needs.

    Attributes:
        lead_days, lead_sd: days from order to sellable, and their standard deviation.
        cycle_days: between two orders.
        service: share of lead times in which the stock is to last, more than 0 and less than 1.
        moq: smallest order, in units.
        carton: units in one.
    """

    lead_days: float
    lead_sd: float
    cycle_days: float
    service: float
    moq: int
    carton: int


class Order(NamedTuple):
    """The next order of a product.

    Attributes:
        point: units, on hand and inbound, at which it is due.
        in_days: days until then, rounded down; negative where it is late.
        quantity: units to order then.
        wanted: the same before cartons, the smallest order and the age limit.
        safety: units of ``point`` that are there for what varies.
    """

    point: float
    in_days: int
    quantity: int
    wanted: float
    safety: float


def order_of(whole: float, pace: float, daily_sd: float, supply: Supply, oldest: int) -> Order:
    """The next order, by the usual (s, S) rule.

    Reorder point s = pace x L + z sqrt(L sd² + pace² sd_L²); up to S, the same with the cycle added to L (Silver, Pyke and
    Thomas, *Inventory and Production Management in Supply Chains*, 7). The quantity goes up to whole cartons and at least
    to the smallest order; but not beyond what sells before it is ``oldest`` days old, if the smallest order allows that.

    Args:
        whole: units on hand and inbound.
        pace: units a day, more than 0.
        daily_sd: its standard deviation.
        supply: of the product.
        oldest: age in days that no unit should reach at Amazon.
    """
    point, safety = _level(pace, daily_sd, supply, supply.lead_days)
    top, _ = _level(pace, daily_sd, supply, supply.lead_days + supply.cycle_days)
    in_days = math.floor((whole - point) / pace)
    at_order = min(whole, point)
    wanted = max(top - at_order, 0.0)
    left = max(at_order - pace * supply.lead_days, 0.0)
    most = math.floor(max(pace * (oldest - 1) - left, 0.0) / supply.carton) * supply.carton
    least = math.ceil(supply.moq / supply.carton) * supply.carton
    quantity = max(min(math.ceil(wanted / supply.carton) * supply.carton, most), least)
    return Order(point, in_days, quantity, wanted, safety)


def _level(pace: float, daily_sd: float, supply: Supply, days: float) -> tuple[float, float]:
    """Units that last for some days at the service level, and those of them that are for safety."""
    z = float(special.ndtri(supply.service))
    safety = z * math.sqrt(days * daily_sd**2 + pace**2 * supply.lead_sd**2)
    return pace * days + safety, safety

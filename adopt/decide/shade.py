"""The share of a click's value that bids are: as much as makes clicks cost what they best do. Sources: docs/decisions.md."""

from __future__ import annotations

from adopt.estimate.paid import Paid
from adopt.settings import USUAL_SHADE, Bid, Settings

_TIE = 50
_SURE = 1.645
"""Standard errors that leave a chance of one in twenty on one side."""
_LEAST = 0.5


def shade_of(paid: Paid, bid: Bid) -> float:
    """The share of a click's value that is bid: what the seller fixed, else best cost / part paid, in hundredths from .5 to 1.

    With clicks ~ bid^n and cost per click ~ bid^m, profit = clicks x (value - CPC) is greatest where CPC = n / (n + m) of
    the value, the best cost. What a click costs of its bid says which bid brings it there: a second price far below the
    bid, or a bid that Amazon lowers by itself, asks for more; a bid that is paid in full, or raised by Amazon, for less.
    Where cost hardly follows bids, clicks best cost more than the setting says (`answer_of`).

    Args:
        paid: of the newest days; it is tied by 50 clicks to the part at which the share is the usual one.
        bid: settings.
    """
    # Clicks that cost nothing are clicks whose cost wasn't told.
    if bid.shade or not paid.clicks or not paid.part:
        return bid.share
    usual = bid.best_cost / USUAL_SHADE
    part = (paid.clicks * paid.part + _TIE * usual) / (paid.clicks + _TIE)
    clicks, cost = bid.click_elasticity, answer_of(paid, bid)
    best = clicks / (clicks + cost) if clicks else bid.best_cost
    return round(min(max(best / part, _LEAST), 1.0), 2)


def answer_of(paid: Paid, bid: Bid) -> float:
    """How cost per click answers to a bid, m of bid^m, at most: as the setting for the best cost implies, or less where seen.

    Targets that are bid more pay more by `Paid.rise`, for two reasons: a higher bid pays more itself, and the dear targets
    are those that are bid more. So the upper end of the slope's 90 % interval is a bound from above; it never raises m.

    Args:
        paid: of the newest days.
        bid: settings.
    """
    usual = bid.click_elasticity * (1 / bid.best_cost - 1)
    return min(max(paid.rise, 0.0) + _SURE * paid.error, usual)


def cpc_elasticity_of(paid: Paid, bid: Bid) -> float:
    """How cost per click answers to a bid in what a change is said to gain: the setting, or less where it is seen to be."""
    return min(bid.cpc_elasticity, round(answer_of(paid, bid), 2))


def as_measured(settings: Settings, paid: Paid) -> Settings:
    """The settings with the share of a click's value, and the answer of cost to bids, that the account's clicks tell."""
    return with_shade(settings, shade_of(paid, settings.bid), cpc_elasticity_of(paid, settings.bid))


def with_shade(settings: Settings, shade: float, cpc_elasticity: float | None = None) -> Settings:
    """The same settings with what was measured fixed: what every decision on bids is made with.

    Args:
        settings: of the run.
        shade, cpc_elasticity: as `shade_of` and `cpc_elasticity_of` give them; None leaves the setting.
    """
    found = {"shade": shade} if cpc_elasticity is None else {"shade": shade, "cpc_elasticity": cpc_elasticity}
    return settings.model_copy(update={"bid": settings.bid.model_copy(update=found)})

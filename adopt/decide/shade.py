"""The share of a click's value that bids are: as much as makes clicks cost what they best do. Sources: docs/decisions.md."""

from __future__ import annotations

from adopt.estimate.paid import Paid
from adopt.settings import USUAL_SHADE, Bid, Settings

_TIE = 50
_LEAST = 0.5


def shade_of(paid: Paid, bid: Bid) -> float:
    """The share of a click's value that is bid: what the seller fixed, else best cost / part paid, in hundredths from .5 to 1.

    With clicks ~ bid^n and cost per click ~ bid^m, profit = clicks x (value - CPC) is greatest where CPC = n / (n + m) of
    the value, the best cost. What a click costs of its bid says which bid brings it there: a second price far below the
    bid, or a bid that Amazon lowers by itself, asks for more; a bid that is paid in full, or raised by Amazon, for less.

    Args:
        paid: of the newest days; it is tied by 50 clicks to the part at which the share is the usual one.
        bid: settings.
    """
    # Clicks that cost nothing are clicks whose cost wasn't told.
    if bid.shade or not paid.clicks or not paid.part:
        return bid.share
    usual = bid.best_cost / USUAL_SHADE
    part = (paid.clicks * paid.part + _TIE * usual) / (paid.clicks + _TIE)
    return round(min(max(bid.best_cost / part, _LEAST), 1.0), 2)


def with_shade(settings: Settings, shade: float) -> Settings:
    """The same settings with a share that is fixed: what every decision on bids is made with."""
    return settings.model_copy(update={"bid": settings.bid.model_copy(update={"shade": shade})})

"""A plan in a few figures: what an overview of many accounts, and a notebook, show of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from adopt.plan.kinds import at_once, kinds, weekly

if TYPE_CHECKING:  # a plan shows itself by this
    from adopt.plan.plan import Plan


class Brief(NamedTuple):
    """Money in the account's currency, expected profit per week.

    Attributes:
        marketplace: two-letter code, None where it isn't known.
        currency: ISO 4217.
        days: of the ads report.
        spend: on these days.
        acos: ad spend by ad sales, None without sales.
        tacos: ad spend by all sales, None where these aren't known.
        safe: decisions that go into upload files at once; T401 isn't one, bids carry it.
        safe_weekly: what they are worth.
        asked: decisions that wait for the seller.
        asked_weekly: what they are worth, but for the level of all bids (T401), which moves the same bids.
        watched: what is watched without a change.
        withheld: (code, detail) reasons why no upload file may be written.
    """

    marketplace: str | None
    currency: str
    days: int
    spend: float
    acos: float | None
    tacos: float | None
    safe: int
    safe_weekly: float
    asked: int
    asked_weekly: float
    watched: int
    withheld: tuple[tuple[str, str], ...] = ()


def brief(plan: Plan) -> Brief:
    """The plan in a few figures."""
    facts, found, safe = plan.facts, kinds(plan.actions), at_once(plan.actions)
    return Brief(
        marketplace=plan.marketplace,
        currency=plan.currency,
        days=facts.days,
        spend=facts.spend,
        acos=facts.spend / facts.sales if facts.sales else None,
        tacos=facts.tacos,
        safe=safe.height,
        safe_weekly=weekly(safe),
        asked=found.asked,
        asked_weekly=round(weekly(found.lower_bids) + weekly(found.waiting), 4),
        watched=found.watched.height,
        withheld=plan.withheld,
    )

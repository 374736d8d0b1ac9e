"""S104: what the order defect rate becomes if Amazon grants every open claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from adopt.checks.account.report import KIND, Metric, about, absent, rates, subject_of
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found, share_of
from adopt.checks.headroom import room
from adopt.checks.service.claims import claim_rows, is_open
from adopt.schema import FindingStatus
from adopt.words.companions import cells

CHANNELS = ("MFN", "AFN")


def defects_if_granted(desk: Desk) -> Sequence[Found]:
    """A finding for each channel of the performance report; claims of no known channel are told apart."""
    claimed = _claimed(desk)
    found = [*_by_channel(desk, claimed)]
    if unknown := claimed.get(None):
        found.append(
            Found(
                FindingStatus.NO_DATA,
                "claims_no_channel",
                subject="?",
                figures={"orders": Figure("text", ", ".join(sorted(unknown)))},
                kind="claims",
                file=desk.tables["claims"].file,
            )
        )
    return found or [absent(desk)]


def _by_channel(desk: Desk, claimed: Mapping[str | None, set[str]]) -> list[Found]:
    every = rates(desk, "odr")
    return [_judged(desk, one, len(claimed.get(one.channel, ()))) for one in every]


def _judged(desk: Desk, one: Metric, claims: int) -> Found:
    limit = desk.limit("odr")
    own = {"subject": subject_of(one, desk), **about(one, desk.tables[KIND])}
    if not one.of or one.share is None:
        return Found(FindingStatus.NO_DATA, "no_orders" if one.of == 0 else "rate_untold", **own)
    defects = one.n if one.n is not None else round(one.share * one.of)
    n, of = defects + claims, max(one.of, defects + claims)
    left, held = room(n, of, limit), limit.holds(n / of)
    return Found(
        FindingStatus.FINE if held else FindingStatus.WATCH,
        _reason(claims, before=limit.holds(defects / of), after=held),
        **share_of(n, of, limit),
        figures={
            "claims": Figure("count", claims),
            "now": Figure("share", defects / of),
            "more": Figure("count", left.more),
            "clean": Figure("orders", left.clean),
        },
        **own,
    )


def _reason(claims: int, *, before: bool, after: bool) -> str:
    """Whether the limit is kept now, and whether it would be."""
    if not claims:
        return "odr_no_claims" if after else "odr_over_no_claims"
    if after:
        return "odr_kept"
    return "odr_breaks" if before else "odr_over_anyway"


def _claimed(desk: Desk) -> dict[str | None, set[str]]:
    """Orders with an open claim, by their channel: an order counts once, whatever is claimed of it."""
    shipped = _channels(desk)
    found: dict[str | None, set[str]] = {}
    for row in claim_rows(desk).iter_rows(named=True):
        if is_open(row):
            channel = channel_of(row["channel"]) or shipped.get(row["order_id"])
            found.setdefault(channel, set()).add(row["order_id"])
    return found


def _channels(desk: Desk) -> dict[str, str | None]:
    """Channels of orders, as the report of all orders tells them."""
    table = desk.tables.get("all_orders")
    if table is None:
        return {}
    pairs = table.frame.select("order_id", "fulfillment_channel").unique().sort(pl.all())
    return {order: channel_of(channel) for order, channel in pairs.iter_rows()}


def channel_of(said: str | None) -> str | None:
    """MFN or AFN, by whichever word; None for another."""
    word = (said or "").strip().lower()
    return next((channel for channel in CHANNELS if word in cells()["claims"][channel]), None)

"""Rates of the account performance report, held against their limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adopt.checks.account.report import KIND, Metric, about, absent, earlier, rates, subject_of
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.headroom import room
from adopt.estimate.share_interval import exact
from adopt.schema import FindingStatus
from adopt.words.checking import Threshold

_OF_ORDERS = ("odr", "lsr", "cancel", "invoice")
"""Rates that count orders; the others count shipments or units."""


def rate_findings(desk: Desk, name: str, limit: Threshold) -> list[Found]:
    """A finding for each channel and window that the report tells of a rate; *no data* where it tells of none.

    Args:
        desk: with an account performance report.
        name: of the rate, ours; sentences are ``name`` with _fine, _near, _over or _bad behind it.
        limit: what it is held against.
    """
    return [judged(desk, one, limit, name) for one in rates(desk, name)] or [absent(desk)]


def judged(desk: Desk, one: Metric, limit: Threshold, reason: str, part: str = "") -> Found:
    """A rate against its limit. Amazon's own status drives *act*, our arithmetic *watch*.

    Real reports say GOOD of rates beyond their target, so both are told: 3 of 7 deliveries on time, target 97 %, GOOD.
    """
    own = {"subject": subject_of(one, desk, part), **about(one, desk.tables[KIND])}
    share = one.share
    if one.of == 0 or (one.of is None and one.status == "NONE" and not share):
        return Found(FindingStatus.NO_DATA, "no_orders", **own)
    if share is None:
        return Found(FindingStatus.NO_DATA, "rate_untold", **own)
    figures = {"amazon": Figure("amazon", one.status), "was": was(desk, one)}
    own |= {"unit": "share", "value": share, "target": limit.number, "op": limit.op, "figures": figures}
    if one.n is None or one.of is None:
        status, end = _verdict(one, held=limit.holds(share), near=False)
        return Found(status, f"account_rate_{end}", **own)
    return _counted(desk, one, limit, reason, own)


def _counted(desk: Desk, one: Metric, limit: Threshold, reason: str, own: dict[str, Any]) -> Found:
    assert one.n is not None
    assert one.of
    left = room(one.n, one.of, limit)
    cases = one.n if limit.op in ("<", "<=") else one.of - one.n
    near = cases > 0 and 0 < left.more <= desk.limit("rate_room").number
    low, high = exact(one.n, one.of)
    status, end = _verdict(one, held=left.clean == 0, near=near)
    few = one.of < desk.limit("rate_few").number
    figures = {
        **own.pop("figures"),
        "more": Figure("count", left.more),
        "clean": Figure("orders" if reason in _OF_ORDERS else "count", left.clean),
        "between": Figure("between", f"{low} {high}" if few else ""),
    }
    return Found(status, f"{reason}_{end}", n=one.n, of=one.of, low=low, high=high, figures=figures, **own)


def _verdict(one: Metric, *, held: bool, near: bool) -> tuple[FindingStatus, str]:
    """Urgency and the end of the reason: Amazon may call bad what is within its limit, and good what isn't."""
    if one.is_bad:
        return FindingStatus.ACT, "bad" if held else "over"
    if not held:
        return FindingStatus.WATCH, "over"
    return (FindingStatus.WATCH, "near") if near else (FindingStatus.FINE, "fine")


def was(desk: Desk, one: Metric, unit: str = "share") -> Figure:
    """What the metric was in the last report that the history knows, if it was another."""
    old, before = earlier(desk).get(one.key), desk.before.get(KIND)
    then = (old.share if unit == "share" else old.value) if old else None
    now = one.share if unit == "share" else one.value
    if before is None or then is None or then == now:
        return Figure("was", "")
    return Figure("was", f"{unit} {then} {before.last_day or ''}".strip())


def order_defects(desk: Desk) -> Sequence[Found]:
    """A101: orders with a defect, seller-fulfilled and FBA apart."""
    return rate_findings(desk, "odr", desk.limit("odr"))


def late_shipments(desk: Desk) -> Sequence[Found]:
    """A102: orders confirmed after their expected ship date, in each window that the report tells (10 and 30 days)."""
    return rate_findings(desk, "lsr", desk.limit("lsr"))


def cancellations(desk: Desk) -> Sequence[Found]:
    """A103: orders that the seller cancelled before shipping; those that buyers asked for don't count."""
    return rate_findings(desk, "cancel", desk.limit("pre_fulfilment_cancel_rate"))


def valid_tracking(desk: Desk) -> Sequence[Found]:
    """A104: shipments with a tracking number that the carrier has scanned."""
    return rate_findings(desk, "vtr", desk.limit("vtr"))

"""S103: claims by their clocks: to answer Amazon, and to appeal what was granted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.here import of_market, own_name
from adopt.checks.shown import shown
from adopt.schema import MICROS, FindingStatus
from adopt.words.companions import cells

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


def open_claims(desk: Desk) -> Sequence[Found]:
    """A finding for each claim that waits for the seller or for Amazon; one that counts the others."""
    rows = claim_rows(desk).iter_rows(named=True)
    judged = [one for row in rows if (one := _judged(desk, row))]
    judged += _unlisted(desk)
    if judged:
        return shown(judged, desk)
    kind = "claims" if "claims" in desk.tables else "mfn_returns"
    figures = {"claims": Figure("count", claim_rows(desk).height)}
    source: dict[str, Any] = {"kind": kind, "file": desk.tables[kind].file}
    return [Found(FindingStatus.FINE, "claims_settled", figures=figures, **source)]


def claim_rows(desk: Desk) -> pl.DataFrame:
    """The marketplace's claims; without rows where the list isn't there."""
    table = desk.tables.get("claims")
    if table is None:
        return pl.DataFrame(schema={"claim_id": pl.String, "opened_at": pl.Datetime("us", "UTC")})
    return of_market(desk, table.frame, "marketplace")


def was_granted(row: Mapping[str, Any]) -> bool:
    """Whether Amazon decided for the buyer."""
    return (row["decision"] or "").strip().lower() in cells()["claims"]["granted"]


def is_open(row: Mapping[str, Any]) -> bool:
    """Whether Amazon hasn't decided yet."""
    return row["decided_at"] is None and not row["decision"]


def _judged(desk: Desk, row: Mapping[str, Any]) -> Found | None:
    if is_open(row):
        return _waiting(desk, row) if row["answered_at"] else _unanswered(desk, row)
    if was_granted(row) and not row["appealed_at"]:
        return _appeal(desk, row) if row["decided_at"] else _undated(desk, row)
    return None


def _unanswered(desk: Desk, row: Mapping[str, Any]) -> Found:
    limit = desk.limit("atoz_amazon_response_hours")
    hours = (desk.now - row["opened_at"]) / _HOUR
    return _found(
        desk,
        row,
        FindingStatus.ACT,
        "claim_unanswered" if limit.holds(hours) else "claim_overdue",
        figures={"hours": Figure("span", abs(limit.number - hours))},
        unit="hours",
        value=hours,
        target=limit.number,
        op=limit.op,
        due=row["opened_at"] + timedelta(hours=limit.number),
    )


def _waiting(desk: Desk, row: Mapping[str, Any]) -> Found:
    return _found(
        desk, row, FindingStatus.WATCH, "claim_waiting", figures={"since": Figure("time", row["answered_at"])}
    )


def _undated(desk: Desk, row: Mapping[str, Any]) -> Found:
    whole = Figure("days", desk.limit("atoz_appeal_days").number)
    return _found(desk, row, FindingStatus.WATCH, "claim_appeal_undated", figures={"whole": whole})


def _appeal(desk: Desk, row: Mapping[str, Any]) -> Found | None:
    """None when the time for it has run out: there is nothing left to do."""
    limit = desk.limit("atoz_appeal_days")
    days = (desk.now - row["decided_at"]) / _DAY
    if not limit.holds(days):
        return None
    left = limit.number - days
    red = not desk.limit("appeal_red_days").holds(left)
    return _found(
        desk,
        row,
        FindingStatus.ACT if red else FindingStatus.WATCH,
        "claim_appeal",
        figures={"left": Figure("days", left)},
        unit="days",
        value=days,
        target=limit.number,
        op=limit.op,
        due=row["decided_at"] + timedelta(days=limit.number),
    )


def _found(desk: Desk, row: Mapping[str, Any], status: FindingStatus, reason: str, **more: Any) -> Found:
    table = desk.tables["claims"]
    ours = row["amount_micros"] is not None and (row["currency"] or desk.currency) == desk.currency
    figures = {
        "order": Figure("text", row["order_id"]),
        "type": Figure("claim", row["type"] or ""),
    } | more.pop("figures")
    stake = row["amount_micros"] / MICROS if ours else None
    return Found(
        status,
        reason,
        subject=own_name(desk, row["claim_id"], row["marketplace"]),
        figures=figures,
        at_stake=stake,
        kind=table.kind,
        file=table.file,
        **more,
    )


def _unlisted(desk: Desk) -> Iterator[Found]:
    """Orders that the returns report marks with an A-to-z claim and that the seller's list lacks."""
    table = desk.tables.get("mfn_returns")
    if table is None:
        return
    listed = set(claim_rows(desk).get_column("order_id", default=pl.Series([], dtype=pl.String)))
    claimed = table.frame.filter(pl.col("a_to_z_claim"))["order_id"].unique().sort()
    for order in claimed:
        if order not in listed:
            yield Found(
                FindingStatus.WATCH, "claim_unlisted", subject=order, kind=table.kind, file=table.file
            )

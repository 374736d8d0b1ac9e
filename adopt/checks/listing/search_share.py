"""L105: the share of impressions, clicks and purchases of each search query against the period before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Found, told
from adopt.checks.listing.queries import SERIES, STAGES, query_files, query_periods
from adopt.checks.shown import shown
from adopt.estimate.drift import Band, Seen, band
from adopt.schema import MICROS, FindingStatus

_KNOWN = (1.0, 0)
"""Noise of counts that are all that is known of their period."""


class _Tested(NamedTuple):
    query: str
    stage: str
    band: Band
    now: Mapping[str, Any]
    before: Mapping[str, Any]


def search_share(desk: Desk) -> Sequence[Found]:
    """Queries whose share fell by ``share_fall`` or more, and by more than chance (Benjamini-Hochberg over all tests).

    The stage named is the first of the funnel that fell: what is lost there is missing in all that follow.
    """
    files = query_files(desk)
    own: dict[str, Any] = {"kind": files[-1].kind, "file": files[-1].file} if files else {}
    tests = [*_tests(query_periods(desk), desk)] if files else []
    if not tests:
        return [Found(FindingStatus.NO_DATA, "queries_once", **own)]
    alarms = [_found(one) for one in _first_stages(tests, desk)]
    queries = len({_subject(one) for one in tests})
    said = shown(alarms, desk, lambda one: (-(one.of or 0),))
    if held := queries - len(alarms):
        days = {"first_day": min(one.before["day"] for one in tests), "last_day": tests[-1].now["day"]}
        said.append(Found(FindingStatus.FINE, "search_share_fine", n=held, of=queries, **days))
    return [replace(one, **own) for one in said]


def _tests(rows: pl.DataFrame, desk: Desk) -> Iterator[_Tested]:
    """Each query and stage of a series' newest two periods; those with too few counts aren't tested."""
    least = desk.limit("share_least").number
    for (_source, _own, _period), part in rows.group_by(SERIES, maintain_order=True):
        days = part["day"].unique().sort().to_list()[-2:]
        if len(days) < 2:  # noqa: PLR2004  two periods make a comparison
            continue
        then, now = ({row["search_query"]: row for row in part.filter(day=day).to_dicts()} for day in days)
        for query in sorted(then.keys() & now.keys()):
            for stage in STAGES:
                seen = [_seen(rows[query], stage) for rows in (now, then)]
                if all(one and one.exposure >= least for one in seen):
                    found = band(seen[0], [seen[1]], _KNOWN, desk.limit("false_alarms").number)  # type: ignore[arg-type,list-item]
                    yield _Tested(query, stage, found, now[query], then[query])


def _seen(row: Mapping[str, Any], stage: str) -> Seen | None:
    own, every = row[f"own_{stage}"], row[stage]
    return Seen(own, every) if own is not None and every and 0 <= own <= every else None


def _first_stages(tests: list[_Tested], desk: Desk) -> list[_Tested]:
    from scipy import stats

    surprising = stats.false_discovery_control([one.band.p for one in tests])
    fall, level = desk.limit("share_fall").number, desk.limit("false_alarms").number
    fallen: dict[str, _Tested] = {}
    for one, p in zip(tests, surprising, strict=True):
        if p <= level and one.band.value <= (1 - fall) * one.band.expected:
            fallen.setdefault(_subject(one), one)
    return [*fallen.values()]


def _subject(one: _Tested) -> str:
    series = [one.now[name] for name in ("own", "period") if one.now[name]]
    return " / ".join([one.query, *series])


def _found(one: _Tested) -> Found:
    stage = one.stage
    return Found(
        FindingStatus.WATCH,
        f"search_share_{stage}",
        subject=_subject(one),
        unit="share",
        value=one.band.value,
        target=one.band.expected,
        op=">=",
        n=one.now[f"own_{stage}"],
        of=one.now[stage],
        first_day=one.before["day"],
        last_day=one.now["day"],
        at_stake=_at_stake(one),
        figures={"volume": told("count", one.now["volume"])},
    )


def _at_stake(one: _Tested) -> float | None:
    """Sales that the period's purchases would have brought at the share of before."""
    now, then = (_seen(row, "purchases") for row in (one.now, one.before))
    if now is None or then is None or one.now["price"] is None:
        return None
    lost = then.n / then.exposure * now.exposure - now.n
    return float(max(0.0, lost) * one.now["price"] / MICROS)

"""L104: organic ranks of tracked keywords; censored ranks are compared as intervals and never averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found, told
from adopt.checks.listing.rank import Rank, rank_of
from adopt.checks.shown import shown
from adopt.schema import FindingStatus

_KEY = ("asin", "keyword", "marketplace")


class _Move(NamedTuple):
    row: Mapping[str, Any]
    now: Rank
    before: Rank | None


def ranks(desk: Desk) -> Sequence[Found]:
    """Keywords that left page 1, or lost ``rank_fall`` places for certain, since the measurement before the newest."""
    files = desk.every("h10_keyword_tracker")
    moves = _moves(desk)
    own: dict[str, Any] = {"kind": files[-1].kind, "file": files[-1].file}
    page = desk.limit("page_one_rank")
    compared = [move for move in moves if move.before]
    if not compared:
        on_page = sum(page.holds(move.now.high) for move in moves)
        figures = {"tracked": Figure("count", len(moves)), "on_page": Figure("count", on_page)}
        return [Found(FindingStatus.NO_DATA, "ranks_once", figures=figures, **own)]
    several = len({move.row["marketplace"] for move in moves}) > 1
    alarms = [found for move in compared if (found := _judged(move, desk, several=several))]
    places = {found.subject: place for place, found in alarms}
    said = shown((found for _, found in alarms), desk, lambda one: places[one.subject])
    if held := len(compared) - len(alarms):
        said.append(_fine(compared, held, len(moves), desk))
    return [replace(found, **own) for found in said]


def _moves(desk: Desk) -> list[_Move]:
    """The newest rank of each keyword, and the one before it.

    A file with one row for a keyword is one measurement; where it has several, "Date Added" tells them apart.
    """
    files = desk.every("h10_keyword_tracker")
    names = [*_KEY, "search_volume", "organic_rank", "organic_rank_over", "added"]
    page = desk.limit("page_one_rank").number
    parts = [
        table.frame.select(names).with_columns(
            place=pl.lit(place), depth=pl.max_horizontal(pl.col("organic_rank").max(), pl.lit(page))
        )
        for place, table in enumerate(files)
    ]
    newest = set(parts[-1].select(_KEY).iter_rows())
    timed = (pl.col("added").n_unique().over(*_KEY, "place") > 1).any().over(*_KEY)
    rows = (
        pl.concat(parts, how="vertical_relaxed")
        .with_columns(moment=pl.when(timed).then("added"))
        .sort(
            "moment", "place", "organic_rank", "organic_rank_over", "search_volume", "depth", nulls_last=True
        )
        .with_columns(measured=pl.when(pl.col("moment").is_null()).then("place"))
        .unique([*_KEY, "moment", "measured"], keep="last", maintain_order=True)
    )
    groups = rows.partition_by(*_KEY, as_dict=True, maintain_order=True)
    return [
        _Move(own[-1], _rank(own[-1]), _rank(own[-2]) if len(own) > 1 else None)
        for key, part in sorted(groups.items(), key=lambda item: str(item[0]))
        if key in newest
        for own in [part.to_dicts()]
    ]


def _rank(row: Mapping[str, Any]) -> Rank:
    return rank_of(row["organic_rank"], row["organic_rank_over"], row["depth"])


def _judged(move: _Move, desk: Desk, *, several: bool) -> tuple[tuple[float, float], Found] | None:
    """A finding and its place among others, by searches and then by places lost; None where nothing is certain."""
    assert move.before
    page, fall = desk.limit("page_one_rank"), desk.limit("rank_fall").number
    left = page.holds(move.before.high) and not page.holds(move.now.low)
    lost = move.now.lost_since(move.before)
    if not left and lost < fall:
        return None
    row, volume = move.row, move.row["search_volume"]
    subject = " / ".join([row["keyword"], row["asin"], *([row["marketplace"] or "-"] if several else [])])
    exact = move.now.low == move.now.high
    found = Found(
        FindingStatus.ACT if left else FindingStatus.WATCH,
        "rank_off_page" if left else "rank_fell",
        subject=subject,
        unit="place",
        value=move.now.low if exact else None,
        low=move.now.low,
        high=move.now.high if exact else None,
        target=page.number,
        op=page.op,
        figures={
            "now": Figure("rank", move.now.told),
            "before": Figure("rank", move.before.told),
            "lost": Figure("count", lost),
            "volume": told("count", volume),
        },
    )
    return (-(volume or 0), -lost), found


def _fine(compared: list[_Move], held: int, tracked: int, desk: Desk) -> Found:
    fall = desk.limit("rank_fall").number
    gained = sum(move.before is not None and move.before.lost_since(move.now) >= fall for move in compared)
    figures = {"gained": Figure("count", gained), "new": Figure("count", tracked - len(compared))}
    return Found(FindingStatus.FINE, "ranks_fine", n=held, of=len(compared), figures=figures)

"""The course of an account in a marketplace: days are lived, a policy looks and uploads, days are lived on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from adopt.daily import plan_for, run
from adopt.lab.market.files import write_reports
from adopt.lab.market.keyed import keys, uniform
from adopt.lab.market.live import live, opened
from adopt.lab.market.market import Market
from adopt.lab.market.seen import Seen, seen
from adopt.lab.market.state import State
from adopt.lab.market.take_back import REFUSED_FILES, upload_sheet, uploaded
from adopt.settings import Settings
from adopt.write.outputs import upload_sheets

Sheets = Mapping[str, pl.DataFrame]
"""Upload sheets by the names of their files: rows in the columns of `adopt.write.bulk_sheet.upload_columns`."""

Policy = Callable[[Seen], Sheets]
"""What a seller uploads after a look at the day's downloads."""

_SELLER = 41


@dataclass(frozen=True, eq=False)
class Story:
    """What came of a course.

    Attributes:
        state: in the end, with the logs of all days.
        refused: rows that Amazon refused: day, and the columns of `REFUSED_FILES`.
        uploads: how many rows were uploaded on each day of decision: day, file, rows.
    """

    state: State
    refused: pl.DataFrame
    uploads: pl.DataFrame


def story(market: Market, policy: Policy, start: State | None = None) -> Story:
    """A policy's course over the horizon of the market's world, in memory.

    The account is left alone over ``history_days``; then the policy looks on every ``look_every``-th morning until the
    end of ``horizon_days``. The seller uploads the share ``uploaded`` of the rows, ``late_days`` later. The same seller
    leaves out the same rows of the same sheet.

    Args:
        market: where it happens.
        policy: what is uploaded, from what is seen.
        start: on the morning of the first decision, as `history` gives it, to live it once for several policies.
    """
    return _course(market, lambda state: policy(seen(market, state)), start or history(market))


def story_by_files(market: Market, settings: Settings, folder: Path, start: State | None = None) -> Story:
    """The course of adopt through its files: reports are written and read, a run writes its uploads, these are read back.

    Slow, and the same as ``story(market, adopts(settings))``: that is what it is for.

    Args:
        market: where it happens.
        settings: of adopt.
        folder: gets a folder for each day of decision, with that day's downloads and ``adopt-out``.
        start: as for `story`.

    Raises:
        UnsafePlanError: adopt would write an upload that it knows Amazon refuses.
    """

    def decide(state: State) -> Sheets:
        here = folder / state.day.isoformat()
        write_reports(market, state, here)
        done = run(here, here / "adopt-out", settings, state.day)
        (day,) = done.days.values()
        sheets = {path.name: upload_sheet(path) for path in day.written if path.suffix == ".xlsx"}
        return {name: sheet for name, sheet in sheets.items() if sheet is not None}

    return _course(market, decide, start or history(market))


def history(market: Market) -> State:
    """The account on the morning of the first decision, left alone until then."""
    return live(market, opened(market), market.world.pool.looks[0])


def adopts(settings: Settings) -> Policy:
    """What adopt uploads by itself: everything in the day's plan that it holds safe."""

    def policy(view: Seen) -> Sheets:
        return upload_sheets(plan_for(view.sources(settings), settings, view.as_of), view.bulk)

    return policy


def nobody(view: Seen) -> Sheets:  # noqa: ARG001  a policy looks at the day, even if it does nothing
    """The account left alone."""
    return {}


def _course(market: Market, decide: Callable[[State], Sheets], start: State) -> Story:
    world, state, told, counts = market.world.pool, start, [], []
    waiting: list[tuple[int, Sheets]] = []
    for day in _mornings(market):
        state = live(market, state, day - (state.day - market.first_day).days)
        if day in world.looks:
            waiting.append((day + world.late_days, _kept(market, decide(state), day)))
        for sheets in [sheets for due, sheets in waiting if due == day]:
            state, refused = uploaded(state, sheets)
            told.append(refused.select(pl.lit(state.day).alias("day"), *REFUSED_FILES))
            counts += [(state.day, name, sheet.height) for name, sheet in sorted(sheets.items())]
    return Story(
        state=state,
        refused=pl.concat([pl.DataFrame(schema={"day": pl.Date, **REFUSED_FILES}), *told]),
        uploads=pl.DataFrame(
            counts, schema={"day": pl.Date, "file": pl.String, "rows": pl.Int64}, orient="row"
        ),
    )


def _mornings(market: Market) -> list[int]:
    """Days on which anything is decided or uploaded, and the end."""
    world = market.world.pool
    due = {day + world.late_days for day in world.looks}
    return sorted({*world.looks, *(day for day in due if day < world.days), world.days})


def _kept(market: Market, sheets: Sheets, day: int) -> Sheets:
    """What the seller uploads of the sheets."""
    share = market.world.pool.uploaded

    def chosen(place: int, sheet: pl.DataFrame) -> pl.DataFrame:
        drawn = uniform(keys(market.seed, _SELLER, day, place, np.arange(sheet.height)))
        return sheet.filter(pl.Series(drawn < share, dtype=pl.Boolean))

    return {name: chosen(place, sheets[name]) for place, name in enumerate(sorted(sheets))}

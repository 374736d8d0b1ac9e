"""The daily checks of a run: what lies on the desk, and what is found there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.checks import Ads, Cell, Desk, File, Table, findings
from adopt.mailbox import look
from adopt.past_reports import APART, file_by_file, known_before, past_of, table_of
from adopt.reports import Folder
from adopt.reports.groups import ADS
from adopt.reports.in_turn import oldest_first
from adopt.reports.newest import newest_word
from adopt.schema import Finding, Reading
from adopt.settings import Settings
from adopt.words import Market, markets
from adopt.words.clock import the_round
from adopt.words.companions import Layout, companions
from adopt.words.zones import zone_of

RUN_AT = time(12)
"""The hour at which a day's run takes place, where no other moment is given; UTC."""


def moment_of(as_of: date) -> datetime:
    """The moment of a day's run: 12:00 UTC."""
    return datetime.combine(as_of, RUN_AT, UTC)


def checked(
    folder: Folder, settings: Settings, now: datetime, ads: Ads | None = None, home: Path | None = None
) -> dy.DataFrame[Finding]:
    """What the daily checks find in an account's reports.

    Args:
        folder: the account's files.
        settings: of the run.
        now: its moment, with a zone.
        ads: the day's plan and what it rests on; None in a folder without search terms.
        home: folder of the history, which tells what was known on the day before.
    """
    return findings(desk_of(folder, settings, now, ads, home))


def desk_of(
    folder: Folder, settings: Settings, now: datetime, ads: Ads | None, home: Path | None = None
) -> Desk:
    """What the checks look at; arguments as in `checked`."""
    tables = {table.kind: table for table in _tables(folder.readings)}
    code, currency = (ads.plan.marketplace, ads.plan.currency) if ads else (None, None)
    if not code or not currency:
        said = marketplace_of(folder.readings, settings)
        code, currency = code or said.marketplace, currency or said.currency
    named = settings.account or (ads.plan.account if ads else None)
    past = past_of(home, named, code, currency)
    return Desk(
        now=now,
        market=_market(code),
        currency=currency,
        settings=settings,
        tables=tables,
        before=known_before(past, now, _asked(tables)) if past else {},
        files=file_by_file(folder.readings, past, now.astimezone(zone_of(code)).date()),
        ads=ads,
        inputs=tuple(_inputs(folder, code, planned=ads is not None and ads.told)),
        mail=look(settings.hygiene, now),
    )


_PLANNED = (*ADS, "business")
"""Kinds that the plan itself tells of."""


def _inputs(folder: Folder, code: str | None, *, planned: bool) -> Iterator[File]:
    """The files; those of which a plan beside the findings tells are left to it."""
    instead = _instead(folder.readings)
    for one in folder.readings:
        if not (planned and one.kind in _PLANNED):
            bad = one.rejected.head(1).to_dicts()
            first = Cell(*(bad[0][name] for name in Cell._fields)) if bad else None
            yield File(
                one.path.name,
                one.kind,
                one.read,
                one.rejected.height,
                first,
                instead=instead.get(one.path, ""),
                elsewhere=_elsewhere(one, code),
            )
    for refused in folder.refusals:
        yield File(
            refused.path.name, refused.kind, refusal=refused.reason, detail=" ".join(refused.detail.split())
        )


def _asked(tables: Iterable[str]) -> list[str]:
    """Kinds of which an earlier day is asked: today's, and those of the round, to tell when each was last read."""
    return list(dict.fromkeys([*tables, *(kind for one in the_round() for kind in one.kinds)]))


def _tables(readings: Iterable[Reading]) -> Iterable[Table]:
    """A table for each kind: the newest file, or where rows tell what they are of, the newest word on each."""
    for kind, ordered in _by_kind(readings).items():
        layout = companions().get(kind)
        several = layout is not None and layout.known_by and len(ordered) > 1
        yield _joined(ordered, layout) if several and layout else table_of(ordered[-1])


def _by_kind(readings: Iterable[Reading]) -> dict[str, list[Reading]]:
    """The files that tables are made of, by kind, the oldest first."""
    by_kind: dict[str, list[Reading]] = {}
    for one in readings:
        if isinstance(one.data, pl.DataFrame) and one.data.height and one.kind != "search_term":
            by_kind.setdefault(one.kind, []).append(one)
    return {kind: oldest_first(own) for kind, own in by_kind.items()}


def _instead(readings: Iterable[Reading]) -> dict[Path, str]:
    """Of each file that no check looks at, because a newer one of its kind counts alone: that one's name."""
    return {
        one.path: newest.path.name
        for kind, (*older, newest) in _by_kind(readings).items()
        if kind not in APART and not (kind in companions() and companions()[kind].known_by)
        for one in older
    }


def _elsewhere(one: Reading, code: str | None) -> str:
    told = one.marketplace or code or ""
    return told if _of_offers(one) and code and told != code else ""


def _of_offers(one: Reading) -> bool:
    return one.kind in companions() and companions()[one.kind].country_of == "offers"


def _joined(ordered: list[Reading], layout: Layout) -> Table:
    """Rows of several files; of those that tell the same thing, the ones of the newest file."""
    parts = [one.data for one in ordered if isinstance(one.data, pl.DataFrame)]
    kept = newest_word(parts, layout.known_by, layout.country, layout.since)
    days = [table_of(one) for one in ordered]
    return Table(
        ordered[-1].kind,
        kept,
        ", ".join(one.path.name for one in ordered),
        min((one.first_day for one in days if one.first_day), default=None),
        max((one.last_day for one in days if one.last_day), default=None),
    )


class Place(NamedTuple):
    """Where an account sells, as far as its files and settings tell."""

    marketplace: str | None
    currency: str | None


def marketplace_of(readings: Iterable[Reading], settings: Settings) -> Place:
    """The marketplace and the currency on which the account's own files agree; a marketplace tells its currency."""
    every = [one for one in readings if not _of_offers(one)]
    code = settings.marketplace or _agreed(one.marketplace for one in every)
    market = _market(code)
    return Place(code, _agreed(one.currency for one in every) or (market.currency if market else None))


def _agreed(said: Iterable[str | None]) -> str | None:
    """What all that say something say."""
    every = {one for one in said if one}
    return every.pop() if len(every) == 1 else None


def _market(code: str | None) -> Market | None:
    return markets().get(code) if code else None

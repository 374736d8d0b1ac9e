"""What a run knows of ads, for tests of checks: search term rows and the plan that goes with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from adopt.checks import Ads
from adopt.plan import Plan, account_days, account_facts
from adopt.schema import Action, Breach, Bulk, DailySales, SearchTermRow, TargetEvidence, TermEvidence
from adopt.schema.reading import rejected_frame
from adopt.settings import Settings, load_settings
from tests.checks.desks import TODAY

MICROS = 1_000_000


def row(term: str, day: date, **told: Any) -> dict[str, Any]:
    """A row of one day; money in the currency."""
    base = {"campaign": "Pans", "impressions": 100, "clicks": 5, "orders": 1, "spend": 2.0, "sales": 20.0}
    return {"search_term": term, "first_day": day, "last_day": day} | base | told


def frame_of_rows(rows: Iterable[Mapping[str, Any]], seen_on: date = TODAY) -> pl.DataFrame:
    made = []
    for place, given in enumerate(rows):
        one = dict(given)
        money = {f"{name}_micros": round(one.pop(name) * MICROS) for name in ("spend", "sales")}
        plain = {"row": place + 2, "ad_group": "Steel", "targeting": "pan", "match_type": "broad"}
        made.append(plain | {"units": one["orders"]} | one | money)
    names = SearchTermRow.create_empty().schema
    frame = pl.DataFrame([{name: one.get(name) for name in names} for one in made], schema=names)
    return frame.with_columns(seen_on=pl.lit(seen_on))


def plan_of(
    rows: pl.DataFrame,
    *,
    daily: bool = True,
    sales: Mapping[date, float] | None = None,
    settings: Settings | None = None,
    **told: Any,
) -> Plan:
    known = None if sales is None else _sales(sales)
    period = (rows["first_day"].min(), rows["last_day"].max())
    assert isinstance(period[0], date)
    assert isinstance(period[1], date)
    actions = Action.validate(Action.create_empty())
    made: dict[str, Any] = {
        "digest": "0" * 64,
        "version": "0",
        "as_of": TODAY,
        "account": "Shop",
        "marketplace": "US",
        "currency": "USD",
        "inputs": (),
        "settings": settings or load_settings(),
        "actions": actions,
        "terms": TermEvidence.validate(TermEvidence.create_empty()),
        "targets": TargetEvidence.validate(TargetEvidence.create_empty()),
        "facts": account_facts(rows, known, (period[0], period[1]), actions, daily=daily),
        "warnings": (),
        "withheld": (),
        "join": pl.DataFrame(),
        "rejected": rejected_frame(),
        "days": account_days(rows, known, daily=daily),
        "breaches": Breach.validate(Breach.create_empty()),
    }
    return Plan(**(made | told))


def ads_of(
    rows: Sequence[Mapping[str, Any]],
    *,
    daily: bool = True,
    whole: bool = False,
    bulk: Bulk | None = None,
    sales: Mapping[date, float] | None = None,
    settings: Settings | None = None,
    seen_on: date = TODAY,
    **told: Any,
) -> Ads:
    """Ads of rows as from `row`; ``whole`` takes rows that are complete already."""
    schema = {**SearchTermRow.create_empty().schema, "seen_on": pl.Date()}
    frame = pl.DataFrame(rows, schema=schema) if whole else frame_of_rows(rows, seen_on)
    plan = plan_of(frame, daily=daily, sales=sales, settings=settings, **told)
    return Ads(plan, frame, daily, bulk)


def _sales(sales: Mapping[date, float]) -> pl.DataFrame:
    rows = [{"day": day, "units": 1, "sales_micros": round(n * MICROS)} for day, n in sales.items()]
    return DailySales.validate(pl.DataFrame(rows, schema=DailySales.create_empty().schema))

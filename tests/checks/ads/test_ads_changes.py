"""P103 and P104: campaigns out of budget, search terms that stopped or started."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from adopt.checks import Desk
from adopt.checks.ads import ADS
from adopt.schema import Action, Bulk, Campaign, Negative
from adopt.schema.account import bulk_frames
from tests.checks.ads.rows import ads_of, row
from tests.checks.desks import ACT, FINE, NO_DATA, WATCH, ago, desk, table
from tests.checks.said import both, of, one

budgets, terms = ADS["P103"], ADS["P104"]

METRICS = {"impressions": 0, "clicks": 0, "orders": 0, "units": 0, "spend_micros": 0, "sales_micros": 0}


def bulk(*campaigns: tuple[str, float], state: str = "enabled", negatives: tuple[str, ...] = ()) -> Bulk:
    rows = [
        {"row": place, "campaign_id": f"c{place}", "campaign": name, "state": state, "budget": budget}
        | METRICS
        for place, (name, budget) in enumerate(campaigns)
    ]
    words = [
        {"row": place, "level": "ad_group", "kind": "keyword", "campaign_id": "c0", "text": word}
        | {"match_type": "negativeExact", "state": "enabled"}
        for place, word in enumerate(negatives)
    ]
    return bulk_frames(campaigns=_filled(Campaign, rows), negatives=_filled(Negative, words))


def _filled(schema: Any, rows: list[dict[str, Any]]) -> Any:
    names = schema.create_empty().schema
    return schema.validate(pl.DataFrame([{name: one_.get(name) for name in names} for one_ in rows], names))


def told(*rows: dict[str, Any], **checks: Any) -> Desk:
    return desk(table("ads_budget", *rows), **checks)


def budget(campaign: str, inside: float | None, **more: Any) -> dict[str, Any]:
    money = {"budget_micros": 20_000_000, "recommended_budget_micros": 35_000_000}
    return {"campaign": campaign, "time_in_budget": inside, "day": ago(1)} | money | more


@pytest.mark.parametrize(("inside", "status"), [(0.949, ACT), (0.95, FINE), (1.0, FINE)])
def test_time_in_budget_as_amazon_tells_it(inside: float, status: Any) -> None:
    found = one(budgets(told(budget("Pans", inside, missed_sales_low_micros=12_000_000))))
    assert found.status is status
    if status is ACT:
        assert (found.subject, found.at_stake) == ("Pans", 12)
        assert "Daily budget $20.00, Amazon advises $35.00" in both([found], "P103")


def test_days_of_a_budget_report_make_a_mean_and_old_ones_are_left() -> None:
    rows = [budget("Pans", share, day=ago(n)) for n, share in ((1, 0.9), (2, 0.8), (8, 0.0))]
    found = one(budgets(told(*rows)))
    assert found.value == pytest.approx(0.85), "the newest 7 days: those of 2 to 8 days ago aren't"
    assert (found.first_day, found.last_day, found.at_stake) == (ago(2), ago(1), None)
    untold = one(budgets(told(budget("Pans", None))))
    assert untold.status is NO_DATA
    both([untold], "P103")


def test_dearest_campaigns_first_and_the_rest_counted() -> None:
    rows = [budget(f"C{n}", 0.5, missed_sales_low_micros=n * 1_000_000) for n in range(5)]
    found = budgets(told(*rows, budget("Fine", 1.0), rows_shown=2))
    assert [finding.subject for finding in found] == ["C4", "C3", "…", ""]
    assert sum(finding.at_stake or 0 for finding in found) == 10
    assert (found[-1].n, found[-1].of) == (1, 6)
    both(found, "P103")


def spent(*days: int, plan: Any = None, daily: bool = True, budget_: float = 20.0) -> Desk:
    rows = [row("pan", ago(n), spend=19.0 if n in days else 5.0) for n in range(1, 15)]
    rows += [row("pot", ago(n), spend=1.0, campaign="Pots") for n in range(1, 15)]
    more = {} if plan is None else {"actions": plan}
    campaigns = bulk(("Pans", budget_), ("Pots", 30.0))
    return desk(ads=ads_of(rows, daily=daily, bulk=campaigns, **more))


@pytest.mark.parametrize(("days", "alarms"), [((1,), 0), ((1, 7), 1), ((1, 8), 0)])
def test_days_that_spent_the_budget(days: tuple[int, ...], alarms: int) -> None:
    found = budgets(spent(*days))
    assert len(of(found, WATCH)) == alarms
    if alarms:
        assert (found[0].subject, found[0].value) == ("Pans", 2)
        assert "2 days of 7 days spent the daily budget of $20.00" in both(found, "P103")
    assert sum(finding.n or 0 for finding in of(found, FINE)) == 2 - alarms


def test_nearly_spent_counts_from_95_percent() -> None:
    assert of(budgets(spent(1, 2, budget_=20.0)), WATCH), "19 of 20"
    assert not of(budgets(spent(1, 2, budget_=20.01)), WATCH)


def action(code: str, to: float | None) -> Any:
    schema = Action.create_empty().schema
    plain = {"key": "k", "code": code, "consent": "safe", "reason": "budget_binds", "entity": "Campaign"}
    names = {"campaign": "Pans", "ad_group": "", "targeting": "", "match_type": "-", "margin_source": "x"}
    numbers = {name: 1 for name, kind in schema.items() if kind.is_numeric()}
    cells: dict[str, Any] = dict.fromkeys(schema) | numbers | plain | names
    cells |= {"join": "id", "to_value": to}
    return Action.validate(pl.DataFrame([cells], schema=schema))


@pytest.mark.parametrize(
    ("code", "to", "reason"), [("T402", 30.0, "budget_spent_raised"), ("T403", None, "budget_spent_kept")]
)
def test_what_the_plan_does_about_it(code: str, to: float | None, reason: str) -> None:
    found = budgets(spent(1, 2, 3, plan=action(code, to)))
    assert found[0].reason == reason
    text = both(found, "P103")
    assert to is None or "The plan raises it to $30.00" in text


def test_budgets_of_a_report_that_is_not_daily() -> None:
    found = one(budgets(spent(1, 2, daily=False)))
    assert (found.status, found.reason) == (NO_DATA, "budget_untold")
    both([found], "P103")


def searched(
    *,
    fresh: dict[str, int],
    usual: dict[str, int],
    days: int = 31,
    seed: int = 1,
    noise: int = 100,
    **told_: Any,
) -> Desk:
    """Terms with clicks by chance; those of the newest three days are given, shared among these days."""
    draw = np.random.default_rng(seed)
    rows = [
        row(term, ago(n), clicks=clicks, orders=clicks // 5, spend=clicks * 0.5, sales=clicks // 5 * 20.0)
        for n in range(4, days + 1)
        for term, mean in usual.items()
        if (clicks := int(draw.poisson(mean)))
    ]
    rows += [
        row(f"other {n}", ago(d), clicks=int(draw.poisson(4)))
        for n in range(noise)
        for d in range(1, days + 1)
    ]
    rows += [
        row(term, ago(1 + n), clicks=clicks // 3 + (n < clicks % 3), orders=0, spend=clicks / 6, sales=0.0)
        for term, clicks in fresh.items()
        for n in range(3)
    ]
    return desk(ads=ads_of(rows, **told_))


def test_a_term_that_stopped_and_one_that_started() -> None:
    told_ = searched(fresh={"steel pan": 0, "blue lid": 25}, usual={"steel pan": 10})
    found = terms(told_)
    assert [(finding.subject, finding.reason, finding.status) for finding in found] == [
        ("steel pan", "term_stopped", ACT),
        ("blue lid", "term_started", WATCH),
        ("", "terms_fine", FINE),
    ]
    assert told_.ads
    old = told_.ads.rows.filter((pl.col("search_term") == "steel pan") & (pl.col("last_day") < ago(3)))
    assert found[0].target == pytest.approx(old["clicks"].sum() * 3 / 28)
    assert found[0].at_stake == pytest.approx(int(old["sales_micros"].sum()) / 1e6 * 3 / 28)
    assert found[1].at_stake == pytest.approx(12.5)
    assert (found[2].n, found[2].of) == (100, 102)
    both(found, "P104")


def test_nothing_changed_nothing_said() -> None:
    """Of 400 terms that only vary by chance next to none is called changed, in any of five draws."""
    wrong = sum(len(terms(searched(fresh={}, usual={}, seed=seed, noise=400))) - 1 for seed in range(5))
    assert wrong <= 1


@pytest.mark.parametrize(("clicks", "alarm"), [(6, True), (7, False)])
def test_stopped_at_a_fifth_of_the_usual(clicks: int, alarm: bool) -> None:
    usual = [row("steel pan", ago(n), clicks=10) for n in range(4, 32)]
    fresh = [row("steel pan", ago(1), clicks=clicks)]
    others = [row("pot", ago(n), clicks=2) for n in range(1, 32)]
    found = terms(desk(ads=ads_of([*usual, *fresh, *others])))
    assert bool(of(found, ACT)) is alarm, "30 clicks are usual"


def test_bursts_are_no_news() -> None:
    """A term that comes in bursts of ten clicks every fourth day hasn't stopped because three days passed without."""
    bursts = [row("steel pan", ago(n), clicks=10) for n in range(4, 32, 4)]
    steady = [row("steel pan", ago(n), clicks=3 if n % 2 else 2) for n in range(4, 32)]
    others = [row("pot", ago(n), clicks=4) for n in range(1, 32)]
    assert not of(terms(desk(ads=ads_of([*bursts, *others]))), ACT)
    assert of(terms(desk(ads=ads_of([*steady, *others]))), ACT)


@pytest.mark.parametrize(
    ("told_", "alarm"),
    [
        ({"bulk": bulk(("Pans", 9.0))}, True),
        ({"bulk": bulk(("Pans", 9.0), negatives=("Steel  Pan",))}, False),
        ({"bulk": bulk(("Pans", 9.0), state="paused")}, False),
        ({"bulk": bulk(("Other", 9.0), negatives=("steel pan",))}, True),  # in another campaign
    ],
)
def test_what_the_seller_keeps_away_is_no_news(told_: dict[str, Any], alarm: bool) -> None:
    found = terms(searched(fresh={"steel pan": 0}, usual={"steel pan": 10}, noise=20, **told_))
    assert bool(of(found, ACT)) is alarm
    if not alarm:
        assert one(found).figures["own"].value == 1
    both(found, "P104")


@pytest.mark.parametrize(("days", "status"), [(16, NO_DATA), (17, FINE)])
def test_two_weeks_before_at_least(days: int, status: Any) -> None:
    found = terms(desk(ads=ads_of([row("pan", ago(n)) for n in range(1, days + 1)])))
    assert one(found).status is status
    both(found, "P104")


def test_a_report_of_a_period_and_one_without_clicks() -> None:
    period = one(terms(searched(fresh={}, usual={}, daily=False)))
    assert (period.status, period.reason) == (NO_DATA, "term_days_untold")
    both([period], "P104")
    empty = one(terms(desk(ads=ads_of([row("pan", ago(n), clicks=0) for n in range(1, 32)]))))
    assert empty.reason == "terms_none"
    both([empty], "P104")


def test_spellings_of_a_term_are_one() -> None:
    rows = [row("Steel Pan" if n < 4 else "steel  pan", ago(n), clicks=5) for n in range(1, 32)]
    assert one(terms(desk(ads=ads_of(rows)))).status is FINE


def test_row_order_does_not_matter() -> None:
    told_ = searched(fresh={"steel pan": 0, "lid": 30, "wok": 28}, usual={"steel pan": 10})
    assert told_.ads
    turned = desk(ads=ads_of(told_.ads.rows.reverse().to_dicts(), whole=True))
    assert terms(turned) == terms(told_)
    campaigns = [budget(f"C{n}", 0.1 * n, day=ago(n % 3 + 1)) for n in range(9)]
    assert budgets(told(*campaigns)) == budgets(told(*campaigns[::-1]))

"""``adopt outcome --json``: what can't be told is null, for JSON knows no NaN."""

from __future__ import annotations

import json

import polars as pl

from adopt.after.outcome import AccountOutcome, OfPlan
from adopt.cli.outcome_data import data
from adopt.estimate.outcome.judge import judged
from adopt.estimate.outcome.summary import summary
from adopt.history import Account
from tests.estimate.outcome.frames import BEFORE, PLAN_DAY, change, changes, day_rows


def test_what_cannot_be_told_is_null() -> None:
    everywhere = changes(
        change(key="T402|c0", code="T402", entity="Campaign", ad_group="*", targeting="c0", match_type="-")
    )
    days = day_rows(
        [(at, f"g{n % 4}", f"t{n}", f"w{n}", 1.0, 0.0, 0.5) for n in range(40) for at in range(-BEFORE, 21)]
    )
    found = judged(everywhere, days)
    total = summary(found, pl.Series([True]), everywhere["promised"], None)
    one = AccountOutcome(
        account=Account("acme", "US", "USD"),
        days=None,
        applied=everywhere,
        judged=found,
        plans=(OfPlan("p1", PLAN_DAY, total),),
        kinds={},
        total=total,
        wrong=pl.DataFrame(),
        reliability=pl.DataFrame(),
    )
    (action,) = json.loads(json.dumps(data(one), allow_nan=False))["actions"]
    assert (action["method"], action["came"], action["clicks_expected"]) == ("none", None, None)
    assert action["clicks"] == 40 * 20

from __future__ import annotations

from dataclasses import replace
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from adopt.estimate.evidence import Terms
from adopt.estimate.goods import with_goods
from adopt.estimate.prior import fit_prior
from adopt.estimate.unseen import expected_clicks, unseen_targets
from adopt.estimate.value import ad_group_margins
from adopt.schema import Bulk, Target, TargetEvidence
from adopt.settings import Settings, load_settings
from tests.decide.entities import AUTO, DAY, EXACT, PRODUCT, download, keyword
from tests.decide.evidence import terms
from tests.estimate.cells import cells

SETTINGS = load_settings()
_WOK = keyword("blue wok", target_id="9", bid=0.4, impressions=70)
_NAMES = {"campaign": "pans exact", "ad_group": "exact", **EXACT}
# 30 clicks at $1, 3 orders of $25 in the exact ad group; nothing of the product ad group.
_SEEN = {"target_id": "8", "search_term": "red wok", "clicks": 30, "orders": 3, "sales": 75.0, **_NAMES}
_TERMS = (
    {"search_term": "red wok", "prior_cvr": 0.08, "clicks": 30, **_NAMES},
    {"search_term": "green wok", "prior_cvr": 0.02, "clicks": 10, **_NAMES},
    {"search_term": "grey wok", "prior_cvr": 0.9, "clicks": 0, **_NAMES},
)


def _unseen(
    *more: dict[str, Any],
    bulk: Bulk | None = None,
    settings: Settings = SETTINGS,
    said: tuple[dict[str, Any], ...] = _TERMS,
) -> dy.DataFrame[TargetEvidence]:
    known = download(_WOK) if bulk is None else bulk
    found = with_goods(cells(_SEEN, *more), known)
    judged = Terms(terms(*said), fit_prior(_prior_terms(), settings.estimate))
    return unseen_targets(found, judged, ad_group_margins(known, settings.margins), known, DAY, 60, settings)


def _prior_terms() -> pl.DataFrame:
    frame = pl.DataFrame({"effective_clicks": [30.0], "orders": [3]})
    names = {"campaign": "pans exact", "ad_group": "exact", "match_type": "exact", "search_term": "red wok"}
    return frame.with_columns(**{name: pl.lit(value) for name, value in names.items()})


def _wok(found: pl.DataFrame) -> dict[str, Any]:
    return found.filter(target_id="9").row(0, named=True)


def test_its_sums_are_zero_and_all_else_is_its_ad_groups() -> None:
    row = _wok(_unseen())
    assert (row["impressions"], row["clicks"], row["spend"], row["orders"]) == (70, 0, 0.0, 0)
    assert (row["campaign"], row["ad_group"], row["targeting"], row["bid"]) == (
        "pans exact",
        "exact",
        "blue wok",
        0.4,
    )
    assert row["prior_cvr"] == pytest.approx((0.08 * 30 + 0.02 * 10) / 40)
    assert row["cvr"] == pytest.approx(row["prior_cvr"])
    assert (row["cpc"], row["order_value"]) == (pytest.approx(1.0), pytest.approx(25.0))
    assert (row["state"], row["join"], row["days"]) == ("enabled", "target", 60)
    # Fewer than 30 orders: the prior is worth 15 clicks.
    assert row["alpha"] + row["beta"] == pytest.approx(SETTINGS.estimate.default_strength)


def test_without_a_download_there_are_none() -> None:
    judged = Terms(terms(*_TERMS), fit_prior(_prior_terms(), SETTINGS.estimate))
    margins = ad_group_margins(None, {})
    assert unseen_targets(cells(_SEEN), judged, margins, None, DAY, 60, SETTINGS).is_empty()


@pytest.mark.parametrize("clicks", [0, 1])
def test_a_click_in_the_reports_or_in_the_download_is_enough_to_be_seen(clicks: int) -> None:
    told = _unseen({**_NAMES, "target_id": "9", "search_term": "blue wok", "clicks": clicks, "orders": 0})
    assert ("9" in told["target_id"]) == (clicks == 0)
    known = _unseen(bulk=download({**_WOK, "clicks": clicks}))
    assert ("9" in known["target_id"]) == (clicks == 0)


@pytest.mark.parametrize("state", ["state", "ad_group_state", "campaign_state"])
def test_what_is_paused_isnt_looked_at(state: str) -> None:
    assert "9" not in _unseen(bulk=download({**_WOK, state: "paused"}))["target_id"]


def test_an_ad_group_without_clicks_takes_its_campaigns_and_an_unknown_campaign_nothing() -> None:
    moved = {**_WOK, "ad_group_id": "23", "ad_group": "second", "campaign": "pans exact"}
    row = _wok(_unseen(bulk=download(moved)))
    assert row["ad_group"] == "second"
    assert row["prior_cvr"] == pytest.approx(0.065)
    assert (row["cpc"], row["order_value"]) == (pytest.approx(1.0), pytest.approx(25.0))
    assert "9" not in _unseen(bulk=download({**_WOK, **PRODUCT}))["target_id"]


def test_an_ad_group_without_clicks_costs_what_its_campaign_does_and_brings_what_its_goods_do_elsewhere() -> (
    None
):
    second = {**EXACT, "ad_group_id": "23"}
    lids = ({"ad_id": "923", "sku": "B", **second}, {"ad_id": "933", "sku": "B", **PRODUCT})
    bulk = download({**_WOK, **second, "ad_group": "second", "campaign": "pans exact"}, ads=lids)
    elsewhere = {"campaign": "pans product", "ad_group": "product", "match_type": "-", **PRODUCT}
    sold = {**elsewhere, "clicks": 200, "spend": 1000.0, "orders": 40, "sales": 4000.0}
    row = _wok(_unseen(sold, bulk=bulk))
    assert row["cpc"] == pytest.approx(1.0, abs=0.5)
    assert row["order_value"] == pytest.approx(100, rel=0.1)


def test_where_there_are_aims_ad_groups_that_no_report_names_are_left_alone() -> None:
    aimed = load_settings(aims=[{"name": "a", "campaign": "pans*"}])
    moved = download({**_WOK, "ad_group_id": "23", "ad_group": "second", "campaign": "pans exact"})
    assert "9" in _unseen(settings=aimed)["target_id"]
    assert "9" not in _unseen(bulk=moved, settings=aimed)["target_id"]


def test_the_order_of_terms_changes_no_bit() -> None:
    assert _unseen().equals(_unseen(said=_TERMS[::-1]))


def _expected(*rows: dict[str, Any]) -> dict[str, float | None]:
    made = download(*rows)
    silent = pl.col("target_id").is_in([row["target_id"] for row in rows])
    shown = pl.when(silent).then("impressions").otherwise(0).cast(pl.Int64)
    told = Target.validate(made.targets.with_columns(impressions=shown))
    return dict(expected_clicks(replace(made, targets=told)).rows())


def test_expected_clicks_are_by_the_campaigns_other_targets_else_by_the_account() -> None:
    seen = keyword("red wok", target_id="8", impressions=1000, clicks=20)
    here = {**_WOK, "impressions": 100}
    assert _expected(seen, here)["9"] == pytest.approx(2.0)
    assert _expected(seen, {**here, **AUTO})["9"] == pytest.approx(100 * 20 / 1100)
    assert _expected({**seen, "clicks": 0}, here)["9"] is None

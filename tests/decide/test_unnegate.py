from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from adopt.decide import unnegations
from adopt.schema import Bulk
from adopt.settings import load_settings
from tests.decide.entities import DAY, download, keyword, negative
from tests.decide.evidence import posterior, terms

EARNS: dict[str, Any] = {**posterior(25, 100), "orders": 10, "spend": 40.0, "p_profitable": 0.95}
STOPPED = negative("Steel Pan")


def _found(*negatives: dict[str, Any], bulk: Bulk | None = None, **row: Any) -> pl.DataFrame:
    known = bulk or download(negatives=negatives)
    return unnegations(terms({**EARNS, **row}), known, load_settings(), DAY)


def test_a_negative_whose_term_earned_is_taken_back_if_the_seller_wants() -> None:
    action = _found(STOPPED).row(0, named=True)
    assert (action["code"], action["consent"], action["reason"]) == ("U101", "ask", "earned_before")
    assert (action["entity"], action["target_id"], action["detail"]) == ("Negative Keyword", "51", "ad_group")
    # 40 clicks in 60 days, each worth 25 % of $12 at $1.
    assert action["money_per_week"] == pytest.approx((3 - 1) * 40 / 60 * 7)


def test_of_a_campaign_and_of_a_product() -> None:
    whole = negative("steel pan", level="campaign", ad_group_id=None)
    assert _found(whole)["entity"].to_list() == ["Campaign Negative Keyword"]
    page = negative('asin="B0ABCDEFGH"', kind="product", match_type="-")
    assert _found(page, search_term="b0abcdefgh", is_asin=True)["entity"].to_list() == [
        "Negative Product Targeting"
    ]


@pytest.mark.parametrize(("clicks", "kept"), [(10, True), (400, False)])
def test_a_campaigns_negative_is_worth_what_it_blocks_in_all_ad_groups(clicks: int, kept: bool) -> None:
    whole = negative("steel pan", level="campaign", ad_group_id=None)
    second = {"campaign_id": "1", "ad_group_id": "12", "ad_group": "more pans"}
    known = download(negatives=(whole,), ad_groups=(second,), ads=({**second, "ad_id": "912", "sku": "A"},))
    loses = {**posterior(1, 200), "orders": 0, "clicks": clicks, "p_profitable": 0.0, **second}
    found = unnegations(terms(EARNS, loses), known, load_settings(), DAY)
    assert found.height == kept
    if kept:
        alone = (3 - 1) * 40 / 60 * 7
        assert found["money_per_week"].item() == pytest.approx(alone + (12 / 200 - 1) * clicks / 60 * 7)


@pytest.mark.parametrize(("sure", "kept"), [(0.89, 0), (0.90, 1), (0.91, 1)])
def test_only_surely(sure: float, kept: int) -> None:
    assert _found(STOPPED, p_profitable=sure).height == kept


@pytest.mark.parametrize(("orders", "kept"), [(1, 0), (2, 1), (3, 1)])
def test_only_with_orders(orders: int, kept: int) -> None:
    assert _found(STOPPED, orders=orders).height == kept


@pytest.mark.parametrize(
    ("name", "negatives"),
    [
        ("a phrase stops more", (negative("steel pan", match_type="negativePhrase"),)),
        (
            "another one stops it too",
            (STOPPED, negative("pan", negative_id="52", match_type="negativePhrase")),
        ),
        ("it is paused", (negative("steel pan", state="paused"),)),
        ("it is elsewhere", (negative("steel pan", campaign_id="2", ad_group_id="22"),)),
        ("it has no ID", (negative("steel pan", negative_id=None),)),
    ],
)
def test_which_negatives_stay(name: str, negatives: tuple[dict[str, Any], ...]) -> None:
    assert _found(*negatives).is_empty(), name


def test_a_term_with_a_keyword_of_its_own_was_negated_to_go_there() -> None:
    for state in ("enabled", "paused"):
        assert _found(bulk=download(keyword("steel pans", state=state), negatives=(STOPPED,))).is_empty()


def test_a_term_that_no_negative_stops_and_one_that_loses_are_none() -> None:
    assert _found().is_empty()
    assert _found(STOPPED, alpha=2.0, beta=98.0, cvr=0.02).is_empty()
    assert unnegations(terms(EARNS), None, load_settings(), DAY).is_empty()


def test_a_negative_that_stops_two_spellings_has_one_row() -> None:
    made = terms(EARNS, {**EARNS, "search_term": "steel pans", "clicks": 80})
    found = unnegations(made, download(negatives=(STOPPED,)), load_settings(), DAY)
    assert found["search_term"].to_list() == ["steel pans"]

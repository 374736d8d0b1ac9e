from __future__ import annotations

from datetime import timedelta
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from adopt.decide import negations, phrase_negations
from adopt.schema import Action, Bulk, TermEvidence
from adopt.settings import load_settings
from tests.decide.entities import AUTO, DAY, begun, download, keyword, negative
from tests.decide.evidence import posterior, terms

STRENGTH = 40.0
COLOURS = ("red", "blue", "green", "black", "white", "grey", "pink", "brown", "beige", "gold")
# Two clicks each: none can be judged alone. A click costs $1 and is worth 1 % x $12 at the prior.
GLASS: list[dict[str, Any]] = [
    {"search_term": f"{colour} glass pan", "clicks": 8, "effective_clicks": 8.0, "spend": 8.0, "prior_cvr": 0.01,
     **posterior(0.4, 39.6 + 8), "p_profitable": 0.02}
    for colour in COLOURS
]  # fmt: skip
STEEL: list[dict[str, Any]] = [
    {
        "search_term": f"{colour} steel pan",
        **posterior(8, 40),
        "orders": 6,
        "sales": 180.0,
        "p_profitable": 0.99,
    }
    for colour in COLOURS
]
OUT_OF_REACH = {"negate": {"min_clicks": 50}}


def found(
    *rows: dict[str, Any], bulk: Bulk | None = None, strength: float = STRENGTH, **changes: Any
) -> dy.DataFrame[Action]:
    settings, made = load_settings(None, **(OUT_OF_REACH | changes)), terms(*GLASS, *STEEL, *rows)
    known = download() if bulk is None else bulk
    own = Action.create_empty()
    return phrase_negations(made, negations(made, known, settings, DAY), own, known, settings, strength)


def phrases(*rows: dict[str, Any], **changes: Any) -> list[str]:
    return found(*rows, **changes)["to_text"].to_list()


def test_words_that_only_losing_terms_share_are_one_phrase() -> None:
    row = found().row(0, named=True)
    assert found().height == 1
    # "glass" and "glass pan" block the same terms: the narrower one.
    assert (row["code"], row["consent"], row["to_text"]) == ("N103", "ask", "glass pan")
    assert (row["entity"], row["campaign_id"], row["ad_group_id"]) == ("Campaign Negative Keyword", "1", None)
    assert (row["clicks"], row["orders"], row["spend"]) == (80, 0, 80.0)
    first = "beige glass pan, black glass pan, blue glass pan, brown glass pan"
    assert row["detail"] == f"{first}, gold glass pan, green glass pan, grey glass pan, pink glass pan, +2"
    assert (row["stands_for"], row["stands_for_terms"]) == (0, None)
    prior = STRENGTH * 10 * 0.01
    assert row["cvr"] == pytest.approx(prior / (STRENGTH * 10 + 80))
    lost = (1 - GLASS[0]["cvr"] * 12) * 80 / 60 * 7
    assert row["money_per_week"] == pytest.approx(0.5 * lost)
    assert row["probability"] > 0.99


def test_what_single_negations_stop_is_not_counted_twice() -> None:
    half = [{**row, "clicks": 60, "effective_clicks": 60.0} for row in GLASS[:5]]
    made = terms(*half, *GLASS[5:], *STEEL)
    settings = load_settings(None, **OUT_OF_REACH)
    negated = negations(made, download(), settings, DAY)
    assert negated.filter(consent="safe").height == 5
    row = phrase_negations(made, negated, Action.create_empty(), download(), settings, STRENGTH).row(
        0, named=True
    )
    assert row["clicks"] == 5 * 60 + 5 * 8
    assert row["money_per_week"] == pytest.approx(0.5 * (1 - GLASS[0]["cvr"] * 12) * 40 / 60 * 7)


@pytest.mark.parametrize(
    "row",
    [
        {
            "search_term": "small glass pan",
            **posterior(8, 40),
            "orders": 6,
            "sales": 180.0,
            "p_profitable": 0.99,
        },
        {"search_term": "glass pan acme"},
        {"search_term": "glass pan", "exact_target": True, "match_type": "exact"},
    ],
    ids=["earns", "protected", "exact keyword"],
)
def test_a_phrase_that_would_block_a_term_worth_keeping_is_not_proposed(row: dict[str, Any]) -> None:
    assert phrases(row, protect={"brands": ["acme"]}) == []


def test_before_the_first_sale_no_phrase_is_said_to_lose() -> None:
    unsold = [{**row, "order_value": 0.0, "break_even_cvr": 1.0, "p_profitable": 0.0} for row in GLASS]
    made, settings = terms(*unsold), load_settings(None, **OUT_OF_REACH)
    negated = negations(made, download(), settings, DAY)
    assert negated.is_empty()
    own = Action.create_empty()
    assert phrase_negations(made, negated, own, download(), settings, STRENGTH).is_empty()
    sold = terms(*GLASS)
    assert phrase_negations(sold, negated, own, download(), settings, STRENGTH).height == 1


@pytest.mark.parametrize(
    "stopped",
    [
        {"campaigns": ({"campaign_id": "1", "end_date": DAY - timedelta(days=1)},)},
        {"ad_groups": ({"ad_group_id": "11", "campaign_state": "paused"},)},
        {"ad_groups": ({"ad_group_id": "11", "state": "archived"},)},
    ],
    ids=["ended", "campaign paused", "ad group archived"],
)
def test_where_nothing_runs_there_is_no_phrase_to_negate(stopped: dict[str, Any]) -> None:
    assert phrases(bulk=download(**stopped)) == []


@pytest.mark.parametrize("isolate_clicks", [1, 3])
@pytest.mark.parametrize(
    ("place", "proposed"),
    [
        ({}, True),
        ({"ad_groups": ({"ad_group_id": "11", "campaign_state": "paused"},)}, False),
        ({"campaigns": begun(DAY - timedelta(days=3))}, False),
    ],
    ids=["runs", "paused", "first days"],
)
def test_single_clicks_are_left_where_nothing_runs_and_in_first_days(
    isolate_clicks: int, place: dict[str, Any], proposed: bool
) -> None:
    once = {"clicks": 1, "effective_clicks": 1.0, "spend": 1.0, **posterior(0.4, 40.6), "p_profitable": 0.02}
    made = terms(*({**GLASS[0], **once, "search_term": f"w{n} glass pan"} for n in range(80)))
    bulk, settings = download(**place), load_settings(None, harvest={"isolate_clicks": isolate_clicks})
    negated = negations(made, bulk, settings, DAY)
    assert phrase_negations(made, negated, Action.create_empty(), bulk, settings, STRENGTH).height == proposed


def test_where_names_are_not_joined_no_phrase_is_proposed() -> None:
    unknown = {"campaign_id": None, "ad_group_id": None, "join": "none", "join_reason": "campaign_ambiguous"}
    made, settings = terms(*({**row, **unknown} for row in GLASS)), load_settings(None, **OUT_OF_REACH)
    for bulk, count in ((download(), 0), (None, 1)):
        negated = negations(made, bulk, settings, DAY)
        found = phrase_negations(made, negated, Action.create_empty(), bulk, settings, STRENGTH)
        assert found.height == count


def test_what_earns_where_nothing_runs_stands_against_a_phrase_of_the_campaign() -> None:
    paused = {**AUTO, "ad_group_id": "12", "ad_group": "paused"}
    bulk = download(ad_groups=({**paused, "state": "paused"},))
    loses = {**GLASS[0], "search_term": "old glass pan", "ad_group_id": "12", "ad_group": "paused"}
    assert found(loses, bulk=bulk)["clicks"].to_list() == [80]
    assert found(loses, bulk=bulk)["entity"].to_list() == ["Campaign Negative Keyword"]
    earns = {**STEEL[0], "search_term": "old glass pan", "ad_group_id": "12", "ad_group": "paused"}
    assert found(earns, bulk=bulk)["entity"].to_list() == ["Negative Keyword"]


def test_a_phrase_within_a_protected_one_is_not_proposed() -> None:
    assert phrases(protect={"terms": ["big glass pan set"]}) == []
    assert phrases(protect={"brands": ["Gláss-Pan® Royal"]}) == []


def test_a_phrase_within_a_keyword_of_the_campaign_is_not_proposed() -> None:
    held = keyword("glass pans set", **AUTO, match_type="broad")
    assert phrases(bulk=download(held)) == []
    assert phrases(bulk=download({**held, "state": "paused"})) == ["glass pan"]
    assert phrases(bulk=download(keyword("glass pan set", match_type="broad"))) == ["glass pan"]


def test_terms_that_are_negated_already_don_t_count() -> None:
    old = tuple(negative(row["search_term"], negative_id=str(n)) for n, row in enumerate(GLASS[:3]))
    assert phrases(bulk=download(negatives=old)) == []


def test_too_few_terms_or_clicks_are_no_phrase() -> None:
    assert phrases(negate={**OUT_OF_REACH["negate"], "phrase_terms": 11}) == []
    assert phrases(negate={**OUT_OF_REACH["negate"], "phrase_clicks": 81}) == []


def test_orders_that_came_by_these_words_stand_against_it() -> None:
    sold = [{**row, "orders": 1, "sales": 30.0, "cpc": 9.0} for row in GLASS]
    assert phrases() == ["glass pan"]
    settings, made = load_settings(None, **OUT_OF_REACH), terms(*sold, *STEEL)
    action = phrase_negations(
        made,
        negations(made, download(), settings, DAY),
        Action.create_empty(),
        download(),
        settings,
        STRENGTH,
    )
    assert action.filter(pl.col("to_text") == "glass pan")["probability"].to_list() != [1.0]


@pytest.mark.parametrize(("age", "proposed"), [(13, False), (14, True), (15, True)])
def test_a_product_s_first_days_are_left_alone(age: int, proposed: bool) -> None:
    assert bool(phrases(bulk=download(campaigns=begun(DAY - timedelta(days=age))))) == proposed


def test_in_first_days_terms_that_are_proved_to_lose_prove_nothing_of_others() -> None:
    proved = {"clicks": 120, "effective_clicks": 120.0, "spend": 120.0, **posterior(0.4, 160)}
    made, settings = terms(*({**row, **proved} for row in GLASS)), load_settings(None, **OUT_OF_REACH)
    for age, proposed in ((13, 0), (14, 1)):
        bulk = download(campaigns=begun(DAY - timedelta(days=age)))
        negated = negations(made, bulk, settings, DAY)
        assert set(negated["reason"]) == ({"proved_to_lose"} if age < 14 else {"loses_money"})
        phrases_of = phrase_negations(made, negated, Action.create_empty(), bulk, settings, STRENGTH)
        assert phrases_of.height == proposed


def test_a_new_campaign_of_a_known_product_isn_t() -> None:
    assert phrases(bulk=download(campaigns=({"campaign_id": "1", "start_date": DAY},))) == ["glass pan"]


def test_other_campaigns_are_another_matter() -> None:
    spread = [
        {**row, "campaign": "other", "campaign_id": "9"} if n % 2 else row for n, row in enumerate(GLASS)
    ]
    settings, made = load_settings(None, **OUT_OF_REACH), terms(*spread, *STEEL)
    negated = negations(made, download(), settings, DAY)
    assert phrase_negations(made, negated, Action.create_empty(), download(), settings, STRENGTH).is_empty()


def test_the_order_of_terms_changes_nothing() -> None:
    settings = load_settings(None, **OUT_OF_REACH)
    made = terms(*GLASS, *STEEL)
    negated = negations(made, download(), settings, DAY)
    other = TermEvidence.validate(made.reverse())
    turned = phrase_negations(other, negated, Action.create_empty(), download(), settings, STRENGTH)
    assert turned.equals(
        phrase_negations(made, negated, Action.create_empty(), download(), settings, STRENGTH)
    )


def test_without_terms_there_is_nothing() -> None:
    none = TermEvidence.validate(terms(STEEL[0]).filter(search_term="none"))
    settings = load_settings()
    assert phrase_negations(
        none, negations(none, None, settings, DAY), Action.create_empty(), None, settings, STRENGTH
    ).is_empty()

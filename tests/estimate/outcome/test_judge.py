"""Changes of every kind in an account so even that what came can be told by heart."""

from __future__ import annotations

import polars as pl
import pytest

from adopt.estimate.outcome.judge import judged
from adopt.schema import Came
from tests.estimate.outcome.frames import BEFORE, change, changes, day, day_rows

_Row = tuple[int, str, str, str, float, float, float]


def even(*gone: str, later: float = 1.0, last: int = 20) -> list[_Row]:
    """Forty terms of a click a day at .5, each with a target of its own; those ``gone`` stop on the plan's day."""
    return [
        (
            at,
            f"g{term % 4}",
            f"t{term}",
            f"w{term}",
            1.0 if at < 0 else later,
            0.0,
            0.5 if at < 0 else 0.5 * later,
        )
        for term in range(40)
        for at in range(-BEFORE, last + 1)
        if at < 1 or f"w{term}" not in gone
    ]


def negation(**more: object) -> dict[str, object]:
    said = {"key": "N101|g0|w0", "code": "N101", "entity": "Negative Keyword", "search_term": "w0"}
    return change(**said, alpha=1e-6, beta=1e6, needed=0.1, **more)


def test_a_negated_term_saves_what_its_likes_spent() -> None:
    found = judged(changes(negation(promised=3.5)), day_rows(even("w0", later=0.5)))
    (one,) = found.outcomes.to_dicts()
    assert (one["days"], one["method"], one["verdict"]) == (20, "likes", Came.SHORT.value)
    assert one["promised"] == pytest.approx(10.0)
    assert one["clicks_expected"] == pytest.approx(10.0)
    assert one["came"] == pytest.approx(5.0, rel=0.01)
    assert one["last_seen"] is None


def test_a_negative_that_does_not_work_saves_nothing_and_says_when_it_was_seen_last() -> None:
    (one,) = judged(changes(negation()), day_rows(even())).outcomes.to_dicts()
    assert one["came"] == pytest.approx(0.0, abs=0.01)
    assert one["last_seen"] == day(20)
    assert one["verdict"] == Came.SHORT.value


def test_clicks_that_move_to_another_ad_group_are_counted_against_it() -> None:
    moved = [(at, "g3", "t9", "w0", 1.0, 0.0, 0.4) for at in range(1, 21)]
    (one,) = judged(changes(negation()), day_rows([*even("w0"), *moved])).outcomes.to_dicts()
    assert one["elsewhere_spend"] == pytest.approx(8.0)
    assert one["came"] == pytest.approx(10.0 - 8.0, rel=0.02)


def test_a_phrase_is_about_every_term_of_its_campaign_that_has_it() -> None:
    rows = [
        (at, group, target, f"{term} pans" if term in {"w0", "w1"} else term, clicks, orders, spend)
        for at, group, target, term, clicks, orders, spend in even("w0", "w1")
    ]
    phrase = change(
        key="N103|p", code="N103", entity="Campaign Negative Keyword", ad_group="*", to_text="pan"
    )
    (one,) = judged(changes(phrase | {"alpha": 1e-6, "beta": 1e6}), day_rows(rows)).outcomes.to_dicts()
    assert one["spend_expected"] == pytest.approx(20.0)
    assert one["promised"] == pytest.approx(20.0)


def test_a_term_let_in_again_brings_what_it_sells() -> None:
    known = [row for row in even() if row[3] != "w0" or row[0] > 0]
    rows = [(*row[:5], 0.2, row[6]) if row[3] == "w0" else row for row in known]
    taken_back = negation() | {"key": "U101|g0|w0", "code": "U101", "alpha": 2e5, "beta": 8e5}
    (one,) = judged(changes(taken_back), day_rows(rows)).outcomes.to_dicts()
    assert one["spend_expected"] == 0.0
    assert one["came"] == pytest.approx(20 * 0.2 * 8 - 10, rel=0.1)


def test_a_raised_bid_brings_clicks_at_what_they_are_worth() -> None:
    rows = [
        (at, g, t, w, 2.0 * c, 0.2 * 2 * c, 2 * s) if t == "t0" and at > 0 else (at, g, t, w, c, o, s)
        for at, g, t, w, c, o, s in even()
    ]
    raised = change(alpha=2e5, beta=8e5)
    (one,) = judged(changes(raised), day_rows(rows)).outcomes.to_dicts()
    assert one["clicks_expected"] == pytest.approx(20.0)
    assert one["came"] == pytest.approx(20 * 0.2 * 8 - 10, rel=0.2)


def test_a_target_whose_only_term_counts_for_another_change_cannot_be_told() -> None:
    own = change(search_term=None)
    found = judged(changes(own, negation(ad_group="g1")), day_rows(even()))
    (bid,) = found.outcomes.filter(code="B301").to_dicts()
    assert (bid["method"], bid["came"], bid["verdict"]) == ("none", None, Came.UNKNOWN.value)
    (untouched,) = judged(changes(own), day_rows(even())).outcomes.to_dicts()
    assert untouched["method"] == "likes"


def test_a_target_that_nobody_clicked_came_to_nothing() -> None:
    found = judged(changes(change(targeting="unseen")), day_rows(even()))
    (one,) = found.outcomes.to_dicts()
    assert (one["method"], one["came"]) == ("likes", 0.0)


def test_a_campaign_change_is_told_by_the_targets_that_have_terms_left() -> None:
    budget = change(
        key="T402|c0", code="T402", entity="Campaign", ad_group="*", targeting="c0", match_type="-"
    )
    others = [(*row[:2], f"u{row[2]}", f"v{row[3]}", *row[4:]) for row in even()]
    alone = pl.concat([day_rows(even()), day_rows(others).with_columns(campaign=pl.lit("c1"))])
    found = judged(changes(budget, negation(ad_group="g1")), alone)
    (one,) = found.outcomes.filter(code="T402").to_dicts()
    assert one["method"] == "likes"
    units = found.units.filter(pl.col("kind") == 3)
    assert units.height == 39
    assert "t0" not in units["targeting"].to_list()


def test_a_campaign_change_is_about_its_targets_that_have_no_change_of_their_own() -> None:
    budget = change(
        key="T402|c0", code="T402", entity="Campaign", ad_group="*", targeting="c0", match_type="-"
    )
    found = judged(changes(budget, change()), day_rows(even()))
    units = found.units.filter(pl.col("kind") == 3)
    assert units.group_by("number").agg(pl.len()).sort("number")["len"].to_list() == [1, 39]
    assert not units.select("ad_group", "targeting", "match_type").is_duplicated().any()


def test_what_changed_everywhere_at_once_cannot_be_told() -> None:
    budget = change(
        key="T402|c0", code="T402", entity="Campaign", ad_group="*", targeting="c0", match_type="-"
    )
    (one,) = judged(changes(budget), day_rows(even())).outcomes.to_dicts()
    assert (one["method"], one["came"], one["verdict"]) == ("none", None, Came.UNKNOWN.value)


def test_a_launch_has_all_that_its_campaign_brings() -> None:
    new = pl.DataFrame(day_rows([(at, "n", "x", "y", 2.0, 0.0, 1.0) for at in range(2, 21)])).with_columns(
        campaign=pl.lit("new")
    )
    launch = change(
        key="L501|s",
        code="L501",
        entity="Campaign",
        campaign="new",
        ad_group="*",
        targeting="s",
        match_type="-",
        alpha=1e-6,
        beta=1e6,
    )
    (one,) = judged(
        changes(launch), pl.concat([day_rows(even()), new]).sort("day", "campaign", "ad_group", "targeting")
    ).outcomes.to_dicts()
    assert one["spend"] == pytest.approx(19.0)
    assert one["came"] == pytest.approx(-19.0, rel=0.05)


def test_nothing_done_and_nothing_known_is_no_error() -> None:
    assert judged(changes(), day_rows(even())).outcomes.is_empty()
    (one,) = judged(changes(change()), day_rows(even()).head(0)).outcomes.to_dicts()
    assert (one["days"], one["verdict"]) == (0, Came.EARLY.value)

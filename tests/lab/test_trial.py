from __future__ import annotations

import polars as pl
import pytest
from click.testing import CliRunner

from adopt.lab.account import simulate
from adopt.lab.baselines import KEY
from adopt.lab.policies import POLICIES, adopt_negations, seen, seller_settings
from adopt.lab.score import Score, score, stakes
from adopt.lab.trial import main, mean_interval, run_trial, table


@pytest.fixture(scope="module")
def truth() -> pl.DataFrame:
    return stakes(simulate(1))


def test_the_oracle_loses_nothing_and_is_beaten_by_none(truth: pl.DataFrame) -> None:
    losing = truth.filter(pl.col("future_profit") < 0)
    best = score(truth, losing)
    assert (best.wrong, best.lost) == (0, 0)
    assert best.share == pytest.approx(1)
    assert best.profit == pytest.approx(best.oracle)
    for other in (truth, truth.clear(), truth.head(100)):
        assert score(truth, other).profit < best.profit


def test_negating_everything_or_nothing(truth: pl.DataFrame) -> None:
    nothing, everything = score(truth, truth.clear()), score(truth, truth)
    assert (nothing.negated, nothing.saved, nothing.false_share) == (0, 0, 0)
    assert everything.profit == pytest.approx(0)
    assert everything.lost == pytest.approx(everything.oracle)


def test_terms_bought_as_such_are_no_matter_for_negatives(truth: pl.DataFrame) -> None:
    rows = simulate(1).rows
    exact = rows.filter(pl.col("match_type") == "exact")
    assert truth.join(exact, on=KEY, how="semi").is_empty()
    assert score(truth, exact).negated == 0


def test_a_profit_by_hand() -> None:
    terms = {"good": 30.0, "bad": -10.0, "worse": -20.0}
    truth = pl.DataFrame({"search_term": list(terms), "future_profit": list(terms.values())}).with_columns(
        campaign=pl.lit("c"), ad_group=pl.lit("g")
    )
    found = score(truth, truth.filter(pl.col("search_term") != "bad"))
    assert found == Score(negated=2, wrong=1, profit=-10.0, saved=-10.0, lost=30.0, oracle=30.0)
    assert found.false_share == 0.5
    assert found.share == pytest.approx(-1 / 3)


def test_adopt_sees_no_truth_and_beats_no_negation_in_a_badly_tuned_account() -> None:
    account = simulate(2)
    view, settings = seen(account), seller_settings(account)
    negated = adopt_negations(view, settings)
    assert not set(view.rows.columns) & {"cvr", "order_value", "margin", "profit_per_click"}
    assert not negated["search_term"].str.contains("brindlewick").any()
    assert score(stakes(account), negated).saved > 0


def test_all_policies_meet_the_same_accounts_and_fill_a_table() -> None:
    cheap = {name: policy for name, policy in POLICIES.items() if not name.startswith("adopt")}
    scores = run_trial("sparse", range(2), cheap)
    assert len({tuple(one.oracle for one in own) for own in scores.values()}) == 1
    lines = table(scores).splitlines()
    assert len(lines) == len(cheap) + 2
    assert len({line.count("|") for line in lines}) == 1


def test_an_interval_is_student_s() -> None:
    # Three values, two degrees of freedom: t = 4.3027, standard error 1 / sqrt(3).
    found = mean_interval([1.0, 2.0, 3.0])
    assert found.mean == pytest.approx(2)
    assert found.low == pytest.approx(2 - 2.4841, abs=1e-3)
    assert found.high == pytest.approx(2 + 2.4841, abs=1e-3)


def test_the_command_refuses_one_seed() -> None:
    # One account has no interval.
    assert CliRunner().invoke(main, ["--seeds", "1"]).exit_code == 2

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from adopt.cli import main
from adopt.lab.bidding import policies, steering, tacos_trial
from adopt.lab.bidding.paper import bid_losses, bid_sections, tacos_losses, tacos_sections
from adopt.lab.bidding.steering import GOAL
from adopt.lab.bidding.tacos_trial import ORACLE, TacosOutcome
from adopt.lab.bidding.trial import KNOWING, OWN, QUICK, BidOutcome, Task, pace_of, run_bids
from adopt.lab.bidding.verdict import best_of_today, bid_verdicts, gain, tacos_verdicts
from adopt.lab.bidding.weeks import Week
from adopt.lab.interval import mean_interval
from adopt.lab.paper import Played, paper
from adopt.lab.section import markdown
from adopt.lab.seeds import TUNING

RIVAL = "B13"


def _bids(seed: int, ours: float, theirs: float, world: str = "base") -> BidOutcome:
    profits: dict[str, tuple[float, ...]] = {
        policies.OURS: (ours,) * 3,
        policies.NOBODY: (2.0,) * 3,
        RIVAL: (theirs,) * 3,
        "B1": (1.0,) * 3,
    }
    return BidOutcome(world, seed, profits, (10.0,) * 3)


def _weeks(tacos: float, ad_sales: float = 100.0) -> tuple[Week, ...]:
    # Four weeks that don't count, then five that do.
    spend = tacos * (ad_sales + 50)
    return (*(Week(99.0, 1.0, 1.0) for _ in range(4)), *(Week(spend, ad_sales, 50.0) for _ in range(5)))


def _tacos(seed: int, tacos: float, ad_sales: float) -> TacosOutcome:
    own = {steering.OURS: _weeks(tacos, ad_sales), "stepped budgets": _weeks(GOAL), ORACLE: _weeks(GOAL)}
    return TacosOutcome("base", seed, own)


def test_shares_are_of_the_oracles_profit_over_the_horizon() -> None:
    outcome = BidOutcome("base", 0, {policies.OURS: (4.0, 8.0)}, (10.0, 10.0))
    assert outcome.share(policies.OURS) == pytest.approx(0.6)
    assert outcome.settled(policies.OURS) == pytest.approx(0.8)


def test_the_bar_of_bids_asks_for_a_share_and_for_a_lead_over_the_best_of_today() -> None:
    outcomes = [_bids(0, 8.0, 6.0), _bids(1, 8.0, 6.0)]
    assert best_of_today(outcomes) == RIVAL
    assert gain(outcomes, RIVAL) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    share, lead = bid_verdicts({"base": outcomes})
    assert (share.must, share.moonshot, share.reached) == (0.74, 0.85, "must")
    assert (lead.must, lead.reached) == (0.30, "must")
    assert [one.reached for one in bid_verdicts({"base": [_bids(0, 7.3, 6.0), _bids(1, 7.3, 6.0)]})] == [
        "no",
        "no",
    ]
    assert bid_verdicts({"regime": outcomes}) == []


def test_tacos_counts_from_day_29_on() -> None:
    outcome = _tacos(0, 0.165, 90.0)
    assert outcome.error(steering.OURS) == pytest.approx(0.10)
    assert outcome.share(steering.OURS) == pytest.approx(0.9)
    assert outcome.tacos(steering.OURS) == pytest.approx(0.165)
    sales, error = tacos_verdicts({"base": [outcome, outcome]})
    assert (sales.reached, error.reached) == ("must", "no")
    near = _tacos(0, 0.153, 95.0)
    assert [one.reached for one in tacos_verdicts({"base": [near, near]})] == ["moonshot", "moonshot"]


def test_what_is_lost_is_named() -> None:
    outcomes = {"base": [_bids(0, 5.0, 6.0), _bids(1, 5.0, 6.5)]}
    steered = {"base": [_tacos(0, 0.18, 90.0), _tacos(1, 0.18, 90.0)]}
    assert list(bid_losses(outcomes)) == [
        f"- bids, base: {RIVAL} earns more than adopt, bids, by 0.125 [-0.193, 0.443]."
    ]
    assert list(tacos_losses(steered)) == ["- TACoS, base: stepped budgets is nearer to the goal, by 0.200."]
    text = markdown(paper(Played({}, outcomes, steered), range(1000, 1002), "adopt lab run"))
    assert "acceptance seeds 1000 to 1001" in text
    assert (
        text.index("nearer to the goal")
        < text.index("## The bar")
        < text.index("## Bids")
        < text.index("## TACoS")
    )
    assert "World:" not in text


def test_nothing_is_told_of_what_was_not_played() -> None:
    assert bid_sections({}) == tacos_sections({}) == []


def test_as_many_weeks_whatever_the_days_between_decisions() -> None:
    assert pace_of(Task("base", 0)).decisions == 9
    assert pace_of(Task("base", 0, every=1)).decisions == 63


def test_rules_and_tools_are_all_there() -> None:
    assert set(policies.TODAY) | set(policies.TOOLS) | set(policies.TUNED) < set(policies.POLICIES)
    assert set(QUICK) <= set(policies.POLICIES)
    assert set(tacos_trial.QUICK) <= set(steering.POLICIES)
    assert next(iter(steering.POLICIES)) == steering.OURS


@pytest.mark.slow
def test_nobody_earns_more_than_the_oracle() -> None:
    outcome = run_bids(Task("sparse", 7, quick=True))
    assert set(outcome.profits) == {*QUICK, KNOWING, OWN}
    for name, profits in outcome.profits.items():
        if name != OWN:
            assert all(one <= best for one, best in zip(profits, outcome.oracle, strict=True)), name
    assert sum(outcome.profits[OWN]) >= sum(outcome.oracle)
    assert outcome.share(policies.OURS) > outcome.share(policies.NOBODY)


@pytest.mark.slow
def test_the_quick_form_of_bids_and_tacos(tmp_path: Path) -> None:
    options = ["lab", "run", "--quick", "--tuning", "--part", "bids", "--part", "tacos", "--jobs", "2"]
    done = CliRunner().invoke(main, [*options, "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "Made by `adopt lab run --part bids --part tacos --seeds 2 --tuning --quick`" in text
    for name in (*QUICK, KNOWING, OWN, *tacos_trial.QUICK, ORACLE):
        assert f"| {name} |" in text or f"| **{name}** |" in text


def test_accounts_for_judging_are_not_those_for_choosing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("adopt.toml").write_text("target_acos = 0.25\n", encoding="utf-8")
    refused = CliRunner().invoke(main, ["lab", "run", "--part", "bids", "--settings", "adopt.toml"])
    assert refused.exit_code == 2
    assert "--tuning" in refused.output
    assert 7 in TUNING


@pytest.mark.parametrize(
    ("options", "said"),
    [(["--part", "bids", "--worlds", "placebo"], "placebo"), (["--part", "everything"], "everything")],
)
def test_a_world_must_be_of_a_part_that_is_played(options: list[str], said: str) -> None:
    done = CliRunner().invoke(main, ["lab", "run", *options])
    assert done.exit_code == 2
    assert said in done.output


def test_intervals_are_paired() -> None:
    outcomes = [_bids(0, 8.0, 6.0), _bids(1, 6.0, 4.0)]
    assert mean_interval([one.share(policies.OURS) for one in outcomes]).low < 0
    assert gain(outcomes, RIVAL).low == pytest.approx(0.4)

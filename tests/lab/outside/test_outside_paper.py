"""The report says what was played, against which bar, and what isn't installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from adopt.cli import main
from adopt.lab.outside import worlds
from adopt.lab.outside.paper import best_rule, lead_over, outside_paper
from adopt.lab.outside.play import Played
from adopt.lab.outside.policies import OURS, POLICIES, TODAY
from adopt.lab.outside.study import BEST, OutsideOutcome
from adopt.lab.outside.worlds import missing, outside_names, outside_world
from adopt.lab.section import markdown

DENSE = "adcraft_dense"


def outcome(seed: int, ours: float, best: float) -> OutsideOutcome:
    days = int(outside_world(DENSE)["days"])
    names = {**dict.fromkeys(POLICIES, 0.2), OURS: ours, "RPC x T at once": best, BEST: 1.0}
    played = {name: Played((share * 10,) * days, (10.0,) * days) for name, share in names.items()}
    return OutsideOutcome(DENSE, seed, played)


def lines(ours: float, best: float) -> list[str]:
    outcomes = {DENSE: [outcome(seed, ours + seed / 1e4, best) for seed in range(3)]}
    return markdown(outside_paper(outcomes, {}, range(1000, 1003), "adopt lab outside")).splitlines()


@pytest.mark.parametrize(
    ("ours", "best", "share", "lead"),
    [
        (0.98, 0.8, "yes", "yes"),
        (0.9695, 0.8, "no", "yes"),
        (0.98, 0.829, "yes", "yes"),
        (0.98, 0.8311, "yes", "no"),
        (0.9905, 0.8, "moonshot", "yes"),
        (0.9895, 0.8, "yes", "yes"),
    ],
)
def test_the_bar_is_reached_by_share_and_by_lead(ours: float, best: float, share: str, lead: str) -> None:
    line = next(line for line in lines(ours, best) if line.startswith(f"| {DENSE} |"))
    assert line.endswith(f"| 0.97, 0.99 | {share} | +0.15 | {lead} |")


@pytest.mark.parametrize(
    ("ours", "best", "share", "lead"),
    [
        (0.96, 0.7, "yes", "yes"),
        (0.96, 0.9, "yes", "no"),
        (0.9, 0.7, "no", "no"),
        (0.9, 0.6, "no", "yes"),
    ],
)
def test_where_profit_is_asked_for_it_counts_after_the_days_of_learning(
    ours: float, best: float, share: str, lead: str
) -> None:
    world = outside_world("price_curves")
    learning, days = int(world["learning"]), int(world["days"])
    names = {**dict.fromkeys(POLICIES, 0.2), OURS: ours, "RPC x T at once": best, BEST: 1.0}
    played = {
        name: Played((-5.0,) * learning + (share * 10,) * (days - learning), (10.0,) * days)
        for name, share in names.items()
    }
    outcomes = {"price_curves": [OutsideOutcome("price_curves", seed, played) for seed in range(3)]}
    text = markdown(outside_paper(outcomes, {}, range(3), "adopt lab outside"))
    line = next(line for line in text.splitlines() if line.startswith("| price_curves |"))
    assert f"| {ours:.3f} [{ours:.3f}, {ours:.3f}] |" in line
    more = ours / best - 1
    assert f"| {more:+.3f} [{more:+.3f}, {more:+.3f}] |" in line
    assert line.endswith(f"| 0.95, 0.98 | {share} | +30% of profit | {lead} |")


def test_the_best_rule_is_named_and_the_lead_is_paired() -> None:
    outcomes = [outcome(seed, 0.9 + seed / 10, 0.5 + seed / 10) for seed in range(3)]
    assert best_rule(outcomes) == "RPC x T at once"
    assert tuple(lead_over(outcomes, "RPC x T at once")) == pytest.approx((0.4, 0.4, 0.4))


def test_every_policy_has_its_line() -> None:
    text = "\n".join(lines(0.9, 0.8))
    assert all(f"| {name} |" in text for name in TODAY)
    assert f"| **{OURS}** |" in text
    assert f"| **{BEST}** | 1.000 [1.000, 1.000] | 10.00 | 1.000 | 1.000 |" in text


def test_what_is_not_installed_is_said_and_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(worlds, "find_spec", lambda _: None)
    done = CliRunner().invoke(
        main, ["lab", "outside", "--out", str(tmp_path), "--worlds", "rtbgym,auction_gym"]
    )
    assert done.exit_code == 0, done.output
    text = (tmp_path / "outside.md").read_text(encoding="utf-8")
    assert "## Not here" in text
    assert "| rtbgym | scope-rl: " in text
    assert "| auction_gym | auction-gym: " in text


def test_a_world_that_is_named_twice_is_played_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(worlds, "find_spec", lambda _: None)
    done = CliRunner().invoke(main, ["lab", "outside", "--out", str(tmp_path), "--worlds", "rtbgym,rtbgym"])
    assert done.exit_code == 0, done.output
    assert "`adopt lab outside --worlds rtbgym " in (tmp_path / "outside.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [["--seeds", "1"], ["--worlds", "elsewhere"]])
def test_wrong_usage_is_refused(options: list[str], tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["lab", "outside", "--out", str(tmp_path), *options])
    assert done.exit_code == 2


def test_each_world_knows_its_environment() -> None:
    for name in outside_names():
        world = outside_world(name)
        assert missing(name) is None or ":" in str(missing(name))
        assert {"days", "start"} <= set(world)


def test_the_documentation_names_every_world() -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "laboratory.md").read_text(encoding="utf-8")
    section = text.split("\n## Worlds that others made\n")[1].split("\n## ")[0]
    assert [name for name in outside_names() if f"`{name}`" not in section] == []

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
    return markdown(outside_paper(outcomes, [DENSE], range(1000, 1003), "adopt lab outside")).splitlines()


@pytest.mark.parametrize(
    ("ours", "best", "reached"),
    [(0.98, 0.8, "yes"), (0.9695, 0.8, "no"), (0.98, 0.829, "yes"), (0.98, 0.8311, "no")],
)
def test_the_bar_is_reached_by_share_and_by_lead(ours: float, best: float, reached: str) -> None:
    line = next(line for line in lines(ours, best) if line.startswith(f"| {DENSE} |"))
    assert line.endswith(f"| 0.97, 0.99 | +0.15 | {reached} |")


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
    assert "## Not installed here" in text
    assert "| rtbgym | scope-rl: " in text
    assert "| auction_gym | auction-gym: " in text


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

"""docs/laboratory.md names every world and every policy that is played, and none that isn't."""

from __future__ import annotations

import re
from pathlib import Path

from adopt.lab.account import simulate
from adopt.lab.bidding.rules import RULES
from adopt.lab.policies import TODAY
from adopt.lab.references import references
from adopt.lab.world import load_world, world_names

_TEXT = (Path(__file__).resolve().parents[2] / "docs" / "laboratory.md").read_text(encoding="utf-8")


def _section(title: str) -> str:
    return _TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_every_world_is_described() -> None:
    table = _section("Worlds").split("**How")[0]
    named = [
        name
        for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    ]
    assert sorted(named) == sorted(world_names())


def test_every_opponent_is_described() -> None:
    assert re.findall(r"^\| `(.+?)`", _section("Policies"), re.MULTILINE) == list(TODAY)
    small = simulate(0, load_world("dense_sparse"), days=60)
    assert [name for name in references(small) if f"`{name}`" not in _section("Policies")] == []


def test_every_rule_for_bids_is_described() -> None:
    assert re.findall(r"^\| `(.+?)`", _section("Bids and TACoS"), re.MULTILINE) == list(RULES)

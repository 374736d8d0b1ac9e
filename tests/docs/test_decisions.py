"""docs/decisions.md gives the figures and the order of rules that the code has."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from adopt.decide.negate import _rules
from adopt.decide.waiting import LOOKS
from adopt.settings import load_settings
from adopt.words import maturity_curve
from adopt.words.checking import thresholds

_ROOT = Path(__file__).resolve().parents[2]
_TEXT = (_ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")


def figures() -> list[tuple[str, float]]:
    """Settings with the figure in brackets behind them, and ``in brackets`` behind theirs."""
    found = re.findall(r"`((?:\w+\.)?\w+)` \(([\d.]+)( %)?\)", _TEXT)
    return [(name, float(value) / (100 if percent else 1)) for name, value, percent in found]


def test_the_protections_stand_in_their_order() -> None:
    rules = [rule.reason for rule in _rules(load_settings(), None)]
    assert re.findall(r"^\| \d+ \| `(\w+)` \|", _TEXT, re.MULTILINE) == [*rules, "promise_spent"]


def test_the_figures_are_the_defaults() -> None:
    settings = load_settings().model_dump()
    parts: list[dict[str, Any]] = [
        settings,
        {key: entries[-1].value for key, entries in thresholds().items()},
        *(
            settings[part]
            for part in (
                "negate",
                "bid",
                "harvest",
                "tacos",
                "budget",
                "placement",
                "hours",
                "launch",
                "estimate",
                "limits",
            )
        ),
    ]
    said = figures()
    wrong = [
        (name, value)
        for name, value in said
        if value not in [part[name.split(".")[-1]] for part in parts if name.split(".")[-1] in part]
    ]
    assert len(said) > 15
    assert not wrong


def test_the_maturity_curve_and_the_looks_are_the_codes() -> None:
    curve = ", ".join(re.findall(r"^\| \*F\* \| (.*) \|$", _TEXT, re.MULTILINE)).split(" | ")
    assert [float(share) for share in curve] == list(maturity_curve())
    looks = re.search(r"M ∈ \{([\d, ]+)\}", _TEXT)
    assert looks
    assert tuple(int(look) for look in looks[1].split(", ")) == LOOKS


def test_every_file_it_names_is_there() -> None:
    assert not [
        name
        for name in re.findall(r"`((?:estimate|decide)/\w+\.py)`", _TEXT)
        if not (_ROOT / "adopt" / name).exists()
    ]

"""``adopt explain --action``: one action of a plan, in numbers and drawn."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.command_line.run import DAY, SAMPLE, adopt


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("explained")
    assert adopt("daily", SAMPLE, "--as-of", DAY, "--out", out, "--home", out / "home").returncode == 0
    return out / "plan.json"


def actions(plan: Path, fits: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    return [one for one in json.loads(plan.read_text(encoding="utf-8"))["actions"] if fits(one)]


@pytest.mark.parametrize("code", ["N101", "N102", "N103", "H201", "H202", "U101", "B301"])
def test_an_action_of_every_kind_is_explained_and_drawn(code: str, plan: Path, tmp_path: Path) -> None:
    found = actions(
        plan,
        lambda one: (
            one["code"] == code and one["consent"] != "watch" and one["reason"]["code"] != "hand_over"
        ),
    )
    if not found:
        pytest.skip(f"the sample has no {code} today")
    svg = tmp_path / "action.svg"
    done = adopt("explain", "--action", found[0]["key"], "--plan", plan, "--svg", svg, "--lang", "both")
    assert done.returncode == 0, done.stderr
    assert f"({code}, " in done.stdout
    assert f"（{code}，" in done.stdout
    assert "What would change it" in done.stdout
    assert "什么会改变这个判断" in done.stdout
    assert ET.parse(svg).getroot().tag.endswith("svg")  # noqa: S314 (our own file)


def test_a_search_term_names_its_action_and_a_common_word_lists_keys(plan: Path) -> None:
    terms = [one["search_term"] for one in actions(plan, lambda one: one["code"] == "N101")]
    once = next(term for term in terms if sum(other == term for other in terms) == 1)
    assert adopt("explain", "--action", once.upper(), "--plan", plan.parent).returncode == 0
    many = adopt("explain", "--action", "N101|", "--plan", plan)
    assert many.returncode == 3
    assert many.stderr.count('\n  "N101|') == 10
    first = actions(plan, lambda one: one["code"] == "N101")[0]
    assert f'"{first["key"]}"  {first["campaign"]} > {first["ad_group"]}' in many.stderr
    assert "no action of the plan" in adopt("explain", "--action", "no such term", "--plan", plan).stderr


def test_what_is_missing_is_told(plan: Path, tmp_path: Path) -> None:
    assert "--plan" in adopt("explain", "--action", "x", cwd=tmp_path).stderr
    assert adopt("explain", cwd=tmp_path).returncode == 2
    key = actions(plan, lambda one: one["code"] == "N101")[0]["key"]
    nowhere = adopt("explain", "--action", key, "--plan", plan, "--svg", tmp_path / "no" / "folder.svg")
    assert nowhere.returncode == 2
    assert "can't be written" in nowhere.stderr


def test_a_negative_that_hands_a_term_over_names_where_it_goes(plan: Path) -> None:
    found = actions(plan, lambda one: one["reason"]["code"] == "hand_over")[0]
    done = adopt("explain", "--action", found["key"], "--plan", plan)
    place = found["reason"]["params"]
    assert f'in "{place["to_campaign"]} > {place["to_ad_group"]}"' in done.stdout
    assert "What would change it" not in done.stdout

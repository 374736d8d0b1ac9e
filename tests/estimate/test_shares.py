"""What an ad group may spend of an order: margin or target, by the account or by an aim."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from adopt.estimate.shares import ad_group_shares, tolerated
from adopt.estimate.value import ad_group_margins
from adopt.settings import load_settings
from tests.decide.entities import download

PLACES = pl.DataFrame(
    {
        "campaign": ["pans auto", "pans exact", "other"],
        "ad_group": ["pans", "exact", "other"],
        "aim": ["x", None, "x"],
    }
)
KNOWN = ad_group_margins(download(), {"A": 0.4})


def shares(aim: dict[str, Any] | None, **settings: Any) -> dict[str, tuple[Any, ...]]:
    """Share, source, aim and level by ad group."""
    aims = [] if aim is None else [{"name": "x", "campaign": "*", **aim}]
    chosen = load_settings(aims=aims, margins={"A": 0.4}, target_acos=0.25, **settings)
    found = ad_group_shares(KNOWN, None if aim is None else PLACES, chosen)
    return {row[1]: row[2:] for row in found.iter_rows()}


def test_without_aims_margins_count_unless_acos_is_the_objective() -> None:
    assert shares(None) == dict.fromkeys(("pans", "exact", "product"), (0.4, "sku", None, None))
    assert shares(None, objective="acos") == {}


@pytest.mark.parametrize(
    ("aim", "objective", "known", "unknown"),
    [
        ({}, "profit", (0.4, "sku"), (0.25, "target_acos")),
        ({}, "acos", (0.25, "target_acos"), (0.25, "target_acos")),
        ({"objective": "profit"}, "acos", (0.4, "sku"), (0.25, "target_acos")),
        ({"objective": "acos"}, "profit", (0.25, "target_acos"), (0.25, "target_acos")),
        ({"target_acos": 0.1}, "profit", (0.1, "aim"), (0.1, "aim")),
        ({"target_acos": 0.1}, "tacos", (0.1, "aim"), (0.1, "aim")),
        ({"target_acos": 0.1, "objective": "profit"}, "profit", (0.4, "sku"), (0.1, "aim")),
        ({"level": 1.5}, "tacos", (0.4, "sku"), (0.25, "target_acos")),
    ],
)
def test_an_aim_replaces_the_share_of_what_it_covers_and_nothing_else(
    aim: dict[str, Any], objective: str, known: tuple[float, str], unknown: tuple[float, str]
) -> None:
    found, level = shares(aim, objective=objective), aim.get("level", 1.0)
    assert found["pans"] == (*known, "x", level)
    assert found["other"] == (*unknown, "x", level)
    assert found.get("exact") == (None if objective == "acos" else (0.4, "sku", None, None))


@pytest.mark.parametrize(
    ("level", "share", "source"),
    [(0.5, 0.4, "sku"), (1.0, 0.4, "sku"), (1.01, 0.404, "aim"), (2.0, 0.8, "aim")],
)
def test_terms_are_held_against_a_level_over_one_and_never_against_less_than_break_even(
    level: float, share: float, source: str
) -> None:
    chosen = load_settings(aims=[{"name": "x", "campaign": "*", "level": level}], margins={"A": 0.4})
    found = tolerated(ad_group_shares(KNOWN, PLACES, chosen)).filter(pl.col("ad_group") == "pans")
    assert found["margin"].item() == pytest.approx(share)
    assert found["margin_source"].item() == source
    assert found["aim_level"].item() == level


def test_what_no_aim_covers_is_held_against_its_own_share() -> None:
    assert tolerated(KNOWN).equals(KNOWN)

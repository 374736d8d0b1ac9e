from __future__ import annotations

import polars as pl

from adopt.plan import of_aims
from adopt.settings import load_settings
from tests.decide.entities import download

TERMS = pl.DataFrame({"aim": ["first", None, "first"]}, schema={"aim": pl.String})


def test_an_aim_without_an_ad_group_and_a_stage_without_an_ad_are_named() -> None:
    aims = [{"name": "first", "campaign": "*"}, {"stage": "launch"}]
    chosen = load_settings(aims=aims, stages={"A": "launch", "GONE": "mature", "ALSO": "growth"})
    idle = ("aim_covers_nothing", "stage launch")
    assert list(of_aims(chosen, TERMS, None)) == [idle]
    assert list(of_aims(chosen, TERMS, download())) == [idle, ("stages_unused", "ALSO, GONE")]


def test_without_aims_there_is_nothing_to_say() -> None:
    assert list(of_aims(load_settings(), TERMS, download())) == []

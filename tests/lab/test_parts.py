from __future__ import annotations

import pytest

from adopt.cli.lab import _PARTS, _command
from adopt.errors import SettingsError
from adopt.lab.bidding import tacos_trial, trial
from adopt.lab.parts import PARTS, Options, _tasks, worlds_of
from adopt.lab.study import Task
from adopt.lab.world import world_names


def test_every_part_has_its_own_worlds() -> None:
    assert PARTS == _PARTS
    assert worlds_of(PARTS, None, quick=False) == {
        "negations": world_names(),
        "bids": trial.WORLDS,
        "tacos": tacos_trial.WORLDS,
    }


def test_a_named_world_is_played_in_every_part_that_has_it() -> None:
    found = worlds_of(PARTS, "sparse,placebo", quick=True)
    assert found == {"negations": ("sparse", "placebo"), "bids": ("sparse",), "tacos": ("sparse",)}
    with pytest.raises(SettingsError, match="placebo"):
        worlds_of(("bids",), "placebo", quick=False)


def test_bids_are_decided_every_week_or_every_day() -> None:
    weekly, daily = (_tasks("bids", ("base",), Options(range(2), daily=daily))[1] for daily in (False, True))
    assert weekly == [trial.Task("base", 0), trial.Task("base", 1)]
    assert daily == [trial.Task("base", 0, every=1), trial.Task("base", 1, every=1)]
    _, terms = _tasks("negations", ("placebo",), Options(range(1), quick=True))
    assert terms == [Task("placebo", 0, parts=False)]


def test_the_command_of_a_report_has_what_it_depends_on() -> None:
    assert _command(PARTS, None, Options(range(1000, 1020))) == "adopt lab run --seeds 20"
    told = _command(("bids",), "base", Options(range(4), quick=True, daily=True))
    assert told == "adopt lab run --part bids --worlds base --seeds 4 --tuning --daily --quick"

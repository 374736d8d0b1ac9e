from __future__ import annotations

import pytest

from adopt.cli.lab import _PARTS, _command
from adopt.errors import SettingsError
from adopt.lab.bidding import policies, steering, tacos_trial, trial
from adopt.lab.parts import PARTS, Options, _tasks, known_policies, worlds_of
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


def test_what_is_named_twice_is_played_once() -> None:
    assert worlds_of(("negations",), "sparse,busy,sparse", quick=False) == {"negations": ("sparse", "busy")}
    assert known_policies(["B13", "B2", "B13"]) == ("B13", "B2")


def test_bids_are_decided_every_week_or_every_day() -> None:
    weekly, daily = (_tasks("bids", ("base",), Options(range(2), daily=daily))[1] for daily in (False, True))
    assert weekly == [trial.Task("base", 0), trial.Task("base", 1)]
    assert daily == [trial.Task("base", 0, every=1), trial.Task("base", 1, every=1)]
    _, terms = _tasks("negations", ("placebo",), Options(range(1), quick=True))
    assert terms == [Task("placebo", 0, parts=False)]


def test_only_some_policies_play_beside_adopt() -> None:
    one = Options(range(1), policies=known_policies(["B13", "proportional budgets"]))
    (bids,), (tacos,) = (_tasks(part, ("base",), one)[1] for part in ("bids", "tacos"))
    assert isinstance(bids, trial.Task)
    assert isinstance(tacos, trial.Task)
    assert bids.plays(policies.POLICIES, (policies.OURS, policies.NOBODY), ()) == (
        policies.OURS,
        policies.NOBODY,
        "B13",
    )
    assert tacos.plays(steering.POLICIES, (steering.OURS,), ()) == (steering.OURS, "proportional budgets")
    assert trial.Task("base", 0).plays(policies.POLICIES, (), ()) == tuple(policies.POLICIES)
    assert trial.Task("base", 0, quick=True, only=("B13",)).plays((), (), ("B1",)) == ("B1",)
    with pytest.raises(SettingsError, match="B99"):
        known_policies(["B13", "B99"])


def test_nothing_need_be_switched_off() -> None:
    _, whole = _tasks("negations", ("placebo",), Options(range(1), whole=True))
    assert whole == [Task("placebo", 0, parts=False)]


def test_the_command_of_a_report_has_what_it_depends_on() -> None:
    assert _command(PARTS, None, Options(range(1000, 1020))) == "adopt lab run --seeds 20"
    told = _command(("bids",), "base", Options(range(4), quick=True, daily=True))
    assert told == "adopt lab run --part bids --worlds base --seeds 4 --tuning --daily --quick"
    told = _command(("bids",), None, Options(range(3000, 3020), policies=("B13",), whole=True))
    assert told == 'adopt lab run --part bids --seeds 20 --policy "B13" --whole'

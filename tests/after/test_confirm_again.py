"""What a morning's download tells of the plans of the day before."""

from __future__ import annotations

from pathlib import Path

from adopt.after.confirm_days import confirm_days
from adopt.daily import run
from adopt.history.course import read_course
from adopt.history.plans import kept_of_plan
from adopt.lab.market.files import write_reports
from adopt.lab.market.live import live
from adopt.lab.market.take_back import take_back
from adopt.schema import Status
from adopt.settings import load_settings
from tests.lab.market.places import after, small_market


def test_of_the_plans_of_a_day_that_was_run_again_each_action_is_told_once(tmp_path: Path) -> None:
    market, state = small_market(), after(40)
    home, settings = tmp_path / "home", load_settings(None, margins=small_market().margins(), account="a")
    write_reports(market, state, tmp_path / "1")
    plans = []
    for name, most in (("a", settings.bid.max_step), ("b", 1.1)):
        own = settings.model_copy(update={"bid": settings.bid.model_copy(update={"max_step": most})})
        (day,) = run(tmp_path / "1", tmp_path / name, own, state.day, (), home).days.values()
        plans.append(day.plan)
    assert plans[0].digest != plans[1].digest
    state, _ = take_back(state, tmp_path / "a")
    state = live(market, state, 1)
    write_reports(market, state, tmp_path / "2")
    done = run(tmp_path / "2", tmp_path / "c", settings, state.day, (), home)
    confirm_days(done, home)
    taken = []
    for plan in plans:
        folder = kept_of_plan(home, plan.as_of, plan.digest)
        assert folder is not None
        found = read_course(folder, plan.digest).results
        assert set(found["key"]) == set(plan.actions.filter(consent="safe")["key"])
        taken.append(set(found.filter(status=Status.TAKEN.value)["key"]))
    assert not taken[0] & taken[1], "done once, told once"
    assert taken[0] | taken[1] == set(plans[0].actions.filter(consent="safe")["key"])

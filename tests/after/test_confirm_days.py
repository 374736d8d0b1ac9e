"""The daily run looks again at plans that aren't known yet, and at no others."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from adopt.after import confirm_days as module
from adopt.after.confirm import Confirmed
from adopt.after.confirm_days import confirm_days
from adopt.after.held import Held, held_plan
from adopt.after.outcome import outcome
from adopt.daily import Round, run
from adopt.history import account_of
from adopt.history.course import (
    is_settled,
    read_course,
    write_accepted,
    write_results,
)
from adopt.lab.market.files import write_reports
from adopt.lab.market.live import live
from adopt.lab.market.state import State
from adopt.lab.market.take_back import take_back
from adopt.schema import Acceptance, Accepted, Result
from adopt.settings import Settings, load_settings
from tests.lab.market.places import after, small_market

DIGEST = "ab" * 32


@dataclass
class Seller:
    """A seller who runs adopt each morning, and uploads whatever plan whenever."""

    place: Path
    settings: Settings
    state: State

    @property
    def home(self) -> Path:
        return self.place / "home"

    def morning(self) -> Round:
        folder = self.place / str(self.state.day)
        write_reports(small_market(), self.state, folder)
        return run(folder, folder / "adopt-out", self.settings, self.state.day, (), self.home)

    def told(self, done: Round) -> tuple[Confirmed, ...]:
        (found,) = [*confirm_days(done, self.home).values()] or [()]
        return found

    def upload(self, day: date) -> None:
        self.state, refused = take_back(self.state, self.place / str(day) / "adopt-out")
        assert refused.is_empty()

    def sleep(self) -> None:
        self.state = live(small_market(), self.state, 1)

    def statuses(self, day: date) -> list[str]:
        (folder,) = self.home.glob(f"plans/*/{day}-*")
        held = held_plan(str(folder), self.home)
        return read_course(folder, held.told.digest).results["status"].unique().sort().to_list()


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Seller:
    """The plan of the first morning went unanswered on the second, and was uploaded then."""
    settings = load_settings(None, margins=small_market().margins(), account="late")
    one = Seller(tmp_path_factory.mktemp("late"), settings, after(40))
    first = one.state.day
    one.morning()
    one.sleep()
    assert [str(told.held.told.as_of) for told in one.told(one.morning())] == [str(first)]
    assert one.statuses(first) == ["unknown"]
    one.upload(first)
    one.sleep()
    return one


def _copy(late: Seller, place: Path) -> Seller:
    shutil.copytree(late.place, place, dirs_exist_ok=True)
    return Seller(place, late.settings, late.state)


def _read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Days of the plans that are read from now on."""
    days: list[str] = []

    def noted(name: str, home: Path | None) -> Held:
        days.append(Path(name).name[:10])
        return held_plan(name, home)

    monkeypatch.setattr(module, "held_plan", noted)
    return days


def test_a_plan_that_was_uploaded_late_is_confirmed_and_not_read_again(
    late: Seller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, read = _copy(late, tmp_path), _read(monkeypatch)
    second = one.state.day - timedelta(days=1)
    first = second - timedelta(days=1)
    third = one.morning()
    told = one.told(third)
    assert [plan.held.told.as_of for plan in told] == [first, second]
    assert read == [str(second), str(first)]
    both = [set(plan.results.filter(status="taken")["key"]) for plan in told]
    assert all(both)
    assert not both[0] & both[1], "what both asked for is the newer one's"
    assert both[0] | both[1] == set(told[0].held.accepted["key"])
    assert [plan.held.told.as_of for plan in one.told(third)] == [second], "no news of the first"
    came = outcome(one.home, account_of("late", "US", "USD"), one.state.day)
    counted = came.applied.filter(pl.col("made_on") < one.state.day)
    assert set(counted["key"]) == set(told[0].held.accepted["key"])
    assert counted["key"].is_unique().all(), "asked for on both mornings, done once"
    assert set(counted["made_on"]) == {first, second}, (
        "asked for with other bids, those of the first came true"
    )
    assert set(counted["on"]) == {one.state.day}


def test_a_reviewed_plan_has_what_it_asked_for_and_is_not_read_again(
    late: Seller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, read = _copy(late, tmp_path), _read(monkeypatch)
    second = one.state.day - timedelta(days=1)
    first = second - timedelta(days=1)
    (folder,) = one.home.glob(f"plans/*/{first}-*")
    held = held_plan(str(folder), one.home)
    nothing = {name: pl.lit(None, kind) for name, kind in Accepted.create_empty().schema.items()}
    rows = held.accepted.select("key").with_columns(**{k: v for k, v in nothing.items() if k != "key"})
    write_accepted(folder, held.told.digest, Acceptance(second, Accepted.validate(rows)))
    third = one.morning()
    told = one.told(third)
    assert read == [str(first), str(second)]
    assert one.statuses(first) == ["taken"]
    assert told[-1].results.filter(status="taken").is_empty(), "nobody reviewed the second"
    read.clear()
    assert [plan.held.told.as_of for plan in one.told(third)] == [second]
    assert read == [str(second)], "all is known of the first"


def test_a_plan_longer_ago_than_its_changes_can_be_on_their_way_is_left_alone(
    late: Seller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, read = _copy(late, tmp_path), _read(monkeypatch)
    limits = one.settings.limits.model_copy(update={"pending_days": 0})
    one.settings = one.settings.model_copy(update={"limits": limits})
    one.told(one.morning())
    assert read == [str(one.state.day - timedelta(days=1))]


def test_the_newest_plan_is_looked_at_however_old_and_one_that_is_damaged_hides_no_other(
    late: Seller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, read = _copy(late, tmp_path), _read(monkeypatch)
    second = one.state.day - timedelta(days=1)
    for _ in range(5):
        one.sleep()
    done = one.morning()
    one.told(done)
    assert read == [str(second)]
    next(one.home.glob(f"plans/*/{second}-*/plan.json.gz")).write_bytes(b"")
    assert one.told(done) == ()


def test_results_settle_a_plan_only_as_it_was_accepted_then(tmp_path: Path) -> None:
    folder = tmp_path / f"2026-11-22-{DIGEST[:12]}"
    folder.mkdir()
    day = date(2026, 11, 22)
    results = Result.validate(
        pl.DataFrame(
            [{"key": "a", "status": "taken", "code": None, "message": None, "seen_on": day}],
            schema=Result.create_empty().schema,
        )
    )
    assert not is_settled(folder)
    write_results(folder, DIGEST, results)
    assert not is_settled(folder)
    write_results(folder, DIGEST, results, settled=True)
    assert is_settled(folder)
    write_accepted(folder, DIGEST, Acceptance(day, Accepted.create_empty()))
    assert not is_settled(folder)
    write_results(folder, DIGEST, results, settled=True)
    assert is_settled(folder)
    write_results(folder, "cd" * 32, results, settled=True)
    assert not is_settled(folder), "of another plan"
    (folder / "results.json").write_text("{", encoding="utf-8")
    assert not is_settled(folder)

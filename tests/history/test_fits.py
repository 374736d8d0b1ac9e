"""What was fitted is kept for some days, named in the plan, refused where it doesn't fit, and forgotten with its account."""

from __future__ import annotations

import json
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from adopt.daily import Day, run
from adopt.history import Account, History, KeptFit, UnreadableFitError, fresh_fit, keep_fit
from adopt.history.fits import read_fit
from adopt.settings import load_settings
from adopt.write.plan_file import plan_json
from tests.properties.accounts import AS_OF, account, console_csv

ACCOUNT = Account("acme", "US", "USD")
ROWS = account(5)


def ran(tmp_path: Path, as_of: date = AS_OF, **changes: Any) -> Day:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    (folder / "report.csv").write_text(console_csv(ROWS), encoding="utf-8")
    settings = load_settings(None, **({"account": "acme"} | changes))
    (day,) = run(folder, tmp_path / "out", settings, as_of, (), tmp_path / "home").days.values()
    return day


def kinds(day: Day) -> set[str]:
    return {entry.kind for entry in day.plan.inputs}


def codes(day: Day) -> set[str]:
    return {code for code, _ in day.plan.warnings}


def files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "home" / "fits").glob("*"))


def test_the_next_days_use_it_and_say_so_and_the_plan_names_it(tmp_path: Path) -> None:
    first = ran(tmp_path)
    assert first.fitted is not None
    assert "fit" not in kinds(first)
    for days in (1, 6):
        later = ran(tmp_path, AS_OF + timedelta(days=days))
        assert later.fitted is None
        (used,) = (entry for entry in later.plan.inputs if entry.kind == "fit")
        assert (used.file, used.digest) == ("history", first.fitted.tables.digest)
        assert used.first_day == AS_OF
        assert ("fit_from_history", str(AS_OF)) in later.plan.warnings


def test_it_is_made_anew_when_it_is_a_week_old_and_the_old_one_gives_way(tmp_path: Path) -> None:
    ran(tmp_path)
    week = AS_OF + timedelta(days=7)
    assert "fit" not in kinds(ran(tmp_path, week))
    kept = read_fit(tmp_path / "home", ACCOUNT)
    assert kept is not None
    assert kept.made_on == week
    assert len(files(tmp_path)) == 1


def test_the_same_day_again_gives_the_same_plan(tmp_path: Path) -> None:
    assert plan_json(ran(tmp_path).plan) == plan_json(ran(tmp_path).plan)
    morrow = AS_OF + timedelta(days=1)
    assert plan_json(ran(tmp_path, morrow).plan) == plan_json(ran(tmp_path, morrow).plan)


@pytest.mark.parametrize(
    "changes",
    [
        {"estimate": {"text_c": 0.3}},
        {"protect": {"brands": ["acme"]}},
        {"account": "other"},
        {"estimate": {"refit_days": 0}},
        {"estimate": {"refit_days": 1}},
        {"history": {"use_days": 0}},
    ],
)
def test_another_account_or_other_settings_fit_anew(tmp_path: Path, changes: dict[str, Any]) -> None:
    ran(tmp_path)
    assert "fit" not in kinds(ran(tmp_path, AS_OF + timedelta(days=1), **changes))


def test_nothing_is_kept_where_every_run_fits_anew(tmp_path: Path) -> None:
    ran(tmp_path, estimate={"refit_days": 0})
    assert files(tmp_path) == []


def test_an_earlier_day_takes_no_later_fit_and_does_not_replace_it(tmp_path: Path) -> None:
    ran(tmp_path, AS_OF + timedelta(days=3))
    assert "fit" not in kinds(ran(tmp_path))
    kept = read_fit(tmp_path / "home", ACCOUNT)
    assert kept is not None
    assert kept.made_on == AS_OF + timedelta(days=3)


@pytest.mark.parametrize("damage", ["cut", "empty", "changed", "text"])
def test_a_damaged_fit_is_made_anew_with_a_note(tmp_path: Path, damage: str) -> None:
    ran(tmp_path)
    (file,) = files(tmp_path)
    whole = file.read_bytes()
    middle = len(whole) // 2
    damaged = {
        "cut": whole[:middle],
        "empty": b"",
        "changed": whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :],
        "text": b"not a fit",
    }
    file.write_bytes(damaged[damage])
    with pytest.raises(UnreadableFitError):
        read_fit(tmp_path / "home", ACCOUNT)
    morrow = ran(tmp_path, AS_OF + timedelta(days=1))
    assert "fit_unreadable" in codes(morrow)
    assert "fit" not in kinds(morrow)
    # It was made anew, and stands for the days to come.
    assert "fit" in kinds(ran(tmp_path, AS_OF + timedelta(days=2)))


def test_numbers_that_were_changed_by_hand_are_not_believed(tmp_path: Path) -> None:
    ran(tmp_path)
    (file,) = files(tmp_path)
    with zipfile.ZipFile(file) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    said = json.loads(members["fit.json"])
    numbers = {**json.loads(said["numbers"]), "share": 0.9}
    members["fit.json"] = json.dumps({**said, "numbers": json.dumps(numbers, sort_keys=True)}).encode()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    with pytest.raises(UnreadableFitError):
        read_fit(tmp_path / "home", ACCOUNT)


def test_it_is_forgotten_with_the_account_and_with_any_of_its_days(tmp_path: Path) -> None:
    day = ran(tmp_path)
    assert day.fitted is not None
    home = tmp_path / "home"
    for first in (AS_OF, None):
        keep_fit(home, ACCOUNT, day.fitted)
        assert len(files(tmp_path)) == 1
        History(home).forget("acme", first, None)
        assert files(tmp_path) == []


@pytest.mark.parametrize(("age", "taken"), [(0, False), (1, True), (6, True), (7, False), (-1, False)])
def test_it_stands_for_less_than_refit_days(tmp_path: Path, age: int, taken: bool) -> None:
    day = ran(tmp_path)
    assert isinstance(day.fitted, KeptFit)
    found = fresh_fit(tmp_path / "home", ACCOUNT, day.fitted.basis, AS_OF + timedelta(days=age), 7)
    assert (found is not None) is taken

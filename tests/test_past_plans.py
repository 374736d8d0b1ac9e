"""Two days with a history: what was changed, accepted and declined on the first is known on the second."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from openpyxl import load_workbook

from adopt.daily import Day, decide, run
from adopt.history import account_of
from adopt.history.course import write_accepted
from adopt.history.plans import keep_plan, plan_named
from adopt.plan import Plan
from adopt.plan.past import agreed_budgets
from adopt.remembering import with_changes
from adopt.reports import read_folder
from adopt.reports.choose import choose
from adopt.say.reasons import reason_sentences
from adopt.schema import Acceptance, Accepted, Action
from adopt.settings import load_settings
from adopt.write.plan_file import plan_json
from adopt.write.plan_read import read_plan

SAMPLE = Path(__file__).resolve().parents[1] / "sample_reports"
OWN = load_settings(SAMPLE / "adopt.toml")
DAY = date(2026, 11, 22)
NEXT = DAY + timedelta(days=1)


class Days(NamedTuple):
    home: Path
    first: Day
    second: Plan
    accepted: list[str]

    @property
    def accepted_targets(self) -> list[str]:
        rows = self.first.plan.actions.filter(pl.col("key").is_in(self.accepted) & (pl.col("code") == "B301"))
        return rows["target_id"].to_list()


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Days:
    """A day of which the seller accepted every second safe line, and the plan of the day after on the same files."""
    home = tmp_path_factory.mktemp("history")
    (first,) = run(SAMPLE, home / "out", OWN, DAY, (), home / ".adopt").days.values()
    keys = first.plan.actions.filter(consent="safe")["key"].to_list()[::2]
    _accept(home / ".adopt", first.plan, keys)
    second = decide(SAMPLE, OWN, NEXT, home / ".adopt").plan
    return Days(home / ".adopt", first, second, keys)


def _accept(home: Path, plan: Plan, keys: list[str]) -> None:
    schema = Accepted.create_empty().schema
    rows = pl.DataFrame([{**dict.fromkeys(schema), "key": key} for key in keys], schema=schema)
    write_accepted(
        plan_named(plan.digest, home), plan.digest, Acceptance(plan.as_of, Accepted.validate(rows))
    )


def _of_first(days: Days, *, accepted: bool) -> pl.DataFrame:
    """The second day's rows of what was safe on the first, and was accepted there, or wasn't."""
    safe = days.first.plan.actions.filter(pl.col("consent") == "safe")
    chosen = safe.filter(pl.col("key").is_in(days.accepted) == accepted)
    return days.second.actions.join(chosen.select("key", entity_then="entity"), on="key")


def test_the_day_before_is_an_input_of_the_plan(days: Days) -> None:
    (past,) = [one for one in days.second.inputs if one.kind == "plans"]
    assert (past.file, past.first_day, past.last_day) == ("history", DAY, DAY)
    assert not [one for one in days.first.plan.inputs if one.kind == "plans"]


def test_texts_that_were_accepted_and_are_not_there_yet_wait(days: Days) -> None:
    rows = _of_first(days, accepted=True).filter(pl.col("to_text").is_not_null())
    assert rows.height > 100
    assert set(rows["consent"]) == {"watch"}
    assert set(rows["reason"]) == {"pending"}
    some = Action.cast(rows.head(1).select(Action.column_names()))
    assert "Accepted on 2026-11-22, and not in the bulk" in reason_sentences(some, "USD", "en")[0]
    assert "2026-11-25 会再次提议" in reason_sentences(some, "USD", "zh")[0]


def test_bids_that_never_came_into_force_are_proposed_again(days: Days) -> None:
    rows = _of_first(days, accepted=True).filter(pl.col("code") == "B301")
    assert rows.height > 10
    assert set(rows["consent"]) == {"safe"}


def test_what_was_declined_asks_and_says_so(days: Days) -> None:
    rows = _of_first(days, accepted=False)
    assert rows.height > 100
    assert set(rows["consent"]) == {"ask"}
    assert set(rows["declined_on"]) == {str(DAY)}
    said = reason_sentences(Action.cast(rows.select(Action.column_names())), days.second.currency, "en")
    assert all("You declined it, or took it back, on 2026-11-22" in one for one in said)


def test_targets_are_judged_with_what_was_declined_for_it_goes_on_spending(days: Days) -> None:
    single = pl.col("entity").is_in(["Negative Keyword", "Negative Product Targeting"])
    named = days.first.plan.actions.filter((pl.col("consent") == "safe") & single).select("key", "clicks")
    declined = named.filter(~pl.col("key").is_in(days.accepted))
    before, after, back = (
        int(table["clicks"].sum()) for table in (days.first.plan.targets, days.second.targets, declined)
    )
    assert back > 1000
    assert after == before + back


def test_the_plan_reads_back_as_it_was(days: Days, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(plan_json(days.second), encoding="utf-8")
    told = read_plan(path).actions
    for name in ("key", "consent", "reason", "detail", "declined_on"):
        assert told[name].to_list() == days.second.actions[name].to_list()


def test_a_download_that_an_earlier_day_s_plan_was_made_with_is_named(days: Days) -> None:
    assert ("download_used_before", str(DAY)) in days.second.warnings
    assert "download_used_before" not in dict(days.first.plan.warnings)
    assert "download_used_before" not in dict(decide(SAMPLE, OWN, DAY, days.home).plan.warnings)


def test_run_again_a_day_is_the_same_whatever_it_kept_itself(days: Days) -> None:
    again = decide(SAMPLE, OWN, DAY, days.home).plan
    assert again.actions.equals(days.first.plan.actions)
    assert plan_json(decide(SAMPLE, OWN, NEXT, days.home).plan) == plan_json(days.second)


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_a_second_run_of_a_day_with_another_download_moves_no_bid_again(days: Days, tmp_path: Path) -> None:
    """Bids in force since this morning rest; on the morning's own download nothing has changed."""
    folder, home = tmp_path / "noon", tmp_path / "home"
    shutil.copytree(days.home, home)
    shutil.copytree(SAMPLE, folder)
    bids = days.first.plan.actions.filter((pl.col("consent") == "safe") & (pl.col("code") == "B301"))
    (bulk,) = folder.glob("bulk-*.xlsx")
    _set_bids(bulk, dict(bids.select("target_id", "to_bid").iter_rows()))
    noon = decide(folder, OWN, DAY, home).plan
    (past,) = [one for one in noon.inputs if one.kind == "plans"]
    assert (past.first_day, past.last_day) == (DAY, DAY)
    again = noon.actions.filter(pl.col("target_id").is_in(days.accepted_targets) & (pl.col("code") == "B301"))
    assert set(again["consent"]) <= {"watch"}
    assert "changed_lately" in set(again["reason"])


def _set_bids(path: Path, bids: dict[str, float]) -> None:
    book = load_workbook(path)
    page = book["Sponsored Products Campaigns"]
    places = {cell.value: cell.column - 1 for cell in page[1]}
    for row in page.iter_rows(min_row=2):
        ids = [row[places[name]].value for name in ("Keyword ID", "Product Targeting ID")]
        if found := next((bids[str(one)] for one in ids if one and str(one) in bids), None):
            row[places["Bid"]].value = found
    book.save(path)


def test_a_launch_that_was_accepted_with_an_own_budget_is_remembered_until_it_has_started(
    tmp_path: Path,
) -> None:
    named = {"NEW-1": {"start": date(2027, 1, 10), "keywords": ["garlic peeler"], "price": 24.99}}
    own = load_settings(SAMPLE / "adopt.toml", launch={"products": named})
    plan = decide(SAMPLE, own, DAY).plan
    (row,) = plan.actions.filter(code="L501").to_dicts()
    whose = account_of(plan.account, plan.marketplace, plan.currency)
    keep_plan(tmp_path, whose, DAY, plan.digest, plan_json(plan))
    yes = {**dict.fromkeys(Accepted.create_empty().schema), "key": row["key"], "to_value": 12.0}
    rows = Accepted.validate(pl.DataFrame([yes], schema=Accepted.create_empty().schema))
    write_accepted(plan_named(plan.digest, tmp_path), plan.digest, Acceptance(DAY, rows))
    sources = choose(read_folder(SAMPLE), own, DAY)
    for days, settings, known in ((1, own, True), (60, own, True), (60, OWN, False)):
        _, changes = with_changes(sources, tmp_path, settings, DAY + timedelta(days=days))
        assert agreed_budgets(changes) == ({"NEW-1": 12.0} if known else {})
        assert days == 1 or changes.height == known


def test_another_choice_is_another_plan(days: Days, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(days.home, home)
    _accept(home, days.first.plan, days.accepted[1:])
    assert decide(SAMPLE, OWN, NEXT, home).plan.digest != days.second.digest


def test_a_plan_that_nobody_uploaded_blocks_nothing(days: Days, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(days.home, home)
    (plan_named(days.first.plan.digest, home) / "accepted.json").unlink()
    plan = decide(SAMPLE, OWN, NEXT, home).plan
    assert not [one for one in plan.inputs if one.kind == "plans"]
    assert set(plan.actions["reason"]).isdisjoint({"pending", "changed_lately"})


def test_a_plan_that_cannot_be_read_is_named_and_left_out(days: Days, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(days.home, home)
    folder = plan_named(days.first.plan.digest, home)
    (folder / "accepted.json").write_text("{", encoding="utf-8")
    plan = decide(SAMPLE, OWN, NEXT, home).plan
    assert ("plans_unreadable", folder.name) in plan.warnings

"""Thirty days of a seller, files and all: plans uploaded at once, in part, late, not at all; one taken back. The books balance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from adopt.after.apply import apply
from adopt.after.confirm import confirm_plan
from adopt.after.confirm_days import confirm_days
from adopt.after.outcome import outcome
from adopt.after.undo import undo_plan
from adopt.daily import Day, Round, run
from adopt.history import History, account_of
from adopt.history.course import read_course
from adopt.history.plans import plans_of
from adopt.lab.market.files import write_reports
from adopt.lab.market.live import live, opened
from adopt.lab.market.market import Market, open_market
from adopt.lab.market.state import State
from adopt.lab.market.take_back import take_back
from adopt.plan.outcome.applied import applied
from adopt.schema import Consent
from adopt.settings import Settings, load_settings
from adopt.write.plan_read import plan_in
from tests.after.books import answered
from tests.lab.market.places import small_world

pytestmark = pytest.mark.slow

BEGIN, DAYS = 60, 30


@cache
def market() -> Market:
    return open_market(3, small_world(clicks_per_day=180))


PARTLY = {4, 11, 18}
"""Days on which every other row of the workbook is accepted, safe or not."""
LATE = {7: 9}
"""A plan that is reviewed and uploaded on a later day; the seller does nothing in between."""
REVIEWED = {*PARTLY, *LATE}
"""Days whose workbook is opened."""
AWAY = {8, 22, 23}
"""Days whose plan nobody uploads."""
UNDONE, UNDO_ON = 13, 15
"""A plan that is taken back, and the day on which; that day's own plan isn't uploaded."""


class Morning(NamedTuple):
    """What a day began with: the account, the run, and the folder of its downloads."""

    state: State
    day: Day
    folder: Path

    @property
    def bulk(self) -> Path:
        (path,) = self.folder.glob("bulk-*.xlsx")
        return path


@dataclass
class Seller:
    """A seller with a folder for each day."""

    place: Path
    settings: Settings
    state: State = field(default_factory=lambda: live(market(), opened(market()), BEGIN))
    mornings: dict[int, Morning] = field(default_factory=dict)
    uploaded: dict[int, int] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        return self.place / "home"

    def wake(self, number: int) -> Round:
        """Downloads the reports of a morning and runs adopt."""
        folder = self.place / f"{number:02}"
        write_reports(market(), self.state, folder)
        # A workbook takes longer than all else of a day, and the seller opens few.
        languages = ("en",) if number in REVIEWED else ()
        done = run(folder, folder / "adopt-out", self.settings, self.state.day, languages, self.home)
        (day,) = done.days.values()
        self.mornings[number] = Morning(self.state, day, folder)
        return done

    def review(self, number: int, today: date) -> Path:
        """Accepts every other row of a day's workbook; returns the folder of the files."""
        morning = self.mornings[number]
        out = morning.folder / "adopt-out"
        proposed = morning.day.plan.actions.filter(pl.col("consent") != Consent.WATCH.value)["key"].sort()
        answers = {key: "Yes" if place % 2 else "No" for place, key in enumerate(proposed)}
        book = answered(out / "recommendations.xlsx", out / "reviewed.xlsx", answers, {})
        apply(book, today, home=self.home)
        return out / "accepted"

    def upload(self, number: int, folder: Path) -> None:
        """Hands files to Amazon, which takes every row."""
        self.state, refused = take_back(self.state, folder)
        assert refused.to_dicts() == []
        self.uploaded[number] = len(list(folder.glob("*.xlsx")))

    def undo(self) -> None:
        """Takes a plan of an earlier day back."""
        morning = self.mornings[UNDO_ON]
        out = self.place / "undo"
        undo_plan(str(self.mornings[UNDONE].state.day), morning.folder, out, self.home, morning.state.day)
        self.upload(UNDO_ON, out)

    def sleep(self) -> None:
        self.state = live(market(), self.state, 1)


def _act(seller: Seller, number: int) -> None:
    """What the seller does with the plan of a day."""
    late = [begun for begun, done in LATE.items() if done == number]
    if late:
        seller.upload(late[0], seller.review(late[0], seller.state.day))
    elif number == UNDO_ON:
        seller.undo()
    elif number in PARTLY:
        seller.upload(number, seller.review(number, seller.state.day))
    elif number not in AWAY and number not in LATE:
        seller.upload(number, seller.mornings[number].folder / "adopt-out")


@pytest.fixture(scope="module")
def seller(tmp_path_factory: pytest.TempPathFactory) -> Seller:
    """The seller at the end of the thirty days."""
    words = market().words
    settings = load_settings(
        None, margins=market().margins(), protect={"brands": [words.brand]}, account="storyteller"
    )
    one = Seller(tmp_path_factory.mktemp("story"), settings)
    for number in range(DAYS):
        done = one.wake(number)
        confirm_days(done, one.home)
        _act(one, number)
        one.sleep()
    return one


def _within(log: pl.DataFrame, morning: Morning) -> pl.DataFrame:
    facts = morning.day.plan.facts
    return log.filter(pl.col("day").is_between(facts.first_day, facts.last_day))


def each_mornings_books_balance_to_the_cent(seller: Seller) -> None:
    for morning in seller.mornings.values():
        spent = _within(morning.state.clicks, morning)
        plan = morning.day.plan
        assert round(plan.facts.spend * 1_000_000) == spent["spend_micros"].sum()
        assert plan.facts.clicks == spent["clicks"].sum()
        (bulk,) = (one for one in plan.inputs if one.kind == "bulk")
        told = spent.filter(pl.col("day").is_between(bulk.first_day, bulk.last_day))
        assert bulk.totals.spend * 1_000_000 == told["spend_micros"].sum()


def the_history_has_every_cent_of_every_day(seller: Seller) -> None:
    last = seller.mornings[DAYS - 1]
    whose = account_of("storyteller", "US", "USD")
    first, final = last.state.clicks["day"].min(), last.state.day - timedelta(days=1)
    assert isinstance(first, date)
    kept = History(seller.home).search_terms(whose, first, final)
    by_day = kept.group_by("first_day").agg(pl.col("spend_micros", "clicks").sum()).sort("first_day")
    longest = last.state.day - timedelta(days=BEGIN + DAYS)
    truth = last.state.clicks.filter(pl.col("day") >= longest).group_by("day")
    spent = truth.agg(pl.col("spend_micros", "clicks").sum()).sort("day")
    assert by_day.rows() == spent.rows()


def what_was_uploaded_was_taken_and_nothing_else(seller: Seller) -> None:
    for number in range(DAYS - 1):
        if number in LATE or number in {UNDONE, UNDO_ON}:
            continue
        told = confirm_plan(
            seller.mornings[number + 1].bulk,
            str(seller.mornings[number].state.day),
            None,
            seller.home,
            seller.mornings[number + 1].state.day,
        )
        taken = set(told.results.filter(status="taken")["key"])
        if number in seller.uploaded:
            assert taken == set(told.held.accepted["key"]), number
        elif number in AWAY:
            assert taken <= _done_by_others(seller, number), number


def _done_by_others(seller: Seller, number: int) -> set[str]:
    """Actions of a plan that uploaded plans asked for with the same values: a download can't tell whose they are."""
    same = ["key", "to_bid", "to_value", "to_text"]
    own = seller.mornings[number].day.plan.actions.select(same)
    others = [seller.mornings[day].day.plan.actions.select(same) for day in seller.uploaded]
    return set(own.join(pl.concat(others), on=same, how="semi", nulls_equal=True)["key"])


def the_late_plan_was_taken_when_it_came(seller: Seller) -> None:
    ((begun, done),) = LATE.items()
    day = str(seller.mornings[begun].state.day)
    told = confirm_plan(
        seller.mornings[done + 1].bulk, day, None, seller.home, seller.mornings[done + 1].state.day
    )
    assert told.held.course.accepted is not None
    assert told.held.course.accepted.on == seller.mornings[done].state.day
    assert set(told.results.filter(status="taken")["key"]) == set(told.held.accepted["key"])


def _settled(state: State) -> pl.DataFrame:
    """What of an account a plan can change, whatever order its rows are in; what is archived is gone."""
    names = ["entity", "campaign_id", "ad_group_id", "placement", "target_id", "targeting", "match_type"]
    values = ["budget", "percentage", "default_bid", "bid", "state"]
    return state.entities.filter(pl.col("state").fill_null("") != "archived").select(*names, *values)


def undone_is_as_it_was_before_but_for_what_was_changed_since(seller: Seller) -> None:
    before, later = seller.mornings[UNDONE].state, seller.mornings[UNDO_ON + 1].state
    since = seller.mornings[UNDONE + 1].day.plan.actions.filter(pl.col("consent") == Consent.SAFE.value)
    assert set(since["code"]), "the plan between changed something"
    moved = set(since["target_id"].drop_nulls())
    was, now = _settled(before), _settled(later)
    changed = now.join(was, on=was.columns, how="anti", nulls_equal=True)
    gone = was.join(now, on=was.columns, how="anti", nulls_equal=True)
    made = {
        (row["entity"], row["to_text"].lower())
        for row in since.filter(pl.col("to_text").is_not_null()).to_dicts()
    }
    for row in (*changed.to_dicts(), *gone.to_dicts()):
        assert row["target_id"] in moved or (row["entity"], (row["targeting"] or "").lower()) in made, row
    plan = seller.mornings[UNDONE].day.plan.actions.filter(pl.col("consent") == Consent.SAFE.value)
    own = plan.filter(~pl.col("target_id").is_in(list(moved)).fill_null(value=False))
    assert own.height > 3


def _negated(seller: Seller) -> Iterator[tuple[date, dict[str, str]]]:
    """Exact negatives of ad groups that were uploaded from a run's own files, and the day."""
    for number in seller.uploaded:
        if number in LATE or number in PARTLY or number in {UNDONE, UNDO_ON}:
            continue
        morning = seller.mornings[number]
        safe = morning.day.plan.actions.filter(code="N101", consent=Consent.SAFE.value)
        for row in safe.select("ad_group_id", "to_text").to_dicts():
            yield morning.state.day, row


def a_negated_term_costs_nothing_from_the_day_of_its_upload(seller: Seller) -> None:
    names = market().terms.select("term", "search_term")
    clicks = seller.state.clicks.join(names, on="term")
    negated = list(_negated(seller))
    assert len(negated) > 10
    for day, row in negated:
        later = clicks.filter(
            (pl.col("day") >= day)
            & (pl.col("ad_group_id") == row["ad_group_id"])
            & (pl.col("search_term") == row["to_text"])
        )
        assert later["spend_micros"].sum() == 0, row


def no_plan_of_the_story_is_made_twice(seller: Seller) -> None:
    digests = [morning.day.plan.digest for morning in seller.mornings.values()]
    assert len(set(digests)) == DAYS


def the_outcome_counts_what_was_done_and_nothing_else(seller: Seller) -> None:
    whose = account_of("storyteller", "US", "USD")
    came = outcome(seller.home, whose, seller.state.day)
    number = {morning.day.plan.digest: day for day, morning in seller.mornings.items()}
    counted = {number[digest] for digest in came.applied["plan"].unique()}
    # Nothing can be known yet of the last day's plan: no download has shown it. What an uploaded plan did may count for
    # another that asked for the same.
    for day in counted - set(seller.uploaded) - {DAYS - 1}:
        rows = came.applied.filter(pl.col("plan") == seller.mornings[day].day.plan.digest)
        assert set(rows["key"]) <= _done_by_others(seller, day)
    taken_back = came.applied.filter(pl.col("plan") == seller.mornings[UNDONE].day.plan.digest)
    ends = [seller.mornings[UNDO_ON].state.day - timedelta(days=1)]
    # Of what was asked for again only the last time counts; that day's whole list still says when it ended.
    assert set(taken_back["until"].drop_nulls()) <= set(ends)
    undone = seller.mornings[UNDONE].day.plan.digest
    (folder,) = (one for one in plans_of(seller.home, whose) if plan_in(one).digest == undone)
    plan = plan_in(folder)
    done = applied(plan, read_course(folder, plan.digest), luck=1.0, orders=1)
    assert done["until"].drop_nulls().unique().to_list() == ends
    late = came.applied.filter(pl.col("plan") == seller.mornings[7].day.plan.digest)
    assert set(late["on"]) == {seller.mornings[LATE[7]].state.day}
    assert sum(one.summary.actions for one in came.plans) == came.total.actions == came.applied.height


CHECKS = (
    each_mornings_books_balance_to_the_cent,
    the_history_has_every_cent_of_every_day,
    what_was_uploaded_was_taken_and_nothing_else,
    the_late_plan_was_taken_when_it_came,
    undone_is_as_it_was_before_but_for_what_was_changed_since,
    a_negated_term_costs_nothing_from_the_day_of_its_upload,
    no_plan_of_the_story_is_made_twice,
    the_outcome_counts_what_was_done_and_nothing_else,
)


def test_thirty_days(seller: Seller, subtests: pytest.Subtests) -> None:
    """One test, so that the days are lived once however many processes share the tests."""
    assert len(seller.mornings) == DAYS
    for check in CHECKS:
        with subtests.test(check.__name__):
            check(seller)

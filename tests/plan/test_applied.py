"""What became true of a plan: accepted or safe, not refused, until taken back, and not if it was asked for again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from adopt.decide.promise import expected_luck
from adopt.plan.outcome.applied import applied, left_open, not_repeated
from adopt.plan.plan import Facts
from adopt.schema import Acceptance, Accepted, Applied, Course, NewEntity, Result, Undoing
from adopt.settings import load_settings
from adopt.write.plan_read import Told
from tests.plan.readings import actions

DAY, LATER = date(2026, 11, 22), date(2026, 11, 25)


def plan(
    *rows: dict[str, Any], digest: str = "d1", as_of: date = DAY, created: pl.DataFrame | None = None
) -> Told:
    new = NewEntity.create_empty() if created is None else created
    return Told(
        digest=digest,
        version="1",
        as_of=as_of,
        account="acme",
        currency="USD",
        marketplace="US",
        settings=load_settings(None),
        inputs=(),
        facts=Facts(None, None, 1, 0, 0, 0, 0.0, 0.0, None, None, None, 0.0),
        withheld=(),
        actions=actions(*rows),
        created=NewEntity.validate(new),
    )


def made(told: Told, course: Course | None = None) -> dy.DataFrame[Applied]:
    return applied(told, course or Course(), 2.0, 1000)


def accepted(*keys: str) -> dy.DataFrame[Accepted]:
    return Accepted.validate(
        pl.DataFrame({"key": keys}).with_columns(
            to_bid=pl.lit(None, pl.Float64),
            to_value=pl.lit(None, pl.Float64),
            match_type=pl.lit(None, pl.String),
        )
    )


def results(status: Mapping[str, str], seen_on: date = LATER) -> dy.DataFrame[Result]:
    frame = pl.DataFrame({"key": list(status), "status": list(status.values())})
    return Result.validate(
        frame.with_columns(
            code=pl.lit(None, pl.String), message=pl.lit(None, pl.String), seen_on=pl.lit(seen_on)
        )
    )


def test_without_a_review_what_is_safe_became_true_on_the_plans_day() -> None:
    found = made(plan({}, {"consent": "ask"}, {"consent": "watch"}))
    assert found.select("key", "on", "until").rows() == [("key 00000", DAY, None)]


def test_what_was_accepted_became_true_on_the_day_of_the_review() -> None:
    told = plan({}, {"consent": "ask"})
    found = made(told, Course(Acceptance(LATER, accepted("key 00001"))))
    assert found.select("key", "on").rows() == [("key 00001", LATER)]


@pytest.mark.parametrize(
    ("status", "rows"),
    [("rejected", []), ("taken", [("key 00000", LATER)]), ("unknown", [])],
)
def test_what_amazon_did_counts(status: str, rows: list[tuple[str, date]]) -> None:
    found = made(plan({}), Course(results=results({"key 00000": status})))
    assert found.select("key", "on").rows() == rows


def test_what_a_seller_accepted_counts_though_no_download_has_shown_it_yet() -> None:
    course = Course(Acceptance(DAY, accepted("key 00000")), results({"key 00000": "unknown"}))
    assert made(plan({}), course)["key"].to_list() == ["key 00000"]


def test_what_was_taken_back_counts_until_the_day_before() -> None:
    found = made(plan({}, {}), Course(undone=Undoing(LATER, ("key 00000",))))
    assert found["until"].to_list() == [date(2026, 11, 24), None]


def test_the_surest_of_many_are_corrected_for_luck() -> None:
    found = made(plan({}, {"code": "B301", "entity": "Keyword"}))
    assert found["luck"].to_list() == [expected_luck(2.0, 1000), 1.0]


def test_what_the_plan_knew_stands_beside_it() -> None:
    (one,) = made(plan({"search_term": "Steel Pan", "clicks": 50, "cvr": 0.02})).to_dicts()
    assert (one["search_term"], one["worth"], one["needed"]) == ("steel pan", 10.0, 0.1)
    assert (one["alpha"], one["beta"]) == pytest.approx((1.0, 49.0))


def test_a_launch_is_a_row_for_each_of_its_campaigns() -> None:
    row = {"code": "L501", "entity": "Campaign", "key": "L501|pan", "money_per_week": 4.0}
    rows = [
        {"key": "L501|pan", "place": at, "entity": "Campaign", "campaign_id": str(at), "name": name}
        for at, name in enumerate(("auto", "exact"))
    ]
    created = pl.DataFrame(
        [{**dict.fromkeys(NewEntity.column_names()), **one} for one in rows],
        schema=NewEntity.create_empty().schema,
    )
    found = made(plan(row, created=created))
    assert found.select("campaign", "ad_group", "promised").rows() == [
        ("auto", "*", 2.0),
        ("exact", "*", 2.0),
    ]


@pytest.mark.parametrize(
    ("first", "again", "kept"),
    [
        ({}, {}, ["d2"]),
        ({"from_bid": 1.0}, {"from_bid": 1.0}, ["d2"]),
        ({"from_bid": 1.0}, {"from_bid": 1.2}, ["d1", "d2"]),
        ({}, {"consent": "watch"}, ["d1"]),
        ({}, {"consent": "ask"}, []),
    ],
)
def test_what_a_later_plan_asks_for_again_had_not_been_done(
    first: dict[str, Any], again: dict[str, Any], kept: list[str]
) -> None:
    told = [plan(first), plan(again, digest="d2", as_of=LATER)]
    assert not_repeated([(one, made(one)) for one in told])["plan"].to_list() == kept


@pytest.mark.parametrize(
    ("first", "again", "asked_on", "kept"),
    [
        ("taken", "unknown", LATER, ["d1"]),
        ("taken", None, LATER, ["d1"]),
        ("taken", "taken", LATER, ["d2"]),
        ("unknown", "taken", LATER, ["d2"]),
        ("unknown", "unknown", LATER, []),
        # Seen before it was asked for again, it was no longer in force then.
        ("taken", None, LATER + timedelta(days=1), ["d2"]),
        ("taken", "unknown", LATER + timedelta(days=1), []),
    ],
)
def test_what_was_seen_in_force_after_it_was_asked_for_again_was_done_late(
    first: str, again: str | None, asked_on: date, kept: list[str]
) -> None:
    rows = [{"from_bid": 1.0, "to_bid": to} for to in (1.2, 1.3)]
    early, late = plan(rows[0]), plan(rows[1], digest="d2", as_of=asked_on)
    known = Course(results=results({"key 00000": again})) if again else None
    told = [(early, made(early, Course(results=results({"key 00000": first})))), (late, made(late, known))]
    assert not_repeated(told)["plan"].to_list() == kept


@pytest.mark.parametrize(
    ("code", "entity", "kept"),
    [
        ("N101", "Negative Keyword", ["d1"]),
        ("H202", "Negative Keyword", ["d1"]),
        ("H202", "Keyword", ["d1", "d2"]),
        ("U101", "Negative Keyword", ["d1", "d2"]),
    ],
)
def test_a_late_plan_did_what_an_unread_one_asked_for_whichever_rule_did(
    code: str, entity: str, kept: list[str]
) -> None:
    early = plan({"code": "H202", "key": "H202|1|2|pan"})
    late = plan({"code": code, "entity": entity, "key": f"{code}|1|2|pan"}, digest="d2", as_of=LATER)
    taken = results({"H202|1|2|pan": "taken"})
    reviewed = Course(Acceptance(LATER - timedelta(days=1), accepted("H202|1|2|pan")), taken)
    since = Course(Acceptance(LATER, accepted("H202|1|2|pan")), taken)
    unread = Course(results=results({f"{code}|1|2|pan": "taken"}, LATER + timedelta(days=1)))
    told = [(early, made(early, since)), (late, made(late, unread))]
    assert not_repeated(told)["plan"].to_list() == kept
    # Accepted on a day before it was asked for again, it wasn't uploaded by then.
    told = [(early, made(early, reviewed)), (late, made(late, unread))]
    assert not_repeated(told)["plan"].to_list()[-1] == "d2"


def test_negations_that_did_not_become_true_are_left_open() -> None:
    posterior = {"alpha": 1.0, "beta": 40.0}
    told = plan(
        posterior, posterior | {"consent": "watch"}, {"consent": "watch"}, {"code": "B301"} | posterior
    )
    found = left_open(told, made(told))
    assert found.height == 1
    assert found["probability"].to_list() == [0.9]


def test_no_plan_no_change() -> None:
    assert not_repeated([]).is_empty()


def test_rows_that_change_nothing_themselves_are_no_changes() -> None:
    rows = [{"code": code, "entity": "Campaign"} for code in ("T401", "T403", "W601", "T402")]
    assert made(plan(*rows))["code"].to_list() == ["T402"]

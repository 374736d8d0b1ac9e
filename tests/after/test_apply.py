from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from polars.testing import assert_frame_equal

from adopt.after.apply import AppliedReview, apply
from adopt.daily import run
from adopt.decide.made import MATCH_TYPES
from adopt.decide.needless import without_needless
from adopt.errors import InputError
from adopt.history import account_of
from adopt.history.course import read_course
from adopt.history.plans import keep_plan
from adopt.lab.market.take_back import upload_sheet
from adopt.say import translator
from adopt.settings import Aim, load_settings
from adopt.write.bulk_sheet import KEY
from adopt.write.outputs import UPLOADS
from adopt.write.plan_read import read_plan
from adopt.write.reviews import reviews_in
from adopt.write.workbook.identity import NOTE
from tests.after.books import small_book
from tests.after.conftest import DAY, Ran

LATER = DAY + timedelta(days=1)


def _proposed(ran: Ran, **where: Any) -> list[str]:
    return ran.told.actions.filter(pl.col("consent") != "watch").filter(**where)["key"].to_list()


def _rows(ran: Ran, chosen: Iterable[str], yes: str = "Yes") -> list[dict[str, object]]:
    wanted = set(chosen)
    return [{"Key": key, "Accept": yes if key in wanted else None} for key in _proposed(ran)]


def _applied(ran: Ran, book: Path, out: Path, **more: Any) -> AppliedReview:
    return apply(book, LATER, out, str(ran.out), ran.out.parent, **more)


def test_an_untouched_workbook_gives_the_files_of_the_run(ran: Ran, tmp_path: Path) -> None:
    done = apply(ran.out / "recommendations.xlsx", LATER, tmp_path)
    assert [path.name for path in done.written] == ["negatives.xlsx", "keywords.xlsx", "bids.xlsx"]
    for path in done.written:
        assert path.read_bytes() == (ran.out / path.name).read_bytes()
    course = read_course(ran.out, ran.told.digest)
    assert course.accepted is not None
    assert course.accepted.on == LATER
    assert course.accepted.rows["key"].to_list() == sorted(_proposed(ran, consent="safe"))
    assert (tmp_path / "accepted.json").read_bytes() == (ran.out / "accepted.json").read_bytes()


def test_the_chinese_workbook_says_the_same(ran: Ran, tmp_path: Path) -> None:
    english = apply(ran.out / "recommendations.xlsx", LATER, tmp_path / "en")
    chinese = apply(ran.out / "recommendations.zh.xlsx", LATER, tmp_path / "zh")
    assert english.review.accepted == chinese.review.accepted
    for path in english.written:
        assert path.read_bytes() == (tmp_path / "zh" / path.name).read_bytes()


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 60), language=st.sampled_from(["en", "zh"]))
def test_files_hold_exactly_the_chosen_rows_in_whatever_order(
    ran: Ran, tmp_path: Path, seed: int, count: int, language: str
) -> None:
    rng = np.random.default_rng(seed)
    chosen = set(rng.choice(_proposed(ran), size=count, replace=False).tolist())
    straight = small_book(tmp_path / "a.xlsx", ran.told.digest, _rows(ran, chosen), language)
    mixed = small_book(tmp_path / "b.xlsx", ran.told.digest, _rows(ran, chosen, "是"), language, rng)
    done, again = _applied(ran, straight, tmp_path / "a"), _applied(ran, mixed, tmp_path / "b")
    assert set(done.review.accepted) == set(again.review.accepted) == chosen
    assert not done.by_hand
    held: set[str] = set()
    for path in done.written:
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
        held |= _read_back(path, ran)
    # Exact negatives that a chosen phrase blocks as well aren't written.
    accepted = ran.told.actions.filter(pl.col("key").is_in(list(chosen)))
    assert held == set(without_needless(accepted)["key"])
    assert {path.name for path in (tmp_path / "a").iterdir()} == {
        *(path.name for path in done.written),
        "accepted.json",
    }


def _read_back(path: Path, ran: Ran) -> set[str]:
    """The actions that an upload file carries, told from its rows alone, as Amazon reads them."""
    sheet = upload_sheet(path)
    assert sheet is not None
    by_row = {
        _meaning(row): row["key"] for row in ran.told.actions.filter(pl.col("consent") != "watch").to_dicts()
    }
    return {by_row[_written(row)] for row in sheet.to_dicts()}


def _meaning(row: dict[str, Any]) -> tuple[Any, ...]:
    """What an action does: entity, place, what it names, match type, bid."""
    if row["to_text"] is None:
        return row["entity"], row["target_id"], row["to_bid"]
    made = row["to_bid"] is not None
    place = (
        (row["to_campaign_id"], row["to_ad_group_id"]) if made else (row["campaign_id"], row["ad_group_id"])
    )
    return (
        row["entity"],
        *place,
        row["to_text"],
        row["to_match_type"] or MATCH_TYPES.get(row["entity"]),
        row["to_bid"],
    )


def _written(row: dict[str, Any]) -> tuple[Any, ...]:
    bid = float(row["bid"]) if row["bid"] else None
    if row["operation"] == "Update":
        return row["entity"], row["keyword_id"] or row["product_targeting_id"], bid
    text = row["keyword_text"] or row["product_targeting_expression"]
    return row["entity"], row["campaign_id"], row["ad_group_id"], text, row["match_type"], bid


def test_values_of_the_sellers_own_are_written(ran: Ran, tmp_path: Path) -> None:
    bid = _proposed(ran, code="B301")[0]
    keyword = _proposed(ran, code="H201", entity="Keyword", consent="safe")[0]
    negative = _proposed(ran, code="N101", consent="safe")[0]
    rows: list[dict[str, object]] = [
        {"Key": bid, "Accept": "Yes", "Your value": 0.37},
        {"Key": keyword, "Accept": "Yes", "Your value": "phrase, 0.41"},
        {"Key": negative, "Accept": "Yes", "Your value": "often"},
    ]
    done = _applied(ran, small_book(tmp_path / "a.xlsx", ran.told.digest, rows), tmp_path / "out")
    sheets = {path.name: upload_sheet(path) for path in done.written}
    assert set(sheets) == {"keywords.xlsx", "bids.xlsx"}
    assert sheets["bids.xlsx"]["bid"].to_list() == ["0.37"]  # type: ignore[index]
    assert sheets["keywords.xlsx"].select("match_type", "bid").rows() == [("phrase", "0.41")]  # type: ignore[union-attr]
    (refused,) = done.review.refused
    assert (refused.row, refused.value, refused.problem.code) == (5, "often", "match_type")
    course = read_course(ran.out, ran.told.digest).accepted
    assert course is not None
    kept = {row["key"]: row for row in course.rows.to_dicts()}
    assert (kept[bid]["to_bid"], kept[keyword]["match_type"], negative in kept) == (0.37, "phrase", False)


def test_a_percentage_cell_is_read_as_it_is_shown(ran: Ran, tmp_path: Path) -> None:
    bid = _proposed(ran, code="B301")[0]
    book = small_book(
        tmp_path / "a.xlsx", ran.told.digest, [{"Key": bid, "Accept": "Yes", "Your value": 0.2}]
    )
    page = load_workbook(book)
    page.worksheets[0]["D3"].number_format = "0%"
    page.save(book)
    (refused,) = _applied(ran, book, tmp_path / "out").review.refused
    assert (refused.value, refused.problem.code) == ("20%", "no_percentage")


def test_a_level_of_tacos_that_was_declined_is_told_where_accepted_bids_carry_it(
    ran: Ran, tmp_path: Path
) -> None:
    sample = load_settings(ran.out.parent / "adopt.toml")
    tacos = sample.tacos.model_copy(update={"steer": True})
    own = sample.model_copy(update={"tacos": tacos, "tacos_low": 0.05, "tacos_high": 0.08})
    run(ran.out.parent, tmp_path, own, DAY, ("en",))
    told = read_plan(tmp_path / "plan.json")
    (level,) = told.actions.filter(code="T401")["key"]
    bids = told.actions.filter(code="B301", consent="safe")["key"].to_list()

    def carried(chosen: list[str]) -> tuple[str, ...]:
        rows = [{"Key": key, "Accept": "Yes" if key in chosen else "No"} for key in (*bids, level)]
        book = small_book(tmp_path / "book.xlsx", told.digest, rows)
        return apply(book, LATER, tmp_path / "accepted", str(tmp_path), ran.out.parent).carried

    assert carried(bids) == (level,)
    assert carried([*bids, level]) == ()
    assert carried([]) == (), "no bid carries it"


@pytest.mark.parametrize("steer", [True, False])
def test_a_level_of_an_aim_alone_is_none_of_tacos(ran: Ran, tmp_path: Path, steer: bool) -> None:
    sample = load_settings(ran.out.parent / "adopt.toml")
    tacos = sample.tacos.model_copy(update={"steer": True})
    aim = Aim(campaign="*", level=1.2, steer=steer)
    # Below the band nothing is asked of bids; above it all bids are left to the aim.
    band = {"tacos_low": 0.15, "tacos_high": 0.25} if steer else {"tacos_low": 0.05, "tacos_high": 0.08}
    run(
        ran.out.parent,
        tmp_path,
        sample.model_copy(update={"tacos": tacos, "aims": (aim,), **band}),
        DAY,
        ("en",),
    )
    told = read_plan(tmp_path / "plan.json")
    assert told.actions.filter(code="T401")["consent"].to_list() == ["watch" if steer else "safe"]
    bids = told.actions.filter(code="B301", consent="safe")
    assert set(bids["kappa"]) == {1.2}
    book = small_book(
        tmp_path / "book.xlsx", told.digest, [{"Key": key, "Accept": "Yes"} for key in bids["key"]]
    )
    assert apply(book, LATER, tmp_path / "accepted", str(tmp_path), ran.out.parent).carried == ()


def test_nothing_accepted_writes_nothing(ran: Ran, tmp_path: Path) -> None:
    done = _applied(ran, small_book(tmp_path / "a.xlsx", ran.told.digest, _rows(ran, ())), tmp_path / "out")
    assert (done.written, done.review.accepted) == ((), {})
    assert not (tmp_path / "out").exists()


def test_a_review_that_accepts_nothing_is_one_and_takes_the_place_of_an_earlier_one(
    ran: Ran, tmp_path: Path
) -> None:
    out, bid = tmp_path / "out", _proposed(ran, code="B301")[:1]
    assert _applied(ran, small_book(tmp_path / "a.xlsx", ran.told.digest, _rows(ran, bid)), out).written
    _applied(ran, small_book(tmp_path / "b.xlsx", ran.told.digest, _rows(ran, bid, "No")), out)
    assert [path.name for path in out.iterdir()] == ["accepted.json"]
    course = read_course(ran.out, ran.told.digest)
    assert course.accepted is not None
    assert course.accepted.rows.is_empty()


def test_earlier_files_are_replaced_and_others_stay(ran: Ran, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in (*UPLOADS, "mine.xlsx"):
        (out / name).write_text("earlier")
    bid = _proposed(ran, code="B301")[:1]
    _applied(ran, small_book(tmp_path / "a.xlsx", ran.told.digest, _rows(ran, bid)), out)
    assert sorted(path.name for path in out.iterdir()) == ["accepted.json", "bids.xlsx", "mine.xlsx"]


@pytest.mark.parametrize(("days", "refused"), [(3, False), (4, True)])
def test_an_old_plan_is_refused_unless_forced(ran: Ran, tmp_path: Path, days: int, refused: bool) -> None:
    book, day = ran.out / "recommendations.xlsx", DAY + timedelta(days=days)
    if refused:
        with pytest.raises(InputError, match=r"is of 2026-11-22, 4 days ago, and apply\.max_age_days is 3"):
            apply(book, day, tmp_path)
        assert list(tmp_path.iterdir()) == []
    assert apply(book, day, tmp_path, force=refused).written


def test_a_workbook_of_another_plan_is_refused_even_with_force(ran: Ran, tmp_path: Path) -> None:
    book = small_book(tmp_path / "recommendations.xlsx", "f" * 64, _rows(ran, _proposed(ran)[:3]))
    with pytest.raises(InputError, match="shows plan ffffffffffff, not"):
        apply(book, LATER, tmp_path / "out", str(ran.out), force=True)
    shutil.copy(ran.out / "plan.json", tmp_path)
    with pytest.raises(InputError, match=r"no plan\.json of it lies beside it or in the history"):
        apply(book, LATER, tmp_path / "out", force=True)


def test_the_plan_is_found_in_the_history_and_its_course_kept_there(ran: Ran, tmp_path: Path) -> None:
    home = tmp_path / "home"
    account = account_of("a", "US", "USD")
    kept = keep_plan(
        home, account, ran.told.as_of, ran.told.digest, (ran.out / "plan.json").read_text(encoding="utf-8")
    )
    bid = _proposed(ran, code="B301")[:1]
    book = small_book(tmp_path / "book.xlsx", ran.told.digest, _rows(ran, bid))
    done = apply(book, LATER, bulk=ran.out.parent, home=home)
    assert done.course == kept
    course = read_course(kept, ran.told.digest)
    assert course.accepted is not None
    assert course.accepted.rows["key"].to_list() == bid
    assert done.out == tmp_path / "accepted"


def test_beside_the_plan_stands_that_it_was_applied_though_a_history_keeps_its_course(
    ran: Ran, tmp_path: Path
) -> None:
    """The next run sees by it that no answers would be lost, even where all of them were No."""
    home, run = tmp_path / "home", tmp_path / "run"
    run.mkdir()
    shutil.copy(ran.out / "plan.json", run)
    text = (ran.out / "plan.json").read_text(encoding="utf-8")
    kept = keep_plan(home, account_of("a", "US", "USD"), ran.told.as_of, ran.told.digest, text)
    book = small_book(run / "recommendations.xlsx", ran.told.digest, _rows(ran, []))
    done = apply(book, LATER, tmp_path / "uploads", bulk=ran.out.parent, home=home)
    assert done.course == kept
    assert not done.review.accepted
    assert read_course(run, ran.told.digest).accepted is not None
    assert not reviews_in(run, ["recommendations.xlsx"], None)


def test_a_plan_kept_aside_is_found_beside_its_workbook_and_keeps_its_own_course(
    ran: Ran, tmp_path: Path
) -> None:
    digest = ran.told.digest[:8]
    book, plan = tmp_path / f"recommendations.{digest}.xlsx", tmp_path / f"plan.{digest}"
    plan.mkdir()
    shutil.copy(ran.out / "plan.json", plan)
    other = (ran.out / "plan.json").read_text(encoding="utf-8").replace(ran.told.digest, "0" * 64)
    (tmp_path / "plan.json").write_text(other, encoding="utf-8")
    yes = _proposed(ran, code="B301")[:1]
    small_book(book, ran.told.digest, _rows(ran, yes))
    done = apply(book, LATER, bulk=ran.out.parent)
    assert list(done.review.accepted) == yes
    assert done.course == plan
    assert read_course(plan, ran.told.digest).accepted is not None
    assert not (tmp_path / "accepted.json").exists()


def test_another_download_is_no_substitute(ran: Ran, tmp_path: Path) -> None:
    book = small_book(tmp_path / "book.xlsx", ran.told.digest, _rows(ran, _proposed(ran)[:1]))
    newer = tmp_path / "bulk-newer.xlsx"
    newer.write_bytes((ran.out / "bids.xlsx").read_bytes())
    with pytest.raises(
        InputError, match=r"made with, bulk-\S+\.xlsx \(SHA-256 [0-9a-f]{12}\), isn't in .*bulk-newer"
    ):
        apply(book, LATER, plan=str(ran.out), bulk=newer)
    named = next(one for one in ran.told.inputs if one.kind == "bulk")
    renamed = tmp_path / "mine.xlsx"
    renamed.write_bytes((ran.out.parent / named.file).read_bytes())
    assert apply(book, LATER, tmp_path / "out", str(ran.out), renamed).written


def test_the_download_is_found_inside_an_archive(ran: Ran, tmp_path: Path) -> None:
    named = next(one for one in ran.told.inputs if one.kind == "bulk")
    shutil.make_archive(str(tmp_path / "downloads"), "zip", ran.out.parent, named.file)
    book = small_book(tmp_path / "book.xlsx", ran.told.digest, _rows(ran, _proposed(ran)[:1]))
    assert apply(book, LATER, tmp_path / "out", str(ran.out), tmp_path / "downloads.zip").written


@pytest.mark.parametrize("column", ["Accept", "Key"])
def test_a_workbook_that_lost_a_column_is_refused(ran: Ran, tmp_path: Path, column: str) -> None:
    """Its rows would count as deleted, and the seller's answers be lost without a word."""
    with pytest.raises(InputError, match=f"column {column} was renamed or removed"):
        _applied(ran, _renamed(ran, tmp_path, (column,)), tmp_path / "out")


def test_a_workbook_without_its_columns_is_refused(ran: Ran, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no sheet has the columns Accept and Key"):
        _applied(ran, _renamed(ran, tmp_path, ("Accept", "Key")), tmp_path / "out")


def _renamed(ran: Ran, folder: Path, headers: tuple[str, ...]) -> Path:
    """A workbook in which these columns are called otherwise."""
    book = small_book(folder / "book.xlsx", ran.told.digest, [])
    loaded = load_workbook(book)
    for cell in loaded.worksheets[0][2]:
        cell.value = f"my {cell.value}" if cell.value in headers else cell.value
    loaded.save(book)
    return book


def test_files_that_are_no_workbook_of_ours(tmp_path: Path) -> None:
    text = tmp_path / "a.xlsx"
    text.write_text("no workbook")
    with pytest.raises(InputError, match="isn't an Excel workbook"):
        apply(text, LATER)
    book = small_book(tmp_path / "b.xlsx", "", [])
    loaded = load_workbook(book)
    del loaded.custom_doc_props["adopt_plan"]
    loaded.save(book)
    with pytest.raises(InputError, match="it names no plan"):
        apply(book, LATER)


def test_a_program_that_drops_the_properties_leaves_the_line_in_read_me(ran: Ran, tmp_path: Path) -> None:
    book = small_book(tmp_path / "a.xlsx", "", _rows(ran, _proposed(ran)[:2]))
    loaded = load_workbook(book)
    del loaded.custom_doc_props["adopt_plan"]
    loaded.create_sheet("阅读").append(
        [translator("zh")(NOTE, digest=ran.told.digest[:12], day="2026-11-22", version="0.1.0")]
    )
    loaded.save(book)
    assert _applied(ran, book, tmp_path / "out").written


def test_yesterdays_review_goes_with_a_new_plan(ran: Ran, tmp_path: Path) -> None:
    from adopt.write import remove_review

    folder = tmp_path / "accepted"
    _applied(ran, small_book(tmp_path / "a.xlsx", ran.told.digest, _rows(ran, _proposed(ran)[:1])), folder)
    remove_review(tmp_path, ran.told.digest)
    assert folder.is_dir()
    remove_review(tmp_path, "0" * 64)
    assert not folder.exists()


def test_json_of_the_course_has_the_form_that_the_history_reads(ran: Ran, tmp_path: Path) -> None:
    _applied(
        ran,
        small_book(tmp_path / "a.xlsx", ran.told.digest, _rows(ran, _proposed(ran)[:2])),
        tmp_path / "out",
    )
    found = json.loads((tmp_path / "out" / "accepted.json").read_text(encoding="utf-8"))
    assert (found["plan"], found["on"], len(found["rows"])) == (ran.told.digest, str(LATER), 2)
    assert date.fromisoformat(found["on"]) == LATER
    assert_frame_equal(
        pl.DataFrame(found["rows"]).select(KEY), pl.DataFrame({KEY: sorted(_proposed(ran)[:2])})
    )

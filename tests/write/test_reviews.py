"""A run never replaces answers of the seller's that weren't applied."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from adopt.cli.screen_daily import show_reviews
from adopt.daily import Round
from adopt.errors import SettingsError
from adopt.history.course import write_accepted
from adopt.plan.plan import Plan
from adopt.reports.folder import is_input
from adopt.schema import Acceptance, Accepted, Bulk
from adopt.write import KeptReview, leave_outputs, remove_others
from adopt.write.workbook.answers import answers
from tests.after.books import answered

DIGEST, LATER = "0123456789abcdef" * 4, "fedcba9876543210" * 4
BOOK, ASIDE, PLAN_ASIDE = "recommendations.xlsx", "recommendations.01234567.xlsx", "plan.01234567"
SAFE, ASK = "N101:yoga mat", "B301:mat"
NO: dict[str, str | None] = {SAFE: "No"}

Made = Callable[..., Plan]


@pytest.fixture
def made(make_plan: Any, action: Any) -> Made:
    """The plan of a day, by its digest: a safe negative and a bid to decide on."""

    def make(digest: str = DIGEST) -> Plan:
        plan: Plan = make_plan([action(), action("B301", consent="ask")], digest=digest)
        return plan

    return make


def _saved(
    folder: Path, given: Mapping[str, str | None], values: Mapping[str, object] | None = None
) -> bytes:
    """The workbook as a program saves it with these answers."""
    answered(folder / BOOK, folder / BOOK, given, values or {})
    return (folder / BOOK).read_bytes()


def _content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("given", "values"),
    [
        pytest.param(NO, {}, id="No to what is safe"),
        pytest.param({ASK: "Yes"}, {}, id="Yes to what is asked"),
        pytest.param({}, {SAFE: "negativePhrase"}, id="a value of one's own"),
        pytest.param({ASK: "perhaps"}, {}, id="a word that isn't known"),
    ],
)
def test_answers_to_the_same_plan_stay_where_they_are(
    given: Mapping[str, str | None], values: Mapping[str, object], tmp_path: Path, made: Made, bulk: Bulk
) -> None:
    leave_outputs(made(), bulk, tmp_path)
    mine = _saved(tmp_path, given, values)
    done = leave_outputs(made(), bulk, tmp_path, ("en", "zh"))
    assert done.reviews == (KeptReview(tmp_path / BOOK, tmp_path / BOOK, DIGEST),)
    assert [path.name for path in done.written] == ["negatives.xlsx", "recommendations.zh.xlsx", "plan.json"]
    assert (tmp_path / BOOK).read_bytes() == mine


def test_a_reviewed_workbook_in_a_language_that_this_run_does_not_write_stays_too(
    tmp_path: Path, made: Made, bulk: Bulk
) -> None:
    leave_outputs(made(), bulk, tmp_path, ("en", "zh"))
    name = tmp_path / "recommendations.zh.xlsx"
    answered(name, name, {SAFE: "否"}, {})
    assert [one.stayed for one in leave_outputs(made(), bulk, tmp_path).reviews] == [True]
    assert {one.accept for one in answers(name)} == {"否", None}


def test_answers_to_another_plan_are_kept_aside_with_it(tmp_path: Path, made: Made, bulk: Bulk) -> None:
    leave_outputs(made(), bulk, tmp_path)
    mine, plan = _saved(tmp_path, NO), (tmp_path / "plan.json").read_bytes()
    done = leave_outputs(made(LATER), bulk, tmp_path)
    assert done.reviews == (KeptReview(tmp_path / BOOK, tmp_path / ASIDE, DIGEST),)
    assert (tmp_path / ASIDE).read_bytes() == mine
    assert (tmp_path / PLAN_ASIDE / "plan.json").read_bytes() == plan
    assert {one.accept for one in answers(tmp_path / BOOK)} == {"Yes", None}
    assert not is_input(tmp_path / ASIDE)
    before = _content(tmp_path)
    assert leave_outputs(made(LATER), bulk, tmp_path).reviews == ()
    assert remove_others(tmp_path, [tmp_path]) == ()
    assert _content(tmp_path) == before


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path, made: Made, bulk: Bulk) -> None:
    leave_outputs(made(), bulk, tmp_path, ("en", "zh"))
    (tmp_path / ASIDE).write_bytes(b"mine")
    for name in (BOOK, "recommendations.zh.xlsx"):
        answered(tmp_path / name, tmp_path / name, {ASK: "n"}, {})
    done = leave_outputs(made(LATER), bulk, tmp_path)
    kept = [(one.was.name, one.path.name) for one in done.reviews]
    assert kept == [
        (BOOK, "recommendations.01234567.2.xlsx"),
        ("recommendations.zh.xlsx", "recommendations.01234567.3.xlsx"),
    ]
    assert (tmp_path / ASIDE).read_bytes() == b"mine"


def _nothing(folder: Path) -> None:
    """The workbook as the run wrote it."""


def _saved_unchanged(folder: Path) -> None:
    _saved(folder, {})


def _applied_before(folder: Path) -> None:
    _saved(folder, NO)
    _accepted(folder, -1)


def _applied(folder: Path) -> None:
    _saved(folder, NO)
    _accepted(folder, 1)


def _accepted(folder: Path, later: float) -> None:
    """An acceptance so many seconds after the workbook was saved."""
    none = Accepted.validate(Accepted.create_empty())
    write_accepted(folder, DIGEST, Acceptance(date(2026, 11, 1), none))
    moment = (folder / BOOK).stat().st_mtime + later
    os.utime(folder / "accepted.json", (moment, moment))


@pytest.mark.parametrize(
    ("work", "kept"),
    [(_nothing, False), (_saved_unchanged, False), (_applied, False), (_applied_before, True)],
)
def test_only_what_would_be_lost_is_kept(
    work: Callable[[Path], None], kept: bool, tmp_path: Path, made: Made, bulk: Bulk
) -> None:
    leave_outputs(made(), bulk, tmp_path)
    work(tmp_path)
    assert bool(leave_outputs(made(LATER), bulk, tmp_path).reviews) is kept
    assert (tmp_path / ASIDE).exists() is kept


def test_a_row_that_was_taken_out_is_an_answer(tmp_path: Path, made: Made, bulk: Bulk) -> None:
    leave_outputs(made(), bulk, tmp_path)
    book = load_workbook(tmp_path / BOOK)
    book["Decide"].delete_rows(3)
    book.save(tmp_path / BOOK)
    assert [one.stayed for one in leave_outputs(made(), bulk, tmp_path).reviews] == [True]


def test_a_workbook_without_its_plan_beside_it_is_kept_alone(tmp_path: Path, made: Made, bulk: Bulk) -> None:
    leave_outputs(made(), bulk, tmp_path)
    _saved(tmp_path, {})
    (tmp_path / "plan.json").unlink()
    assert [one.path.name for one in leave_outputs(made(LATER), bulk, tmp_path).reviews] == [ASIDE]
    assert not (tmp_path / PLAN_ASIDE).exists()


def test_a_file_that_cannot_be_read_is_not_lost_either(tmp_path: Path, made: Made, bulk: Bulk) -> None:
    (tmp_path / BOOK).write_bytes(b"half saved")
    kept = tmp_path / "recommendations.kept.xlsx"
    assert leave_outputs(made(), bulk, tmp_path).reviews == (KeptReview(tmp_path / BOOK, kept, None),)
    assert kept.read_bytes() == b"half saved"


def test_a_failure_leaves_nothing_aside(
    tmp_path: Path, made: Made, bulk: Bulk, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_outputs(made(), bulk, tmp_path)
    _saved(tmp_path, NO)
    before, move = sorted(tmp_path.iterdir()), Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target == tmp_path / "plan.json" and self.parent.name != "old":
            raise PermissionError(13, "Permission denied", str(target))
        return move(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(SettingsError, match=r"plan\.json: can't be written"):
        leave_outputs(made(LATER), bulk, tmp_path)
    monkeypatch.undo()
    assert sorted(tmp_path.iterdir()) == before


def test_answers_where_a_run_no_longer_writes_are_kept_aside(tmp_path: Path, made: Made, bulk: Bulk) -> None:
    gone = tmp_path / "a1-US-USD"
    leave_outputs(made(), bulk, gone)
    mine = _saved(gone, NO)
    assert remove_others(tmp_path, [tmp_path]) == (KeptReview(gone / BOOK, gone / ASIDE, DIGEST),)
    assert sorted(_content(gone)) == [f"{PLAN_ASIDE}/plan.json", ASIDE]
    assert (gone / ASIDE).read_bytes() == mine


@pytest.mark.parametrize(("quiet", "told"), [(False, 3), (True, 2)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_screen_tells_which_and_how_to_apply_them(
    quiet: bool, told: int, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    was = Path("out", BOOK)
    reviews = tuple(
        KeptReview(was, path, digest)
        for path, digest in ((was, DIGEST), (was.with_name(ASIDE), DIGEST), (was.with_name("k.xlsx"), None))
    )
    show_reviews(Round({}, {}, reviews), language, quiet=quiet)
    said = " ".join(capsys.readouterr().err.split())
    assert said.count("! ") == told
    assert (f"adopt apply {was}" in said) is not quiet
    assert f"adopt apply {was.with_name(ASIDE)}" in said

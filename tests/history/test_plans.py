"""Plans are kept once, found by day or digest, and what became of them lies beside them."""

from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from adopt.errors import InputError
from adopt.history import Account
from adopt.history.course import (
    read_course,
    write_accepted,
    write_results,
    write_undone,
)
from adopt.history.plans import (
    forget_plans,
    keep_plan,
    kept_of_plan,
    newest_plan,
    of_its_day,
    plan_named,
    plans_of,
)
from adopt.schema import Acceptance, Accepted, Result, Undoing

ACME, OTHER = Account("acme", "US", "USD"), Account("other", "US", "USD")
DAY, DIGEST = date(2026, 11, 22), "ab12" * 16


def kept(
    home: Path, day: date = DAY, digest: str = DIGEST, account: Account = ACME, text: str = "{}"
) -> Path:
    return keep_plan(home, account, day, digest, text)


def test_a_plan_is_kept_once_and_found_by_day_digest_folder_or_file(tmp_path: Path) -> None:
    folder = kept(tmp_path, text='{"a": 1}')
    assert kept(tmp_path, text="another text of the same digest") == folder
    assert gzip.decompress((folder / "plan.json.gz").read_bytes()) == b'{"a": 1}'
    names = (
        "2026-11-22",
        DIGEST,
        DIGEST[:4],
        f"2026-11-22-{DIGEST[:12]}",
        str(folder),
        str(folder / "plan.json.gz"),
    )
    assert {plan_named(name, tmp_path) for name in names} == {folder}
    assert kept_of_plan(tmp_path, DAY, DIGEST) == folder
    assert kept_of_plan(None, DAY, DIGEST) is None
    assert kept_of_plan(tmp_path, DAY, "0" * 64) is None
    assert "acme" not in str(folder)


def test_a_name_of_two_plans_or_of_none_says_which_there_are(tmp_path: Path) -> None:
    kept(tmp_path)
    kept(tmp_path, digest="ab99" * 16)
    with pytest.raises(InputError, match=r"several plans are called 2026-11-22: .*ab12.*ab99"):
        plan_named("2026-11-22", tmp_path)
    with pytest.raises(InputError, match="known: 2026-11-22-ab12"):
        plan_named("ab1", tmp_path)
    with pytest.raises(InputError, match="there is no history here; name"):
        plan_named("2026-11-22", None)


def test_plans_of_one_day_are_told_apart_by_account_time_and_changes(tmp_path: Path) -> None:
    kinds = (
        ("a", "safe", "Keyword"),
        ("b", "safe", "Keyword"),
        ("c", "safe", "Account"),
        ("d", "ask", "Keyword"),
    )
    rows = [{"key": key, "consent": consent, "entity": entity} for key, consent, entity in kinds]
    text = json.dumps({"account": "acme", "marketplace": "US", "actions": rows})
    for digest, hour, plan in ((DIGEST, 4, text), ("cd34" * 16, 12, '{"account": null}')):
        file = kept(tmp_path, digest=digest, text=plan) / "plan.json.gz"
        moment = datetime(2026, 11, 22, hour, 5, tzinfo=UTC).timestamp()
        os.utime(file, (moment, moment))
    with pytest.raises(InputError) as raised:
        plan_named("2026-11-22", tmp_path)
    said = str(raised.value)
    assert "2026-11-22-ab12ab12ab12 (acme US, kept 2026-11-22 04:05 UTC, changes: 2); " in said
    assert "2026-11-22-cd34cd34cd34 (-, kept 2026-11-22 12:05 UTC, changes: -); " in said
    accepted = pl.DataFrame([{"key": "d"}], schema=Accepted.create_empty().schema)
    write_accepted(kept(tmp_path), DIGEST, Acceptance(DAY, Accepted.validate(accepted)))
    with pytest.raises(InputError, match=r"04:05 UTC, changes: 1\)"):
        plan_named("2026-11-22", tmp_path)


def test_the_newest_of_one_day_is_the_one_kept_last_whatever_its_digest(tmp_path: Path) -> None:
    first, last = kept(tmp_path, digest="ff" * 32), kept(tmp_path, digest="00" * 32)
    other = kept(tmp_path, account=OTHER, text='{"account": "A1OTHER"}')
    for folder, hour in ((first, 4), (last, 12), (other, 1)):
        moment = datetime(2026, 11, 22, hour, tzinfo=UTC).timestamp()
        os.utime(folder / "plan.json.gz", (moment, moment))
    assert plans_of(tmp_path, ACME) == (first, last)
    assert newest_plan(tmp_path) == newest_plan(tmp_path, "unknown") == last
    assert newest_plan(tmp_path, "a1other") == other
    assert newest_plan(None) is None
    assert [of_its_day(folder) for folder in (first, last, other)] == [2, 2, 1]


def test_plans_are_those_of_the_account_oldest_first_and_are_forgotten_with_it(tmp_path: Path) -> None:
    later, first = kept(tmp_path, date(2026, 12, 1)), kept(tmp_path)
    other = kept(tmp_path, account=OTHER)
    assert plans_of(tmp_path, ACME) == (first, later)
    forget_plans(tmp_path, ACME.key, date(2026, 11, 23))
    assert plans_of(tmp_path, ACME) == (first,)
    forget_plans(tmp_path, ACME.key)
    assert plans_of(tmp_path, ACME) == ()
    assert plans_of(tmp_path, OTHER) == (other,)


def test_what_became_of_a_plan_is_read_as_it_was_written_and_only_for_that_plan(tmp_path: Path) -> None:
    rows = Accepted.validate(
        pl.DataFrame(
            {
                "key": ["b", "a"],
                "to_bid": [None, 1.25],
                "to_value": [None, None],
                "match_type": [None, "phrase"],
            },
            schema=Accepted.create_empty().schema,
        )
    )
    results = Result.validate(
        pl.DataFrame(
            {
                "key": ["a"],
                "status": ["rejected"],
                "code": ["too_long"],
                "message": ["关键词 is invalid"],
                "seen_on": [DAY],
            }
        )
    )
    write_accepted(tmp_path, DIGEST, Acceptance(DAY, rows))
    write_results(tmp_path, DIGEST, results)
    write_undone(tmp_path, DIGEST, Undoing(DAY, ("b", "a")))
    course = read_course(tmp_path, DIGEST)
    assert course.accepted is not None
    assert (course.accepted.on, course.accepted.rows.equals(rows.sort("key"))) == (DAY, True)
    assert course.results.equals(results)
    assert course.undone == Undoing(DAY, ("a", "b"))
    foreign = read_course(tmp_path, "0" * 64)
    assert (foreign.accepted, foreign.results.height, foreign.undone) == (None, 0, None)
    write_accepted(tmp_path, DIGEST, Acceptance(date(2026, 11, 24), Accepted.cast(rows.head(1))))
    assert read_course(tmp_path, DIGEST).undone == Undoing(DAY, ("a",))


@pytest.mark.parametrize("text", ["{", "[]", f'{{"plan": "{DIGEST}"}}'], ids=["cut", "list", "without rows"])
def test_a_damaged_file_is_an_error_that_names_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "accepted.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"accepted\.json: can't be read"):
        read_course(tmp_path, DIGEST)

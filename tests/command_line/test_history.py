from __future__ import annotations

import json
from pathlib import Path

import pytest

from adopt.history import History
from adopt.history.beside import tells_days
from adopt.words.companions import companions
from tests.command_line.run import adopt
from tests.history.readings import ACCOUNT, business, companion, day, report


@pytest.fixture
def home(tmp_path: Path) -> Path:
    history = History(tmp_path / "kept")
    history.ingest(report(0, 4), ACCOUNT, day(5))
    history.ingest(report(3, 9, clicks=20), ACCOUNT, day(10))
    history.ingest(report(12, 13), ACCOUNT, day(14))
    history.ingest(business(0, 9), ACCOUNT, day(10))
    return history.home


def test_history_is_shown_in_both_languages(home: Path) -> None:
    done = adopt("history", "--home", home, "--lang", "both", "--as-of", day(15).isoformat())
    assert done.returncode == 0, done.stderr
    for words in (
        "acme-US-USD",
        "search term report",
        "business report",
        f"nothing is known of {day(10)} – {day(11)}",
        "账户",
        "没有任何数据",
    ):
        assert words in done.stderr
    assert done.stdout == ""


def test_history_as_json(home: Path) -> None:
    done = adopt("history", "--home", home, "--json", "--as-of", day(15).isoformat())
    said = json.loads(done.stdout)
    (terms,) = [one for one in said["known"] if one["kind"] == "search_term"]
    assert (terms["days"], terms["restated"], terms["age_days"]) == (12, 2, 2)
    assert terms["gaps"] == [[day(10).isoformat(), day(11).isoformat()]]
    assert said["bytes"] > 0


def test_maturity_is_shown_once_downloads_tell_it(tmp_path: Path) -> None:
    history = History(tmp_path)
    for number in range(4):
        history.ingest(report(number, number + 9, clicks=10 * (number + 7)), ACCOUNT, day(number + 10))
    done = adopt("history", "--home", tmp_path, "--lang", "both")
    assert "learned from 3 days of acme-US-USD" in done.stderr
    assert "由 acme-US-USD 的 3 天学得" in done.stderr
    said = json.loads(adopt("history", "--home", tmp_path, "--json").stdout)["maturity"]["acme-US-USD"]
    (first,) = [one for one in said if (one["metric"], one["age"]) == ("clicks", 8)]
    assert 0.5 < first["low"] < first["share"] < 1


def test_the_default_is_shown_until_downloads_tell_it(home: Path) -> None:
    done = adopt("history", "--home", home, "--lang", "both")
    assert "Until then the default share" in done.stderr
    assert "默认比例" in done.stderr
    assert "66%, 77%, " in done.stderr
    assert "66%、77%、" in done.stderr


def test_twenty_kinds_with_many_gaps_stay_readable(tmp_path: Path) -> None:
    history = History(tmp_path)
    for kind in [kind for kind, layout in companions().items() if tells_days(layout)]:
        for number in range(0, 21, 3):
            history.ingest(companion(kind, [{"day": day(number)}], number, number), ACCOUNT, day(number + 1))
    history.ingest(companion("listings_all", [{"sku": "pan"}]), ACCOUNT, day(3))
    done = adopt("history", "--home", tmp_path, "--as-of", day(21).isoformat())
    lines = done.stderr.splitlines()
    assert len([line for line in lines if "acme-US-USD, campaign report: nothing is known" in line]) == 1
    assert f"{day(16)} – {day(17)}" in done.stderr
    assert "2 earlier gaps" in done.stderr.replace("\n", " ")
    assert len([line for line in lines if line.startswith("acme-US-USD ")]) == 1
    assert "all listings" in done.stderr
    said = json.loads(adopt("history", "--home", tmp_path, "--json").stdout)["known"]
    assert {len(one["gaps"]) for one in said if one["days"]} == {6}


def test_no_history_yet_is_no_error(tmp_path: Path) -> None:
    done = adopt("history", cwd=tmp_path)
    assert done.returncode == 0
    assert "adopt daily --home .adopt" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_forgetting_asks_first(home: Path) -> None:
    asked = adopt("history", "forget", "acme", "--home", home)
    assert asked.returncode == 2
    assert "--yes" in asked.stderr
    assert len(History(home).coverage()) == 2
    done = adopt("history", "forget", "acme", "--home", home, "--yes")
    assert done.returncode == 0, done.stderr
    assert "Removed" in done.stderr
    assert History(home).coverage() == ()


def test_forgetting_somebody_unknown_is_said(home: Path) -> None:
    done = adopt("history", "forget", "nobody", "--home", home, "--yes", "--lang", "zh")
    assert done.returncode == 3
    assert "acme-US-USD" in done.stderr

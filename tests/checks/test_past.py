"""History is asked only of what it has."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from adopt.history import History
from adopt.past_reports import known_before, past_of
from adopt.words.companions import companions

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_no_table_is_opened_of_a_kind_that_was_never_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(History, "companion", lambda _self, _whose, kind, _day: asked.append(kind))
    (tmp_path / "companions" / "all_orders" / "_delta_log").mkdir(parents=True)
    past = past_of(tmp_path, "a1", "US", "USD")
    assert past
    assert known_before(past, NOW, companions()) == {}
    assert asked == ["all_orders"]


def test_without_a_currency_or_a_folder_there_is_no_past(tmp_path: Path) -> None:
    assert past_of(tmp_path, "a1", "US", None) is None
    assert past_of(tmp_path / "none", "a1", "US", "USD") is None
    assert past_of(None, "a1", "US", "USD") is None

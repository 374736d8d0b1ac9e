"""``adopt appeal``: the template, the draft, and what is said beside it."""

from __future__ import annotations

from pathlib import Path

from tests.appeal.facts import WHOLE
from tests.command_line.run import adopt


def test_the_template_is_written_and_drafted(tmp_path: Path) -> None:
    path = tmp_path / "facts.toml"
    written = adopt("appeal", "--template", "--out", path)
    assert (written.returncode, written.stdout) == (0, "")
    again = adopt("appeal", "--template", "--out", path)
    assert again.returncode == 2
    drafted = adopt("appeal", path, "--as-of", "2026-11-25")
    assert drafted.returncode == 0
    assert drafted.stdout.startswith("# Plan of action\n")
    assert "8 gaps to fill before you send it:" in drafted.stderr
    assert "- root causes: nothing is written here yet." in drafted.stderr


def test_a_whole_appeal_in_both_languages(tmp_path: Path) -> None:
    facts, out = tmp_path / "facts.toml", tmp_path / "appeal.md"
    facts.write_text(WHOLE, encoding="utf-8")
    done = adopt("appeal", facts, "--out", out, "--as-of", "2026-11-25", "--lang", "both")
    assert (done.returncode, done.stdout) == (0, "")
    assert "[you fill" not in out.read_text(encoding="utf-8")
    assert "Due 2026-11-27 17:00 PST: 61 hours left." in done.stderr  # from 12:00 UTC, 04:00 in Los Angeles
    assert "截止 2026-11-27 17:00 PST：还剩 61 小时。" in done.stderr
    assert "Nothing is missing by our rules." in done.stderr


def test_the_sellers_own_limit_of_invoices_counts(tmp_path: Path) -> None:
    (tmp_path / "facts.toml").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "adopt.toml").write_text("[checks]\ninvoice_age_days = 180\n", encoding="utf-8")
    done = adopt("appeal", tmp_path / "facts.toml", "--as-of", "2026-11-25")
    assert "the invoice of 2026-05-02 is too old: Amazon takes those of the last 180 days." in done.stderr


def test_wrong_calls(tmp_path: Path) -> None:
    assert (adopt("appeal").returncode, adopt("appeal", tmp_path / "none.toml").returncode) == (2, 3)
    path = tmp_path / "facts.toml"
    path.write_text("[notice]\nsubjekt = 1\n", encoding="utf-8")
    wrong = adopt("appeal", path, "--lang", "zh")
    assert wrong.returncode == 3
    assert "notice.subjekt" in wrong.stderr

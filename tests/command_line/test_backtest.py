"""``adopt backtest`` as a user runs it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.command_line.run import DAY, SAMPLE, adopt


def test_the_sample_account_is_told_in_three_lines_tables_and_a_page(tmp_path: Path) -> None:
    page = tmp_path / "new" / "backtest.html"
    done = adopt("backtest", SAMPLE, "--as-of", DAY, "--json", "--lang", "both", "--out", page)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    said = done.stderr.splitlines()
    assert said[1:4] == result["verdict"]
    assert any("回测" in line for line in said)
    assert len(result["cuts"]) == 4
    ours, *others = result["gains"]
    assert ours["policy"] == "adopt, all its negations"
    assert ours["gain"]["low"] > 0
    assert {one["policy"].rsplit("(")[-1] for one in others} >= {"B1)", "B3)", "B9)", "B1 mended)"}
    html = page.read_text(encoding="utf-8")
    assert "<svg" in html
    assert not re.search(r"(?:src|href)=", html)
    assert str(page) in done.stderr
    # A wide table fits a laptop's screen: its first column and its headers wrap, its numbers don't.
    assert "td + td { white-space: nowrap; }" in html
    assert html.count("nowrap") == 1
    columns = re.findall(r'<th scope="col">(.*?)</th>', html)[:10]
    assert columns[5:] == ["gain", "95%", "sure?", "adopt&#x27;s lead", "95%"]


def test_a_folder_without_reports_is_refused_in_a_sentence(tmp_path: Path) -> None:
    done = adopt("backtest", tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith("Error: there are no reports in ")
    assert not done.stdout

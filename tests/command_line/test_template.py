"""``adopt template``: what it writes explains itself in both languages and is read back."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from adopt.cli import main
from adopt.reports import Refusal, identify
from adopt.schema import Reading
from adopt.words.companions import Layout, companions
from tests.command_line.run import adopt
from tests.reports.layouts import cell, expected

TEMPLATES = [layout for layout in companions().values() if layout.template]


def run(*words: str) -> str:
    result = CliRunner().invoke(main, ["template", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("layout", TEMPLATES, ids=lambda layout: layout.kind)
@pytest.mark.parametrize("lang", ["en", "zh", "both"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_a_filled_template_is_read_back(layout: Layout, lang: str, separator: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    run(layout.kind, "--lang", lang, "--out", str(path))
    lines = [row for row in csv.reader(path.read_text(encoding="utf-8-sig").splitlines()) if row]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream, delimiter=separator)
        rows.writerows([*lines, *[[cell(column) for column in layout.columns]] * 2])
    reading = identify(path)
    assert isinstance(reading, Reading), reading
    assert isinstance(reading.data, pl.DataFrame)
    assert (reading.kind, reading.read, reading.rejected.height) == (layout.kind, 2, 0)
    assert reading.data.drop("row").to_dicts() == [expected(layout)] * 2


def test_the_list_of_templates_has_the_punctuation_of_its_language() -> None:
    english, chinese = run(), run("--lang", "zh")
    assert "tickets: buyer messages. Your own list: Amazon has no download" in english
    assert "tickets：买家消息。自己维护：亚马逊不提供" in chinese
    assert not re.search(r"[.:,;] |[一-鿿] [一-鿿]", chinese)
    assert len(english.splitlines()) == len(chinese.splitlines()) == len(TEMPLATES)


@pytest.mark.parametrize("layout", TEMPLATES, ids=lambda layout: layout.kind)
def test_every_column_is_explained_in_both_languages(layout: Layout) -> None:
    english, chinese = run(layout.kind), run(layout.kind, "--lang", "zh")
    for column in layout.columns:
        said = layout.notes[column.names[0]]
        assert said[0] in english
        assert said[1] in chinese
    assert english.splitlines()[-1] == ",".join(column.names[0] for column in layout.columns)


def test_an_empty_template_is_no_report(tmp_path: Path) -> None:
    run("costs", "--out", str(tmp_path / "costs.csv"))
    refusal = identify(tmp_path / "costs.csv")
    assert isinstance(refusal, Refusal)
    assert (refusal.kind, refusal.reason) == ("costs", "no_rows")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_a_name_they_are_listed(lang: str) -> None:
    lines = run("--lang", lang).splitlines()
    assert [re.split(": |：", line)[0] for line in lines] == [layout.kind for layout in TEMPLATES]
    assert all(layout.name[lang] in line for layout, line in zip(TEMPLATES, lines, strict=True))


def test_what_was_written_is_said_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "costs.csv"
    result = CliRunner().invoke(main, ["template", "costs", "--out", str(path), "--lang", "both"])
    assert result.stderr.splitlines() == [f"Wrote {path}.", f"已写入 {path}。"]


def test_an_unknown_name_is_said_and_a_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "costs.csv"
    path.write_text("mine")
    unknown, there = adopt("template", "cost"), adopt("template", "costs", "--out", path)
    assert (unknown.returncode, there.returncode) == (2, 2)
    assert "'cost'" in unknown.stderr
    assert "costs" in unknown.stderr
    assert path.read_text() == "mine"

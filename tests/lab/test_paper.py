from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from adopt.cli import main
from adopt.lab.chart import svg
from adopt.lab.page import page
from adopt.lab.paper import Played, paper
from adopt.lab.policies import NOBODY, OURS, TODAY
from adopt.lab.score import Score
from adopt.lab.section import Figure, Section, Table, markdown
from adopt.lab.study import PROMISES, Decile, Outcome
from adopt.lab.verdict import Verdict, bar, best_of_today, deciles, verdicts
from adopt.lab.world import world_names


def _score(share: float, negated: int = 100, wrong: int = 0, lost: float = 0.0) -> Score:
    return Score(negated, wrong, profit=share * 1000, saved=0.0, lost=lost * 1000, oracle=1000.0)


def _outcome(seed: int, ours: float, best: float, wrong: int = 0, world: str = "healthy") -> Outcome:
    own = _score(ours, wrong=wrong)
    scores = {OURS: own, NOBODY: _score(0, 0), **{rule: _score(best - 0.1) for rule in TODAY}}
    scores["B4"] = _score(best)
    tenths = tuple(Decile(100, 100 * (index / 10 + 0.05), 10 * index + 5) for index in range(10))
    return Outcome(world, seed, scores, dict.fromkeys(PROMISES, own), {}, tenths)


def _played() -> Played:
    return Played({"healthy": [_outcome(seed, 0.9, 0.8) for seed in (0, 1)]}, {}, {})


def _found(outcomes: Sequence[Outcome], world: str = "healthy") -> dict[str, Verdict]:
    return {one.asked: one for one in verdicts({world: list(outcomes)})}


def test_the_bar_names_worlds_that_are_there() -> None:
    named = {*bar()["share"], *bar()["lead"]["without"], *bar()["calibration"]["without"]}
    named |= set(bar()["lead"]) - {"default", "without"}
    assert named <= set(world_names())


def test_the_lower_end_of_the_interval_counts() -> None:
    # Means of .95 both; in the second the interval reaches far below .89.
    sure = _found([_outcome(0, 0.951, 0.7), _outcome(1, 0.951, 0.7)])
    unsure = _found([_outcome(0, 0.90, 0.7), _outcome(1, 1.00, 0.7)])
    asked = "profit, share of oracle"
    assert (sure[asked].reached, unsure[asked].reached) == ("moonshot", "no")
    assert sure[asked].ours.mean == pytest.approx(unsure[asked].ours.mean, abs=2e-3)


def test_of_what_should_be_small_the_upper_end_counts() -> None:
    asked = "wrong negations at a promise of 10%"
    low = _found([_outcome(0, 0.9, 0.7, wrong=9), _outcome(1, 0.9, 0.7, wrong=9)])
    wide = _found([_outcome(0, 0.9, 0.7, wrong=1), _outcome(1, 0.9, 0.7, wrong=15)])
    assert (low[asked].reached, wide[asked].reached) == ("must", "no")


def test_the_rival_is_the_best_of_today() -> None:
    outcomes = [_outcome(0, 0.9, 0.8), _outcome(1, 0.9, 0.8)]
    assert best_of_today(outcomes) == "B4"
    lead = _found(outcomes)["lead over the best of today's (B4)"]
    assert lead.ours.mean == pytest.approx(0.1)
    assert lead.reached == "must"


def test_deciles_of_all_accounts_are_taken_together() -> None:
    outcomes = [_outcome(0, 0.9, 0.8), _outcome(1, 0.9, 0.8)]
    terms, said, came = deciles(outcomes)[3]
    assert terms == 200
    assert (said, came) == pytest.approx((0.35, 0.35))
    assert _found(outcomes)["P(profitable), worst decile"].reached == "moonshot"


def test_what_is_lost_is_said_first() -> None:
    beaten = [_outcome(seed, 0.5, 0.8) for seed in (0, 1)]
    said = markdown(paper(Played({"healthy": beaten}, {}, {}), range(2), "adopt lab run"))
    losses = said.split("## Where adopt loses")[1].split("## The bar")[0]
    assert "healthy: profit, share of oracle is 0.500; the bar is 0.89." in losses
    assert "healthy: B4 earns more than adopt, by 0.300." in losses
    assert "tuning seeds 0 to 1" in said


def test_both_forms_tell_the_same() -> None:
    sections = paper(_played(), range(2000, 2002), "x")
    text, html = markdown(sections), page(sections)
    cells = {cell for section in sections for table in section.tables for row in table.rows for cell in row}
    assert len(cells) > 20
    assert not [cell for cell in cells if cell not in text]
    assert not [cell for cell in cells if cell.strip("*") not in html]
    assert "acceptance seeds 2000 to 2001" in text


def test_the_page_needs_nothing_from_elsewhere() -> None:
    sections = paper(_played(), range(2), "x")
    html = page(sections)
    assert not re.search(r"(?:src|href)=|url\(|@import|<script", html)
    assert html.count("<svg") == sum(len(section.figures) for section in sections) == 3


@pytest.mark.parametrize("kind", ["bars", "lines"])
def test_a_chart_is_well_formed_and_inside_its_frame(kind: str) -> None:
    figure = Figure(
        "a < b & c", kind, ("0.1", "0.5", "1.0"), {"x & y": (0.2, None, -0.3), "z": (0.9, 0.1, 0.0)}, True
    )
    drawing = ET.fromstring(svg(figure))  # noqa: S314 (our own text)
    _, _, width, height = map(float, drawing.attrib["viewBox"].split())
    marks = [*drawing.iter("rect"), *drawing.iter("text")]
    assert all(
        0 <= float(one.get("x", 0)) <= width and 0 <= float(one.get("y", 0)) <= height for one in marks
    )
    for line in drawing.iter("polyline"):
        points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
        assert all(0 <= x <= width and 0 <= y <= height for x, y in points)
    assert len(list(drawing.iter("polyline"))) == (2 if kind == "lines" else 0)


def test_cells_are_escaped() -> None:
    html = page([Section("t", ("a `b` **c** <d>",), (Table(("", "x"), (("1 < 2", "3"),)),))])
    assert "a <code>b</code> <b>c</b> &lt;d&gt;" in html
    assert "1 &lt; 2" in html


@pytest.mark.slow
def test_the_quick_form_writes_both_reports(tmp_path: Path) -> None:
    options = ["lab", "run", "--quick", "--tuning", "--jobs", "2"]
    done = CliRunner().invoke(main, [*options, "--worlds", "dense_sparse,placebo", "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    text, html = ((tmp_path / f"report.{kind}").read_text(encoding="utf-8") for kind in ("md", "html"))
    assert "Made by `adopt lab run --worlds dense_sparse,placebo --seeds 2 --tuning --quick`" in text
    assert text.count("## World: ") == html.count("<h2>World: ") == 2
    for name in (OURS, NOBODY, *TODAY):
        assert f"{name} |" in text or f"**{name}** |" in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--worlds", "flat_earth"], "flat_earth"),
        (["--seeds", "1"], "one account has no interval"),
        (["--seeds", "101", "--tuning"], "expected 1 to 100"),
        (["--settings", "adopt.toml"], "--tuning"),
    ],
)
def test_what_makes_no_sense_is_refused(
    options: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("adopt.toml").write_text("target_acos = 0.25\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["lab", "run", *options])
    assert done.exit_code == 2
    assert said in done.output
    assert not Path("lab-out").exists()


def test_a_wide_table_fits_a_laptops_screen() -> None:
    html = page([Section("t", ())])
    assert "td + td { white-space: nowrap; }" in html
    assert html.count("nowrap") == 1

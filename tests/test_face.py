"""The library's face: README's lines work as written, verbs stay verbs, and importing adopt costs nothing."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import adopt
from adopt.errors import SettingsError
from adopt.schema import Action, TermEvidence
from adopt.write.plan_file import plan_json

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample_reports"


def in_a_new_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, text=True)
    return done.stdout


def readme_lines(name: str) -> str:
    found = re.search(
        r"^```python\n(.*?)^```$", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert found is not None, name
    return found.group(1)


def test_the_lines_of_the_readme_work_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sample_reports")
    script = tmp_path / "lines.py"
    script.write_text(readme_lines("README.md"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    day = runpy.run_path(str(script))["day"]
    assert day.plan.facts.tacos == pytest.approx(day.plan.facts.spend / day.plan.facts.total_sales, rel=1e-6)
    assert Action.validate(day.plan.actions).filter(consent="safe").height > 0
    assert TermEvidence.validate(day.plan.terms).height > 0
    assert set(day.findings["status"].unique()) >= {"act", "fine"}
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"plan.json", "recommendations.xlsx", "negatives.xlsx", "keywords.xlsx", "bids.xlsx"} < written


def test_the_checks_alone_need_no_ads_reports(tmp_path: Path) -> None:
    shutil.copy(SAMPLE / "account-performance.json", tmp_path)
    (morning,) = adopt.check(tmp_path, as_of="2026-11-22")
    assert (morning.marketplace, morning.currency) == ("US", "USD")
    assert morning.findings.row(0, named=True)["key"] == "A103"


@pytest.mark.parametrize("readme", sorted(path.name for path in ROOT.glob("README*.md")))
def test_every_readme_shows_the_same_calls(readme: str) -> None:
    shown, english = (
        [line.split("#")[0].rstrip() for line in readme_lines(name).splitlines()]
        for name in (readme, "README.md")
    )
    assert shown == english


def test_importing_adopt_loads_nothing_heavy() -> None:
    heavy = "{'polars', 'openpyxl', 'sklearn', 'scipy', 'numpy', 'pydantic', 'rich', 'babel', 'click'}"
    code = f"import sys, adopt; print(adopt.__version__, sorted({heavy} & set(sys.modules)))"
    assert in_a_new_process(code) == f"{adopt.__version__} []\n"


def test_a_room_of_the_same_name_never_hides_a_verb() -> None:
    code = (
        "import adopt.decide.negate, adopt.settings.load, adopt; adopt.identify([]); "
        "print(adopt.settings().target_acos, callable(adopt.decide), callable(adopt.settings))"
    )
    assert in_a_new_process(code) == "0.3 True True\n"


def test_an_unknown_verb_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="advise"):
        adopt.advise  # noqa: B018 (looking is what fails)


def test_settings_take_changes_and_name_what_is_wrong() -> None:
    assert adopt.settings(target_acos=0.25).target_acos == 0.25
    with pytest.raises(SettingsError, match="tarket_acos"):
        adopt.settings(tarket_acos=0.25)


def test_the_folder_s_settings_are_used_unless_others_are_given() -> None:
    day = date(2026, 11, 22)
    own = adopt.decide(SAMPLE, as_of=day)
    given = adopt.decide(str(SAMPLE), as_of="2026-11-22", settings=adopt.settings(marketplace="US"))
    assert own.plan.settings.protect.brands == ("brindlewick",)
    assert given.plan.settings.protect.brands == ()
    assert own.plan.digest != given.plan.digest


def test_a_folder_that_was_read_is_decided_on_again_and_again(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "downloads")
    before = adopt.decide(tmp_path / "downloads", as_of="2026-11-22")
    folder = adopt.read(tmp_path / "downloads")
    shutil.rmtree(tmp_path / "downloads")
    day = adopt.decide(folder, as_of="2026-11-22")
    assert plan_json(day.plan) == plan_json(before.plan)
    (same,) = adopt.decide_each(folder, as_of="2026-11-22").days.values()
    assert same.plan.digest == day.plan.digest
    assert [one.findings.height for one in adopt.check(folder, as_of="2026-11-22")] == [day.findings.height]


@pytest.mark.parametrize("verb", [adopt.decide, adopt.decide_each, adopt.check])
@pytest.mark.parametrize("as_of", ["22.11.2026", "", datetime(2026, 11, 22, 9, tzinfo=UTC), 20261122])
def test_what_is_no_day_is_refused_in_words(verb: Callable[..., Any], as_of: Any, tmp_path: Path) -> None:
    shutil.copy(SAMPLE / "account-performance.json", tmp_path)
    with pytest.raises(SettingsError, match=r"^as_of is .*; expected a day: YYYY-MM-DD"):
        verb(tmp_path, as_of=as_of)


def test_a_notebook_completes_the_verbs_and_nothing_that_was_only_imported() -> None:
    code = "import adopt; print(*dir(adopt))"
    assert in_a_new_process(code).split() == sorted([*adopt.__all__, "version"])
    assert {"decide_each", "rules"} <= set(in_a_new_process(f"import adopt.rules; {code}").split())


def test_what_was_read_and_checked_takes_a_line_of_a_notebook() -> None:
    downloads = adopt.read(SAMPLE)
    assert (
        repr(downloads) == f"<Downloads {SAMPLE}; files read: {len(downloads.folder.readings)}, refused: 0>"
    )
    (reading,) = (one for one in downloads.folder.readings if one.kind == "business")
    assert repr(reading) == (
        "<Reading BusinessReport-11-22-26.csv: business; -; days: 2026-09-23 – 2026-11-21; rows: 60, rejected: 0>"
    )
    (morning,) = adopt.check(downloads, "2026-11-22")
    counts = dict(morning.findings.group_by(pl.col("status").cast(pl.String)).len().iter_rows())
    said = ", ".join(f"{status}: {counts[status]}" for status in ("act", "watch", "no_data", "fine"))
    assert repr(morning) == f"<Morning {morning.name}; day: 2026-11-22; {said}; notes: {len(morning.notes)}>"


def test_identify_takes_one_file_or_many() -> None:
    files = sorted(SAMPLE.glob("*.xlsx"))
    assert [one.kind for one in adopt.identify(files[0])] == ["search_term"]
    assert [one.kind for one in adopt.identify(files)] == ["search_term", "bulk"]

"""A package's rule, installed as packages are: found, asked, shown in both languages; a broken one stops the run."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from adopt.daily import decide
from adopt.errors import SettingsError
from adopt.rules import installed_rules
from adopt.settings import load_settings
from tests.command_line.run import adopt, adopt_process
from tests.properties.accounts import AS_OF, account, console_csv

_RULE = '''
import polars as pl
from adopt.rules import Rule, Text, View


def _dear(view: View) -> pl.DataFrame:
    """The term that costs most of those with a single click."""
    single = view.terms.filter(pl.col("clicks") < 2, pl.col("orders") == 0, pl.col("search_term").str.contains("^[a-z0-9 ]+$"))
    return single.filter(~pl.col("is_asin")).sort("spend", "search_term").tail(1).with_columns(
        entity=pl.lit("Negative Keyword"), to_text="search_term", reason=pl.lit("dear"),
        money_per_week=pl.lit(2.5), probability=pl.lit(0.7),
    )


dear = Rule(
    code="X201", version="4", decide=_dear,
    name=Text("Negate the dearest term", "否定最贵的词"),
    about=Text("Asks about the search term that costs most.", "对花费最高的搜索词提出询问。"),
    reasons={"dear": Text("The dearest: {clicks} cost {spend}.", "最贵：{clicks}，花费 {spend}。")},
    risk=Text("It may earn.", "它可能赚钱。"),
    undo=Text("Archive the negative.", "归档该否定词。"),
)
words = "not a rule"
'''


def _install(folder: Path, module: str = _RULE, **entries: str) -> Path:
    """A folder of installed packages, as installers leave it, with one that offers these entry points."""
    folder.mkdir()
    (folder / "seller_rules.py").write_text(module, encoding="utf-8")
    info = folder / "seller_rules-0.3.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: seller-rules\nVersion: 0.3\n", encoding="utf-8"
    )
    lines = "".join(f"{name} = seller_rules:{what}\n" for name, what in entries.items())
    (info / "entry_points.txt").write_text(f"[adopt.rules]\n{lines}", encoding="utf-8")
    return folder


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Installs a package for this process too: ``install(dear="dear")``."""

    def put(module: str = _RULE, **entries: str) -> Path:
        folder = _install(tmp_path / "packages", module, **entries)
        monkeypatch.syspath_prepend(folder)
        monkeypatch.delitem(sys.modules, "seller_rules", raising=False)
        return folder

    yield put
    sys.modules.pop("seller_rules", None)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "report.csv").write_text(console_csv(account(7)), encoding="utf-8")
    return folder


def test_without_packages_there_are_none() -> None:
    assert installed_rules() == ()


def test_an_installed_rule_is_found_with_its_package(install: Any) -> None:
    install(dear="dear")
    (rule,) = installed_rules()
    assert (rule.code, rule.version, rule.source) == ("X201", "4", "seller-rules 0.3")
    assert rule.title == "X201 (seller-rules 0.3)"


def test_its_package_s_version_is_part_of_the_digest(install: Any, reports: Path) -> None:
    before = decide(reports, load_settings(), AS_OF).plan
    folder = install(dear="dear")
    with_rule = decide(reports, load_settings(), AS_OF).plan
    assert decide(reports, load_settings(), AS_OF).plan.digest == with_rule.digest
    metadata = folder / "seller_rules-0.3.dist-info" / "METADATA"
    metadata.write_text(metadata.read_text(encoding="utf-8").replace("0.3", "0.4"), encoding="utf-8")
    later = decide(reports, load_settings(), AS_OF).plan
    assert len({before.digest, with_rule.digest, later.digest}) == 3


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("words", "rule one of seller-rules 0.3 is str; expected an adopt.rules.Rule"),
        ("nowhere", "rule one of seller-rules 0.3 can't be loaded"),
    ],
)
def test_an_entry_that_is_no_rule_is_named(install: Any, entry: str, said: str) -> None:
    install(one=entry)
    with pytest.raises(SettingsError) as failed:
        installed_rules()
    assert said in str(failed.value)


def test_a_package_that_can_t_be_imported_is_named(install: Any) -> None:
    install("import nothing_of_that_name\n", one="dear")
    with pytest.raises(SettingsError, match=r"seller-rules 0\.3 can't be loaded .*nothing_of_that_name"):
        installed_rules()


def _cells(book: Path) -> dict[str, list[list[Any]]]:
    loaded = openpyxl.load_workbook(book)
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in loaded}


def test_the_command_line_asks_it_and_the_workbooks_show_it(tmp_path: Path, reports: Path) -> None:
    packages, out = _install(tmp_path / "packages", dear="dear"), tmp_path / "out"
    day = AS_OF.isoformat()
    done = adopt_process(
        "daily", reports, "--as-of", day, "--out", out, "--lang", "both", "--force", packages=packages
    )
    assert done.returncode == 0, done.stderr
    plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    (words,) = plan["rules"]
    assert (words["code"], words["source"], words["name"]["zh"]) == (
        "X201",
        "seller-rules 0.3",
        "否定最贵的词",
    )
    (row,) = [one for one in plan["actions"] if one["code"] == "X201"]
    assert row["consent"] == "ask"
    english, chinese = _cells(out / "recommendations.xlsx"), _cells(out / "recommendations.zh.xlsx")
    shown = next(line for line in english["Decide"] if row["key"] in line)
    assert "Negate the dearest term" in shown
    assert any(str(cell).startswith("The dearest: ") for cell in shown)
    assert "It may earn." in shown
    assert "Archive the negative." in shown
    shown = next(line for line in chinese["决策"] if row["key"] in line)
    assert {"否定最贵的词", "它可能赚钱。", "归档该否定词。"} <= set(shown)
    assert any(str(cell).startswith("最贵：") for cell in shown)
    assert any(line[0] == "X201" and "Negate the dearest term" in line[1] for line in english["Glossary"])
    explained = adopt("explain", "--action", row["key"], "--plan", out)
    assert "Negate the dearest term" in explained.stdout
    assert "The dearest: " in explained.stdout


def test_explain_knows_it(tmp_path: Path) -> None:
    packages = _install(tmp_path / "packages", dear="dear")
    done = adopt_process("explain", "x201", "--lang", "both", packages=packages)
    assert done.returncode == 0, done.stderr
    for words in (
        "X201: Negate the dearest term (seller-rules 0.3, 4)",
        "## What could go wrong",
        "## 如何撤销",
    ):
        assert words in done.stdout
    unknown = adopt_process("explain", "X202", packages=packages)
    assert unknown.returncode == 2
    assert ", X201" in unknown.stderr
    assert adopt("explain", "X201").returncode == 2


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "rule X201 (seller-rules 0.3) failed"), ("zh", "规则 X201 (seller-rules 0.3) 运行失败")],
)
def test_a_rule_that_raises_ends_the_run_like_wrong_settings(
    tmp_path: Path, reports: Path, lang: str, said: str
) -> None:
    broken = _RULE.replace("view.terms", "view.nothing")
    packages = _install(tmp_path / "packages", broken, dear="dear")
    done = adopt_process("daily", reports, "--as-of", AS_OF.isoformat(), "--lang", lang, packages=packages)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (reports / "adopt-out").exists()

"""What adopt says of the sample reports, line by line. ``make golden`` rewrites it; read the diff before a commit.

Lines stand in the order of their keys and figures are rounded, so that the last bits of another processor change
nothing here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from adopt.cli import main
from adopt.daily import decide
from adopt.settings import load_settings
from adopt.write.plan_file import plan_document

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[1] / "sample_reports"
REWRITE = os.environ.get("ADOPT_REWRITE_GOLDEN") == "1"


@pytest.fixture(scope="module")
def plan() -> dict[str, Any]:
    day = decide(SAMPLE, load_settings(SAMPLE / "adopt.toml"), date(2026, 11, 22))
    return plan_document(day.plan)


def golden(name: str, text: str) -> None:
    path = HERE / name
    if REWRITE:
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()


def figure(value: Any) -> Any:
    return round(value, 2) if isinstance(value, float) else value


def account(plan: dict[str, Any]) -> Iterator[str]:
    for name in ("schema", "as_of", "account", "marketplace", "currency", "rejected"):
        yield f"{name}: {plan[name]}"
    for name, value in plan["facts"].items():
        yield f"facts.{name}: {figure(value)}"
    for name in ("warnings", "withheld"):
        yield from (f"{name}: {entry['code']} {entry['detail']}" for entry in plan[name])
    for row in plan["join"]:
        yield "join: " + " ".join(str(figure(value)) for value in row.values())
    for file in plan["inputs"]:
        said = {name: value for name, value in file.items() if name != "digest"}
        yield "input: " + json.dumps(said, ensure_ascii=False, sort_keys=True)


def change(action: dict[str, Any]) -> str:
    to = action["to"]
    if isinstance(to, dict):
        return f"{to['match_type'] or to['entity']} {to['text']}"
    return "" if to is None else f"{action['from']} -> {to}"


def line(action: dict[str, Any]) -> str:
    reason = action["reason"]
    subject = action["search_term"] or f"{action['targeting']} ({action['match_type']})"
    cells = (
        action["code"],
        action["consent"],
        reason["code"],
        reason["params"]["detail"] or "",
        action["campaign"],
        action["ad_group"],
        subject,
        change(action),
        f"{action['money_per_week']:.1f}/week",
        f"{action['probability']:.2f}",
        ""
        if action["clicks_needed"] is None
        else f"{action['clicks_needed']} more clicks for {action['waits_for']}",
        action["alternative"] or "",
    )
    return "\t".join(cells).rstrip()


def test_the_account_in_figures(plan: dict[str, Any]) -> None:
    golden("sample_account.txt", "\n".join(account(plan)) + "\n")


def test_every_action(plan: dict[str, Any]) -> None:
    actions = sorted(plan["actions"], key=lambda action: str(action["key"]))
    golden("sample_actions.tsv", "\n".join(line(action) for action in actions) + "\n")


def test_identify(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLE.parent)
    done = CliRunner().invoke(main, ["identify", SAMPLE.name, "--json"])
    assert done.exit_code == 0, done.stderr
    golden("sample_identify.json", done.stdout)

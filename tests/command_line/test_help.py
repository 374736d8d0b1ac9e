"""What the help says is so."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from adopt.cli import main
from adopt.errors import InputError, SettingsError, UnsafePlanError
from adopt.history.plans import PLAN
from adopt.say import rule_codes
from adopt.write.outputs import UPLOADS, WORKBOOK


def help_of(*command: str) -> str:
    return CliRunner().invoke(main, [*command, "--help"], terminal_width=80).output


def test_the_first_commands_stand_on_lines_of_their_own() -> None:
    lines = [line.strip() for line in help_of().splitlines()]
    assert [line.split("  ")[0] for line in lines if line.startswith("adopt ")] == [
        "adopt init FOLDER",
        "adopt daily FOLDER",
        "adopt apply WORKBOOK",
        "adopt confirm REPORT",
        "adopt outcome",
        "adopt undo PLAN",
    ]


def test_explain_names_every_rule() -> None:
    assert not [code for code in rule_codes() if f"{code}: " not in help_of("explain")]


@pytest.mark.parametrize("name", [WORKBOOK, *UPLOADS, PLAN])
def test_daily_names_every_file_that_it_writes(name: str) -> None:
    assert f"\n    {name} " in help_of("daily")


@pytest.mark.parametrize("error", [SettingsError, InputError, UnsafePlanError])
def test_daily_names_every_exit_code(error: type[SettingsError]) -> None:
    assert f"{error.exit_code} for " in " ".join(help_of("daily").split())

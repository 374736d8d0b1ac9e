"""Aims: what they may say, and a sentence for each mistake that names the aim by its place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from adopt.errors import SettingsError
from adopt.settings import Aim, commented_defaults, load_settings


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    return tmp_path / "adopt.toml"


def test_none_by_default() -> None:
    assert load_settings().aims == ()
    assert load_settings().stages == {}


def test_the_example_of_the_comment_file_is_one_that_loads(toml: Path) -> None:
    lines = commented_defaults().splitlines()
    stage, first = lines.index('# "MY-SKU-1" = "launch"'), lines.index("# [[aims]]")
    aims = lines[first : lines.index("", first) if "" in lines[first:] else None]
    example = [re.sub("^# ", "", line) for line in (lines[stage], *aims) if line.startswith("# ")]
    toml.write_text("\n".join(["[stages]", *example]), encoding="utf-8")
    settings = load_settings(toml)
    assert settings.stages == {"MY-SKU-1": "launch"}
    assert [aim.title for aim in settings.aims] == ["launches", "portfolio Kitchen"]
    assert (settings.aims[0].level, settings.aims[0].steer) == (1.2, False)
    assert settings.aims[1].target_acos == 0.2


def test_a_title_says_what_it_names() -> None:
    assert Aim(portfolio="Kitchen", stage="launch").title == "portfolio Kitchen, stage launch"
    assert Aim(name="launches", stage="launch").title == "launches"


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("target_acos", 1.0, 1.01),
        ("target_acos", 0.001, 0.0),
        ("level", 0.1, 0.09),
        ("level", 3.0, 3.01),
        ("stage", "clearance", "dying"),
        ("objective", "acos", "tacos"),
        ("campaign", "a", ""),
        ("steer", False, "maybe"),
    ],
)
def test_each_bound_and_the_place_of_who_breaks_it(toml: Path, field: str, good: object, bad: object) -> None:
    def written(value: object) -> str:
        text = str(value).lower() if isinstance(value, bool) else repr(value)
        return f'[[aims]]\ncampaign = "*"\n[[aims]]\nsku = "A"\n{field} = {text}\n'

    toml.write_text(written(good), encoding="utf-8")
    assert getattr(load_settings(toml).aims[1], field) == good
    toml.write_text(written(bad), encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"aims\.2\.{field}") as caught:
        load_settings(toml)
    assert str(toml) in str(caught.value)


def test_an_unknown_name_is_named(toml: Path) -> None:
    toml.write_text('[[aims]]\ncampaign = "*"\ntarget = 0.2\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"aims\.1\.target\b"):
        load_settings(toml)


def test_an_aim_that_names_nothing_is_refused(toml: Path) -> None:
    toml.write_text('[[aims]]\ncampaign = "*"\n[[aims]]\ntarget_acos = 0.2\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"aims\.2.*names nothing"):
        load_settings(toml)


@pytest.mark.parametrize(
    "second", [{"campaign": "SP*"}, {"campaign": "SP*", "level": 1.2}, {"sku": "B", "name": "campaign SP*"}]
)
def test_two_aims_of_one_title_are_refused(second: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match="aim 2 has the name or scope of aim 1"):
        load_settings(aims=[{"campaign": "SP*"}, second])
    assert load_settings(aims=[{"campaign": "SP*"}, {**second, "name": "other"}]).aims[1].title == "other"


def test_a_stage_that_there_is_not_is_refused(toml: Path) -> None:
    toml.write_text('[stages]\n"A" = "new"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"stages\.A"):
        load_settings(toml)


def test_the_comment_file_is_toml_with_stages_and_no_aims() -> None:
    assert tomllib.loads(commented_defaults())["stages"] == {}
    assert "aims" not in tomllib.loads(commented_defaults())

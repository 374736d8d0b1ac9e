from __future__ import annotations

import re

import pytest

from adopt.errors import SettingsError
from adopt.say import LANGUAGES, explain, rule_codes
from adopt.say.explain import HEADINGS
from adopt.settings import load_settings


def test_the_rules() -> None:
    assert rule_codes() == (
        "B301",
        "B302",
        "B303",
        "B304",
        "H201",
        "H202",
        "L501",
        "N101",
        "N102",
        "N103",
        "T401",
        "T402",
        "T403",
        "U101",
        "W601",
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", rule_codes())
def test_each_rule_has_the_fixed_headings(code: str, language: str) -> None:
    text = explain(code, language)
    assert text.startswith(f"# {code}")
    assert tuple(re.findall(r"^## (.+)$", text, flags=re.MULTILINE)) == HEADINGS[language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", rule_codes())
def test_the_settings_named_exist(code: str, language: str) -> None:
    settings = load_settings().model_dump()
    named = re.findall(r"`([a-z_.]+)`", explain(code, language).rsplit("## ", 1)[1])
    assert named
    for name in named:
        part, _, inner = name.partition(".")
        assert part in settings
        assert not inner or inner in settings[part]


def test_codes_in_any_case() -> None:
    assert explain("n101", "en") == explain("N101", "en")


@pytest.mark.parametrize(("code", "language"), [("X999", "en"), ("../N101", "en"), ("N101", "de")])
def test_unknown_rules_and_languages_are_refused(code: str, language: str) -> None:
    with pytest.raises(SettingsError, match="expected one of"):
        explain(code, language)

"""The two READMEs say the same, and what they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.command_line.run import DAY, SAMPLE, adopt

_ROOT = Path(__file__).resolve().parents[2]
_NAMES = ("README.md", "README.zh.md")
_OTHER = dict(zip(_NAMES, reversed(_NAMES), strict=True))


def text(name: str) -> str:
    return (_ROOT / name).read_text(encoding="utf-8")


def code(name: str, language: str) -> list[str]:
    """Lines of code without their comments."""
    blocks = re.findall(rf"```{language}\n(.*?)```", text(name), re.DOTALL)
    return [re.sub(r"\s+#.*", "", line) for block in blocks for line in block.splitlines()]


def links(name: str) -> set[str]:
    return set(re.findall(r"\]\((?!https?:)([^)#]+)", text(name)))


@pytest.mark.parametrize("language", ["sh", "python"])
def test_both_show_the_same_code(language: str) -> None:
    assert code("README.md", language) == code("README.zh.md", language)


def test_both_have_the_same_parts() -> None:
    english, chinese = (re.findall(r"^(#+) ", text(name), re.MULTILINE) for name in _NAMES)
    assert english == chinese


@pytest.mark.parametrize("name", _NAMES)
def test_each_leads_to_the_other_and_to_what_is_there(name: str) -> None:
    assert _OTHER[name] in links(name)
    assert not [link for link in links(name) if not (_ROOT / link).exists()]
    assert links("README.md") - {"README.zh.md"} == links("README.zh.md") - {"README.md"}


@pytest.mark.parametrize("name", _NAMES)
def test_every_make_target_and_command_it_names_is_there(name: str) -> None:
    targets = set(re.findall(r"^(\w+):", (_ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    commands = {path.stem for path in (_ROOT / "adopt" / "cli").glob("*.py")}
    named = set(re.findall(r"(?:^|`)make (\w+)", text(name), re.MULTILINE))
    assert {"run", "test"} <= named <= targets
    assert set(re.findall(r"`adopt (\w+)", text(name))) <= commands


@pytest.mark.parametrize(("name", "lang"), [("README.md", "en"), ("README.zh.md", "zh")])
def test_what_comes_out_is_what_it_shows(name: str, lang: str, tmp_path: Path) -> None:
    block = next(part for part in re.findall(r"```\w*\n(.*?)```", text(name), re.DOTALL) if " · " in part)
    _, account, money, round_, _ = block.split("\n\n")
    found = [*money.splitlines(), *round_.splitlines()]
    done = adopt("daily", SAMPLE, "--as-of", DAY, "--out", tmp_path, "--lang", lang)
    said = done.stderr.splitlines()
    assert account in said
    assert len(found) > 2
    assert not [line for line in found if line not in said]

"""What a rule does and why, for people: one Markdown file per rule and language."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from adopt.errors import SettingsError
from adopt.say.translate import LANGUAGES, unknown_language

if TYPE_CHECKING:  # frames are slow to import, and a text needs none
    from adopt.schema import RuleWords

HEADINGS = {
    "en": (
        "What it does",
        "Why it matters",
        "How it decides",
        "What could go wrong",
        "How to undo",
        "Example",
        "Settings",
    ),
    "zh": ("做什么", "为什么重要", "如何判断", "可能出什么问题", "如何撤销", "例子", "设置"),
}
"""The headings of every rule's text, in their order."""


def rule_codes() -> tuple[str, ...]:
    """The codes of all rules, sorted."""
    names = (entry.name for entry in files("adopt.say").joinpath("rules").iterdir())
    return tuple(sorted(name.removesuffix(".en.md") for name in names if name.endswith(".en.md")))


def explain(code: str, language: str, rules: Sequence[RuleWords] = ()) -> str:
    """The rule's text, as Markdown.

    Args:
        code: N101, N102, B301, in any case.
        language: ``en`` or ``zh``.
        rules: from outside; of these too a code may be.

    Raises:
        SettingsError: there is no such rule or language.
    """
    if language not in LANGUAGES:
        raise unknown_language(language)
    outside = {rule.code: rule for rule in rules}
    if code.upper() in outside:
        return _outside(outside[code.upper()], language)
    if code.upper() not in rule_codes():
        known = ", ".join([*rule_codes(), *sorted(outside)])
        raise SettingsError("'{code}' is not a rule; expected one of {codes}", code=code, codes=known)
    text = files("adopt.say").joinpath("rules", f"{code.upper()}.{language}.md")
    return text.read_text(encoding="utf-8")


def _outside(rule: RuleWords, language: str) -> str:
    """A rule from outside in the same headings, as far as it has words for them."""
    does, _, _, wrong, undo, *_ = HEADINGS[language]
    told = {does: rule.about, wrong: rule.risk, undo: rule.undo}
    parts = [f"## {heading}\n\n{text.said(language).strip()}" for heading, text in told.items()]
    source = ", ".join(filter(None, [rule.source, rule.version]))
    return "\n\n".join([f"# {rule.code}: {rule.name.said(language)} ({source})", *parts]) + "\n"

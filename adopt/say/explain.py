"""What a rule does and why, for people: one Markdown file per rule and language."""

from __future__ import annotations

from importlib.resources import files

from adopt.errors import SettingsError
from adopt.say.translate import LANGUAGES, unknown_language

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


def explain(code: str, language: str) -> str:
    """The rule's text, as Markdown.

    Args:
        code: N101, N102, B301, in any case.
        language: ``en`` or ``zh``.

    Raises:
        SettingsError: there is no such rule or language.
    """
    if code.upper() not in rule_codes():
        raise SettingsError(
            "'{code}' is not a rule; expected one of {codes}", code=code, codes=", ".join(rule_codes())
        )
    if language not in LANGUAGES:
        raise unknown_language(language)
    text = files("adopt.say").joinpath("rules", f"{code.upper()}.{language}.md")
    return text.read_text(encoding="utf-8")

"""What a rule from outside adopt says of itself, in every language. What it decides is in ``decide/outside.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

OURS = "NHBUTLW"
"""First letters of adopt's own codes, those of rules to come too; a rule from outside has another one."""

FIELDS = (
    "impressions",
    "clicks",
    "orders",
    "spend",
    "sales",
    "days",
    "cpc",
    "cvr",
    "low",
    "high",
    "break_even",
    "value",
    "from_bid",
    "to_bid",
    "detail",
)
"""What a rule's reason may name in braces: numbers of its row, said in the reader's language."""


class Text(NamedTuple):
    """One text in both languages, English and Simplified Chinese."""

    en: str
    zh: str

    def said(self, language: str) -> str:
        """The text in ``en`` or ``zh``."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, kw_only=True)
class RuleWords:
    """A rule's words: enough to explain its actions where the rule itself isn't at hand.

    Attributes:
        code: a letter that adopt doesn't use (X is never used) and three digits: ``X101``.
        version: of the rule; another one makes another plan.
        name: what its action is called: "Pause target".
        about: what it does, why, and how it decides.
        reasons: a sentence for each reason that its rows give; it may have `FIELDS` in braces: "{clicks} cost {spend}".
        risk: what could go wrong.
        undo: how to undo it.
        source: the package and its version; empty for a rule given in a notebook.
    """

    code: str
    version: str
    name: Text
    about: Text
    reasons: Mapping[str, Text]
    risk: Text
    undo: Text
    source: str = ""

    @property
    def title(self) -> str:
        """The rule as errors name it: its code, and where it comes from."""
        return f"{self.code} ({self.source or self.name.en})"

    def plain(self) -> dict[str, Any]:
        """The words as plain values, for a file or a digest."""
        texts = {name: getattr(self, name)._asdict() for name in ("name", "about", "risk", "undo")}
        reasons = {code: text._asdict() for code, text in self.reasons.items()}
        return {
            "code": self.code,
            "version": self.version,
            "source": self.source,
            "reasons": reasons,
            **texts,
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> RuleWords:
        """The words that `plain` wrote.

        Raises:
            KeyError, TypeError: something is missing, or isn't what it should be.
        """
        texts = {name: Text(**plain[name]) for name in ("name", "about", "risk", "undo")}
        reasons = {code: Text(**text) for code, text in plain["reasons"].items()}
        return RuleWords(
            code=plain["code"],
            version=plain["version"],
            source=plain["source"],
            reasons=reasons,
            **texts,
        )

"""Messages in the seller's language, by gettext: English is the message, other languages are catalogues."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from adopt.errors import SettingsError

LANGUAGES = ("en", "zh")


class Translate:
    """Says messages in one language.

    ``say("{n} rows", n=3)``: the English message is the key, its ``{names}`` are filled after translating.
    `adopt.say.catalogue` finds the messages in calls named ``say``, ``plural`` and ``later``.
    """

    def __init__(self, language: str, messages: gettext.NullTranslations) -> None:
        self.language = language
        self._messages = messages

    def __call__(self, message: str, /, **values: object) -> str:
        """The message, translated and filled."""
        said = self._messages.gettext(message)
        return said.format_map(values) if values else said

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The message for ``n`` things; ``{n}`` is filled with thousands separators."""
        return self._messages.ngettext(one, many, n).format(n=f"{n:,}", **values)

    def run_on(self, *sentences: str) -> str:
        """Sentences one after the other, empty ones left out: Chinese has no space between them."""
        return ("" if self.language == "zh" else " ").join(filter(None, sentences))

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other: Chinese has a comma of its own for them."""
        return ("、" if self.language == "zh" else ", ").join(names)

    def parted(self, clauses: Iterable[str]) -> str:
        """Clauses one after the other, with a semicolon between: Chinese has its own, without a space."""
        return ("；" if self.language == "zh" else "; ").join(clauses)

    def aside(self, text: str) -> str:
        """The text in brackets, to stand behind another: Chinese has its own, without a space."""
        return f"（{text}）" if self.language == "zh" else f" ({text})"


def later(message: str, /) -> str:
    """Mark a message in a table for the catalogue; it is said later, by a `Translate`."""
    return message


@cache
def translator(language: str) -> Translate:
    """What says messages in ``language`` (``en`` or ``zh``).

    Raises:
        SettingsError: adopt doesn't speak that language.
    """
    if language not in LANGUAGES:
        raise unknown_language(language)
    if language == "en":
        return Translate(language, gettext.NullTranslations())
    catalogue = files("adopt.say").joinpath("locale", language, "LC_MESSAGES", "adopt.mo")
    with catalogue.open("rb") as file:
        return Translate(language, gettext.GNUTranslations(file))


def unknown_language(language: str) -> SettingsError:
    """The error for a language that adopt doesn't speak."""
    return SettingsError(
        "language is '{language}'; expected one of {languages}",
        language=language,
        languages=", ".join(LANGUAGES),
    )

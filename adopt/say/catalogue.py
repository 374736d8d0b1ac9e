"""Keeps the catalogues in step with the code: ``python -m adopt.say.catalogue``.

Every ``say(...)``, ``plural(...)`` and ``later(...)`` in the package is a message, and so are the sentences of errors,
the reasons for refusing a file, the rules of bulk sheets, and what Amazon's answers to uploads mean. Running this adds new messages to
each language's ``adopt.po``, drops those that are gone, and compiles ``adopt.mo``. Translate the empty ones in the
``.po`` by hand and run it again.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adopt.reports.refusal import REASONS
from adopt.words.messages import amazon_messages
from adopt.words.rules import sheet_rules

PACKAGE = Path(__file__).parents[1]
LOCALES = Path(__file__).parent / "locale"
CALLS = {
    "say": 1,
    "later": 1,
    "plural": 2,
    "SettingsError": 1,
    "InputError": 1,
    "UnsafePlanError": 1,
    "Sentence": 1,
    "UnfitError": 1,
    "UsageError": 1,
}
"""Calls whose first arguments are messages, and how many."""

_NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)  # so that the same messages give the same bytes


def messages() -> list[Any]:
    """The message IDs in the code, sorted; a plural one is a pair."""
    sources = (file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py"))
    every = {message for source in sources for message in in_source(source)} | set(REASONS.values())
    every |= {said for one in amazon_messages().values() for said in (one.meaning, one.mend)}
    every |= {said for rule in sheet_rules().values() for said in (rule.what, rule.do)}
    return sorted(every, key=lambda message: message if isinstance(message, str) else message[0])


def in_source(source: str) -> set[Any]:
    """The message IDs in one file's text, those inside f-strings too (which Babel's own extractor passes over)."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    found = (_message(call) for call in calls if _name(call.func) in CALLS)
    return {message for message in found if message}


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _message(call: ast.Call) -> str | tuple[str, ...] | None:
    first = call.args[: CALLS[_name(call.func)]]
    said = [one.value for one in first if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if not said or len(said) < CALLS[_name(call.func)]:
        return None
    return tuple(said) if len(said) > 1 else said[0]


def catalogue(language: str) -> Any:
    """The language's catalogue with exactly the code's messages; new ones have no translation yet."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    file = po_file(language)
    known = read_po(io.BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog()
    made = Catalog(
        locale=language,
        project="adopt",
        version="",
        copyright_holder="the adopt authors",
        creation_date=_NO_TIME,
        revision_date=_NO_TIME,
        fuzzy=False,
    )
    for message in messages():
        before = known.get(message if isinstance(message, str) else message[0])
        made.add(message, string=before.string if before else None)
    return made


def po_file(language: str) -> Path:
    """Where the language's translations are."""
    return LOCALES / language / "LC_MESSAGES" / "adopt.po"


def po_bytes(made: Any) -> bytes:
    """A catalogue as a ``.po`` file, sorted, without line numbers."""
    from babel.messages.pofile import write_po

    buffer = io.BytesIO()
    write_po(buffer, made, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
    return buffer.getvalue()


def mo_bytes(made: Any) -> bytes:
    """A catalogue as a ``.mo`` file."""
    from babel.messages.mofile import write_mo

    buffer = io.BytesIO()
    write_mo(buffer, made)
    return buffer.getvalue()


def untranslated(made: Any) -> list[Any]:
    """Messages without a translation."""
    return [message.id for message in made if message.id and not _complete(message.string)]


def main() -> int:
    """Bring every catalogue up to date; 1 if something isn't translated."""
    missing = 0
    for language in sorted(entry.name for entry in LOCALES.iterdir() if entry.is_dir()):
        made = catalogue(language)
        po_file(language).write_bytes(po_bytes(made))
        po_file(language).with_suffix(".mo").write_bytes(mo_bytes(made))
        for message in untranslated(made):
            missing += 1
            sys.stderr.write(f"{language}: not translated: {message}\n")
    return 1 if missing else 0


def _complete(string: str | Iterable[str] | None) -> bool:
    return bool(string) if isinstance(string, str | None) else all(string)


if __name__ == "__main__":
    raise SystemExit(main())

from __future__ import annotations

import string
from typing import Any

import pytest

from adopt.say import catalogue
from adopt.say.translate import LANGUAGES

OTHERS = [language for language in LANGUAGES if language != "en"]


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.fixture(scope="module", params=OTHERS)
def made(request: pytest.FixtureRequest) -> Any:
    return request.param, catalogue.catalogue(request.param)


def test_every_message_is_translated(made: Any) -> None:
    assert catalogue.untranslated(made[1]) == []


def test_the_files_are_up_to_date(made: Any) -> None:
    language, current = made
    assert catalogue.po_file(language).read_bytes() == catalogue.po_bytes(current)
    assert catalogue.po_file(language).with_suffix(".mo").read_bytes() == catalogue.mo_bytes(current)


def test_translations_keep_the_placeholders(made: Any) -> None:
    for message in made[1]:
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        asked = message.id[-1] if isinstance(message.id, tuple) else message.id
        if message.id:
            assert all(_fields(one) == _fields(asked) for one in said), message.id


def test_messages_are_found_in_the_code() -> None:
    found = catalogue.messages()
    assert "Read me" in found
    assert ("{n} click", "{n} clicks") in found
    assert len(found) > 200


def test_messages_in_f_strings_and_errors_are_found() -> None:
    source = """f"{say('one')}: {say(other)}"; speaker.say.plural('{n} a', '{n} b', 3); raise InputError('t' 'wo', x=1)"""
    assert catalogue.in_source(source) == {"one", ("{n} a", "{n} b"), "two"}


def test_missing_translations_are_noticed(made: Any) -> None:
    made[1].add("A message that nobody translated")
    assert catalogue.untranslated(made[1]) == ["A message that nobody translated"]
    made[1].delete("A message that nobody translated")

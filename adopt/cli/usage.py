"""A wrong call, said in Chinese where it asked for that: click itself speaks English alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import IO, Any

import click

from adopt.say.translate import Translate, later, translator

_KNOWN = {
    r"^No such command '(?P<it>.*)'\.$": later("there is no command {it}"),
    r"^Option '(?P<it>.*)' requires an argument\.$": later("{it}: its value is missing"),
    r"^Got unexpected extra arguments? \((?P<it>.*)\)$": later("too many words: {it}"),
    r"^[\w ]* '(?P<it>.*)' does not exist\.$": later("{it} isn't there"),
    r"^[\w ]* '(?P<it>.*)' is a directory\.$": later("{it} is a folder; expected a file"),
    r"^[\w ]* '(?P<it>.*)' is a file\.$": later("{it} is a file; expected a folder"),
    r"^'(?P<it>.*)' does not match the format '%Y-%m-%d'\.$": later(
        "{it} isn't a day, written as 2026-11-22"
    ),
    r"^'(?P<it>.*)' is not one of (?P<all>.*)\.$": later("{it} isn't one of {all}"),
    r"^(?P<it>.*); expected one of (?P<all>.*)$": later("{it} isn't one of {all}"),
}
"""Sentences of click's, and what is said for them."""


class ChineseUsageError(click.UsageError):
    """A wrong call, shown in Chinese."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Prints how the command is called, and what is wrong with this call."""
        say = translator("zh")
        if self.ctx is not None:
            usage = self.ctx.get_usage().removeprefix("Usage: ")
            click.echo(f"{say('Usage')}{say(': ')}{usage}", file=file, err=file is None)
        click.echo(f"{say('Error')}{say(': ')}{self.message}", file=file, err=file is None)


def wants_chinese(words: Sequence[str]) -> bool:
    """Whether the words of a call ask for Chinese. A wrong call can't be parsed, so they are only looked at."""
    said = " ".join(words).replace("=", " ")
    return bool(re.search(r"(^|\s)--lang (zh|both)(\s|$)", said))


def in_chinese(error: click.UsageError) -> ChineseUsageError:
    """The error with its sentence in Chinese; a sentence that isn't known stays as it is."""
    return ChineseUsageError(_sentence(error, translator("zh")), error.ctx)


def _sentence(error: click.UsageError, say: Translate) -> str:
    if isinstance(error, click.NoSuchOption):
        return say("there is no option {option}", option=error.option_name)
    if isinstance(error, click.MissingParameter):
        return say("{what} is missing", what=_named(error))
    if isinstance(error, click.BadParameter):
        return f"{_named(error)}{say(': ')}{_why(error.message, say)}"
    return _why(error.message, say)


def _named(error: click.BadParameter) -> str:
    """The option or argument that is meant."""
    hint = error.param_hint
    if hint is None and error.param is not None and error.ctx is not None:
        hint = error.param.get_error_hint(error.ctx)
    return str(hint or "").strip("'[]")


def _why(message: str, say: Translate) -> str:
    for pattern, sentence in _KNOWN.items():
        if found := re.match(pattern, message):
            return say(sentence, **found.groupdict())
    return say(message)

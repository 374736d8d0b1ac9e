"""An error becomes one sentence on stderr and an exit code."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, NoReturn

import click

from adopt.errors import AdoptError


def says_errors(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turns an `AdoptError` of a command into its sentence, in the language asked for, and its exit code."""

    @functools.wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except AdoptError as error:
            _stop(error, options.get("lang") or "en")

    return run


def _stop(error: AdoptError, language: str) -> NoReturn:
    from adopt.say import translator

    for one in ("en", "zh") if language == "both" else (language,):
        say = translator(one)
        click.echo(f"{say('Error')}{say(': ')}{error.said(say)}", err=True)
    raise SystemExit(error.exit_code)

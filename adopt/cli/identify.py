"""``adopt identify FILE...``: what each file is, and what was read from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import as_json, lang, languages, settings_file
from adopt.errors import InputError


@click.command("identify")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@as_json
@click.option(
    "--suggest",
    "propose",
    is_flag=True,
    help="Propose column names for adopt.toml, told by the cells of each FILE.",
)
@lang
@says_errors
def command(files: tuple[Path, ...], as_json: bool, propose: bool, lang: str) -> None:
    """Show for each FILE: kind, language, marketplace, currency, days, rows, rejected rows and why, totals.

    Folders stand for the files in them and in the folders inside, less adopt's own; zip files for what they pack. Ends with 3 if a file can't be used. Column names in an
    adopt.toml beside a file count.
    """
    if propose:
        for path in _each(files):
            click.echo(_proposal(path))
        return
    from adopt.cli.screen_identify import show
    from adopt.reports import Refusal
    from adopt.reports.folder import read_file

    answers = [answer for path in _each(files) for answer in read_file(path, _sellers_names(path))]
    if as_json:
        click.echo(json.dumps([_row(answer) for answer in answers], ensure_ascii=False, indent=2))
    else:
        for language in languages(lang):
            show(answers, language)
    if any(isinstance(answer, Refusal) for answer in answers):
        raise SystemExit(InputError.exit_code)


def _proposal(path: Path) -> str:
    """A table for adopt.toml, ready to paste."""
    from adopt.reports.suggest import suggest

    lines = [f"[headers.{json.dumps(path.stem, ensure_ascii=False)}]"]
    for guess in suggest(path):
        sure = "" if guess.sure else "  # a guess: compare it with the report"
        lines.append(f"{guess.ours} = {json.dumps(guess.name.strip(), ensure_ascii=False)}{sure}")
    return "\n".join(lines)


def _sellers_names(path: Path) -> tuple[dict[str, str], ...]:
    """Column names of the adopt.toml beside a file."""
    from adopt.settings import load_settings

    own = settings_file(path.parent, None)
    return tuple(load_settings(own).headers.values()) if own else ()


def _each(paths: tuple[Path, ...]) -> list[Path]:
    from adopt.reports.folder import inputs

    return [file for path in paths for file in (inputs(path) if path.is_dir() else [path])]


def _row(answer: Any) -> dict[str, Any]:
    """A reading or a refusal as JSON; money as numbers with every decimal that the file has."""
    from adopt.reports import Refusal

    if isinstance(answer, Refusal):
        nothing = dict.fromkeys(
            ("language", "marketplace", "currency", "first_day", "last_day", "rows", "rejected", "totals")
        )
        known = {"path": str(answer.path), "kind": answer.kind}
        return {**known, **nothing, "refused": answer.reason, "detail": answer.detail}
    totals = answer.totals._asdict()
    return {
        "path": str(answer.path),
        "kind": answer.kind,
        "language": answer.language,
        "marketplace": answer.marketplace,
        "currency": answer.currency,
        "first_day": answer.first_day.isoformat() if answer.first_day else None,
        "last_day": answer.last_day.isoformat() if answer.last_day else None,
        "daily": answer.daily,
        "rows": answer.read,
        "rejected": answer.rejected.height,
        "rejected_rows": answer.rejected.to_dicts(),
        "totals": {name: value if isinstance(value, int) else float(value) for name, value in totals.items()},
        "notes": [list(note) for note in answer.notes],
    }

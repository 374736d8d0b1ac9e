"""``adopt init``: write a commented adopt.toml."""

from __future__ import annotations

from pathlib import Path

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import lang
from adopt.errors import SettingsError


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".")
@lang
@says_errors
def command(folder: Path, lang: str) -> None:
    """Write FOLDER/adopt.toml (the current folder by default): every setting, its default and what it means.

    An adopt.toml that is there already stays as it is.
    """
    from adopt.say import translator
    from adopt.settings import commented_defaults

    path = folder / "adopt.toml"
    if path.exists():
        raise SettingsError("{path} is there already; nothing was written", path=path)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(commented_defaults(), encoding="utf-8")
    for language in ("en", "zh") if lang == "both" else (lang,):
        say = translator(language)
        click.echo(
            say(
                "Wrote {path}. Set marketplace, target_acos and your margins first. Then run: adopt daily {folder}",
                path=path,
                folder=folder,
            ),
            err=True,
        )

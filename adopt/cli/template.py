"""``adopt template``: the small tables that Amazon has no download for."""

from __future__ import annotations

from pathlib import Path

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import lang, languages
from adopt.errors import SettingsError


@click.command("template")
@click.argument("name", required=False)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of stdout."
)
@lang
@says_errors
def command(name: str | None, out: Path | None, lang: str) -> None:
    """Write the table NAME with its explanation, to fill in and put beside your reports; without NAME, list them.

    They are for what Amazon has no download of: buyer messages, notices, costs, lead times, experiments, ...
    """
    from adopt.say import translator
    from adopt.say.template import template, template_list

    if name is None:
        for language in languages(lang):
            for line in template_list(language):
                click.echo(line)
        return
    text = template(name, languages(lang))
    if out is None:
        click.echo(text, nl=False)
        return
    if out.exists():
        raise SettingsError("{path} is there already; nothing was written", path=out)
    out.write_text(text, encoding="utf-8-sig")  # Excel takes a file without the mark for another encoding
    for language in languages(lang):
        say = translator(language)
        click.echo(say("Wrote {path}.", path=out), err=True)

"""``adopt appeal``: the draft of an appeal, from the seller's facts and from nothing else."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import as_of, lang, languages, now, settings_file


@click.command("appeal")
@click.argument("facts", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--template", is_flag=True, help="Write the empty facts file instead, with what each part means."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of stdout."
)
@as_of
@lang
@says_errors
def command(facts: Path | None, template: bool, out: Path | None, as_of: datetime | None, lang: str) -> None:
    """Draft an appeal (plan of action) from the FACTS file, in English; what is missing is said, and marked in the draft.

    \b
      adopt appeal --template --out facts.toml   writes an empty facts file
      adopt appeal facts.toml --out appeal.md    drafts the appeal

    The draft has facts, root cause, actions, prevention, and the evidence for each ASIN. It says nothing that isn't in FACTS.
    """  # noqa: D301 (backslash b is click's sign for lines that stay as they are)
    if template:
        from adopt.appeal import facts_template

        _write(facts_template(), out, languages(lang))
        return
    if facts is None:
        raise click.UsageError("Name a FACTS file, or write an empty one with --template.")
    _draft(facts, out, now(as_of), languages(lang))


def _draft(path: Path, out: Path | None, moment: datetime, spoken: tuple[str, ...]) -> None:
    from adopt.appeal import draft, gaps, read_facts
    from adopt.errors import InputError
    from adopt.say import translator
    from adopt.say.appeal import notes
    from adopt.settings import limit_of, load_settings
    from adopt.words.places import place_code
    from adopt.words.zones import zone_of

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("{path}: can't be read: {error}", path=path, error=error) from error
    facts = read_facts(text, str(path))
    zone = zone_of(place_code(facts.notice.marketplace))
    day = moment.astimezone(zone).date()
    own = load_settings(settings_file(path.parent, None)).checks
    most = int(limit_of(own, "invoice_age_days", day).number)
    _write(draft(facts), out, spoken)
    for language in spoken:
        for line in notes(facts, gaps(facts, day, most), moment, zone, translator(language), most):
            click.echo(line, err=True)


def _write(text: str, out: Path | None, spoken: tuple[str, ...]) -> None:
    from adopt.errors import SettingsError
    from adopt.say import translator

    if out is None:
        click.echo(text, nl=False)
        return
    if out.exists():
        raise SettingsError("{path} is there already; nothing was written", path=out)
    out.write_text(text, encoding="utf-8")
    for language in spoken:
        click.echo(translator(language)("Wrote {path}.", path=out), err=True)

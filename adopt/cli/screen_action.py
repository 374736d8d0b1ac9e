"""What ``adopt explain --action`` shows: one action's evidence, in lines or as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import polars as pl

from adopt.cli.shell import in_quotes
from adopt.decide.flip import with_flips
from adopt.errors import InputError, SettingsError
from adopt.say import currency_digits
from adopt.say.advice import CONSENTS, action_names
from adopt.say.evidence import Hurdle, evidence_lines, hurdle_of
from adopt.say.reasons import reason_sentences
from adopt.say.speaker import Speaker
from adopt.say.targets import subject
from adopt.schema import Action
from adopt.words import markets
from adopt.write.picture import picture
from adopt.write.plan_read import Told, read_plan

_PLACES = (Path("adopt-out") / "plan.json", Path("plan.json"))
_SHOWN = 10


def show_action(key: str, plan: Path | None, svg: Path | None, languages: tuple[str, ...]) -> None:
    """Prints the evidence behind one action on stdout, and draws it where ``svg`` names a file.

    Args:
        key: the action's key, a part of it, or its search term.
        plan: ``plan.json`` or its folder; None looks in the current folder.
        svg: file to write; in the first language, where there are several.
        languages: to print in.

    Raises:
        InputError: no plan can be read, or no action or several are called so.
        SettingsError: the picture can't be written.
    """
    told = read_plan(_file(plan))
    chosen = Action.cast(_chosen(told.actions, key))
    row = with_flips(
        chosen, told.settings, markets().get(told.marketplace or ""), currency_digits(told.currency)
    ).row(0, named=True)
    click.echo("\n\n".join(_lines(row, chosen, told, language) for language in languages))
    if svg is not None:
        _draw(row, chosen, told, languages[0], svg)


def _file(plan: Path | None) -> Path:
    if plan is not None:
        return plan / "plan.json" if plan.is_dir() else plan
    found = [place for place in _PLACES if place.is_file()]
    if not found:
        raise InputError(
            "there is no plan.json here; name that of a run with --plan FOLDER/adopt-out/plan.json"
        )
    return found[0]


def _chosen(actions: pl.DataFrame, key: str) -> pl.DataFrame:
    """The one action that is called so: by its key, else its search term or target, else a part of either."""
    name, about = key.casefold(), pl.coalesce("search_term", "targeting").str.to_lowercase()
    part = pl.col("key").str.to_lowercase().str.contains(name, literal=True)
    for fits in (pl.col("key") == key, about == name, part | about.str.contains(name, literal=True)):
        found = actions.filter(fits)
        if found.height == 1:
            return found
        if found.height:
            raise InputError(
                "'{key}' names {count} actions; name one of their keys, in quotes: {keys}",
                key=key,
                count=found.height,
                keys="".join(
                    f"\n  {in_quotes(row['key'])}  {row['campaign']} > {row['ad_group']}"
                    for row in found.head(_SHOWN).iter_rows(named=True)
                )
                + ("\n  ..." if found.height > _SHOWN else ""),
            )
    raise InputError("no action of the plan is called '{key}'; the workbook's column Key names them", key=key)


def _lines(row: Mapping[str, Any], chosen: Any, told: Told, language: str) -> str:
    speaker = Speaker(language, told.currency)
    say = speaker.say
    told_as = say.aside(say("{code}, {consent}", code=row["code"], consent=say(CONSENTS[row["consent"]])))
    lines = [
        f"{_title(chosen, told, language)}{say(': ')}{subject(row, speaker)}",
        f"{row['campaign']} > {row['ad_group']}{told_as}",
        *reason_sentences(chosen, told.currency, language, told.rules),
        "",
    ]
    if row["alpha"] is None:
        return "\n".join([*lines, say("It rests on no single conversion rate: there is no picture of it.")])
    told_lines = evidence_lines(row, _hurdle(row, told, speaker), speaker)
    return "\n".join([*lines, *(f"{line.label}{say(': ')}{line.value}" for line in told_lines)])


def _draw(row: Mapping[str, Any], chosen: Any, told: Told, language: str, svg: Path) -> None:
    if row["alpha"] is None:
        raise InputError(
            "'{key}' rests on no single conversion rate: there is no picture of it", key=row["key"]
        )
    speaker = Speaker(language, told.currency)
    drawn = picture(row, _title(chosen, told, language), _hurdle(row, told, speaker), speaker)
    try:
        svg.write_text(drawn, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SettingsError("{file}: can't be written ({why})", file=svg, why=error.strerror) from error


def _title(chosen: Any, told: Told, language: str) -> str:
    return action_names(chosen, told.currency, language, told.rules)[0]


def _hurdle(row: Mapping[str, Any], told: Told, speaker: Speaker) -> Hurdle:
    return hurdle_of(row, told.settings.bid.shade, speaker)

"""Templates of the small tables that a seller keeps, because Amazon offers no download of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from adopt.errors import SettingsError
from adopt.say.translate import Translate, translator
from adopt.words.companions import Layout, LayoutColumn, companions


def template_list(language: str) -> list[str]:
    """A line for each template, in a language: its name and what it is for."""
    say = translator(language)
    return [
        say("{kind}: {name}. {where}", kind=kind, name=one.name[language], where=one.where[language])
        for kind, one in _templates().items()
    ]


def template(name: str, languages: Sequence[str]) -> str:
    """A template as CSV: lines that explain it, in each of the languages, then the header; rows come below.

    Raises:
        SettingsError: there is no such template.
    """
    if name not in _templates():
        raise SettingsError(
            "no template is called '{name}'; expected one of {names}",
            name=name,
            names=", ".join(_templates()),
        )
    layout, says = _templates()[name], [translator(language) for language in languages]
    lines = [[" / ".join(said)] for said in zip(*(_explained(layout, say) for say in says), strict=True)]
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerows([*lines, [column.names[0] for column in layout.columns]])
    return text.getvalue()


def _templates() -> dict[str, Layout]:
    return {kind: layout for kind, layout in companions().items() if layout.template}


def _explained(layout: Layout, say: Translate) -> list[str]:
    """The template's name and why it is needed, then a line for each column."""
    language = say.language
    first = say(
        "{name}: fill in rows below the column names. {where}",
        name=layout.name[language],
        where=layout.where[language],
    )
    return [first, *(_column(column, layout, say) for column in layout.columns)]


def _column(column: LayoutColumn, layout: Layout, say: Translate) -> str:
    english, chinese = layout.notes[column.names[0]]
    note = chinese if say.language == "zh" else english
    if column.needed:
        return say("{column} (needed): {note}", column=column.names[0], note=note)
    return say("{column}: {note}", column=column.names[0], note=note)

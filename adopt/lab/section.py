"""A report as data: sections of text, tables and figures, which `markdown` and `page` both write."""

from __future__ import annotations

from typing import NamedTuple

from adopt.lab.interval import Interval


class Table(NamedTuple):
    """Cells as text; the first column names the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Figure(NamedTuple):
    """A chart: one line or dotted series per name, over shared labels or numbers.

    Attributes:
        title: what it shows.
        kind: ``bars`` (grouped, one group per label) or ``lines`` (x and y from 0 to the greatest).
        labels: names of the groups; of lines, the x values as text.
        series: by name, one value per label; None where there is none.
        diagonal: whether the line x = y belongs into it.
    """

    title: str
    kind: str
    labels: tuple[str, ...]
    series: dict[str, tuple[float | None, ...]]
    diagonal: bool = False


class Section(NamedTuple):
    """A heading and what stands under it, in order."""

    title: str
    text: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()


def markdown(sections: list[Section]) -> str:
    """The sections as Markdown; figures are left to the page, since their figures stand in the tables."""
    parts: list[str] = []
    for level, section in enumerate(sections):
        parts.append(f"{'##' if level else '#'} {section.title}")
        parts += section.text
        parts += [_markdown_table(table) for table in section.tables]
    return "\n\n".join(parts) + "\n"


def _markdown_table(table: Table) -> str:
    head = f"| {' | '.join(table.columns)} |"
    rule = f"|---{'|---:' * (len(table.columns) - 1)}|"
    return "\n".join([head, rule, *(f"| {' | '.join(row)} |" for row in table.rows)])


def said(found: Interval, *, sign: bool = False) -> str:
    """An estimate with its interval as text; with its sign where it is a difference."""
    pattern = "{:+.3f}" if sign else "{:.3f}"
    mean, low, high = (pattern.format(value) for value in found)
    return mean if low == high else f"{mean} [{low}, {high}]"

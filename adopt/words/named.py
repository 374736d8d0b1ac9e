"""Which reports' columns a seller may name in adopt.toml, where Amazon's names in a language aren't known."""

from __future__ import annotations

from adopt.words.companions import companions
from adopt.words.load import headers

REPORT = "report"
"""The key of a seller's table that says which report it is for; a search term report where it is missing."""

_OURS = ("search_term", "unified", "business")


def report_of(names: dict[str, str]) -> str:
    """The kind of report that a seller's table names the columns of."""
    return names.get(REPORT, _OURS[0])


def columns_of(report: str) -> tuple[str, ...]:
    """Columns that may be named: ours, or for a report beside the ads Amazon's English names; none of an unknown one."""
    if report in _OURS:
        return tuple(headers(report)["en"])
    layout = companions().get(report)
    return tuple(name for column in layout.columns for name in column.names) if layout else ()

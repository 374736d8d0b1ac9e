"""Backtests as one HTML file that opens anywhere offline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from adopt.backtest.plot import plot
from adopt.backtest.proof import Backtest
from adopt.backtest.sections import RATES, sections
from adopt.lab.section import Section, Table
from adopt.lab.style import STYLE
from adopt.say import translator

_STYLE = f"{STYLE}svg {{ max-width: 30rem; }}\n"


def page(results: Sequence[Backtest], languages: Sequence[str]) -> str:
    """All backtests, in each language one after the other."""
    body = "".join(
        f'<main lang="{language}">{"".join(_parts(result, language))}</main>\n'
        for language in languages
        for result in results
    )
    return (
        f'<!doctype html>\n<html lang="{languages[0]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>adopt backtest</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )


def _parts(result: Backtest, language: str) -> Iterator[str]:
    for place, section in enumerate(sections(result, language)):
        tag = "h2" if place else "h1"
        yield f"<{tag}>{escape(section.title)}</{tag}>\n{_text(section)}"
        yield from (_table(one) for one in section.tables)
        if place == RATES and result.rates.bins:
            yield f"<figure>{plot(result.rates.bins, translator(language))}</figure>\n"


def _text(section: Section) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in section.text)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>\n'

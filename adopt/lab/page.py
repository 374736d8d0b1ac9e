"""The report as one HTML file that opens anywhere offline."""

from __future__ import annotations

import re
from html import escape

from adopt.lab.chart import svg
from adopt.lab.section import Section, Table
from adopt.lab.style import STYLE

_STYLE = f"{STYLE}svg {{ width: 100%; }}\n"


def page(sections: list[Section]) -> str:
    """The sections as a page, with their figures."""
    body = "".join(_section(section, first=not level) for level, section in enumerate(sections))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(sections[0].title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )


def _section(section: Section, *, first: bool) -> str:
    tag = "h1" if first else "h2"
    parts = [f"<{tag}>{escape(section.title)}</{tag}>"]
    parts += [_paragraph(text) for text in section.text]
    parts += [
        f"<figure><figcaption>{escape(figure.title)}</figcaption>{svg(figure)}</figure>"
        for figure in section.figures
    ]
    parts += [_table(table) for table in section.tables]
    return "\n".join(parts) + "\n"


def _paragraph(text: str) -> str:
    if text.startswith("- "):
        items = (_inline(line.removeprefix("- ")) for line in text.splitlines())
        return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    return f"<p>{_inline(text)}</p>"


def _inline(text: str) -> str:
    bold = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text, quote=False))
    return re.sub(r"`(.+?)`", r"<code>\1</code>", bold)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_inline(name)}</th>' for name in table.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'

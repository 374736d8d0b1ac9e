"""How the workbook looks: fonts, colours, number formats, widths."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from adopt.say.money import currency_symbol
from adopt.words.currencies import currency_digits

INK = "1F2937"
QUIET = "6B7280"
HEADER = "1F3A5F"
MONEY_BAR = "8FBF9F"
YES = "E3F1E6"
OPEN = "FFF3CD"
ACT = "F8D7DA"

LINE_HEIGHT = 15.0
"""Height of one line of text, in points."""


@dataclass(frozen=True)
class Kind:
    """How the cells of one kind of column look; widths in characters."""

    number_format: str
    narrowest: int
    widest: int
    wrap: bool = False
    right: bool = False


def kinds(currency: str, language: str) -> dict[str, Kind]:
    """The kinds of columns; ``plain`` text runs over the cells to its right, other text wraps."""
    return {
        "text": Kind("General", 7, 34, wrap=True),
        "plain": Kind("General", 7, 34),
        "sentence": Kind("General", 30, 78, wrap=True),
        "advice": Kind("General", 24, 50, wrap=True),
        "name": Kind("General", 8, 34, wrap=True),
        "count": Kind("#,##0", 7, 12, right=True),
        "money": Kind(money_number_format(currency, language), 9, 16, right=True),
        "share": Kind("0.0%", 7, 12, right=True),
        "date": Kind("yyyy-mm-dd", 11, 11),
    }


@cache
def money_number_format(currency: str, language: str) -> str:
    """Excel's number format for an amount: sign before the symbol, decimals of the currency."""
    symbol = currency_symbol(currency, language)
    spaced = f"{symbol} " if symbol[-1].isalpha() else symbol
    digits = "#,##0" + ("." + "0" * currency_digits(currency) if currency_digits(currency) else "")
    return f'"{spaced}"{digits};-"{spaced}"{digits}'


def typeface(language: str) -> str:
    """The workbook's typeface: one with Chinese glyphs in Chinese."""
    return "Microsoft YaHei" if language == "zh" else "Calibri"


def font(language: str, *, bold: bool = False, colour: str = INK, size: float = 10) -> Font:
    """The workbook's font."""
    return Font(name=typeface(language), size=size, bold=bold, color=colour)


def fill(colour: str) -> PatternFill:
    """A plain background."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def hairline() -> Border:
    """A thin line below a row."""
    return Border(bottom=Side(style="hair", color="D1D5DB"))


def alignment(kind: Kind, *, header: bool = False) -> Alignment:
    """Top-aligned, so that rows with a long sentence read from the top; numbers right, texts a little indented."""
    return Alignment(
        vertical="center" if header else "top",
        horizontal="right" if kind.right else "left",
        wrap_text=kind.wrap or header,
        indent=0 if kind.right else 1,
    )


@lru_cache(maxsize=1 << 15)
def display_width(text: str) -> int:
    """Columns that a text takes on the screen: wide (Chinese, Japanese) glyphs count 2."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def beginning(text: str, width: int) -> str:
    """As much of the beginning of a text as takes fewer columns than ``width``."""
    while display_width(text) >= width:
        text = text[:-1]
    return text


@cache
def _columns(glyph: str) -> int:
    return 2 if unicodedata.east_asian_width(glyph) in "WF" else 1


@lru_cache(maxsize=1 << 15)
def lines(text: str, width: float) -> int:
    """Lines that a text takes in a column of that width, less its indent; words don't always fill a line."""
    return sum(max(1, math.ceil(display_width(part) / ((width - 2) * 1.05))) for part in text.split("\n"))

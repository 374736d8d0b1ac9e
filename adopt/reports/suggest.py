"""Which column is which in a search term report of an unknown language, told by the cells and never by the names.

Each guess rests on a rule that the figures of such reports keep: no more clicks than impressions, spend = clicks x cost
per click, sales and orders in the same rows, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.reports.currencies import currency_of
from adopt.reports.dates import day, settle_dates
from adopt.reports.headers import fold, tokens
from adopt.reports.numbers import number, settle
from adopt.reports.open import Source, open_file
from adopt.reports.open_text import open_quote
from adopt.reports.raw import ROW, Table
from adopt.reports.refusal import refuse

_SAMPLE = 5_000
_MOST = 0.98
_CENTS = 0.011
_ROUNDED = 0.02
_FEW = 5
_CLAUSES = ("close-match", "loose-match", "substitutes", "complements")
_EXPRESSION = r"^(?:asin|category|brand|asin-expanded|keyword-group)\s*="


class Guess(NamedTuple):
    """A column of ours, the name in the file, and whether a rule that only it can keep says so."""

    ours: str
    name: str
    sure: bool


class _Cells(NamedTuple):
    """The rows under a header: as text, and as numbers where a column is one."""

    texts: pl.DataFrame
    numbers: pl.DataFrame
    whole: frozenset[str]


def suggest(path: Path) -> list[Guess]:
    """Guesses for the columns of a report, best first in the order of a report; only those with a reason.

    Raises:
        RefusedError: the file can't be opened, holds no table with clicks, or a name stands there twice.
    """
    try:
        table = _longest(open_file(path))
        if table is None:
            refuse(path, None, "unknown_report")
        cells = _cells(path, table)
    except pl.exceptions.ComputeError:  # a text file whose quotes don't close
        refuse(path, None, "open_quote", open_quote(path))
    days = list(_days(cells))
    left = cells._replace(texts=cells.texts.drop([guess.name for guess in days]))
    guesses = [*days, *_figures(cells), *_texts(left)]
    if not any(guess.ours == "clicks" for guess in guesses):
        refuse(path, None, "unknown_report")
    return guesses


def _longest(source: Source) -> Table | None:
    tables = [table for table in source.tables() if table.head]
    return max(tables, key=lambda table: table.frame.select(pl.len()).collect().item(), default=None)


def _cells(path: Path, table: Table) -> _Cells:
    """The header is the first row with the most names; what is under it are the cells."""
    filled = [sum(1 for cell in row if cell) for row in table.head]
    header = filled.index(max(filled))
    names = {str(place): name for place, name in enumerate(table.head[header]) if name}
    if len(set(names.values())) < len(names):
        refuse(path, None, "duplicate_columns")
    rows = table.frame.slice(header + 1).drop(ROW).head(_SAMPLE).select(list(names)).collect()
    texts = rows.rename(names)
    numbers = {name: _numbers(texts[name], cells_are=table.numbers_are_cells) for name in texts.columns}
    frame = pl.DataFrame({name: values for name, values in numbers.items() if values is not None})
    whole = [name for name in frame.columns if (frame[name] == frame[name].round()).all()]
    return _Cells(texts, frame, frozenset(whole))


def _numbers(cells: pl.Series, *, cells_are: bool) -> pl.Series | None:
    style = settle(cells, whole=False, numbers_are_cells=cells_are)
    values = cells.to_frame("cell").select(number(pl.col("cell"), style)).to_series()
    return values.fill_null(0) if len(cells) and values.count() >= _MOST * cells.count() > 0 else None


def _share(holds: pl.Series) -> float:
    return float(holds.mean() or 0.0)  # type: ignore[arg-type]  # of booleans


def _days(cells: _Cells) -> Iterator[Guess]:
    """One column of dates, or two of which the second is never earlier."""
    found: dict[str, pl.Series] = {}
    for name in cells.texts.columns:
        texts = cells.texts[name]
        style = settle_dates(texts)
        days = cells.texts.select(day(pl.col(name), style)).to_series()
        if texts.count() and days.count() >= _MOST * texts.count():
            found[name] = days
    if len(found) == 1:
        yield Guess("date", next(iter(found)), sure=True)
    elif len(found) == 2:  # noqa: PLR2004  a start and an end
        (one, first), (other, last) = found.items()
        start, end = (one, other) if _share(first <= last) >= _MOST else (other, one)
        yield Guess("start_date", start, sure=True)
        yield Guess("end_date", end, sure=True)


def _figures(cells: _Cells) -> Iterator[Guess]:
    """Counts and amounts, each from those found before it."""
    clicks, impressions, sure = _clicks(cells)
    if not clicks:
        return
    yield Guess("impressions", impressions, sure)
    yield Guess("clicks", clicks, sure)
    spend = _spend(cells, clicks)
    if spend:
        yield Guess("spend", *spend)
    orders = _orders(cells, clicks, {impressions, clicks, spend[0] if spend else ""})
    if orders:
        sales = _sales(cells, orders, spend[0] if spend else "")
        if sales:
            yield Guess("sales_7", *sales)
        yield Guess("orders_7", orders, sure=_is_ratio(cells, orders, clicks))


def _clicks(cells: _Cells) -> tuple[str, str, bool]:
    """The counts whose quotient is another column (CTR); else the two largest."""
    counts = sorted(cells.whole, key=lambda name: (-float(cells.numbers[name].sum()), name))
    for impressions in counts:
        for clicks in counts:
            more = (
                clicks != impressions and cells.numbers[clicks].sum() < cells.numbers[impressions].sum() / 3
            )
            if more and _is_ratio(cells, clicks, impressions):
                return clicks, impressions, True
    return (counts[1], counts[0], False) if len(counts) > 1 else ("", "", False)


def _is_ratio(cells: _Cells, over: str, under: str) -> bool:
    """Whether a column is the quotient of two others, as a fraction or in percent, where there is one."""
    base = cells.numbers.filter(pl.col(under) > 0, pl.col(over) > 0)
    if base.height < _FEW:
        return False
    quotient = base[over] / base[under]
    others = [name for name in base.columns if name not in (over, under) and name not in cells.whole]
    return any(
        _share((base[name] * scale / quotient - 1).abs() < _ROUNDED) >= _MOST
        for name in others
        for scale in (1, 0.01)
    )


def _spend(cells: _Cells, clicks: str) -> tuple[str, bool] | None:
    """The amount that is clicks x another column (CPC), to the cent."""
    amounts = [name for name in cells.numbers.columns if name not in cells.whole]
    paid = cells.numbers.filter(pl.col(clicks) > 0)
    for spend in amounts:
        for each in amounts:
            off = (paid[spend] - paid[each] * paid[clicks]).abs() <= _CENTS * paid[clicks]
            if spend != each and paid[spend].sum() > paid[each].sum() and _share(off) >= _MOST:
                return spend, True
    return None


def _orders(cells: _Cells, clicks: str, taken: set[str]) -> str:
    """The count that is positive in some rows, hardly ever over the clicks, and whose rate is a column; else none."""
    counts = [name for name in cells.numbers.columns if name in cells.whole and name not in taken]
    fits = [name for name in counts if cells.numbers[name].sum() and _is_ratio(cells, name, clicks)]
    return fits[0] if fits else ""


def _sales(cells: _Cells, orders: str, spend: str) -> tuple[str, bool] | None:
    """The largest amount that is positive in the rows with orders and in no others; RoAS or ACoS may prove it."""
    sold = cells.numbers[orders] > 0
    amounts = [name for name in cells.numbers.columns if name not in cells.whole and name != spend]
    fits = [name for name in amounts if _share((cells.numbers[name] > 0) == sold) >= _MOST]
    told = [
        name for name in fits if spend and (_is_ratio(cells, name, spend) or _is_ratio(cells, spend, name))
    ]
    best = sorted(told or fits, key=lambda name: (-float(cells.numbers[name].sum()), name))
    return (best[0], bool(told)) if best else None


def _texts(cells: _Cells) -> Iterator[Guess]:
    """Match types and currencies by their tokens; terms, ad groups and campaigns by how many there are."""
    filled = {
        name: cells.texts[name].drop_nulls() for name in cells.texts.columns if name not in cells.numbers
    }
    texts = {name: values for name, values in filled.items() if len(values)}
    for ours, known in (("match_type", _is_match_type), ("currency", _is_currency)):
        for name in [name for name, values in texts.items() if all(map(known, values.unique()))]:
            yield Guess(ours, name, sure=ours == "match_type")
            texts.pop(name)
            break
    yield from _names(texts)


def _names(texts: Mapping[str, pl.Series]) -> Iterator[Guess]:
    """The most various column holds the terms; the one that repeats terms or names clauses holds the targeting."""
    various = sorted(texts, key=lambda name: -texts[name].n_unique())
    if not various:
        return
    term = various.pop(0)
    alike = {name: _share(_is_target(texts[name], texts[term])) for name in various}
    targeting = max(alike, key=lambda name: alike[name], default="")
    if targeting and alike[targeting] > 0:
        yield Guess("targeting", targeting, sure=True)
        various.remove(targeting)
    yield Guess("search_term", term, sure=False)
    places = [name for name in texts if name in various[:2]]
    for ours, name in zip(("campaign", "ad_group"), places, strict=False):
        yield Guess(ours, name, sure=False)


def _is_target(cells: pl.Series, terms: pl.Series) -> pl.Series:
    """Cells that are the shopper's own words, an auto clause or an expression."""
    same = cells == terms if len(cells) == len(terms) else pl.Series([False] * len(cells))
    return same | cells.is_in(_CLAUSES) | cells.str.contains(_EXPRESSION)


def _is_match_type(cell: str) -> bool:
    return (fold(cell) or cell.strip()) in tokens("match_types")


def _is_currency(cell: str) -> bool:
    return currency_of(cell) is not None

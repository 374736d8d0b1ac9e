"""Text -> dates. Words, ISO and Excel's serial numbers speak for themselves; slashed dates need the whole column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

import polars as pl

from adopt.reports.months import named_day
from adopt.reports.raw import EDGES
from adopt.words import headers

_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)
_EXCEL_ZERO = date(1899, 12, 30)
_SERIAL = r"^[0-9]{5}(?:\.[0-9]*)?$"
_EPOCH = r"^[0-9]{13}$"
_DAY_MS = 86_400_000
_HOUR = (
    r"(?:T|\s+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?:\s?[AaPp][Mm])?\s*(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?\s*$"
)
_BRIEF_DOTTED = "%d.%m.%y"
_BRIEF = r"^\s*([0-9]{2})[-./]([0-9]{1,2})[-./]([0-9]{1,2})\s*$"
_FIRST_BRIEF = 2020
"""The first year that may stand in front: a lower number there is a day or a month."""
_MONTHS = 12
_FEWEST = 2
_DAY_FIRST = ("%d/%m/%y", "%d/%m/%Y")
_MONTH_FIRST = ("%m/%d/%y", "%m/%d/%Y")


_MARKS = r"[\x{061c}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}]"


class DateStyle(NamedTuple):
    """How a column writes its dates.

    Attributes:
        formats: with words or in a fixed order, in the order in which they are tried.
        slashed: the order of day and month where dates have slashes (or dashes, day or month first).
        serial: Excel's day numbers occur.
        epoch: days as milliseconds since 1970 occur.
        extras: some have an hour and perhaps an offset from UTC, whose day is the one that is written, or marks of the
            direction of writing between their parts.
        named: dates with a month's name in one of the other languages ("14 juil. 2026"), each with its day.
        ambiguous: a value that is one day if days come first and another if months do, None where that is settled.
        turned: a value whose day and month a spreadsheet program may have exchanged, None where none has.
        year_first: a value of two digits each whose year may stand first ("26/11/03"), None where none may.
    """

    formats: tuple[str, ...]
    slashed: tuple[str, str] | None = None
    serial: bool = False
    epoch: bool = False
    extras: bool = False
    named: Mapping[str, date] = MappingProxyType({})
    ambiguous: str | None = None
    turned: str | None = None
    year_first: str | None = None

    @property
    def needs_all(self) -> bool:
        """Whether only the whole column tells in which order its parts stand."""
        return self.slashed is not None or _BRIEF_DOTTED in self.formats

    @property
    def doubtful(self) -> str | None:
        """A value that may be two days, None where all are settled."""
        return self.year_first or self.ambiguous or self.turned


def settle_dates(values: pl.Series, columns: int = 1) -> DateStyle:
    """The style of one or several columns' values taken together."""
    texts = values.drop_nulls().str.strip_chars(EDGES).unique().sort()
    extras = bool(texts.str.contains(f"{_HOUR}|{_MARKS}").any())
    frame = pl.DataFrame({"text": texts})
    if extras:
        frame = frame.select(_without_extras(pl.col("text"))).unique().sort("text")
    fixed = [name for name in _fixed() if frame.select(_parse(pl.col("text"), name).count()).item()]
    tries = frame.select(
        "text", day=_slashed(pl.col("text"), _DAY_FIRST), month=_slashed(pl.col("text"), _MONTH_FIRST)
    )
    days, months = tries["day"].count(), tries["month"].count()
    unequal = tries.filter(pl.col("day") != pl.col("month"))["text"]
    slashed = _DAY_FIRST if days > months else _MONTH_FIRST
    named = _named(frame, fixed)
    return DateStyle(
        formats=tuple(fixed),
        slashed=slashed if days or months else None,
        serial=bool(texts.str.contains(_SERIAL).any()),
        epoch=bool(texts.str.contains(_EPOCH).any()),
        extras=extras,
        named=named,
        ambiguous=unequal[0] if days == months and len(unequal) else None,
        turned=_turned(tries, fixed, named, 1 if columns > 1 else _FEWEST),
        year_first=_year_first(frame["text"]),
    )


def _year_first(texts: pl.Series) -> str | None:
    """A day such as 26/11/03 of a column whose last parts differ more than its first: years change less than days.

    None where its days lie further apart with the year in front than with it behind: 31.12.25 and 31.01.26 are a month.
    """
    parts = texts.to_frame("text").select("text", part=pl.col("text").str.extract_groups(_BRIEF))
    brief = parts.unnest("part").drop_nulls()
    front, behind = (
        brief.select(_brief(pl.col("text"), one)).to_series() for one in ("%y/%m/%d", "%d/%m/%y")
    )
    if brief.is_empty() or front.has_nulls() or (front.dt.year() < _FIRST_BRIEF).any():
        return None
    if not behind.has_nulls() and _reach(front) > _reach(behind):
        return None
    return str(brief["text"][0]) if brief["3"].n_unique() > brief["1"].n_unique() else None


def _reach(days: pl.Series) -> int:
    """Days from the first to the last."""
    first, last = days.min(), days.max()
    assert isinstance(first, date)
    assert isinstance(last, date)
    return (last - first).days


def _brief(text: pl.Expr, order: str) -> pl.Expr:
    return text.str.replace_all(r"[-.]", "/").str.to_date(order, strict=False)


def _turned(tries: pl.DataFrame, fixed: list[str], named: Mapping[str, date], fewest: int) -> str | None:
    """A day of a column that a spreadsheet program read in its own order, where it could; the others it left as texts.

    Then the days that have slashes are from the 13th on, and no other day is. Those may be 3 April or 4 March. A single day that
    is written unlike the others may be a slip, but for that of a summary, whose start and end may be one day each.
    """
    slashed = pl.any_horizontal(pl.col("day", "month").is_not_null())
    left = tries.filter(slashed)
    readings = [
        _from_serial(pl.col("text")),
        *(_parse(pl.col("text"), name) for name in fixed),
        _by_name(pl.col("text"), named),
    ]
    taken = tries.filter(~slashed).select("text", read=pl.coalesce(readings)).drop_nulls()
    both = left.filter(pl.all_horizontal(pl.col("day", "month").is_not_null()))
    if min(left.height, taken.height) < fewest or both.height or (taken["read"].dt.day() > _MONTHS).any():
        return None
    return next((text for text, read in taken.iter_rows() if read.day != read.month), None)


def day(text: pl.Expr, style: DateStyle) -> pl.Expr:
    """Date; null for blanks and for what isn't a date between 2000 and 2100."""
    text = _without_extras(text) if style.extras else text
    tries = [_parse(text, name) for name in style.formats]
    if style.slashed:
        tries.append(_slashed(text, style.slashed))
    if style.serial:
        tries.append(_from_serial(text))
    if style.epoch:
        tries.append(_from_epoch(text))
    if style.named:
        tries.append(_by_name(text, style.named))
    if not tries:
        return pl.lit(None, dtype=pl.Date)
    return pl.coalesce(tries) if len(tries) > 1 else tries[0]


def date_readings(text: str) -> str:
    """Both readings of an ambiguous date: ``'03/04/2026' is 2026-04-03 or 2026-03-04``."""
    one = pl.col("text")
    read = [_parse(one, name) for name in _fixed()]
    frame = pl.DataFrame({"text": [text]}).select(
        day=pl.coalesce(_slashed(one, _DAY_FIRST), _from_serial(one), *read, pl.lit(named_day(text))),
        month=_slashed(one, _MONTH_FIRST),
        year=_brief(one, "%y/%m/%d"),
    )
    first, other, year_first = frame.row(0)
    if first is None or (other is None and first.day > _MONTHS):
        other = year_first
    return f"'{text}' is {first} or {other or first.replace(month=first.day, day=first.month)}"


def _without_extras(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(_MARKS, "").str.replace(_HOUR, "")


def _fixed() -> list[str]:
    names = [name for language in headers("dates").values() for name in language["formats"]]
    return list(dict.fromkeys(names))


def _named(frame: pl.DataFrame, fixed: list[str]) -> dict[str, date]:
    text = pl.col("text")
    parsed = [_parse(text, name).is_not_null() for name in fixed]
    others = frame.filter(text.str.contains(r"\p{L}"), ~pl.any_horizontal(parsed) if parsed else True)
    days = {cell: named_day(cell) for cell in others["text"]}
    return {cell: day for cell, day in days.items() if day and _FIRST <= day <= _LAST}


def _by_name(text: pl.Expr, named: Mapping[str, date]) -> pl.Expr:
    return text.str.strip_chars(EDGES).replace_strict(dict(named), default=None, return_dtype=pl.Date)


def _parse(text: pl.Expr, name: str) -> pl.Expr:
    value = text.str.strip_chars(EDGES).str.to_date(name, strict=False)
    return pl.when(value.is_between(_FIRST, _LAST)).then(value)


def _slashed(text: pl.Expr, formats: tuple[str, str]) -> pl.Expr:
    slashes = text.str.replace(r"^\s*([0-9]{1,2})-([0-9]{1,2})-", "$1/$2/")
    return pl.coalesce([_parse(slashes, name) for name in formats])


def _from_serial(text: pl.Expr) -> pl.Expr:
    bare = text.str.strip_chars(EDGES)
    number = pl.when(bare.str.contains(_SERIAL)).then(bare.cast(pl.Float64, strict=False))
    value = pl.lit(_EXCEL_ZERO) + pl.duration(days=number.floor().cast(pl.Int64))
    return pl.when(value.is_between(_FIRST, _LAST)).then(value)


def _from_epoch(text: pl.Expr) -> pl.Expr:
    """Only whole days of UTC: of any other moment, the day depends on the time zone."""
    bare = text.str.strip_chars(EDGES)
    number = pl.when(bare.str.contains(_EPOCH)).then(bare.cast(pl.Int64, strict=False))
    value = pl.from_epoch(pl.when(number % _DAY_MS == 0).then(number), time_unit="ms").cast(pl.Date)
    return pl.when(value.is_between(_FIRST, _LAST)).then(value)

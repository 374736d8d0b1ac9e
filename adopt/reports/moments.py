"""Text -> moments: "2026-11-03T14:05:00-08:00", "2022-07-11 01:34:18 PDT", "2/11/2026 4:01 PM", "1793743500000"."""

from __future__ import annotations

from typing import Literal, NamedTuple

import polars as pl

from adopt.words.companions import cells

Order = Literal["month", "day"]

_ZONE = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AaPp][Mm])?\s*(Z|UTC|[+-][0-9]{2}:?[0-9]{2}|[A-Z]{3,4})$"
_EPOCH = r"^[0-9]{13}$"
_MINUTE = 60_000_000


class MomentStyle(NamedTuple):
    """How a column writes its moments: the order in its slashed ones, and one that fits both orders, if unsettled."""

    order: Order = "month"
    ambiguous: str | None = None


def settle_moments(values: pl.Series) -> MomentStyle:
    """The style of a column's values."""
    text = pl.col("text")
    tries = (
        values.drop_nulls()
        .unique()
        .sort()
        .to_frame("text")
        .select("text", month=_slashed(_body(text), "month"), day=_slashed(_body(text), "day"))
    )
    months, days = tries["month"].count(), tries["day"].count()
    unequal = tries.filter(pl.col("month") != pl.col("day"))["text"]
    return MomentStyle(
        "day" if days > months else "month", unequal[0] if months == days and len(unequal) else None
    )


def local(text: pl.Expr, order: Order) -> pl.Expr:
    """The clock's day and hour as they are written, without a zone; null where it is neither."""
    body = _body(text)
    return pl.coalesce([*(_parsed(body, name) for name in cells()["moments"]), _slashed(body, order)])


def moment(text: pl.Expr, order: Order, zone: str | None) -> pl.Expr:
    """The moment in UTC; null where it isn't one, or no zone is known.

    Args:
        text: the cell.
        order: of day and month in slashed dates.
        zone: an abbreviation of ``words/cells.toml`` that holds where a cell names no zone.
    """
    zones: dict[str, int] = cells()["zones"]
    named = text.str.strip_chars().str.extract(_ZONE)
    hours = named.str.extract(r"^([+-][0-9]{2})").cast(pl.Int64, strict=False)
    rest = named.str.extract(r"([0-9]{2})$").cast(pl.Int64, strict=False)
    minus = named.str.starts_with("-")
    written = hours * 60 + pl.when(minus).then(-rest).otherwise(rest)
    known = named.replace_strict(zones | {"Z": 0}, default=None, return_dtype=pl.Int64)
    assumed = pl.lit(zones[zone] if zone else None, dtype=pl.Int64)
    minutes = pl.when(named.is_null()).then(assumed).otherwise(pl.coalesce(written, known))
    utc = local(text, order) - (minutes * _MINUTE).cast(pl.Duration("us"))
    return pl.coalesce(utc, _from_epoch(text)).dt.replace_time_zone("UTC")


def _from_epoch(text: pl.Expr) -> pl.Expr:
    """Milliseconds since 1970, which name their zone by being that."""
    bare = text.str.strip_chars()
    number = pl.when(bare.str.contains(_EPOCH)).then(bare.cast(pl.Int64, strict=False))
    value = pl.from_epoch(number, time_unit="ms").cast(pl.Datetime("us"))
    return pl.when(value.dt.year().is_between(2000, 2100)).then(value)


def _body(text: pl.Expr) -> pl.Expr:
    """A moment without its zone, and with a space between its day and its hour."""
    plain = text.str.strip_chars().str.replace(r"([0-9])T([0-9])", "$1 $2")
    zone = plain.str.extract(_ZONE)
    return pl.when(zone.is_null()).then(plain).otherwise(plain.str.strip_suffix(zone).str.strip_chars_end())


def _slashed(body: pl.Expr, order: Order) -> pl.Expr:
    return pl.coalesce([_parsed(body, name) for name in cells()[f"moments_{order}_first"]])


def _parsed(body: pl.Expr, name: str) -> pl.Expr:
    value = body.str.to_datetime(name, strict=False, time_unit="us")
    return pl.when(value.dt.year().is_between(2000, 2100)).then(value)

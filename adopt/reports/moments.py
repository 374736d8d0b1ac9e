"""Text -> moments: "2026-11-03T14:05:00-08:00", "2022-07-11 01:34:18 PDT", "2/11/2026 4:01 PM", "1793743500000"."""

from __future__ import annotations

from typing import Literal, NamedTuple

import polars as pl

from adopt.words.companions import cells

Order = Literal["month", "day"]

_ZONE = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AaPp][Mm])?\s*(Z|UTC|[+-][0-9]{2}:?[0-9]{2}|[A-Z]{3,4})$"
_EPOCH = r"^[0-9]{13}$"
_MINUTE = 60_000_000
_CLOCK = pl.Datetime("us")
_UTC = pl.Datetime("us", "UTC")


class MomentStyle(NamedTuple):
    """How a column writes its moments: the order in its slashed ones, and one that fits both orders, if unsettled."""

    order: Order = "month"
    ambiguous: str | None = None


def settle_moments(values: pl.Series) -> MomentStyle:
    """The style of a column's values."""
    texts = values.drop_nulls().unique().sort()
    tries = _split(texts).with_columns(
        month=_slashed(pl.col("body"), "month"), day=_slashed(pl.col("body"), "day")
    )
    months, days = tries["month"].count(), tries["day"].count()
    unequal = tries.filter(pl.col("month") != pl.col("day"))["text"]
    return MomentStyle(
        "day" if days > months else "month", unequal[0] if months == days and len(unequal) else None
    )


def local(text: pl.Expr, order: Order) -> pl.Expr:
    """The clock's day and hour of a column's cells as they are written, without a zone; null where it is neither."""
    return text.map_batches(lambda values: _clock(_split(values)["body"], order), return_dtype=_CLOCK)


def moment(text: pl.Expr, order: Order, zone: str | None) -> pl.Expr:
    """The moment in UTC; null where it isn't one, or no zone is known.

    Args:
        text: a column of cells.
        order: of day and month in slashed dates.
        zone: an abbreviation of ``words/cells.toml`` that holds where a cell names no zone.
    """
    return text.map_batches(lambda values: _moment(values, order, zone), return_dtype=_UTC)


def _clock(body: pl.Series, order: Order) -> pl.Series:
    # Format after format, until all is read: within one expression, each would look for the zone anew.
    found = pl.select(body=body, clock=pl.lit(None, dtype=_CLOCK))
    for name in (*cells()["moments"], *_slashed_names(order)):
        if found["clock"].null_count() == found["body"].null_count():
            break
        found = found.with_columns(clock=pl.coalesce("clock", _parsed(pl.col("body"), name)))
    return found["clock"]


def _moment(values: pl.Series, order: Order, zone: str | None) -> pl.Series:
    zones: dict[str, int] = cells()["zones"]
    split = _split(values)
    frame = split.with_columns(clock=_clock(split["body"], order))
    named = pl.col("zone")
    hours = named.str.extract(r"^([+-][0-9]{2})").cast(pl.Int64, strict=False)
    rest = named.str.extract(r"([0-9]{2})$").cast(pl.Int64, strict=False)
    written = hours * 60 + pl.when(named.str.starts_with("-")).then(-rest).otherwise(rest)
    known = named.replace_strict(zones | {"Z": 0}, default=None, return_dtype=pl.Int64)
    assumed = pl.lit(zones[zone] if zone else None, dtype=pl.Int64)
    minutes = pl.when(named.is_null()).then(assumed).otherwise(pl.coalesce(written, known))
    utc = pl.col("clock") - (minutes * _MINUTE).cast(pl.Duration("us"))
    return frame.select(pl.coalesce(utc, _from_epoch(pl.col("text"))).dt.replace_time_zone("UTC")).to_series()


def _from_epoch(text: pl.Expr) -> pl.Expr:
    """Milliseconds since 1970, which name their zone by being that."""
    bare = text.str.strip_chars()
    number = pl.when(bare.str.contains(_EPOCH)).then(bare.cast(pl.Int64, strict=False))
    value = pl.from_epoch(number, time_unit="ms").cast(pl.Datetime("us"))
    return pl.when(value.dt.year().is_between(2000, 2100)).then(value)


def _split(values: pl.Series) -> pl.DataFrame:
    """Moments as they stand (text), without their zone and with a space between the day and the hour (body), and their zone."""
    body, zone = pl.col("body"), pl.col("zone")
    spaced = pl.select(text=values, body=values.str.strip_chars().str.replace(r"([0-9])T([0-9])", "$1 $2"))
    bare = body.str.strip_suffix(zone).str.strip_chars_end()
    return spaced.with_columns(zone=body.str.extract(_ZONE)).with_columns(
        body=pl.when(zone.is_null()).then(body).otherwise(bare)
    )


def _slashed(body: pl.Expr, order: Order) -> pl.Expr:
    return pl.coalesce([_parsed(body, name) for name in _slashed_names(order)])


def _slashed_names(order: Order) -> list[str]:
    names: list[str] = cells()[f"moments_{order}_first"]
    return names


def _parsed(body: pl.Expr, name: str) -> pl.Expr:
    value = body.str.to_datetime(name, strict=False, time_unit="us")
    return pl.when(value.dt.year().is_between(2000, 2100)).then(value)

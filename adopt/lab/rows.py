"""Long daily search term reports for measuring speed: ``write_rows(path, rows, seed)``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from adopt.lab.columns import columns
from adopt.lab.world import Vocabulary, vocabulary

LAST_DAY = date(2026, 11, 21)
_DAYS = 60
_DISTINCT = 0.21
_TAIL = 1.6
_CAMPAIGNS = 400
_CHUNK = 1_000_000
_NAME_WORDS = ("Core", "Launch", "Defence", "Rivals", "Seasonal", "Clearance", "Research", "Long Tail")
_KINDS = (
    ("Auto", "close-match", "-"),
    ("Broad", "", "BROAD"),
    ("Phrase", "", "PHRASE"),
    ("Exact", "", "EXACT"),
)


def write_rows(path: Path, rows: int, seed: int) -> None:
    """Writes a daily report of ``rows`` rows as CSV: the 25 columns and number formats of Amazon's English console.

    The distinct terms are 21 % of the rows: searches for kitchen goods, with a model number where words run out. Memory stays bounded: rows are written a million at a time.

    Args:
        path: file to write.
        rows: number of data rows.
        seed: of every draw; the same arguments write the same bytes.
    """
    rng = np.random.default_rng(seed)
    words = vocabulary()
    terms = _terms(rng, max(1, round(rows * _DISTINCT)), words)
    places = _places(rng, words)
    with path.open("wb") as file:
        for start in range(0, rows, _CHUNK):
            size = min(_CHUNK, rows - start)
            chunk = _formatted(_drawn(rng, start, size, rows, terms, places))
            chunk.write_csv(file, include_bom=start == 0, include_header=start == 0)


def _terms(rng: np.random.Generator, count: int, words: Vocabulary) -> pl.Series:
    """Distinct terms of a word before, a product name, a word after, and a model number where that isn't distinct."""
    cores = [core for product in words.products for core in (*product.cores, *product.near)]
    parts = [
        pl.Series(["", *words.front]).gather(rng.integers(0, len(words.front) + 1, count)),
        pl.Series(cores).gather(rng.integers(0, len(cores), count)),
        pl.Series(["", *words.back]).gather(rng.integers(0, len(words.back) + 1, count)),
    ]
    frame = pl.DataFrame({"front": parts[0], "core": parts[1], "back": parts[2], "number": np.arange(count)})
    text = pl.concat_str("front", "core", "back", separator=" ").str.strip_chars()
    repeated = pl.col("text").is_duplicated()
    return (
        frame.with_columns(text=text)
        .select(pl.when(repeated).then(pl.format("{} m{}", "text", "number")).otherwise("text").alias("text"))
        .to_series()
    )


def _places(rng: np.random.Generator, words: Vocabulary) -> pl.DataFrame:
    kinds = [_KINDS[index % len(_KINDS)] for index in range(_CAMPAIGNS)]
    products = [words.products[int(index)] for index in rng.integers(0, len(words.products), _CAMPAIGNS)]
    names = [_NAME_WORDS[int(index)] for index in rng.integers(0, len(_NAME_WORDS), _CAMPAIGNS)]
    return pl.DataFrame(
        {
            "portfolio": [product.portfolio or "No Portfolio" for product in products],
            "campaign": [
                f"SP | {product.name} | {name} {number:03d} | {kind[0]}"
                for number, (product, name, kind) in enumerate(zip(products, names, kinds, strict=True))
            ],
            "ad_group": [product.name for product in products],
            "targeting": [kind[1] or product.cores[0] for product, kind in zip(products, kinds, strict=True)],
            "match_type": [kind[2] for kind in kinds],
            "price": [product.price for product in products],
        }
    )


def _drawn(
    rng: np.random.Generator, start: int, size: int, rows: int, terms: pl.Series, places: pl.DataFrame
) -> pl.DataFrame:
    """Rows in the order of their days; every term occurs once, further rows repeat popular terms."""
    number = np.arange(start, start + size)
    repeats = np.floor(rng.random(size) ** _TAIL * terms.len()).astype(np.int64)
    # Evenly spread first meetings: with share d of the rows, floor(n d) grows by one exactly where a term is new.
    fresh = np.floor((number + 1) * terms.len() / rows).astype(np.int64)
    new = fresh > np.floor(number * terms.len() / rows)
    term = np.where(new, fresh - 1, repeats)
    clicks = rng.geometric(0.72, size)
    days = [LAST_DAY - timedelta(days=_DAYS - 1 - day) for day in range(_DAYS)]
    place = places[(term * 7919 % _CAMPAIGNS).astype(np.uint32)]
    return place.with_columns(
        day=pl.Series(days).gather((number * _DAYS // rows).astype(np.uint32)),
        search_term=terms.gather(term),
        impressions=pl.Series(clicks * rng.integers(20, 400, size)),
        clicks=pl.Series(clicks),
        cents=pl.Series(np.maximum(2, np.round(clicks * rng.gamma(6, 14, size))).astype(np.int64)),
        orders=pl.Series(rng.binomial(clicks, 0.08)),
        other=pl.Series(rng.random(size) < 0.08),  # noqa: PLR2004 - share of orders for another product
    )


def _formatted(drawn: pl.DataFrame) -> pl.DataFrame:
    spend, sales = pl.col("cents") / 100, pl.col("orders") * pl.col("price")
    other = pl.when("other")
    figures = drawn.with_columns(
        currency=pl.lit("USD"),
        retailer=pl.lit("Amazon"),
        country=pl.lit("United States"),
        ctr=pl.col("clicks") / pl.col("impressions"),
        cpc=spend / pl.col("clicks"),
        spend=spend,
        sales=sales,
        acos=pl.when(sales > 0).then(spend / sales),
        roas=sales / spend,
        units=pl.col("orders"),
        cvr=pl.col("orders") / pl.col("clicks"),
        own_units=other.then(0).otherwise("orders"),
        other_units=other.then("orders").otherwise(0),
        own_sales=other.then(0.0).otherwise(sales),
        other_sales=other.then(sales).otherwise(0.0),
    )
    shown: dict[str, Callable[[str], pl.Expr]] = {
        "date": lambda name: pl.col(name).dt.strftime("%b %d, %Y"),
        "money": _money,
        "share": lambda name: pl.format("{}%", _decimals(pl.col(name) * 100, 4)),
        "ratio": lambda name: _decimals(pl.col(name), 2),
    }
    return figures.select(
        shown.get(column.format, _plain)(column.field).alias(column.header)
        for column in columns("search_term", "daily")
    )


def _plain(name: str) -> pl.Expr:
    return pl.col(name)


def _decimals(value: pl.Expr, places: int) -> pl.Expr:
    """Exactly so many decimals, as a spreadsheet's number format shows them."""
    scaled = (value * 10**places).round().cast(pl.Int64)
    fraction = (scaled % 10**places).cast(pl.String).str.zfill(places)
    return pl.format("{}.{}", scaled // 10**places, fraction)


def _money(name: str) -> pl.Expr:
    """Dollars with a thousands separator: $1,234.56."""
    text = _decimals(pl.col(name), 2)
    return pl.format("${}", text.str.replace(r"^(\d+)(\d{3})\.", "$1,$2."))

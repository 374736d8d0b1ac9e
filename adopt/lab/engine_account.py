"""Accounts of any number of distinct search terms, with the download that they join: for measuring the engine's speed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import dataframely as dy
import numpy as np
import polars as pl

from adopt.lab.world import Vocabulary, vocabulary
from adopt.reports.sources import Sources
from adopt.schema import (
    Ad,
    AdGroup,
    Bulk,
    Campaign,
    Negative,
    Placement,
    Reading,
    SearchTermRow,
    Target,
    Totals,
    bulk_frames,
    rejected_frame,
)
from adopt.words import markets

LAST_DAY = date(2026, 11, 21)
_DAYS = 60
_ROWS_PER_TERM = 4.76
_TAIL = 1.6
_CAMPAIGNS = 400
_TWICE = 0.1
_SPREAD = 0.35
_CENT = 10_000
_ZIPF = 1.1
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_SYLLABLES = [one + two for one in _CONSONANTS for two in _VOWELS]
_WORDS_PER_ROOT = 20
_KINDS = (
    ("auto", "close-match", "-", "product"),
    ("manual", "", "broad", "keyword"),
    ("manual", "", "phrase", "keyword"),
    ("manual", "", "exact", "keyword"),
)
_METRICS = ("impressions", "clicks", "orders", "units", "spend_micros", "sales_micros")
_IDS = ["campaign_id", "ad_group_id", "target_id"]
_LIVE = {"state": "enabled", "campaign_state": "enabled", "ad_group_state": "enabled"}


def write_account(path: Path, terms: int, seed: int) -> None:
    """Writes daily `SearchTermRow` rows with exactly so many distinct terms as Parquet, 4.76 rows a term.

    A term is a word before, a product's name, a word after and up to two of a long tail of made-up words, of which there
    are 20 for each root of the number of terms (Heaps' law). Its conversion rate is the product of its words' effects.
    A tenth of the terms occur in two ad groups.
    """
    rng, words = np.random.default_rng(seed), vocabulary()
    texts, rates = _terms(rng, terms, words)
    size = round(terms * _ROWS_PER_TERM)
    # Every term once, then popular ones again.
    again = np.floor(rng.random(size - terms) ** _TAIL * terms).astype(np.int64)
    term = np.concatenate([np.arange(terms), again])
    clicks = rng.geometric(0.72, size)
    orders = rng.binomial(clicks, rates[term])
    second = (term % round(1 / _TWICE) == 0) & (rng.random(size) < 1 / 2)
    place = (term * 7919 + second * 101) % _CAMPAIGNS
    day = pl.Series([LAST_DAY - timedelta(days=back) for back in range(_DAYS)]).gather(
        rng.integers(0, _DAYS, size).astype(np.uint32)
    )
    prices = np.array([product.price for product in words.products])[place % len(words.products)]
    frame = pl.DataFrame(
        {
            "row": np.arange(2, size + 2),
            "campaign": _names("SP | Kitchen | {}").gather(place.astype(np.uint32)),
            "ad_group": _names("group {}").gather(place.astype(np.uint32)),
            "targeting": _targetings(words).gather(place.astype(np.uint32)),
            "match_type": pl.Series([_KINDS[one % 4][2] for one in range(_CAMPAIGNS)]).gather(
                place.astype(np.uint32)
            ),
            "search_term": texts.gather(term.astype(np.uint32)),
            "first_day": day,
            "last_day": day,
            "impressions": clicks * rng.integers(20, 400, size),
            "clicks": clicks,
            "orders": orders,
            "units": orders,
            "spend_micros": np.maximum(2, np.round(clicks * rng.gamma(6, 11, size))).astype(np.int64) * _CENT,
            "sales_micros": np.round(orders * prices * 100).astype(np.int64) * _CENT,
        }
    )
    _typed(SearchTermRow, frame).drop(_IDS).write_parquet(path)


def account_sources(path: Path) -> Sources:
    """The rows of `write_account` as a run rests on them, with a bulk download that knows all their targets.

    IDs, which no console report has, are nulls that take no memory, as those of the reader are.
    """
    rows = _typed(SearchTermRow, pl.read_parquet(path))
    first = LAST_DAY - timedelta(days=_DAYS - 1)
    reading = Reading(
        path=path,
        digest="0" * 64,
        kind="search_term",
        language="en",
        marketplace="US",
        currency="USD",
        first_day=first,
        last_day=LAST_DAY,
        daily=True,
        window_days=7,
        read=rows.height,
        data=rows,
        rejected=rejected_frame(),
        totals=Totals.of(rows),
    )
    return Sources(
        rows=rows.with_columns(seen_on=pl.lit(LAST_DAY + timedelta(days=1))),
        daily=True,
        first_day=first,
        last_day=LAST_DAY,
        window_days=7,
        bulk=download(),
        sales=None,
        account="bench",
        marketplace="US",
        currency="USD",
        market=markets()["US"],
        used=(reading,),
        notes=(),
    )


def download() -> Bulk:
    """400 campaigns of one ad group, one target, one ad and two negatives each, over twenty products."""
    base = _entities(vocabulary())
    places = base.select(
        "row", "campaign_id", *_METRICS, placement=pl.lit("placementTop"), percentage=pl.lit(20.0)
    )
    frames: dict[str, tuple[type[dy.Schema], pl.DataFrame]] = {
        "campaigns": (Campaign, base),
        "ad_groups": (AdGroup, base),
        "targets": (Target, base),
        "negatives": (Negative, _negatives(base)),
        "placements": (Placement, places),
        "ads": (Ad, base),
    }
    return bulk_frames(**{name: _typed(schema, frame) for name, (schema, frame) in frames.items()})


def _entities(words: Vocabulary) -> pl.DataFrame:
    """One row per campaign, with what a download says of it, its ad group, its target and its ad."""
    number = np.arange(_CAMPAIGNS)
    kinds = [_KINDS[one % 4] for one in number]
    products = [words.products[one % len(words.products)] for one in number]
    return pl.DataFrame(
        {
            "row": number + 2,
            "campaign_id": [f"1{one:05d}" for one in number],
            "ad_group_id": [f"2{one:05d}" for one in number],
            "target_id": [f"3{one:05d}" for one in number],
            "ad_id": [f"4{one:05d}" for one in number],
            "campaign": _names("SP | Kitchen | {}"),
            "ad_group": _names("group {}"),
            "targeting": _targetings(words),
            "targeting_type": [kind[0] for kind in kinds],
            "match_type": [kind[2] for kind in kinds],
            "kind": [kind[3] for kind in kinds],
            "sku": [product.sku for product in products],
            "asin": [product.asin for product in products],
        }
    ).with_columns(
        **{name: pl.lit(value) for name, value in _LIVE.items()},
        **{name: pl.lit(0) for name in _METRICS},
        start_date=pl.lit(date(2025, 1, 1)),
        budget=pl.lit(100.0),
        strategy=pl.lit("Dynamic bids - down only"),
        bid=pl.lit(0.8),
        default_bid=pl.lit(0.5),
    )


def _negatives(base: pl.DataFrame) -> pl.DataFrame:
    return pl.concat(
        base.select(
            "row",
            "campaign_id",
            "ad_group_id",
            "state",
            negative_id=pl.format("5{}{}", pl.lit(mark), "ad_group_id"),
            level=pl.lit("ad_group"),
            kind=pl.lit("keyword"),
            text=pl.lit(text),
            match_type=pl.lit(kind),
        )
        for mark, text, kind in (("1", "clip art", "negativePhrase"), ("2", "toy kitchen", "negativeExact"))
    )


def _names(pattern: str) -> pl.Series:
    return pl.Series([pattern.format(number) for number in range(_CAMPAIGNS)])


def _targetings(words: Vocabulary) -> pl.Series:
    products = words.products
    return pl.Series(
        [_KINDS[one % 4][1] or products[one % len(products)].cores[0] for one in range(_CAMPAIGNS)]
    )


def _terms(rng: np.random.Generator, count: int, words: Vocabulary) -> tuple[pl.Series, np.ndarray]:
    """So many distinct texts, and the conversion rate of each."""
    cores = [core for product in words.products for core in (*product.cores, *product.near)]
    tail = _made_up(max(round(_WORDS_PER_ROOT * count**0.5), 100))
    lists = [pl.Series(part) for part in (["", *words.front], cores, ["", *words.back], tail, ["", *tail])]
    drawn, effects = 2 * count, [rng.normal(0, _SPREAD, len(part)) for part in lists]
    places = [rng.integers(0, len(part), drawn) for part in lists[:3]]
    places += [np.minimum(rng.zipf(_ZIPF, drawn) - 1, len(part) - 1) for part in lists[3:]]
    names = ["front", "core", "back", "tail", "more"]
    parts = {
        name: part.gather(place.astype(np.uint32))
        for name, part, place in zip(names, lists, places, strict=True)
    }
    text = pl.concat_str("front", "core", "tail", "more", "back", separator=" ").str.replace_all(" +", " ")
    log_rate = np.log(0.09) + sum(effect[place] for effect, place in zip(effects, places, strict=True))
    frame = pl.DataFrame(parts).select(
        text=text.str.strip_chars(), rate=pl.Series(np.minimum(np.exp(log_rate), 0.6))
    )
    distinct = frame.unique("text", keep="first", maintain_order=True).head(count)
    assert distinct.height == count
    return distinct["text"], distinct["rate"].to_numpy()


def _made_up(count: int) -> list[str]:
    """Distinct words of two or more syllables."""
    base = len(_SYLLABLES)

    def word(number: int) -> str:
        text = ""
        while number:
            text, number = text + _SYLLABLES[number % base], number // base
        return text

    return [word(number) for number in range(base, base + count)]


def _typed(schema: type[dy.Schema], frame: pl.DataFrame) -> dy.DataFrame[Any]:
    kinds = schema.create_empty().schema
    missing = [pl.lit(None, kind).alias(name) for name, kind in kinds.items() if name not in frame.columns]
    typed = frame.with_columns(missing).select(pl.col(name).cast(kind) for name, kind in kinds.items())
    return schema.validate(typed)

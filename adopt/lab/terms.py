"""What shoppers type, how often, and how likely each search is to end in an order."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import optimize, special

from adopt.lab.world import Product, Vocabulary, World

_DIGITS = 9
_MODIFIERS = (0.10, 0.40, 0.35, 0.15)
"""Shares of terms with 0, 1, 2, 3 modifiers."""
_ALPHABET = tuple("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ")
_BRAND_BOOST = 1.5


class Pool(NamedTuple):
    """The searches (or product pages) that a product can meet; one entry each.

    ``core`` is the product name inside a term, "" on product pages; ``volume`` a relative number of clicks.
    """

    text: tuple[str, ...]
    core: tuple[str, ...]
    near: np.ndarray
    volume: np.ndarray
    cvr: np.ndarray


def exactly(values: np.ndarray) -> np.ndarray:
    """Values rounded so that the last bits, which differ between processors, decide nothing."""
    return np.round(values, _DIGITS)


def effects(rng: np.random.Generator, words: Vocabulary, world: World) -> dict[str, float]:
    """True effect of each modifier on the logit of the conversion rate; the own brand's is good."""
    names = dict.fromkeys((*words.front, *words.back))
    drawn = dict(zip(names, rng.normal(0, 1, len(names)) * world.token_sd, strict=True))
    wrong = rng.normal(0, 1, len(words.wrong)) * world.token_sd + world.wrong_effect
    return {**drawn, **dict(zip(words.wrong, wrong, strict=True)), words.brand: _BRAND_BOOST * world.token_sd}


def word_pool(
    rng: np.random.Generator, product: Product, words: Vocabulary, tokens: dict[str, float], world: World
) -> Pool:
    """Distinct search terms of a product, composed from modifiers and product names."""
    cores = dict(zip(product.cores, rng.normal(0, 1, len(product.cores)) * world.core_sd, strict=True))
    nears = dict(
        zip(
            product.near, world.near_effect + rng.normal(0, 1, len(product.near)) * world.core_sd, strict=True
        )
    )
    composed: dict[str, tuple[str, float]] = {}
    while len(composed) < world.terms_per_product:
        names = nears if rng.random() < world.near_share else cores
        core = str(rng.choice(list(names)))
        text, effect = _dress(rng, core, words, tokens, world.wrong_share)
        composed.setdefault(text, (core, names[core] + effect))
    logit = np.array([effect for _, effect in composed.values()])
    core_names = tuple(core for core, _ in composed.values())
    volume = _volumes(rng, len(composed), world)
    return Pool(
        text=tuple(composed),
        core=core_names,
        near=np.array([core in nears for core in core_names]),
        volume=volume,
        cvr=_cvr(rng, logit, volume, world.term_sd, world),
    )


def _dress(
    rng: np.random.Generator, core: str, words: Vocabulary, tokens: dict[str, float], wrong: float
) -> tuple[str, float]:
    count = int(rng.choice(len(_MODIFIERS), p=_MODIFIERS))
    fronts = int(rng.binomial(count, 0.6))
    after = words.wrong if rng.random() < wrong else words.back
    backs = 1 if after == words.wrong else min(count - fronts, 1)
    front = [str(word) for word in rng.choice([*words.front, words.brand], fronts, replace=False)]
    back = [str(word) for word in rng.choice(after, backs, replace=False)]
    return " ".join([*front, core, *back]), sum(tokens[word] for word in (*front, *back))


def page_pool(rng: np.random.Generator, world: World) -> Pool:
    """Product pages of other sellers: ASINs in lower case, as reports show them."""
    count = world.asins_per_product
    letters = rng.choice(_ALPHABET, (count, 8))
    asins = tuple(f"b0{''.join(row).lower()}" for row in letters)
    volume = _volumes(rng, count, world)
    return Pool(
        text=asins,
        core=("",) * count,
        near=np.zeros(count, dtype=bool),
        volume=volume,
        cvr=_cvr(rng, np.zeros(count), volume, world.asin_sd, world),
    )


def _volumes(rng: np.random.Generator, count: int, world: World) -> np.ndarray:
    """Zipf-Mandelbrot: a long tail, and a head that no single term rules."""
    weights = (rng.permutation(count) + 1.0 + world.head) ** -world.zipf
    return exactly(weights / weights.sum())


def _cvr(
    rng: np.random.Generator, logit: np.ndarray, volume: np.ndarray, noise: float, world: World
) -> np.ndarray:
    """Conversion rates whose mean over the traffic, junk apart, is the world's: its tuning holds on every seed."""
    spread = logit + rng.normal(0, 1, logit.size) * noise
    junk = rng.random(logit.size) < world.junk_share
    level = optimize.brentq(lambda base: volume @ special.expit(base + spread) - world.base_cvr, -20, 20)
    return exactly(special.expit(level + spread + junk * world.junk_effect))

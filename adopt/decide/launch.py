"""L501: campaigns for new products, an automatic and an exact one each.

A product without ads has no clicks, and no clicks tell what it is worth: somebody must pay for the first ones. What they
cost is told as what it is, an investment. Formulas and rules: docs/decisions.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from adopt.decide.actions import actions
from adopt.decide.first_bid import first_bids
from adopt.decide.launch_ground import BLANK, TYPES, Ground, figures
from adopt.decide.newcomers import Newcomer, is_vendor, newcomers
from adopt.decide.seeds import Seed, Seeds, seeds, terms_of
from adopt.decide.structure import CLAUSES, Bids, Budgets, first_day, names, split, structure
from adopt.estimate.newcomer import Expected, nearer
from adopt.schema import Action, Consent, Listing, NewEntity
from adopt.words import longest_name

_SHOWN = 8
_ASIN = r"B0[A-Z0-9]{8}"


class Launches(NamedTuple):
    """What is proposed, a row per product, and the rows that it would create."""

    actions: dy.DataFrame[Action]
    created: dy.DataFrame[NewEntity]


def launches(at: Ground, listings: dy.DataFrame[Listing] | None) -> Launches:
    """A row for each new product, and campaigns for those of which enough is known.

    Args:
        at: of the run.
        listings: the seller's listings; None without a report of them.
    """
    taken = {name.lower() for name in at.bulk.campaigns["campaign"]}
    rows: list[dict[str, Any]] = []
    created: list[pl.DataFrame] = [NewEntity.create_empty()]
    for newcomer in newcomers(at.bulk, listings, at.settings, at.as_of, at.market):
        row, made = _launch(newcomer, at, taken)
        taken |= {name.lower() for name in made["name"].drop_nulls()}
        rows.append(row)
        created.append(made)
    if not rows:
        return Launches(Action.validate(Action.create_empty()), NewEntity.validate(created[0]))
    told = actions(pl.DataFrame(rows, schema_overrides=TYPES, infer_schema_length=None))
    return Launches(told, NewEntity.validate(pl.concat(created)))


def _launch(newcomer: Newcomer, at: Ground, taken: set[str]) -> tuple[dict[str, Any], pl.DataFrame]:
    """A product's row, and its campaigns; none where something that they need isn't known."""
    named = newcomer.named
    alike = terms_of(named.like, at.terms, at.bulk) if named and named.like else at.terms.clear()
    expected = nearer(alike, at.account, at.settings.estimate) if alike.height else at.account
    chosen = seeds(named, alike, expected, at.settings) if named else Seeds((), ())
    budgets = split(at.budget, at.settings.launch.auto_share, at.market, at.decimals)
    start = max(first_day(at.as_of, at.market), (named.start if named else None) or at.as_of)
    called = names(newcomer, start, at.settings.launch, taken)
    lacking = _lacking(newcomer, chosen, budgets, called, at)
    if lacking:
        return _row(newcomer, expected, at, lacking, None), NewEntity.create_empty()
    there = _there(names(newcomer, start, at.settings.launch, set()), at)
    row = _row(newcomer, expected, at, _reason(newcomer, chosen, at, alike, there), budgets)
    bids = _bids(newcomer, expected, chosen.kept, budgets, at)
    vendor = is_vendor(at.bulk)
    return row, structure(_key(newcomer), newcomer, called, start, budgets, chosen.kept, bids, vendor=vendor)


def _lacking(
    newcomer: Newcomer, chosen: Seeds, budgets: Budgets, called: tuple[str, str], at: Ground
) -> tuple[str, str | None] | None:
    """What keeps campaigns from being made, and its detail: the first that does.

    Amazon would refuse a name or a budget beyond its limits, and with it the whole day's files.
    """
    longest, most = max(called, key=len), longest_name("campaign_name", vendor=is_vendor(at.bulk))
    is_asin = re.fullmatch(_ASIN, newcomer.sku) is not None
    checks: list[tuple[bool, str, str | None]] = [
        (newcomer.named is None, "new_listing", newcomer.asin),
        (is_asin != is_vendor(at.bulk), "sku_or_asin", None),
        (newcomer.price is None, "no_price", None),
        (at.budget <= 0, "no_budget", None),
        (max(budgets) > at.highest_budget, "launch_budget_high", None),
        (len(longest) > most, "launch_name_long", f'"{longest}" ({len(longest)} > {most})'),
        (not chosen.kept, "no_keywords", ", ".join(chosen.refused) or None),
    ]
    return next(((reason, detail) for lacks, reason, detail in checks if lacks), None)


def _there(called: tuple[str, str], at: Ground) -> list[str]:
    """Those of a launch's own names that campaigns of the download have: it was made, and its ad wasn't.

    A product that can't be advertised yet would be given new campaigns every morning.
    """
    taken = {name.lower() for name in at.bulk.campaigns["campaign"]}
    return [name for name in called if name.lower() in taken]


def _reason(
    newcomer: Newcomer, chosen: Seeds, at: Ground, alike: pl.DataFrame, there: Sequence[str]
) -> tuple[str, str | None]:
    """Whether it starts, and what keeps it from starting unasked; the detail lists its keywords.

    ``there`` are names of its campaigns that others have already.
    """
    named, listed = newcomer.named, _listed(chosen.kept)
    assert named is not None
    quoted = ", ".join(f'"{name}"' for name in there)
    checks: list[tuple[bool, str, str | None]] = [
        (bool(chosen.refused), "keyword_refused", ", ".join(chosen.refused)),
        (bool(named.like) and alike.is_empty(), "like_unknown", named.like),
        (newcomer.before, "launched_before", listed),
        (bool(there), "launch_without_ad", quoted),
        (at.large, "launch_large", listed),
        (named.start is None, "no_start", listed),
        (named.start is not None and named.start > at.as_of, "not_yet", listed),
    ]
    return next(((reason, detail) for keeps, reason, detail in checks if keeps), ("launch", listed))


def _listed(kept: Sequence[Seed]) -> str:
    """The keywords in a line; those of a similar product with its orders / clicks."""
    shown = [
        f'"{seed.text}"' + (f" ({seed.orders}/{seed.clicks})" if seed.source == "like" else "")
        for seed in kept[:_SHOWN]
    ]
    more = [f"+{len(kept) - _SHOWN}"] if len(kept) > _SHOWN else []
    return ", ".join([*shown, *more])


def _bids(newcomer: Newcomer, expected: Expected, kept: Sequence[Seed], budgets: Budgets, at: Ground) -> Bids:
    """Bids of clauses by what each does in the account, of keywords by what is known of them."""
    plain = pl.col("match_type") == "-"
    clauses = [
        nearer(at.targets.filter(plain & (pl.col("targeting") == clause)), expected, at.settings.estimate)
        for clause in CLAUSES
    ]
    assert newcomer.price is not None
    order = (newcomer.price, newcomer.margin)

    def bids(expectations: Sequence[Expected], most: float) -> list[float]:
        return first_bids(expectations, *order, most, at.settings, at.market, at.decimals)

    auto = bids([*clauses, expected], budgets.auto)
    exact = bids([seed.expected for seed in kept], budgets.exact)
    default = min(auto[-1], budgets.exact)
    return Bids(tuple(auto[:-1]), tuple(exact), default)


def _key(newcomer: Newcomer) -> str:
    """As `adopt.decide.actions` makes it of the row."""
    return f"L501|*|*|{newcomer.sku} -"


def _row(
    newcomer: Newcomer, expected: Expected, at: Ground, why: tuple[str, str | None], budgets: Budgets | None
) -> dict[str, Any]:
    reason, detail = why
    total = budgets.total if budgets else None
    days = at.settings.launch.patience_days
    agreed = reason == "launch"
    limit = at.highest_budget if reason == "launch_budget_high" else None
    return {
        **BLANK,
        "targeting": newcomer.sku,
        "reason": reason,
        "detail": detail,
        "consent": at.settings.launch.consent if agreed else Consent.ASK.value,
        "to_value": total,
        "budget": total,
        "measured": total * days if total else limit,
        "against": float(days),
        "days": at.days,
        "margin": newcomer.margin,
        "margin_source": newcomer.margin_source,
        **figures(expected, newcomer.price or 0.0, newcomer.margin, total or 0.0),
    }

"""Who decides in a trial: adopt, today's rules, nobody. All see what a seller sees, and nothing of the truth."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from adopt.decide import negations
from adopt.estimate.evidence import term_evidence
from adopt.estimate.rows import aggregate
from adopt.estimate.value import ad_group_margins
from adopt.lab import baselines
from adopt.lab.account import Account
from adopt.lab.baselines import KEY, term_sums
from adopt.schema import Bulk, Consent
from adopt.settings import Settings, load_settings

_WINDOW_DAYS = 7


class Seen(NamedTuple):
    """What a seller can download: the daily search term report and the bulk file, on the day ``as_of``."""

    rows: pl.DataFrame
    bulk: Bulk
    days: int
    as_of: date


Policy = Callable[[Seen, Settings], pl.DataFrame]
"""From what is seen to the `KEY` columns of the search terms that it would negate."""


def seen(account: Account) -> Seen:
    """The account as its seller sees it."""
    days = (account.last_day - account.first_day).days + 1
    return Seen(account.rows, account.bulk, days, account.as_of)


def seller_settings(account: Account, **changes: Any) -> Settings:
    """Settings of a careful seller: true margins, own brand protected, defaults for the rest."""
    return load_settings(margins=account.margins(), protect={"brands": [account.words.brand]}, **changes)


def adopt_negations(
    view: Seen, settings: Settings, consents: tuple[str, ...] = tuple(Consent)
) -> pl.DataFrame:
    """What adopt would negate, of the consents given; watched terms never count."""
    joined = pl.DataFrame(
        {"join": ["target"], "join_reason": [None]}, schema_overrides={"join_reason": pl.String}
    )
    cells = aggregate(view.rows, view.as_of, _WINDOW_DAYS).join(joined, how="cross", maintain_order="left")
    margins = ad_group_margins(view.bulk, settings.margins)
    terms = term_evidence(cells, margins, view.days, settings).evidence
    actions = negations(terms, view.bulk, settings, view.as_of)
    accepted = [consent for consent in consents if consent != Consent.WATCH]
    return actions.filter(pl.col("consent").is_in(accepted)).select(KEY).sort(KEY)


def _safe_only(view: Seen, settings: Settings) -> pl.DataFrame:
    return adopt_negations(view, settings, (Consent.SAFE,))


def _nothing(view: Seen, _: Settings) -> pl.DataFrame:
    return view.rows.select(KEY).clear()


POLICIES: dict[str, Policy] = {
    "adopt": adopt_negations,
    "adopt, safe only": _safe_only,
    "no negation": _nothing,
    "B1 as published": lambda view, settings: baselines.b1_published(
        term_sums(view.rows), settings.target_acos
    ),
    "B1 fixed": lambda view, settings: baselines.b1_fixed(term_sums(view.rows), settings.target_acos),
    "B3 balanced": lambda view, _: baselines.b3_balanced(term_sums(view.rows)),
    "B9 ten clicks": lambda view, _: baselines.b9_ten_clicks(term_sums(view.rows)),
}
"""The opponents of a trial by name; the first is the one that the others are compared with."""

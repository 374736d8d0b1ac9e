"""What a policy is given to decide on: what a seller sees on one day, and nothing of the truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from adopt.decide import negations
from adopt.estimate.evidence import Terms, term_evidence
from adopt.estimate.goods import with_goods
from adopt.estimate.maturity import PPM
from adopt.estimate.rows import aggregate
from adopt.estimate.value import ad_group_margins
from adopt.lab.account import Account
from adopt.schema import Action, Bulk
from adopt.settings import Settings, load_settings

_WINDOW_DAYS = 7


@dataclass(frozen=True)
class Seen:
    """What a seller can download on the day ``as_of``: ``days`` days of search terms by day, and the bulk file; and what the
    seller knows of terms that have been given over to a keyword of their own: campaign, ad_group, search_term, price (share of what
    was bid for them there), target_id, bid (dollars).
    """

    rows: pl.DataFrame
    bulk: Bulk
    days: int
    as_of: date
    served: pl.DataFrame


@dataclass(frozen=True)
class Case:
    """What is seen, the seller's settings, and adopt's evidence from both (made on the first call, then kept)."""

    view: Seen
    settings: Settings
    terms: Callable[[], Terms]

    @cached_property
    def negated(self) -> dy.DataFrame[Action]:
        """What adopt says of negating each search term (`adopt.decide.negations`)."""
        return negations(self.terms().evidence, self.view.bulk, self.settings, self.view.as_of)

    def deciding(self, **negate: Any) -> Case:
        """The same evidence under other settings of negation."""
        return replace(self, settings=_changed(self.settings, "negate", negate))

    def harvesting(self, **harvest: Any) -> Case:
        """The same evidence under other settings of keywords of their own."""
        return replace(self, settings=_changed(self.settings, "harvest", harvest))

    def estimating(self, **estimate: Any) -> Case:
        """The case with its evidence made anew under other settings of estimation."""
        return case_of(self.view, _changed(self.settings, "estimate", estimate))

    def taken_as_mature(self) -> Case:
        """The case with its evidence made as if every order were visible at once."""
        return replace(self, terms=cache(partial(_fit, self.view, self.settings, mature=True)))


Policy = Callable[[Case], pl.DataFrame]
"""From a case to the campaign, ad group and search term of what it would negate; with ``price``, also of what it would
keep at that share of today's price (null: negated)."""


def case_of(view: Seen, settings: Settings) -> Case:
    """The case of what is seen under these settings."""
    return Case(view, settings, cache(partial(_fit, view, settings)))


def seller_settings(account: Account, path: Path | None = None) -> Settings:
    """Settings of a careful seller: true margins, own brand protected; the rest from ``path``, or the defaults.

    Raises:
        SettingsError: the file is missing or wrong.
    """
    return load_settings(path, margins=account.margins(), protect={"brands": [account.words.brand]})


def cells_of(view: Seen) -> pl.DataFrame:
    """Sums of what is seen per target and search term, as estimates take them."""
    return with_goods(joined(aggregate(view.rows, view.as_of, _WINDOW_DAYS)), view.bulk)


def joined(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of the laboratory know their IDs: as a download's names would have been joined."""
    return rows.with_columns(join=pl.lit("target"), join_reason=pl.lit(None, dtype=pl.String))


def _fit(view: Seen, settings: Settings, *, mature: bool = False) -> Terms:
    cells = cells_of(view)
    if mature:
        cells = cells.with_columns(effective_ppm=pl.col("clicks") * PPM)
    margins = ad_group_margins(view.bulk, settings.margins)
    return term_evidence(cells, margins, view.days, settings)


def _changed(settings: Settings, part: str, changes: dict[str, Any]) -> Settings:
    """Settings with changes to one part, checked like any others."""
    values = settings.model_dump()
    return Settings.model_validate({**values, part: {**values[part], **changes}})

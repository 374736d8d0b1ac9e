"""Aims and stages of the settings that nothing in the reports answers to."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.schema import Bulk
from adopt.settings import Settings


def of_aims(settings: Settings, terms: pl.DataFrame, bulk: Bulk | None) -> Iterator[tuple[str, str]]:
    """(code, detail) of aims that cover no ad group with a search term, and of staged products that no ad has.

    Args:
        settings: of the run.
        terms: evidence of search terms, with the aim of each.
        bulk: the download; without one nothing is known of products.
    """
    covering = set(terms["aim"].drop_nulls().unique())
    yield from (("aim_covers_nothing", aim.title) for aim in settings.aims if aim.title not in covering)
    if bulk is not None:
        strange = sorted(set(settings.stages) - set(bulk.ads["sku"]) - set(bulk.ads["asin"]))
        if strange:
            yield "stages_unused", ", ".join(strange)

"""Typed rows of the Sponsored Products tab -> one frame per entity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.reports.bulk_cells import typed_cells
from adopt.reports.bulk_english import in_english
from adopt.reports.columns import Columns
from adopt.reports.raw import ROW
from adopt.reports.sieve import text
from adopt.schema import (
    Ad,
    AdGroup,
    Bulk,
    Campaign,
    Negative,
    Placement,
    Rejected,
    SearchTermRow,
    Target,
    UploadRow,
    bulk_frames,
)

_UNKNOWN = "unknown"
_BROAD_NEGATIVES = {"exact": "negativeExact", "phrase": "negativePhrase"}


class Entities(NamedTuple):
    """The tab, sorted; ``frames`` by the names of `Bulk`'s fields."""

    frames: dict[str, pl.DataFrame]
    rejected: dy.DataFrame[Rejected]
    notes: tuple[tuple[str, str], ...]

    def bulk(self, search_terms: pl.DataFrame | None) -> Bulk:
        """The download as a whole, with the rows of its search term tab."""
        frames = dict(self.frames)
        if search_terms is not None:
            frames["search_terms"] = search_terms.select(list(SearchTermRow.columns()))
        return bulk_frames(**frames)  # type: ignore[arg-type]  # it checks each frame itself


def read_entities(columns: Columns) -> Entities:
    """All entities of the tab, with names and states of their parents filled in."""
    cells, rejected = typed_cells(columns)
    cells = _with_parents(cells)
    makers = {
        "campaigns": _campaigns(cells),
        "ad_groups": _ad_groups(cells),
        "targets": _targets(cells),
        "negatives": _negatives(cells),
        "placements": _placements(cells),
        "ads": _ads(cells),
        "uploads": _uploads(columns, cells),
    }
    return Entities(makers, rejected, _notes(columns, cells))


def _with_parents(cells: pl.DataFrame) -> pl.DataFrame:
    """Names and states as the informational columns give them, else as the parents' own rows do."""
    campaigns = _of(cells, "campaign").select(
        "campaign_id", own_campaign="campaign_name", own_campaign_state="state"
    )
    groups = _of(cells, "ad_group").select(
        "ad_group_id",
        own_ad_group="ad_group_name",
        own_ad_group_state="state",
        own_default_bid="ad_group_default_bid",
    )
    joined = cells.join(campaigns, on="campaign_id", how="left", maintain_order="left")
    joined = joined.join(groups, on="ad_group_id", how="left", maintain_order="left")
    return joined.with_columns(
        campaign=pl.coalesce("campaign_name_info", "campaign_name", "own_campaign").fill_null(""),
        ad_group=pl.coalesce("ad_group_name_info", "ad_group_name", "own_ad_group").fill_null(""),
        campaign_state=pl.coalesce("own_campaign_state", "campaign_state_info").fill_null(_UNKNOWN),
        ad_group_state=pl.coalesce("own_ad_group_state", "ad_group_state_info").fill_null(_UNKNOWN),
        default_bid=pl.coalesce("ad_group_default_bid_info", "own_default_bid", "ad_group_default_bid"),
    )


def _of(cells: pl.DataFrame, *entities: str) -> pl.DataFrame:
    return cells.filter(pl.col("entity").is_in(entities))


def _take(rows: pl.DataFrame, schema: type[dy.Schema], **changes: pl.Expr) -> pl.DataFrame:
    return rows.with_columns(**changes).select(list(schema.columns()))


def _campaigns(cells: pl.DataFrame) -> pl.DataFrame:
    return _take(
        _of(cells, "campaign"),
        Campaign,
        campaign=pl.col("campaign_name"),
        budget=pl.col("daily_budget"),
        strategy=pl.col("bidding_strategy"),
    )


def _ad_groups(cells: pl.DataFrame) -> pl.DataFrame:
    return _take(
        _of(cells, "ad_group"),
        AdGroup,
        ad_group=pl.col("ad_group_name"),
        default_bid=pl.coalesce("ad_group_default_bid", "default_bid"),
    )


def _targets(cells: pl.DataFrame) -> pl.DataFrame:
    is_keyword = pl.col("entity") == "keyword"
    return _take(
        _of(cells, "keyword", "product_targeting"),
        Target,
        target_id=pl.when(is_keyword).then("keyword_id").otherwise("product_targeting_id"),
        kind=pl.when(is_keyword).then(pl.lit("keyword")).otherwise(pl.lit("product")),
        targeting=pl.when(is_keyword).then("keyword_text").otherwise("product_targeting_expression"),
        resolved=pl.when(~is_keyword).then("resolved_info"),
        match_type=pl.when(is_keyword).then("match_type").otherwise(pl.lit("-")),
    )


def _negatives(cells: pl.DataFrame) -> pl.DataFrame:
    entity = pl.col("entity")
    is_keyword, is_campaigns = entity.str.ends_with("keyword"), entity.str.starts_with("campaign")
    match_type = pl.col("match_type").replace(_BROAD_NEGATIVES)
    rows = _of(
        cells,
        "negative_keyword",
        "negative_product_targeting",
        "campaign_negative_keyword",
        "campaign_negative_product_targeting",
    )
    return _take(
        rows,
        Negative,
        negative_id=pl.when(is_keyword).then("keyword_id").otherwise("product_targeting_id"),
        level=pl.when(is_campaigns).then(pl.lit("campaign")).otherwise(pl.lit("ad_group")),
        kind=pl.when(is_keyword).then(pl.lit("keyword")).otherwise(pl.lit("product")),
        ad_group_id=pl.when(~is_campaigns).then("ad_group_id"),
        text=pl.when(is_keyword).then("keyword_text").otherwise("product_targeting_expression"),
        match_type=pl.when(is_keyword).then(match_type).otherwise(pl.lit("-")),
    )


def _placements(cells: pl.DataFrame) -> pl.DataFrame:
    rows = _of(cells, "bidding_adjustment").filter(pl.col("placement").is_not_null())
    return _take(rows, Placement, percentage=pl.col("percentage").fill_null(0))


def _ads(cells: pl.DataFrame) -> pl.DataFrame:
    return _take(_of(cells, "product_ad"), Ad, asin=pl.coalesce("asin", "asin_info"))


def _uploads(columns: Columns, cells: pl.DataFrame) -> pl.DataFrame:
    """The rows as Amazon wrote them, tokens in English; a seller's ASIN column is for information only."""
    names = [name for name in UploadRow.columns() if name != ROW]
    made = [
        (text(source) if (source := columns.header.cell(name)) else pl.lit(None, dtype=pl.String)).alias(name)
        for name in names
    ]
    rows = columns.rows.select(ROW, *made).collect()
    rows = rows if columns.header.language == "en" else in_english(rows)
    return rows.join(cells.select(ROW), on=ROW, how="semi", maintain_order="left")


def _notes(columns: Columns, cells: pl.DataFrame) -> tuple[tuple[str, str], ...]:
    audience = _of(cells, "bidding_adjustment").filter(pl.col("placement").is_null()).height
    marked = _marked(columns)
    found: Sequence[tuple[str, int]] = (("audience_rows", audience), ("rows_with_operation", marked))
    return tuple((code, str(count)) for code, count in found if count)


def _marked(columns: Columns) -> int:
    source = columns.header.cell("operation")
    if source is None:
        return 0
    return int(columns.rows.select(text(source).count()).collect().item())


__all__ = ["Entities", "read_entities"]

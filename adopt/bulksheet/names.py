"""Names of campaigns and ad groups."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.fault import YES, fault
from adopt.bulksheet.sheet import ROW, Against, raw
from adopt.estimate.text import plain
from adopt.schema import Bulk
from adopt.words import bulksheet, longest_name

_OWN = {"campaign_name": "campaign_id", "ad_group_name": "ad_group_id"}
_LETTER = r"\p{L}\p{M}"


def name_faults(rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """Names that are too long, hold what Amazon refuses, or are another's; a name that stays as it is was taken once.

    Args:
        rows: in Amazon's words; archived ones left out.
        against: the download, whose names are taken.
    """
    for entity, column in (("Campaign", "campaign_name"), ("Ad Group", "ad_group_name")):
        named = rows.filter(pl.col("entity") == entity, pl.col(column).is_not_null())
        if named.is_empty():
            continue
        if against.bulk is not None:
            named = named.join(_names(against.bulk, column), on=[_OWN[column], column], how="anti")
        yield from _shape(named, column, _most(column, rows))
        yield from _taken(named, column)
        if against.bulk is not None:
            yield from _known(named, column, against)


def _names(bulk: Bulk, column: str) -> pl.DataFrame:
    """What each campaign or ad group of the download is called."""
    frame, name = (bulk.campaigns, "campaign") if column == "campaign_name" else (bulk.ad_groups, "ad_group")
    return frame.select(_OWN[column], pl.col(name).alias(column))


def _most(column: str, rows: pl.DataFrame) -> int:
    """Vendors have ads of ASINs, and shorter names of campaigns."""
    ads = rows.filter(pl.col("entity") == "Product Ad")
    vendor = bool(ads["asin"].count()) and not ads["sku"].count()
    return longest_name(column, vendor=vendor)


def _shape(named: pl.DataFrame, column: str, most: int) -> Iterator[pl.DataFrame]:
    name, listed = pl.col(column), bulksheet()["name"]["listed"]
    yield fault(named, name.str.len_chars() > most, column, "name_too_long", str(most))
    refused, unlisted = rf"[^{listed}{_LETTER}]", rf"[^{listed}]"
    first = name.str.extract(f"({refused})")
    yield fault(named, first.is_not_null(), column, "name_character", first)
    letter = name.str.extract(f"({unlisted})")
    yield fault(named, letter.str.contains(rf"[{_LETTER}]"), column, "name_letter", letter)
    yield fault(named, pl.col(raw(column)).str.contains(r"^\s|\s$"), column, "name_space")


def _taken(named: pl.DataFrame, column: str) -> Iterator[pl.DataFrame]:
    """Two of a file; the later row is the one that Amazon refuses."""
    within = [] if column == "campaign_name" else ["campaign_id"]
    own = _OWN[column]
    said = (
        named.filter(pl.col("campaign_id").is_not_null()).sort(ROW).with_columns(said=plain(pl.col(column)))
    )
    keys = [*within, "said"]
    first = said.with_columns(first=pl.col(ROW).first().over(keys), other=pl.col(own).first().over(keys))
    later = (pl.col(ROW) != pl.col("first")) & (pl.col(own) != pl.col("other"))
    yield fault(first, later, column, "name_taken", pl.col("first"))


def _known(named: pl.DataFrame, column: str, against: Against) -> Iterator[pl.DataFrame]:
    """What the download's campaigns, or the campaign's ad groups, are called."""
    bulk = against.bulk
    assert bulk is not None
    if column == "campaign_name":
        live = bulk.campaigns.filter(pl.col("state") != "archived")
        taken = live.select(said=plain(pl.col("campaign")), other="campaign_id")
        on = ["said"]
    else:
        live = bulk.ad_groups.filter(pl.col("state") != "archived")
        taken = live.select("campaign_id", said=plain(pl.col("ad_group")), other="ad_group_id")
        on = ["campaign_id", "said"]
    said = named.with_columns(said=plain(pl.col(column)))
    # An entity may keep its own name.
    others = (
        said.join(taken, on=on, maintain_order="left_right")
        .filter(pl.col("other") != pl.col(_OWN[column]))
        .unique(ROW, keep="first")
    )
    yield fault(others.sort(ROW), YES, column, "name_taken", pl.col("other"))

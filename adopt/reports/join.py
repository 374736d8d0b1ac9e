"""Console reports carry names, bulk downloads carry IDs: find the entities that a row belongs to, and never guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from adopt.reports.join_keys import name_key, target_key
from adopt.schema import MICROS, Bulk

_NAMES = ("campaign", "ad_group", "targeting", "match_type")
_IDS = ("campaign_id", "ad_group_id", "target_id")
_SPELT = ("campaign", "ad_group", "targeting")
_UNNAMED = "*"
_ORDER = "order of the rows"


class _Keys(NamedTuple):
    """What a campaign, ad group and target are found by: the columns of a row, and the same of the entities."""

    rows: dict[str, pl.Expr]
    campaigns: pl.DataFrame
    ad_groups: pl.DataFrame
    targets: pl.DataFrame


def join_ids(rows: pl.DataFrame, bulk: Bulk | None) -> pl.DataFrame:
    """Give each row the IDs of its campaign, ad group and target, as far as the download names exactly one.

    Rows that carry IDs already (the download's own search term tab, the unified report) are checked against it. An archived entity
    makes no other one ambiguous; where only archived ones match, the reason says so.

    How far a row got is in ``join``: ``target`` (campaign, ad group and target are known), ``ad_group`` (the target
    isn't; a negative can still be written) or ``none``. ``join_reason`` says why not further, and is null for
    ``target``: ``no_bulk``, or ``target_not_named`` (the report writes ``*``), or one of ``campaign``, ``ad_group``,
    ``target`` with ``_not_found`` (renamed, or not in the download), ``_archived``, ``_ambiguous``.

    Args:
        rows: any rows with the names and ID columns of `SearchTermRow`.
        bulk: the download of the same account, None where there is none.

    Returns:
        The rows in their order, with their IDs, ``join`` and ``join_reason``; names of one entity in one spelling.
    """
    if bulk is None:
        return rows.with_columns(join=pl.lit("none"), join_reason=pl.lit("no_bulk"))
    rows = rows.with_row_index(_ORDER)
    has_ids, has_target = pl.col("campaign_id").is_not_null(), pl.col("target_id").is_not_null()
    known = _attach(rows.filter(has_ids & has_target), [*_NAMES, *_IDS], _by_id(bulk))
    partly = _attach(rows.filter(has_ids & ~has_target), [*_NAMES, *_IDS], _by_ad_group_id(bulk))
    named = _attach(rows.filter(~has_ids), list(_NAMES), _by_name(bulk))
    parts = [part for part in (known, partly, named) if part.height]
    every = pl.concat(parts or [known]).sort(_ORDER).drop(_ORDER)
    return _targets_in_one_spelling(every) if len(parts) > 1 else every


def _targets_in_one_spelling(rows: pl.DataFrame) -> pl.DataFrame:
    """Where one report has IDs and another none, each found a spelling of its own."""
    target = pl.col("target_id")
    one = pl.when(target.is_not_null()).then(pl.col("targeting").min().over(target))
    return rows.with_columns(targeting=pl.coalesce(one, "targeting"))


def join_summary(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows, clicks and spend (account's currency) per ``join`` and ``join_reason``, most spend first."""
    sums = rows.group_by("join", "join_reason").agg(
        rows=pl.len(), clicks=pl.col("clicks").sum(), spend=pl.col("spend_micros").sum()
    )
    sums = sums.sort("spend", "join", "join_reason", descending=[True, False, False])
    return sums.with_columns(pl.col("spend") / MICROS)


def _attach(rows: pl.DataFrame, identity: Sequence[str], keys: _Keys) -> pl.DataFrame:
    """Find the entities once per combination of names, not once per row."""
    if rows.is_empty():  # most reports have rows of one kind
        return rows.with_columns(pl.lit(None, pl.String).alias(name) for name in ("join", "join_reason"))
    asked = rows.select(identity).unique().rename({name: f"asked_{name}" for name in identity})
    found = _one_spelling(_found(asked.with_columns(**keys.rows), keys), keys)
    joined = rows.join(
        found,
        left_on=identity,
        right_on=[f"asked_{name}" for name in identity],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    known = [pl.col(f"found_{name}").alias(name) for name in (*_IDS, *_SPELT)]
    return joined.with_columns(known).select(*rows.columns, "join", "join_reason")


def _one_spelling(found: pl.DataFrame, keys: _Keys) -> pl.DataFrame:
    """One spelling of each entity that was found: reports vary in case and spaces, but an entity is one.

    Campaigns and ad groups take the download's name; targets keep the report's, which may be the readable one.
    """
    for what, entities in (("campaign", keys.campaigns), ("ad_group", keys.ad_groups)):
        names = entities.select(pl.col("id").alias(f"found_{what}_id"), pl.col("name").alias(f"found_{what}"))
        found = found.join(names.unique(f"found_{what}_id"), on=f"found_{what}_id", how="left").with_columns(
            pl.coalesce(f"found_{what}", f"asked_{what}").alias(f"found_{what}")
        )
    known, asked = pl.col("found_target_id"), pl.col("asked_targeting")
    return found.with_columns(
        found_targeting=pl.when(known.is_not_null()).then(asked.min().over(known)).otherwise(asked)
    )


def _found(asked: pl.DataFrame, keys: _Keys) -> pl.DataFrame:
    frame = _step(asked, keys.campaigns, ["c_key"], "campaign")
    frame = _step(frame, keys.ad_groups, ["found_campaign_id", "g_key"], "ad_group")
    frame = _step(frame, keys.targets, ["found_ad_group_id", "t_key", "t_match"], "target")
    has_group, has_target = pl.col("found_ad_group_id").is_not_null(), pl.col("found_target_id").is_not_null()
    target_reason = (
        pl.when(pl.col("t_key").is_null()).then(pl.lit("target_not_named")).otherwise("target_reason")
    )
    depth = pl.when(has_target).then(pl.lit("target")).when(has_group).then(pl.lit("ad_group"))
    return frame.with_columns(
        join=depth.otherwise(pl.lit("none")),
        join_reason=pl.when(~has_target).then(
            pl.coalesce("campaign_reason", "ad_group_reason", target_reason)
        ),
        found_campaign_id=pl.when(has_group).then("found_campaign_id"),
    )


def _step(frame: pl.DataFrame, entities: pl.DataFrame, on: list[str], what: str) -> pl.DataFrame:
    """The one live entity with these keys; where there is none, or more than one, why."""
    live = pl.col("id").filter(pl.col("state") != "archived").unique()
    groups = entities.group_by(on).agg(live=live.len(), only=live.first())
    joined = frame.join(groups, on=on, how="left", maintain_order="left")
    reason = (
        pl.when(pl.col("live").is_null())
        .then(pl.lit(f"{what}_not_found"))
        .when(pl.col("live") == 0)
        .then(pl.lit(f"{what}_archived"))
        .when(pl.col("live") > 1)
        .then(pl.lit(f"{what}_ambiguous"))
    )
    found = pl.when(pl.col("live") == 1).then("only").alias(f"found_{what}_id")
    return joined.with_columns(found, reason.alias(f"{what}_reason")).drop("live", "only")


def _by_name(bulk: Bulk) -> _Keys:
    targeting = pl.col("asked_targeting")
    return _Keys(
        rows={
            "c_key": name_key(pl.col("asked_campaign")),
            "g_key": name_key(pl.col("asked_ad_group")),
            "t_key": pl.when(targeting != _UNNAMED).then(target_key(targeting)),
            "t_match": pl.col("asked_match_type"),
        },
        campaigns=bulk.campaigns.select(
            "state", id="campaign_id", name="campaign", c_key=name_key(pl.col("campaign"))
        ),
        ad_groups=bulk.ad_groups.select(
            "state",
            id="ad_group_id",
            name="ad_group",
            found_campaign_id="campaign_id",
            g_key=name_key(pl.col("ad_group")),
        ),
        # reports show an expression with names, downloads with numbers and with names
        targets=pl.concat([_target_keys(bulk, "targeting"), _target_keys(bulk, "resolved")]),
    )


def _target_keys(bulk: Bulk, column: str) -> pl.DataFrame:
    return bulk.targets.filter(pl.col(column).is_not_null()).select(
        "state",
        id="target_id",
        found_ad_group_id="ad_group_id",
        t_key=target_key(pl.col(column)),
        t_match="match_type",
    )


def _by_id(bulk: Bulk) -> _Keys:
    no_match = pl.lit("")
    return _Keys(
        rows={
            "c_key": pl.col("asked_campaign_id"),
            "g_key": pl.col("asked_ad_group_id"),
            "t_key": pl.col("asked_target_id"),
            "t_match": no_match,
        },
        campaigns=bulk.campaigns.select("state", id="campaign_id", name="campaign", c_key="campaign_id"),
        ad_groups=bulk.ad_groups.select(
            "state", id="ad_group_id", name="ad_group", found_campaign_id="campaign_id", g_key="ad_group_id"
        ),
        targets=bulk.targets.select(
            "state", id="target_id", found_ad_group_id="ad_group_id", t_key="target_id", t_match=no_match
        ),
    )


def _by_ad_group_id(bulk: Bulk) -> _Keys:
    """For reports that carry the IDs of campaigns and ad groups, and the text of targets."""
    ids, names = _by_id(bulk), _by_name(bulk)
    rows = {**names.rows, "c_key": ids.rows["c_key"], "g_key": ids.rows["g_key"]}
    return _Keys(rows, ids.campaigns, ids.ad_groups, names.targets)

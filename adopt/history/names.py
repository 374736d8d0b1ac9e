"""Campaigns and ad groups under the names that they have now: reports tell names alone, and a seller may change them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.history.account import Account
from adopt.history.delta import read
from adopt.history.tables import RANK
from adopt.reports.join_keys import name_key
from adopt.schema import Bulk

_NO_CAMPAIGN = pl.lit("")


class Names(NamedTuple):
    """What an account's downloads called its campaigns and ad groups, and what the newest of them calls these.

    Attributes:
        campaigns: key (`name_key`), now; a row for each name that exactly one campaign ever had.
        ad_groups: campaign (key of its name now), key, now; likewise within a campaign, of those whose name no other ever had.
    """

    campaigns: pl.DataFrame
    ad_groups: pl.DataFrame

    def now(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows with ``campaign`` and ``ad_group``, in their order, under the names of now; unknown names stay."""
        own = rows.select("campaign", "ad_group", key=name_key(pl.col("campaign"))).join(
            self.campaigns, on="key", how="left", maintain_order="left"
        )
        known = own.select("ad_group", campaign=pl.coalesce("now", "campaign")).with_columns(
            in_campaign=name_key(pl.col("campaign")), key=name_key(pl.col("ad_group"))
        )
        inside = known.join(self.ad_groups, on=["in_campaign", "key"], how="left", maintain_order="left")
        return rows.with_columns(
            inside["campaign"], inside.select(pl.coalesce("now", "ad_group").alias("ad_group")).to_series()
        )


def names_on(home: Path, account: Account, day: date, bulk: Bulk | None = None) -> Names:
    """The names that an account's downloads of ``day`` and before tell.

    A name that several campaigns had, or of a campaign that shares its name with another now, is none that could be
    followed: it isn't among them.

    Args:
        home: folder of the store.
        account: whose downloads.
        day: later ones don't count.
        bulk: the newest download, which needn't be kept yet.

    Raises:
        InputError: the store can't be read.
    """
    campaigns = _told(home, account, day, "campaigns", ["campaign_id", "campaign"])
    groups = _told(home, account, day, "ad_groups", ["campaign_id", "ad_group_id", "ad_group"])
    if bulk is not None:
        campaigns = _with(campaigns, bulk.campaigns)
        groups = _with(groups, bulk.ad_groups)
    of_campaigns = campaigns.select(_NO_CAMPAIGN.alias("place"), id="campaign_id", name="campaign")
    followed = _followed(of_campaigns).select("key", "now")
    now = _last(of_campaigns).select(campaign_id="id", in_campaign=name_key(pl.col("name")))
    # Of a name that another campaign had, the ad groups may be that one's.
    alone = now.join(followed, left_on="in_campaign", right_on="key", how="semi")
    of_groups = groups.select(place="campaign_id", id="ad_group_id", name="ad_group")
    return Names(
        campaigns=followed,
        ad_groups=_followed(of_groups)
        .join(alone, left_on="place", right_on="campaign_id")
        .select("in_campaign", "key", "now"),
    )


def _told(home: Path, account: Account, day: date, table: str, what: list[str]) -> pl.DataFrame:
    """Each thing under each of its names, that of the newest download last."""
    every = read(home, table).filter((pl.col("account") == account.key) & (pl.col("downloaded") <= day))
    # A year of downloads tells the same names over and over: sorted with the files' digests, they would be gigabytes.
    turns = every.select(RANK).unique().collect(engine="streaming").sort(RANK).with_row_index("turn")
    told = every.join(turns.lazy(), on=RANK, nulls_equal=True).group_by(what).agg(pl.col("turn").max())
    return told.collect(engine="streaming").sort("turn", *what).select(what)


def _with(told: pl.DataFrame, newest: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([told, newest.select(told.columns)])


def _last(things: pl.DataFrame) -> pl.DataFrame:
    """Each thing under its last name."""
    return things.unique(["place", "id"], keep="last", maintain_order=True)


def _followed(things: pl.DataFrame) -> pl.DataFrame:
    """place, key, now: the last name of the one thing in a place that ever had a name, where no other has it now."""
    key = name_key(pl.col("name"))
    last = _last(things).select("place", "id", now="name", last=key)
    alone = last.filter(pl.struct("place", "last").is_unique())
    ever = things.select("place", "id", key=key).unique(maintain_order=True)
    sole = ever.filter(pl.struct("place", "key").is_unique())
    return sole.join(alone, on=["place", "id"], maintain_order="left").select("place", "key", "now")

"""What share of an order's value each ad group may spend on ads: its margin, a target, or what an aim says."""

from __future__ import annotations

import polars as pl

from adopt.estimate.aimed import GROUP
from adopt.settings import Aim, Settings


def ad_group_shares(known: pl.DataFrame, places: pl.DataFrame | None, settings: Settings) -> pl.DataFrame:
    """The share of each ad group of which a margin or an aim speaks; all others have the account's target ACoS.

    An aim's share is the margin of its products where its objective is profit and the margin is known, else its target
    ACoS, else the account's.

    Args:
        known: margins of ad groups, as from `adopt.estimate.value.ad_group_margins`.
        places: as from `aimed_places`; None where there are no aims.
        settings: of the run.

    Returns:
        campaign, ad_group, margin (the share), margin_source (sku, aim, target_acos), aim (its title), aim_level; both null
        where no aim fits.
    """
    plain = known.clear() if settings.objective == "acos" else known
    if places is None:
        return plain
    covered = places.filter(pl.col("aim").is_not_null()).join(
        known.select(*GROUP, "margin", "margin_source"), on=GROUP, how="left", maintain_order="left"
    )
    said = pl.concat(_of_aim(covered, aim, settings) for aim in settings.aims)
    rest = plain.join(said, on=GROUP, how="anti", maintain_order="left")
    return pl.concat([rest, said.select(rest.columns)]).sort(GROUP)


def _of_aim(covered: pl.DataFrame, aim: Aim, settings: Settings) -> pl.DataFrame:
    own = covered.filter(pl.col("aim") == aim.title)
    target = settings.target_acos if aim.target_acos is None else aim.target_acos
    source = "target_acos" if aim.target_acos is None else "aim"
    by_margin = pl.lit(_objective(aim, settings) != "acos") & pl.col("margin").is_not_null()
    return own.with_columns(
        margin=pl.when(by_margin).then("margin").otherwise(target),
        margin_source=pl.when(by_margin).then("margin_source").otherwise(pl.lit(source)),
        aim_level=pl.lit(aim.level),
    )


def _objective(aim: Aim, settings: Settings) -> str:
    """Whoever gives a target wants it kept; else what the account is for is what the aim is for."""
    return aim.objective or (settings.objective if aim.target_acos is None else "acos")


def tolerated(shares: pl.DataFrame) -> pl.DataFrame:
    """The shares that search terms are held against: where an aim bids for growth at a loss, its level times as much.

    Bids that aim at more than a click's value make clicks dearer; terms held against less would be negated for just that.
    A level below 1 only lowers bids: what a term must earn is the break-even still.
    """
    level = pl.col("aim_level").fill_null(1.0)
    return shares.with_columns(
        margin=pl.col("margin") * level.clip(lower_bound=1.0),
        margin_source=pl.when(level > 1).then(pl.lit("aim")).otherwise("margin_source"),
    )

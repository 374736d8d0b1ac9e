"""B302: set placement percentages to what clicks are worth there.

Amazon bids base x (1 + percentage) in a placement, and a percentage is never below zero. So the base belongs to the
placement whose clicks are worth least, and each other one gets what its clicks are worth more. B301 divides its bids by the
mean of these factors: percentages say where a campaign bids, bids how high. Formulas: docs/decisions.md.
"""

from __future__ import annotations

import dataframely as dy
import numpy as np
import polars as pl
from scipy import special

from adopt.decide.actions import actions, of_campaign
from adopt.decide.level import WEEK
from adopt.estimate.placements import PLACES, Placements, p_worth_more
from adopt.estimate.targets import bid_multipliers, running_campaigns
from adopt.schema import Action, Consent, TargetEvidence
from adopt.settings import Settings

MOST_PERCENT = 900
_LEANS = 0.6  # under this probability more clicks may as well say the opposite, and nothing is shown


def placement_changes(
    found: Placements, targets: dy.DataFrame[TargetEvidence], days: int, settings: Settings
) -> dy.DataFrame[Action]:
    """Percentages worth changing, and those whose placements have too few clicks to say.

    Args:
        found: what a click is worth in each placement.
        targets: evidence of targets; campaigns with an enabled one are decided upon.
        days: that the placements' figures cover.
        settings: of the run.
    """
    campaigns = running_campaigns(targets).drop("order_value", "bid_multiplier")
    rows = found.rows.with_row_index("at").join(
        campaigns, on="campaign_id", how="left", maintain_order="left"
    )
    aimed = _aimed(rows, settings)
    moved = aimed.filter((pl.col("to_value") - pl.col("percentage")).abs() >= settings.placement.min_change)
    judged = moved.with_columns(probability=pl.Series(_probability(found, moved), dtype=pl.Float64))
    gained = judged.with_columns(money_per_week=pl.Series(_gains(aimed, moved, days, settings)))
    worth_a_row = (pl.col("money_per_week") > 0) & (pl.col("probability") >= _LEANS)
    return actions(_described(gained.filter(worth_a_row), days, settings))


def after_placements(
    targets: dy.DataFrame[TargetEvidence],
    changes: dy.DataFrame[Action],
    placements: pl.DataFrame,
    settings: Settings,
) -> dy.DataFrame[TargetEvidence]:
    """The targets as they stand once today's safe percentages are in force: B301 sets its bids for those.

    Args:
        targets: evidence under today's percentages.
        changes: of `placement_changes`.
        placements: of the download.
        settings: for how the cost of a click answers to its bid.
    """
    safe = changes.filter(pl.col("consent") == Consent.SAFE.value)
    if safe.is_empty():
        return targets
    new = safe.select("campaign_id", placement="targeting", new="to_value")
    changed = placements.join(new, on=["campaign_id", "placement"], how="left").with_columns(
        percentage=pl.coalesce("new", "percentage")
    )
    factors = bid_multipliers(changed).join(bid_multipliers(placements), on="campaign_id", suffix="_old")
    times = pl.col("bid_multiplier_new") / pl.col("bid_multiplier_old")
    factors = factors.rename({"bid_multiplier": "bid_multiplier_new"}).select("campaign_id", times=times)
    raised = targets.join(factors, on="campaign_id", how="left", maintain_order="left").with_columns(
        pl.col("bid_multiplier") * pl.col("times").fill_null(1.0),
        pl.col("cpc") * pl.col("times").fill_null(1.0) ** settings.bid.cpc_elasticity,
    )
    return TargetEvidence.validate(raised.select(TargetEvidence.column_names()))


def _aimed(rows: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Adds to_value (percent), other (the row compared with), judged (clicks suffice in both), measured and against.

    ``measured`` is what a click is worth here / in the other placement, ``against`` the same of today's bids.
    """
    own, worth, clicks, percent = (
        settings.placement,
        *(_grid(rows, n) for n in ("worth", "clicks", "percentage")),
    )
    enough = clicks >= own.min_clicks
    # Where fewer than two have clicks enough, any with clicks stands in: such rows are only watched.
    able = np.where(enough.sum(axis=1, keepdims=True) > 1, enough, clicks > 0)
    lowest, other = _compared(np.where(able, worth, np.inf))
    aim = np.clip(np.round((worth / np.take_along_axis(worth, lowest, axis=1) - 1) * 100), 0, MOST_PERCENT)
    to = np.round(percent + np.clip(aim - percent, -own.max_step, own.max_step))
    runs = rows["campaign"].is_not_null().to_numpy().reshape(worth.shape)
    comparable = runs & (able.sum(axis=1, keepdims=True) > 1) & (clicks > 0)
    factor, at = 1 + percent / 100, other + np.arange(worth.shape[0])[:, None] * len(PLACES)
    return rows.with_columns(
        to_value=pl.Series(np.where(comparable, to, percent).ravel()),
        other=pl.Series(at.ravel()),
        judged=pl.Series((enough & np.take(enough, at)).ravel()),
        fewest=pl.Series(np.minimum(clicks, np.take(clicks, at)).ravel()),
        measured=pl.Series((worth / np.take(worth, at)).ravel()),
        against=pl.Series((factor / np.take(factor, at)).ravel()),
        detail=pl.Series(np.array(PLACES)[other].ravel()),
    )


def _compared(worth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each campaign the place of least worth; and for each place the one it is held against: that, or the next."""
    order = np.argsort(worth, axis=1, kind="stable")
    lowest, following = order[:, :1], order[:, 1:2]
    return lowest, np.where(np.arange(len(PLACES)) == lowest, following, lowest)


def _grid(rows: pl.DataFrame, name: str) -> np.ndarray:
    """A column as one row per campaign and one column per place."""
    return rows[name].to_numpy().astype(float).reshape(-1, len(PLACES))


def _probability(found: Placements, moved: pl.DataFrame) -> np.ndarray:
    """P(a click there, against one in the other placement, is worth more, or less, than bids there say)."""
    row, other = moved["at"].to_numpy().astype(int), moved["other"].to_numpy().astype(int)
    above = p_worth_more(found, row, other, moved["against"].to_numpy())
    return np.asarray(np.where(moved["to_value"] > moved["percentage"], above, 1 - above))


def _gains(aimed: pl.DataFrame, moved: pl.DataFrame, days: int, settings: Settings) -> np.ndarray:
    """Expected profit a week (currency) of each percentage alone, its campaign's mean bid kept by B301.

    Clicks and their cost answer to bids as in `adopt.decide.level.gain_per_week`, in all three placements.
    """
    campaign, place = np.divmod(moved["at"].to_numpy().astype(int), len(PLACES))
    clicks, spend, share, percent = (
        _grid(aimed, n)[campaign] for n in ("clicks", "spend", "share", "percentage")
    )
    value = pl.col("cvr") * pl.col("rate") * pl.col("order_value") * pl.col("margin")
    worth = _grid(aimed.with_columns(value=value.fill_null(0.0)), "value")[campaign]
    old = 1 + percent / 100
    new = np.where(
        np.arange(len(PLACES)) == place[:, None], 1 + moved["to_value"].to_numpy()[:, None] / 100, old
    )
    kept = ((share * old).sum(axis=1) / (share * new).sum(axis=1))[:, None]
    ratio, cpc, own = new / old * kept, spend / np.maximum(clicks, 1), settings.bid
    later = ratio**own.click_elasticity * (worth - cpc * ratio**own.cpc_elasticity)
    return np.asarray((clicks * (later - (worth - cpc))).sum(axis=1) / days * WEEK)


def _described(rows: pl.DataFrame, days: int, settings: Settings) -> pl.DataFrame:
    own = settings.placement
    sure = pl.col("judged") & (pl.col("probability") >= own.sure)
    consent = pl.when(pl.col("strategy").is_not_null()).then(pl.lit(own.consent)).otherwise(pl.lit("ask"))
    raises = pl.col("to_value") > pl.col("percentage")
    reason = pl.when(raises).then(pl.lit("placement_worth_more")).otherwise(pl.lit("placement_worth_less"))
    thin = pl.when("judged").then(pl.lit("placement_unsure")).otherwise(pl.lit("placement_thin"))
    value = pl.col("order_value") * pl.col("margin")
    cpc = pl.col("spend") / pl.col("clicks")
    rates = [
        (pl.col("cvr") * pl.col(rate)).clip(0, 1).alias(name)
        for name, rate in (("cvr", "rate"), ("cvr_low", "rate_low"), ("cvr_high", "rate_high"))
    ]
    return of_campaign(rows).with_columns(
        *rates,
        code=pl.lit("B302"),
        reason=pl.when(sure).then(reason).otherwise(thin),
        consent=pl.when(sure).then(consent).otherwise(pl.lit(Consent.WATCH.value)),
        clicks_needed=pl.when(~sure).then(_needed(settings)),
        entity=pl.lit("Bidding Adjustment"),
        targeting=pl.col("placement"),
        from_value=pl.col("percentage"),
        days=pl.lit(days, dtype=pl.Int64),
        cpc=cpc,
        break_even_cvr=cpc / value,
    )


def _needed(settings: Settings) -> pl.Expr:
    """Clicks until the placement is judged; where it is, until these same rates would be sure enough."""
    own, clicks = settings.placement, pl.col("clicks")
    lacking = own.min_clicks - pl.col("fewest")
    z = pl.col("probability").map_batches(
        lambda p: pl.Series(special.ndtri(p.to_numpy())), return_dtype=pl.Float64
    )
    more = (clicks * ((float(special.ndtri(own.sure)) / z) ** 2 - 1)).ceil()
    return pl.when("judged").then(more).otherwise(lacking).clip(1).cast(pl.Int64)

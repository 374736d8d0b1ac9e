"""T401: steer TACoS (ad spend / all sales) by one knob for the account, which moves the level of all its bids.

The knob, kappa, is the multiple of a click's value that bids aim at: 1 is the level of most profit. It has no memory of
its own: where it stands is read from the bids in force, so that bids that were never uploaded, or were changed by hand,
can't wind it up. Formulas and sources: docs/decisions.md.
"""

from __future__ import annotations

from typing import NamedTuple

import dataframely as dy
import numpy as np
import polars as pl
from scipy import special

from adopt.decide.actions import actions
from adopt.decide.level import RIVALRY, gain_per_week, with_level
from adopt.estimate.campaigns import AllSales
from adopt.schema import Action, Consent, TargetEvidence
from adopt.settings import Settings

_HALF = 0.5
_NO_ID = dict.fromkeys(("campaign_id", "ad_group_id", "target_id", "join_reason"), pl.String)


class Knob(NamedTuple):
    """The level of all bids.

    Attributes:
        today: multiple of a click's value that the account's bids aim at now, from the bids in force.
        asked: the multiple that TACoS asks for today.
        carried: what bids carry: ``asked`` where the settings let TACoS steer, else 1.
        reason: why: tacos_above, tacos_below, tacos_within, tacos_room; None where there is nothing to say.
    """

    today: float = 1.0
    asked: float = 1.0
    carried: float = 1.0
    reason: str | None = None


def turn(
    targets: dy.DataFrame[TargetEvidence], total: AllSales | None, settings: Settings, decimals: int
) -> Knob:
    """Where the knob stands, and where TACoS asks it to go.

    log kappa moves by ``eta`` x log(nearer edge of the band / TACoS), by at most ``max_step`` a day; outside the band by
    no less than n rounded bids can show: one coin of the middle bid / root of n. TACoS is a goal where `is_goal` says so; else only the
    band's upper edge counts, and kappa never passes 1.

    Args:
        targets: evidence on the search terms that stay.
        total: spend against all sales; None where they aren't known.
        settings: of the run.
        decimals: of the currency.
    """
    if total is None or total.spend <= 0:
        return Knob()
    today, bid, count = _in_force(targets, settings)
    coin = -float(np.log1p(-min(10.0**-decimals / bid, _HALF))) / count**0.5 if bid else 0.0
    reason = _where(total.tacos, settings)
    asked = _asked(reason, today, total.tacos, coin, settings)
    carried = asked if settings.tacos.steer else 1.0
    return Knob(today, asked, carried, _worth_saying(reason, carried))


def _where(tacos: float, settings: Settings) -> str:
    """Where TACoS stands by its band; under it there is room where it is no goal."""
    if tacos > settings.tacos_high:
        return "tacos_above"
    if tacos >= settings.tacos_low:
        return "tacos_within"
    return "tacos_below" if is_goal(settings) else "tacos_room"


def _asked(reason: str, today: float, tacos: float, coin: float, settings: Settings) -> float:
    """The multiple that TACoS asks for, between ``least`` and ``most``.

    No bound moves bids against what TACoS asks: where they are beyond it, they stay.
    """

    def bounded(kappa: float) -> float:
        return float(np.clip(kappa, settings.tacos.least, settings.tacos.most))

    goal = is_goal(settings)
    if reason == "tacos_above":
        # Bids above the level of most profit come down at once, unless they are there on purpose: for a goal.
        start = today if goal else min(1.0, today)
        return min(today, bounded(start * _step(settings.tacos_high / tacos, settings, coin)))
    if reason == "tacos_below":
        return max(today, bounded(today * _step(settings.tacos_low / tacos, settings, coin)))
    return bounded(today if goal else min(1.0, today * _step(settings.tacos_high / tacos, settings)))


def is_goal(settings: Settings) -> bool:
    """Whether TACoS is a goal, not only a limit: where it is the objective, or profit is and no margin is known."""
    return settings.objective == "tacos" or (settings.objective == "profit" and not settings.margins)


def exempt(settings: Settings) -> pl.Expr:
    """Whether an aim takes the bids of a row's ad group out of TACoS's hands."""
    titles = [aim.title for aim in settings.aims if not aim.steer]
    return pl.col("aim").is_in(titles).fill_null(value=False)


def kappa_in_force(targets: pl.DataFrame, settings: Settings) -> float:
    """The multiple of a click's value that the account bids now: the spend-weighted median over its targets.

    Only targets whose bid is known and whose clicks suffice for B301, and that no aim exempts; 1 where there are none. An
    aim's own level counts as level. The median, for a few targets far off say nothing of the account's level, and B301
    mends them one by one.
    """
    return _in_force(targets, settings)[0]


def _in_force(targets: pl.DataFrame, settings: Settings) -> tuple[float, float, int]:
    """The medians of bid / its level and of bids (currency; 0 where there are none), and how many bids they are of."""
    known = targets.filter(
        (pl.col("state") == "enabled")
        & (pl.col("bid") > 0)
        & (pl.col("clicks") >= settings.bid.min_clicks)
        & (pl.col("order_value") > 0)
        & (pl.col("spend") > 0)
        & ~exempt(settings)
    )
    aimed = known.with_columns(pl.col("margin") * pl.col("aim_level").fill_null(1.0))
    leveled = with_level(aimed, settings).with_columns(level=pl.min_horizontal("level", "highest"))
    bids = leveled.filter(pl.col("level") > 0).with_columns(ratio=pl.col("base_bid") / pl.col("level"))
    return (_median(bids, "ratio"), _median(bids, "base_bid"), bids.height) if bids.height else (1.0, 0.0, 0)


def _median(rows: pl.DataFrame, name: str) -> float:
    """The value below which half of the spend lies."""
    ordered = rows.group_by(name).agg(pl.col("spend").sum()).sort(name)
    share = ordered["spend"].cum_sum() / ordered["spend"].sum()
    return float(ordered[name].to_numpy()[int(np.searchsorted(share.to_numpy(), _HALF - 1e-9))])


def tacos_action(
    knob: Knob,
    targets: dy.DataFrame[TargetEvidence],
    total: AllSales | None,
    settings: Settings,
) -> dy.DataFrame[Action]:
    """The row that explains the knob; none where it has nothing to say.

    *Safe* where the settings let TACoS steer, for bids carry it then; else *ask*, and *watch* where TACoS is under the
    band and profit is the objective: bids at the value of clicks earn most.
    """
    if total is None or knob.reason is None:
        return Action.validate(Action.create_empty())
    consent = Consent.SAFE if settings.tacos.steer else Consent.ASK
    consent = Consent.WATCH if knob.reason == "tacos_room" and knob.carried == 1 else consent
    held = consent == Consent.WATCH
    shares = _shares(targets)
    figures = {name: value for name, value in total._asdict().items() if name != "sales"}
    row = pl.DataFrame([{**_blank(targets), **figures, **shares}], schema_overrides=_NO_ID).with_columns(
        sales=pl.col("ad_sales"),
        code=pl.lit("T401"),
        consent=pl.lit(consent.value),
        reason=pl.lit(knob.reason),
        entity=pl.lit("Account"),
        from_value=pl.lit(knob.today),
        to_value=pl.lit(None if held else knob.asked, dtype=pl.Float64),
        measured=pl.lit(total.tacos),
        against=pl.lit(_edge(knob, settings)),
        money_per_week=pl.lit(0.0 if held else _gain(knob, targets, settings)),
        probability=pl.lit(_probability(knob, total, settings)),
    )
    return actions(row)


def _step(ratio: float, settings: Settings, least: float = 0.0) -> float:
    most = settings.tacos.max_step
    step = settings.tacos.eta * float(np.log(ratio))
    size = np.clip(abs(step), min(least, most), most)
    return float(np.exp(np.copysign(size, step)))


def _worth_saying(reason: str, carried: float) -> str | None:
    """Within the band there is news only where bids carry another level than value."""
    return None if reason == "tacos_within" and carried == 1 else reason


def _gain(knob: Knob, targets: pl.DataFrame, settings: Settings) -> float:
    """What TACoS adds to profit a week (currency), beside the bids at value that B301 sets anyway: mostly it costs some."""
    steered = (pl.col("state") == "enabled") & (pl.col("clicks") > 0) & ~exempt(settings)
    running = targets.filter(steered)

    def gain(level: float) -> float:
        base = pl.coalesce("bid", pl.col("cpc") / pl.col("bid_multiplier"))
        moved = running.with_columns(base_bid=base, to_bid=base * (level / knob.today))
        gained = moved.select(gain_per_week(pl.col("cvr"), settings.bid, rivalry=RIVALRY))
        return float(gained.to_series().sum() or 0.0)

    return gain(knob.asked) - gain(1.0)


def _probability(knob: Knob, total: AllSales, settings: Settings) -> float:
    """P(TACoS lies on that side of the band's edge that the row says), given how days differ."""
    if not total.spread:
        return 1.0
    over = float(np.log(total.tacos / _edge(knob, settings))) / total.spread
    return float(special.ndtr(over if knob.reason == "tacos_above" else -over))


def _edge(knob: Knob, settings: Settings) -> float:
    return settings.tacos_low if knob.reason in {"tacos_below", "tacos_room"} else settings.tacos_high


def _shares(targets: pl.DataFrame) -> dict[str, float]:
    """Means over the account's clicks, which stand beside the row as they do beside a target's."""
    clicks = max(int(targets["clicks"].sum()), 1)
    names = ("cvr", "cvr_low", "cvr_high", "cpc", "order_value", "margin", "break_even_cvr")
    means = targets.select((pl.col(name) * pl.col("clicks")).sum() / clicks for name in names)
    return {name: float(means[name].item()) for name in names}


def _blank(targets: pl.DataFrame) -> dict[str, str | None]:
    known = (targets["margin_source"] == "sku").all() and targets.height
    return {
        **dict.fromkeys(_NO_ID),
        "campaign": "*",
        "ad_group": "*",
        "targeting": "TACoS",
        "match_type": "-",
        "join": "none",
        "margin_source": "sku" if known else "target_acos",
    }

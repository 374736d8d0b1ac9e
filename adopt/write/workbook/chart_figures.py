"""The figures that charts are drawn from, with the words that stand on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from adopt.plan.days import WEEK, trailing_shares
from adopt.plan.losses import gains_by_code, losses_by_campaign
from adopt.plan.plan import Plan
from adopt.plan.verdicts import STATUSES, spend_by_verdict
from adopt.say.advice import action_name
from adopt.say.money import round_money
from adopt.say.speaker import Speaker
from adopt.say.translate import later
from adopt.write.workbook.columns import cents
from adopt.write.workbook.sheet import Column
from adopt.write.workbook.style import beginning, display_width

_CAMPAIGNS = 10
_NAME = 30

_VERDICTS = {
    "negate": later("Negate"),
    "own": later("Keyword of its own"),
    "own_lower": later("Own keyword, lower bid"),
    "lower": later("Lower bid"),
    "raise": later("Raise bid"),
    "watch": later("Watch"),
    "keep": later("Keep as it is"),
}
_OWN = {"H201": _VERDICTS["own"], "H202": _VERDICTS["own_lower"]}
"""Said of a plan's worth as they are of its spend, for both stand side by side."""

_STATUSES = {
    "accepted": later("Accepted"),
    "asked": later("Your decision"),
    "unchanged": later("No change"),
}


class Bars(NamedTuple):
    """Figures of bars: what they show, the name of their table, a label and a count a bar, and their parts, solid first."""

    title: str
    table: str
    labels: Column
    counted: Column
    parts: tuple[Column, ...]

    @property
    def most(self) -> float:
        """The longest bar (currency)."""
        return max(map(sum, zip(*(part.values for part in self.parts), strict=True)), default=0.0)


class Days(NamedTuple):
    """Figures by day: the title says the last ones; first the days, then amounts, then shares."""

    title: str
    days: Column
    amounts: tuple[Column, ...]
    shares: tuple[Column, ...]


def spend_bars(judged: pl.DataFrame, speaker: Speaker) -> Bars:
    """Spend by what the plan says of its search terms (`adopt.plan.verdicts.judged_terms`)."""
    sums = spend_by_verdict(judged)
    verdicts = [speaker.say(_VERDICTS[one]) for one in sums["verdict"]]
    return Bars(
        speaker.say("Where the spend goes, and what the plan does about it"),
        "ChartsSpend",
        Column(speaker.say("Verdict"), "text", _with_shares(verdicts, sums, speaker)),
        Column(speaker.say("Search terms"), "count", sums["terms"].to_list()),
        _parts(sums, speaker),
    )


def loss_bars(judged: pl.DataFrame, speaker: Speaker) -> Bars:
    """The campaigns whose losing terms lose most, of the same terms."""
    sums = losses_by_campaign(judged, _CAMPAIGNS)
    names = [_short(name) for name in sums["campaign"]]
    return Bars(
        speaker.say("Where money is lost: campaigns, expected loss per week"),
        "ChartsLosses",
        Column(speaker.say("Campaign"), "text", _with_amounts(names, sums, speaker)),
        Column(speaker.say("Losing terms"), "count", sums["terms"].to_list()),
        _parts(sums, speaker),
    )


def gain_bars(plan: Plan, speaker: Speaker) -> Bars:
    """What the plan is worth by its kinds of actions."""
    sums = gains_by_code(plan.actions)
    names = [speaker.say(_OWN[one]) if one in _OWN else action_name(one, speaker) for one in sums["code"]]
    return Bars(
        speaker.say("What the plan is worth, expected gain per week"),
        "ChartsGains",
        Column(speaker.say("Action"), "text", _with_amounts(names, sums, speaker)),
        Column(speaker.say("Rows"), "count", sums["rows"].to_list()),
        _parts(sums, speaker),
    )


def day_lines(plan: Plan, speaker: Speaker) -> Days | None:
    """ACoS, and where all sales are known TACoS with its band, a week up to each day; None under two weeks of days."""
    if plan.days.height < 2 * WEEK:
        return None
    say, days = speaker.say, trailing_shares(plan.days)
    band = plan.settings.tacos_low, plan.settings.tacos_high
    shares = [Column("ACoS", "share", days["acos"].to_list())]
    if days["tacos"].is_not_null().any():
        shares += [
            Column("TACoS", "share", days["tacos"].to_list()),
            Column(say("TACoS band, low"), "share", [band[0]] * days.height),
            Column(say("TACoS band, high"), "share", [band[1]] * days.height),
        ]
    amounts = (
        Column(say("Spend"), "money", cents(days["spend"])),
        Column(say("Sales from ads"), "money", cents(days["sales"])),
        Column(say("All sales"), "money", cents(days["total_sales"])),
    )
    dates = Column(say("Day"), "date", days["day"].to_list())
    return Days(_last_week(days, band, speaker), dates, amounts, tuple(shares))


def _last_week(days: pl.DataFrame, band: tuple[float, float], speaker: Speaker) -> str:
    """What the lines say at their end."""
    acos, tacos = (days[name].drop_nulls().to_list()[-1:] for name in ("acos", "tacos"))
    said = speaker.share(acos[0]) if acos else "-"
    if not tacos:
        return speaker.say("ACoS {acos} over 7 days", acos=said)
    return speaker.say(
        "ACoS {acos}, TACoS {tacos} over 7 days (band {low} to {high})",
        acos=said,
        tacos=speaker.share(tacos[0]),
        low=f"{band[0]:.0%}",
        high=f"{band[1]:.0%}",
    )


def _parts(sums: pl.DataFrame, speaker: Speaker) -> tuple[Column, ...]:
    return tuple(
        Column(speaker.say(said), "money", cents(sums[status]))
        for status, said in _STATUSES.items()
        if status in sums.columns
    )


def _totals(sums: pl.DataFrame) -> list[float]:
    named = [status for status in STATUSES if status in sums.columns]
    return sums.select(pl.sum_horizontal(named)).to_series().to_list()


def _with_amounts(names: Sequence[str], sums: pl.DataFrame, speaker: Speaker) -> list[str]:
    """Names with their amounts: a bar then needs no figures on it."""
    amounts = [round_money(total, speaker.currency, speaker.language) for total in _totals(sums)]
    colon = speaker.say(": ")
    return [f"{name}{colon}{amount}" for name, amount in zip(names, amounts, strict=True)]


def _with_shares(names: Sequence[str], sums: pl.DataFrame, speaker: Speaker) -> list[str]:
    """Names with their amounts and their shares of all."""
    totals = _totals(sums)
    every = sum(totals) or 1.0
    named = _with_amounts(names, sums, speaker)
    return [f"{name} ({total / every:.0%})" for name, total in zip(named, totals, strict=True)]


def _short(name: str) -> str:
    return name if display_width(name) <= _NAME else f"{beginning(name, _NAME)}…"

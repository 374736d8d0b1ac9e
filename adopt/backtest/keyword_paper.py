"""What the halves of a published table of keywords say, as sections of a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from adopt.backtest.gain import Gain
from adopt.backtest.keyword_table import table_words
from adopt.backtest.proof import Backtest
from adopt.backtest.resample import Interval
from adopt.lab.section import Section, Table

_OURS = 2
_TEN_CLICKS = "(B9)"
_INTRO = (
    "Real keywords of another advertiser, summed over a season: each click is dealt into one of two halves; one decides, "
    "the other counts, then the other way round (binomial thinning). **Gain** is minus the profit of the negated keywords "
    "on the half that counts, mean over ten halves; profit is target ACoS x sales - spend. The table says nothing of "
    "margins, so that several target ACoS are tried."
)


class Ratios(NamedTuple):
    """Adopt's gain over that of the 10-click rule and over that of the best of today's rules; and which that is."""

    ten_clicks: float
    best: float
    rule: str


def ratios(gains: Sequence[Gain]) -> Ratios:
    """The ratios of a backtest's gains, adopt's two first; infinite where a rule gains nothing."""
    ours, today = gains[0].gain.value, gains[_OURS:]
    best = max(today, key=lambda one: (one.gain.value, one.policy))
    ten = next(one for one in today if one.policy.endswith(_TEN_CLICKS))
    return Ratios(_over(ours, ten.gain.value), _over(ours, best.gain.value), best.policy)


def nats(result: Backtest) -> Interval:
    """How many nats better adopt foretold the clicks that counted, both halves, than empirical Bayes without words."""
    return result.surprises[-1].worse


def keyword_paper(results: Sequence[tuple[float, Backtest]], command: str) -> list[Section]:
    """The report.

    Args:
        results: target ACoS and the backtest at it.
        command: that makes the report again.
    """
    return [
        Section("Keywords of another advertiser", (_INTRO, f"Made by `{command}`.")),
        _summary(results),
        *(_policies(acos, result) for acos, result in results),
    ]


def _summary(results: Sequence[tuple[float, Backtest]]) -> Section:
    bar = table_words()["bar"]
    found = nats(results[0][1])
    text = (
        f"Log-likelihood of the half that counts, over empirical Bayes without words: {_nats(found)} nats over both halves, "
        f"{found.value / 2:+.1f} a half (must {bar['nats'][0]}, moonshot {bar['nats'][1]})."
    )
    wanted = " (must {}, moonshot {})"
    columns = (
        "target ACoS",
        "adopt's gain",
        "over 10 clicks" + wanted.format(*bar["ten_clicks"]),
        "over the best rule" + wanted.format(*bar["best_rule"]),
        "best rule",
    )
    return Section("Against the bar", (text,), (Table(columns, tuple(_line(*one) for one in results)),))


def _line(acos: float, result: Backtest) -> tuple[str, ...]:
    found = ratios(result.gains)
    gain = _money(result.gains[0].gain)
    return f"{acos:.2f}", gain, f"{found.ten_clicks:.2f}", f"{found.best:.2f}", found.rule


def _policies(acos: float, result: Backtest) -> Section:
    text = (
        f"{result.clicks:,.0f} clicks, {result.orders:,.0f} orders, a spend of {result.spend:,.0f} and a profit of "
        f"{result.profit:,.0f} on the half that counts."
    )
    columns = ("policy", "negated", "gain", "adopt's lead", "orders lost")
    rows = tuple(
        (one.policy, f"{one.negated:,.0f}", _money(one.gain), _money(one.lead), f"{one.orders:,.0f}")
        for one in result.gains
    )
    return Section(f"Target ACoS {acos:.2f}", (text,), (Table(columns, rows),))


def _over(ours: float, theirs: float) -> float:
    return ours / theirs if theirs > 0 else float("inf")


def _money(found: Interval) -> str:
    return f"{found.value:,.0f} [{found.low:,.0f}, {found.high:,.0f}]"


def _nats(found: Interval) -> str:
    return f"{found.value:+.1f} [{found.low:+.1f}, {found.high:+.1f}]"

"""Gains are what the truth says, within their intervals; nothing is praised that isn't good."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from adopt.backtest.calibration import profits, rates
from adopt.backtest.episode import Episode, outcomes
from adopt.backtest.gain import Gain, gains
from adopt.backtest.policies import Policy, policies
from adopt.backtest.replay import embargo, replay
from adopt.backtest.verdict import certain
from adopt.lab.account import Account, simulate
from adopt.lab.baselines import KEY
from adopt.schema import SearchTermRow
from tests.backtest.accounts import known, true_gain

RULES = policies("USD")
TEN_CLICKS = "10 clicks, no order (B9)"


def played(account: Account, rows: pl.DataFrame | None = None) -> tuple[Episode, dict[str, Gain]]:
    episode = replay(known(account, rows), RULES)
    return episode, {one.policy: one for one in gains([episode])}


@pytest.fixture(scope="module")
def badly_tuned() -> list[tuple[Account, Episode, dict[str, Gain]]]:
    return [(one, *played(one)) for one in (simulate(seed, "badly_tuned", days=49) for seed in range(40, 43))]


def test_the_interval_covers_the_true_gain(
    badly_tuned: list[tuple[Account, Episode, dict[str, Gain]]],
) -> None:
    found = []
    for account, episode, by_rule in badly_tuned:
        for rule in RULES:
            true = true_gain(account, episode.gone[rule.name], embargo(known(account)))
            own = by_rule[rule.name].gain
            found.append(own.low <= true <= own.high)
    # 27 intervals that share accounts: one or two misses are chance.
    assert sum(found) >= 0.92 * len(found)


def test_adopt_gains_for_certain_where_much_is_lost(
    badly_tuned: list[tuple[Account, Episode, dict[str, Gain]]],
) -> None:
    for _, _, by_rule in badly_tuned:
        own = by_rule[RULES[0].name]
        assert certain(own)
        assert own.gain.low > 0


def test_conversion_rates_of_a_simulated_account_come_true(
    badly_tuned: list[tuple[Account, Episode, dict[str, Gain]]],
) -> None:
    for _, episode, _ in badly_tuned:
        found = rates(episode.foretold)
        assert found.ratio.value == pytest.approx(1, abs=0.15)
        assert sum(one.came.low <= one.foretold <= one.came.high for one in found.bins) >= 7
        tenths = profits(episode.long)
        assert tenths[0].came.value < 0 < tenths[-1].came.value


def at_break_even(account: Account, seed: int) -> pl.DataFrame:
    """The account's orders dealt anew to all its clicks, at one order value and at clicks that cost what they earn."""
    rng = np.random.default_rng(seed)
    rows = account.rows.join(known(account).margins, on=["campaign", "ad_group"], maintain_order="left")
    clicks, orders = rows["clicks"].to_numpy(), int(rows["orders"].sum())
    lucky = rng.permutation(np.repeat(np.arange(rows.height), clicks))[:orders]
    dealt = np.bincount(lucky, minlength=rows.height)
    value = int(rows["sales_micros"].sum() / orders)
    spent = pl.col("clicks") * pl.col("margin") * value * orders / clicks.sum()
    return SearchTermRow.validate(
        rows.with_columns(
            orders=pl.Series(dealt),
            units=pl.Series(dealt),
            sales_micros=pl.Series(dealt * value),
            spend_micros=spent.round().cast(pl.Int64),
        ).select(SearchTermRow.column_names())
    )


def test_shuffled_orders_at_break_even_leave_nothing_to_gain_for_anyone() -> None:
    """Every term is equally good: whoever negates by chance must not be praised, however it chose."""
    missed = 0
    for seed in range(2):
        account = simulate(50 + seed, "healthy", days=49)
        _, by_rule = played(account, at_break_even(account, seed))
        assert max(one.negated for one in by_rule.values()) > 100
        missed += sum(certain(one) and one.gain.value > 0 for one in by_rule.values())
    # 18 intervals that share accounts: one miss is chance.
    assert missed <= 1


def test_whoever_negates_what_sells_is_not_praised(
    badly_tuned: list[tuple[Account, Episode, dict[str, Gain]]],
) -> None:
    """A rule that takes the best terms shows the loss that it would have been; chance picks show about nothing."""
    account = badly_tuned[0][0]
    best = Policy(
        "best", lambda view: view.terms.filter(pl.col("p_profitable") > 0.9).select(KEY).unique().sort(KEY)
    )
    some = Policy("some", lambda view: view.terms.select(KEY).unique().sort(KEY).gather_every(5))
    episode = replay(known(account), (best, some))
    worst, picked = gains([episode])
    assert worst.gain.high < 0
    assert (
        picked.gain.low
        <= true_gain(account, episode.gone["some"], embargo(known(account)))
        <= picked.gain.high
    )


def test_a_gain_is_minus_the_profit_of_later_rows(
    badly_tuned: list[tuple[Account, Episode, dict[str, Gain]]],
) -> None:
    """Counted again from the report's own rows."""
    account, episode, by_rule = badly_tuned[1]
    mine = known(account)
    margins = {
        (one["campaign"], one["ad_group"]): one["margin"] for one in mine.margins.iter_rows(named=True)
    }
    since = {tuple(row[:3]): row[3] for row in episode.gone[TEN_CLICKS].select(*KEY, "since").iter_rows()}
    total, orders = 0.0, 0
    for row in mine.rows.iter_rows(named=True):
        key = (row["campaign"], row["ad_group"], row["search_term"])
        if key in since and since[key] <= row["first_day"] <= embargo(mine):
            total += row["spend_micros"] / 1e6 - margins[key[:2]] * row["sales_micros"] / 1e6
            orders += row["orders"]
    assert by_rule[TEN_CLICKS].gain.value == pytest.approx(total)
    assert by_rule[TEN_CLICKS].orders == pytest.approx(orders)


def test_without_a_negation_there_is_no_gain() -> None:
    account = simulate(1, "sparse", days=42)
    nobody = Policy("nobody", lambda view: view.terms.select(KEY).clear())
    (none,) = gains([replay(known(account), (nobody,))])
    assert (none.negated, none.gain, none.orders) == (0, (0, 0, 0), 0)
    assert not certain(none)


def test_profit_is_margin_times_sales_less_spend() -> None:
    account = simulate(1, "sparse", days=42)
    mine = known(account)
    told = outcomes(mine.rows, mine.margins.clear(), 0.25)
    assert told["profit"].sum() == pytest.approx(
        0.25 * float(told["sales"].sum()) - float(told["spend"].sum())
    )
    assert told["clicks"].sum() == mine.rows["clicks"].sum()

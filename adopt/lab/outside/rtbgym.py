"""rtbgym (a part of scope-rl): adverts in second-price auctions with gamma-distributed prices, paid by the click.

Its own bidder knows every conversion rate and sets one factor for all; here each advert has a bid of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import numpy as np

from adopt.lab.outside.environment import Day, best_bids

MODULE = "rtbgym"
_SAMPLE = 2_000
_SURE = 1e9
_PRICE = 50
"""Mean of its prices, as it has it by default."""


class RtbGym:
    """One account of rtbgym's world.

    Args:
        seed: of adverts, shoppers and auctions.
        world: ``adverts``, ``shoppers``, ``auctions`` a day, ``unit`` (currency per unit of its prices), ``worth`` of
            a conversion (currency), ``start``.
    """

    least = 0.01

    def __init__(self, seed: int, world: Mapping[str, Any]) -> None:
        _mend_numpy()
        simulator = import_module("rtbgym.envs.simulator.rtb_synthetic").RTBSyntheticSimulator
        normal = import_module("rtbgym.utils").NormalDistribution
        self.start, self.targets = float(world["start"]), int(world["adverts"])
        self._unit, self._worth = float(world["unit"]), float(world["worth"])
        self._auctions, self._today = int(world["auctions"]), 0
        volume = normal(mean=self._auctions, std=self._auctions / 10, random_state=seed)
        given = {
            "n_ads": self.targets,
            "n_users": int(world["shoppers"]),
            "search_volume_distribution": volume,
            "standard_bid_price_distribution": normal(mean=_PRICE, std=_PRICE / 10, random_state=seed),
            "random_state": seed,
        }
        self._best, self._ideal = self._known(simulator(**given))
        self._simulator = simulator(**given)

    def best(self) -> np.ndarray:
        """Best fixed bid of each advert, on a sample of its prices."""
        return self._best

    def ideal(self) -> float:
        """Expected profit of a mean day at the best fixed bids."""
        return self._ideal

    def day(self, bids: np.ndarray) -> Day:
        """Plays a day; its rates follow a cycle of a week."""
        weekday = self._today % self._simulator.step_per_episode
        self._today += 1
        adverts, shoppers = self._simulator.generate_auction(timestep=weekday)
        cost, won, clicked, sold = self._simulator.calc_and_sample_outcome(
            weekday, adverts, shoppers, bids[adverts] / self._unit
        )
        counts = [self._by_advert(adverts, one).astype(np.int64) for one in (won, clicked, sold)]
        return Day(
            impressions=counts[0],
            clicks=counts[1],
            orders=counts[2],
            spend=self._by_advert(adverts, cost) * self._unit,
            worth=counts[2] * self._worth,
        )

    def _by_advert(self, adverts: np.ndarray, values: np.ndarray) -> np.ndarray:
        return np.bincount(adverts, weights=values, minlength=self.targets)

    def _known(self, simulator: Any) -> tuple[np.ndarray, float]:
        """From a copy of the simulator, whose draws are then spent."""
        adverts = np.repeat(np.arange(self.targets), _SAMPLE)
        shoppers = np.zeros_like(adverts)
        traits = (simulator.ad_feature_vector, simulator.user_feature_vector)
        _, prices = simulator.winning_price_distribution.sample_outcome(
            np.full(adverts.size, _SURE), adverts, shoppers, traits[0][adverts], traits[1][shoppers], 0
        )
        click, sale = self._rates(simulator)
        shape = (self.targets, _SAMPLE)
        worth = np.broadcast_to((sale / click * self._worth)[:, None], shape)
        bids, gain = best_bids(np.reshape(prices, shape) * self._unit, worth)
        return bids, float((gain * click).sum() * self._auctions / self.targets)

    def _rates(self, simulator: Any) -> tuple[np.ndarray, np.ndarray]:
        """Mean clicks and mean conversions per won auction of each advert, over shoppers and weekdays."""
        adverts = np.repeat(simulator.ad_ids, simulator.n_users)
        shoppers = np.tile(simulator.user_ids, simulator.n_ads)
        traits = (simulator.ad_feature_vector[adverts], simulator.user_feature_vector[shoppers])
        click, sale = np.zeros(self.targets), np.zeros(self.targets)
        for weekday in range(simulator.step_per_episode):
            clicked = simulator.ctr.calc_prob(adverts, shoppers, *traits, weekday)
            both = clicked * simulator.cvr.calc_prob(adverts, shoppers, *traits, weekday)
            click += np.reshape(clicked, (self.targets, -1)).mean(axis=1)
            sale += np.reshape(both, (self.targets, -1)).mean(axis=1)
        return click / simulator.step_per_episode, sale / simulator.step_per_episode


def _mend_numpy() -> None:
    """Gives back the one function of NumPy 1 that its checks call; without it no NumPy that adopt runs on would do."""
    if not hasattr(np, "issubsctype"):
        np.issubsctype = _is_kind  # type: ignore[attr-defined]  # noqa: NPY201


def _is_kind(array: np.ndarray, kind: Any) -> bool:
    return np.issubdtype(np.asarray(array).dtype, kind)

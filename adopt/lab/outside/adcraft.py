"""AdCraft (arXiv 2306.11971), its keywords drawn from quantiles: a second-price auction against one rival's price.

Its `ExplicitKeyword` ignores the bid in what a click costs and isn't used. The day is played in one piece, since no
budget binds; volumes are drawn here, by its formula, because its own draw has no seed.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import numpy as np

from adopt.lab.outside.environment import Day

MODULE = "adcraft.gymnasium_kw_env"
_LEAST = 0.01
_UNBOUND = 1e12


class AdCraft:
    """One account of AdCraft's world.

    Args:
        seed: of keywords, volumes and auctions.
        world: ``config``, the name of one of its experiments, or ``quantiles``, least, middle and greatest of each of
            its parameters; ``keywords``, ``start`` and ``highest`` (the greatest bid that the best is sought among).
    """

    least = _LEAST

    def __init__(self, seed: int, world: Mapping[str, Any]) -> None:
        self.start, self.targets = float(world["start"]), int(world["keywords"])
        self._grid = np.arange(1, round(float(world["highest"]) * 100) + 1) / 100
        self._rng = np.random.default_rng([seed, 1])
        self._simulation = import_module("adcraft.bidding_simulation")
        self._environment = _environment(world)
        self._environment.reset(seed=seed)
        metrics = import_module("adcraft.experiment_utils.experiment_metrics")
        self._most = metrics.get_max_expected_bid_profits
        self._curves = [
            metrics.get_implicit_kw_bid_cpc_impressions(one, self._grid) for one in self._environment.keywords
        ]

    def best(self) -> np.ndarray:
        """The bid of greatest expected profit of each keyword, by AdCraft's own reckoning; the lowest where none pays."""
        found = self._expected()
        return np.array([self._grid[int(at)] if most > 0 else _LEAST for most, _, at in found])

    def ideal(self) -> float:
        """Expected profit of today at the best bids, by AdCraft's own reckoning."""
        return float(sum(most for most, _, _ in self._expected()))

    def _expected(self) -> list[tuple[float, float, int]]:
        pairs = zip(self._environment.keyword_params, self._curves, strict=True)
        return [self._most(params, cost, rate) for params, (rate, cost) in pairs]

    def day(self, bids: np.ndarray) -> Day:
        """Plays a day."""
        volumes = [max(round(self._rng.normal(*params[0])), 0) for params in self._environment.keyword_params]
        outcomes = self._simulation.simulate_epoch_of_bidding_on_campaign(
            self._environment.keywords, list(bids), _UNBOUND, [volumes]
        )
        self._environment.update_keywords()
        counts = [
            np.array([one[name] for one in outcomes], dtype=np.int64)
            for name in ("impressions", "buyside_clicks", "sellside_conversions")
        ]
        money = [np.array([float(np.sum(one[name])) for one in outcomes]) for name in ("costs", "revenues")]
        return Day(*counts, *money)


def _environment(world: Mapping[str, Any]) -> Any:
    quantiles = import_module("adcraft.experiment_utils.experiment_quantiles")
    changes: dict[str, Any] = {}
    if "config" in world:
        configs = import_module("adcraft.experiment_utils.experiment_configs")
        config = getattr(configs, world["config"])
        own = config["keyword_config"]
        table = quantiles.generate_simple_experiment_quantiles(own["mean_volume"], own["conversion_rate"])
        moving = config["updater_mask"] is not None
        changes = {"updater_params": config["updater_params"]}
        changes["updater_mask"] = [True] * int(world["keywords"]) if moving else None
    else:
        table = quantiles.dict_to_singleton_quantile_triple_dict(dict(world["quantiles"]))
    # Tables are handed over in memory: by default it writes them into the folder it is started in.
    keywords = {"make_quant_func": lambda _: None, "load_quant_func": lambda _: table}
    return import_module(MODULE).BiddingSimulation(
        keyword_config=keywords, num_keywords=int(world["keywords"]), budget=_UNBOUND, **changes
    )

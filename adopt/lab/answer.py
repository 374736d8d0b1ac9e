"""How a term's clicks, and what each costs, answer to another price bid for it."""

from __future__ import annotations

import numpy as np

from adopt.lab.world import World


def clicks_at(price: np.ndarray, world: World) -> np.ndarray:
    """Clicks at a share of today's price, as a share of today's clicks: price ^ elasticity."""
    return np.asarray(price**world.click_elasticity)


def cost_at(price: np.ndarray, world: World) -> np.ndarray:
    """What a click costs at a share of today's price, as a share of today's cost: price ^ its elasticity.

    A click never costs more than is bid; today's bid is its cost over the world's ``cpc_level``.
    """
    return np.asarray(np.minimum(price**world.cpc_elasticity, price / world.cpc_level))

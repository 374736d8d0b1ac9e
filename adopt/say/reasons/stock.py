"""Why something isn't raised: there is next to nothing left to sell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adopt.say.speaker import Speaker
from adopt.say.translate import later

STOCK = {
    "runs_out": later(
        "{clicks} cost {spend} and brought {orders}. It isn't raised: {sku}, the only product advertised here, has stock for "
        "{cover}. It may rise again once stock is in."
    ),
    "all_run_out": later(
        "{clicks} cost {spend} and brought {orders}. It isn't raised: all {products} products advertised here are about to run "
        "out; {sku} lasts longest, {cover}. It may rise again once stock is in."
    ),
}


def stock_values(row: Mapping[str, Any], speaker: Speaker) -> dict[str, str]:
    """The product, how long its stock lasts, and how many there are."""
    if row["reason"] not in STOCK:
        return {}
    days, products, sku = row["detail"].split(" ", 2)
    whole = speaker.say.plural("{n} day", "{n} days", 1 if days == "1.0" else 2)
    cover = whole.replace("2", days.removesuffix(".0"), 1)
    return {"sku": sku, "products": products, "cover": cover}

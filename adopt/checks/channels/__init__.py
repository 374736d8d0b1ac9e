"""The seller's other channel beside Amazon: what a new customer costs, how visits convert, what an order leaves."""

from __future__ import annotations

from adopt.checks.channels.acquisition import acquisition_cost
from adopt.checks.channels.contribution import contribution_per_order
from adopt.checks.channels.conversion import shop_conversion

CHANNELS = {"V101": acquisition_cost, "V102": shop_conversion, "V103": contribution_per_order}

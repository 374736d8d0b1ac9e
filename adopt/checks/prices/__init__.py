"""Competitor prices: where the own price stands, what the others do, and who has the Buy Box."""

from __future__ import annotations

from adopt.checks.prices.beside import price_beside_others
from adopt.checks.prices.break_even import under_break_even
from adopt.checks.prices.buy_box import buy_box_share
from adopt.checks.prices.history import price_history
from adopt.checks.prices.joined import more_offers
from adopt.checks.prices.rivals import rivals_out

PRICES = {
    "C101": price_beside_others,
    "C102": price_history,
    "C103": rivals_out,
    "C104": more_offers,
    "C105": under_break_even,
    "C106": buy_box_share,
}

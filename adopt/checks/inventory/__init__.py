"""Inventory: how long stock lasts, when to order, what Amazon charges for too little and too old, and what doesn't sell."""

from __future__ import annotations

from adopt.checks.inventory.aged import aged_stock
from adopt.checks.inventory.cover import days_of_cover
from adopt.checks.inventory.foretold import forecast_error
from adopt.checks.inventory.low_level import low_inventory_level
from adopt.checks.inventory.score import performance_index
from adopt.checks.inventory.stockout import stock_outs
from adopt.checks.inventory.stranded import stranded_stock

INVENTORY = {
    "I101": days_of_cover,
    "I102": stock_outs,
    "I103": low_inventory_level,
    "I104": aged_stock,
    "I105": performance_index,
    "I106": stranded_stock,
    "I107": forecast_error,
}
"""I101: days of cover and the next order. I102: stock-outs. I103: low-inventory-level fee. I104: aged stock and its next
surcharge. I105: inventory performance index and storage used. I106: stranded stock. I107: forecast error."""

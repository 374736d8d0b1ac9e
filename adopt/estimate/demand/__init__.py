"""Demand for a product: what is in stock, how fast it leaves, what will be asked for, and when to order."""

from adopt.estimate.demand.known import known_stock
from adopt.estimate.demand.ledger import ledger_days
from adopt.estimate.demand.order import Order, Supply, order_of
from adopt.estimate.demand.pace import WINDOWS, with_pace
from adopt.estimate.demand.stock import stock_of

__all__ = [
    "WINDOWS",
    "Order",
    "Supply",
    "known_stock",
    "ledger_days",
    "order_of",
    "stock_of",
    "with_pace",
]

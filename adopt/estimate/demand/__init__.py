"""Demand for a product: what is in stock, how fast it leaves, what will be asked for, and when to order."""

from adopt.estimate.demand.errors import Errors
from adopt.estimate.demand.forecast import RUN_RATE, Choosing, Forecast, forecast
from adopt.estimate.demand.known import choosing_of, known_stock, run_rate_weights
from adopt.estimate.demand.ledger import ledger_days
from adopt.estimate.demand.models import Days
from adopt.estimate.demand.order import Order, Supply, order_of
from adopt.estimate.demand.pace import WINDOWS, with_pace
from adopt.estimate.demand.series import account_days, product_days
from adopt.estimate.demand.stock import stock_of

__all__ = [
    "RUN_RATE",
    "WINDOWS",
    "Choosing",
    "Days",
    "Errors",
    "Forecast",
    "Order",
    "Supply",
    "account_days",
    "choosing_of",
    "forecast",
    "known_stock",
    "ledger_days",
    "order_of",
    "product_days",
    "run_rate_weights",
    "stock_of",
    "with_pace",
]

"""Words and tables that are data: header names, marketplaces, bulk sheet rules, default curves."""

from adopt.words.load import Market, bulksheet, headers, markets, maturity_curve

__all__ = ["Market", "bulksheet", "headers", "markets", "maturity_curve"]

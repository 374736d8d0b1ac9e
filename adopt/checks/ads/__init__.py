"""Ad performance: what the ads cost beside all sales, and what suddenly changed."""

from __future__ import annotations

from adopt.checks.ads.budgets import budgets
from adopt.checks.ads.organic import organic
from adopt.checks.ads.tacos import tacos
from adopt.checks.ads.terms import terms

ADS = {"P101": tacos, "P102": organic, "P103": budgets, "P104": terms}

"""The daily checks: pure functions from a `Desk` to what was found; a room for each module, a file for each idea."""

from adopt.checks.desk import Ads, Cell, Desk, File, Table
from adopt.checks.found import Figure, Found
from adopt.checks.run import findings

__all__ = ["Ads", "Cell", "Desk", "Figure", "File", "Found", "Table", "findings"]

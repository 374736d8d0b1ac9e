"""Bulk sheets for Sponsored Products, whoever made them: Amazon's rules, and what breaks them."""

from adopt.bulksheet.check import binding, check
from adopt.bulksheet.fault import FAULTS
from adopt.bulksheet.sheet import FIRST_ROW, Against, Sheet, narrow_limits, wide_limits

__all__ = ["FAULTS", "FIRST_ROW", "Against", "Sheet", "binding", "check", "narrow_limits", "wide_limits"]

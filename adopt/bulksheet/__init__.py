"""Bulk sheets for Sponsored Products, whoever made them: Amazon's rules, and what breaks them."""

from adopt.bulksheet.check import binding, check
from adopt.bulksheet.fault import FAULTS
from adopt.bulksheet.read import Read, read_sheet
from adopt.bulksheet.sheet import FIRST_ROW, Against, Sheet, narrow_limits, wide_limits
from adopt.bulksheet.verdict import Verdict, judge

__all__ = [
    "FAULTS",
    "FIRST_ROW",
    "Against",
    "Read",
    "Sheet",
    "Verdict",
    "binding",
    "check",
    "judge",
    "narrow_limits",
    "read_sheet",
    "wide_limits",
]

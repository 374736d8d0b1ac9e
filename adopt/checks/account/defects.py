"""A101: orders with a defect, seller-fulfilled and FBA apart."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.checks.account.rates import rate_findings
from adopt.checks.desk import Desk
from adopt.checks.found import Found


def order_defects(desk: Desk) -> Sequence[Found]:
    """Order defect rate of each channel: n of N of the report's own window, and the defects that are left."""
    return rate_findings(desk, ("orderDefectRate",), desk.limit("odr"), "odr")

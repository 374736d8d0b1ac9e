"""A109: invoices of business orders in Europe."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.checks.account.rates import rate_findings
from adopt.checks.account.report import KIND, rates
from adopt.checks.desk import Desk
from adopt.checks.found import Found
from adopt.schema import FindingStatus
from adopt.words.companions import cells


def invoices(desk: Desk) -> Sequence[Found]:
    """Business orders without an invoice, or with a late one; outside Europe only where the report tells of it."""
    elsewhere = desk.market is not None and desk.market.code not in cells()["performance"]["europe"]
    if elsewhere and not rates(desk, "invoice"):
        table = desk.tables[KIND]
        return [Found(FindingStatus.FINE, "invoice_elsewhere", kind=table.kind, file=table.file)]
    return rate_findings(desk, "invoice", desk.limit("invoice_defect_rate"))

"""Orders and shipping: what must leave today, and how the parcels will count."""

from __future__ import annotations

from adopt.checks.orders.defects import invalid_tracking, late_deliveries
from adopt.checks.orders.due import due_soon, late, unconfirmed
from adopt.checks.orders.first_class import without_proof
from adopt.checks.orders.named import misnamed
from adopt.checks.orders.rate import late_rate
from adopt.checks.orders.scans import unscanned
from adopt.checks.orders.tracking import untracked, valid_rate

ORDERS = {
    "O101": due_soon,
    "O102": late,
    "O103": unconfirmed,
    "O104": unscanned,
    "O105": misnamed,
    "O106": untracked,
    "O107": valid_rate,
    "O108": late_rate,
    "O109": late_deliveries,
    "O110": invalid_tracking,
    "O111": without_proof,
}

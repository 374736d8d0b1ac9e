"""Account health: the rates by which Amazon judges the account, and how far each is from its limit."""

from __future__ import annotations

from adopt.checks.account.changes import changes
from adopt.checks.account.delivery import deliveries
from adopt.checks.account.invoices import invoices
from adopt.checks.account.policies import others, policies
from adopt.checks.account.rates import cancellations, late_shipments, order_defects, valid_tracking
from adopt.checks.account.rating import rating
from adopt.checks.account.standing import standing

ACCOUNT = {
    "A101": order_defects,
    "A102": late_shipments,
    "A103": cancellations,
    "A104": valid_tracking,
    "A105": deliveries,
    "A106": rating,
    "A107": policies,
    "A108": standing,
    "A109": invoices,
    "A110": others,
    "A111": changes,
}

"""A limit of the day's plan that its safe actions pass, as data."""

from __future__ import annotations

from enum import StrEnum

import dataframely as dy

from adopt.schema.promise import Promise


class Limit(StrEnum):
    """What is limited, in the order in which lines are dropped; what each counts: `adopt.plan.limits`."""

    ONE_CHANGE = "one_change"
    BID_STEP = "bid_step"
    BID_CUT = "bid_cut"
    BUDGET_STEP = "budget_step"
    PERCENTAGE_STEP = "percentage_step"
    NEGATED_ORDERS = "negated_orders"
    NEGATED_SPEND = "negated_spend"
    CUT_SPEND = "cut_spend"
    RAISED_SPEND = "raised_spend"
    CHANGES = "changes"


class Breach(Promise):
    """A limit that is passed, by how much, and the lines without which it holds.

    ``value`` and ``allowed`` are in the limit's own unit: a share (.3 is 30 %), a factor, percentage points or a count.
    """

    limit = dy.String(unique=True)  # of Limit
    value = dy.Float64()
    allowed = dy.Float64()
    drop = dy.List(dy.String())  # keys of actions, least money first, beyond those that limits above it name

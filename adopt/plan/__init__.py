"""All decisions become one plan."""

from adopt.plan.aims import of_aims
from adopt.plan.conflicts import without_conflicts, without_empty_bids
from adopt.plan.digest import plan_digest
from adopt.plan.download import withheld
from adopt.plan.facts import account_facts
from adopt.plan.gather import gather
from adopt.plan.inputs import plan_input
from adopt.plan.kinds import Kinds, kinds, weekly
from adopt.plan.plan import Facts, Input, Plan
from adopt.plan.trust import refuse_foreign, warnings

__all__ = [
    "Facts",
    "Input",
    "Kinds",
    "Plan",
    "account_facts",
    "gather",
    "kinds",
    "of_aims",
    "plan_digest",
    "plan_input",
    "refuse_foreign",
    "warnings",
    "weekly",
    "withheld",
    "without_conflicts",
    "without_empty_bids",
]

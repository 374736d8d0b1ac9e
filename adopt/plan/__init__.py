"""All decisions become one plan."""

from adopt.plan.aims import of_aims
from adopt.plan.conflicts import emptied, without_conflicts, without_empty_bids
from adopt.plan.days import account_days, trailing_shares
from adopt.plan.digest import plan_digest
from adopt.plan.download import withheld
from adopt.plan.facts import account_facts
from adopt.plan.gather import gather
from adopt.plan.inputs import plan_input
from adopt.plan.kinds import Kinds, kinds, weekly
from adopt.plan.losses import gains_by_code, losses_by_campaign
from adopt.plan.plan import Facts, Input, Plan
from adopt.plan.small import small_floor, split_small
from adopt.plan.trust import refuse_foreign, warnings
from adopt.plan.verdicts import judged_terms, spend_by_verdict

__all__ = [
    "Facts",
    "Input",
    "Kinds",
    "Plan",
    "account_days",
    "account_facts",
    "emptied",
    "gains_by_code",
    "gather",
    "judged_terms",
    "kinds",
    "losses_by_campaign",
    "of_aims",
    "plan_digest",
    "plan_input",
    "refuse_foreign",
    "small_floor",
    "spend_by_verdict",
    "split_small",
    "trailing_shares",
    "warnings",
    "weekly",
    "withheld",
    "without_conflicts",
    "without_empty_bids",
]

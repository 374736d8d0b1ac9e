"""Pure: one file per decision. From evidence and settings to actions."""

from adopt.decide.bid import bid_changes
from adopt.decide.budget import budget_changes
from adopt.decide.coming import coming_bids
from adopt.decide.hand_over import hand_overs
from adopt.decide.harvest import harvests
from adopt.decide.hours import hour_schedules
from adopt.decide.isolate import isolations
from adopt.decide.launch import launches
from adopt.decide.launch_budget import launch_budgets
from adopt.decide.launch_ground import ground
from adopt.decide.negate import VERDICT, negations, shown
from adopt.decide.phrase import phrase_negations
from adopt.decide.placement import after_placements, placement_changes
from adopt.decide.places import within_room
from adopt.decide.promised import still_promised
from adopt.decide.shade import as_measured, with_shade
from adopt.decide.steered import steered_bids
from adopt.decide.tacos import tacos_action, turn
from adopt.decide.unnegate import unnegations
from adopt.decide.unseen import unseen_raises
from adopt.decide.watch import with_watches

__all__ = [
    "VERDICT",
    "after_placements",
    "as_measured",
    "bid_changes",
    "budget_changes",
    "coming_bids",
    "ground",
    "hand_overs",
    "harvests",
    "hour_schedules",
    "isolations",
    "launch_budgets",
    "launches",
    "negations",
    "phrase_negations",
    "placement_changes",
    "shown",
    "steered_bids",
    "still_promised",
    "tacos_action",
    "turn",
    "unnegations",
    "unseen_raises",
    "with_shade",
    "with_watches",
    "within_room",
]

"""Pure: one file per decision. From evidence and settings to actions."""

from adopt.decide.bid import bid_changes
from adopt.decide.budget import budget_changes
from adopt.decide.hand_over import hand_overs
from adopt.decide.harvest import harvests
from adopt.decide.hours import hour_schedules
from adopt.decide.isolate import isolations
from adopt.decide.negate import negations
from adopt.decide.phrase import phrase_negations
from adopt.decide.placement import after_placements, placement_changes
from adopt.decide.tacos import steered_bids, tacos_action, turn
from adopt.decide.unnegate import unnegations

__all__ = [
    "after_placements",
    "bid_changes",
    "budget_changes",
    "hand_overs",
    "harvests",
    "hour_schedules",
    "isolations",
    "negations",
    "phrase_negations",
    "placement_changes",
    "steered_bids",
    "tacos_action",
    "turn",
    "unnegations",
]

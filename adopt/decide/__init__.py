"""Pure: one file per decision. From evidence and settings to actions."""

from adopt.decide.bid import bid_changes
from adopt.decide.budget import budget_changes
from adopt.decide.hand_over import hand_overs
from adopt.decide.harvest import harvests
from adopt.decide.isolate import isolations
from adopt.decide.negate import negations, shown
from adopt.decide.phrase import phrase_negations
from adopt.decide.places import within_room
from adopt.decide.steered import steered_bids
from adopt.decide.tacos import tacos_action, turn
from adopt.decide.unnegate import unnegations

__all__ = [
    "bid_changes",
    "budget_changes",
    "hand_overs",
    "harvests",
    "isolations",
    "negations",
    "phrase_negations",
    "shown",
    "steered_bids",
    "tacos_action",
    "turn",
    "unnegations",
    "within_room",
]

"""Pure: one file per decision. From evidence and settings to actions."""

from adopt.decide.bid import bid_changes
from adopt.decide.negate import negations

__all__ = ["bid_changes", "negations"]

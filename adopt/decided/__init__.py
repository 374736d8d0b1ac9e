"""What follows from a run's reports: the evidence, and each decision in its turn."""

from __future__ import annotations

from adopt.decided.decisions import Decided, decided
from adopt.decided.shares import shares

__all__ = ["Decided", "decided", "shares"]

"""Customer service: buyers' messages and claims by their clocks, and what comes back and why."""

from __future__ import annotations

from adopt.checks.service.answers import late_answers
from adopt.checks.service.claims import open_claims
from adopt.checks.service.if_granted import defects_if_granted
from adopt.checks.service.messages import open_messages
from adopt.checks.service.returns import returns
from adopt.checks.service.rising import rising_returns

SERVICE = {
    "S101": open_messages,
    "S102": late_answers,
    "S103": open_claims,
    "S104": defects_if_granted,
    "S105": returns,
    "S106": rising_returns,
}

"""Notices: performance notifications by deadline, what their appeals lack, claims that can still be appealed."""

from __future__ import annotations

from adopt.checks.notices.claims import claims
from adopt.checks.notices.deadlines import deadlines
from adopt.checks.notices.parts import parts_missing
from adopt.checks.notices.repeats import repeats

NOTICES = {"Y101": deadlines, "Y102": parts_missing, "Y103": claims, "Y104": repeats}

"""The clock: what happens when, in the marketplace's time and in New York's, and which figures aren't final yet."""

from __future__ import annotations

from adopt.checks.clock.final import not_final
from adopt.checks.clock.promotions import wrong_midnights
from adopt.checks.clock.reading import reports_read
from adopt.checks.clock.weekly import weekly_report
from adopt.checks.clock.window import hours_of_today

CLOCK = {
    "T101": hours_of_today,
    "T102": wrong_midnights,
    "T103": not_final,
    "T104": reports_read,
    "T105": weekly_report,
}

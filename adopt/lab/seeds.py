"""Which accounts may be looked at while choosing, and which only judge what was chosen."""

from __future__ import annotations

from adopt.errors import SettingsError

TUNING = range(100)
"""Seeds for choosing worlds, settings and formulas."""

ACCEPTANCE = range(15_000, 16_000)
"""Seeds for judging what was chosen, with the default settings and nothing else.

Those from 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000, 11000, 12000, 13000 and 14000 on judged earlier versions, and what they said has been answered: they are seen."""


def seeds(count: int, *, tuning: bool, changed: bool) -> range:
    """The first ``count`` seeds, of tuning or of acceptance.

    Args:
        count: how many accounts.
        tuning: take those for choosing.
        changed: whether any setting differs from its default.

    Raises:
        SettingsError: more than there are, or acceptance seeds for settings that aren't the defaults: whoever tried
            several on them would have chosen by them.
    """
    pool = TUNING if tuning else ACCEPTANCE
    if changed and not tuning:
        raise SettingsError(
            "acceptance seeds judge the default settings only; add --tuning to try others on the tuning seeds"
        )
    if not 0 < count <= len(pool):
        raise SettingsError("{count} seeds asked for; expected 1 to {most}", count=count, most=len(pool))
    return pool[:count]

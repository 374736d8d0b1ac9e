"""Why a change isn't made: it stands against something that the account or the plan wants to keep."""

from __future__ import annotations

from adopt.say.translate import later

CONFLICT = {
    "blocks_protected": later(
        '{clicks} cost {spend} and brought {orders}, but this negative would block "{detail}", which you protect.'
    ),
    "blocks_own_keyword": later(
        '{clicks} cost {spend} and brought {orders}, but this negative would block "{detail}", which gets a keyword of '
        "its own by this plan."
    ),
    "blocks_keyword": later(
        '{clicks} cost {spend} and brought {orders}, but this negative would block "{detail}", which a keyword or product '
        "target here aims at."
    ),
    "blocks_sold": later(
        '{clicks} cost {spend} and brought {orders}, but this negative would block "{detail}", which has orders and isn\'t '
        "negated."
    ),
    "nothing_left": later(
        "All search terms that it brought clicks for are negated today: there is nothing left to bid on."
    ),
    "merged": later("Another row of this plan changes the same ({detail}): one row does it all."),
}

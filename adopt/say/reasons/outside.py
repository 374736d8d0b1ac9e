"""Why what a rule from outside decides isn't carried out; its own reasons come with it."""

from __future__ import annotations

from adopt.say.translate import later

OUTSIDE = {
    "decided_already": later(
        "{detail} decides on the same today, and stands; this rule would change it too. One change at a time."
    ),
}

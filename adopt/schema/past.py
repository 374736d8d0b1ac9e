"""What earlier plans changed, as far as it still matters today."""

from __future__ import annotations

from enum import StrEnum

import dataframely as dy

from adopt.schema.promise import Promise


class Became(StrEnum):
    """What became of a proposal."""

    CHANGED = "changed"
    DECLINED = "declined"


class PastChange(Promise):
    """The last change of a thing, and the last time that one was declined or taken back."""

    thing = dy.String(primary_key=True)  # `adopt.plan.measures.entity_changed`
    became = dy.String(primary_key=True)  # of Became
    on = dy.Date()
    key = dy.String()  # of the action
    about = dy.String()  # search term or target, as reports name it
    from_value = dy.Float64(nullable=True)  # a bid or budget (currency) or a percentage; null for texts
    to_value = dy.Float64(nullable=True)
    stands = dy.String(
        nullable=True
    )  # of `adopt.schema.Stands`, in today's download; null of what was declined

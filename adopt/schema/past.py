"""What earlier plans changed, as far as it still matters today."""

from __future__ import annotations

from enum import StrEnum

import dataframely as dy


class Course(StrEnum):
    """What became of a proposal."""

    CHANGED = "changed"
    DECLINED = "declined"


class Standing(StrEnum):
    """Whether today's download shows a change."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"  # as it was before, or not there
    BY_HAND = "by_hand"  # neither as before nor as the plan set it
    UNSEEN = "unseen"  # the download doesn't tell


class PastChange(dy.Schema):
    """The last change of a thing, and the last time that one was declined or taken back."""

    thing = dy.String(primary_key=True)  # `adopt.plan.measures.entity_changed`
    course = dy.String(primary_key=True)  # of Course
    on = dy.Date()
    key = dy.String()  # of the action
    about = dy.String()  # search term or target, as reports name it
    from_value = dy.Float64(nullable=True)  # a bid or budget (currency) or a percentage; null for texts
    to_value = dy.Float64(nullable=True)
    standing = dy.String()  # of Standing

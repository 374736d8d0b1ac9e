"""A plan's actions held against a later download: what each changed, and how that stands now."""

from __future__ import annotations

from enum import StrEnum

import dataframely as dy

from adopt.schema.promise import Promise


class Kind(StrEnum):
    """What an action changes."""

    BID = "bid"
    DEFAULT_BID = "default_bid"  # of an ad group
    BUDGET = "budget"
    PERCENTAGE = "percentage"
    STATE = "state"
    NEGATIVE = "negative"  # created
    TARGET = "target"  # a keyword or product target, created
    CAMPAIGN = "campaign"  # campaigns with all that is in them, created
    RESTORED = "restored"  # a negative, archived
    NOTHING = "nothing"  # nothing that an upload file carries


class Stands(StrEnum):
    """How what an action changes stands in a download."""

    PLANNED = "planned"  # as the plan wanted it
    BEFORE = "before"  # as it was before the plan
    CHANGED = "changed"  # neither
    GONE = "gone"  # archived, or not in the download


class Fate(StrEnum):
    """What undoing does with an action."""

    UNDONE = "undone"  # a row of the inverse upload files takes it back
    NOTHING = "nothing"  # it is already as it was before
    CHANGED = "changed"  # somebody has changed it since: left as it is
    IMPOSSIBLE = "impossible"  # can't be taken back


class Compared(Promise):
    """One action and how it stands. ``old``, ``planned``, ``now``: money in the account's currency, or percent; null
    where there is nothing (of what is created, before; of what is archived, after).

    ``why``: what has changed (``bid``, ``budget``, ``percentage``, ``state``, ``more_inside``), why it is gone
    (``archived``, ``not_in_download``, ``not_uploaded``), ``partly`` where only some of its campaigns are there,
    ``without_ad`` where one has no ad.
    """

    key = dy.String(unique=True)
    kind = dy.String()  # of Kind
    stands = dy.String()  # of Stands
    why = dy.String(nullable=True)
    old = dy.Float64(nullable=True)
    planned = dy.Float64(nullable=True)
    now = dy.Float64(nullable=True)


class Undo(Compared):
    """What happens to an action when its plan is undone; ``why`` says more: rejected, over_budget, text_refused, ..."""

    fate = dy.String()  # of Fate
    caveat = dy.String(nullable=True)  # what to know of an undone one: slow, for_good, spent
    spent = dy.Float64(nullable=True)  # by what is archived, in the download's period (currency)


class Found(Promise):
    """Something that an action created, as a download holds it."""

    key = dy.String()
    entity = dy.String()  # Amazon's name
    entity_id = dy.String()
    row = dy.UInt32()

"""What became of a plan: what of it was accepted, what Amazon did with it, what was taken back."""

from __future__ import annotations

from enum import StrEnum

import dataframely as dy


class Status(StrEnum):
    """What Amazon did with an action."""

    TAKEN = "taken"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


class Accepted(dy.Schema):
    """An action that the seller accepted, with what the seller changed of it; null where it stands as proposed."""

    key = dy.String(unique=True)
    to_bid = dy.Float64(nullable=True)  # account's currency
    to_value = dy.Float64(nullable=True)  # a budget (account's currency) or a percentage
    match_type = dy.String(
        nullable=True
    )  # of what is created: exact, phrase, broad, negativeExact, negativePhrase


class Result(dy.Schema):
    """What is known of an action after its upload."""

    key = dy.String(unique=True)
    status = dy.String()  # of Status
    code = dy.String(nullable=True)  # of the message, as adopt.words knows it
    message = dy.String(nullable=True)  # Amazon's own words
    seen_on = dy.Date()  # day of the file that tells it

"""What was changed by past plans, and what came of it."""

from __future__ import annotations

from enum import StrEnum

import dataframely as dy

from adopt.schema.promise import Promise


class Came(StrEnum):
    """What is said of a promise once days have passed."""

    KEPT = "kept"
    BETTER = "better"
    SHORT = "fell_short"
    EARLY = "too_early"
    UNTOLD = "stays_open"  # all of its days are there, and still don't tell
    FOLLOWED = "followed"  # a later change has the days that would tell
    UNKNOWN = "cannot_tell"  # nothing is there to compare with


class Applied(Promise):
    """An action of a past plan that became true. Money in the account's currency, names as reports spell them."""

    plan = dy.String()  # digest
    made_on = dy.Date()  # the day that the plan was made for
    on = dy.Date()  # the day on which it became true; the day after is the first that counts
    seen_on = dy.Date(nullable=True)  # the day of the file that showed it as taken
    until = dy.Date(nullable=True)  # last day before it was taken back
    key = dy.String()  # of the action
    code = dy.String()
    entity = dy.String()
    campaign = dy.String()
    ad_group = dy.String()
    targeting = dy.String()
    match_type = dy.String()
    search_term = dy.String(nullable=True)
    to_text = dy.String(nullable=True)
    promised = dy.Float64()  # profit per week
    probability = dy.Float64(min=0, max=1)  # stated, that it is right
    days = dy.Int64(min=1)  # of the window that the plan looked at
    worth = dy.Float64()  # profit of an order before ads
    alpha = dy.Float64()  # Beta(alpha, beta) of the conversion rate, as the plan knew it
    beta = dy.Float64()
    needed = dy.Float64()  # break-even conversion rate
    luck = dy.Float64(min=1)  # how many times as many of the chosen are wrong as their probabilities say


class Outcome(Promise):
    """What came of an applied action on the days that count for it. Money is over these days, in the account's currency.

    ``expected``: without the change, on these days. ``low``, ``high``: 95 %; null where nothing is there to compare with.
    """

    plan = dy.String()
    key = dy.String()
    code = dy.String()
    on = dy.Date()
    days = dy.Int64(min=0)  # that count, the most of any of its entities
    promised = dy.Float64()  # on these days, with the earlier steps of the same course
    came = dy.Float64(nullable=True)  # profit
    low = dy.Float64(nullable=True)
    high = dy.Float64(nullable=True)
    p_gain = dy.Float64(nullable=True)  # that profit rose, by what came alone
    clicks_expected = dy.Float64()
    clicks = dy.Float64()
    spend_expected = dy.Float64()
    spend = dy.Float64()
    orders_expected = dy.Float64()
    orders = dy.Float64()  # with those that are still to be reported
    elsewhere_spend = dy.Float64()  # more of the same term in other places than without the change
    elsewhere_orders = dy.Float64()
    last_seen = dy.Date(nullable=True)  # of a negated term: last day on which it still spent here
    method = dy.String()  # likes, none
    verdict = dy.String()  # of Came
    days_more = dy.Int64(nullable=True)  # too_early: days until it may be told


class Reliability(Promise):
    """Actions of one kind whose stated probability lies in one tenth.

    ``bids``: that profit rises. ``left_open``: that a term which ran on pays for its clicks.
    """

    kind = dy.String()  # bids, left_open
    low = dy.Float64(min=0, max=1)  # lower edge of the tenth
    actions = dy.Int64(min=1)
    stated = dy.Float64(min=0, max=1)  # mean
    foretold = dy.Float64(min=0, max=1)  # share that would be seen, if what is stated is true
    came = dy.Float64(min=0, max=1)  # share that was
    came_low = dy.Float64(min=0, max=1)  # 95 %
    came_high = dy.Float64(min=0, max=1)

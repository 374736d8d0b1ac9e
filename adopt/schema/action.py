"""One recommendation, as data. Sentences are made in ``say``."""

from __future__ import annotations

from enum import StrEnum

import dataframely as dy

from adopt.schema.promise import Promise


class Consent(StrEnum):
    """How an action becomes true."""

    SAFE = "safe"  # accepted unless the seller says no
    ASK = "ask"  # the seller decides
    WATCH = "watch"  # no change; what is still needed, or what protects it


class Action(Promise):
    """What to do with one entity, why, how surely, and what it is worth.

    ``reason`` is a code that ``say`` turns into a sentence with the numbers of this row; ``detail`` is its one
    free parameter (the protecting word, the other campaign, the broken rule).
    """

    key = dy.String(unique=True)  # stable name of the action: code and entity
    code = dy.String()  # N101 to N103, H201, H202, U101, B301 to B304, L501, T401 to T403, W601
    consent = dy.String()
    reason = dy.String()
    detail = dy.String(nullable=True)
    entity = dy.String()  # Amazon's entity: Negative Keyword, Negative Product Targeting, Keyword, ...
    campaign_id = dy.String(nullable=True)
    ad_group_id = dy.String(nullable=True)
    target_id = dy.String(nullable=True)
    campaign = dy.String()
    ad_group = dy.String()
    targeting = dy.String()
    match_type = dy.String()
    search_term = dy.String(nullable=True)
    from_bid = dy.Float64(nullable=True)
    to_bid = dy.Float64(nullable=True)
    from_value = dy.Float64(
        nullable=True
    )  # what changes where it is no bid: a daily budget, kappa, a percentage
    to_value = dy.Float64(nullable=True)
    measured = dy.Float64(
        nullable=True
    )  # what that rests on: TACoS, 90th percentile of daily spend, worth of a click
    against = dy.Float64(nullable=True)  # what it is held against: edge of the TACoS band, what bids say
    kappa = dy.Float64(
        nullable=True
    )  # bids: multiple of a click's value that T401 and an aim let them aim at, if not 1
    to_text = dy.String(nullable=True)  # keyword text or expression of what is created or archived
    to_match_type = dy.String(nullable=True)  # of what is created, where it isn't the usual one of its entity
    to_state = dy.String(nullable=True)  # enabled or paused, where an action changes that of what is there
    to_campaign_id = dy.String(
        nullable=True
    )  # where a new keyword or product target goes, if not where it was found
    to_ad_group_id = dy.String(nullable=True)
    to_campaign = dy.String(nullable=True)
    to_ad_group = dy.String(nullable=True)
    alternative = dy.String(nullable=True)  # the best legal alternative where the change can't be written
    stands_for = dy.Int64(nullable=True)  # N103: exact negatives of the plan that it makes needless
    stands_for_terms = dy.String(nullable=True)  # ... of which terms, the costliest first
    money_per_week = dy.Float64()  # expected gain in profit, account's currency
    probability = dy.Float64(min=0, max=1)  # that the action is right
    waits_for = dy.String(nullable=True)  # W601: the decision that waits, N101, N102 or B301
    clicks_needed = dy.Int64(nullable=True)  # watch: clicks without an order that would decide it
    orders_needed = dy.Int64(nullable=True)  # W601: orders that would decide it the other way
    days_needed = dy.Int64(nullable=True)  # W601: days that those clicks take at the pace of the window
    join = dy.String()
    join_reason = dy.String(nullable=True)
    impressions = dy.Int64(min=0)
    clicks = dy.Int64(min=0)
    orders = dy.Int64(min=0)
    spend = dy.Float64(min=0)
    sales = dy.Float64(min=0)
    days = dy.Int64(min=1)
    cpc = dy.Float64()
    order_value = dy.Float64()
    cvr = dy.Float64()
    cvr_low = dy.Float64()
    cvr_high = dy.Float64()
    break_even_cvr = dy.Float64()
    break_even_acos = dy.Float64()
    margin_source = dy.String()
    aim = dy.String(nullable=True)  # title of the seller's aim that covers it
    aim_level = dy.Float64(nullable=True)  # multiple of a click's value that bids aim at by it
    declined_on = dy.String(nullable=True)  # day on which the seller declined it, or took it back, lately
    # What the decision looked at, so that it can be explained and asked again; null where it didn't.
    alpha = dy.Float64(nullable=True)  # posterior Beta(alpha, beta) of the conversion rate
    beta = dy.Float64(nullable=True)
    effective_clicks = dy.Float64(nullable=True)  # clicks x share of their orders already visible
    lent = dy.Float64(
        nullable=True
    )  # a target's own search term elsewhere: how many of its clicks that counts as
    prior_cvr = dy.Float64(nullable=True)  # expected before the row's own clicks
    p_limit = dy.Float64(nullable=True)  # highest P(profitable) at which the run's promise lets it be negated
    base_bid = dy.Float64(nullable=True)  # today's bid where the new one would stand
    towards = dy.Float64(
        nullable=True
    )  # B301: the bid that the days' steps lead to, before budget and market bound it
    bid_multiplier = dy.Float64(nullable=True)  # what placements make of a bid there
    rivalry = dy.Float64(nullable=True)  # how near the cost of a target's clicks comes to its bid
    age_days = dy.Int64(nullable=True)
    known_days = dy.Int64(nullable=True)  # how long the newest product there has been advertised
    budget = dy.Float64(nullable=True)  # of the campaign there, per day

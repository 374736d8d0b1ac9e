"""What is known of a search term and of a target, and how surely."""

from __future__ import annotations

import dataframely as dy

from adopt.schema.promise import Promise


class _Evidence(Promise):
    """Sums, and the posterior of the conversion rate. Money in the account's currency."""

    campaign_id = dy.String(nullable=True)
    ad_group_id = dy.String(nullable=True)
    target_id = dy.String(nullable=True)
    campaign = dy.String()
    ad_group = dy.String()
    targeting = dy.String()
    match_type = dy.String()
    join = dy.String()
    join_reason = dy.String(nullable=True)
    impressions = dy.Int64(min=0)
    clicks = dy.Int64(min=0)
    orders = dy.Int64(min=0)
    units = dy.Int64(min=0)
    spend = dy.Float64(min=0)
    sales = dy.Float64(min=0)
    days = dy.Int64(min=1)  # length of the window that the sums cover
    effective_clicks = dy.Float64(min=0)  # clicks x share of their orders already visible
    prior_cvr = dy.Float64(min=0, max=1)
    alpha = dy.Float64()  # posterior Beta(alpha, beta) of the conversion rate
    beta = dy.Float64()
    cvr = dy.Float64(min=0, max=1)  # posterior mean
    cvr_low = dy.Float64(min=0, max=1)  # central 90 % interval
    cvr_high = dy.Float64(min=0, max=1)
    cpc = dy.Float64(min=0)  # shrunk cost per click
    order_value = dy.Float64(min=0)  # shrunk sales per order
    margin = dy.Float64()  # share of an order's value that may be spent on ads: break-even ACoS
    margin_source = dy.String()  # sku, target_acos, aim
    aim = dy.String(nullable=True)  # title of the seller's aim that covers its ad group
    aim_level = dy.Float64(nullable=True)  # multiple of a click's value that bids aim at by it
    break_even_cvr = dy.Float64(min=0)  # cpc / (order_value x margin); may pass 1
    p_profitable = dy.Float64(min=0, max=1)  # P(conversion rate > break-even)


class TermEvidence(_Evidence):
    """A search term within one ad group: what a negative keyword there would block.

    ``targeting`` and ``match_type`` are those of the target with most clicks on the term.
    """

    search_term = dy.String()
    is_asin = dy.Bool()
    words = (
        dy.String()
    )  # search_term as exact keywords and negatives compare it: `adopt.estimate.text.term_words`
    orders_elsewhere = dy.Int64(min=0)  # orders of the same term in other ad groups of the account
    exact_target = (
        dy.Bool()
    )  # a running exact keyword or product target of this ad group is this term: negating silences it


class TargetEvidence(_Evidence):
    """A keyword or product target, on the search terms that stay.

    Its conversion rate is that of its own sums, with what its term did elsewhere where it aims at one, times ``mix``.
    """

    lent = dy.Float64(
        min=0
    )  # clicks that its own search term's elsewhere count as here; 0 for targets of many
    mix = dy.Float64(
        min=0
    )  # what the terms that it finds of late sell, over what those of the whole window do
    bid = dy.Float64(nullable=True)  # in force today, null without a bulk download
    rivalry = dy.Float64(min=1)  # how near the cost of its clicks comes to its bid, against its campaign's
    bid_multiplier = dy.Float64()  # mean placement multiplier on its campaign's clicks, 1 without adjustments
    age_days = dy.Int64(min=0)
    known_days = dy.Int64(
        nullable=True, min=0
    )  # how long the newest product of its campaign has been advertised, null without a bulk download
    budget = dy.Float64(nullable=True)  # of its campaign, per day
    state = dy.String()  # enabled if target, ad group and campaign all are; without a download "unknown"

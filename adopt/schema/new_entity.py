"""A row of a campaign structure that an action creates."""

from __future__ import annotations

import dataframely as dy

from adopt.schema.promise import Promise


class NewEntity(Promise):
    """A campaign, ad group, ad or target to create, a parent before its children; money in the account's currency.

    Amazon has no IDs for them yet: ``campaign_id`` and ``ad_group_id`` are texts that tie children to their parents.
    """

    key = dy.String()  # of the action that creates it
    place = dy.Int64(min=0)  # within the action's rows
    entity = dy.String()  # Campaign, Ad Group, Product Ad, Keyword, Product Targeting
    campaign_id = dy.String()
    ad_group_id = dy.String(nullable=True)
    name = dy.String(nullable=True)  # of a campaign or ad group
    targeting_type = dy.String(nullable=True)  # of a campaign: auto, manual
    start_date = dy.Date(nullable=True)
    budget = dy.Float64(nullable=True)  # per day
    strategy = dy.String(nullable=True)
    sku = dy.String(nullable=True)
    asin = dy.String(nullable=True)  # of an ad, where there is no SKU
    bid = dy.Float64(nullable=True)  # of a target; an ad group's default
    text = dy.String(nullable=True)  # keyword, or product targeting expression
    match_type = dy.String(nullable=True)
    source = dy.String(nullable=True)  # where a keyword comes from: seller, like
    clicks = dy.Int64(nullable=True)  # what it did for the similar product
    orders = dy.Int64(nullable=True)
    cvr = dy.Float64(nullable=True)  # conversion rate that its bid expects

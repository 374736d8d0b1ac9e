"""What a bulk download says of an account: its campaigns, ad groups, targets, negatives, placements, ads."""

from __future__ import annotations

import dataframely as dy

from adopt.schema.promise import Promise


class _Metrics(Promise):
    """Figures that Amazon adds to each entity row, over the download's own period; money in millionths."""

    impressions = dy.Int64(min=0)
    clicks = dy.Int64(min=0)
    orders = dy.Int64(min=0)
    units = dy.Int64(min=0)
    spend_micros = dy.Int64(min=0)
    sales_micros = dy.Int64(min=0)


class Campaign(_Metrics):
    """A Sponsored Products campaign; ``budget`` is per day in the account's currency."""

    row = dy.UInt32()
    campaign_id = dy.String()
    campaign = dy.String()
    portfolio_id = dy.String(nullable=True)
    targeting_type = dy.String(nullable=True)  # auto, manual
    state = dy.String()  # enabled, paused, archived
    start_date = dy.Date(nullable=True)
    end_date = dy.Date(nullable=True)
    budget = dy.Float64(nullable=True)
    strategy = dy.String(nullable=True)  # Amazon's own token, null where it isn't one of the three


class AdGroup(_Metrics):
    """An ad group; ``state`` is its own, ``campaign_state`` that of its campaign."""

    row = dy.UInt32()
    campaign_id = dy.String()
    ad_group_id = dy.String()
    ad_group = dy.String()
    state = dy.String()
    campaign_state = dy.String()
    default_bid = dy.Float64(nullable=True)


class Target(_Metrics):
    """A keyword or a product target (auto clauses included), with the bid that is in force."""

    row = dy.UInt32()
    target_id = dy.String()
    kind = dy.String()  # keyword, product
    campaign_id = dy.String()
    ad_group_id = dy.String()
    campaign = dy.String()
    ad_group = dy.String()
    targeting = dy.String()  # keyword text or product targeting expression
    resolved = dy.String(nullable=True)  # the expression with names instead of numbers, as reports show it
    match_type = dy.String()  # one of MATCH_TYPES
    state = dy.String()
    campaign_state = dy.String()
    ad_group_state = dy.String()
    bid = dy.Float64(nullable=True)  # null: the ad group's default bid is in force
    default_bid = dy.Float64(nullable=True)


class Negative(Promise):
    """A negative keyword or negative product target, of an ad group or of a whole campaign."""

    row = dy.UInt32()
    negative_id = dy.String(nullable=True)
    level = dy.String()  # ad_group, campaign
    kind = dy.String()  # keyword, product
    campaign_id = dy.String()
    ad_group_id = dy.String(nullable=True)
    text = dy.String()
    match_type = dy.String()  # negativeExact, negativePhrase, -
    state = dy.String()


class Placement(_Metrics):
    """A campaign's bid adjustment for one placement; ``percentage`` 0 to 900."""

    row = dy.UInt32()
    campaign_id = dy.String()
    placement = (
        dy.String()
    )  # placementTop, placementProductPage, placementRestOfSearch, placementAmazonBusiness
    percentage = dy.Float64()


class Ad(_Metrics):
    """A product ad: which SKU an ad group sells."""

    row = dy.UInt32()
    ad_id = dy.String()
    campaign_id = dy.String()
    ad_group_id = dy.String()
    sku = dy.String(nullable=True)
    asin = dy.String(nullable=True)
    state = dy.String()


class UploadRow(Promise):
    """A row of the download with the cells that Amazon lets an upload carry, as text and as Amazon wrote them.

    An update starts from this row and changes only its target cell, so that nothing is emptied by accident.
    """

    row = dy.UInt32()
    product = dy.String(nullable=True)
    entity = dy.String(nullable=True)
    campaign_id = dy.String(nullable=True)
    ad_group_id = dy.String(nullable=True)
    portfolio_id = dy.String(nullable=True)
    ad_id = dy.String(nullable=True)
    keyword_id = dy.String(nullable=True)
    product_targeting_id = dy.String(nullable=True)
    campaign_name = dy.String(nullable=True)
    ad_group_name = dy.String(nullable=True)
    start_date = dy.String(nullable=True)
    end_date = dy.String(nullable=True)
    targeting_type = dy.String(nullable=True)
    state = dy.String(nullable=True)
    daily_budget = dy.String(nullable=True)
    sku = dy.String(nullable=True)
    asin = dy.String(nullable=True)
    ad_group_default_bid = dy.String(nullable=True)
    bid = dy.String(nullable=True)
    keyword_text = dy.String(nullable=True)
    match_type = dy.String(nullable=True)
    bidding_strategy = dy.String(nullable=True)
    placement = dy.String(nullable=True)
    percentage = dy.String(nullable=True)
    product_targeting_expression = dy.String(nullable=True)

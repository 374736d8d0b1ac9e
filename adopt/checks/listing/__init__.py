"""Listings: whether shoppers find them, see the seller's own offer, and buy."""

from __future__ import annotations

from adopt.checks.listing.buy_box import buy_box
from adopt.checks.listing.conversion import conversion
from adopt.checks.listing.experiments import experiments
from adopt.checks.listing.impressions import impressions
from adopt.checks.listing.ranks import ranks
from adopt.checks.listing.search_share import search_share
from adopt.checks.listing.suppressed import suppressed
from adopt.checks.listing.traffic import sessions

LISTING = {
    "L101": sessions,
    "L102": conversion,
    "L103": buy_box,
    "L104": ranks,
    "L105": search_share,
    "L106": impressions,
    "L107": suppressed,
    "L108": experiments,
}

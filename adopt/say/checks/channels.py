"""What the channel comparison says."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_FINE = later("Nothing to do.")

CHANNELS = {
    "acquisition_told": Words(
        later(
            "{spend} of ads for {new} new customers of the shop: {value} each ({orders}, {unnamed} of them without an address; {window}). "
            "An order at Amazon cost {amazon} of ads."
        ),
        later("Fill in the template costs, and it is held against what a first order leaves."),
    ),
    "acquisition_pays": Words(
        later(
            "{spend} of ads for {new} new customers of the shop: {value} each; a first order leaves {target} before ads ({orders}, {unnamed} "
            "of them without an address; {window}). An order at Amazon cost {amazon} of ads."
        ),
        _FINE,
    ),
    "acquisition_over": Words(
        later(
            "{spend} of ads for {new} new customers of the shop: {value} each, more than the {target} that a first order leaves before ads "
            "({orders}, {unnamed} of them without an address; {window}). An order at Amazon cost {amazon} of ads."
        ),
        later(
            "Cut the channel that brings fewest new customers, unless they come back often enough to pay for it."
        ),
    ),
    "acquisition_short": Words(
        later(
            "The orders begin on {since}: customers from before look new, so a new one cost at least {value} ({spend} for at most {new})."
        ),
        later("Export all orders of the shop, not only the last ones."),
    ),
    "no_new_customers": Words(
        later("{spend} of ads and no new customer among {orders} ({unnamed} without an address; {window})."),
        later("See whether the ads' links and the shop's checkout work, then pause what brings nobody."),
    ),
    "no_customers_told": Words(
        later("No order of the shop says who bought."),
        later(
            "Export the orders with the column Email; it is used only during the run to tell customers apart."
        ),
    ),
    "shop_converts": Words(
        later("{orders} from {of} visits in {days}: {value} (95% interval {ends}). At Amazon: {amazon}."),
        _FINE,
    ),
    "no_shop_sessions": Words(
        later("No day of the window has its visits."),
        later("Fill in the column sessions of the template channel_spend."),
    ),
    "order_leaves": Words(
        later(
            "An order of the shop leaves {value}: {before} after goods and other costs, less {ads} of ads (costs known for {known} of "
            "{orders}; {window}). One at Amazon leaves {amazon}."
        ),
        _FINE,
    ),
    "order_loses": Words(
        later(
            "An order of the shop loses money: {value}, {before} after goods and other costs less {ads} of ads (costs known for {known} of "
            "{orders}; {window}). One at Amazon leaves {amazon}."
        ),
        later(
            "Move spend to the channel whose orders leave more, or raise the shop's prices and minimum for free shipping."
        ),
    ),
    "shop_costs_unknown": Words(
        later("No order of the shop has the cost of all its goods."),
        later("Fill in the template costs with the SKUs that the shop uses."),
    ),
    "no_shop_orders": Words(
        later("No order of the shop falls in the window."), later("Export the shop's orders up to today.")
    ),
    "no_shop_spend": Words(
        later("No spend is given for the days of the shop's orders."),
        later("Fill in the template channel_spend, with 0 for days without ads."),
    ),
    "shop_old": Words(
        later("The shop's last order is of {last}, long before the last day of spend."),
        later("Export the shop's orders up to today."),
    ),
    "other_currency": Words(
        later("The shop's amounts are in {theirs}, the account's in {ours}: they aren't added or compared."),
        later("Export the orders and enter the spend in {ours}, or look at the shop by itself."),
    ),
}

"""What competitor prices say."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_FINE = later("Nothing to do.")

PRICES = {
    "above_featured": Words(
        later(
            "Your price {value} is {gap} ({share}) above the featured offer {target} of {asin} (held by {holder}). Lowest FBA: {fba}; "
            "lowest FBM: {fbm}."
        ),
        later(
            "Lower it towards {target} if you want the Buy Box back; see that it stays above what the product costs you."
        ),
    ),
    "above_unprofitable": Words(
        later(
            "Your price {value} is {gap} ({share}) above the lowest price that counts for {asin}, {target} (held by {holder}), and that "
            "is under your break-even of {floor}."
        ),
        later(
            "Don't follow: hold your price, lower the ads' bids meanwhile, and look at who sells at a loss."
        ),
    ),
    "above_lowest": Words(
        later(
            "Your price {value} is {gap} ({share}) above the lowest offer {target} of {asin}; the featured offer isn't known. Lowest FBA: "
            "{fba}; lowest FBM: {fbm}."
        ),
        later("Look at the product page: is that offer in stock and as good as yours? Match it only then."),
    ),
    "no_featured": Words(
        later(
            "{asin} has no featured offer; your price is {value}. Lowest FBA: {fba}; lowest FBM: {fbm}; lowest new: {lowest}."
        ),
        later(
            "Look at Pricing Health in Seller Central: a price above what Amazon saw elsewhere takes the Buy Box away."
        ),
    ),
    "prices_in_line": Words(later("The prices of {asins} are in line with the other offers."), _FINE),
    "no_pairs": Words(
        later("No product has both a price of yours and one of the others."),
        later(
            "Add your listings, and Keepa's product list or your own list of competitor prices for the same ASINs."
        ),
    ),
    "price_fell": Words(
        later(
            "{value} now, {move} under its mean of 90 days ({target}; 30 days: {month}; lowest: {low}; without an offer {out} of the time)."
        ),
        later("Find out who went down, and whether they have stock to keep it up, before you follow."),
    ),
    "price_rose": Words(
        later(
            "{value} now, {move} above its mean of 90 days ({target}; 30 days: {month}; lowest: {low}; without an offer {out} of the time)."
        ),
        later("Look whether you can raise yours with it."),
    ),
    "prices_steady": Words(
        later(
            "The prices of {asins} are near their mean of 90 days; {silent} have no price now or none before."
        ),
        _FINE,
    ),
    "no_price_history": Words(
        later("No product has a price now and one before."), later("Export Keepa's data for your own ASINs.")
    ),
    "rival_out": Words(
        later("Out of stock now, and there in the last 30 days: {who}."),
        later(
            "Don't match their last price: hold yours, or raise it a little while they are away, if your stock lasts."
        ),
    ),
    "rivals_there": Words(later("No offer has gone for {asins}."), _FINE),
    "no_rivals_told": Words(
        later("The files tell of no other seller of your products."),
        later("Add your own ASINs to the Keepa export or to your list of competitor prices."),
    ),
    "offers_jumped": Words(
        later("{value} for new units, usually {target}: sellers have joined your listing."),
        later(
            "Look at who they are and order a test unit; report a copy under Brand Registry > Report a violation."
        ),
    ),
    "offers_usual": Words(later("As many offers as usual: {asins}."), _FINE),
    "no_offer_counts": Words(
        later("The files don't tell how many offers there were before."),
        later(
            "Use Keepa's history, or download Keepa's product list daily with a history folder (adopt daily --home)."
        ),
    ),
    "under_break_even": Words(
        later(
            "Your price {value} is {loss} under its break-even {target}, before any ad ({units} in the last 30 days)."
        ),
        later(
            "Raise the price or end the promotion; if you mean to clear stock, set its stage to clearance."
        ),
    ),
    "prices_cover": Words(
        later(
            "The prices of {skus} cover cost and fees; of {unknown} others the costs or fees aren't known."
        ),
        _FINE,
    ),
    "no_costs": Words(
        later("What your products cost isn't known."),
        later("Fill in the template costs and add the fee preview, or give margins in adopt.toml."),
    ),
    "no_own_prices": Words(
        later("The files tell none of your prices."),
        later("Add the report of all listings or the fee preview."),
    ),
    "share_fell": Words(
        later(
            "Your offer was featured in {value} of the views, before in {target}: a loss of {drop_low} to {drop_high} of all views (95% "
            "interval; {of} against {before_of})."
        ),
        later(
            "Look at price, stock and delivery time beside the offer that has it now, before you touch ads or the listing."
        ),
    ),
    "shares_kept": Words(
        later("No fall beyond chance: {asins}; too few sessions to tell: {few}."),
        _FINE,
    ),
    "share_fell_told": Words(
        later("Products whose lost Buy Box the check L103 tells of, with the reason: {asins}."),
        _FINE,
    ),
    "few_sessions": Words(
        later("No product has the {target} in both periods that a judgement needs."), _FINE
    ),
    "no_earlier_share": Words(
        later("There is no earlier Buy Box share to compare with."),
        later(
            "Keep a history (adopt daily --home), or add the Sales and Traffic report of the last 35 days."
        ),
    ),
}

"""What inventory says."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")

INVENTORY = {
    "cover_unknown": Words(
        later("{all}, and none sold lately: how long the stock lasts isn't known."), _NOTHING
    ),
    "stock_old": Words(
        later("The stock reports end on {window}: more than {age} ago, too old to go by."),
        later("Download the FBA inventory report again."),
    ),
    "stock_elsewhere": Words(
        later("The stock reports name no product with known stock in this marketplace."),
        later(
            "Download the FBA inventory report of this marketplace, and see that the marketplace set is the right one."
        ),
    ),
    "cover_fine": Words(
        later(
            "{n} of {of} selling products have stock for {target} or more and need no order yet. "
            "{unknown} without recent sales: their cover isn't known."
        ),
        _NOTHING,
    ),
    "cover_order": Words(
        later(
            "{available} available, {inbound} inbound: {value} of sales at {pace} a day{forecast}, {whole} with all inbound. An order takes "
            "{lead} (± {lead_sd}); it was due when stock and inbound came down to {point} ({service} service level), on {order_by}."
        ),
        later("Order {quantity} today{rounded}."),
    ),
    "cover_order_usual": Words(
        later(
            "{available} available, {inbound} inbound: {value} of sales at {pace} a day{forecast}, {whole} with all inbound. With the "
            "usual lead time ({lead} ± {lead_sd}; your table lead_times has no row of it), an order was due at {point}, on "
            "{order_by}."
        ),
        later(
            "Order {quantity} today{rounded}, or put its true lead time, cartons and smallest order into lead_times."
        ),
    ),
    "cover_soon": Words(
        later(
            "{available} available, {inbound} inbound: {value} of sales at {pace} a day{forecast}, {whole} with all inbound. An order takes "
            "{lead} (± {lead_sd}); it is due when stock and inbound come down to {point} ({service} service level)."
        ),
        later("Order {quantity} by {order_by}{rounded}."),
    ),
    "cover_soon_usual": Words(
        later(
            "{available} available, {inbound} inbound: {value} of sales at {pace} a day{forecast}, {whole} with all inbound. The usual lead "
            "time stands in ({lead} ± {lead_sd}; your table lead_times has no row of it): an order is due at {point}."
        ),
        later("Order {quantity} by {order_by}{rounded}, and put its true lead time into lead_times."),
    ),
    "cover_inbound": Words(
        later(
            "{available} available: {value} of sales at {pace} a day{forecast}; {inbound} inbound make it {whole}. The next order is due "
            "on {order_by}."
        ),
        later("See that what is inbound arrives in time; nothing to order yet."),
    ),
    "cover_inbound_usual": Words(
        later(
            "{available} available: {value} of sales at {pace} a day{forecast}; {inbound} inbound make it {whole}. With the usual lead time "
            "({lead} ± {lead_sd}; your table lead_times has no row of it), the next order is due on {order_by}."
        ),
        later("See that what is inbound arrives in time; nothing to order yet."),
    ),
    "cover_enough": Words(
        later(
            "{available} available, nothing known to be inbound: {value} of sales at {pace} a day. An order takes {lead} (± "
            "{lead_sd}), so the next one is due on {order_by}."
        ),
        later("Nothing to order yet."),
    ),
    "cover_enough_usual": Words(
        later(
            "{available} available, nothing known to be inbound: {value} of sales at {pace} a day. With the usual lead time "
            "({lead} ± {lead_sd}; your table lead_times has no row of it), the next order is due on {order_by}."
        ),
        later("Nothing to order yet; put its true lead time into lead_times."),
    ),
    "stockout_fine": Words(later("{n} of {of} selling products are in stock."), _NOTHING),
    "stockout_long": Words(
        later(
            "Out of stock for {value} (limit {target}): at {pace} a day before, about {lost} not sold. Inbound: {inbound}."
        ),
        later(
            "Hurry what is inbound, or order today if nothing is; ship from your own stock meanwhile, and pause its ads until it "
            "is back."
        ),
    ),
    "stockout_short": Words(
        later("Out of stock for {value}: at {pace} a day before, about {lost} not sold. Inbound: {inbound}."),
        later(
            "Order today if nothing is inbound; ship from your own stock if it won't arrive within the week."
        ),
    ),
    "stockout_least": Words(
        later(
            "Out of stock, and nothing shipped for at least {value} (the inventory report doesn't tell the day): at {pace} a day "
            "before, about {lost} or more not sold. Inbound: {inbound}."
        ),
        later(
            "Hurry what is inbound, or order today if nothing is; ship from your own stock meanwhile. The inventory ledger would "
            "tell the day."
        ),
    ),
    "stockout_new": Words(
        later(
            "Out of stock now; {shipped} still left in the last 7 days, at {pace} a day. Inbound: {inbound}."
        ),
        later(
            "Order today if nothing is inbound; ship from your own stock if it won't arrive within the week."
        ),
    ),
    "stockout_now": Words(
        later("Out of stock now, at {pace} a day lately. Inbound: {inbound}."),
        later(
            "Order today if nothing is inbound; ship from your own stock if it won't arrive within the week."
        ),
    ),
    "low_level_unknown": Words(
        later("The inventory report doesn't tell historical days of supply here."), _NOTHING
    ),
    "low_level_fine": Words(
        later(
            "{n} of {of} products pay no low-inventory-level fee ({free} exempt by Amazon, {rare} that sell fewer than {least} "
            "a week)."
        ),
        _NOTHING,
    ),
    "low_level_charged": Words(
        later(
            "Amazon charges the low-inventory-level fee this week. Supply: {supply}, {target} are asked for. {week} shipped in 7 "
            "days make {least} to {most} a week, by the product's size. Available: {available}; inbound: {inbound}."
        ),
        later("Ship more in, and raise the price until it is there. Amazon's minimum level: {needed}."),
    ),
    "low_level_charged_unpriced": Words(
        later(
            "Amazon charges the low-inventory-level fee this week. Supply: {supply}, {target} are asked for. Shipped in 7 days: "
            "{week}; available: {available}; inbound: {inbound}."
        ),
        later("Ship more in, and raise the price until it is there. Amazon's minimum level: {needed}."),
    ),
    "low_level_due": Words(
        later(
            "{value} of supply where {target} are asked for; Amazon doesn't say yet that it charges. {week} shipped in 7 days "
            "would make {least} to {most} a week, by the product's size. Available: {available}; inbound: {inbound}."
        ),
        later("Ship more in before Amazon charges. Its minimum level: {needed}."),
    ),
    "low_level_due_unpriced": Words(
        later(
            "{value} of supply where {target} are asked for; Amazon doesn't say yet that it charges. Shipped in 7 days: {week}; "
            "available: {available}; inbound: {inbound}."
        ),
        later("Ship more in before Amazon charges. Its minimum level: {needed}."),
    ),
    "aged_unknown": Words(later("The inventory report doesn't tell how old stock is."), _NOTHING),
    "aged_fine": Words(
        later("{n} of {of} products have no unit that is charged for its age on {snapshot}."), _NOTHING
    ),
    "aged_charged": Words(
        later(
            "Amazon will charge {value} for their age on {snapshot}: {stake}. {old} are 181 days old or more; by then about "
            "{at_181} more get to 181 days, {at_271} to 271 and {at_366} to 366."
        ),
        later(
            "Lower the price, make a deal or a removal order before {snapshot}: the oldest units leave first."
        ),
    ),
    "aged_unpriced": Words(
        later(
            "Amazon will charge {value} for their age on {snapshot}. {old} are 181 days old or more; by then about {at_181} more "
            "get to 181 days, {at_271} to 271 and {at_366} to 366."
        ),
        later(
            "Lower the price, make a deal or a removal order before {snapshot}: the oldest units leave first."
        ),
    ),
    "aged_crossing": Words(
        later(
            "At its pace about {at_181} get to 181 days by {snapshot}, {at_271} to 271 and {at_366} to 366 ({old} are 181 days "
            "old or more)."
        ),
        later("Lower the price or advertise it more, so that they are sold before {snapshot}."),
    ),
    "ipi_absent": Words(
        later("Your table ipi has no score of this marketplace."),
        later("Copy it from Seller Central > Inventory > Inventory Performance."),
    ),
    "ipi_old": Words(
        later("The newest score, {value} of {day}, is {age} old: it is renewed each week."),
        later("Copy today's from Seller Central > Inventory > Inventory Performance."),
    ),
    "ipi_low": Words(
        later(
            "{value} on {day}, {room} under the threshold of {target} ({before} on {before_day}): Amazon may limit your storage."
        ),
        later("Sell or remove excess and old stock, fix stranded units, and keep what sells in stock."),
    ),
    "ipi_low_first": Words(
        later("{value} on {day}, {room} under the threshold of {target}: Amazon may limit your storage."),
        later("Sell or remove excess and old stock, fix stranded units, and keep what sells in stock."),
    ),
    "ipi_near": Words(
        later("{value} on {day}, only {room} over the threshold of {target} ({before} on {before_day})."),
        later("Look at excess, aged and stranded stock first: they move the score most."),
    ),
    "ipi_near_first": Words(
        later("{value} on {day}, only {room} over the threshold of {target}."),
        later("Look at excess, aged and stranded stock first: they move the score most."),
    ),
    "ipi_fine": Words(
        later("{value} on {day}, {room} over the threshold of {target} ({before} on {before_day})."), _NOTHING
    ),
    "ipi_fine_first": Words(later("{value} on {day}, {room} over the threshold of {target}."), _NOTHING),
    "storage_full": Words(
        later(
            "{used} of {granted} cubic feet are used ({value}): Amazon charges for what is over the limit."
        ),
        later("Remove or sell what doesn't move, and hold back shipments or ask for more capacity."),
    ),
    "storage_short": Words(
        later("{used} of {granted} cubic feet are used ({value}, the limit here is {target})."),
        later("Plan the next shipments by what fits, or ask for more capacity."),
    ),
    "stranded_none": Words(later("No unit is stranded."), _NOTHING),
    "stranded": Words(
        later("{value} at Amazon without an offer since {since}, {fit} of them sellable. Reason: {why}."),
        later("Relist or fix the listing in Seller Central > Inventory > Fix stranded inventory."),
    ),
    "stranded_removed": Words(
        later(
            "{value} at Amazon without an offer since {since}, {fit} of them sellable. Reason: {why}. Amazon removes them by itself "
            "on {removal}."
        ),
        later(
            "Relist or fix the listing before {removal}: Seller Central > Inventory > Fix stranded inventory."
        ),
    ),
    "forecast_short": Words(
        later("Too few days with sales to hold weeks out: {needed} in stock are needed at least."),
        later("Download a longer report, of three months or more."),
    ),
    "forecast_each": Words(
        later(
            "Each of {products} by itself: weekly error {value}, with a plain run rate {plain}. {others} go by another model "
            "than the weighted run rate."
        ),
        _NOTHING,
    ),
    "forecast_held_wins": Words(
        later(
            "Weekly totals were forecast with an error of {value} (limit {target}; bias {bias}) in {weeks}; a plain run rate had "
            "{plain}."
        ),
        _NOTHING,
    ),
    "forecast_held_loses": Words(
        later(
            "Weekly totals were forecast with an error of {value} (limit {target}; bias {bias}) in {weeks}; a plain run rate came "
            "as near or nearer: {plain}."
        ),
        _NOTHING,
    ),
    "forecast_missed_wins": Words(
        later(
            "Weekly totals were forecast with an error of {value} (limit {target}; bias {bias}) in {weeks}; a plain run rate had "
            "{plain}."
        ),
        later(
            "Keep more safety stock (service_level), and think of deals and seasons: no model knows yours."
        ),
    ),
    "forecast_missed_loses": Words(
        later(
            "Weekly totals were forecast with an error of {value} (limit {target}; bias {bias}) in {weeks}; a plain run rate came "
            "as near or nearer: {plain}."
        ),
        later(
            "Keep more safety stock (service_level), and think of deals and seasons: no model knows yours."
        ),
    ),
    "stranded_late": Words(
        later(
            "{value} at Amazon without an offer since {since}, {fit} of them sellable. Reason: {why}. The day of their automatic "
            "removal, {removal}, is past."
        ),
        later(
            "Relist or fix the listing today, or look for the removal order in Seller Central > Inventory > Fix stranded "
            "inventory."
        ),
    ),
}

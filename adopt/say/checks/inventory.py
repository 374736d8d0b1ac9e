"""What inventory says."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")

INVENTORY = {
    "inventory_more": Words(
        later("{n} more of {of} products that need attention; the most urgent are told one by one."),
        later("Set inventory_shown under [checks] in adopt.toml to see more of them."),
    ),
    "cover_unknown": Words(
        later("{all}, and none sold lately: how long the stock lasts isn't known."), _NOTHING
    ),
    "stock_old": Words(
        later("The stock reports end on {window}: more than {age} ago, too old to go by."),
        later("Download the FBA inventory report again."),
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
            "{available} available, {inbound} inbound: {value} of sales at {pace} a day ({model}; weekly error: {error}), {whole} with all inbound. An order takes "
            "{lead} (± {lead_sd}); it was due when stock and inbound came down to {point} ({service} service level), on {order_by}."
        ),
        later("Order {quantity} today (calculated {wanted}, before cartons, smallest order and age limit)."),
    ),
    "cover_order_usual": Words(
        later(
            "{available} available, {inbound} inbound: {value} of sales at {pace} a day ({model}; weekly error: {error}), {whole} with all inbound. With the "
            "usual lead time ({lead} ± {lead_sd}; your table lead_times has no row of it), an order was due at {point}, on "
            "{order_by}."
        ),
        later(
            "Order {quantity} today (calculated {wanted}), or put its true lead time, cartons and smallest order into "
            "lead_times."
        ),
    ),
    "cover_soon": Words(
        later(
            "{available} available, {inbound} inbound: {value} of sales at {pace} a day ({model}; weekly error: {error}), {whole} with all inbound. An order takes "
            "{lead} (± {lead_sd}); it is due when stock and inbound come down to {point} ({service} service level)."
        ),
        later("Order {quantity} by {order_by} (calculated {wanted}), and see that what is inbound arrives."),
    ),
    "cover_soon_usual": Words(
        later(
            "{available} available, {inbound} inbound: {value} of sales at {pace} a day ({model}; weekly error: {error}), {whole} with all inbound. The usual lead "
            "time stands in ({lead} ± {lead_sd}; your table lead_times has no row of it): an order is due at {point}."
        ),
        later(
            "Order {quantity} by {order_by} (calculated {wanted}), see that what is inbound arrives, and put its true lead time "
            "into lead_times."
        ),
    ),
    "cover_inbound": Words(
        later(
            "{available} available: {value} of sales at {pace} a day ({model}; weekly error: {error}); {inbound} inbound make it {whole}. The next order is due "
            "on {order_by}."
        ),
        later("See that what is inbound arrives in time; nothing to order yet."),
    ),
    "cover_inbound_usual": Words(
        later(
            "{available} available: {value} of sales at {pace} a day ({model}; weekly error: {error}); {inbound} inbound make it {whole}. With the usual lead time "
            "({lead} ± {lead_sd}; your table lead_times has no row of it), the next order is due on {order_by}."
        ),
        later("See that what is inbound arrives in time; nothing to order yet."),
    ),
    "stockout_fine": Words(later("{n} of {of} selling products are in stock."), _NOTHING),
    "stockout_long": Words(
        later(
            "Out of stock for {value} (limit {target}): at {pace} a day before, about {lost} not sold. Inbound: {inbound}."
        ),
        later(
            "Hurry what is inbound, or ship from your own stock meanwhile; lower or pause its ads until it is back."
        ),
    ),
    "stockout_short": Words(
        later("Out of stock for {value}: at {pace} a day before, about {lost} not sold. Inbound: {inbound}."),
        later(
            "See when what is inbound arrives; order or ship from your own stock if it won't within the week."
        ),
    ),
    "stockout_least": Words(
        later(
            "Out of stock, and nothing shipped for at least {value} (the inventory report doesn't tell the day): at {pace} a day "
            "before, about {lost} or more not sold. Inbound: {inbound}."
        ),
        later(
            "Hurry what is inbound, or ship from your own stock meanwhile. The inventory ledger would tell the day."
        ),
    ),
    "stockout_new": Words(
        later(
            "Out of stock now; {shipped} still left in the last 7 days, at {pace} a day. Inbound: {inbound}."
        ),
        later(
            "See when what is inbound arrives; order or ship from your own stock if it won't within the week."
        ),
    ),
    "stockout_now": Words(
        later("Out of stock now, at {pace} a day lately. Inbound: {inbound}."),
        later(
            "See when what is inbound arrives; order or ship from your own stock if it won't within the week."
        ),
    ),
    "low_level_unknown": Words(
        later("The inventory report doesn't tell historical days of supply here."), _NOTHING
    ),
    "low_level_fine": Words(
        later("{n} of {of} products pay no low-inventory-level fee ({free} exempt)."), _NOTHING
    ),
    "low_level_charged": Words(
        later(
            "Amazon charges the low-inventory-level fee this week: {value} of supply, {target} are asked for. {week} shipped in 7 "
            "days make {least} to {most} a week, by the product's size. {available} available, {inbound} inbound."
        ),
        later("Get stock to Amazon's minimum level of {needed}, or raise the price until it is there."),
    ),
    "low_level_charged_unpriced": Words(
        later(
            "Amazon charges the low-inventory-level fee this week: {value} of supply, {target} are asked for. {week} shipped in 7 "
            "days. {available} available, {inbound} inbound."
        ),
        later("Get stock to Amazon's minimum level of {needed}, or raise the price until it is there."),
    ),
    "low_level_due": Words(
        later(
            "{value} of supply where {target} are asked for; Amazon doesn't say yet that it charges. {week} shipped in 7 days "
            "would make {least} to {most} a week, by the product's size. {available} available, {inbound} inbound."
        ),
        later("Bring stock to Amazon's minimum level of {needed}."),
    ),
    "low_level_due_unpriced": Words(
        later(
            "{value} of supply where {target} are asked for; Amazon doesn't say yet that it charges. {week} shipped in 7 days. "
            "{available} available, {inbound} inbound."
        ),
        later("Bring stock to Amazon's minimum level of {needed}."),
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
        later("{value} lie at Amazon without an offer since {since} ({fit} could be sold): {why}."),
        later("Relist or fix the listing in Seller Central > Inventory > Fix stranded inventory."),
    ),
    "stranded_removed": Words(
        later(
            "{value} lie at Amazon without an offer since {since} ({fit} could be sold): {why}. Amazon removes them by itself on "
            "{removal}."
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
}

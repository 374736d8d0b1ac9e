"""What ad performance says."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")
_DAILY = later("Choose the time unit Daily when you create the search term report.")
_BUSINESS = later(
    "Put the business report by date of the same days into the folder (Reports > Business Reports > Sales and Traffic)."
)
_LOW = later(
    "{days}: TACoS {value}, under the band {band_low} to {band_high}. Spend {spend}, ad sales {sales}, ACoS {acos}, "
    "all sales {total} (known days: {told}), organic {organic}. Provisional days: {young}. {products}"
)

_ACCOUNT = {
    "ads_no_whole_day": Words(
        later("The report holds no day that was over when it was downloaded."),
        later("Download it again tomorrow, for the last 60 days."),
    ),
    "ads_window_short": Words(
        later("The report reaches back {covered} of {days}."),
        later("Download it for the last 60 days, or run with a history."),
    ),
    "ads_untold": Words(
        later(
            "{days}: spend {spend}, ad sales {sales}, ACoS {acos}. Provisional days: {young}. All sales of these "
            "days aren't known, so TACoS isn't either. {products}"
        ),
        _BUSINESS,
    ),
    "ads_fine": Words(
        later(
            "{days}: TACoS {value}, in the band {band_low} to {band_high}. Spend {spend}, ad sales {sales}, ACoS {acos}, all "
            "sales {total} (known days: {told}), organic {organic}. Provisional days: {young}. {products}"
        ),
        _NOTHING,
    ),
    "ads_over": Words(
        later(
            "{days}: TACoS {value}, over the band {band_low} to {band_high}. Spend {spend}, ad sales {sales}, ACoS {acos}, "
            "all sales {total} (known days: {told}), organic {organic}. Provisional days: {young}. {products}"
        ),
        later("Accept the plan's negatives and lower bids, the dearest first; raise nothing today."),
    ),
    "ads_low": Words(
        _LOW,
        later(
            "There is room to grow: accept the plan's higher bids, budgets and new keywords. If it has none of them, nothing "
            "need change: bids at what clicks are worth earn most."
        ),
    ),
    "ads_low_once": Words(_LOW, later("Nothing to do: so few days say little.")),
    "ads_no_sales": Words(
        later("{days}: spend {spend} and no sales at all. {products}"),
        later(
            "See today whether listings are live, in stock and have the Buy Box; pause ads of those that aren't."
        ),
    ),
    "ads_idle": Words(later("{days}: no spend and no sales. {products}"), _NOTHING),
    "organic_untold": Words(
        later("All sales of no whole day are known, so organic sales aren't either."), _BUSINESS
    ),
    "organic_short": Words(
        later("Two windows of whole weeks need {needed} with known sales; there are fewer."), _BUSINESS
    ),
    "organic_falls": Words(
        later(
            "Organic sales fell from {old} to {new} ({change}) over {days} each, while TACoS rose from {tacos_old} to "
            "{tacos_new}. Without a change, days look like this with a probability of {p} at most. {products}"
        ),
        later(
            "Look at ranks, reviews and prices of your main products, and bid less on words for which you rank high anyway."
        ),
    ),
    "organic_holds": Words(
        later(
            "Organic sales {new} over {days}, {old} before ({change}); TACoS {tacos_new}, {tacos_old} before. No fall beyond "
            "chance while TACoS rises. {products}"
        ),
        _NOTHING,
    ),
}

_CAMPAIGNS = {
    "budget_untold": Words(
        later("Whether budgets run out can't be told: the search term report isn't of single days."),
        later("Download the budget report, or choose the time unit Daily for the search term report."),
    ),
    "budget_blank": Words(
        later("The budget report says of no campaign how long it was in budget."),
        later("Download the budget report again, with the column Average time in budget."),
    ),
    "budget_none": Words(later("No running campaign of the bulk download has a daily budget."), _NOTHING),
    "budget_fine": Words(later("{n} of {of} campaigns have budget left."), _NOTHING),
    "budget_out": Words(
        later(
            "In budget for {value} of the time ({window}; at least {target} is asked). Daily budget {budget}, Amazon advises "
            "{advised}. Sales missed, by Amazon's lowest estimate: {missed}."
        ),
        later("Where its ACoS is under break-even, raise the budget; where not, lower its bids instead."),
    ),
    "budget_spent": Words(
        later("{value} of {window} spent the daily budget of {budget}, or nearly."),
        later("Where its ACoS is under break-even, raise the budget; where not, lower its bids instead."),
    ),
    "budget_spent_raised": Words(
        later(
            "{value} of {window} spent the daily budget of {budget}, or nearly. The plan raises it to {to}."
        ),
        later("Accept the higher budget in the workbook."),
    ),
    "budget_spent_kept": Words(
        later(
            "{value} of {window} spent the daily budget of {budget}, or nearly. Its clicks don't earn enough for more: the "
            "plan lowers its bids."
        ),
        later("Accept its lower bids in the workbook; they get more clicks for the same budget."),
    ),
}

_TERMS = {
    "term_days_untold": Words(
        later("The search term report isn't of single days: what stopped or started can't be told."), _DAILY
    ),
    "term_days_short": Words(
        later("What stopped or started needs {needed} of single days; there are fewer."),
        later("Download it for the last 60 days, or run with a history."),
    ),
    "terms_none": Words(later("No search term was clicked on these days."), _NOTHING),
    "terms_fine": Words(
        later("{n} of {of} search terms go on as before; {own} changed because you keep them away."), _NOTHING
    ),
    "term_stopped": Words(
        later(
            "{value} ({window}), {target} would be usual: {past} and {past_sales} of sales on {past_days} before."
        ),
        later("Look at bid, budget and state of its keyword, at stock and Buy Box, and at new negatives."),
    ),
    "term_started": Words(
        later(
            "{value} ({window}), {target} would be usual: {past} on {past_days} before. Spend {new_spend}, {new_orders} yet."
        ),
        later("If it fits your product, give it a keyword of its own; if not, negate it now."),
    ),
}

ADS = {**_ACCOUNT, **_CAMPAIGNS, **_TERMS}

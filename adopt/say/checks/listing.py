"""What listings say."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")
_UNSUPPRESS = later("Open Fix Your Products in Seller Central and correct this listing first.")
_RESTOCK = later("Bring stock in; until then lower its ads, and check that inbound units aren't stuck.")
_WIN_BOX = later(
    "Find out who has the Buy Box: look at price, shipping and stock of the other offers, and at pricing alerts."
)

_TRAFFIC = {
    "asin_days_unknown": Words(
        later("No report tells of your ASINs day by day, so a day can't be held against its weekday."),
        later(
            "Download Sales and Traffic by ASIN for single days; or the business report by ASIN for yesterday each day, "
            "with the business report by date beside it, or with child_report_age = 1 under [checks]."
        ),
    ),
    "asin_weeks_short": Words(
        later("{n} of {of} can't be judged yet: too few of the same weekdays are known."),
        later("Keep the reports of each day in the folder or the history for four weeks."),
    ),
    "sessions_fine": Words(
        later(
            "{n} of {of} core ASINs on {window}: {within} within their band, {above} above it, {quiet} with too few "
            "sessions for an alarm, {short} with too few weeks."
        ),
        _NOTHING,
    ),
    "sessions_low": Words(
        later(
            "{value} on {window}, {target} expected by {weeks} same weekdays (band {low} to {high}). Stock and listing give "
            "no reason."
        ),
        later(
            "Look at keyword ranks, ad budgets and bids, and at price and main image beside those of the first page."
        ),
    ),
    "sessions_stock": Words(
        later(
            "{value} on {window}, {target} expected by {weeks} same weekdays (band {low} to {high}): it is out of stock."
        ),
        _RESTOCK,
    ),
    "sessions_suppressed": Words(
        later(
            "{value} on {window}, {target} expected by {weeks} same weekdays (band {low} to {high}): the listing is "
            "suppressed."
        ),
        _UNSUPPRESS,
    ),
}

_CONVERSION = {
    "conversion_fine": Words(
        later(
            "{n} of {of} core ASINs on {window}: {within} within their band, {above} above it, {quiet} with too few "
            "sessions for an alarm, {short} with too few weeks."
        ),
        _NOTHING,
    ),
    "conversion_suppressed": Words(
        later(
            "{n} units of {of} sessions on {window}: {value}, {target} expected by {weeks} same weekdays (band from "
            "{band_low}). The listing is suppressed."
        ),
        _UNSUPPRESS,
    ),
    "conversion_stock": Words(
        later(
            "{n} units of {of} sessions on {window}: {value}, {target} expected by {weeks} same weekdays (band from "
            "{band_low}). It is out of stock: the page isn't to blame."
        ),
        _RESTOCK,
    ),
    "conversion_buy_box": Words(
        later(
            "{n} units of {of} sessions on {window}: {value}, {target} expected by {weeks} same weekdays (band from "
            "{band_low}). The Buy Box share is {box}: the page isn't to blame."
        ),
        _WIN_BOX,
    ),
    "conversion_page": Words(
        later(
            "{n} units of {of} sessions on {window}: {value}, {target} expected by {weeks} same weekdays (band from "
            "{band_low}). Stock is there and the Buy Box share is {box}: it is the page, the price or the visitors."
        ),
        later(
            "Look at what changed: price, coupon, new reviews, images, delivery date, a new rival, broad ad traffic."
        ),
    ),
    "conversion_untold": Words(
        later(
            "{n} units of {of} sessions on {window}: {value}, {target} expected by {weeks} same weekdays (band from "
            "{band_low}). Stock or Buy Box share isn't in the reports, so the page can't be blamed yet."
        ),
        later("Look at its stock and Buy Box first, then at price, reviews and images."),
    ),
}

_BUY_BOX = {
    "buy_box_fine": Words(
        later(
            "{n} of {of} core ASINs: {within} keep the Buy Box, {quiet} with too few sessions for an alarm, {short} not told."
        ),
        _NOTHING,
    ),
    "buy_box_untold": Words(
        later("The report doesn't tell the Buy Box share."),
        later("Download the business report by ASIN with the column Featured Offer (Buy Box) Percentage."),
    ),
    "buy_box_lost": Words(
        later("Buy Box share {value}, {before} on the same weekdays before (at least {target} is asked)."),
        _WIN_BOX,
    ),
    "buy_box_low": Words(
        later("Buy Box share {value}; at least {target} is asked. There is no fall against earlier weeks."),
        _WIN_BOX,
    ),
    "buy_box_stock": Words(
        later("Buy Box share {value} (at least {target} is asked): it is out of stock."), _RESTOCK
    ),
    "buy_box_suppressed": Words(
        later("Buy Box share {value} (at least {target} is asked): the listing is suppressed."), _UNSUPPRESS
    ),
}

_SEARCH = {
    "ranks_once": Words(
        later(
            "{tracked} tracked keywords, {on_page} of them on page 1: measured once only, so there is nothing to compare."
        ),
        later("Export the keyword tracker again tomorrow and keep both files, or run with a history."),
    ),
    "ranks_fine": Words(
        later(
            "{n} of {of} tracked keywords keep their rank; {gained} gained clearly, {new} are measured for the first time."
        ),
        _NOTHING,
    ),
    "rank_off_page": Words(
        later(
            "Organic rank {now}, before it {before}: off page 1 (rank {target} or better). Searches a month: {volume}."
        ),
        later(
            "Check that it is indexed, in stock and has the Buy Box; bid on it for the top of search until it is back."
        ),
    ),
    "rank_fell": Words(
        later(
            "Organic rank {now}, before it {before}: at least {lost} places lost. Searches a month: {volume}."
        ),
        later("Look whether price, reviews or stock changed, and watch it tomorrow."),
    ),
    "queries_once": Words(
        later(
            "Search Query Performance tells of one period only, or of too few counts, so there is nothing to compare."
        ),
        later("Download the week before as well and put both files into the folder."),
    ),
    "search_share_fine": Words(
        later(
            "{n} of {of} search queries keep their share against the period before ({window}: the ends of both)."
        ),
        _NOTHING,
    ),
    "search_share_impressions": Words(
        later(
            "{n} of {of} impressions: a share of {value}, {target} in the period before ({window}: the ends of both). You "
            "are seen less often. Searches: {volume}."
        ),
        later("Check rank and ads for this query: bid on it, and put its words into title and bullets."),
    ),
    "search_share_clicks": Words(
        later(
            "{n} of {of} clicks: a share of {value}, {target} in the period before ({window}: the ends of both). You are "
            "seen as before but clicked less. Searches: {volume}."
        ),
        later(
            "Compare main image, title, price, rating and delivery date with those beside you on the results page."
        ),
    ),
    "search_share_purchases": Words(
        later(
            "{n} of {of} purchases: a share of {value}, {target} in the period before ({window}: the ends of both). You are "
            "clicked as before but bought less. Searches: {volume}."
        ),
        later("Look at the page: price, coupon, reviews, Buy Box, variations out of stock."),
    ),
    "terms_not_daily": Words(
        later("The search term report isn't of single days, so a day can't be held against its weekday."),
        later("Choose the time unit Daily when you create the search term report."),
    ),
    "no_core_terms": Words(
        later("No search term had sales on the days of the report, so none is a core term."), _NOTHING
    ),
    "impressions_fine": Words(
        later(
            "{n} of {of} core search terms raise no alarm on {window}: {within} shown as usual, {quiet} with too few "
            "impressions for an alarm, {silent} without a click, so that Amazon doesn't list them, {short} with too few weeks."
        ),
        _NOTHING,
    ),
    "impressions_untold": Words(
        later(
            "{n} of {of} core search terms can't be judged on {window}: {silent} without a click, so that Amazon doesn't list "
            "them, {short} with too few weeks."
        ),
        later("Download it for the last 60 days, or run with a history."),
    ),
    "impressions_low": Words(
        later(
            "{value} by ads on {window}, {target} expected by {weeks} same weekdays (band {low} to {high})."
        ),
        later(
            "Look whether the campaign ran out of budget, was paused or is outbid, and whether the product is in stock."
        ),
    ),
}

_REST = {
    "suppressed": Words(
        later("ASIN {asin}, since {since}: {status}. Reason: {reason}. Amazon says: {issue}"), _UNSUPPRESS
    ),
    "experiment_runs": Words(
        later(
            "{element} of {asin}, {window}: A {a}, B {b}, P(B better) {value}. It is still running: no verdict before its "
            "end. To show a gain of {lift} each version needs {needed} visitors (still missing: {left})."
        ),
        later("Let it run, and change neither page nor price."),
    ),
    "experiment_b": Words(
        later("{element} of {asin}, {window}: A {a}, B {b}, P(B better) {value}. Version B wins."),
        later("Publish version B."),
    ),
    "experiment_a": Words(
        later("{element} of {asin}, {window}: A {a}, B {b}, P(B better) {value}. Version A wins."),
        later("Keep version A, and test another idea."),
    ),
    "experiment_open": Words(
        later(
            "{element} of {asin}, {window}: A {a}, B {b}, P(B better) {value}: neither is better for sure. To show a gain "
            "of {lift} each version needs {needed} visitors (still missing: {left})."
        ),
        later("Keep what you like better, or test a bolder difference."),
    ),
    "experiment_mixed": Words(
        later("Its versions are of different ASINs ({asins}): these can't be compared."),
        later("Give each ASIN an experiment_id of its own."),
    ),
    "experiment_arms": Words(
        later("It needs one row for version A and one for version B; it has: {arms}."),
        later("Copy the figures of both versions from Manage Your Experiments."),
    ),
    "experiment_counts": Words(
        later("There are no visitors, or more buyers than visitors."),
        later("Copy sample size and buyers again from Manage Your Experiments."),
    ),
    "experiment_overlaps": Words(
        later("On the same ASIN and days runs {others}: what does what can't be told."),
        later("Stop one of them, and begin it again when the other has ended."),
    ),
}

LISTING = {**_TRAFFIC, **_CONVERSION, **_BUY_BOX, **_SEARCH, **_REST}

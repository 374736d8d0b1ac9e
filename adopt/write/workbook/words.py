"""What sheets, columns, kinds of files and settings are called."""

from __future__ import annotations

from adopt.say.speaker import Speaker
from adopt.say.translate import later

SHEETS = {
    "read_me": later("Read me"),
    "summary": later("Summary"),
    "charts": later("Charts"),
    "decide": later("Decide"),
    "later": later("Later"),
    "launch": later("Launch"),
    "watch": later("Watch"),
    "checks": later("Checks"),
    "evidence": later("Evidence"),
    "settings": later("Settings"),
    "glossary": later("Glossary"),
}

SETTINGS = {
    "marketplace": later("Marketplace of the reports; empty: taken from the reports."),
    "target_acos": later("Share of an order's value that may be spent on ads, where no margin is given."),
    "tacos_low": later("Lower end of the TACoS band."),
    "tacos_high": later("Upper end of the TACoS band."),
    "max_age_days": later("Reports older than this many days are called stale."),
    "margins": later("Contribution margin before ads of this SKU."),
    "stages": later("Stage of this product, for aims: launch, growth, mature or clearance."),
    "aims": later("Another objective for what it names; the first aim that fits an ad group counts."),
    "account": later("The account's name in the history; empty: taken from the reports."),
    "history.use_days": later("Days before the run that decisions may take from the history."),
    "headers": later("Name of a column in your search term report."),
    "protect.brands": later("Search terms with these brands are never negated."),
    "protect.terms": later("Search terms with these words are never negated."),
    "protect.asins": later("These products are never negated."),
    "negate.promise": later("At most this share of a run's negations may be wrong, as expected."),
    "negate.luck": later(
        "So many times as many negations are counted as wrong as the posterior says (from 500 orders on)."
    ),
    "negate.single": later(
        "A term that is likelier than so many times the promise to earn is negated only with your word."
    ),
    "negate.stays": later(
        "Share of the expected loss that stays away once a term is negated; only used to value it."
    ),
    "limits.over": later("Over a limit: stop writes no upload files, warn writes them."),
    "limits.negated_spend": later("Negatives of a day may carry at most this share of the spend."),
    "limits.negated_orders": later("Negatives of a day may carry at most this share of the orders."),
    "limits.cut_spend": later("At most this share of the spend may be expected to go in a day."),
    "limits.raised_spend": later("At most this share of the spend may be expected to come on top in a day."),
    "limits.changes": later("Changes of all kinds in a day, at most."),
    "limits.cooldown_days": later("Days from a bid's change to its next."),
    "limits.cooldown_budget_days": later("Days from a daily budget's change to its next."),
    "limits.cooldown_placement_days": later("Days from a placement percentage's change to its next."),
    "limits.pending_days": later("Days for which what was accepted may be missing in the bulk download."),
    "limits.declined_days": later("Days for which what you declined asks you."),
    "harvest.isolate_clicks": later(
        "A losing term that can't be negated yet gets its own lower bid from so many clicks on."
    ),
    "negate.watch_clicks": later("Terms with fewer clicks aren't shown as watched."),
    "negate.with_orders": later("Consent for terms that have orders and still lose money: ask or safe."),
    "negate.phrase_terms": later("A negative phrase blocks at least so many terms of a campaign."),
    "negate.phrase_clicks": later("The terms that a negative phrase blocks have at least so many clicks."),
    "negate.phrase_gain": later("At most this share of what a negative phrase saves may be lost by it."),
    "negate.min_clicks": later("A term with fewer clicks is never negated."),
    "negate.horizon_days": later("Days over which waiting is compared with negating."),
    "bid.shade": later(
        "Share of a click's value that is bid; 0: measured from what clicks cost of their bids."
    ),
    "bid.best_cost": later("A click best costs this share of its value; a measured shade brings it there."),
    "bid.max_step": later("A bid changes by at most this factor a day, but for sure cuts."),
    "bid.cut_sure": later("A cut goes down to what a click is worth at most with this probability."),
    "bid.max_cut": later("A bid is never cut by more than this factor a day."),
    "bid.cap": later("A bid never passes this factor times the value of a click."),
    "bid.min_clicks": later("A target with fewer clicks keeps its bid."),
    "bid.sure": later("With fewer clicks a bid is raised only where that is this sure to be right."),
    "bid.min_change": later("Smaller changes are not worth a row."),
    "bid.optimism": later("A young target is bid up by this share of its uncertainty."),
    "bid.optimism_days": later("A young target is bid up by its uncertainty for this many days."),
    "bid.cpc_elasticity": later("How cost per click answers to the bid; only used to value a change."),
    "bid.click_elasticity": later("How clicks answer to the bid; only used to value a change."),
    "bid.unseen": later("Consent for raising bids of targets that are hardly seen: ask or safe."),
    "bid.unseen_clicks": later(
        "A target without a click is hardly seen if its impressions make fewer clicks than this."
    ),
    "harvest.sure": later("A term's own keyword must be profitable with this probability."),
    "harvest.min_orders": later("A term with fewer orders gets no keyword of its own."),
    "harvest.min_gain": later("A keyword of its own must gain at least this share of the term's spend."),
    "harvest.consent": later("Consent for new keywords of their own: safe or ask."),
    "harvest.hand_over": later(
        "Consent for the negative in the ad group that found such a term: ask or safe."
    ),
    "harvest.served": later("Impressions after which a term's own keyword counts as served."),
    "objective": later("What bids aim at: profit, acos or tacos."),
    "tacos.steer": later("Whether all bids carry the level that TACoS asks for."),
    "tacos.eta": later("How strongly the level of bids answers to TACoS."),
    "tacos.max_step": later("The level of bids changes by at most so much a day."),
    "tacos.window_days": later("Days over which TACoS is measured."),
    "tacos.least": later("Lowest level of bids, as a multiple of a click's value."),
    "tacos.most": later("Highest level of bids, as a multiple of a click's value."),
    "budget.consent": later("Consent for higher daily budgets: ask or safe."),
    "budget.headroom": later("A budget should be this many times the 90th percentile of daily spend."),
    "budget.max_step": later("A budget is raised by at most this factor a day."),
    "budget.window_days": later("Days over which spend is held against the budget."),
    "budget.touched": later("From this share of the budget on, a day has touched it."),
    "budget.min_days": later("A budget binds if at least so many days touched it."),
    "budget.sure": later("More of a campaign's clicks must earn with this probability."),
    "launch.patience_days": later(
        "In so many first days of a product's ads a term is negated only, and then asked about, if its own clicks prove that it loses, and a "
        "bid comes down by its own clicks alone."
    ),
    "launch.consent": later("Consent for launching the new products that you named: safe or ask."),
    "launch.budget": later(
        "Least daily budget of a new product; 0: what 20 US dollars are in your marketplace."
    ),
    "launch.auto_share": later("Share of it for the automatic campaign."),
    "launch.ask_above": later("More than so many times what 20 US dollars are in your marketplace asks you."),
    "launch.name": later("Names of a new product's campaigns."),
    "launch.like_keywords": later("At most so many keywords are taken from a similar product."),
    "launch.new_days": later("Listings opened within so many days that aren't advertised are asked about."),
    "launch.products": later("The new products that you named."),
    "placement.consent": later("Consent for placement percentages: ask or safe."),
    "placement.sure": later("A placement must be worth more, or less, than its bids with this probability."),
    "placement.min_clicks": later("A placement with fewer clicks keeps its percentage."),
    "placement.min_change": later("Smaller changes of a percentage, in points, are not worth a row."),
    "placement.max_step": later("A percentage moves by at most so many points a day."),
    "placement.strength": later(
        "Orders that the account's placements are worth in a campaign, before any data."
    ),
    "placement.account_strength": later(
        "Orders that equal placements are worth in the account, before any data."
    ),
    "hours.min_days": later("Days by the hour that are needed to look at hours."),
    "hours.min_clicks": later("A campaign with fewer clicks by the hour has no schedule."),
    "hours.min_orders": later("A campaign with fewer orders by the hour has no schedule."),
    "hours.sure": later("The best hours must be worth more than the weakest with this probability."),
    "hours.min_change": later("Raises under so many points are not worth a schedule."),
    "hours.most": later("A schedule raises bids by at most so many points."),
    "hours.blocks": later("A schedule has at most so many blocks of hours."),
    "hours.in_force": later("What the schedule of this campaign adds to its mean bid."),
    "apply.max_age_days": later("A reviewed workbook older than this many days isn't applied."),
    "review.small": later(
        "What asks and is worth less a week than this share of the weekly spend goes to the sheet Later."
    ),
    "checks": later("A threshold of the daily checks that you have set; docs/checks.md tells the others."),
    "hygiene.last_login": later("Day on which you last logged in to Seller Central."),
    "hygiene.two_step_checked": later("Day on which you last saw two-step verification on for every user."),
    "hygiene.mailbox_checked": later(
        "Day on which you last saw that Amazon's notifications arrive and are read."
    ),
    "hygiene.imap_host": later(
        "Server of the mailbox to which Amazon sends its notifications; empty: it isn't looked into."
    ),
    "hygiene.imap_port": later("Its port."),
    "hygiene.imap_security": later(
        "How the connection is encrypted: ssl, starttls, or none on this machine."
    ),
    "hygiene.imap_user": later("User of the mailbox."),
    "hygiene.imap_folder": later("Folder of the mailbox."),
    "hygiene.imap_senders": later("Parts of the addresses from which Amazon writes."),
    "hygiene.imap_password_env": later("Environment variable that holds the mailbox's password."),
    "rules.trusted": later("Codes of rules of others that may write into upload files; the rest asks you."),
    "estimate.level_clicks": later("Clicks that tie an ad group to its campaign, and that to the account."),
    "estimate.text_c": later("Inverse penalty of the text model."),
    "estimate.refit_days": later(
        "What is fitted on search terms is kept for so many days; 0: every run fits anew."
    ),
    "estimate.folds": later("Folds of cross-fitting."),
    "estimate.min_orders": later("Under this many orders, the text isn't used."),
    "estimate.default_cvr": later("Conversion rate where there are too few orders to estimate one."),
    "estimate.default_strength": later("Clicks that this default is worth."),
    "estimate.strength": later("Clicks that the prior is worth, before the account says it itself."),
    "estimate.strength_spread": later("How far the account may move that: a factor of e to this power."),
    "estimate.target_strength": later("The same of a target's prior."),
    "estimate.target_strength_spread": later(
        "How far the account may move that of targets: a factor of e to this power."
    ),
    "estimate.level_doubt": later(
        "How well the level of rates and order values is known: its relative error squared, times the account's orders."
    ),
    "estimate.floor": later("The expected rate is never below this share of the plain mean."),
    "estimate.cpc_clicks": later("Clicks that tie a term's cost per click to its ad group's."),
    "estimate.order_value_orders": later(
        "Orders that tie an order value to that of the level above, where the account's own fit starts."
    ),
    "estimate.goods_orders": later(
        "Orders that tie an ad group's order value to that of all ad groups with the same products."
    ),
    "estimate.mix_days": later("A target is worth what the search terms of so many newest days sell."),
    "estimate.mix_clicks": later("Clicks of the whole window that these are weighed against."),
}

GLOSSARY = (
    (
        later("search term"),
        later("What the shopper typed, or the ASIN of the product page where the ad stood."),
    ),
    (later("targeting"), later("What was bought: a keyword, a product, or an automatic group.")),
    (
        later("match type"),
        later("How closely a keyword must fit: exact, phrase, broad; - for products and automatic."),
    ),
    (later("spend"), later("What the clicks cost.")),
    (later("orders"), later("Orders that Amazon credits to the clicks, on the day of the click.")),
    (later("sales"), later("What those orders were worth.")),
    (later("ACoS"), later("Spend / sales from ads.")),
    (
        later("break-even ACoS"),
        later("The ACoS at which ads earn nothing: the margin before ads (or your target)."),
    ),
    (later("TACoS"), later("Spend / all sales, with ads and without.")),
    (later("CVR"), later("Conversion rate: orders / clicks. The expected one also uses similar terms.")),
    (later("90% interval"), later("With a probability of 90% the true conversion rate lies within it.")),
    (later("break-even CVR"), later("The conversion rate at which a click earns what it costs.")),
    (
        later("CPC"),
        later("Cost per click: spend / clicks, drawn towards the ad group's where clicks are few."),
    ),
    (later("order value"), later("Sales / orders, drawn towards the ad group's where orders are few.")),
    (later("P(profitable)"), later("Probability that the true conversion rate is above break-even.")),
    (
        later("placement percentage"),
        later("What Amazon adds to a bid at the top of search, in the rest of search or on product pages."),
    ),
    (later("money per week"), later("Expected gain in profit per week, if the action is carried out.")),
    (later("probability"), later("Probability that the action is right.")),
    (later("safe"), later("In the upload files: happens unless you take it out.")),
    (
        later("your decision"),
        later("Not in the upload files until you accept it: adopt apply writes it then."),
    ),
    (later("watch"), later("No change: more evidence is needed, or something protects it.")),
    (later("promise"), later("At most this share of the negations in a run is expected to be wrong.")),
    (later("negative exact"), later("Stops one search term (and its close variants) in one ad group.")),
    (later("negative product target"), later("Stops the ad on one product's page, for one ad group.")),
)


def sheet_title(name: str, speaker: Speaker) -> str:
    """The title of a sheet."""
    return speaker.say(SHEETS[name])

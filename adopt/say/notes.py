"""What the seller should know about the files and the run: warnings, withheld files, rejected rows, names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from adopt.plan.limits import OVER
from adopt.say.limits import limit_names
from adopt.say.speaker import Speaker
from adopt.say.translate import Translate, later
from adopt.words.companions import companions

_WARNINGS = {
    "stale_data": later(
        "The newest day of the reports is {detail} days old. Download them again before you act."
    ),
    "margins_unused": later(
        "No ad of the bulk download has these SKUs of [margins], so that your target ACoS stands in: {detail}."
    ),
    "other_account": later(
        "The clicks per campaign differ by {detail} between the report and the bulk download: it looks like another "
        "marketplace's. Download both from the same account and marketplace."
    ),
    "no_brands": later(
        "No brands are set: your own brand may be negated like any word. Fill protect.brands."
    ),
    "clicks_differ": later(
        "On the same days, {detail} of the clicks by campaign differ between the search term report and the bulk "
        "download. Are both of the same account and marketplace? Don't upload before you know."
    ),
    "old_download": later(
        "The newest day of the bulk download is {detail} days old: bids, states and negatives may have changed since. "
        "Download it again before you upload."
    ),
    "errors_in_download": later(
        "The bulk download itself says that it has errors: {detail}. Download it again."
    ),
    "tabs_left_alone": later(
        "Tabs of the bulk download that are left alone, other ad products above all: {detail}."
    ),
    "rejected_rows": later("Rows that could not be used: {detail}."),
    "orders_exceed_clicks": later("Rows with more orders than clicks, as Amazon reports them: {detail}."),
    "clicks_exceed_impressions": later(
        "Rows with more clicks than impressions, as Amazon reports them: {detail}."
    ),
    "unknown_country": later("A country that isn't a marketplace known here: {detail}."),
    "other_products_left_out": later("Rows of other ad products, left out: {detail}."),
    "no_targets": later(
        "{detail} doesn't tell which target brought a search term: terms are judged by ad group, and no bid is. Add the "
        "columns 'Target value' and 'Target match type' to the report."
    ),
    "null_means_none": later(
        "Rows without a figure for orders and sales, read as 0 because the file writes no 0 anywhere: {detail}."
    ),
    "window_unconfirmed": later(
        "Amazon doesn't say within how many days of the click this report counts orders; taken for {detail} days."
    ),
    "language_unsure": later(
        "Column names in this language ({detail}) are known from hearsay only: compare the totals with the console."
    ),
    "column_guessed": later(
        "The column '{detail}' was recognised by its words only: compare the totals with the console."
    ),
    "rows_of_sums_left_out": later("Rows that only sum up others, left out: {detail}."),
    "read_not_used": later("Read, but today's decisions don't use them: {detail}."),
    "file_refused": later("A file is not used. {detail}."),
    "more_left_out": later(
        "{detail} more files are left out for the same reason; adopt identify lists them."
    ),
    "whose_unclear": later(
        "Of another account or marketplace, or it can't be told of which one, and not used: {detail}."
    ),
    "amounts_unused": later(
        "The budget and prices of [launch] in adopt.toml are of another currency than {detail}, or of one that isn't said: they "
        "don't count here. Set marketplace in adopt.toml, or put this account's files into a folder with an adopt.toml of its own."
    ),
    "older_left_out": later("{detail} is older than another file of its kind, and is not used."),
    "overlap_left_out": later("{detail} covers days that another report covers, and is not used."),
    "bulk_tab_left_out": later(
        "The search term tab of {detail} is not used: the search term report says more."
    ),
    "days_from_history": later("{detail} come from the history, not from today's files."),
    "sales_from_history": later(
        "Total sales come from the history ({detail}): there is no business report among today's files."
    ),
    "bulk_from_history": later(
        "There is no bulk download among today's files: bids, states and negatives are those of {detail}."
    ),
    "fit_from_history": later(
        "What words and groups are worth was fitted on {detail} and is used for some days; counts are today's."
    ),
    "fit_unreadable": later("What was fitted before can't be read ({detail}): it is fitted anew."),
    "history_gap": later(
        "{detail} are missing: older days in the history aren't used. Download a report of them to close the gap."
    ),
    "days_missing": later(
        "No report covers {detail}: terms look rarer than they are. Download a report of these days."
    ),
    "days_quiet": later(
        "The report has no row of {detail}. If ads ran then, the date of a row before these days is wrong, and all terms look rarer "
        "than they are: look at the oldest rows."
    ),
    "days_damaged": later(
        "More than a fiftieth of the rows of {detail} couldn't be read: what was spent then isn't known, and TACoS leaves it out."
    ),
    "tacos_unknown": later(
        "TACoS isn't known, so T401 says nothing: it needs a business report by day (Business Reports > Sales and Traffic > "
        "By date) and a daily search term report, with at least 7 days in common."
    ),
    "tacos_of_period": later(
        "TACoS is known of the whole period, not of its days, so T401 says nothing: it needs a daily search term report, with at least "
        "7 days in common with the business report."
    ),
    "stale_sales": later("The newest day of the business report is {detail} days old. Download it again."),
    "aim_covers_nothing": later(
        'The aim "{detail}" covers no ad group of the reports, or none that an earlier aim leaves. Aims by stage and sku need a bulk '
        "download."
    ),
    "stages_unused": later("No ad of the bulk download has these SKUs of [stages]: {detail}."),
    "no_margins": later(
        "No margins are set: your target ACoS ({detail}) stands in. Fill [margins] in adopt.toml."
    ),
    "no_orders": later(
        "There is no order in the reports: what terms are worth rests on a default conversion rate."
    ),
    "few_orders": later(
        "There are only {detail} orders in the reports: what terms are worth rests on a default conversion rate."
    ),
    "not_joined": later("{detail} of the spend is in names that the bulk download doesn't have."),
    "watched_left_out": later("Watched terms that are left out because they cost least: {detail}."),
    "audience_rows": later("Bid adjustments for audiences, which are not used: {detail}."),
    "rows_with_operation": later("Rows of the bulk download that carry an Operation already: {detail}."),
    "ad_group_sums_differ": later(
        "The bulk download's ad groups add up to something else than its campaigns: {detail}."
    ),
    "download_used_before": later(
        "The bulk download is the one that the plan of {detail} was made with: what was changed since isn't in it, and bids "
        "would be set as if it hadn't been. Make a new one before you upload."
    ),
    "changed_by_hand": later(
        "Changed by somebody since, to something else than the plan set: {detail}. adopt goes on from what is there now."
    ),
    "plans_unreadable": later(
        "Earlier plans that can't be read, so that their changes aren't known: {detail}."
    ),
    "over_limits": later(
        "Over a limit of yours, and written for upload all the same, as asked for: {detail}."
    ),
    "unlisted_letter": later("Negative keywords with letters that Amazon's list lacks: {detail}."),
}

_INFORMING = {
    "audience_rows",
    "bulk_tab_left_out",
    "clicks_exceed_impressions",
    "days_from_history",
    "fit_from_history",
    "fit_unreadable",
    "older_left_out",
    "orders_exceed_clicks",
    "other_products_left_out",
    "overlap_left_out",
    "read_not_used",
    "rows_of_sums_left_out",
    "sales_from_history",
    "tabs_left_alone",
    "watched_left_out",
}
"""Warnings after which nothing is to be done: how adopt went about what it was given. All others ask for an act or a look."""

_WITHHELD = {
    "no_bulk": later("No upload files: there is no bulk download, and uploads need the IDs in it."),
    "bulk_from_history": later(
        "No upload files: the bulk download is of {detail}, and bids or states may have changed since. Download it again."
    ),
    "other_account": later(
        "No upload files: the bulk download looks like another marketplace's, its clicks differ by {detail}."
    ),
    "over_limits": later("No upload files: the plan passes a limit on what a day may change: {detail}."),
}

_BRIEFLY = {
    "no_bulk": later("no bulk download"),
    "bulk_from_history": later("the bulk download is of {detail}"),
    "other_account": later("the bulk download is another marketplace's"),
    "over_limits": later("over a limit: {detail}"),
}

_REJECTED = {
    "missing": later("the cell is empty"),
    "not_a_number": later("not a number"),
    "negative": later("a negative number"),
    "not_a_date": later("not a date"),
    "not_a_time": later("not a day and hour, or no time zone with it"),
    "not_a_flag": later("neither yes nor no"),
    "unknown_match_type": later("an unknown match type"),
    "duplicate_id": later("an ID that stands there twice"),
    "unknown_entity": later("an unknown entity"),
    "unknown_state": later("an unknown state"),
    "unknown_placement": later("an unknown placement"),
    "other_product": later("not Sponsored Products"),
    "too_many_cells": later("more cells than columns"),
    "mangled_id": later("an ID that a spreadsheet program has rounded"),
    "mangled_number": later("a number that a spreadsheet program has rounded; several may look alike now"),
}

_KINDS = {
    "search_term": later("search term report"),
    "bulk": later("bulk download"),
    "business": later("business report"),
    "fit": later("earlier fit"),
    "plans": later("earlier plans"),
}

_JOINS = {
    "target": later("campaign, ad group and target found"),
    "ad_group": later("campaign and ad group found, target not"),
    "none": later("not found"),
}

_JOIN_REASONS = {
    "no_bulk": later("there is no bulk download"),
    "campaign_not_found": later("no campaign has this name (renamed, archived, or left out of the download)"),
    "campaign_ambiguous": later("several campaigns have this name"),
    "ad_group_not_found": later("no ad group has this name (renamed, archived, or left out of the download)"),
    "ad_group_ambiguous": later("several ad groups have this name"),
    "campaign_archived": later("the campaign is archived"),
    "ad_group_archived": later("the ad group is archived"),
    "target_archived": later("the target is archived"),
    "target_not_found": later(
        "no target has this text and match type (archived, or left out of the download)"
    ),
    "target_ambiguous": later("several targets have this text and match type"),
    "target_not_named": later("the report doesn't name the target"),
}


def warning(code: str, detail: str, say: Translate) -> str:
    """A warning as a sentence."""
    detail = _refusal(detail, say) if code == "file_refused" else detail
    return _said(_WARNINGS, code, limit_names(detail, say) if code == OVER else detail, say)


def parted(notes: Sequence[tuple[str, str]], say: Translate) -> tuple[list[str], list[str]]:
    """Warnings as sentences: those that ask for an act or a look, and those that only inform."""
    acts: list[str] = []
    informs: list[str] = []
    place = acts
    for code, detail in notes:
        # "for the same reason" goes with the note that it counts on from.
        if code != "more_left_out":
            place = informs if code in _INFORMING else acts
        place.append(warning(code, detail, say))
    return acts, informs


def withheld(code: str, detail: str, say: Translate) -> str:
    """Why upload files are withheld, as a sentence."""
    return _said(_WITHHELD, code, limit_names(detail, say) if code == OVER else detail, say)


def withheld_briefly(code: str, detail: str, say: Translate) -> str:
    """Why upload files are withheld, in a few words."""
    return _said(_BRIEFLY, code, limit_names(detail, say) if code == OVER else detail, say)


def rejected(code: str, say: Translate) -> str:
    """Why a row was rejected, in a few words."""
    return _said(_REJECTED, code, "", say)


def rejection(row: Mapping[str, Any], say: Translate) -> str:
    """A row of `Rejected` as one line: its place, its value, and what is wrong with it."""
    where = f"{row['file']} / {row['sheet']}" if row["sheet"] else row["file"]
    return say(
        '{where}, row {row}, column {column}: "{value}": {reason}',
        where=where,
        row=row["row"],
        column=row["column"],
        value=row["value"] or "",
        reason=rejected(row["reason"], say),
    )


def kind_name(kind: str, say: Translate) -> str:
    """What a kind of file is called."""
    beside = companions().get(kind)
    return beside.name[say.language] if beside else _said(_KINDS, kind, "", say)


def join_name(join: str, reason: str | None, say: Translate) -> str:
    """How far a name could be joined with an ID, and why not further."""
    found = _said(_JOINS, join, "", say)
    return f"{found} ({join_reason(reason, say)})" if reason else found


def join_reason(code: str | None, say: Translate) -> str:
    """Why a name could not be joined with an ID; empty for None."""
    return _said(_JOIN_REASONS, code, "", say) if code else ""


def download_to_make(speaker: Speaker) -> list[str]:
    """The exact bulk download that upload files need, as steps."""
    say = speaker.say
    return [
        say(
            "Open the Amazon Ads console: Sponsored ads > Bulk operations > Create & download a custom spreadsheet."
        ),
        say("Date range: the same days as your search term report, 60 at most."),
        say(
            "Tick: Sponsored Products data; Campaign items with zero impressions; Placement data for campaigns; "
            "Sponsored Products search term data; Paused campaigns."
        ),
        say("Put the file beside the reports as it is, without opening it in Excel, and run adopt again."),
    ]


def _refusal(detail: str, say: Translate) -> str:
    """``file: why it was refused``, with the reason in the reader's language."""
    from adopt.reports.refusal import REASONS

    name, _, reason = detail.partition(": ")
    known = max((said for said in REASONS.values() if reason.startswith(said)), key=len, default="")
    return f"{name}: {say(known)}{reason.removeprefix(known)}" if known else detail


def _said(table: Mapping[str, str], code: str, detail: str, say: Translate) -> str:
    return say(table[code], detail=detail) if code in table else f"{code}: {detail}".rstrip(": ")

"""Why Amazon would refuse a row of an upload, in its own words where they are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import polars as pl

from adopt.decide.legal import keyword_problem
from adopt.lab.layout import AUTO_CLAUSES
from adopt.lab.market.ledger import Cells, Ledger, Row, plain, rules, temporary_key
from adopt.words import bulksheet, markets

_MARKET = "US"
_RESIDUE = 1e-6
_KEYWORDS = ("Keyword", "Negative Keyword", "Campaign Negative Keyword")
_TARGETS = ("Keyword", "Product Targeting")
_NEGATIVES = ("Negative Keyword", "Campaign Negative Keyword", "Negative Product Targeting")


def refusal(book: Ledger, entity: str, operation: str, cells: Cells) -> str | None:
    """The first reason against a row; None where Amazon takes it.

    Args:
        book: the account as the rows before have left it.
        entity, operation: as Amazon spells them.
        cells: those that aren't blank, temporary IDs of parents already replaced.
    """
    return next(_reasons(book, entity, operation, cells), None)


def _reasons(book: Ledger, entity: str, operation: str, cells: Cells) -> Iterator[str]:
    needed = rules()["needed"][operation].get(entity)
    if needed is None:
        yield f'Invalid operation: "{operation}"'
        return
    yield from (f'Missing value for column: "{_header(name)}"' for name in needed if name not in cells)
    yield from _tokens(entity, cells)
    yield from _amounts(cells)
    if operation == "Create" and entity != "Bidding Adjustment":
        yield from _parents(book, entity, cells)
        yield from _new(book, entity, cells)
    else:
        yield from _known(book, entity, operation, cells)
    yield from _over_budget(book, entity, cells)


def _header(name: str) -> str:
    return str(bulksheet()["columns"][name])


def _tokens(entity: str, cells: Cells) -> Iterator[str]:
    known = dict(rules()["tokens"])
    known["match_type"] = rules()["match_types"].get(entity, known["match_type"])
    for name, tokens in known.items():
        if name in cells and cells[name] not in tokens:
            yield f'Invalid value: "{cells[name]}" for column: "{_header(name)}"'


def _amounts(cells: Cells) -> Iterator[str]:
    market = markets()[_MARKET]
    bids = (market.bid_min, market.bid_max or float("inf"))
    limits = {
        "bid": bids,
        "ad_group_default_bid": bids,
        "daily_budget": (market.budget_min, market.budget_max),
        "percentage": tuple(rules()["limits"]["percentage"]),
    }
    for name, (least, most) in limits.items():
        if name not in cells:
            continue
        value = number(cells[name])
        if value is None:
            yield f'Invalid value: "{cells[name]}" for column: "{_header(name)}"'
        elif not least <= value <= most:
            yield f"{_header(name)} is out of range (must be in [{least}, {most}])"


def number(text: str) -> float | None:
    """The number that a cell holds; None where it is none."""
    return float(text) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else None


def _parents(book: Ledger, entity: str, cells: Cells) -> Iterator[str]:
    """The campaign and ad group of a new row are there, are its own, and live."""
    levels = {"Campaign": "campaign_id", "Ad Group": "ad_group_id"}
    for parent, name in levels.items():
        if parent == entity:
            if cells[name].isdigit():
                yield (
                    f'This Create operation requires you to specify a temporary "{_header(name)}" (any non-numeric text)'
                )
            return
        if name not in cells:
            continue
        row = book.find(parent, cells[name])
        if row is None and book.temporary.get(temporary_key(parent, cells), "") is None:
            yield "Not Processed: errors from other rows"
        elif row is None or (parent == "Ad Group" and row["campaign_id"] != cells["campaign_id"]):
            yield f'Invalid value for column: "{_header(name)}", which can\'t be found in any parent entity row'
        elif _archived(row):
            yield "Archived entity cannot be modified"


def _archived(row: Row) -> bool:
    return "archived" in (row["state"], row["campaign_state"], row["ad_group_state"])


def _known(book: Ledger, entity: str, operation: str, cells: Cells) -> Iterator[str]:
    """An update or archive names what is there and lives."""
    row = book.placed(entity, cells)
    name = rules()["id"].get(entity, "campaign_id")
    if row is None:
        yield f"Could not find {entity.lower()} with id: {cells.get(name)}"
        return
    if row["state"] == "archived" or row["campaign_state"] == "archived":
        yield "Archived entity cannot be modified"
    if any(
        cells.get(level, row[level]) != row[level] for level in ("campaign_id", "ad_group_id") if row[level]
    ):
        yield "Parent entity not found"
    if entity == "Campaign Negative Keyword" and operation == "Update" and cells["state"] != "archived":
        yield f'Invalid value: "{cells["state"]}" for column: "State"'
    if entity == "Campaign" and cells.get("campaign_name", row["campaign"]) != row["campaign"]:
        yield from _same_name(book, "Campaign", "campaign", cells["campaign_name"])


def _new(book: Ledger, entity: str, cells: Cells) -> Iterator[str]:
    if cells["state"] == "archived":
        yield 'Invalid value: "archived" for column: "State"'
    if entity == "Campaign":
        yield from _new_campaign(book, cells)
    elif entity == "Ad Group":
        yield from _new_ad_group(book, cells)
    elif entity == "Product Ad":
        yield from _new_ad(book, cells)
    else:
        yield from _new_target(book, entity, cells)


def _new_campaign(book: Ledger, cells: Cells) -> Iterator[str]:
    if len(cells["campaign_name"]) > rules()["limits"]["campaign_name"]:
        yield "Campaign name is too long"
    yield from _same_name(book, "Campaign", "campaign", cells["campaign_name"])
    try:
        begins = datetime.strptime(cells["start_date"], "%Y%m%d").date()  # noqa: DTZ007  a day has no zone here
    except ValueError:
        yield (
            f"Invalid value: {cells['start_date']} specified for field: Start Date, the correct date format is yyyyMMdd"
        )
        return
    if begins < book.day:
        yield "Start date cannot be in the past"


def _same_name(book: Ledger, entity: str, column: str, name: str) -> Iterator[str]:
    live = (row for row in book.rows if row["entity"] == entity and not _archived(row))
    if any(plain(row[column]) == plain(name) for row in live):
        yield f"{entity.replace(' ', '')} with name={name} already exists!"


def _new_ad_group(book: Ledger, cells: Cells) -> Iterator[str]:
    name = cells["ad_group_name"]
    if len(name) > rules()["limits"]["ad_group_name"]:
        yield "Ad group name is too long"
    here = book.below("campaign_id", cells["campaign_id"])
    if any(row["entity"] == "Ad Group" and plain(row["ad_group"]) == plain(name) for row in here):
        yield f"AdGroup with name={name} already exists!"


def _new_ad(book: Ledger, cells: Cells) -> Iterator[str]:
    sku = cells["sku"]
    if not any(row["sku"] == sku for row in book.rows):
        yield "Product is ineligible for advertising"
    here = book.below("ad_group_id", cells["ad_group_id"])
    if any(row["sku"] == sku and row["state"] != "archived" for row in here):
        yield f"ProductAd with sku={sku} already exists!"


def _new_target(book: Ledger, entity: str, cells: Cells) -> Iterator[str]:
    keyword = entity in _KEYWORDS
    text = cells["keyword_text" if keyword else "product_targeting_expression"]
    if keyword and _bad_keyword(text, cells["match_type"]):
        yield f"Keyword is invalid: {_bad_keyword(text, cells['match_type'])}"
    if not keyword and not re.fullmatch(rules()["expressions"][entity], text):
        yield f'Invalid value: "{text}" for column: "Product Targeting Expression"'
    if entity in _TARGETS:
        yield from _misplaced(book, entity, text, cells)
    made = text in AUTO_CLAUSES and cells["ad_group_id"] in book.fresh
    if not made and _stands(book, entity, text, cells):
        yield f"{entity} {text} already exists!"


def _bad_keyword(text: str, match_type: str) -> str | None:
    found: str | None = pl.select(keyword_problem(pl.lit(text), match_type)).item()
    return found


def _misplaced(book: Ledger, entity: str, text: str, cells: Cells) -> Iterator[str]:
    campaign = book.find("Campaign", cells["campaign_id"])
    auto = campaign is not None and campaign["targeting_type"] == "auto"
    if auto and text not in AUTO_CLAUSES:
        yield "Only negative keywords and negative product targets are allowed in auto-targeting campaigns"
    if not auto and text in AUTO_CLAUSES:
        yield f'Invalid value: "{text}" for column: "Product Targeting Expression"'
    other = _TARGETS[1 - _TARGETS.index(entity)]
    here = book.below("ad_group_id", cells["ad_group_id"])
    if any(row["entity"] == other and row["state"] != "archived" for row in here):
        yield "TYPE_CONFLICT_IN_AD_GROUP"


def _stands(book: Ledger, entity: str, text: str, cells: Cells) -> bool:
    level = "campaign_id" if entity.startswith("Campaign") else "ad_group_id"
    match_type = cells.get("match_type", "-")
    return any(
        row["entity"] == entity
        and row["state"] != "archived"
        and row["match_type"] == match_type
        and plain(row["targeting"]) == plain(text)
        for row in book.below(level, cells[level])
    )


def _over_budget(book: Ledger, entity: str, cells: Cells) -> Iterator[str]:
    """A bid is at most its campaign's daily budget."""
    if entity in _TARGETS or entity == "Ad Group":
        row = book.placed(entity, cells) or {}
        campaign = book.find("Campaign", cells.get("campaign_id", row.get("campaign_id")))
        bid = number(cells.get("bid") or cells.get("ad_group_default_bid") or "0")
        if campaign and bid and bid > campaign["budget"] + _RESIDUE:
            yield "BID_GT_BUDGET"
    if entity == "Campaign" and "daily_budget" in cells:
        budget = number(cells["daily_budget"]) or 0.0
        live = (row for row in book.below("campaign_id", cells["campaign_id"]) if row["state"] != "archived")
        if any(max(row["bid"] or 0.0, row["default_bid"] or 0.0) > budget + _RESIDUE for row in live):
            yield "BUDGET_LT_KEYWORD_BIDS"

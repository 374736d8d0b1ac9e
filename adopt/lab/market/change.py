"""What an accepted upload row does to an account."""

from __future__ import annotations

from datetime import datetime

from adopt.lab.layout import AUTO_CLAUSES
from adopt.lab.market.ledger import PLACEMENTS, Cells, Ledger, Row, blank, child, temporary_key

_LEVELS = {"Campaign": "campaign_id", "Ad Group": "ad_group_id"}


def change(book: Ledger, entity: str, operation: str, cells: Cells) -> None:
    """Carries an accepted row out.

    Args:
        book: changed in place.
        entity, operation: as Amazon spells them.
        cells: those that aren't blank.
    """
    if entity == "Bidding Adjustment":
        book.by_id[entity, f"{cells['campaign_id']} {cells['placement']}"]["percentage"] = float(
            cells["percentage"]
        )
    elif operation == "Create":
        _create(book, entity, cells)
    else:
        row = book.placed(entity, cells)
        assert row is not None
        _update(book, row, {"state": "archived"} if operation == "Archive" else cells)
        if operation == "Update" and entity == "Campaign" and "portfolio_id" not in cells:
            # Amazon takes a blank portfolio for "none".
            _everywhere(book, row, portfolio_id=None, portfolio=None)


def _create(book: Ledger, entity: str, cells: Cells) -> None:
    if entity == "Campaign":
        _campaign(book, cells)
    elif entity == "Ad Group":
        _ad_group(book, cells)
    elif entity == "Product Ad":
        parent = book.by_id["Ad Group", cells["ad_group_id"]]
        asin = next(row["asin"] for row in book.rows if row["sku"] == cells["sku"])
        book.add(
            child(parent, entity, ad_id=book.new_id(), sku=cells["sku"], asin=asin, state=cells["state"])
            | {"default_bid": parent["default_bid"]}
        )
    else:
        _target(book, entity, cells)


def _campaign(book: Ledger, cells: Cells) -> None:
    """A campaign, and its placements without an adjustment."""
    key = book.new_id()
    book.temporary[temporary_key("Campaign", cells)] = key
    portfolio = cells.get("portfolio_id")
    row = blank(
        "Campaign",
        kind="new",
        campaign_id=key,
        campaign=cells["campaign_name"],
        portfolio_id=portfolio,
        portfolio=next(
            (one["portfolio"] for one in book.rows if portfolio and one["portfolio_id"] == portfolio), None
        ),
        targeting_type=cells["targeting_type"],
        strategy=cells["bidding_strategy"],
        budget=float(cells["daily_budget"]),
        start_date=datetime.strptime(cells["start_date"], "%Y%m%d").date(),  # noqa: DTZ007  a day has no zone here
        state=cells["state"],
        campaign_state=cells["state"],
    )
    book.add(row)
    for placement in PLACEMENTS:
        book.add(
            child(row, "Bidding Adjustment", placement=placement, percentage=0.0)
            | {"strategy": row["strategy"]}
        )


def _ad_group(book: Ledger, cells: Cells) -> None:
    """An ad group; Amazon makes the four clauses of an automatic one by itself."""
    key = book.new_id()
    book.temporary[temporary_key("Ad Group", cells)] = key
    book.fresh.add(key)
    campaign = book.by_id["Campaign", cells["campaign_id"]]
    row = child(campaign, "Ad Group", default_bid=float(cells["ad_group_default_bid"]), state=cells["state"])
    row |= {"ad_group_id": key, "ad_group": cells["ad_group_name"], "ad_group_state": cells["state"]}
    book.add(row)
    if campaign["targeting_type"] == "auto":
        for clause in AUTO_CLAUSES:
            book.add(_new_target(book, row, "Product Targeting", clause, {"state": "enabled"}))


def _target(book: Ledger, entity: str, cells: Cells) -> None:
    """A target or negative; a clause that Amazon has just made takes its bid and state."""
    text = cells.get("keyword_text") or cells["product_targeting_expression"]
    level = "Campaign" if entity.startswith("Campaign") else "Ad Group"
    parent = book.by_id[level, cells[_LEVELS[level]]]
    if text in AUTO_CLAUSES:
        made = next(
            row for row in book.below("ad_group_id", cells["ad_group_id"]) if row["targeting"] == text
        )
        _update(book, made, cells)
        return
    book.add(_new_target(book, parent, entity, text, cells))


def _new_target(book: Ledger, parent: Row, entity: str, text: str, cells: Cells) -> Row:
    product, negative = entity.endswith("Product Targeting"), "Negative" in entity
    row = child(
        parent,
        entity,
        target_id=book.new_id(),
        targeting=text,
        resolved=_resolved(book, text) if product else None,
        match_type="-" if product else cells["match_type"],
        state=cells["state"],
    )
    if not negative:
        row |= {"default_bid": parent["default_bid"], "bid": float(cells["bid"]) if "bid" in cells else None}
    return row


def _resolved(book: Ledger, text: str) -> str:
    """The expression with names: those that the account knows already."""
    return next((row["resolved"] for row in book.rows if row["targeting"] == text and row["resolved"]), text)


def _update(book: Ledger, row: Row, cells: Cells) -> None:
    """The cells that may change; what children repeat changes with them."""
    amounts = {"bid": "bid", "daily_budget": "budget", "ad_group_default_bid": "default_bid"}
    row |= {
        ours: float(cells[name])
        for name, ours in amounts.items()
        if name in cells and row["entity"] in _OWN[ours]
    }
    if "bidding_strategy" in cells and row["entity"] == "Campaign":
        for one in book.below("campaign_id", row["campaign_id"]):
            if one["entity"] in ("Campaign", "Bidding Adjustment"):
                one["strategy"] = cells["bidding_strategy"]
    if "state" in cells:
        row["state"] = cells["state"]
        if level := _LEVELS.get(row["entity"]):
            _everywhere(book, row, **{f"{level.removesuffix('_id')}_state": cells["state"]})
    names = {"Campaign": "campaign", "Ad Group": "ad_group"}
    if (name := names.get(row["entity"])) and f"{name}_name" in cells:
        _everywhere(book, row, **{name: cells[f"{name}_name"]})
    if row["entity"] == "Ad Group":
        _everywhere_targets(book, row)


_OWN = {
    "bid": ("Keyword", "Product Targeting"),
    "budget": ("Campaign",),
    "default_bid": ("Ad Group",),
}


def _everywhere(book: Ledger, row: Row, **cells: str | None) -> None:
    """Changes cells that all rows below a campaign or ad group repeat."""
    level = _LEVELS[row["entity"]]
    for one in book.below(level, row[level]):
        one.update(cells)


def _everywhere_targets(book: Ledger, group: Row) -> None:
    for one in book.below("ad_group_id", group["ad_group_id"]):
        if one["default_bid"] is not None:
            one["default_bid"] = group["default_bid"]

"""The sheet Launch: what new campaigns would hold, row by row."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from adopt.plan.plan import Plan
from adopt.say.speaker import Speaker
from adopt.say.targets import target_name
from adopt.say.translate import later
from adopt.write.package import Book
from adopt.write.workbook.sheet import Column, Sheet
from adopt.write.workbook.words import sheet_title

_SOURCES = {"seller": later("yours"), "like": later("similar product")}


def launch_sheet(book: Book, plan: Plan, speaker: Speaker, placed: Mapping[str, str]) -> None:
    """Add the sheet where the plan creates campaigns. ``placed``: where each action's key stands in the upload files."""
    rows = plan.created.sort("key", "place")
    if rows.is_empty():
        return
    say = speaker.say
    about = rows.join(plan.actions.select("key", "targeting"), on="key", how="left", maintain_order="left")
    what = pl.coalesce("text", "name", "sku", "asin", pl.lit("-"))
    texts = [
        target_name(text, speaker, keyword=entity != "Product Targeting")
        for text, entity in zip(rows.select(what).to_series(), rows["entity"], strict=True)
    ]
    sources = [say(_SOURCES[one]) if one else None for one in rows["source"]]
    columns = [
        Column(say("Product"), "text", about["targeting"].to_list()),
        Column(say("Entity"), "text", rows["entity"].to_list()),
        Column(say("What"), "name", texts),
        Column(say("Campaign"), "name", rows["campaign_id"].to_list()),
        Column(say("Targeting type"), "text", rows["targeting_type"].to_list()),
        Column(say("Match type"), "text", rows["match_type"].to_list()),
        Column(say("Start"), "date", rows["start_date"].to_list()),
        Column(say("Daily budget"), "money", rows["budget"].to_list()),
        Column(say("Bid"), "money", rows["bid"].to_list()),
        Column(say("Keyword from"), "text", sources),
        Column(say("Clicks there"), "count", rows["clicks"].to_list()),
        Column(say("Orders there"), "count", rows["orders"].to_list()),
        Column(say("Expected CVR"), "share", rows["cvr"].to_list()),
        Column(say("In upload file"), "text", [placed.get(key) for key in rows["key"]]),
        Column(say("Key"), "name", rows["key"].to_list()),
    ]
    sheet = Sheet(book, sheet_title("launch", speaker), speaker)
    sheet.settle(sheet.widths(columns), freeze="D3")
    sheet.repeat_header(2)
    sheet.note(
        say("The campaigns of new products, with all that is in them. To leave one out, delete all its rows.")
    )
    sheet.table("Launch", columns)

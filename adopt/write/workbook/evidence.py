"""The sheet Evidence: what is known of the search terms that cost most."""

from __future__ import annotations

from openpyxl import Workbook

from adopt.plan.plan import Plan
from adopt.say.speaker import Speaker
from adopt.write.workbook.columns import cents, figures, places
from adopt.write.workbook.cut import MOST_ROWS
from adopt.write.workbook.sheet import Column, Sheet
from adopt.write.workbook.words import sheet_title


def evidence_sheet(book: Workbook, plan: Plan, speaker: Speaker) -> None:
    """Add the sheet: search terms by spend with their expected conversion rate, cut at `MOST_ROWS`."""
    order = ["spend", "search_term", "campaign", "ad_group"]
    terms = plan.terms.sort(order, descending=[True, False, False, False]).head(MOST_ROWS)
    say = speaker.say
    columns = [
        Column(say("Search term"), "text", terms["search_term"].to_list()),
        Column(say("P(profitable)"), "share", terms["p_profitable"].to_list()),
        Column(say("Expected CVR"), "share", terms["cvr"].to_list()),
        Column(say("CVR, low"), "share", terms["cvr_low"].to_list()),
        Column(say("CVR, high"), "share", terms["cvr_high"].to_list()),
        Column(say("Break-even CVR"), "share", terms["break_even_cvr"].to_list()),
        *figures(terms, speaker),
        Column(say("CPC"), "money", cents(terms["cpc"])),
        Column(say("Order value"), "money", cents(terms["order_value"])),
        Column(say("Orders elsewhere"), "count", terms["orders_elsewhere"].to_list()),
        *places(terms, speaker),
    ]
    sheet = Sheet(book, sheet_title("evidence", speaker), speaker)
    sheet.settle(sheet.widths(columns), freeze="B3")
    sheet.repeat_header(2)
    note = say("Each search term of an ad group, most spend first. Low and high bound the 90% interval.")
    if terms.height < plan.terms.height:
        note += " " + say(
            "The first {shown} of {of} search terms.", shown=f"{terms.height:,}", of=f"{plan.terms.height:,}"
        )
    sheet.note(note)
    sheet.table("Evidence", columns)

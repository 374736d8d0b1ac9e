"""The sheet Evidence: what is known of the search terms that cost most."""

from __future__ import annotations

from adopt.plan.plan import Plan
from adopt.say.speaker import Speaker
from adopt.write.package import Book
from adopt.write.workbook.columns import campaign, cents, figures, within_campaign
from adopt.write.workbook.cut import MOST_ROWS, paper_note
from adopt.write.workbook.sheet import Column, Sheet
from adopt.write.workbook.words import sheet_title

_SPEND = 9  # index of the column
_PRINTED = 13  # columns on paper: up to break-even ACoS


def evidence_sheet(book: Book, plan: Plan, speaker: Speaker) -> None:
    """Add the sheet: search terms by spend with their expected conversion rate, cut at `MOST_ROWS`."""
    order = ["spend", "search_term", "campaign", "ad_group"]
    terms = plan.terms.sort(order, descending=[True, False, False, False]).head(MOST_ROWS)
    say = speaker.say
    columns = [
        Column(say("Search term"), "text", terms["search_term"].to_list()),
        campaign(terms, speaker),
        Column(say("P(profitable)"), "share", terms["p_profitable"].to_list()),
        Column(say("Expected CVR"), "share", terms["cvr"].to_list()),
        Column(say("CVR, low"), "share", terms["cvr_low"].to_list()),
        Column(say("CVR, high"), "share", terms["cvr_high"].to_list()),
        Column(say("Break-even CVR"), "share", terms["break_even_cvr"].to_list()),
        *figures(terms, speaker),
        Column(say("CPC"), "money", cents(terms["cpc"])),
        Column(say("Order value"), "money", cents(terms["order_value"])),
        Column(say("Orders elsewhere"), "count", terms["orders_elsewhere"].to_list()),
        *within_campaign(terms, speaker),
    ]
    sheet = Sheet(book, sheet_title("evidence", speaker), speaker)
    sheet.settle(sheet.widths(columns), freeze="B3")
    sheet.repeat_header(2)
    note = say("Each search term of an ad group, most spend first. Low and high bound the 90% interval.")
    sheet.note(_cut(note, terms.height, plan.terms.height, speaker))
    sheet.money_bars(sheet.table("Evidence", columns), _SPEND)
    sheet.print_columns(_PRINTED)


def _cut(note: str, shown: int, of: int, speaker: Speaker) -> str:
    """``note``, and how many terms are left out: they stand in no other file either."""
    if shown < of:
        cut = speaker.say("The first {shown} of {of} search terms.", shown=f"{shown:,}", of=f"{of:,}")
        note = speaker.say.run_on(note, cut)
    return paper_note(note, shown, speaker)

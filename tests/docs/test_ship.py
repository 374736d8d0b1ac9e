"""docs/ship.md is made from the carriers' sheets and the rules; ADOPT_REWRITE_GOLDEN=1 writes it again."""

from __future__ import annotations

from adopt.say.ship import FAULTS
from adopt.words.carriers import carriers
from adopt.words.labels import Columns, LabelSheet, confirmation, label_sheets, result_names
from tests.docs.pages import assert_page

_INTRO = """# Shipping

`adopt ship` makes two files and sends nothing: you import the one at your carrier, and upload the other in Seller Central.

    adopt template customs --out today/customs.csv       once: what customs are told of each SKU
    adopt ship labels today --carrier yanwen --service "..."    the carrier's import sheet of all unshipped orders
    adopt ship confirm tracking.csv --orders today       Amazon's shipping confirmation from tracking numbers

Every order, and every row of tracking results, is in the file or told of: file, row, column, what was expected, what to do. The
command ends with 4 when some were left out, and the file holds the others.

**Addresses.** The report of unshipped orders (Orders > Order Reports > Unshipped Orders) holds names, addresses and phone numbers of
buyers. adopt reads these columns here and nowhere else, for the label sheet alone: they aren't kept in the history, and no message shows
them. E-mail addresses aren't written at all. Delete the sheet once the labels are printed; reports made by programs without the right
to personal data have blank addresses, and every order of theirs is told of.
"""


def test_the_page_is_what_the_tables_say() -> None:
    assert_page("ship.md", page())


def page() -> str:
    sheets = "\n".join(map(_sheet, label_sheets().values()))
    names = "\n".join(f"| {ours} | {', '.join(said)} |" for ours, said in result_names().items())
    list_ = ", ".join(carriers())
    rules = "\n".join(
        f"| {rule} | {words.what} {words.do} |".replace("{", "").replace("}", "")
        for rule, words in FAULTS.items()
    )
    return f"""{_INTRO}
## Label sheets
A carrier changes its sheet without notice: compare the names with the sheet in your account. They are data, in
`adopt/words/labels.toml`. The weight and the declared value of a product are those of one unit; a sheet with the weight of the parcel
has the sum. Columns that aren't listed here stay blank.
{sheets}
## Tracking results
A table (.csv, .txt, .xlsx) with a column of orders and one of tracking numbers, or your own table `shipments`, of which rows with a
`confirmed_at` are left alone. Where several columns hold numbers, the last mile's is taken before the carrier's own.

| What | Names |
|---|---|
{names}

With `--orders`, a row without an item confirms all that is left of its order, item by item. Carriers are written as Amazon's list has
them ({list_}), however the file spells them; any other is written as Other with its name.

## The confirmation
`{confirmation().file}`: tab-separated, UTF-8, columns {", ".join(f"`{name}`" for name in confirmation().columns)} (Seller Central G641).

## Rules
| Rule | What is said |
|---|---|
{rules}
"""


def _sheet(sheet: LabelSheet) -> str:
    return f"""
### {sheet.name["en"]}
`--carrier {sheet.key}`, {sheet.file}; {sheet.items} products in a row. {_said(sheet.columns)}. Of each product: {_said(sheet.each)}.
Source: {sheet.source}; {sheet.sure}.
"""


def _said(columns: Columns) -> str:
    return ", ".join(f"{theirs} = {ours}" for theirs, ours in columns if ours)

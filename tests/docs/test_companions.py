"""docs/companions.md is made from the layouts; ADOPT_REWRITE_GOLDEN=1 writes it again."""

from __future__ import annotations

import textwrap

from adopt.words.companions import Layout, companions
from adopt.words.products import page_columns
from tests.docs.pages import assert_page

_INTRO = """# Reports beside the ads

adopt reads these and knows them by their columns, like [the three files](reports.md) that its decisions rest on. They are
shown by `adopt identify` and kept apart. Decisions use listings (L501), `ads_placement` (B302) and the hourly ones,
`ads_campaign_hourly` and `campaign_hours` (B303), and `fba_inventory_planning` and `ledger_summary` (raises wait for stock);
what is expected of ASINs among the search terms is learned from titles, brands and prices in
{pages}.
Daily checks read many of the others; one that can't be read never stops a run.
{count} layouts, each an entry in `adopt/words/companions.toml`; a new one is an entry there and nothing else. Column names
are English; case, spaces and punctuation don't matter, columns may stand in any order, and unknown ones are left alone. Where
yours are in another language, name them in adopt.toml: a table `[headers."..."]` with `report = "KIND"` and Amazon's
English name = yours for each column.

| Type | What is read | In the frame |
|---|---|---|
| text, id | as it is; `="..."` around an ID is taken off | String |
| count, number | `1,234`, `12.5`, `5.0E-4`; a lone dot is a decimal point | Int64, Float64 |
| money | `$12,905.25`, `1.234,56 €`, negative ones too | Int64, millionths of the currency (`_micros`) |
| share | `5.63%` or 0.0563 | Float64, 1 is all |
| percent | 5.63 or `5.63%` | Float64, 1 is all |
| bounded | `54`, `>306`, `365+` | Float64, and `_over` where it is a bound |
| date, month, range | as in [the three files](reports.md#formats), `14-Jul-2026`; `2026-06`; `Jul 06, 2026 - Jul 29, 2026` | Date |
| time | a day, an hour and a zone: `2026-11-03T14:05:00-08:00`, `2022-07-11 01:34:18 PDT` | Datetime in UTC |
| local | a day and an hour of no stated zone | Datetime without a zone |
| flag | `Y`, `N`, `true`, `false`, `yes`, `no` | Boolean |
| person | an address, as a name that tells people apart in one run and is kept nowhere | String |
| about | what stands above the header: `ASIN=["..."]` | String |

Blank cells, `--`, `-`, `N/A` and the like are null: nothing reported isn't zero. **Bold** columns must be filled, else the
row is rejected; those in *italics* tell the report and must be there; all others may be missing.
"""


def test_the_page_is_what_the_layouts_say() -> None:
    assert_page("companions.md", page())


def page() -> str:
    layouts = list(companions().values())
    groups = (
        ("Files that you download", [one for one in layouts if not one.template and not one.sheets]),
        ("JSON of Amazon's and Keepa's interfaces", [one for one in layouts if one.sheets]),
        ("Tables of your own, where there is no download", [one for one in layouts if one.template]),
    )
    parts = [f"\n## {title}\n\n" + "\n".join(_section(one) for one in group) for title, group in groups]
    kinds = textwrap.fill(", ".join(f"`{kind}`" for kind in page_columns()), 120)
    return _INTRO.format(count=len(layouts), pages=kinds) + "".join(parts)


def _section(layout: Layout) -> str:
    markers = set(layout.markers)
    columns = ", ".join(_column(names, kind, needed, markers) for _, kind, needed, names in layout.columns)
    unread = f"\nLeft alone, because it is personal: {', '.join(layout.unread)}.\n" if layout.unread else ""
    template = f"\n`adopt template {layout.kind}` writes it.\n" if layout.template else ""
    head = f"### `{layout.kind}`: {layout.name['en']}\n\n{layout.where['en']}\n{template}\n"
    return f"{head}{columns}\n{unread}"


def _column(names: tuple[str, ...], kind: str, needed: bool, markers: set[str]) -> str:
    said = " / ".join(name.replace("#", "\\#").replace("*", "\\*") for name in names)
    said = f"*{said}*" if markers & set(names) else said
    return f"{f'**{said}**' if needed else said} ({kind})"

"""docs/checks.md is made from the tables of checks and thresholds; ADOPT_REWRITE_GOLDEN=1 writes it again."""

from __future__ import annotations

from datetime import date

from adopt.say import kind_name, translator
from adopt.say.findings import MODULE
from adopt.words.checking import MODULES, Check, Threshold, checks, thresholds
from tests.docs.pages import assert_page

_INTRO = """# The daily checks

Beside the ads, `adopt daily` goes the rest of the morning round; `adopt check FOLDER` does it alone, and without ads reports, too;
where there are some, it warns of them as the plan of `adopt daily` would (days that no report covers, rows that couldn't be read).
Each check reads downloads and small tables of your own (`adopt template` writes them), and says how urgent it is: *act* (a limit is
passed or a deadline is near), *keep an eye on it* (nothing is broken yet, or only our own arithmetic says so), *fine*, or *no data*
with the download to make. What comes out is the workbook's sheet *Checks*, `checklist.csv` (one row for each task, for Notion and
Airtable; its Key is the same from run to run of a day, so that it can be merged on it), and `checklist.md`.

**Notion**: Import > CSV makes a database, a page for each task; *Merge with CSV* appends, so give each day a database of its own or
filter by Date. **Airtable**: make the table once from a day's file, set Key to single line text, and bring later days in with the CSV
import extension, merging on Key. Dates are ISO, the file is UTF-8, cells that would be taken for formulas begin with an apostrophe,
Status is one of Todo, Done and No data (Doing and Skipped are yours to set).

Every threshold below can be changed in `adopt.toml`, under `[checks]` by its name; what isn't changed follows the dated default.
*How sure*: official (Amazon says so), secondary (press, agencies), file evidence (seen in a seller's file), house rule (ours, or a
common rule that isn't Amazon's).
"""


def test_the_page_is_what_the_tables_say() -> None:
    assert_page("checks.md", page())


def page() -> str:
    return _INTRO + "".join(_module(module) for module in MODULES) + _thresholds()


def _module(module: str) -> str:
    own = [check for check in checks().values() if check.module == module]
    head = "| code | check | needs | rule | thresholds | source |\n|---|---|---|---|---|---|\n"
    return f"\n## {MODULE[module]}\n\n{head}" + "".join(_row(check) for check in own) if own else ""


def _row(check: Check) -> str:
    say = translator("en")
    needs = " *or* ".join(" and ".join(kind_name(kind, say) for kind in kinds) for kinds in check.needs)
    also = f" (and {', '.join(kind_name(kind, say) for kind in check.also)}, if there)" if check.also else ""
    keys = ", ".join(f"`{key}`" for key in check.thresholds)
    cells = (check.code, check.name["en"], (needs or "nothing") + also, check.rule["en"], keys, check.source)
    return f"| {' | '.join(cells)} |\n"


def _thresholds() -> str:
    head = "\n## Thresholds\n\n| name | value | holds | how sure | source |\n|---|---|---|---|---|\n"
    return head + "".join(_entry(one) for key in sorted(thresholds()) for one in thresholds()[key])


def _entry(one: Threshold) -> str:
    value = " to ".join(f"{end:g}" for end in one.value) if isinstance(one.value, tuple) else str(one.value)
    since = "" if one.first_day == date.min else f"from {one.first_day}"
    until = "" if one.last_day == date.max else f"to {one.last_day}"
    note = f"; {one.note}" if one.note else ""
    said = f"{one.op} {value} {one.unit}".strip()
    cells = (f"`{one.key}`", said, f"{since} {until}".strip() or "always", one.sure, f"{one.source}{note}")
    return f"| {' | '.join(cells)} |\n"

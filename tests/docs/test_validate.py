"""docs/validate.md is made from the rule table; ADOPT_REWRITE_GOLDEN=1 writes it again."""

from __future__ import annotations

import re

import pytest

from adopt.words import bulksheet
from adopt.words.rules import LEVELS, SheetRule, sheet_rules
from tests.docs.pages import assert_page

_NAMES = {
    "error": "Errors: Amazon refuses it, or it damages what is there",
    "warning": "Warnings: it may undo or surprise",
    "note": "Notes",
}
_INTRO = """# Checking a bulk sheet before Amazon does

```sh
adopt validate upload.xlsx                                  # by Amazon's rules alone
adopt validate upload.xlsx --bulk bulk-….xlsx --marketplace DE   # and against a fresh download of the account
adopt validate upload.xlsx --json                           # every fault as data
```

For any bulk sheet for Sponsored Products: adopt's own upload files, another tool's, one made by hand, a download in which some
rows were given an Operation. Columns are found by their names, in any order; column names may be in English, German, Spanish
or Simplified Chinese; columns that Amazon ignores are ignored. Rows without an Operation are counted and left alone, as Amazon
does. Nothing is changed or uploaded.

Each fault is told with its row, its column, what stands there, the rule, and what to do; faults of one rule stand together. It
ends with 0 when no error was found, 4 when Amazon would refuse something, 3 when the file can't be read as a bulk sheet, 2 for
wrong usage.

With `--bulk` (a file, or a folder, of which the newest is taken), IDs are looked up in a bulk download of the same account: whether they are there, live, and belong together, what
is negated or targeted already, and whether a bid passes its campaign's budget. A download leaves out what had no impressions and
what is paused unless these boxes were ticked, so tick them. Without `--marketplace`, bids and budgets are held to the widest
limits of all marketplaces (of those with the download's currency, where it names one).

adopt's own upload files are held to the same rules before they are kept, and to more: what is marked *own* below is never
broken by them, whatever its level.

**How sure**: H, Amazon says so or several real files show it; M, one source or one real file does; L, by hearsay or inferred.
Amazon's documentation is its Advanced tools center; *Config* is the hidden sheet of its blank template; *API* the errors that its
Ads API enumerates. None of it was tried on a live account. Not checked, because nobody documents it: the number of rows and the size
that an upload may have, and the most negatives of an ad group.
"""


def test_the_page_is_what_the_rules_say() -> None:
    assert_page("validate.md", page())


def page() -> str:
    return _INTRO + "".join(_section(level) for level in LEVELS) + _needed()


def _section(level: str) -> str:
    head = f"\n## {_NAMES[level]}\n\n| Rule | What, and what to do | Sure | From |\n|---|---|---|---|\n"
    return head + "".join(_row(rule) for rule in sheet_rules().values() if rule.level == level)


def _row(rule: SheetRule) -> str:
    own = " *own*" if rule.own and rule.level != "error" else ""
    said = f"{rule.what} {rule.do}".replace("{detail}", "…").replace("|", "\\|")
    return f"| `{rule.code}`{own} | {said} | {rule.sure} | {rule.source} |\n"


def _needed() -> str:
    """Which cells each entity needs; in brackets those that Amazon's sources disagree on."""
    names, tables = bulksheet()["columns"], bulksheet()
    rows = []
    for entity, by in tables["required"].items():
        cells = []
        for operation in ("Create", "Update", "Archive"):
            needed = [names[name] for name in by.get(operation, ())]
            disputed = [f"({names[name]})" for name in tables["disputed"].get(entity, {}).get(operation, ())]
            cells.append(", ".join([*needed, *disputed]) or "–")
        rows.append(f"| {entity} | {' | '.join(cells)} |\n")
    head = "\n## Cells that each entity needs\n\nBeside Product, Entity and Operation; in brackets those that Amazon's sources disagree on.\n\n"
    return head + "| Entity | Create | Update | Archive |\n|---|---|---|---|\n" + "".join(rows)


@pytest.mark.parametrize("rule", sheet_rules().values(), ids=lambda rule: rule.code)
def test_each_rule_is_whole(rule: SheetRule) -> None:
    assert rule.level in LEVELS
    assert rule.sure in {"H", "M", "L"}
    assert rule.what
    assert rule.do
    assert rule.source
    assert set(re.findall(r"\{(\w+)\}", rule.what + rule.do)) <= {"detail"}

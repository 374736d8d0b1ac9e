"""A whole appeal, and changes of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from adopt.appeal import Facts, read_facts

DAY = date(2026, 11, 25)
ASINS = ("B0AAAAAAA1", "B0AAAAAAA2")
WHOLE = """
[notice]
id = "N-7"
subject = "Your listings have been removed"
received = 2026-11-20
deadline = 2026-11-27T17:00:00-08:00
marketplace = "US"
issues = ["not as described", "late"]
asins = ["B0AAAAAAA1", "B0AAAAAAA2"]
orders = ["111-2222222-3333333"]

[[facts]]
day = 2026-11-12
what = "Two buyers returned the pan as not as described"
source = "FBA customer returns report of 2026-11-20"
asins = ["B0AAAAAAA1"]

[[root_causes]]
what = "The new supplier changed the coating, and we did not compare a sample with the listing."
issue = "Not as described"

[[root_causes]]
what = "Our handling time was shorter than our packing took."
issue = "late"

[[actions]]
what = "Removed 40 units from sale and inspected each of them."
done = true
day = 2026-11-21
owner = "Li Wei"

[[prevention]]
what = "Every carton will be weighed before it ships."
done = false
day = 2026-12-01
owner = "Chen Jie"

[[evidence]]
what = "Supplier invoice 2211"
kind = "invoice"
day = 2026-05-02
file = "invoice-2211.pdf"
asins = ["B0AAAAAAA1", "B0AAAAAAA2"]
"""


def changed(**changes: Any) -> Facts:
    """The whole appeal with other values: ``{"actions.0.day": None}``."""
    values = read_facts(WHOLE, "facts.toml").model_dump()
    for name, value in changes.items():
        inner: Any = values
        *steps, last = name.split(".")
        for step in steps:
            inner = inner[int(step) if step.isdigit() else step]
        inner[last] = value
    return Facts.model_validate(values)

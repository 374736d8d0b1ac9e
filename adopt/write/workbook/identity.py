"""Which plan a workbook shows, for programs: custom document properties, which stay when the seller saves it."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from adopt.plan.plan import Plan


def mark(book: Workbook, plan: Plan, language: str) -> None:
    """Set ``adopt_plan`` (its digest), ``adopt_as_of`` (ISO), ``adopt_version`` and ``adopt_language``, all texts."""
    marks = {
        "adopt_plan": plan.digest,
        "adopt_as_of": plan.as_of.isoformat(),
        "adopt_version": plan.version,
        "adopt_language": language,
    }
    for name, value in marks.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))

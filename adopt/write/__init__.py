"""What a run leaves behind: upload sheets for Amazon, the review workbook, the plan as data."""

from adopt.write.leftovers import remove_others, remove_overview, remove_review
from adopt.write.outputs import leave_outputs, write_outputs, write_overview
from adopt.write.plan_file import plan_document, plan_json
from adopt.write.reviews import KeptReview

__all__ = [
    "KeptReview",
    "leave_outputs",
    "plan_document",
    "plan_json",
    "remove_others",
    "remove_overview",
    "remove_review",
    "write_outputs",
    "write_overview",
]

"""Sentences that any check may say."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

GENERAL = {
    "no_report": Words(
        later("Not checked, because this download isn't in the folder: {reports}. It would tell {adds}."),
        later("Where to get it: {where}"),
    ),
    "no_reports": Words(
        later(
            "Not checked: {count} downloads aren't in the folder. checklist.md and adopt check --verbose tell of each what it would "
            "say, and where it is."
        ),
        later("Download: {reports}"),
    ),
    "and_more": Words(
        later("{n} more of {of} like these aren't told one by one{first}{together}."),
        later(
            "Do those above first; set rows_shown under [checks] in adopt.toml to have more of them told one by one."
        ),
    ),
}

"""Sentences that any check may say."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

GENERAL = {
    "no_report": Words(
        later("Not checked, because this download isn't in the folder: {reports}. It would tell {adds}."),
        later("Download it: {where}"),
    ),
    "and_more": Words(
        later("{more} more like these, which aren't told one by one."),
        later("Do those above first; the limit of rows is a threshold in adopt.toml."),
    ),
}

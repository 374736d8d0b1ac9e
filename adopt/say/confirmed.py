"""What Amazon did with an action, in words: what a message means and how to mend it, what isn't known and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from adopt.say.translate import Translate, later
from adopt.schema.course import Status
from adopt.words.messages import amazon_messages

STATUSES = {
    Status.TAKEN.value: later("taken by Amazon"),
    Status.REJECTED.value: later("refused by Amazon"),
    Status.UNKNOWN.value: later("not known"),
}

_UNKNOWN = {
    "still_old": later(
        "The download still shows what was there before: it wasn't uploaded, or Amazon refused it. Upload its file, and look "
        "into Amazon's report of it."
    ),
    "too_early": later(
        "The download of the same day still shows what was there before: it may have been made before the upload. Confirm "
        "again with tomorrow's."
    ),
    "changed": later("It is neither as before nor as planned: somebody has changed it since."),
    "partly": later("Only some of its campaigns are there: look into Amazon's report of the upload."),
    "without_ad": later(
        "Its campaigns are there without its ad, and show nothing: look into Amazon's report of the upload."
    ),
    "archived": later("It, or what it stands in, is archived."),
    "not_in_download": later(
        "It isn't in the download: archived, or without impressions. Make the download with zero impressions."
    ),
    "not_uploaded": later("No upload file carries it: it is done by hand in the console."),
}


class Advice(NamedTuple):
    """What a result means, and what to do about it; empty where there is nothing to say."""

    meaning: str
    mend: str


def advice(result: Mapping[str, Any], say: Translate) -> Advice:
    """What a row of `adopt.schema.Result` means."""
    if result["status"] == Status.UNKNOWN.value:
        message = _UNKNOWN.get(result["code"])
        return Advice(say(message) if message else "", "")
    if result["status"] == Status.TAKEN.value:
        return Advice("", "")
    known = amazon_messages().get(result["code"])
    if known is None:
        return Advice(
            say("adopt doesn't know this message."),
            say("Please tell adopt's makers of it; a new bulk download shows what is in force."),
        )
    return Advice(say(known.meaning), say(known.mend))

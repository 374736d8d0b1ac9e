"""What undoing a plan does with each of its actions, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adopt.say.advice import percent
from adopt.say.speaker import Speaker
from adopt.say.translate import later
from adopt.schema.compared import Fate, Kind

FATES = {
    Fate.UNDONE.value: later("undone"),
    Fate.NOTHING.value: later("nothing to do"),
    Fate.CHANGED.value: later("changed since"),
    Fate.IMPOSSIBLE.value: later("can't be undone"),
}

_DONE = {
    Kind.NEGATIVE.value: later("the negative is archived."),
    Kind.TARGET.value: later("what was created is archived."),
    Kind.CAMPAIGN.value: later("its campaigns are archived, with all that is in them."),
    Kind.RESTORED.value: later("the negative is created again."),
    Kind.STATE.value: later("its state is set back."),
}

_CAVEATS = {
    "slow": later("Negatives can take up to 72 hours to act, and to stop acting."),
    "for_good": later("What is archived can't be brought back; its figures stay."),
    "spent": later(
        "What is archived can't be brought back, and the {spent} that it spent in the download's days are spent."
    ),
}

_CHANGED = {
    "state": later("somebody has paused it since; left as it is. --force undoes it all the same."),
    "more_inside": later(
        "somebody has put ads, keywords or product targets into its campaigns since; left as they are. --force archives "
        "them too."
    ),
}

_WHY = {
    "rejected": later("Amazon refused it, and it isn't in force."),
    "archived": later("it, or what it stands in, is archived: that can't be changed any more."),
    "not_in_download": later(
        "it isn't in the download: archived, or without impressions. Make the download with zero impressions."
    ),
    "not_uploaded": later("no upload file carried it: change it back by hand in the console."),
    "no_old": later("the plan doesn't say what it was before."),
    "over_budget": later("the old bid {old} is above the campaign's daily budget: Amazon would refuse it."),
    "under_bids": later("the old daily budget {old} is below bids in the campaign: Amazon would refuse it."),
    "strategy": later("the campaign's bidding strategy isn't one that an upload can carry: do it by hand."),
    "text_refused": later("Amazon takes such a negative no longer in an upload: create it by hand."),
    "no_id": later("the download doesn't tell its ID."),
}


def fate_sentence(row: Mapping[str, Any], speaker: Speaker) -> str:
    """What happens to one action: a row of `adopt.schema.Undo`."""
    say, amounts = speaker.say, _amounts(row, speaker)
    match row["fate"]:
        case Fate.UNDONE.value:
            done = _DONE.get(row["kind"])
            said = say(done) if done else say("back from {now} to {old}.", **amounts)
            return say.run_on(said, *_caveat(row, speaker))
        case Fate.NOTHING.value:
            return (
                say(_WHY["rejected"]) if row["why"] == "rejected" else say("it is already as it was before.")
            )
        case Fate.CHANGED.value:
            special = _CHANGED.get(row["why"])
            return (
                say(special)
                if special
                else say(
                    "it was {old}, the plan set {planned}, now it is {now}: somebody has changed it since; left as it is. "
                    "--force undoes it all the same.",
                    **amounts,
                )
            )
    return say(_WHY[row["why"]], **amounts)


def _caveat(row: Mapping[str, Any], speaker: Speaker) -> list[str]:
    message = _CAVEATS.get(row["caveat"])
    return [speaker.say(message, spent=speaker.money(row["spent"] or 0))] if message else []


def _amounts(row: Mapping[str, Any], speaker: Speaker) -> dict[str, str]:
    return {name: _amount(row[name], row["kind"], speaker) for name in ("old", "planned", "now")}


def _amount(value: float | None, kind: str, speaker: Speaker) -> str:
    if value is None:
        return speaker.say("nothing")
    return percent(value) if kind == Kind.PERCENTAGE.value else speaker.money(value)

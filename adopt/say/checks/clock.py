"""What the clock says."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")
_NOW = later("Put today's bids and prices live between {opens} and {closes}.")

CLOCK = {
    "window_ahead": Words(
        later(
            "It is {now} on the marketplace, {now_eastern} in New York. Today's window for bids and prices is {opens} to {closes} "
            "({opens_there} to {closes_there} on the marketplace)."
        ),
        _NOW,
    ),
    "window_open": Words(
        later(
            "It is {now} on the marketplace, {now_eastern} in New York: today's window for bids and prices is open until {closes} "
            "({closes_there} on the marketplace)."
        ),
        _NOW,
    ),
    "window_over": Words(
        later(
            "It is {now} on the marketplace, {now_eastern} in New York: today's window for bids and prices was {opens} to {closes}."
        ),
        later("Keep changes of bids and prices for tomorrow's window, unless they stop a loss."),
    ),
    "run_outside": Words(
        later(
            "The run at {subject} is {run} in New York ({run_there} on the marketplace): not inside the window from {opens} to {closes}."
        ),
        later(
            "Upload in the window what the run decided. To run inside it, schedule by the time of New York, not of UTC."
        ),
    ),
    "run_inside": Words(
        later(
            "The run at {subject} is {run} in New York ({run_there} on the marketplace): inside the window from {opens} to {closes}."
        ),
        _NOTHING,
    ),
    "promo_start": Words(
        later(
            "It starts {moment}: midnight in {place}, not on the marketplace. Its midnight of that day is {meant}."
        ),
        later("Set its start and end anew in the marketplace's time, if midnight was meant."),
    ),
    "promo_start_past": Words(
        later(
            "It has started {moment}: midnight in {place}, not on the marketplace. Its midnight of that day was {meant}."
        ),
        later("Its end is right or an hour of its own; set the next one in the marketplace's time."),
    ),
    "promo_start_season": Words(
        later(
            "It starts {moment}: midnight by the clock of the other season (summer time). Midnight is {meant}."
        ),
        later("Set the start anew in the marketplace's time of that day, if midnight was meant."),
    ),
    "promo_start_season_past": Words(
        later(
            "It has started {moment}: midnight by the clock of the other season (summer time). Midnight was {meant}."
        ),
        later("Its end is right or an hour of its own; set the next one in the marketplace's time."),
    ),
    "promo_end": Words(
        later(
            "It ends {moment}: the end of the day in {place}, not on the marketplace. Its day ends {meant}."
        ),
        later(
            "Set the end anew in the marketplace's time. A coupon runs through its end date; a sale price ends as that date begins."
        ),
    ),
    "promo_end_season": Words(
        later(
            "It ends {moment}: the end of the day by the clock of the other season (summer time). The day ends {meant}."
        ),
        later(
            "Set the end anew in the marketplace's time. A coupon runs through its end date; a sale price ends as that date begins."
        ),
    ),
    "promo_fine": Words(
        later("{others} start and end at midnight of the marketplace, or at an hour of their own."), _NOTHING
    ),
    "promo_none_ahead": Words(later("No promotion runs or will run."), _NOTHING),
    "days_unfinished": Words(
        later(
            "{report}: its last day ({last_day}) isn't over before {over}; what it tells of that day is a part of it."
        ),
        later("Judge the days before it alone, and download it again after {over}."),
    ),
    "days_provisional": Words(
        later("{report}: its figures of {window} may still change until {final}."),
        later("Don't judge these days yet; download the report again after {final}."),
    ),
    "days_final": Words(later("Reports whose days are all final: {n}."), _NOTHING),
    "days_none": Words(later("No report of days is there."), _NOTHING),
    "read_long_ago": Words(
        later("{report}: last read {value} ago, wanted every {target}."),
        later("Download it today and put it in the folder."),
    ),
    "read_never": Words(
        later("Of the reports of the round {read} are there; never read: {never}."),
        later("Download those that your account has; each says in the checklist what it would tell."),
    ),
    "read_all": Words(
        later("Every report of the round was read: {read} today, {recent} as often as wanted."), _NOTHING
    ),
    "weekly_today": Words(
        later("The weekly report is due today, over {window}. Its sales are final {final}."),
        later(
            "Write it from the reports of that week. If the figures aren't final yet, say so, or take the numbers again after that."
        ),
    ),
    "weekly_ahead": Words(
        later("The next weekly report is due {day} (in {ahead}), over {window}."),
        _NOTHING,
    ),
}

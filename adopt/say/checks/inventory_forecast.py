"""What is said of the forecast of demand."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")

FORECAST = {
    "forecast_short": Words(
        later("Too few days with sales to hold weeks out: {needed} in stock are needed at least."),
        later("Download a longer report, of three months or more."),
    ),
    "forecast_each": Words(
        later(
            "Each of {products} by itself: weekly error {value}, with a plain run rate {plain}. {others} go by another model "
            "than the weighted run rate."
        ),
        _NOTHING,
    ),
    "forecast_held_wins": Words(
        later(
            "Weekly totals were forecast with an error of {value} (limit {target}; bias {bias}) in {weeks}; a plain run rate had "
            "{plain}."
        ),
        _NOTHING,
    ),
    "forecast_held_loses": Words(
        later(
            "Weekly totals were forecast with an error of {value} (limit {target}; bias {bias}) in {weeks}; a plain run rate came "
            "as near or nearer: {plain}."
        ),
        _NOTHING,
    ),
    "forecast_missed_wins": Words(
        later(
            "Weekly totals were forecast with an error of {value} (limit {target}; bias {bias}) in {weeks}; a plain run rate had "
            "{plain}."
        ),
        later(
            "Keep more safety stock (service_level), and think of deals and seasons: no model knows yours."
        ),
    ),
    "forecast_missed_loses": Words(
        later(
            "Weekly totals were forecast with an error of {value} (limit {target}; bias {bias}) in {weeks}; a plain run rate came "
            "as near or nearer: {plain}."
        ),
        later(
            "Keep more safety stock (service_level), and think of deals and seasons: no model knows yours."
        ),
    ),
}

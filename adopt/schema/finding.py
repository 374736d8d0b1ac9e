"""What a daily check found."""

from __future__ import annotations

from enum import StrEnum

import dataframely as dy

from adopt.schema.promise import Promise


class FindingStatus(StrEnum):
    """How a check came out, the most urgent first."""

    ACT = "act"  # a limit is passed, or a deadline is near: do something today
    WATCH = "watch"  # nothing is broken yet, or only our own arithmetic says so
    NO_DATA = "no_data"  # it can't be told: a download is missing, or holds nothing to judge by
    FINE = "fine"


class Finding(Promise):
    """One finding. ``value``, ``target``, ``low`` and ``high`` are in ``unit``; money is in the account's currency."""

    key = dy.String(primary_key=True)  # "A101/MFN": the same from day to day
    code = dy.String(regex=r"^[A-Z][1-9][0-9]{2}$")
    status = dy.Enum([status.value for status in FindingStatus])
    subject = dy.String()  # a channel, SKU, ASIN, order, ...; empty: the account
    reason = dy.String()  # names the sentences of `adopt.say.findings`
    figures = dy.List(  # what they are filled with: a number or a text, in a unit of `adopt.say.figures`
        dy.Struct(
            {
                "name": dy.String(),
                "unit": dy.String(),
                "number": dy.Float64(nullable=True),
                "text": dy.String(nullable=True),
            }
        )
    )
    unit = dy.String(nullable=True)  # of value, target, low and high
    value = dy.Float64(nullable=True)
    target = dy.Float64(nullable=True)
    op = dy.String(nullable=True)  # how the value should stand to the target: <, <=, >=, >, =
    n = dy.Int64(nullable=True)  # n of so many, where the value is a share
    of = dy.Int64(nullable=True)
    low = dy.Float64(nullable=True)  # 95 % interval of the value
    high = dy.Float64(nullable=True)
    first_day = dy.Date(nullable=True)  # the report's own window
    last_day = dy.Date(nullable=True)
    due = dy.Datetime(time_unit="us", time_zone="UTC", nullable=True)
    at_stake = dy.Float64(nullable=True)  # money
    kind = dy.String(nullable=True)  # of the report that it rests on
    file = dy.String(nullable=True)

"""How commands that come after a plan name its actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dataframely as dy
import polars as pl

from adopt.say import Speaker, action_names
from adopt.say.targets import subject
from adopt.schema import Action
from adopt.write.plan_read import Told


def labels(actions: pl.DataFrame, told: Told, speaker: Speaker) -> dict[str, str]:
    """Key -> ``Negate search term: yoga mat (Mats > Mats broad)``."""
    rows: dy.DataFrame[Action] = Action.cast(actions.select(Action.column_names()))
    names = action_names(rows, told.currency, speaker.language, told.rules)
    colon = speaker.say(": ")
    return {
        row["key"]: f"{name}{colon}{_what(row, speaker)} ({row['campaign']} > {row['ad_group']})"
        for name, row in zip(names, rows.iter_rows(named=True), strict=True)
    }


def _what(row: Mapping[str, Any], speaker: Speaker) -> str:
    return str(row["search_term"] or row["to_text"] or subject(row, speaker))

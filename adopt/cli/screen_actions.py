"""How commands that come after a plan name its actions."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.say import Speaker, action_names
from adopt.schema import Action
from adopt.write.plan_read import Told


def labels(actions: pl.DataFrame, told: Told, speaker: Speaker) -> dict[str, str]:
    """Key -> ``Negate search term: yoga mat (Mats > Mats broad)``."""
    rows: dy.DataFrame[Action] = Action.cast(actions.select(Action.column_names()))
    names = action_names(rows, told.currency, speaker.language, told.rules)
    about = rows.select(
        "key", "campaign", "ad_group", what=pl.coalesce("search_term", "to_text", "targeting")
    )
    colon = speaker.say(": ")
    return {
        key: f"{name}{colon}{what} ({campaign} > {group})"
        for name, (key, campaign, group, what) in zip(names, about.iter_rows(), strict=True)
    }

"""``plan.json`` read back: its actions as rows, with what is needed to explain them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from adopt.decide import with_shade
from adopt.errors import InputError
from adopt.schema import Action, NewEntity, RuleWords
from adopt.settings import Settings
from adopt.write.plan_file import SCHEMA, holds_values


class Told(NamedTuple):
    """What a plan's file says: currency, marketplace (or None), settings in force, actions, campaigns to create, words of rules."""

    currency: str
    marketplace: str | None
    settings: Settings
    actions: dy.DataFrame[Action]
    created: dy.DataFrame[NewEntity]
    rules: tuple[RuleWords, ...] = ()


def read_plan(path: Path) -> Told:
    """The plan that ``adopt daily`` wrote into ``path``.

    Raises:
        InputError: the file can't be read, or isn't a plan of this version of adopt.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            "{file}: can't be read ({why}); name the plan.json of a run with --plan",
            file=path,
            why=error.strerror,
        ) from error
    except ValueError as error:
        raise _no_plan(path) from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise _no_plan(path)
    try:
        rows = [_row(action) for action in found["actions"]]
        actions = Action.cast(pl.DataFrame(rows, schema=Action.create_empty().schema))
        settings = with_shade(Settings.model_validate(found["settings"]), found["facts"]["shade"])
        created = _created(found.get("created", []))
        rules = tuple(RuleWords.of(words) for words in found["rules"])
        actions = Action.validate(actions)
        return Told(found["currency"], found["marketplace"], settings, actions, created, rules)
    except (KeyError, TypeError, ValueError, pl.exceptions.PolarsError, dy.exc.ValidationError) as error:
        raise _no_plan(path) from error


def _no_plan(path: Path) -> InputError:
    return InputError(
        "{file}: isn't a plan of this version of adopt; run adopt daily again, or name its plan.json with --plan",
        file=path,
    )


def _created(rows: Sequence[Mapping[str, Any]]) -> dy.DataFrame[NewEntity]:
    """The rows with their days as dates; a plan of an earlier version has none."""
    schema = NewEntity.create_empty().schema
    told = [
        {**row, "start_date": row["start_date"] and date.fromisoformat(row["start_date"])} for row in rows
    ]
    return NewEntity.validate(pl.DataFrame(told, schema=schema))


def _row(action: Mapping[str, Any]) -> dict[str, Any]:
    flat = {**action["evidence"], **{name: value for name, value in action.items() if name != "evidence"}}
    known = {name: flat.get(name) for name in Action.column_names()}
    params = {name: value for name, value in action["reason"]["params"].items() if name in known}
    return known | _change(action) | {"reason": action["reason"]["code"]} | params


def _change(action: Mapping[str, Any]) -> dict[str, Any]:
    """The bids, budgets and texts that ``from`` and ``to`` hold."""
    old, new = action["from"], action["to"]
    if isinstance(old, dict):
        return {"to_text": old["text"]}
    if holds_values(action["code"]):
        return {"from_value": old, "to_value": new}
    bids = {"from_bid": old}
    if not isinstance(new, dict):
        return bids | {"to_bid": new}
    places = ("campaign_id", "ad_group_id", "campaign", "ad_group")
    return (
        bids | {"to_text": new["text"], "to_bid": new.get("bid")} | {f"to_{at}": new.get(at) for at in places}
    )

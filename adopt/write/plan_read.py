"""``plan.json`` read back: its actions as rows, with what is needed to explain them."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from adopt.decide.made import MATCH_TYPES
from adopt.errors import InputError
from adopt.history.plans import KEPT_PLAN, PLAN
from adopt.plan.plan import Facts
from adopt.schema import Action, NewEntity, RuleWords
from adopt.settings import Settings
from adopt.write.plan_file import SCHEMA, holds_values


class ToldInput(NamedTuple):
    """A file that the plan rests on; ``digest`` is the SHA-256 of its bytes."""

    file: str
    kind: str
    digest: str


class Told(NamedTuple):
    """What a plan's file says; a plan of `adopt.plan.changes.Changes`, so that its upload files can be written again.

    Names as in `adopt.plan.Plan`.
    """

    digest: str
    version: str
    as_of: date
    account: str | None
    currency: str
    marketplace: str | None
    settings: Settings
    inputs: tuple[ToldInput, ...]
    facts: Facts
    withheld: tuple[tuple[str, str], ...]
    actions: dy.DataFrame[Action]
    created: dy.DataFrame[NewEntity]
    rules: tuple[RuleWords, ...] = ()

    @property
    def download(self) -> ToldInput | None:
        """The bulk download that the plan was made with."""
        return next((one for one in self.inputs if one.kind == "bulk"), None)


def read_plan(path: Path) -> Told:
    """The plan that ``adopt daily`` wrote into ``path``, or kept in its history (``.gz``).

    Raises:
        InputError: the file can't be read, or isn't a plan of this version of adopt.
    """
    try:
        content = path.read_bytes()
        found = json.loads(gzip.decompress(content) if path.suffix == ".gz" else content)
    except gzip.BadGzipFile as error:
        raise _no_plan(path) from error
    except OSError as error:
        raise InputError(
            "{file}: can't be read ({why}); name the plan.json of a run with --plan",
            file=path,
            why=error.strerror,
        ) from error
    except (ValueError, EOFError, zlib.error) as error:
        raise _no_plan(path) from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise _no_plan(path)
    try:
        rows = [_row(action) for action in found["actions"]]
        actions = Action.cast(pl.DataFrame(rows, schema=Action.create_empty().schema))
        facts = _facts(found["facts"])
        settings = facts.measured(Settings.model_validate(found["settings"]))
        created = _created(found.get("created", []))
        rules = tuple(RuleWords.of(words) for words in found["rules"])
        actions = Action.validate(actions)
        return Told(
            digest=found["digest"],
            version=found["version"],
            as_of=date.fromisoformat(found["as_of"]),
            account=found["account"],
            currency=found["currency"],
            marketplace=found["marketplace"],
            settings=settings,
            inputs=tuple(ToldInput(one["file"], one["kind"], one["digest"]) for one in found["inputs"]),
            facts=facts,
            withheld=tuple((one["code"], one["detail"]) for one in found["withheld"]),
            actions=actions,
            created=created,
            rules=rules,
        )
    except (KeyError, TypeError, ValueError, pl.exceptions.PolarsError, dy.exc.ValidationError) as error:
        raise _no_plan(path) from error


def plan_in(folder: Path) -> Told:
    """The plan of a folder, whichever way it is kept there.

    Raises:
        InputError: as `read_plan`.
    """
    return read_plan(folder / (PLAN if (folder / PLAN).is_file() else KEPT_PLAN))


def _facts(said: Mapping[str, Any]) -> Facts:
    """The figures, days as dates."""
    days = {name: said[name] and date.fromisoformat(said[name]) for name in ("first_day", "last_day")}
    return Facts(**{**said, **days})


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
    if "state" in new:
        return {"to_state": new["state"]}
    places = ("campaign_id", "ad_group_id", "campaign", "ad_group")
    return (
        bids
        | {"to_text": new["text"], "to_bid": new.get("bid"), "to_match_type": _chosen(new)}
        | {f"to_{at}": new.get(at) for at in places}
    )


def _chosen(made: Mapping[str, Any]) -> str | None:
    """The match type of what is created, where it isn't the usual one of its entity."""
    match_type: str | None = made["match_type"]
    return None if match_type == MATCH_TYPES.get(made["entity"]) else match_type

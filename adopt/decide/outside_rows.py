"""What a rule from outside returned, as `Action` rows; what isn't any stops the run with the rule's name."""

from __future__ import annotations

from typing import NoReturn

import dataframely as dy
import polars as pl

from adopt.decide.actions import OPTIONAL, completed
from adopt.errors import SettingsError
from adopt.schema import Action, Consent, RuleWords

_NEEDED = ("entity", "reason", "money_per_week", "probability")


def outside_rows(rule: RuleWords, made: object) -> dy.DataFrame[Action]:
    """The rows as actions of the rule's code, *ask* where they say nothing, with keys as adopt makes them.

    Args:
        rule: whose rows.
        made: what it returned.

    Raises:
        SettingsError: it isn't a frame, lacks a column, or has a value that an action can't have.
    """
    if not isinstance(made, pl.DataFrame):
        raise SettingsError(
            "rule {rule} returned {found}; expected a Polars DataFrame: rows of view.terms or view.targets with {columns}",
            rule=rule.title,
            found=type(made).__name__,
            columns=", ".join(_NEEDED),
        )
    given = _with_defaults(rule, made)
    _check_columns(rule, given)
    rows = completed(given).select(Action.column_names())
    _check_words(rule, rows)
    return _checked(rule, rows)


def _with_defaults(rule: RuleWords, made: pl.DataFrame) -> pl.DataFrame:
    """What follows from the rule, and what evidence calls otherwise."""
    given = set(made.columns)
    known = {
        "code": pl.lit(rule.code),
        "consent": pl.lit(Consent.ASK.value),
        **({"from_bid": pl.col("bid")} if "bid" in given else {}),
        **({"break_even_acos": pl.col("margin")} if "margin" in given else {}),
    }
    return made.with_columns(value.alias(name) for name, value in known.items() if name not in given)


def _check_columns(rule: RuleWords, given: pl.DataFrame) -> None:
    """Every column that an action must have is there, and each is of its kind."""
    kinds = {name: kind for name, kind in Action.create_empty().schema.items() if name != "key"}
    if missing := [name for name in kinds if name not in OPTIONAL and name not in given.columns]:
        raise SettingsError(
            "rule {rule} returned rows without {columns}; expected rows of view.terms or view.targets with {needed}",
            rule=rule.title,
            columns=", ".join(missing),
            needed=", ".join(_NEEDED),
        )
    for name, kind in kinds.items():
        if given.schema.get(name, kind) != kind:
            raise SettingsError(
                "rule {rule}: column {column} is {found}; expected {kind}",
                rule=rule.title,
                column=name,
                found=given.schema[name],
                kind=kind,
            )


def _check_words(rule: RuleWords, rows: pl.DataFrame) -> None:
    """Codes, consents and reasons are some of a few."""
    allowed = {"code": [rule.code], "consent": [one.value for one in Consent], "reason": list(rule.reasons)}
    for name, words in allowed.items():
        strange = rows.filter(~pl.col(name).is_in(words).fill_null(value=False))
        if strange.height:
            _refuse(rule, strange, name, " | ".join(words))


def _checked(rule: RuleWords, rows: pl.DataFrame) -> dy.DataFrame[Action]:
    """Bounds, finite numbers, one row for each entity."""
    good, failed = Action.filter(rows)
    for name in failed.counts():
        column, _, check = name.partition("|")
        strange = failed.invalid().filter(_breaks(column, check))
        _refuse(rule, strange if strange.height else failed.invalid(), column, _expected(column, check))
    return good


def _breaks(column: str, check: str) -> pl.Expr:
    value, bounds = pl.col(column), _bounds(column)
    match check:
        case "nullability":
            return value.is_null()
        case "unique":
            return value.is_duplicated()
        case "min" | "max" if check in bounds:
            return value < bounds[check] if check == "min" else value > bounds[check]
        case _:
            return ~value.is_finite()


def _expected(column: str, check: str) -> str:
    bounds = _bounds(column)
    told = {"nullability": "not null", "unique": "one row for each entity"}
    told |= {name: f"{'>=' if name == 'min' else '<='} {bound}" for name, bound in bounds.items()}
    return told.get(check, "a finite number")


def _bounds(column: str) -> dict[str, float]:
    """The least and the most that an action's column may hold."""
    promised = Action.columns()[column]
    found = {name: getattr(promised, name, None) for name in ("min", "max")}
    return {name: bound for name, bound in found.items() if bound is not None}


def _refuse(rule: RuleWords, strange: pl.DataFrame, column: str, expected: str) -> NoReturn:
    first = strange.row(0, named=True)
    raise SettingsError(
        "rule {rule}: {column} is {value} in {count} of its rows, first of {key}; expected {expected}",
        rule=rule.title,
        column=column,
        value=first[column],
        count=strange.height,
        key=first["key"],
        expected=expected,
    )

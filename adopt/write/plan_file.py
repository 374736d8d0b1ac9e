"""The plan as data: ``plan.json``. Its shape is documented in ``docs/plan.schema.md``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from adopt.decide.made import MATCH_TYPES
from adopt.plan.plan import Input, Plan
from adopt.write.bulk_sheet import negative_expression

SCHEMA = 1
"""Version of the shape; a change that breaks readers raises it."""

_RATE_DIGITS = 6
_MONEY_DIGITS = 4


def plan_json(plan: Plan) -> str:
    """``plan.json``: sorted keys, UTF-8, an action or a day a line, one newline at the end; the same plan gives the same text."""
    # Made action by action: a large account has a hundred thousand, and as objects they would fill the memory.
    text = _dumped({**_head(plan), "actions": [], "days": []}, indent=2)
    return _listed(_listed(text, "days", _days(plan)), "actions", _actions(plan)) + "\n"


def plan_document(plan: Plan) -> dict[str, Any]:
    """The plan as plain values: text, numbers, lists and objects."""
    return {**_head(plan), "actions": list(_actions(plan)), "days": list(_days(plan))}


def _listed(text: str, key: str, rows: Iterator[dict[str, Any]]) -> str:
    """``text`` with the rows in the empty list called ``key``, each on a line."""
    lines = ",\n".join(f"    {_dumped(row)}" for row in rows)
    # Inside a text the quotes would be escaped, so this is the key itself.
    empty = f'"{key}": []'
    return text.replace(empty, f'"{key}": [\n{lines}\n  ]' if lines else empty, 1)


def is_plan(path: Path) -> bool:
    """Whether a file is a plan of adopt's: other programs call theirs ``plan.json`` too."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and {"schema", "digest", "as_of", "actions", "withheld"} <= set(found)


def _dumped(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, sort_keys=True, allow_nan=False)


def _head(plan: Plan) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "digest": plan.digest,
        "version": plan.version,
        "as_of": plan.as_of.isoformat(),
        "account": plan.account,
        "marketplace": plan.marketplace,
        "currency": plan.currency,
        "inputs": [_input(file) for file in plan.inputs],
        "settings": plan.settings.model_dump(mode="json"),
        "facts": {name: _plain(value) for name, value in plan.facts._asdict().items()},
        "warnings": [{"code": code, "detail": detail} for code, detail in plan.warnings],
        "withheld": [{"code": code, "detail": detail} for code, detail in plan.withheld],
        "rules": [rule.plain() for rule in plan.rules],
        "limits": [
            row | {name: _rate(row[name]) for name in ("value", "allowed")}
            for row in plan.breaches.to_dicts()
        ],
        "join": [{name: _plain(value) for name, value in row.items()} for row in plan.join.to_dicts()],
        "rejected": plan.rejected.height,
        "created": [{name: _plain(value) for name, value in row.items()} for row in plan.created.to_dicts()],
    }


def _input(file: Input) -> dict[str, Any]:
    values = {name: _plain(value) for name, value in file._asdict().items() if name != "totals"}
    totals = {name: _number(value) for name, value in file.totals._asdict().items()}
    return values | {"totals": totals}


def _days(plan: Plan) -> Iterator[dict[str, Any]]:
    for row in plan.days.iter_rows(named=True):
        yield {name: _money(value) if name != "day" else value.isoformat() for name, value in row.items()}


def _actions(plan: Plan) -> Iterator[dict[str, Any]]:
    rows = plan.actions.with_columns(expression=negative_expression(pl.col("to_text")))
    return (_action(row, plan) for row in rows.iter_rows(named=True))


def _action(row: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    names = (
        "key",
        "code",
        "consent",
        "entity",
        "campaign",
        "ad_group",
        "targeting",
        "match_type",
        "search_term",
    )
    ids = ("campaign_id", "ad_group_id", "target_id")
    return {
        **{name: row[name] for name in (*names, *ids)},
        "ids": {name: row[name] for name in ids},
        "account": plan.account,
        "marketplace": plan.marketplace,
        "from": _from(row),
        "to": _to(row),
        "money_per_week": _money(row["money_per_week"]),
        "probability": _rate(row["probability"]),
        "evidence": _evidence(row),
        "reason": {
            "code": row["reason"],
            "params": {"detail": row["detail"], **_params(row), **_declined(row)},
        },
        **{name: row[name] for name in ("waits_for", "clicks_needed", "orders_needed", "days_needed")},
        "alternative": row["alternative"],
        "join": row["join"],
        "join_reason": row["join_reason"],
    }


def _params(row: Mapping[str, Any]) -> dict[str, Any]:
    """Where a term's own target stands that a negative hands it over to; which exact negatives a phrase makes needless."""
    if row["reason"] == "hand_over":
        return {name: row[name] for name in ("to_campaign", "to_ad_group")}
    return {name: row[name] for name in ("stands_for", "stands_for_terms") if row[name] is not None}


def _declined(row: Mapping[str, Any]) -> dict[str, Any]:
    """The day on which the seller declined the action lately, if so."""
    return {"declined_on": row["declined_on"]} if row["declined_on"] else {}


def holds_values(code: str) -> bool:
    """Whether what such actions change is no bid: a budget, the level of bids, a percentage, a schedule."""
    return code.startswith(("T", "L")) or code in {"B302", "B303"}


def _from(row: Mapping[str, Any]) -> Any:
    """Today's bid, budget, percentage or level of bids as a number, a negative to archive as an object, null where nothing was."""
    if row["code"] == "U101":
        return {"entity": row["entity"], "text": row["to_text"]}
    return _money(row["from_value"] if holds_values(row["code"]) else row["from_bid"])


def _to(row: Mapping[str, Any]) -> Any:
    """A new bid, budget or level of bids as a number, what is created as an object, null where nothing changes or something goes."""
    if holds_values(row["code"]):
        return _money(row["to_value"])
    if row["code"] == "U101":
        return None
    if row["to_text"] is None:
        return {"state": row["to_state"]} if row["to_state"] else _money(row["to_bid"])
    match_type = row["to_match_type"] or MATCH_TYPES.get(row["entity"])
    made = {"entity": row["entity"], "match_type": match_type, "text": row["to_text"]}
    if row["entity"] == "Negative Product Targeting":
        return made | {"text": row["expression"]}
    if row["to_bid"] is None:
        return made
    place = ("campaign_id", "ad_group_id", "campaign", "ad_group")
    return made | {"bid": _money(row["to_bid"])} | {name: row[f"to_{name}"] for name in place}


def _evidence(row: Mapping[str, Any]) -> dict[str, Any]:
    counts = {name: row[name] for name in ("impressions", "clicks", "orders", "days", "margin_source")}
    money = {name: _money(row[name]) for name in ("spend", "sales", "cpc", "order_value")}
    rates = ("cvr", "cvr_low", "cvr_high", "break_even_cvr", "break_even_acos")
    posterior = ("alpha", "beta", "effective_clicks", "lent", "prior_cvr", "p_limit")
    place = (
        "base_bid",
        "towards",
        "bid_multiplier",
        "rivalry",
        "age_days",
        "known_days",
        "budget",
        "measured",
        "against",
        "kappa",
        "aim_level",
    )
    looked_at = (*posterior, *place)
    known = {name: _rate(row[name]) for name in looked_at if row[name] is not None}
    known |= {"aim": row["aim"]} if row["aim"] else {}
    return counts | money | {name: _rate(row[name]) for name in rates} | known


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return _rate(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _number(value: Any) -> Any:
    return value if isinstance(value, int) else _rate(float(value))


def _money(value: float | None) -> float | None:
    return _rounded(value, _MONEY_DIGITS)


def _rate(value: float | None) -> float | None:
    return _rounded(value, _RATE_DIGITS)


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits) + 0.0  # never -0.0

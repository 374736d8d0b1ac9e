from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.schema import AccountDay, Limit
from adopt.write import plan_document, plan_json

_SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "plan.schema.json"

_KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def _faults(value: Any, schema: dict[str, Any], root: dict[str, Any], place: str = "plan") -> list[str]:
    """The parts of JSON Schema that our schema uses: type, required, properties, items, enum, anyOf, $ref."""
    if "$ref" in schema:
        return _faults(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, place)
    if "anyOf" in schema:
        tried = [_faults(value, one, root, place) for one in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    kinds = schema.get("type", list(_KINDS))
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if not isinstance(value, tuple(one for kind in kinds for one in _KINDS[kind])):
        return [f"{place}: {value!r} is not {kinds}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{place}: {value!r} is none of {schema['enum']}"]
    found = []
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{place}: {name} is missing" for name in schema.get("required", []) if name not in value]
        if schema.get("additionalProperties") is False:
            found += [f"{place}: {name} is not in the schema" for name in value if name not in known]
        for name in value.keys() & known.keys():
            found += _faults(value[name], known[name], root, f"{place}.{name}")
    if isinstance(value, list) and "items" in schema:
        for position, item in enumerate(value):
            found += _faults(item, schema["items"], root, f"{place}[{position}]")
    return found


def test_the_plan_fits_its_schema(make_plan: Any, action: Any, created: Any) -> None:
    plan = make_plan(
        [
            action(),
            action("N102"),
            action("B301", towards=0.24, rivalry=1.5),
            action("H201"),
            action(
                "H201 product", to_campaign_id=None, to_ad_group_id=None, to_campaign=None, to_ad_group=None
            ),
            action("U101"),
            action("W601", target_id=None),
            action("L501"),
        ],
        created=created,
    )
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    assert not _faults(json.loads(plan_json(plan)), schema, schema)


@pytest.mark.parametrize(
    "spoilt", [{"consent": "maybe"}, {"probability": "high"}, {"surprise": 1}, {"ids": None}]
)
def test_the_check_notices_a_wrong_plan(make_plan: Any, action: Any, spoilt: dict[str, Any]) -> None:
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    document = plan_document(make_plan([action()]))
    document["actions"][0] |= spoilt
    assert _faults(document, schema, schema)


def test_the_text_is_stable_and_readable(make_plan: Any, action: Any) -> None:
    text = plan_json(make_plan([action(search_term="瑜伽垫", to_text="瑜伽垫")]))
    assert text == plan_json(make_plan([action(search_term="瑜伽垫", to_text="瑜伽垫")]))
    assert text.endswith("}\n")
    assert "瑜伽垫" in text
    keys = list(json.loads(text))
    assert keys == sorted(keys)


def test_each_day_is_a_line(make_plan: Any, action: Any) -> None:
    made = {"day": [date(2026, 9, 1), date(2026, 9, 2)], "spend": [1.23456, 2.0], "sales": [0.0, 5.5]}
    days = AccountDay.validate(pl.DataFrame({**made, "total_sales": [None, 20.0]}))
    text = plan_json(make_plan([action()], days=days))
    assert '    {"day": "2026-09-01", "sales": 0.0, "spend": 1.2346, "total_sales": null},\n' in text
    plan, schema = json.loads(text), json.loads(_SCHEMA.read_text(encoding="utf-8"))
    assert [day["total_sales"] for day in plan["days"]] == [None, 20.0]
    assert len(plan["actions"]) == 1
    assert not _faults(plan, schema, schema)


def test_from_and_to(make_plan: Any, action: Any) -> None:
    term, product, bid, watch = plan_document(
        make_plan([action(), action("N102"), action("B301"), action("W601")])
    )["actions"]
    assert term["to"] == {"entity": "Negative Keyword", "match_type": "negativeExact", "text": "yoga mat"}
    assert product["to"]["text"] == 'asin="B0ABCDEFGH"'
    assert (bid["from"], bid["to"]) == (0.95, 0.64)
    assert (watch["from"], watch["to"]) == (None, None)


def test_from_and_to_of_terms_with_a_place_of_their_own(make_plan: Any, action: Any) -> None:
    handed = action("H201", key="h", entity="Negative Keyword", to_bid=None)
    new, over, back = plan_document(make_plan([action("H201"), handed, action("U101")]))["actions"]
    assert new["to"] == {
        "entity": "Keyword",
        "match_type": "exact",
        "text": "thick mat",
        "bid": 1.2,
        "campaign_id": "100000000000001",
        "ad_group_id": "200000000000002",
        "campaign": "Mats",
        "ad_group": "Mats exact",
    }
    assert over["to"] == {"entity": "Negative Keyword", "match_type": "negativeExact", "text": "thick mat"}
    assert (back["from"], back["to"]) == ({"entity": "Negative Keyword", "text": "old mat"}, None)


def test_floats_are_rounded_to_sensible_digits(make_plan: Any, action: Any) -> None:
    row = plan_document(make_plan([action(cvr=0.1 + 0.2, spend=0.1 + 0.2, money_per_week=-0.00001)]))[
        "actions"
    ][0]
    assert (row["evidence"]["cvr"], row["evidence"]["spend"]) == (0.3, 0.3)
    assert str(row["money_per_week"]) == "0.0"


def test_the_schema_knows_every_limit() -> None:
    breach = json.loads(_SCHEMA.read_text(encoding="utf-8"))["$defs"]["breach"]
    assert breach["properties"]["limit"]["enum"] == [limit.value for limit in Limit]

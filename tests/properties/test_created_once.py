"""Nothing is created twice: whatever rows want a keyword, target or negative, one of them makes it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.plan.merged import one_change_each
from adopt.schema import Action, Consent
from adopt.write.outputs import upload_sheets
from adopt.write.validate import faults
from tests.plan.readings import actions
from tests.properties.accounts import AS_OF, account, download, plan, seeds

_USUAL = {
    "Keyword": "exact",
    "Negative Keyword": "negativeexact",
    "Campaign Negative Keyword": "negativephrase",
}


@st.composite
def proposals(draw: st.DrawFn) -> dict[str, Any]:
    """A row that would create one of a few texts in one of a few places, said in one of a few ways."""
    entity = draw(st.sampled_from([*_USUAL, "Product Targeting"]))
    texts = ["steel pan", "Steel  Pan ", "STEEL PAN", "steel wok"]
    if entity == "Product Targeting":
        texts = ['asin="B0AAAAAAA1"', 'ASIN = "b0aaaaaaa1"', 'asin="B0AAAAAAA2"']
    ids = st.sampled_from(["1", "2"])
    campaign, group = draw(ids), draw(ids)
    row: dict[str, Any] = {"entity": entity, "campaign_id": draw(ids), "ad_group_id": draw(ids)}
    if entity in {"Keyword", "Product Targeting"} and draw(st.booleans()):
        row |= {"to_campaign_id": campaign, "to_ad_group_id": group}
        row |= {"to_campaign": draw(st.sampled_from(["pans", "Pans now"])), "to_ad_group": "exact"}
    if entity != "Product Targeting":
        row["to_match_type"] = draw(st.sampled_from([None, _USUAL[entity], _USUAL[entity].title()]))
    return row | {
        "code": draw(st.sampled_from(["H201", "H202", "N101", "X101"])),
        "consent": draw(st.sampled_from(list(Consent))).value,
        "to_text": draw(st.sampled_from(texts)),
    }


def _made(found: pl.DataFrame) -> Counter[tuple[str, ...]]:
    """What Amazon would count as one thing, of all rows that aren't watched."""
    every: Counter[tuple[str, ...]] = Counter()
    for row in found.filter(pl.col("consent") != "watch").to_dicts():
        text = " ".join(row["to_text"].lower().split())
        if row["entity"] == "Product Targeting":
            text = text.replace(" ", "").replace('"', "")
        place = [row[f"to_{name}"] or row[name] for name in ("campaign_id", "ad_group_id")]
        kind = (row["to_match_type"] or _USUAL.get(row["entity"], "-")).lower()
        every[row["entity"], kind, *place, text] += 1
    return every


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(proposals(), min_size=1, max_size=12))
def test_of_rows_that_create_the_same_one_stands(rows: list[dict[str, Any]]) -> None:
    proposed = actions(*rows)
    found = one_change_each(proposed)
    assert found["key"].equals(proposed["key"])
    assert set(_made(found)) == set(_made(proposed)), "everything is still made"
    assert set(_made(found).values()) <= {1}
    assert one_change_each(found).equals(found)


@settings(max_examples=4, deadline=None)
@given(seed=seeds)
def test_no_two_rows_of_a_plan_that_are_all_agreed_to_create_the_same(seed: int) -> None:
    bulk = download()
    made = plan(account(seed), bulk)
    asked = pl.col("consent") == Consent.ASK.value
    safe = pl.when(asked).then(pl.lit(Consent.SAFE.value)).otherwise("consent")
    agreed = replace(made, actions=Action.validate(made.actions.with_columns(consent=safe)), withheld=())
    for sheet in upload_sheets(agreed, bulk).values():
        broken = faults(sheet, bulk, made.currency, made.marketplace, AS_OF)
        assert broken.filter(pl.col("rule").is_in(["duplicate", "duplicate_id"])).is_empty()

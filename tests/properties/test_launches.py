"""What must hold of a launch whatever the product, the account and the marketplace."""

from __future__ import annotations

import string
from datetime import date
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adopt.decide import ground, launches
from adopt.decide.launch import Launches
from adopt.say import currency_digits
from adopt.settings import load_settings
from adopt.words import Market, markets
from adopt.write.bulk_sheet import KEY
from adopt.write.sheets.launch import launch
from adopt.write.validate import faults
from tests.decide.entities import DAY, download
from tests.decide.evidence import posterior, targets, terms
from tests.write.conftest import _plan

some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Whatever a keyboard, a foreign catalogue or a spreadsheet puts into names.
WORDS = st.text(st.sampled_from(string.printable + "äßğž鍋鍋パン\u0915#%=+-."), min_size=1, max_size=40)
PRODUCTS = st.dictionaries(
    st.text(st.sampled_from(string.printable + "éğ鍋"), min_size=1, max_size=40),
    st.fixed_dictionaries(
        {"keywords": st.lists(WORDS, max_size=6), "price": st.floats(0.01, 1e5)},
        optional={
            "margin": st.floats(0.01, 0.99),
            "like": st.just("A"),
            "start": st.dates(date(2026, 1, 1), date(2027, 1, 1)),
        },
    ),
    min_size=1,
    max_size=3,
).filter(
    lambda products: products.get("A", {}).get("like") != "A" and not any(sku[0] == "=" for sku in products)
)


@st.composite
def evidence(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some terms of a product, earning or not."""
    rows: list[dict[str, Any]] = []
    for text in draw(st.lists(WORDS, min_size=1, max_size=5, unique=True)):
        clicks, spent = draw(st.integers(0, 400)), draw(st.floats(0, 900))
        orders = draw(st.integers(0, clicks))
        p = draw(st.floats(0, 1))
        rows.append(
            {
                "search_term": text.lower(),
                "clicks": clicks,
                "effective_clicks": float(clicks),
                "orders": orders,
                "spend": spent,
                "cpc": spent / max(clicks, 1),
                "p_profitable": p,
                **posterior(orders + 1.0, clicks + 20.0),
            }
        )
    return rows


def launched(
    products: dict[str, dict[str, Any]], rows: list[dict[str, Any]], market: Market, share: float
) -> Launches:
    chosen = load_settings(None, launch={"products": products, "auto_share": share})
    digits = currency_digits(market.currency)
    at = ground(terms(*rows), targets({}), download(), chosen, DAY, market, digits)
    return launches(at, None)


@some
@given(PRODUCTS, evidence(), st.sampled_from(sorted(markets())), st.floats(0.01, 0.99))
def test_amazon_takes_every_launch(
    products: dict[str, dict[str, Any]], rows: list[dict[str, Any]], code: str, share: float
) -> None:
    market = markets()[code]
    found = launched(products, rows, market, share)
    object.__setattr__(plan := _plan([]), "actions", found.actions.with_columns(consent=pl.lit("safe")))
    for name, value in (("created", found.created), ("currency", market.currency), ("marketplace", code)):
        object.__setattr__(plan, name, value)
    sheet = launch(plan, download())
    broken = faults(sheet, download(), market.currency, code, DAY)
    assert broken.is_empty(), broken.to_dicts()
    assert sheet.height == found.created.height
    assert set(sheet[KEY]) <= set(found.actions["key"])


@some
@given(PRODUCTS, evidence(), st.sampled_from(sorted(markets())), st.floats(0.01, 0.99))
def test_no_launch_is_poorer_than_the_least_or_promises_a_gain(
    products: dict[str, dict[str, Any]], rows: list[dict[str, Any]], code: str, share: float
) -> None:
    market = markets()[code]
    found = launched(products, rows, market, share)
    assert found.actions.height == len(products.keys() - {"A"})  # which has ads
    assert (found.actions["money_per_week"] <= 0).all()
    made = found.created.filter(entity="Campaign").group_by("key").agg(pl.col("budget").sum(), pl.len())
    assert (made["budget"] >= market.launch_budget - 1e-6).all()
    assert (made["len"] == 2).all()
    unasked = found.actions.filter(consent="safe")["targeting"]
    assert all(products[sku]["start"] <= DAY for sku in unasked)


@some
@given(PRODUCTS, evidence())
def test_keywords_come_from_the_seller_or_from_terms_that_sold(
    products: dict[str, dict[str, Any]], rows: list[dict[str, Any]]
) -> None:
    found = launched(products, rows, markets()["US"], 0.5)
    sold = {row["search_term"] for row in rows if row["orders"] >= 2}
    about = found.created.join(found.actions.select("key", named="targeting"), on="key")
    for row in about.filter(entity="Keyword").iter_rows(named=True):
        given_ = {" ".join(text.split()) for text in products[row["named"]]["keywords"]}
        assert row["text"] in (given_ if row["source"] == "seller" else sold)

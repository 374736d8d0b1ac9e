"""Accepted phrases, uploaded: the market takes them at their level, and shows none of their terms there any more."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from adopt.daily import plan_for
from adopt.lab.market.respond import response
from adopt.lab.market.seen import seen
from adopt.lab.market.take_back import uploaded
from adopt.schema import Action
from adopt.settings import load_settings
from adopt.write.outputs import upload_sheets
from tests.lab.market.places import after, small_market

LOOSE = {"phrase_terms": 2, "phrase_clicks": 5, "promise": 0.5, "phrase_gain": 0.2}
"""A small market has few clicks: settings by which it has phrases."""


def test_an_agreed_plan_with_phrases_is_taken_and_stops_their_terms() -> None:
    market, state = small_market(), after(30)
    settings = load_settings(None, margins=market.margins(), negate=LOOSE)
    view = seen(market, state)
    plan = plan_for(view.sources(settings), settings, state.day)
    phrases = plan.actions.filter(code="N103")
    assert phrases.height > 0
    agreed = phrases.with_columns(consent=pl.lit("safe"))
    others = plan.actions.filter((pl.col("code") == "N101") & (pl.col("consent") == "safe"))
    accepted = replace(plan, actions=Action.validate(pl.concat([agreed, others])))
    sheets = upload_sheets(accepted, view.bulk)
    assert set(sheets["negatives.xlsx"]["match_type"]) >= {"negativePhrase"}
    after_it, refused = uploaded(state, sheets)
    assert refused.is_empty()
    shown = response(market, after_it.entities).join(market.terms.select("term", "search_term"), on="term")
    before = response(market, state.entities).join(market.terms.select("term", "search_term"), on="term")
    for phrase in agreed.iter_rows(named=True):
        here = pl.col("campaign_id") == phrase["campaign_id"]
        if phrase["ad_group_id"]:
            here &= pl.col("ad_group_id") == phrase["ad_group_id"]
        spaced = pl.format(" {} ", "search_term").str.contains(f" {phrase['to_text']} ", literal=True)
        assert before.filter(here & spaced).height > 0
        assert shown.filter(here & spaced).is_empty()

"""Plans for the simulated marketplace's small account, uploaded and looked at as a seller does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from adopt.decide.newcomers import Newcomer
from adopt.decide.seeds import Seed
from adopt.decide.structure import Bids, Budgets, structure
from adopt.estimate.newcomer import Expected
from adopt.lab.market.seen import seen
from adopt.lab.market.state import State
from adopt.lab.market.upload import applied
from adopt.plan.compared import compare
from adopt.plan.taken import accepted_actions
from adopt.schema import Action, Bulk, NewEntity, RuleWords
from adopt.settings import NewProduct
from adopt.write.outputs import upload_sheets
from tests.lab.market.places import after, small_market, upload
from tests.plan.readings import actions

LAUNCH = "L501|*|*|BW-GP-01"
_DAY = date(2026, 6, 6)


class Made(NamedTuple):
    """A plan as upload files need it."""

    actions: dy.DataFrame[Action]
    created: dy.DataFrame[NewEntity]
    digest: str = "ab" * 32
    as_of: date = _DAY
    marketplace: str | None = "US"
    currency: str = "USD"
    rules: tuple[RuleWords, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()


@cache
def morning() -> State:
    """The account after five days, with a negative in a group and one in a campaign."""
    group, campaign = _ids("broad"), _ids("phrase")
    negative = {"operation": "Create", "state": "enabled"}
    rows = upload(
        negative
        | group
        | {"entity": "Negative Keyword", "keyword_text": "old  Press", "match_type": "negativeExact"},
        negative
        | {"campaign_id": campaign["campaign_id"]}
        | {"entity": "Campaign Negative Keyword", "keyword_text": "cheap", "match_type": "negativeExact"},
    )
    state, refused = applied(after(5), rows)
    assert refused.is_empty()
    return state


def bulk_of(state: State) -> Bulk:
    """The download of that morning."""
    return seen(small_market(), state).bulk


@cache
def plan() -> Made:
    """A plan with an action of every kind that upload files carry, several of most."""
    bulk, rows = bulk_of(morning()), list[dict[str, Any]]()
    for target in _some(bulk.targets, 6):
        bid = target["bid"] or target["default_bid"]
        where = {name: target[name] for name in ("campaign_id", "ad_group_id", "target_id", "targeting")}
        entity = "Keyword" if target["kind"] == "keyword" else "Product Targeting"
        change = {"search_term": None, "from_bid": bid, "to_bid": round(bid * 1.3, 2)}
        rows.append({"code": "B301", "entity": entity, "match_type": target["match_type"], **where, **change})
    for campaign in _some(bulk.campaigns, 3):
        place = {"campaign_id": campaign["campaign_id"], "ad_group_id": None, "search_term": None}
        budget = {"from_value": campaign["budget"], "to_value": campaign["budget"] + 12.5}
        rows.append({"code": "T402", "entity": "Campaign", **place, **budget})
        rows.append(
            {"code": "B302", "entity": "Bidding Adjustment", "targeting": "placementTop", **place}
            | {"from_value": _top(bulk, campaign["campaign_id"]), "to_value": 35.0}
        )
    for group in _some(bulk.ad_groups.filter(pl.col("default_bid") < 0.9), 2):
        place = {name: group[name] for name in ("campaign_id", "ad_group_id")}
        change = {"from_bid": group["default_bid"], "to_bid": 0.91, "search_term": None}
        rows.append({"code": "R901", "entity": "Ad Group", **place, **change})
    last = bulk.targets.row(-1, named=True)
    where = {name: last[name] for name in ("campaign_id", "ad_group_id", "target_id")}
    for entity in ("Campaign", "Ad Group", "Keyword" if last["kind"] == "keyword" else "Product Targeting"):
        rows.append({"code": "R902", "entity": entity, "to_state": "paused", "search_term": None, **where})
    for number, group in enumerate(_some(bulk.ad_groups, 4)):
        place = {name: group[name] for name in ("campaign_id", "ad_group_id")}
        rows.append({"code": "N101", "entity": "Negative Keyword", "to_text": f"No  such {number}", **place})
        product = {"entity": "Negative Product Targeting", "to_text": f'asin="B0NEGATED{number}"'}
        rows.append({"code": "N102", **product, **place})
    exact, product = _ids("exact"), _ids("product")
    rows += [
        _own("Keyword", "Brand new press", exact),
        _own("Keyword", "another press", exact),
        _own("Product Targeting", 'asin="B0NEWAIM01"', product),
        {"code": "N103", "entity": "Campaign Negative Keyword", "to_text": "clip art", "ad_group_id": None}
        | {"campaign_id": exact["campaign_id"], "search_term": None},
        _archived(bulk, "ad_group", "Negative Keyword"),
        _archived(bulk, "campaign", "Campaign Negative Keyword"),
        {"code": "L501", "entity": "Campaign", "key": LAUNCH, "search_term": None, "to_value": 20.0},
    ]
    return Made(actions(*rows), _launch())


def uploaded(state: State, chosen: pl.DataFrame) -> State:
    """The account after the upload files of these actions of the plan (`accepted_actions`); nothing is refused."""
    keys = chosen["key"].implode()
    some = Made(Action.cast(plan().actions.filter(pl.col("key").is_in(keys))), plan().created)
    sheets = upload_sheets(some, bulk_of(state)).values()
    for sheet in sheets:
        state, refused = applied(state, sheet)
        assert refused.is_empty(), refused
    return state


def touch(state: State, keys: set[str]) -> State:
    """The account after a person has changed what these actions of the plan changed or created."""
    stand = compare(everything(), plan().created, bulk_of(state), 2)
    ids = dict(stand.found.select("key", "entity_id").iter_rows())
    entities = state.entities
    for row in everything().filter(pl.col("key").is_in(list(keys))).iter_rows(named=True):
        own = pl.col("target_id").eq_missing(pl.lit(ids.get(row["key"]) or row["target_id"]))
        of_campaign = (pl.col("campaign_id") == row["campaign_id"]) & (pl.col("entity") == row["entity"])
        cells = {
            "B301": (own, {"bid": pl.lit(0.33)}),
            "T402": (of_campaign, {"budget": pl.lit(77.0)}),
            "B302": (of_campaign & (pl.col("placement") == "placementTop"), {"percentage": pl.lit(99.0)}),
            "H201": (own, {"bid": pl.lit(0.44)}),
        }
        which, change = cells.get(row["code"], (own, {"state": pl.lit("paused")}))
        entities = entities.with_columns(
            pl.when(which).then(value).otherwise(name).alias(name) for name, value in change.items()
        )
    return replace(state, entities=entities)


def everything() -> pl.DataFrame:
    """All actions of the plan as accepted."""
    return accepted_actions(plan().actions, None)


def account(state: State) -> pl.DataFrame:
    """What of an account counts: all that lives, by place and text, with its amounts; IDs of what is in ad groups not."""
    live = state.entities.filter(
        pl.all_horizontal(
            pl.col(name).fill_null("") != "archived" for name in ("state", "campaign_state", "ad_group_state")
        )
    )
    names = ["entity", "campaign_id", "ad_group_id", "placement", "sku", "text", "match_type"]
    return live.select(
        *names[:5],
        pl.col("targeting").str.to_lowercase().str.replace_all(r"\s+", " ").alias("text"),
        "match_type",
        "state",
        "strategy",
        "portfolio_id",
        "budget",
        "percentage",
        bid=pl.coalesce("bid", "default_bid"),
    ).sort(names)


def _own(entity: str, text: str, place: dict[str, str]) -> dict[str, Any]:
    to = {f"to_{name}": value for name, value in place.items()}
    return {"code": "H201", "entity": entity, "to_text": text, "to_bid": 0.85, **_ids("broad"), **to}


def _archived(bulk: Bulk, level: str, entity: str) -> dict[str, Any]:
    negative = bulk.negatives.row(by_predicate=pl.col("level") == level, named=True)
    place = {"campaign_id": negative["campaign_id"], "ad_group_id": negative["ad_group_id"]}
    what = {"target_id": negative["negative_id"], "to_text": negative["text"], "detail": level}
    return {"code": "U101", "entity": entity, **place, **what}


def _launch() -> dy.DataFrame[NewEntity]:
    newcomer = Newcomer("BW-GP-01", None, 20.0, 0.3, "target_acos", NewProduct())
    seeds = [Seed("thin press", "seller", Expected(4.0, 46.0, 0.8))]
    names, budgets, bids = (
        ("Launch | auto", "Launch | exact"),
        Budgets(10.0, 10.0),
        Bids((0.5, 0.6, 0.7, 0.8), (0.9,), 0.75),
    )
    return structure(LAUNCH, newcomer, names, date(2026, 6, 20), budgets, seeds, bids, vendor=False)


def _top(bulk: Bulk, campaign_id: str) -> float:
    return float(
        bulk.placements.filter(campaign_id=campaign_id, placement="placementTop")["percentage"].item()
    )


def _ids(kind: str) -> dict[str, str]:
    group = after(5).entities.filter(entity="Ad Group", kind=kind).row(0, named=True)
    return {"campaign_id": group["campaign_id"], "ad_group_id": group["ad_group_id"]}


def _some(frame: pl.DataFrame, many: int) -> list[dict[str, Any]]:
    return frame.sort("row").gather_every(max(1, frame.height // many)).head(many).to_dicts()

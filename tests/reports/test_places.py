"""Which marketplaces a folder without ads reports tells of."""

from __future__ import annotations

from typing import Any

import pytest

from adopt.reports import Folder, Refusal
from adopt.reports.groups import Group, groups
from adopt.reports.places import places
from adopt.schema import Reading
from adopt.settings import load_settings
from tests.reports.test_groups import ROOT, beside, report

INVENTORY, OFFERS, ORDERS = "fba_inventory_planning", "keepa_history", "unshipped_orders"


def _parts(folder: Folder, **changes: Any) -> tuple[Group, ...]:
    (whole,) = groups(folder, load_settings(None, **changes))
    return places(whole)


def parted(*readings: Reading, **changes: Any) -> dict[str, list[str]]:
    ordered = tuple(sorted(readings, key=lambda one: one.path))
    parts = _parts(Folder(ROOT, ordered, (), ()), **changes)
    return {part.name: [one.path.name for one in part.folder.readings] for part in parts}


@pytest.mark.parametrize(
    ("marketplace", "expected"),
    [
        # What tells no marketplace, or that of buyers and of others' offers, is nobody's, or the settings'.
        (
            "",
            {
                "DE-EUR": ["de.csv", "eur.csv"],
                "US-USD": ["us.csv"],
                "account": ["fr.json", "list.txt", "to.txt"],
            },
        ),
        ("DE", {"DE-EUR": ["de.csv", "eur.csv", "fr.json", "list.txt", "to.txt"], "US-USD": ["us.csv"]}),
    ],
)
def test_marketplaces_part_without_ads_reports_too(marketplace: str, expected: dict[str, list[str]]) -> None:
    files = [
        beside("de.csv", INVENTORY, marketplace="DE", currency="EUR"),
        beside("us.csv", INVENTORY, marketplace="US", currency="USD"),
        beside("eur.csv", "fee_preview_us", currency="EUR"),
        beside("fr.json", OFFERS, marketplace="FR"),
        beside("to.txt", ORDERS, marketplace="CA"),
        beside("list.txt", "listings_all"),
    ]
    assert parted(*files, marketplace=marketplace) == expected


@pytest.mark.parametrize(
    "files",
    [
        [beside("us.csv", INVENTORY, marketplace="US"), beside("de.json", OFFERS, marketplace="DE")],
        [beside("us.csv", INVENTORY, marketplace="US"), beside("to.txt", ORDERS, marketplace="CA")],
        [beside("us.csv", INVENTORY, marketplace="US"), beside("costs.csv", "costs", marketplace="DE")],
        [beside("list.txt", "listings_all"), beside("sales.csv")],
    ],
)
def test_buyers_and_others_offers_make_no_marketplace(files: list[Reading]) -> None:
    assert parted(*files) == {"": sorted(one.path.name for one in files)}


def test_a_folder_with_settings_of_its_own_is_an_account_without_ads_reports_too() -> None:
    files = (beside("us.csv", INVENTORY, marketplace="US"), beside("two/us.csv", INVENTORY, marketplace="US"))
    inner = load_settings(None, marketplace="US", account="two")
    lost = Refusal(ROOT / "two" / "bad.csv", None, "empty"), Refusal(ROOT / "bad.csv", None, "empty")
    parts = _parts(Folder(ROOT, files, lost, (), {ROOT / "two": inner}))
    assert [(part.settings.account, len(part.folder.readings)) for part in parts] == [("", 1), ("two", 1)]
    assert [[one.path.parent.name for one in part.folder.refusals] for part in parts] == [
        ["downloads"],
        ["two"],
    ]


def test_what_lies_in_nobodys_folder_is_told_to_all() -> None:
    files = tuple(beside(f"{name}/us.csv", INVENTORY, marketplace="US") for name in ("one", "two"))
    own = {ROOT / name: load_settings(None, marketplace="US") for name in ("one", "two")}
    lost = (Refusal(ROOT / "orders.xlsx", None, "empty"), Refusal(ROOT / "one" / "bad.csv", None, "empty"))
    parts = _parts(Folder(ROOT, files, lost, (), own))
    assert [[one.path.name for one in part.folder.refusals] for part in parts] == [
        ["orders.xlsx", "bad.csv"],
        ["orders.xlsx"],
    ]


def test_an_account_with_ads_reports_stays_whole() -> None:
    parts = _parts(
        Folder(ROOT, (report("us.csv", "US"), beside("us.txt", INVENTORY, marketplace="US")), (), ())
    )
    assert [part.name for part in parts] == ["US-USD"]

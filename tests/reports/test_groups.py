"""Which files of a folder are one account's, and which are refused because nobody can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.errors import InputError
from adopt.reports import Folder
from adopt.reports.groups import groups
from adopt.schema import Campaign, Reading, bulk_frames
from adopt.settings import Settings, load_settings
from tests.plan.readings import reading, rows

ROOT = Path("downloads")
PANS = ("pans auto", "pans exact", "pans broad")
BOTTLES = ("bottles auto", "bottles exact", "bottles broad")


def report(
    place: str, marketplace: str | None = None, currency: str | None = "USD", names: Any = PANS
) -> Reading:
    data = rows(*({"campaign": name} for name in names))
    return reading(data=data, path=ROOT / place, marketplace=marketplace, currency=currency)


def bulk(
    place: str, account: str = "", currency: str = "USD", names: Any = PANS, first_id: int = 1
) -> Reading:
    name = f"bulk-{account}-20260901-20260930-1.xlsx" if account else "renamed.xlsx"
    blank = dict.fromkeys(Campaign.create_empty().schema)
    campaigns = [
        {
            **blank,
            "row": n + 2,
            "campaign_id": str(first_id + n),
            "campaign": name,
            "state": "enabled",
            "clicks": 1,
        }
        for n, name in enumerate(names)
    ]
    known = pl.DataFrame(campaigns, schema=Campaign.create_empty().schema)
    numbers = [name for name, kind in known.schema.items() if kind.is_numeric()]
    data = bulk_frames(campaigns=Campaign.validate(known.with_columns(pl.col(numbers).fill_null(0))))
    return reading(
        data=data, path=ROOT / place / name, kind="bulk", marketplace=None, currency=currency, daily=False
    )


def beside(place: str, kind: str = "business", **said: Any) -> Reading:
    return reading(path=ROOT / place, kind=kind, **{"marketplace": None, "currency": None, **said})


def found(
    *readings: Reading, own: dict[Path, Settings] | None = None, **changes: Any
) -> dict[str, list[str]]:
    ordered = tuple(sorted(readings, key=lambda one: one.path))
    folder = Folder(ROOT, ordered, (), (), own or {})
    return {
        group.name: [one.path.relative_to(ROOT).as_posix() for one in group.folder.readings]
        for group in groups(folder, load_settings(None, **changes))
    }


def test_one_account_is_one_group_wherever_its_files_lie() -> None:
    files = [report("a.csv", "US"), bulk("x/y", "a1"), report("2026-11-21/a.csv"), beside("b.csv")]
    assert list(found(*files)) == ["a1-US-USD"]
    assert len(found(*files)["a1-US-USD"]) == 4


def test_without_ads_reports_a_folder_is_one_account() -> None:
    files = [beside("de.csv", "fba_inventory_planning", marketplace="DE"), beside("us.csv", marketplace="US")]
    assert found(*files) == {"": ["de.csv", "us.csv"]}


def test_marketplaces_part() -> None:
    files = [
        report("us.csv", "US"),
        report("de.csv", "DE", "EUR"),
        bulk("", "a1"),
        beside("uk.csv", currency="GBP"),
    ]
    assert found(*files) == {
        "DE-EUR": ["de.csv"],
        "a1-US-USD": ["bulk-a1-20260901-20260930-1.xlsx", "us.csv"],
    }


def test_buyers_abroad_are_the_accounts_own() -> None:
    orders = beside("orders.txt", "unshipped_orders", marketplace="CA")
    assert found(report("us.csv", "US"), orders) == {"US-USD": ["orders.txt", "us.csv"]}
    two = (report("us.csv", "US"), report("de.csv", "DE", "EUR"))
    assert found(*two, orders) == {"DE-EUR": ["de.csv"], "US-USD": ["us.csv"]}
    assert found(*two, beside("orders.txt", "unshipped_orders", marketplace="DE")) == {
        "DE-EUR": ["de.csv", "orders.txt"],
        "US-USD": ["us.csv"],
    }
    stock = beside("stock.csv", "ledger_detail", marketplace="CA")
    assert found(report("us.csv", "US"), stock) == {"US-USD": ["us.csv"]}


def test_accounts_of_one_currency_part_by_their_campaigns() -> None:
    files = [
        report("one.csv", "US"),
        report("two.csv", "US", names=BOTTLES),
        bulk("", "a1"),
        bulk("", "b2", names=BOTTLES, first_id=9),
    ]
    assert found(*files) == {
        "a1-US-USD": ["bulk-a1-20260901-20260930-1.xlsx", "one.csv"],
        "b2-US-USD": ["bulk-b2-20260901-20260930-1.xlsx", "two.csv"],
    }


def test_accounts_with_the_same_campaigns_part_by_their_folders() -> None:
    files = [report("one/r.csv"), bulk("one", "a1"), report("two/r.csv"), bulk("two", "b2", first_id=9)]
    assert found(*files) == {
        "a1-USD": ["one/bulk-a1-20260901-20260930-1.xlsx", "one/r.csv"],
        "b2-USD": ["two/bulk-b2-20260901-20260930-1.xlsx", "two/r.csv"],
    }


def test_what_may_be_of_two_accounts_is_refused() -> None:
    with pytest.raises(InputError, match=r"report\.csv may belong to several accounts"):
        found(report("report.csv"), bulk("", "a1"), bulk("", "b2", first_id=9))
    with pytest.raises(InputError, match="may belong to several accounts"):
        found(report("de.csv", "DE", "EUR"), report("fr.csv", "FR", "EUR"), bulk("", "a1", "EUR"))


def test_two_downloads_of_one_name_without_a_campaign_in_common_are_two_accounts() -> None:
    with pytest.raises(InputError, match="may belong to several accounts"):
        found(report("report.csv"), bulk("a"), bulk("b", first_id=9))


def test_folders_with_settings_of_their_own_are_accounts_of_their_own() -> None:
    own = {
        ROOT / "one": load_settings(None, target_acos=0.2),
        ROOT / "two": load_settings(None, marketplace="CA"),
    }
    files = [report("one/r.csv"), report("two/r.csv", currency=None), report("two/old/r.csv", currency=None)]
    assert found(*files, own=own) == {"CA-CAD": ["two/old/r.csv", "two/r.csv"], "USD": ["one/r.csv"]}
    same = {place: load_settings() for place in own}
    assert list(found(report("one/r.csv"), report("two/r.csv"), own=same)) == ["one-USD", "two-USD"]
    parts = groups(Folder(ROOT, tuple(files), (), (), own), load_settings())
    assert {part.name: part.settings for part in parts} == {
        "CA-CAD": own[ROOT / "two"],
        "USD": own[ROOT / "one"],
    }


def test_the_settings_marketplace_stands_in_where_a_file_says_nothing() -> None:
    files = [report("r.csv", currency=None), report("de.csv", "DE", "EUR")]
    assert list(found(*files, marketplace="US")) == ["DE-EUR", "US-USD"]


def test_companions_go_to_the_account_that_they_lie_beside() -> None:
    files = [
        report("us/r.csv", "US"),
        report("de/r.csv", "DE", "EUR"),
        beside("us/stock.csv", "fba_inventory"),
        beside("de/sales.csv"),
        beside("sales.csv"),
    ]
    folder = Folder(ROOT, tuple(files), (), ())
    parts = {part.name: part.folder for part in groups(folder, load_settings())}
    assert [one.path.name for one in parts["US-USD"].readings] == ["r.csv", "stock.csv"]
    assert [one.path.name for one in parts["DE-EUR"].readings] == ["r.csv", "sales.csv"]
    assert all(part.notes == (("whose_unclear", "sales.csv"),) for part in parts.values())


def test_what_lies_beside_an_account_goes_there_and_not_to_one_in_a_folder_inside() -> None:
    files = [report("r.csv", "US"), beside("sales.csv"), report("de/r.csv", "DE", "EUR")]
    assert found(*files) == {"DE-EUR": ["de/r.csv"], "US-USD": ["r.csv", "sales.csv"]}
    packed = [report("us.zip/r.csv", "US"), beside("sales.csv"), report("de/r.csv", "DE", "EUR")]
    assert found(*packed)["US-USD"] == ["sales.csv", "us.zip/r.csv"]


def test_of_several_accounts_the_settings_marketplace_is_one_s_own() -> None:
    folder = Folder(ROOT, (report("r.csv"), report("de/r.csv", currency="EUR")), (), ())
    parts = groups(folder, load_settings(None, marketplace="US"))
    assert {part.name: part.settings.marketplace for part in parts} == {"EUR": "", "USD": "US"}
    (alone,) = groups(
        Folder(ROOT, (report("r.csv", currency="EUR"),), (), ()), load_settings(None, marketplace="US")
    )
    assert alone.settings.marketplace == "US"


ACCOUNTS = {
    "a1-US-USD": ("a1", "US", "USD", PANS, 1),
    "b2-US-USD": ("b2", "US", "USD", BOTTLES, 11),
    "c3-DE-EUR": ("c3", "DE", "EUR", PANS, 21),
}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(ACCOUNTS)), min_size=1, unique=True),
    st.lists(st.sampled_from([".", "old", "ads/today"]), min_size=1, max_size=3, unique=True),
    st.booleans(),
)
def test_rows_of_two_accounts_never_meet(names: list[str], places: list[str], says_marketplace: bool) -> None:
    files = []
    for name in names:
        account, marketplace, currency, campaigns, first_id = ACCOUNTS[name]
        said = marketplace if says_marketplace else None
        for place in places:
            files.append(report(f"{place}/{name}.csv", said, currency, campaigns))
            files.append(bulk(f"{place}/{name}", account, currency, campaigns, first_id))
    parted = found(*files)
    assert sorted(parted) == sorted(name if says_marketplace else f"{name[:2]}-{name[-3:]}" for name in names)
    for own in parted.values():
        assert len({name for path in own for name in names if name in path}) == 1
        assert len(own) == 2 * len(places)


@pytest.mark.parametrize(
    ("marketplace", "kept"), [("", ()), ("JP", ("JP-JPY",)), ("US", ("US-USD",)), ("DE", ())]
)
def test_amounts_of_the_settings_hold_in_their_currency_alone(
    marketplace: str, kept: tuple[str, ...]
) -> None:
    products = {"NEW": {"price": 3500}, "OWN": {"price": 30, "marketplace": "US"}}
    said = load_settings(None, marketplace=marketplace, launch={"budget": 3000, "products": products})
    files = (report("jp.csv", "JP", "JPY"), report("us.csv", "US"))
    for part in groups(Folder(ROOT, files, (), ()), said):
        launch, whole = part.settings.launch, part.name in kept
        assert launch.budget == (3000 if whole else 0)
        assert [one.price for one in launch.products.values()] == [3500 if whole else None, 30]
        assert [code for code, _ in part.folder.notes] == ([] if whole else ["amounts_unused"])


def test_amounts_hold_in_all_accounts_of_one_currency() -> None:
    said = load_settings(None, launch={"budget": 30})
    files = (report("de.csv", "DE", "EUR"), report("fr.csv", "FR", "EUR"))
    assert [part.settings.launch.budget for part in groups(Folder(ROOT, files, (), ()), said)] == [30, 30]

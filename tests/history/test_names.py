"""A campaign that the seller renamed stays one campaign, though reports tell nothing but names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.backtest import backtest, known_in_history
from adopt.history import History
from adopt.history.names import Names, names_on
from adopt.history.widen import widened
from adopt.reports.choose import choose
from adopt.reports.folder import Folder
from adopt.schema import AdGroup, Bulk, Campaign, Reading, bulk_frames
from adopt.settings import load_settings
from tests.history.readings import ACCOUNT, bulk, day, report

_ROW = {"row": 2, "state": "enabled", "campaign_state": "enabled"}
_FIGURES = dict.fromkeys(("impressions", "clicks", "orders", "units", "spend_micros", "sales_micros"), 0)


def _frame(schema: type[Campaign | AdGroup], rows: list[dict[str, str]]) -> pl.DataFrame:
    cells: list[dict[str, Any]] = [
        {
            name: value
            for name, value in {**dict.fromkeys(schema.column_names()), **_FIGURES, **_ROW, **row}.items()
            if name in schema.column_names()
        }
        for row in rows
    ]
    return pl.DataFrame(cells, schema=schema.create_empty().schema)


def account(**campaigns: tuple[str, str]) -> Bulk:
    """A download of campaigns with an ad group each: names of both, by ID."""
    named = [
        {"campaign_id": key, "ad_group_id": f"{key}0", "campaign": campaign, "ad_group": ad_group}
        for key, (campaign, ad_group) in campaigns.items()
    ]
    return bulk_frames(
        campaigns=Campaign.validate(_frame(Campaign, named)),
        ad_groups=AdGroup.validate(_frame(AdGroup, named)),
    )


def download(last: int, **campaigns: tuple[str, str]) -> Reading:
    return replace(bulk(last), data=account(**campaigns), digest=f"bulk{last}{campaigns}")


def kept(home: Path, *downloads: Reading) -> Path:
    for one in downloads:
        assert one.last_day is not None
        History(home).ingest(one, ACCOUNT, day((one.last_day - day(0)).days + 1))
    return home


def named(names: Names, *rows: tuple[str, str]) -> list[tuple[str, str]]:
    frame = pl.DataFrame(rows, schema={"campaign": pl.String, "ad_group": pl.String}, orient="row")
    other = frame.with_columns(key=pl.int_range(pl.len()), now=pl.lit("stays"))
    found = names.now(other)
    assert found.columns == other.columns
    assert found.drop("campaign", "ad_group").equals(other.drop("campaign", "ad_group"))
    return found.select("campaign", "ad_group").rows()


def test_old_names_of_a_campaign_and_its_ad_group_lead_to_the_newest(tmp_path: Path) -> None:
    home = kept(tmp_path, download(1, a=("pans", "steel")), download(2, a=("pans 2", "iron")))
    names = names_on(home, ACCOUNT, day(9), account(a=("pans 3", "iron 3")))
    asked = (("pans", "steel"), ("pans  2", "iron"), ("pans 3", "iron 3"), ("pots", "steel"))
    assert named(names, *asked) == [*[("pans 3", "iron 3")] * 3, ("pots", "steel")]
    assert named(names_on(home, ACCOUNT, day(2)), asked[0]) == [("pans", "steel")]
    assert named(names_on(home, ACCOUNT, day(3)), asked[0]) == [("pans 2", "iron")]


def test_a_change_of_the_whole_campaign_has_no_ad_group(tmp_path: Path) -> None:
    home = kept(tmp_path, download(1, a=("pans", "steel")), download(2, a=("pans 2", "iron")))
    assert named(names_on(home, ACCOUNT, day(9)), ("pans", "*")) == [("pans 2", "*")]


@pytest.mark.parametrize(
    "later",
    [
        pytest.param({"a": ("old pans", "steel"), "b": ("pans", "steel")}, id="another has it now"),
        pytest.param({"a": ("pots", "steel"), "b": ("pots", "iron")}, id="two share the new one"),
    ],
)
def test_a_name_that_may_be_another_s_is_left_as_it_is(later: dict[str, Any], tmp_path: Path) -> None:
    home = kept(tmp_path, download(1, a=("pans", "steel")), download(2, **later))
    assert named(names_on(home, ACCOUNT, day(9)), ("pans", "steel")) == [("pans", "steel")]


def test_ad_groups_of_a_name_that_was_another_s_are_left_as_they_are(tmp_path: Path) -> None:
    second = download(2, a=("old pans", "steel"), b=("pans", "steel"))
    home = kept(tmp_path, download(1, a=("pans", "steel")), second)
    names = names_on(home, ACCOUNT, day(9), account(a=("old pans", "steel"), b=("pans", "iron")))
    assert named(names, ("pans", "steel")) == [("pans", "steel")]


def test_without_downloads_names_stay(tmp_path: Path) -> None:
    assert named(names_on(tmp_path, ACCOUNT, day(9)), ("pans", "steel")) == [("pans", "steel")]


def _under(one: Reading, campaign: str) -> Reading:
    assert isinstance(one.data, pl.DataFrame)
    rows = one.data.with_columns(campaign=pl.lit(campaign))
    return replace(one, data=rows, digest=f"{one.digest} {campaign}")


def renamed_on_day_40(home: Path) -> Path:
    """Reports of days 0 to 29 under the first name and of 21 to 55 under the second, and a download of each time."""
    first = [_under(report(0, 29), "pans"), download(29, a=("pans", "steel"))]
    return kept(home, *first, _under(report(21, 55), "pans 2"), download(55, a=("pans 2", "steel")))


def test_days_of_history_join_on_under_today_s_name(tmp_path: Path) -> None:
    home = renamed_on_day_40(tmp_path)
    files = (_under(report(30, 55), "pans 2"), download(55, a=("pans 2", "steel")))
    today = choose(Folder(Path(), files, (), ()), load_settings(), day(56))
    wide = widened(today, home, ACCOUNT, 90, day(56)).sources
    assert wide.first_day == day(0)
    assert wide.rows["campaign"].unique().to_list() == ["pans 2"]


def test_a_backtest_follows_terms_through_the_renaming(tmp_path: Path) -> None:
    (known,) = known_in_history(renamed_on_day_40(tmp_path), load_settings(), day(56))
    result = backtest(known)
    assert known.rows["campaign"].unique().to_list() == ["pans 2"]
    assert result.cuts[0] == day(20)

"""``adopt undo``: a plan taken back, as a seller does it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.after.market import account
from tests.command_line.marketplace import Seller, seller
from tests.command_line.run import adopt


@pytest.fixture
def uploaded(tmp_path: Path) -> Seller:
    one = seller(tmp_path)
    one.upload(one.out)
    return one


def actions(done: Any) -> dict[str, dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return {action["key"]: action for action in json.loads(done.stdout)["actions"]}


def test_a_plan_is_taken_back_and_then_there_is_nothing_to_do(tmp_path: Path) -> None:
    one = seller(tmp_path)
    before = account(one.state)
    one.upload(one.out)
    assert not account(one.state).equals(before)
    bulk = one.next_download()
    words = ("--home", one.home, "--lang", "both", "--json", "--verbose")
    done = adopt("undo", one.out, "--bulk", bulk, *words)
    told = actions(done)
    assert {action["fate"] for action in told.values()} == {"undone"}
    assert {action["kind"] for action in told.values()} >= {"bid", "negative", "target"}
    for said in ("undone", "撤销", "72 hours", "undo-bids.xlsx", "Next: upload"):
        assert said in done.stderr
    assert {path.name for path in (one.out / "undo").iterdir()} >= {"undo-bids.xlsx", "undo-negatives.xlsx"}
    noted = json.loads(next(one.home.glob("plans/*/*/undone.json")).read_text(encoding="utf-8"))
    assert set(noted["keys"]) == set(told)
    one.upload(one.out / "undo")
    assert_frame_equal(account(one.state), before)
    again = adopt("undo", one.out, "--bulk", one.next_download(), "--home", one.home, "--json")
    assert {action["fate"] for action in actions(again).values()} == {"nothing"}
    assert "Nothing was written" in again.stderr
    assert not list((one.out / "undo").iterdir())


def test_the_level_of_all_bids_is_confirmed_and_taken_back_with_them(tmp_path: Path) -> None:
    one = seller(tmp_path)
    toml = one.folder / "today" / "adopt.toml"
    own = toml.read_text(encoding="utf-8")
    toml.write_text(f"tacos_low = 0.01\ntacos_high = 0.02\n{own}[tacos]\nsteer = true\n", encoding="utf-8")
    words = ("--home", one.home, "--json")
    assert adopt("daily", toml.parent, "--as-of", str(one.state.day), *words).returncode == 0
    plan = json.loads((one.out / "plan.json").read_text(encoding="utf-8"))
    (level,) = (action["key"] for action in plan["actions"] if action["code"] == "T401")
    one.upload(one.out)
    shutil.copy(one.next_download(), toml.parent)
    confirmed = actions(adopt("confirm", one.out, *words))
    assert level not in confirmed
    assert {action["status"] for action in confirmed.values()} == {"taken"}
    (kept,) = one.home.glob(f"plans/*/*-{plan['digest'][:12]}/results.json")
    told = json.loads(kept.read_text(encoding="utf-8"))
    told["rows"].append({**told["rows"][0], "key": level, "status": "unknown"})
    kept.write_text(json.dumps(told), encoding="utf-8")
    assert actions(adopt("confirm", one.out, *words)) == confirmed, "what an earlier version noted of it"
    alone = adopt("undo", one.out, "--only", level, *words, "--lang", "both")
    assert (alone.returncode, "bids carry the level of all bids" in alone.stderr) == (3, True)
    assert "全部竞价的水平由竞价体现" in alone.stderr
    undone = actions(adopt("undo", one.out, *words))
    assert set(undone) == set(confirmed)
    assert {action["fate"] for action in undone.values()} == {"undone"}


def test_the_download_is_found_beside_a_run_of_several_accounts(tmp_path: Path) -> None:
    one = seller(tmp_path)
    one.upload(one.out)
    account = one.out / "a1market3-US-USD"
    account.mkdir()
    for path in one.out.iterdir():
        if path.is_file():
            path.rename(account / path.name)
    shutil.copy(one.next_download(), one.folder / "today")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = adopt("undo", account, "--home", one.home, "--json", cwd=elsewhere)
    assert {action["fate"] for action in actions(done).values()} == {"undone"}
    for command in ("undo", "confirm"):
        several = adopt(command, one.out, "--home", one.home, "--lang", "both", cwd=elsewhere)
        assert several.returncode == 3
        assert "holds the plans of several accounts: a1market3-US-USD; name one" in " ".join(
            several.stderr.split()
        )


def test_one_action_alone_is_taken_back_by_the_plans_day(uploaded: Seller) -> None:
    plan = json.loads((uploaded.out / "plan.json").read_text(encoding="utf-8"))
    bid = next(one for one in plan["actions"] if one["code"] == "B301" and one["consent"] == "safe")
    bulk = uploaded.next_download()
    words = ("undo", plan["as_of"], "--home", uploaded.home, "--only", bid["key"])
    done = adopt(*words, cwd=bulk.parent)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (bulk.parent / "undo").iterdir()} == {"undo-bids.xlsx", "undone.json"}
    uploaded.upload(bulk.parent / "undo")
    now = uploaded.state.entities.filter(pl.col("target_id") == bid["target_id"])["bid"].item()
    assert now == pytest.approx(bid["from"], abs=0.005)
    unknown = adopt(*words[:-1], "no such key", "--bulk", bulk)
    assert (unknown.returncode, "no action of the plan has the key" in unknown.stderr) == (3, True)
    asked = next(one["key"] for one in plan["actions"] if one["consent"] == "ask")
    left = adopt(*words[:-1], asked, "--bulk", bulk)
    assert (left.returncode, "not accepted" in left.stderr) == (3, True)


def test_what_somebody_has_changed_since_is_left_and_the_three_values_are_said(uploaded: Seller) -> None:
    plan = json.loads((uploaded.out / "plan.json").read_text(encoding="utf-8"))
    bid = next(one for one in plan["actions"] if one["code"] == "B301" and one["consent"] == "safe")
    mine = pl.col("target_id") == bid["target_id"]
    changed = uploaded.state.entities.with_columns(bid=pl.when(mine).then(0.37).otherwise("bid"))
    uploaded.state = replace(uploaded.state, entities=changed)
    bulk = uploaded.next_download()
    done = adopt("undo", uploaded.out, "--bulk", bulk, "--home", uploaded.home, "--json")
    one = actions(done)[bid["key"]]
    assert (one["fate"], one["now"]) == ("changed", 0.37)
    said = f"it was ${bid['from']:.2f}, the plan set ${bid['to']:.2f}, now it is $0.37"
    assert said in done.stderr
    forced = adopt("undo", uploaded.out, "--bulk", bulk, "--home", uploaded.home, "--force", "--json")
    assert actions(forced)[bid["key"]]["fate"] == "undone"
    uploaded.upload(uploaded.out / "undo")
    assert uploaded.state.entities.filter(mine)["bid"].item() == pytest.approx(bid["from"], abs=0.005)


def test_a_download_that_can_not_tell_is_refused(uploaded: Seller, tmp_path: Path) -> None:
    own = next((uploaded.folder / "today").glob("bulk-*.xlsx"))
    old = adopt("undo", uploaded.out, "--bulk", own, "--home", uploaded.home)
    assert (old.returncode, "isn't newer than the download" in old.stderr) == (3, True)
    default = adopt("undo", uploaded.out, "--home", uploaded.home, cwd=tmp_path / "today")
    assert "isn't newer than the download" in default.stderr
    newer = uploaded.next_download()
    foreign = newer.with_name(newer.name.replace("a1market3", "a1other"))
    foreign.write_bytes(newer.read_bytes())
    other = adopt("undo", uploaded.out, "--bulk", foreign, "--home", uploaded.home, "--lang", "zh")
    assert (other.returncode, "属于账户" in other.stderr) == (3, True)
    (tmp_path / "empty").mkdir()
    none = adopt("undo", uploaded.out, "--bulk", tmp_path / "empty", "--home", uploaded.home)
    assert (none.returncode, "there is no bulk download in" in none.stderr) == (3, True)
    sheet = adopt("undo", uploaded.out, "--bulk", uploaded.out / "bids.xlsx", "--home", uploaded.home)
    assert (sheet.returncode, "is no bulk download" in sheet.stderr) == (3, True)

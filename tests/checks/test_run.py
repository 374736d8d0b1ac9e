from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest

from adopt.checks import File, Found, findings, run
from adopt.checks.desk import Cell
from adopt.schema import FindingStatus
from adopt.words.checking import checks
from tests.checks.desks import NOW, desk, table

DAY = timedelta(days=1)
RATE = {
    "marketplace": "US",
    "metric": "orderDefectRate",
    "channel": "mfn",
    "status": "GOOD",
    "count": 1,
    "of": 400,
}


def test_every_check_has_a_function_and_every_function_a_check() -> None:
    assert set(run.FUNCTIONS) == set(checks())


def test_an_empty_desk_names_every_download_once() -> None:
    found = findings(desk())
    missing = found.filter(reason="no_report")
    assert (missing["status"] == "no_data").all()
    told = [one["text"] for row in missing["figures"] for one in row if one["name"] == "adds"]
    needing = [check.code for check in checks().values() if check.needs]
    assert sorted(",".join(told).split(",")) == sorted(needing)
    reports = [one["text"] for row in missing["figures"] for one in row if one["name"] == "reports"]
    assert len(set(reports)) == len(reports)


def test_the_most_urgent_come_first_and_account_health_leads() -> None:
    bad = RATE | {"channel": "afn", "count": 9, "status": "BAD"}
    found = findings(desk(table("account_performance", RATE, bad)))
    order = [status.value for status in FindingStatus]
    ranks = [order.index(status) for status in found["status"].cast(pl.String)]
    assert ranks == sorted(ranks)
    assert found["key"][0] == "A101/AFN"


def test_silence_is_no_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(run.FUNCTIONS, "F101", lambda _desk: [])
    with pytest.raises(AssertionError, match="silence is no pass"):
        findings(desk())


def test_what_a_list_says_twice_is_told_once_and_two_of_one_name_get_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    late, soon = (Found(FindingStatus.ACT, "claim_unlisted", "7", due=NOW + days * DAY) for days in (2, 1))
    other = Found(FindingStatus.ACT, "claim_unlisted", "8")
    told: list[Found] = []
    monkeypatch.setitem(run.FUNCTIONS, "F101", lambda _desk: told)
    for rows in ([late, soon, late, other], [other, late, soon]):
        told[:] = rows
        found = findings(desk()).filter(code="F101")
        assert found["key"].to_list() == ["F101/7", "F101/7 #2", "F101/8"]
        assert found["due"].to_list() == [soon.due, late.due, None]


def test_what_can_not_be_read_is_told_with_its_place() -> None:
    bad = File("returns.txt", "fba_returns", 10, 2, Cell(4, "quantity", "x", "not_a_number"))
    lost = File("stock.csv", None, refusal="damaged")
    sound = File("orders.txt", "all_orders", 7)
    found = findings(replace(desk(), inputs=(bad, lost, sound))).filter(code="F101")
    assert found["key"].to_list() == ["F101/returns.txt", "F101/stock.csv", "F101"]
    assert found["status"].to_list() == ["watch", "watch", "fine"]
    assert found.select("n", "of").row(0) == (2, 10)

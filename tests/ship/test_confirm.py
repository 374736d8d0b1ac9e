"""Tracking results as Amazon's shipping confirmation: every row is in the file, or told of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from adopt.cli import main
from adopt.errors import InputError
from adopt.say import translator
from adopt.say.ship import FAULTS, fault_said
from adopt.ship import Confirmed, confirm
from adopt.ship.lines import Usual
from adopt.words.labels import confirmation, result_names
from tests.ship.files import ORDER, OTHER_ORDER, YANWEN, lines_of, order, write_orders, write_results

TODAY = date(2026, 11, 25)
HEADER = ("order-id", "order-item-id", "quantity", "ship-date", "carrier", "tracking-number", "ship-method")


def made(path: Path, orders: Path | None = None, **usual: str) -> Confirmed:
    return confirm(path, orders, path.parent / confirmation().file, Usual(TODAY, **usual), TODAY)


def row(name: str = ORDER, **cells: str) -> list[str]:
    plain = {"order": name, "item": "", "quantity": "", "day": "2026-11-24", "carrier": "Yanwen"}
    plain |= {"tracking": YANWEN, "method": "Yanwen Tracked"} | cells
    return list(plain.values())


def rules(done: Confirmed) -> list[tuple[str, str]]:
    return [(one.level, one.rule) for one in done.faults]


def test_the_file_is_as_amazon_takes_it(tmp_path: Path) -> None:
    done = made(write_results(tmp_path, HEADER, row()))
    assert done.path is not None
    assert done.path.read_bytes().decode() == (
        "order-id\torder-item-id\tquantity\tship-date\tcarrier-code\tcarrier-name\ttracking-number\tship-method\r\n"
        f"{ORDER}\t\t\t2026-11-24\tYanwen\t\t{YANWEN}\tYanwen Tracked\r\n"
    )
    assert done.faults == ()


def test_a_carriers_own_table_in_chinese(tmp_path: Path) -> None:
    """Its own number and the last mile's: the latter is the one that Amazon follows."""
    header = ["客户单号", "运单号", "尾程单号", "承运商", "发货时间", "运输方式"]
    last = "9261290100130739560000"
    path = write_results(
        tmp_path,
        header,
        [ORDER, "4PX3001794604846CN", last, "递四方", "2026-11-24 18:03:00", "QC"],
        [OTHER_ORDER, "4PX3001794604846CN", "", "4PX", "2026/11/23", "QC"],
    )
    first, second = lines_of(made(path).path or path)
    assert (first["carrier-code"], first["tracking-number"], first["ship-date"]) == (
        "4PX",
        last,
        "2026-11-24",
    )
    assert (second["tracking-number"], second["ship-date"]) == ("4PX3001794604846CN", "2026-11-23")


def test_a_workbook_will_do(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in (["订单号", "运单号"], [ORDER, YANWEN]):
        book.worksheets[0].append(cells)
    book.save(tmp_path / "t.xlsx")
    done = made(tmp_path / "t.xlsx", carrier="yanwen", method="Tracked")
    assert [(line.carrier_code, line.ship_date) for line in done.lines] == [("Yanwen", "2026-11-25")]


@pytest.mark.parametrize(
    ("cells", "level", "rule", "column"),
    [
        ({"order": "058-3563777"}, "error", "order_form", "order-id"),
        ({"order": ""}, "error", "order_form", "order-id"),
        ({"item": "B0ABC"}, "error", "item_form", "order-item-id"),
        ({"quantity": "0"}, "error", "quantity", "quantity"),
        ({"quantity": "1.5"}, "error", "quantity", "quantity"),
        ({"day": "11/24/2026"}, "error", "day_unread", "ship-date"),
        ({"day": "2026-11-26"}, "error", "day_ahead", "ship-date"),
        ({"tracking": "9.40011E+21"}, "error", "tracking_eaten", "tracking-number"),
        ({"tracking": "9400110200881230000000"}, "error", "tracking_eaten", "tracking-number"),
        ({"tracking": "暂无单号"}, "error", "tracking_form", "tracking-number"),
        ({"tracking": "1234"}, "error", "tracking_form", "tracking-number"),
        ({"carrier": ""}, "error", "no_carrier", "carrier"),
        ({"carrier": "Other"}, "error", "no_carrier", "carrier"),
        ({"carrier": "Bob's vans"}, "warning", "carrier_unlisted", "carrier"),
        ({"carrier": "B" * 51}, "error", "carrier_long", "carrier"),
        ({"carrier": "UPS"}, "error", "tracking_other", "tracking-number"),
        ({"tracking": ""}, "error", "no_tracking", "tracking-number"),
        ({"method": ""}, "warning", "no_method", "ship-method"),
    ],
)
def test_a_row_that_amazon_would_refuse(
    tmp_path: Path, cells: dict[str, str], level: str, rule: str, column: str
) -> None:
    done = made(write_results(tmp_path, HEADER, row(**cells), row(OTHER_ORDER)))
    fault = done.faults[0]
    assert (fault.level, fault.rule, fault.row, fault.column) == (level, rule, 2, column)
    assert [line.order_id for line in done.lines] == [ORDER, OTHER_ORDER][level == "error" :]


@pytest.mark.parametrize(
    ("said", "code", "name"),
    [
        ("yanwen", "Yanwen", ""),
        ("燕文物流", "Yanwen", ""),
        ("Other: Yanwen", "Yanwen", ""),
        ("Bob's vans", "Other", "Bob's vans"),
        ("Other (Bob's vans)", "Other", "Bob's vans"),
    ],
)
def test_carriers_are_named_as_amazons_list_does(tmp_path: Path, said: str, code: str, name: str) -> None:
    (line,) = made(write_results(tmp_path, HEADER, row(carrier=said))).lines
    assert (line.carrier_code, line.carrier_name) == (code, name)


def test_items_come_from_the_orders(tmp_path: Path) -> None:
    items = order(order_item_id="52336476957403", sku="LID-1", quantity_to_ship="1")
    orders = write_orders(tmp_path, order(), items, order(OTHER_ORDER))
    done = made(write_results(tmp_path, HEADER, row()), orders)
    assert [(line.order_item_id, line.quantity) for line in done.lines] == [
        ("52336476957402", "2"),
        ("52336476957403", "1"),
    ]
    assert done.waiting == (OTHER_ORDER,)


@pytest.mark.parametrize(
    ("rows", "found", "lines"),
    [
        ([row("111-0000009-0000009")], [("error", "order_unknown")], 0),
        ([row(item="99999999999999", quantity="1")], [("error", "item_unknown")], 0),
        ([row(item="52336476957402", quantity="3")], [("error", "quantity_over")], 0),
        ([row(item="52336476957402", quantity="2")], [], 1),
        ([row(quantity="2")], [], 1),
        ([row(quantity="3")], [("error", "quantity_over")], 0),
        ([row(day="2026-11-22")], [], 1),  # the day before in UTC may be the marketplace's
        ([row(day="2026-11-21")], [("error", "day_before")], 0),
        ([row(), row()], [("warning", "row_twice")], 1),
        ([row(), row(tracking="VR344217874YP")], [("error", "several_parcels")] * 2, 0),
        (
            [
                row(item="52336476957402", quantity="1"),
                row(item="52336476957402", quantity="1", tracking="VR344217874YP"),
            ],
            [],
            2,
        ),
        (
            [
                row(item="52336476957402", quantity="2"),
                row(item="52336476957402", quantity="1", tracking="VR344217874YP"),
            ],
            [("error", "quantity_over")],
            1,
        ),
    ],
)
def test_rows_against_the_orders(
    tmp_path: Path, rows: list[list[str]], found: list[tuple[str, str]], lines: int
) -> None:
    done = made(write_results(tmp_path, HEADER, *rows), write_orders(tmp_path, order()))
    assert (rules(done), len(done.lines)) == (found, lines)


def test_a_part_of_an_order_is_confirmed_as_a_part(tmp_path: Path) -> None:
    (line,) = made(write_results(tmp_path, HEADER, row(quantity="1")), write_orders(tmp_path, order())).lines
    assert (line.order_item_id, line.quantity) == ("52336476957402", "1")
    (line,) = made(
        write_results(tmp_path, HEADER, row(item="52336476957402")), tmp_path / "unshipped.txt"
    ).lines
    assert (line.order_item_id, line.quantity) == ("52336476957402", "2")
    (line,) = made(write_results(tmp_path, HEADER, row(quantity="1"))).lines
    assert (line.order_item_id, line.quantity) == ("", "")  # without the orders a row is its whole order


def test_a_part_of_several_items_needs_its_item(tmp_path: Path) -> None:
    items = order(order_item_id="52336476957403", sku="LID-1", quantity_to_ship="1")
    orders = write_orders(tmp_path, order(), items)
    assert rules(made(write_results(tmp_path, HEADER, row(quantity="2")), orders)) == [
        ("error", "quantity_of_which")
    ]
    assert len(made(write_results(tmp_path, HEADER, row(quantity="3")), orders).lines) == 2


def test_a_report_without_item_ids_confirms_whole_orders(tmp_path: Path) -> None:
    orders = write_orders(tmp_path, order(order_item_id=""))
    (line,) = made(write_results(tmp_path, HEADER, row()), orders).lines
    assert (line.order_item_id, line.quantity) == ("", "")
    assert rules(made(write_results(tmp_path, HEADER, row(quantity="1")), orders)) == [
        ("error", "quantity_of_which")
    ]


def test_a_workbook_s_number_has_lost_its_last_digits(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in (
        ["订单号", "运单号"],
        [ORDER, 9400110200881234567890],
        [OTHER_ORDER, "9400110200881234567890"],
    ):
        book.worksheets[0].append(cells)
    book.save(tmp_path / "t.xlsx")
    done = made(tmp_path / "t.xlsx", carrier="USPS", method="Ground")
    assert [(one.rule, one.order) for one in done.faults] == [("tracking_eaten", ORDER)]
    assert [line.tracking_number for line in done.lines] == ["9400110200881234567890"]


def test_the_log_of_shipments_is_a_result_too(tmp_path: Path) -> None:
    header = ["order_id", "ship_by", "confirmed_at", "carrier_code", "carrier", "service", "tracking_id"]
    path = write_results(
        tmp_path,
        header,
        [ORDER, "2026-11-28T07:59:59Z", "", "Other", "燕文", "Tracked", YANWEN],
        [OTHER_ORDER, "2026-11-20T07:59:59Z", "2026-11-19T10:00:00Z", "Yanwen", "", "Tracked", YANWEN],
    )
    done = made(path)
    assert [(line.order_id, line.carrier_code) for line in done.lines] == [(ORDER, "Yanwen")]
    assert (done.done, done.faults) == ((OTHER_ORDER,), ())


@given(st.lists(st.sampled_from(["good", "form", "number", "day", "twice"]), min_size=1, max_size=12))
def test_every_row_is_in_the_file_or_told_of(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[str]
) -> None:
    changes = {
        "good": {},
        "form": {"order": "x"},
        "number": {"tracking": ""},
        "day": {"day": "soon"},
        "twice": {},
    }
    rows = [
        row("111-0000000-0000000" if kind == "twice" else f"111-0000001-{n:07}", **changes[kind])
        for n, kind in enumerate(kinds)
    ]
    path = write_results(tmp_path_factory.mktemp("rows"), HEADER, *rows)
    done = made(path)
    told = {one.row for one in done.faults}
    assert len(done.lines) + len(told) == len(rows)
    assert done.path is None if not done.lines else lines_of(path.parent / confirmation().file)


def test_a_file_without_tracking_numbers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no tracking results; expected columns order_id, last mile"):
        made(write_results(tmp_path, ["order_id", "name"], ["1", "2"]))
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04nothing")
    with pytest.raises(InputError, match="damaged"):
        made(tmp_path / "broken.xlsx")


def test_no_name_of_a_column_means_two_things() -> None:
    every = [name for names in result_names().values() for name in names]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rule_is_said(language: str) -> None:
    for rule in FAULTS:
        assert not [one for one in fault_said(rule, "a", "b", translator(language)) if "{" in one or not one]


def test_the_command(tmp_path: Path) -> None:
    orders = write_orders(tmp_path, order(), order(OTHER_ORDER))
    path = write_results(tmp_path, ["order_id", "tracking_id"], [ORDER, YANWEN], ["1", YANWEN])
    words = ["ship", "confirm", str(path), "--orders", str(orders), "--lang", "both"]
    more = ["--carrier", "Yanwen", "--method", "Tracked", "--ship-date", "2026-11-24"]
    done = CliRunner().invoke(main, [*words, *more])
    assert done.exit_code == 4
    assert "1 line of the shipping confirmation" in done.stderr
    assert f"1 unshipped order isn't in it: {OTHER_ORDER}" in done.stderr
    assert "Left out: tracking.csv, row 3, order_id, 1" in done.stderr
    assert "'1' isn't an order ID of Amazon's" in done.stderr
    assert "发货确认文件" in done.stderr
    (line,) = lines_of(tmp_path / "shipping-confirmation.txt")
    assert (line["ship-date"], line["quantity"]) == ("2026-11-24", "2")
    assert CliRunner().invoke(main, [*words, "--marketplace", "XX"]).exit_code == 2

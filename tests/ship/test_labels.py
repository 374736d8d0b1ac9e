"""Unshipped orders as label sheets: every order is in the sheet, or told of."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from adopt.cli import main
from adopt.errors import InputError
from adopt.reports import read_folder
from adopt.ship import Labels, labels
from adopt.words.carriers import carriers
from adopt.words.labels import label_sheets
from adopt.words.zones import zone_of
from tests.ship.files import BUYER, ORDER, OTHER_ORDER, cells_of, goods, order, write_customs, write_orders

YANWEN, FOURPX = label_sheets()["yanwen"], label_sheets()["4px"]


def made(folder: Path, key: str = "yanwen", service: str = "燕文专线惠选-普货") -> Labels:
    sheet = label_sheets()[key]
    return labels(folder, folder, sheet, folder / sheet.file, service, zone_of("US"))


def test_yanwens_sheet(tmp_path: Path) -> None:
    write_orders(tmp_path, order(), order(order_item_id="52336476957403", sku="LID-1", quantity_to_ship="1"))
    write_customs(tmp_path, goods(), goods("LID-1", name_zh="锅盖", weight_g="100", battery="Y"))
    done = made(tmp_path)
    assert (done.written, done.faults) == ((ORDER,), ())
    assert done.path == tmp_path / "labels-yanwen.xlsx"
    (row,) = cells_of(done.path)
    assert row == {
        "订单号": ORDER,
        "产品名称": "燕文专线惠选-普货",
        "收件人姓名": BUYER,
        "收件人电话": "555-0100",
        "收件人国家": "US",
        "收件人省/州": "OR",
        "收件人城市": "Springfield",
        "收件人邮编": "01234",
        "收件人地址": "1 Secret St Apt 2",
        "收款到账日期": "11/23/2026",  # still the 23rd in Los Angeles
        "币种类型": "美元",
        "是否含电": "是",
        "拣货单信息": "PAN-1 x2; LID-1 x1",
        "中文品名1": "钢锅",
        "英文品名1": "steel pan",
        "单票数量1": "2",
        "重量1(g)": "450",
        "申报价值1": "6.50",
        "商品海关编码1": "7323930000",
        "中文品名2": "锅盖",
        "英文品名2": "steel pan",
        "单票数量2": "1",
        "重量2(g)": "100",
        "申报价值2": "6.50",
        "商品海关编码2": "7323930000",
    }


def test_4px_has_the_weight_of_the_parcel(tmp_path: Path) -> None:
    write_orders(tmp_path, order())
    write_customs(tmp_path, goods())
    done = made(tmp_path, "4px", "QC")
    assert done.path is not None
    (row,) = cells_of(done.path)
    wanted = {"客户单号": ORDER, "运输方式": "QC", "重量": "0.900", "是否带电池": "N", "申报价值1": "6.50"}
    assert wanted.items() <= row.items()
    assert row["运费/申报保险费/商品申报币种"] == "USD"
    assert row["收件人州 \\ 省"] == "OR"


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    write_orders(tmp_path, order(ship_address_1="=1+1", recipient_name="+Jo"))
    write_customs(tmp_path, goods())
    done = made(tmp_path)
    assert done.path is not None
    sheet = openpyxl.load_workbook(done.path).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert cells_of(done.path)[0]["收件人地址"] == "=1+1 Apt 2"


@pytest.mark.parametrize(
    ("cells", "rule", "column"),
    [
        ({"recipient_name": ""}, "no_address", "recipient-name"),
        ({"recipient_name": "[PII]"}, "no_address", "recipient-name"),
        ({"ship_address_1": "", "ship_address_2": ""}, "no_address", "ship-address-1"),
        ({"ship_postal_code": ""}, "no_address", "ship-postal-code"),
        ({"buyer_phone_number": ""}, "no_address", "buyer-phone-number"),
        ({"sku": "NEW"}, "no_customs", "sku"),
        ({"quantity_to_ship": "two"}, "quantity", "quantity-to-ship"),
    ],
)
def test_an_order_that_lacks_something_is_told_of(
    tmp_path: Path, cells: dict[str, str], rule: str, column: str
) -> None:
    write_orders(tmp_path, order(), order(OTHER_ORDER, **cells))
    write_customs(tmp_path, goods())
    done = made(tmp_path)
    assert done.written == (ORDER,)
    (fault,) = done.faults
    assert (fault.level, fault.rule, fault.row, fault.column) == ("error", rule, 3, column)
    assert fault.order == OTHER_ORDER
    assert BUYER not in str(done)


def test_a_state_may_be_blank_and_what_has_left_needs_no_label(tmp_path: Path) -> None:
    write_orders(tmp_path, order(ship_state="", ship_country="SG"), order(OTHER_ORDER, quantity_to_ship="0"))
    write_customs(tmp_path, goods())
    done = made(tmp_path)
    assert (done.written, done.faults) == ((ORDER,), ())


def test_too_many_products_and_several_currencies(tmp_path: Path) -> None:
    many = [order(order_item_id=f"5233647695740{n}", sku=f"S{n}") for n in range(6)]
    mixed = [order(OTHER_ORDER), order(OTHER_ORDER, sku="EURO")]
    write_orders(tmp_path, *many, *mixed)
    write_customs(tmp_path, *(goods(f"S{n}") for n in range(6)), goods(), goods("EURO", currency="EUR"))
    done = made(tmp_path)
    assert (done.written, done.path) == ((), None)
    assert [(one.rule, one.value, one.detail) for one in done.faults] == [
        ("too_many_items", "6", "5"),
        ("currencies", "EUR, USD", ""),
    ]


def test_a_row_of_customs_that_cant_be_used_is_told_of(tmp_path: Path) -> None:
    write_orders(tmp_path, order())
    write_customs(tmp_path, goods(weight_g="heavy"), goods("LID-1"))
    assert {(one.rule, one.row) for one in made(tmp_path).faults} == {("customs_row", 2), ("no_customs", 2)}


@pytest.mark.parametrize("cells", [{"weight_g": "0"}, {"declared_value": "0"}, {"weight_g": "-1"}])
def test_what_weighs_or_is_worth_nothing_is_told_of(tmp_path: Path, cells: dict[str, str]) -> None:
    write_orders(tmp_path, order())
    write_customs(tmp_path, goods(**cells))
    done = made(tmp_path)
    assert [one.rule for one in done.faults] == ["customs_zero", "no_customs"]
    assert done.path is None


def test_the_most_urgent_order_comes_first(tmp_path: Path) -> None:
    write_orders(tmp_path, order(), order(OTHER_ORDER, promise_date="2026-11-26T07:59:59+00:00"))
    write_customs(tmp_path, goods())
    assert made(tmp_path).written == (OTHER_ORDER, ORDER)


def test_missing_reports_are_errors_that_say_what_to_do(tmp_path: Path) -> None:
    write_customs(tmp_path, goods())
    with pytest.raises(InputError, match="has no unshipped orders; expected columns order-id"):
        made(tmp_path)
    write_orders(tmp_path, order())
    (tmp_path / "again.txt").write_bytes((tmp_path / "unshipped.txt").read_bytes())
    with pytest.raises(InputError, match=r"has several unshipped orders: again\.txt, unshipped\.txt"):
        made(tmp_path)
    (tmp_path / "again.txt").unlink()
    (tmp_path / "customs.csv").unlink()
    with pytest.raises(InputError, match="'adopt template customs' writes it"):
        made(tmp_path)


def test_a_table_that_is_not_filled_in_yet_is_not_said_to_be_missing(tmp_path: Path) -> None:
    write_orders(tmp_path, order())
    customs = tmp_path / "customs.csv"
    assert CliRunner().invoke(main, ["template", "customs", "--out", str(customs)]).exit_code == 0
    with pytest.raises(InputError, match=r"customs\.csv has no rows yet: fill in one for each SKU"):
        made(tmp_path)


def test_sheets_name_their_columns_once_and_their_source() -> None:
    for sheet in label_sheets().values():
        header = sheet.header()
        assert len(header) == len(set(header)) == len(sheet.columns) + sheet.items * len(sheet.each)
        assert sheet.carrier in carriers()
        assert sheet.source
        assert sheet.sure in {"official", "secondary", "file evidence"}
    assert YANWEN.header()[-1] == "商品链接5"
    assert FOURPX.header()[:4] == ["客户单号", "服务商单号", "运输方式", "目的国家"]


def test_the_command(tmp_path: Path) -> None:
    write_orders(tmp_path, order(), order(OTHER_ORDER, ship_city=""))
    write_customs(tmp_path, goods())
    words = ["ship", "labels", str(tmp_path), "--carrier", "燕文", "--service", "X", "--lang", "both"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 4
    assert "1 order for Yanwen" in done.stderr
    assert "delete it once the labels are printed" in done.stderr
    assert f"Left out: unshipped.txt, row 3, ship-city, {OTHER_ORDER}" in done.stderr
    assert "未写入：unshipped.txt" in done.stderr
    assert BUYER not in done.stderr
    assert read_folder(tmp_path).skipped == (tmp_path / "labels-yanwen.xlsx",)
    words[4] = "nobody"
    assert CliRunner().invoke(main, words).exit_code == 2

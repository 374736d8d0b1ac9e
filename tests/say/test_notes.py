from __future__ import annotations

import pytest

from adopt.reports.refusal import REASONS
from adopt.say import Translate, join_name, kind_name, notes, rejection, translator, warning, withheld
from adopt.say.notes import parted


@pytest.fixture
def zh() -> Translate:
    return translator("zh")


def test_a_rejected_row_names_its_place() -> None:
    row = {
        "file": "a.xlsx",
        "sheet": "Sheet1",
        "row": 7,
        "column": "Spend",
        "value": "x",
        "reason": "not_a_number",
    }
    assert rejection(row, translator("en")) == 'a.xlsx / Sheet1, row 7, column Spend: "x": not a number'


def test_a_refused_files_reason_is_translated(zh: Translate) -> None:
    said = warning("file_refused", f"a.xlsx: {REASONS['several_currencies']} (EUR, USD)", zh)
    assert said == "有文件未被使用。a.xlsx: 包含多种货币；请按站点分别下载报告 (EUR, USD)。"


def test_known_codes_are_sentences_and_unknown_ones_stay(zh: Translate) -> None:
    assert "9 天" in warning("stale_data", "9", zh)
    assert "批量" in withheld("no_bulk", "", zh)
    assert kind_name("bulk", zh) == "批量下载文件"
    assert warning("brand_new", "x", zh) == "brand_new: x"
    assert withheld("brand_new", "", zh) == "brand_new"


def test_names_that_were_not_found_say_why() -> None:
    say = translator("en")
    assert join_name("target", None, say) == "campaign, ad group and target found"
    assert join_name("none", "campaign_ambiguous", say) == "not found (several campaigns have this name)"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_notes_that_ask_for_something_stand_apart_from_those_that_inform(language: str) -> None:
    say = translator(language)
    given = [
        ("bulk_tab_left_out", "bulk.xlsx"),
        ("stale_data", "9"),
        ("older_left_out", "a.csv"),
        ("more_left_out", "7"),
        ("file_refused", f"b.csv: {REASONS['several_currencies']}"),
        ("more_left_out", "8"),
        ("brand_new", "x"),
    ]
    acts, informs = parted(given, say)
    said = [warning(*note, say) for note in given]
    assert informs == [said[0], said[2], said[3]]
    assert acts == [said[1], said[4], said[5], said[6]], "what isn't known to be harmless is read first"


def test_every_note_that_informs_is_one() -> None:
    assert set(notes._WARNINGS) > notes._INFORMING

"""Published prices: two forms, and what is said of a file that is neither."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.errors import InputError
from adopt.lab.outside.prices import Curve, read_curves


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_counts_by_price_become_shares_by_multiples_of_the_mean(tmp_path: Path) -> None:
    table = {"clicks": 3, "counts": [0, 6, 0, 2], "name": "a"}
    (curve,) = read_curves(written(tmp_path, "a.json", json.dumps(table)))
    # Mean price 1.5: six auctions at 1, two at 3.
    assert curve.prices.tolist() == pytest.approx([1 / 1.5, 2.0])
    assert curve.below.tolist() == [0.75, 1.0]


def test_a_log_of_the_same_auctions_is_the_same_curve(tmp_path: Path) -> None:
    counts = read_curves(written(tmp_path, "a.json", '{"counts": [1, 2, 0, 1]}'))
    log = read_curves(written(tmp_path, "a.txt", "0 1 0.0002\n1\t1\t0.1\t3\n0 3\n0 0 7:1 9:1\n"))
    assert [(one.prices.tolist(), one.below.tolist()) for one in log] == [
        (one.prices.tolist(), one.below.tolist()) for one in counts
    ]


def test_a_folder_has_a_curve_for_each_list_in_the_order_of_names(tmp_path: Path) -> None:
    written(tmp_path, "b.json", '{"train": [0, 1], "test": [0, 1, 1]}')
    written(tmp_path, "a.log", "0 5\n0 10\n0 15\n")
    assert [one.prices.size for one in read_curves(tmp_path)] == [3, 1, 2]


def test_a_bid_wins_the_prices_that_it_reaches(tmp_path: Path) -> None:
    (curve,) = read_curves(written(tmp_path, "a.json", '{"counts": [2, 3, 5]}'))
    mean = 1.3
    bids = [-0.1, 0.0, 0.9 / mean, 1 / mean, 1.9 / mean, 2 / mean, 9.0]
    assert [curve.won(bid) for bid in bids] == pytest.approx([0.0, 0.2, 0.2, 0.5, 0.5, 1.0, 1.0])


@given(st.lists(st.integers(0, 40), min_size=2, max_size=30).filter(lambda counts: any(counts[1:])))
def test_prices_drawn_evenly_come_as_often_as_they_were_counted(counts: list[int]) -> None:
    curve = Curve.of(dict(enumerate(counts)))
    total = sum(counts)
    drawn = curve.paid((np.arange(total) + 0.5) / total)
    mean = sum(price * count for price, count in enumerate(counts)) / total
    asked, often = np.unique(np.rint(drawn * mean), return_counts=True)
    expected = {price: count for price, count in enumerate(counts) if count}
    assert dict(zip(asked.astype(int).tolist(), often.tolist(), strict=True)) == expected


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", '{"counts":\n [1, 2', "a.json, line 2: not JSON"),
        ("a.json", '{"counts": [1, -2]}', "a.json, list counts, price 1: '-2'; expected how many auctions"),
        ("a.json", '{"counts": [1, true]}', "a.json, list counts, price 1: 'True'; expected how many"),
        ("a.json", '{"counts": [1.5]}', "a.json, list counts, price 0: '1.5'; expected how many"),
        ("a.json", '{"counts": [7, 0]}', "a.json: no auction has a price above 0"),
        ("a.json", '{"counts": []}', "a.json: no auction has a price above 0"),
        ("a.json", '{"counts": 7}', "a.json has no prices; expected .json counts by price, or logs"),
        ("a.json", "[1, 2]", "a.json has no prices"),
        (
            "a.txt",
            "0 12\nclick price\n",
            "a.txt, line 2: 'click price'; expected 0 or 1 (click) and a whole price",
        ),
        ("a.txt", "0 12\n0 1.5\n", "a.txt, line 2: '0 1.5'; expected 0 or 1"),
        ("a.txt", "0 -3\n", "a.txt, line 1: '0 -3'; expected 0 or 1"),
        ("a.txt", "0 ²\n", "a.txt, line 1: '0 ²'; expected 0 or 1"),
        ("a.txt", "0 1234567890123\n", "a.txt, line 1: '0 1234567890123'; expected 0 or 1"),
        ("a.txt", "2 12\n", "a.txt, line 1: '2 12'; expected 0 or 1"),
        ("a.txt", "0 12\n\n0 13\n", "a.txt, line 2: ''; expected 0 or 1"),
        ("a.txt", "0\n", "a.txt, line 1: '0'; expected 0 or 1"),
        ("a.txt", "", "a.txt: no auction has a price above 0"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(InputError, match="a") as refused:
        read_curves(written(tmp_path, name, text))
    assert said in str(refused.value)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff\xfe0 1")
    with pytest.raises(InputError, match="isn't a text file"):
        read_curves(path)


def test_an_empty_folder_has_no_prices(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no prices"):
        read_curves(tmp_path)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read: No such file"):
        read_curves(tmp_path / "none.txt")

from __future__ import annotations

import random
from typing import Any

import dataframely as dy
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.after.reviewed import words
from adopt.plan.own_value import Bounds, Own
from adopt.plan.review import Answer, Review, applied, review
from adopt.schema import Action
from tests.plan.proposals import proposals

BOUNDS = Bounds("USD", 2, (0.02, 1000.0), (1.0, 1e6), {}, {}, {})
ACTIONS = proposals(safe=6, ask=6, watch=2)
KEYS = ACTIONS.filter(pl.col("consent") != "watch")["key"].to_list()
SHOWN = frozenset(KEYS)


def answer(key: str | None, accept: str | None, own: str | None = None, row: int = 3) -> Answer:
    return Answer("Decide", row, key, accept, own)


def judged(
    *answers: Answer, actions: dy.DataFrame[Action] = ACTIONS, shown: frozenset[str] = SHOWN
) -> Review:
    return review(actions, answers, shown, words(), BOUNDS)


def untouched(changes: dict[str, Answer] | None = None) -> list[Answer]:
    rows = ACTIONS.filter(pl.col("consent") != "watch").select("key", "consent").iter_rows()
    told = {
        key: answer(key, "Yes" if consent == "safe" else None, row=n)
        for n, (key, consent) in enumerate(rows, 3)
    }
    return list((told | (changes or {})).values())


def reconciled(done: Review) -> list[str]:
    refused = {one.key for one in done.refused} - {one.key for one in done.strange}
    parts = [list(done.accepted), done.declined, done.left, done.removed, sorted(str(key) for key in refused)]
    return sorted(key for part in parts for key in part)


def test_an_untouched_workbook_accepts_what_is_safe() -> None:
    done = judged(*untouched())
    assert sorted(done.accepted) == sorted(ACTIONS.filter(consent="safe")["key"])
    assert sorted(done.left) == sorted(ACTIONS.filter(consent="ask")["key"])
    assert reconciled(done) == sorted(KEYS)


@pytest.mark.parametrize(
    "word", ["Yes", "yes", " YES ", "y", "Y", "Ｙｅｓ", "是", "✓", "✔", "✔\ufe0f", " √ "]
)
def test_yes_in_both_languages(word: str) -> None:
    assert KEYS[7] in judged(answer(KEYS[7], word)).accepted


@pytest.mark.parametrize("word", ["No", "no", "N", "否", "✗", "✘", "×"])
def test_no_in_both_languages(word: str) -> None:
    assert judged(answer(KEYS[0], word)).declined == [KEYS[0]]


@pytest.mark.parametrize("word", ["maybe", "TRUE", "1", "ja", "open", "yes no", "x", "-", "?", "✓✗", "★"])
def test_what_is_neither_is_refused_and_not_accepted(word: str) -> None:
    done = judged(*untouched({KEYS[0]: answer(KEYS[0], word, row=17)}))
    (one,) = done.refused
    assert (one.sheet, one.row, one.column, one.value, one.problem.code) == (
        "Decide", 17, "Accept", word, "not_yes_or_no",
    )  # fmt: skip
    assert KEYS[0] not in done.accepted
    assert reconciled(done) == sorted(KEYS)


@pytest.mark.parametrize("blank", [None, "", "  ", "\u3000", "\u200b", "\ufeff"])
def test_what_shows_nothing_is_left_open(blank: str | None) -> None:
    assert judged(answer(KEYS[7], blank)).left == [KEYS[7]]


def test_a_row_that_is_gone_is_not_accepted() -> None:
    done = judged(*(one for one in untouched() if one.key not in (KEYS[0], KEYS[8])))
    assert sorted(done.removed) == sorted([KEYS[0], KEYS[8]])
    assert reconciled(done) == sorted(KEYS)


def test_a_row_for_which_there_was_no_room_stays_as_in_the_plan() -> None:
    done = judged(*untouched()[1:6], *untouched()[7:], shown=SHOWN - {KEYS[0], KEYS[6]})
    assert done.unseen == [KEYS[0]]
    assert KEYS[0] in done.accepted
    assert KEYS[6] in done.left


def test_the_same_row_twice_counts_once_and_contradicting_ones_not_at_all() -> None:
    twice = judged(answer(KEYS[0], "Yes"), answer(KEYS[0], "是", row=9))
    assert KEYS[0] in twice.accepted
    torn = judged(answer(KEYS[0], "Yes"), answer(KEYS[0], "No", row=9))
    assert [one.problem.code for one in torn.refused] == ["contradiction"] * 2
    assert KEYS[0] not in torn.accepted


def test_strangers_are_named() -> None:
    done = judged(*untouched(), answer("N101|other", "Yes"), answer(None, "Yes"), answer(None, None, "0.5"))
    assert [one.problem.code for one in done.strange] == ["unknown_key", "no_key"]
    assert reconciled(done) == sorted(KEYS)


def test_a_watched_row_cant_be_accepted() -> None:
    key = ACTIONS.filter(consent="watch")["key"][0]
    assert [one.problem.code for one in judged(answer(key, "Yes")).refused] == ["unknown_key"]


def test_a_value_needs_a_yes_and_a_no_makes_it_idle() -> None:
    (one,) = judged(answer(KEYS[7], None, "0.5")).refused
    assert (one.column, one.problem.code) == ("Your value", "value_without_yes")
    assert judged(answer(KEYS[7], "No", "0.5")).declined == [KEYS[7]]


def test_spaces_and_control_characters_that_spreadsheets_drop_do_not_matter() -> None:
    actions = proposals(safe=1, ask=0, watch=0, term="two\x0b  spaces")
    (key,) = actions["key"]
    done = judged(answer(key.replace("\x0b", "") + " ", "Yes"), actions=actions, shown=frozenset([key]))
    assert list(done.accepted) == [key]


def test_own_values_go_into_the_actions() -> None:
    done = judged(
        *untouched({KEYS[1]: answer(KEYS[1], "Yes", "phrase"), KEYS[2]: answer(KEYS[2], "Yes", "0.5")})
    )
    assert (done.accepted[KEYS[1]], done.accepted[KEYS[2]]) == (
        Own(match_type="negativePhrase"),
        Own(to_bid=0.5),
    )
    after = {row["key"]: row for row in applied(ACTIONS, done.accepted).to_dicts()}
    assert after[KEYS[1]]["to_match_type"] == "negativePhrase"
    assert after[KEYS[2]]["to_bid"] == 0.5
    before = {row["key"]: row for row in ACTIONS.to_dicts()}
    assert after[KEYS[0]] == before[KEYS[0]]


@given(st.sets(st.sampled_from(KEYS)), st.randoms(use_true_random=False))
def test_accepted_are_exactly_the_chosen_ones_in_whatever_order(chosen: set[str], rng: random.Random) -> None:
    answers = [
        answer(key, "yes" if key in chosen else rng.choice(["No", None]), row=n) for n, key in enumerate(KEYS)
    ]
    rng.shuffle(answers)
    done = judged(*answers)
    assert set(done.accepted) == chosen
    assert reconciled(done) == sorted(KEYS)
    after = applied(ACTIONS, done.accepted)
    assert set(after.filter(consent="safe")["key"]) == chosen
    assert after.filter(consent="watch")["key"].to_list() == ACTIONS.filter(consent="watch")["key"].to_list()
    assert done.rows()["key"].to_list() == sorted(chosen)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*KEYS, "x", None]),
            st.none() | st.text(max_size=4),
            st.none() | st.text(max_size=6),
        )
    )
)
def test_whatever_is_written_every_row_is_accounted_for_once(written: list[tuple[Any, Any, Any]]) -> None:
    answers = [answer(key, accept, own, row=n) for n, (key, accept, own) in enumerate(written)]
    assert reconciled(judged(*answers)) == sorted(KEYS)

"""The fewest negatives that block what is to be blocked: against all choices there are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.decide.cover import Prices, smallest_cover

ROWS = Prices(row=1, along=0)
SHARED = Prices(row=15, along=4)
"""Four terms that go along are worth a row, three aren't."""

terms = st.sets(st.integers(0, 11), max_size=8)
games = st.tuples(st.lists(terms, max_size=7), terms, st.sampled_from([ROWS, SHARED, Prices(3, 3)]))


def cost(blocks: Sequence[set[int]], exact: set[int], prices: Prices, chosen: Sequence[int]) -> int:
    """What is left to pay: rows of phrases and of exact negatives, and the terms that could have gone along."""
    blocked = set[int]().union(*(blocks[place] for place in chosen))
    others = set[int]().union(*blocks) - exact
    return prices.row * (len(chosen) + len(exact - blocked)) + prices.along * len(others - blocked)


@settings(deadline=None, max_examples=40)
@given(games)
def test_no_other_choice_costs_less_or_as_much_with_fewer_phrases(
    game: tuple[list[set[int]], set[int], Prices],
) -> None:
    blocks, exact, prices = game
    places = range(len(blocks))
    every = chain.from_iterable(combinations(places, size) for size in range(len(blocks) + 1))
    best = min((cost(*game, chosen), len(chosen), chosen) for chosen in every)
    chosen = smallest_cover(blocks, exact, prices)
    assert (cost(*game, chosen), len(chosen)) == best[:2]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sets(st.integers(0, 300), min_size=1, max_size=40), max_size=60), st.data())
def test_it_never_takes_more_rows_than_exact_negatives_of_what_it_blocks(
    blocks: list[set[int]], data: st.DataObject
) -> None:
    every = sorted(set[int]().union(*blocks))
    exact = data.draw(st.sets(st.sampled_from(every))) if every else set()
    for prices in (ROWS, SHARED):
        chosen = smallest_cover(blocks, exact, prices)
        blocked = set[int]().union(*(blocks[place] for place in chosen))
        left = exact - blocked
        assert len(chosen) + len(left) <= len(blocked | left)
        assert cost(blocks, exact, prices, chosen) <= cost(blocks, exact, prices, [])
        # Each phrase is needed: without it another term would stay.
        for place in chosen:
            others = set[int]().union(*(blocks[other] for other in chosen if other != place))
            assert blocks[place] - others


@settings(deadline=None, max_examples=40)
@given(games)
def test_numbers_of_terms_mean_nothing(game: tuple[list[set[int]], set[int], Prices]) -> None:
    blocks, exact, prices = game
    moved = [{100 - 7 * term for term in one} for one in blocks]
    assert smallest_cover(moved, {100 - 7 * term for term in exact}, prices) == smallest_cover(*game)


@pytest.mark.parametrize(
    ("along", "chosen"), [(3, ()), (4, (0,)), (5, (0,))], ids=["too few", "just enough", "more"]
)
def test_terms_that_go_along_are_worth_a_row_from_a_number_on(along: int, chosen: tuple[int, ...]) -> None:
    assert smallest_cover([range(along)], set(), SHARED) == chosen


def test_one_phrase_for_one_exact_negative_is_no_gain() -> None:
    assert smallest_cover([{1}], {1}, ROWS) == ()
    assert smallest_cover([{1, 2}], {1, 2}, ROWS) == (0,)


def test_of_equal_phrases_the_first_stands() -> None:
    assert smallest_cover([{1, 2}, {1, 2}], {1, 2}, ROWS) == (0,)


def test_where_greed_takes_three_phrases_two_are_found() -> None:
    # The widest phrase first leaves two rests of one phrase each; the other two block all by themselves.
    left, right = set(range(7)), set(range(7, 14))
    greedy = {0, 1, 2, 3, 7, 8, 9, 10}
    assert smallest_cover([greedy, left, right], left | right, ROWS) == (1, 2)


def test_many_phrases_are_settled_too() -> None:
    blocks = [set(range(place, place + 6)) for place in range(200)]
    chosen = smallest_cover(blocks, set(range(205)), ROWS)
    assert len(chosen) + len(set(range(205)) - set().union(*(blocks[place] for place in chosen))) <= 36

"""A book's page is its ISBN-10, which shoppers type as well: what found the term tells which it is."""

from __future__ import annotations

import pytest

from adopt.estimate.evidence import term_evidence
from adopt.estimate.value import ad_group_margins
from adopt.settings import load_settings
from tests.estimate.cells import cells

ISBN = "0306406152"
PAGE = 'asin="0262033844"'


def _is_page(term: str, *targets: tuple[str, str]) -> bool:
    rows: list[dict[str, object]] = [
        {"target_id": str(n), "targeting": targeting, "match_type": match_type, "search_term": term}
        for n, (targeting, match_type) in enumerate(targets)
    ]
    (found,) = term_evidence(cells(*rows), ad_group_margins(None, {}), 60, load_settings()).evidence[
        "is_asin"
    ]
    return bool(found)


@pytest.mark.parametrize(
    ("term", "targeting"),
    [
        (ISBN, PAGE),
        (ISBN, 'asin-expanded="B0ABCDEFGH"'),
        (ISBN, 'category="Books" brand="X"'),
        (ISBN, "substitutes"),
        (ISBN, "complements"),
        ("097522980x", PAGE),
        ("097522980X", "Substitutes"),
        ("b0abcdefgh", "close-match"),
    ],
)
def test_a_page(term: str, targeting: str) -> None:
    assert _is_page(term, (targeting, "-"))


@pytest.mark.parametrize(
    ("term", "targets"),
    [
        (ISBN, [("close-match", "-")]),
        (ISBN, [("loose-match", "-")]),
        (ISBN, [("*", "-")]),
        (ISBN, [("substitutes", "broad")]),
        (ISBN, [(PAGE, "-"), (ISBN, "exact")]),
        ("0306406153", [(PAGE, "-")]),
        ("03064061521", [(PAGE, "-")]),
        ("x306406152", [(PAGE, "-")]),
        ("steel pan", [(PAGE, "-")]),
    ],
)
def test_words(term: str, targets: list[tuple[str, str]]) -> None:
    assert not _is_page(term, *targets)

"""What the words of a term say of its conversion rate, told by lines that were fitted without the term itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse, special

from adopt.estimate.groups import EDGE, folds_of, tied_rate
from adopt.estimate.logistic import Foretold, Line, fit_line
from adopt.estimate.marks import marked
from adopt.estimate.threads import Turn, in_turns
from adopt.settings import Estimate

_UNSEEN = -1


class TextLines(NamedTuple):
    """A line for each fold, fitted on the terms of the other folds.

    Attributes:
        names: of the marks, one per coefficient of the lines, sorted.
        lines: one per fold.
        terms: search_term and fold (Int64) of every term that was seen, sorted.
        unknown: variance of the coefficient of a mark that has no name here.
        hidden: variance that an ASIN's unknown page adds: it counts as so many words without a name as a typed term has words.
    """

    names: pl.Series
    lines: tuple[Line, ...]
    terms: pl.DataFrame
    unknown: float
    hidden: float

    def foretold(
        self, terms: pl.DataFrame, brands: Sequence[str] = (), products: pl.DataFrame | None = None
    ) -> Foretold:
        """Terms by the line that didn't see them; by the mean of all lines those that none has seen.

        Args:
            terms, brands, products: as in `adopt.estimate.marks.marked`.
        """
        marks = marked(terms, brands, products)
        found = terms.select("search_term").join(
            self.terms, on="search_term", how="left", maintain_order="left"
        )
        folds = found["fold"].fill_null(_UNSEEN).to_numpy()
        matrix, others = marks.matrix(marks.known(self.names)["code"])
        return self.foretold_of(matrix, others, marks.hidden, folds)

    def foretold_of(
        self, matrix: sparse.csr_matrix, others: np.ndarray, hidden: np.ndarray, folds: np.ndarray
    ) -> Foretold:
        """The same for a matrix with one column per name; of each row the number of marks that have none, whether it is an ASIN
        whose page isn't known, and its fold.
        """
        mean = Line(
            np.mean([line.marks for line in self.lines], axis=0),
            float(np.mean([line.start for line in self.lines])),
            np.mean([line.doubts for line in self.lines], axis=0),
        )
        rates, doubts = np.empty(folds.size), others * self.unknown + hidden * self.hidden
        for fold, line in ((_UNSEEN, mean), *enumerate(self.lines)):
            here = folds == fold
            rates[here], more = line.foretold(matrix[here])
            doubts[here] += more
        return Foretold(np.clip(rates, EDGE, 1 - EDGE), doubts)


def fit_text(
    terms: pl.DataFrame,
    known: pl.DataFrame,
    settings: Estimate,
    brands: Sequence[str] = (),
    products: pl.DataFrame | None = None,
) -> tuple[TextLines, Foretold]:
    """Fits the lines; and what they foretell, each fold's by the others.

    Args:
        terms: search_term, campaign, targeting, match_type, effective_clicks, orders.
        known: the fold of each distinct term, as `adopt.estimate.groups.term_folds` gives it.
        settings: folds and text_c.
        brands: the seller's own.
        products: what the pages of ASINs show; None where no report tells.
    """
    from threadpoolctl import threadpool_limits  # a part of a second that --help needn't pay

    marks = marked(terms, brands, products)
    frequent = marks.frequent()
    matrix, others = marks.matrix(frequent["code"])
    hidden, words = marks.hidden, marks.words
    # The fits needn't hold them: a million terms have sixteen million.
    del marks
    folds = folds_of(terms["search_term"], known)
    clicks, orders = terms["effective_clicks"].to_numpy(), terms["orders"].to_numpy().astype(float)

    def line(fold: int, turn: Turn) -> Line:
        return _line(matrix, clicks, orders, folds != fold, settings.text_c, turn)

    # Threads that wait for each other over vectors this short take ten times the work's own time.
    with threadpool_limits(1, user_api="blas"):
        lines = tuple(in_turns(line, range(settings.folds)))
    found = TextLines(frequent["name"], lines, known, settings.text_c, settings.text_c * words)
    return found, found.foretold_of(matrix, others, hidden, folds)


def _line(
    matrix: sparse.csr_matrix,
    clicks: np.ndarray,
    orders: np.ndarray,
    seen: np.ndarray,
    text_c: float,
    turn: Turn,
) -> Line:
    """The line of the terms ``seen``, a mask."""
    misses = np.maximum(clicks - orders, 0)
    if not orders[seen].any() or not misses[seen].any() or not matrix.shape[1]:
        rate = tied_rate(orders[seen].sum(), clicks[seen].sum(), 0.5, 1)
        nothing = np.zeros(matrix.shape[1])
        return Line(nothing, float(special.logit(rate)), nothing + text_c)
    return fit_line(matrix, np.where(seen, orders, 0), np.where(seen, misses, 0), text_c, turn)

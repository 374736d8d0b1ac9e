"""What an account's reports taught on one day, kept so that the next days needn't learn it anew.

Kept are the lines of the words, how far words and groups are believed, the calibration, the strengths, the share lent
from elsewhere and the ties of terms' costs and order values. Counts and sums aren't, nor what ad groups cost and bring: they
are always today's.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from adopt.estimate.calibration import Calibration
from adopt.estimate.elsewhere import Borrowing, Lent
from adopt.estimate.logistic import Line
from adopt.estimate.prior import Prior, Strengths
from adopt.estimate.scatter import Scatter
from adopt.estimate.shape import Shape
from adopt.estimate.text_lines import TextLines
from adopt.estimate.value import Ties
from adopt.schema import FitTables
from adopt.settings import Settings

_NOTHING = np.zeros(0)


class Fit(NamedTuple):
    """Everything that is fitted on search terms.

    Attributes:
        prior: without means and doubts, for these are of one day's terms.
        borrowing: the share lent, without what is lent.
        ties: as `adopt.estimate.value.fitted_ties` gives them.
    """

    prior: Prior
    borrowing: Borrowing
    ties: Ties

    @property
    def digest(self) -> str:
        """SHA-256, hexadecimal, over all its numbers and names."""
        return tables_of(self).digest


def fit_of(prior: Prior, borrowed: Borrowing, ties: Ties) -> Fit | None:
    """What of a day's evidence may be kept; None where too few orders let nothing be fitted."""
    if prior.text is None:
        return None
    return Fit(
        prior._replace(mean=_NOTHING, doubts=_NOTHING), borrowed._replace(lent=Lent(_NOTHING, _NOTHING)), ties
    )


def basis_of(settings: Settings, *more: str) -> str:
    """SHA-256 of all that a fit depends on beside the reports: how to estimate, the brands, and ``more``."""
    said = [
        settings.estimate.model_dump(mode="json", exclude={"refit_days"}),
        list(settings.protect.brands),
        list(more),
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def tables_of(fit: Fit) -> FitTables:
    """The fit as tables; no number loses a bit."""
    text, calibration = fit.prior.text, fit.prior.calibration
    assert text is not None
    assert calibration is not None
    numbers = {
        "starts": [line.start for line in text.lines],
        "text_weights": fit.prior.text_weights.tolist(),
        "calibration": list(calibration),
        "strengths": [part.tolist() for part in fit.prior.strengths],
        "shapes": [list(shape) for shape in fit.prior.scatter.shapes],
        "shape_weights": fit.prior.scatter.weights.tolist(),
        "tilt": fit.prior.scatter.tilt,
        "unknown": text.unknown,
        "hidden": text.hidden,
        "usual_doubt": fit.prior.usual_doubt,
        "share": fit.borrowing.share,
        "ties": list(fit.ties),
    }
    marks, paged = _coefficients(text, "line"), fit.prior.paged
    if paged is not None:
        numbers["paged_starts"] = [line.start for line in paged.lines]
        # Pages add marks and take none away.
        marks = _coefficients(paged, "paged").join(marks, on="name", how="left", maintain_order="left")
    return FitTables(json.dumps(numbers, sort_keys=True), marks, text.terms)


def fit_from(tables: FitTables) -> Fit:
    """The fit behind the tables of `tables_of`.

    Raises:
        ValueError, KeyError, TypeError, polars.exceptions.PolarsError: they are no such tables.
    """
    said: dict[str, Any] = json.loads(tables.numbers)
    doubts = float(said["unknown"]), float(said["hidden"])
    paged = _lines(tables, "paged", said["paged_starts"], doubts) if "paged_starts" in said else None
    prior = Prior(
        _NOTHING,
        _NOTHING,
        _strengths(said["strengths"]),
        _scatter(said["shapes"], said["shape_weights"], said["tilt"]),
        np.array(said["text_weights"], dtype=float),
        Calibration(*(float(part) for part in said["calibration"])),
        _lines(tables, "line", said["starts"], doubts),
        paged,
        float(said["usual_doubt"]),
    )
    return Fit(
        prior, Borrowing(Lent(_NOTHING, _NOTHING), float(said["share"])), Ties(*map(float, said["ties"]))
    )


def _coefficients(text: TextLines, prefix: str) -> pl.DataFrame:
    columns: dict[str, np.ndarray] = {}
    for number, line in enumerate(text.lines):
        columns |= {f"{prefix}_{number}": line.marks, f"{prefix}_{number}_doubt": line.doubts}
    return pl.DataFrame({"name": text.names, **columns})


def _lines(tables: FitTables, prefix: str, starts: list[float], unknown: tuple[float, float]) -> TextLines:
    columns = [(f"{prefix}_{number}", f"{prefix}_{number}_doubt") for number in range(len(starts))]
    own = tables.marks.select("name", *(column for both in columns for column in both)).drop_nulls()
    lines = tuple(
        Line(own[marks].to_numpy(), float(start), own[doubts].to_numpy())
        for (marks, doubts), start in zip(columns, starts, strict=True)
    )
    return TextLines(own["name"], lines, tables.terms.select("search_term", "fold"), *unknown)


def _strengths(parts: list[list[float]]) -> Strengths:
    clicks, weights = (np.array(part, dtype=float) for part in parts)
    return Strengths(clicks, weights)


def _scatter(shapes: list[list[float]], weights: list[float], tilt: float) -> Scatter:
    found = tuple(Shape(*(float(part) for part in shape)) for shape in shapes)
    return Scatter(found, np.array(weights, dtype=float), float(tilt))

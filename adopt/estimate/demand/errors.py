"""How far forecasts were off: absolute error and bias as shares of what was sold.

No mean of percentages (MAPE): a day without sales would divide by zero, and one unit instead of two weighs like a thousand
instead of two thousand.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike


class Errors(NamedTuple):
    """Sums over some periods, so that those of several products add up.

    Attributes:
        off: sum of |sold - expected|.
        over: sum of expected - sold.
        sold: sum of what was sold.
    """

    off: float
    over: float
    sold: float

    @staticmethod
    def of(sold: ArrayLike, expected: ArrayLike) -> Errors:
        """The errors of some periods."""
        actual, told = np.asarray(sold, dtype=float), np.asarray(expected, dtype=float)
        return Errors(float(np.abs(actual - told).sum()), float((told - actual).sum()), float(actual.sum()))

    def __add__(self, other: object) -> Errors:
        """Of both."""
        assert isinstance(other, Errors)
        return Errors(self.off + other.off, self.over + other.over, self.sold + other.sold)

    @property
    def wape(self) -> float | None:
        """Weighted absolute percentage error; None where nothing was sold."""
        return self.off / self.sold if self.sold > 0 else None

    @property
    def bias(self) -> float | None:
        """Too much (+) or too little (-) expected, as a share of what was sold; None where nothing was."""
        return self.over / self.sold if self.sold > 0 else None

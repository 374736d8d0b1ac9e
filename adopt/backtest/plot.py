"""The reliability plot as inline SVG, made by hand: it needs no library and opens anywhere offline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from adopt.backtest.calibration import RateBin
from adopt.say import Translate

_SIZE, _EDGE, _MARGIN = 420.0, 46.0, 22.0
_STEPS = 5


def plot(bins: Sequence[RateBin], say: Translate) -> str:
    """Conversion rates that came, with 95 %, over those foretold; on the diagonal they are as foretold."""
    top = max(max(one.foretold, one.came.high) for one in bins) * 1.05
    title = say("CVR that came (with 95%) against CVR foretold")
    body = "".join((*_axes(top, say), *(part for one in bins for part in _point(one, top))))
    return (
        f'<svg viewBox="0 0 {_SIZE:g} {_SIZE:g}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{body}</svg>"
    )


def _x(value: float, top: float) -> float:
    return _EDGE + value / top * (_SIZE - _EDGE - _MARGIN)


def _y(value: float, top: float) -> float:
    return _SIZE - _x(value, top)


def _line(ends: tuple[float, float, float, float], colour: str, more: str = "") -> str:
    x1, y1, x2, y2 = ends
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" fill="none" {more}/>'


def _axes(top: float, say: Translate) -> Iterator[str]:
    low, high = _x(0, top), _x(top, top)
    for step in range(_STEPS + 1):
        value = top * step / _STEPS
        x, y = _x(value, top), _y(value, top)
        yield _line((low, y, high, y), "#e3e3e3")
        yield f'<text x="{x:.1f}" y="{_SIZE - _EDGE + 16:.1f}" text-anchor="middle">{value:.1%}</text>'
        yield f'<text x="{_EDGE - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{value:.1%}</text>'
    yield _line((low, _y(0, top), high, _y(top, top)), "#777", 'stroke-dasharray="4 4"')
    yield f'<text x="{_SIZE / 2:.1f}" y="{_SIZE - 8:.1f}" text-anchor="middle">{escape(say("CVR foretold"))}</text>'
    yield f'<text x="{low + 6:.1f}" y="{_y(top, top) + 14:.1f}">{escape(say("CVR that came"))}</text>'


def _point(one: RateBin, top: float) -> Iterator[str]:
    x = _x(one.foretold, top)
    yield _line((x, _y(one.came.low, top), x, _y(one.came.high, top)), "#1b6ca8", 'stroke-width="1.5"')
    said = f"{one.foretold:.1%}: {one.came.value:.1%} ({one.came.low:.1%} – {one.came.high:.1%})"
    yield (
        f'<circle cx="{x:.1f}" cy="{_y(one.came.value, top):.1f}" r="4" fill="#1b6ca8">'
        f"<title>{escape(said)}</title></circle>"
    )

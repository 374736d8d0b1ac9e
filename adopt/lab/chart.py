"""Charts as inline SVG, made by hand: two simple kinds need no library, and the page opens anywhere offline."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

from adopt.lab.section import Figure

_WIDTH, _HEIGHT = 880.0, 330.0
_LEFT, _TOP, _BOTTOM = 84.0, 34.0, 78.0
_COLOURS = ("#1b6ca8", "#e07b39", "#8a8a8a", "#3f8f5f", "#a04a8c", "#c2a83e")
_DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 3", "10 4")
_GAP = 0.25


def svg(figure: Figure) -> str:
    """The figure as an SVG element; series differ by dash or place as well as by colour."""
    low, high = _range(figure)
    body = [*_axes(figure, low, high), *_legend(figure)]
    body += _bars(figure, low, high) if figure.kind == "bars" else _lines(figure, low, high)
    return (
        f'<svg viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" role="img" aria-label="{escape(figure.title)}">'
        f"<title>{escape(figure.title)}</title>{''.join(body)}</svg>"
    )


def _range(figure: Figure) -> tuple[float, float]:
    values = [value for own in figure.series.values() for value in own if value is not None]
    if figure.diagonal:
        values += [float(label) for label in figure.labels]
    return min(0.0, *values), max(0.0, *values) or 1.0


def _y(value: float, low: float, high: float) -> float:
    return _HEIGHT - _BOTTOM - (value - low) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)


def _x(place: float) -> float:
    """From 0 (left) to 1 (right)."""
    return _LEFT + place * (_WIDTH - _LEFT - 12)


def _text(x: float, y: float, said: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(said)}</text>'


def _ticks(low: float, high: float) -> list[float]:
    """Round values within the range, five or so."""
    rough = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return [index * step for index in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _axes(figure: Figure, low: float, high: float) -> Iterator[str]:
    for value in _ticks(low, high):
        y = _y(value, low, high)
        yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - 12:g}" stroke="#ddd"/>'
        yield _text(_LEFT - 6, y + 4, f"{value:.2f}", 'text-anchor="end"')
    yield f'<path d="M{_LEFT} {_y(0, low, high):.1f}H{_WIDTH - 12:g}" stroke="#333"/>'
    for place, label in zip(_places(figure), figure.labels, strict=True):
        if figure.kind == "bars":
            spot = f"{_x(place):.1f} {_HEIGHT - _BOTTOM + 14:.1f}"
            yield f'<text transform="translate({spot}) rotate(-25)" text-anchor="end">{escape(label)}</text>'
        else:
            yield _text(_x(place), _HEIGHT - _BOTTOM + 16, label, 'text-anchor="middle"')


def _places(figure: Figure) -> list[float]:
    if figure.kind == "bars":
        return [(index + 0.5) / len(figure.labels) for index in range(len(figure.labels))]
    numbers = [float(label) for label in figure.labels]
    return [number / max(numbers) for number in numbers]


def _legend(figure: Figure) -> Iterator[str]:
    x = _LEFT
    for index, name in enumerate(figure.series):
        yield f'<rect x="{x:.1f}" y="8" width="12" height="12" fill="{_COLOURS[index % len(_COLOURS)]}"/>'
        yield _text(x + 16, 18, name)
        x += 34 + 7 * len(name)


def _bars(figure: Figure, low: float, high: float) -> Iterator[str]:
    count = len(figure.series)
    width = (1 - _GAP) / len(figure.labels) / count
    for index, (name, values) in enumerate(figure.series.items()):
        for group, value in enumerate(values):
            if value is None:
                continue
            x = _x(group / len(figure.labels) + index * width)
            top, bottom = sorted((_y(value, low, high), _y(0, low, high)))
            said = f"{figure.labels[group]}, {name}: {value:.3f}"
            yield (
                f'<rect x="{x:.1f}" y="{top:.1f}" width="{_x(width) - _x(0):.1f}" height="{bottom - top:.1f}" '
                f'fill="{_COLOURS[index % len(_COLOURS)]}"><title>{escape(said)}</title></rect>'
            )


def _lines(figure: Figure, low: float, high: float) -> Iterator[str]:
    places = _places(figure)
    if figure.diagonal:
        most = max(float(label) for label in figure.labels)
        yield (
            f'<path d="M{_x(0):.1f} {_y(0, low, high):.1f}L{_x(1):.1f} {_y(most, low, high):.1f}" '
            'stroke="#333" stroke-dasharray="2 4"/>'
        )
    for index, values in enumerate(figure.series.values()):
        points = [
            f"{_x(place):.1f},{_y(value, low, high):.1f}"
            for place, value in zip(places, values, strict=True)
            if value is not None
        ]
        colour, dash = _COLOURS[index % len(_COLOURS)], _DASHES[index % len(_DASHES)]
        yield (
            f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{dash}"/>'
        )

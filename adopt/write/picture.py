"""One action's evidence as a picture: what its conversion rate may be, against what it must be (SVG text)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from scipy import special

from adopt.say.evidence import SUREST, Hurdle, seen, what_would_change
from adopt.say.flips import flip_choices
from adopt.say.speaker import Speaker
from adopt.say.targets import subject
from adopt.write.workbook.style import beginning, display_width

_WIDE, _HIGH = 760, 420
_LEFT, _RIGHT, _TOP, _FLOOR = 40, 720, 132, 292
_POINTS = 400
_FONTS = (
    "Helvetica Neue, Helvetica, Arial, Noto Sans, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
)
_INK, _QUIET, _LOSES, _PAYS = "#1f2937", "#6b7280", "#d97706", "#15803d"
_TITLE, _LINE = 58, 88
"""Letters of a title and of a line, as wide as a Latin one."""
_ROOM = 120


def picture(row: Mapping[str, Any], title: str, hurdle: Hurdle, speaker: Speaker) -> str:
    """The picture, as one SVG document.

    The hill is the posterior of the conversion rate: its part left of the line that decides is orange, the part right of
    it green, each with its probability. Below it stand the 90 % interval, what was seen and what was expected before.

    Args:
        row: an action with alpha and beta, and the columns of `adopt.decide.flip.FLIPS`.
        title: what the action is called.
        hurdle: the conversion rate that decides.
        speaker: of the reader.
    """
    most = _scale(row, hurdle)
    parts = [
        _text(_LEFT, 38, _short(f"{title}{speaker.say(': ')}{subject(row, speaker)}"), size=20, bold=True),
        _text(_LEFT, 62, seen(row, speaker), size=14, colour=_QUIET),
        *_hill(row, hurdle, most),
        *_sides(hurdle, most, speaker),
        *_axis(most, speaker),
        *_interval(row, most, speaker),
        *_marks(row, most, speaker),
        *_change(row, speaker),
    ]
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" width="{_WIDE}" height="{_HIGH}" '
        f'font-family="{_FONTS}" role="img">\n<rect width="{_WIDE}" height="{_HIGH}" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


def _scale(row: Mapping[str, Any], hurdle: Hurdle) -> float:
    """The highest conversion rate on the axis: all of the hill and all that is marked, where that can be shown."""
    top = float(special.betaincinv(row["alpha"], row["beta"], 0.999))
    marked = [top, 1.2 * min(hurdle.rate, 1.0), 1.2 * (row["prior_cvr"] or 0)]
    return float(min(1.0, max(marked)))


def _x(rate: float, most: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * min(max(rate / most, 0.0), 1.0)


def _hill(row: Mapping[str, Any], hurdle: Hurdle, most: float) -> list[str]:
    """The density in two colours, left and right of the hurdle."""
    alpha, beta = row["alpha"], row["beta"]
    # A narrow hill falls between even steps: its own quantiles are among them.
    steps = [
        np.linspace(0, most, _POINTS),
        special.betaincinv(alpha, beta, np.linspace(0.001, 0.999, _POINTS)),
    ]
    rates = np.clip(np.unique(np.concatenate([*steps, [hurdle.rate]])), 1e-9, min(most, 1 - 1e-9))
    # A hill that rises to the edge without end is cut where most of it lies to the left.
    peak = (
        (alpha - 1) / (alpha + beta - 2)
        if min(alpha, beta) > 1
        else float(special.betaincinv(alpha, beta, 0.6))
    )
    height = np.exp(
        np.minimum(_log_density(rates, alpha, beta) - _log_density(np.array(peak), alpha, beta), 0)
    )
    drawn = []
    for colour, of in ((_LOSES, rates <= hurdle.rate), (_PAYS, rates >= hurdle.rate)):
        if of.any():
            edge = [(x, y) for x, y in zip(rates[of], height[of], strict=True)]
            points = [(edge[0][0], 0.0), *edge, (edge[-1][0], 0.0)]
            path = " ".join(f"{_x(x, most):.1f},{_FLOOR - y * (_FLOOR - _TOP):.1f}" for x, y in points)
            drawn.append(f'<polygon points="{path}" fill="{colour}" fill-opacity="0.75"/>')
    return drawn


def _log_density(rates: np.ndarray, alpha: float, beta: float) -> np.ndarray:
    """Of Beta(alpha, beta), up to a constant."""
    inside = np.clip(rates, 1e-9, 1 - 1e-9)
    return np.asarray((alpha - 1) * np.log(inside) + (beta - 1) * np.log1p(-inside))


def _sides(hurdle: Hurdle, most: float, speaker: Speaker) -> list[str]:
    """The line that decides, its name above it, and how probable each side is."""
    at = _x(hurdle.rate, most)
    late = at > (_LEFT + _RIGHT) / 2
    label = f"{hurdle.label} {speaker.share(hurdle.rate)}"
    drawn = [
        f'<line x1="{at:.1f}" y1="{_TOP - 22}" x2="{at:.1f}" y2="{_FLOOR}" stroke="{_INK}" stroke-width="2"/>',
        _text(
            at + (-8 if late else 8), _TOP - 28, label, size=14, bold=True, anchor="end" if late else "start"
        ),
    ]
    if hurdle.above is None:
        return drawn
    above = min(max(hurdle.above, 1 - SUREST), SUREST)
    low = f"◀ {speaker.say('too low')} {speaker.share(1 - above)}"
    high = f"{speaker.share(above)} {speaker.say('high enough')} ▶"
    if at > _LEFT + _ROOM:
        drawn.append(_text(at - 8, _TOP - 8, low, size=14, colour=_LOSES, anchor="end", bold=True))
    if at < _RIGHT - _ROOM + _LEFT // 2:
        drawn.append(_text(at + 8, _TOP - 8, high, size=14, colour=_PAYS, bold=True))
    return drawn


def _axis(most: float, speaker: Speaker) -> list[str]:
    step = next(one for one in (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2) if most / one <= 8 or one == 0.2)  # noqa: PLR2004 (few enough to read)
    ticks = [n * step for n in range(int(most / step) + 1)]
    drawn = [f'<line x1="{_LEFT}" y1="{_FLOOR}" x2="{_RIGHT}" y2="{_FLOOR}" stroke="{_QUIET}"/>']
    drawn += [
        _text(_x(at, most), _FLOOR + 52, speaker.share(at), size=11, colour=_QUIET, anchor="middle")
        for at in ticks
    ]
    return [
        *drawn,
        _text(
            _RIGHT,
            _FLOOR + 68,
            speaker.say("conversion rate: orders per click"),
            size=11,
            colour=_QUIET,
            anchor="end",
        ),
    ]


def _interval(row: Mapping[str, Any], most: float, speaker: Speaker) -> list[str]:
    """The bar of the 90 % interval below the hill, with its mean."""
    low, high, mean = (_x(row[name], most) for name in ("cvr_low", "cvr_high", "cvr"))
    y = _FLOOR + 12
    said = speaker.say(
        "expected {cvr}, 90%: {low} to {high}",
        cvr=speaker.share(row["cvr"]),
        low=speaker.share(row["cvr_low"]),
        high=speaker.share(row["cvr_high"]),
    )
    fits = high < (_LEFT + _RIGHT) * 0.6
    label = (
        _text(high + 10, y + 5, said, size=13)
        if fits
        else _text(low - 10, y + 5, said, size=13, anchor="end")
        if low > (_LEFT + _RIGHT) * 0.45
        else _text(_LEFT, _FLOOR + 68, said, size=13)
    )
    return [
        f'<line x1="{low:.1f}" y1="{y}" x2="{high:.1f}" y2="{y}" stroke="{_INK}" stroke-width="5" stroke-linecap="round"/>',
        f'<circle cx="{mean:.1f}" cy="{y}" r="5" fill="#ffffff" stroke="{_INK}" stroke-width="2"/>',
        label,
    ]


def _marks(row: Mapping[str, Any], most: float, speaker: Speaker) -> list[str]:
    """What was expected before the row's own clicks: a dashed line."""
    if row["prior_cvr"] is None:
        return []
    at = _x(row["prior_cvr"], most)
    label = speaker.say("before its clicks {cvr}", cvr=speaker.share(row["prior_cvr"]))
    late = at > _WIDE * 0.7
    return [
        f'<line x1="{at:.1f}" y1="{_TOP + 6}" x2="{at:.1f}" y2="{_FLOOR + 36}" stroke="{_QUIET}" stroke-dasharray="4 4"/>',
        _text(
            at + (-6 if late else 6),
            _FLOOR + 34,
            label,
            size=12,
            colour=_QUIET,
            anchor="end" if late else "start",
        ),
    ]


def _text(
    x: float, y: float, said: str, *, size: int, colour: str = _INK, anchor: str = "start", bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    clean = escape(ILLEGAL_CHARACTERS_RE.sub("", said))
    return f'<text x="{x:.1f}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}"{weight}>{clean}</text>'


def _change(row: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """What would change the action, over as many lines as it needs."""
    if not row["flip_known"]:
        return []
    choices = flip_choices(row, speaker) or [what_would_change(row, speaker)]
    lines = [speaker.say("What would change it: {change}", change=choices[0])]
    for choice in choices[1:]:
        joined = speaker.say("; or ").join([lines[-1], choice])
        if display_width(joined) <= _LINE:
            lines[-1] = joined
        else:
            lines.append(speaker.say("or {change}", change=choice))
    return [_text(_LEFT, _HIGH - 32 + 20 * n, line, size=14, bold=True) for n, line in enumerate(lines)]


def _short(text: str) -> str:
    return text if display_width(text) <= _TITLE else f"{beginning(text, _TITLE + 1)}…"

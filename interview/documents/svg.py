"""The PDF's charts as SVG text: small, vector, and readable without colour. No measuring of fonts, no library.

Every text from outside is escaped; the numbers a drawing shows stand beside it or in it as words.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from interview.core.rubric import RUBRIC, Rubric
from interview.documents.earlier_reports import Comparison, Stop
from interview.i18n.day_marks import day_marks
from interview.i18n.names import band_name
from interview.i18n.translate import Words

ACCENT = "#1F6B66"
INK = "#1E2B2A"
QUIET = "#5B6664"
TRACK = "#E4E1D8"
_COLOURS = (ACCENT, INK, QUIET)
_DASHES = ("none", "6 3", "1.5 3", "8 3 1.5 3")
_FONT = "'Source Sans 3','Source Sans Pro','Noto Sans CJK SC','DejaVu Sans',sans-serif"
_MOST_VALUES = 12
_MOST_DAYS = 7


def bar(value: float | None, maximum: float, told: str, *, width: float = 200, height: float = 7) -> Markup:
    """A horizontal bar filled to value/maximum; an empty, dashed track when there is no value. Sizes in points.

    `told` says of this and the other drawings in words what they show.
    """
    radius = height / 2
    if value is None:
        return _svg(
            width,
            height,
            told,
            f'<rect x="0.5" y="0.5" width="{width - 1:g}" height="{height - 1:g}" rx="{radius:g}" fill="none"'
            f' stroke="{QUIET}" stroke-width="0.7" stroke-dasharray="2 2"/>',
        )
    share = min(1.0, max(0.0, value / maximum))
    filled = max(height, width * share) if share else 0
    return _svg(
        width,
        height,
        told,
        f'<rect width="{width:g}" height="{height:g}" rx="{radius:g}" fill="{TRACK}"/>'
        f'<rect width="{filled:.1f}" height="{height:g}" rx="{radius:g}" fill="{ACCENT}"/>',
    )


def change(now: float | None, before: float | None, told: str, *, width: float = 200, height: float = 12) -> Markup:
    """This session's score (0–100) as a bar and the earlier mean as an upright mark across it."""
    parts = [f'<rect y="3" width="{width:g}" height="6" rx="3" fill="{TRACK}"/>']
    if now:
        parts.append(f'<rect y="3" width="{max(6.0, width * now / 100):.1f}" height="6" rx="3" fill="{ACCENT}"/>')
    if before is not None:
        x = min(width - 1.5, max(1.5, width * before / 100))
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{height:g}" stroke="#fff" stroke-width="3.6"/>')
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{height:g}" stroke="{INK}" stroke-width="1.6"/>')
    return _svg(width, height, told, "".join(parts))


def brand(*, size: float = 13) -> Markup:
    """The product's sign: a filled square with a speech balloon."""
    return _svg(
        size,
        size,
        "Mock Interview",
        f'<g transform="scale({size / 32:.4f})"><rect width="32" height="32" rx="8" fill="{ACCENT}"/>'
        '<path d="M7 9h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7l-5 4v-4H7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z" fill="#fff"/>'
        "</g>",
    )


def scale(overall: int | None, say: Words, rubric: Rubric = RUBRIC, *, width: float = 468) -> Markup:
    """The score on a line from 0 to 100 with the rubric's bands named under it."""
    y, height = 18.0, 46.0
    parts = []
    ends = [band.at_least for band in rubric.bands[1:]] + [100]
    for band, end in zip(rubric.bands, ends, strict=True):
        x, right = width * band.at_least / 100, width * end / 100
        reached = overall is not None and rubric.band(overall) is band
        parts.append(
            f'<rect x="{x + (1 if band.at_least else 0):.1f}" y="{y}" width="{right - x - 1:.1f}" height="5"'
            f' rx="2.5" fill="{ACCENT if reached else TRACK}"/>'
        )
        weight, colour = ("bold", INK) if reached else ("normal", QUIET)
        parts.append(_text(x + 1, y + 17, band_name(band, say), size=8.5, fill=colour, weight=weight))
        parts.append(_text(x + 1, y + 27, say("from {points}", points=band.at_least), size=7.5, fill=QUIET))
    told = say("Not graded")
    if overall is not None:
        x = min(width - 5, max(5.0, width * overall / 100))
        parts.append(f'<path d="M {x:.1f} {y - 2} l -4.5 -8 h 9 z" fill="{INK}"/>')
        told = say("{score} of 100: {band}", score=overall, band=band_name(rubric.band(overall), say))
    return _svg(width, height, told, "".join(parts))


def score_progression(comparison: Comparison, say: Words, *, width: float = 468, height: float = 240) -> Markup:
    """Overall score per session, oldest left, one line per way of measuring, told apart by dash and marker."""
    left, right, top, bottom = 26.0, 74.0, 14.0, 40.0
    inner, tall = width - left - right, height - top - bottom
    stops = comparison.stops
    xs = [left + 10 + (inner - 20) * i / max(1, len(stops) - 1) for i in range(len(stops))]
    ys = [top + tall * (1 - stop.overall / 100) for stop in stops]
    parts = [_bands(left, top, inner, tall, say)]
    for line in range(len(comparison.lines)):
        points = [(x, y) for x, y, stop in zip(xs, ys, stops, strict=True) if stop.line == line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{_COLOURS[line % len(_COLOURS)]}" stroke-width="1.6"'
            f' stroke-dasharray="{_DASHES[line % len(_DASHES)]}"/>'
        )
    every = -(-len(stops) // _MOST_DAYS)
    for i, (x, y, stop) in enumerate(zip(xs, ys, stops, strict=True)):
        parts.append(marker(x, y, stop.line, size=4.6 if stop.current else 3.4, filled=not stop.current))
        if len(stops) <= _MOST_VALUES or stop.current or i in (0, len(stops) - 1):
            above = y > top + 16
            weight = "bold" if stop.current else "normal"
            parts.append(
                _text(x, y - 8 if above else y + 15, str(stop.overall), size=8.5, anchor="middle", weight=weight)
            )
    dated = range(len(stops) - 1, -1, -every)[::-1]
    for i, lines in zip(dated, day_marks([stops[i].at for i in dated], comparison.zone, say), strict=True):
        for row, under in enumerate(lines):
            y = top + tall + 14 + 10 * row
            parts.append(_text(xs[i], y, under, size=8, fill=QUIET, anchor="middle"))
    told = say(
        "Overall score per session: {scores}", scores=say.listed(_told(stop, comparison.lines) for stop in stops)
    )
    return _svg(width, height, told, "".join(parts))


def marker(x: float, y: float, line: int, *, size: float = 3.4, filled: bool = True) -> str:
    """The marker of a line as an SVG element: circle, square, triangle or diamond in turn."""
    colour = _COLOURS[line % len(_COLOURS)]
    style = f'fill="{colour if filled else "#fff"}" stroke="{colour}" stroke-width="{1 if filled else 2.2}"'
    if line % 4 == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:g}" {style}/>'
    if line % 4 == 1:
        return f'<rect x="{x - size:.1f}" y="{y - size:.1f}" width="{2 * size:g}" height="{2 * size:g}" {style}/>'
    if line % 4 == 2:
        sides = f"l {size * 1.15:.2f} {size * 2.1:.2f} h {-2.3 * size:.2f} z"
        return f'<path d="M {x:.1f} {y - size * 1.2:.1f} {sides}" {style}/>'
    return (
        f'<path d="M {x:.1f} {y - size * 1.35:.1f} l {size * 1.35:.2f} {size * 1.35:.2f} l {-size * 1.35:.2f}'
        f' {size * 1.35:.2f} l {-size * 1.35:.2f} {-size * 1.35:.2f} z" {style}/>'
    )


def legend_key(line: int, told: str) -> Markup:
    """A piece of a line with its dash and marker, to stand beside its name."""
    dash = _DASHES[line % len(_DASHES)]
    colour = _COLOURS[line % len(_COLOURS)]
    stroke = f'<line x1="0" x2="34" y1="6" y2="6" stroke="{colour}" stroke-width="1.6" stroke-dasharray="{dash}"/>'
    return _svg(34, 12, told, stroke + marker(17, 6, line))


def _bands(left: float, top: float, width: float, height: float, say: Words) -> str:
    parts = []
    ends = [band.at_least for band in RUBRIC.bands[1:]] + [100]
    for i, (band, end) in enumerate(zip(RUBRIC.bands, ends, strict=True)):
        y, under = top + height * (1 - end / 100), top + height * (1 - band.at_least / 100)
        fill = "#FAF9F5" if i % 2 else "#F1EFE8"
        parts.append(f'<rect x="{left:g}" y="{y:.1f}" width="{width:g}" height="{under - y:.1f}" fill="{fill}"/>')
        parts.append(_text(left + width + 8, (y + under) / 2 + 3, band_name(band, say), size=8, fill=QUIET))
        parts.append(_text(left - 6, under + 3, str(band.at_least), size=8, fill=QUIET, anchor="end"))
    parts.append(_text(left - 6, top + 3, "100", size=8, fill=QUIET, anchor="end"))
    return "".join(parts)


def _told(stop: Stop, lines: Sequence[str]) -> str:
    return f"{stop.day} {stop.overall}" + (f" ({lines[stop.line]})" if len(lines) > 1 else "")


def _text(
    x: float, y: float, said: str, *, size: float, fill: str = INK, anchor: str = "start", weight: str = "normal"
) -> str:
    return (
        f'<text font-family="{_FONT}" x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}"'
        f' font-weight="{weight}">{escape(said)}</text>'
    )


def _svg(width: float, height: float, told: str, inside: str) -> Markup:
    words = escape(told, quote=True)
    return Markup(  # noqa: S704 - numbers and escaped words only
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{words}" width="{width:g}pt"'
        f' height="{height:g}pt" viewBox="0 0 {width:g} {height:g}"><title>{words}</title>{inside}</svg>'
    )

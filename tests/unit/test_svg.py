"""The PDF's charts say in words and shapes what they show."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from lxml import etree

from interview.core.rubric import RUBRIC
from interview.documents import svg
from interview.documents.earlier_reports import Comparison, Stop
from interview.i18n.names import band_name
from interview.i18n.translate import ENGLISH
from tests.builders import NOON

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawing: str) -> etree._Element:
    return etree.fromstring(drawing.encode())


def attribute(element: etree._Element, name: str) -> str:
    value = element.get(name)
    assert value is not None, name
    return value


def comparison(count: int, lines: tuple[str, ...] = ("Practice", "Model")) -> Comparison:
    stops = tuple(
        Stop(NOON + timedelta(days=n), f"{n + 1} Nov 2026", 10 + 3 * n, n % len(lines), n == count - 1)
        for n in range(count)
    )
    return Comparison(stops, lines, (), 0)


def test_sessions_of_one_day_are_told_apart_by_their_time() -> None:
    stops = tuple(Stop(NOON + timedelta(hours=n), "24 Nov 2026", 50, 0, n == 2) for n in range(3))
    drawn = parsed(svg.score_progression(Comparison(stops, ("Practice",), (), 0), ENGLISH))
    texts = [element.text for element in drawn.iter(f"{SVG}text")]
    assert [each for each in texts if each in ("12:00", "13:00", "14:00", "24 Nov")] == [
        *("12:00", "24 Nov"),
        *("13:00", "14:00"),
    ]


@pytest.mark.parametrize("value", [0, 0.3, 12, 40])
def test_a_bar_is_as_long_as_its_share_and_says_its_number(value: float) -> None:
    drawn = parsed(svg.bar(value, 40, f"{value:g} of 40", width=200, height=7))
    _, filled = drawn.findall(f"{SVG}rect")
    expected = 0 if value == 0 else max(7, 200 * value / 40)
    assert float(attribute(filled, "width")) == pytest.approx(expected, abs=0.1)
    assert drawn.get("aria-label") == f"{value:g} of 40"


def test_a_bar_without_a_value_is_dashed_and_says_not_graded() -> None:
    drawn = parsed(svg.bar(None, 40, "not graded"))
    (track,) = drawn.findall(f"{SVG}rect")
    assert track.get("stroke-dasharray")
    assert drawn.get("aria-label") == "not graded"


def test_lines_differ_by_dash_and_marker_not_by_colour_alone() -> None:
    keys = [re.sub(r"#\w{6}", "", svg.legend_key(line, f"line {line}")) for line in range(4)]
    assert len({re.sub(r"line \d", "", key) for key in keys}) == 4


@pytest.mark.parametrize("count", [2, 7, 12, 25])
def test_every_session_has_its_marker_inside_the_drawing(count: int) -> None:
    drawn = parsed(svg.score_progression(comparison(count, ("Practice",)), ENGLISH, width=468, height=230))
    circles = drawn.findall(f"{SVG}circle")
    assert len(circles) == count
    assert all(0 < float(attribute(c, "cx")) < 468 and 0 < float(attribute(c, "cy")) < 230 for c in circles)
    heights = [float(attribute(c, "cy")) for c in circles]
    assert heights == sorted(heights, reverse=True)


def test_a_line_joins_only_sessions_measured_in_the_same_way() -> None:
    drawn = parsed(svg.score_progression(comparison(5), ENGLISH))
    joined = [len(attribute(line, "points").split()) for line in drawn.findall(f"{SVG}polyline")]
    assert joined == [3, 2]


def test_the_progression_names_every_score_for_a_reader_who_does_not_see_it() -> None:
    shown = comparison(4)
    label = attribute(parsed(svg.score_progression(shown, ENGLISH)), "aria-label")
    assert all(f"{stop.day} {stop.overall} ({shown.lines[stop.line]})" in label for stop in shown.stops)


def test_every_band_of_the_rubric_is_named() -> None:
    for drawing in (svg.scale(63, ENGLISH), svg.score_progression(comparison(3), ENGLISH)):
        words = {text.text for text in parsed(drawing).iter(f"{SVG}text")}
        assert {band_name(band) for band in RUBRIC.bands} <= words


def test_names_from_outside_stay_words() -> None:
    hostile = '"><image href="file:///etc/passwd"/><script>'
    drawn = parsed(svg.score_progression(comparison(3, (hostile, "Practice")), ENGLISH))
    assert not list(drawn.iter(f"{SVG}image", f"{SVG}script"))
    assert hostile in attribute(drawn, "aria-label")


def test_a_change_marks_the_earlier_mean_only_where_there_is_one() -> None:
    assert parsed(svg.change(50, 40, "50, earlier 40")).findall(f"{SVG}line")
    assert not parsed(svg.change(50, None, "50")).findall(f"{SVG}line")
    assert parsed(svg.change(None, 40, "not asked, earlier 40")).get("aria-label") == "not asked, earlier 40"

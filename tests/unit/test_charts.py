"""Charts and tables of the trends: readable without colour, and no name from outside is markup or a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from interview.core.comparability import Scale
from interview.core.grading import Verdict
from interview.core.identity import PRACTICE, InterviewerId, model_interviewer
from interview.core.key_point import statement
from interview.core.question import Origin
from interview.core.rubric import RUBRIC
from interview.i18n import names
from interview.i18n.names import band_name
from interview.i18n.translate import ENGLISH, words
from interview.trends import captions, charts, habit_charts
from interview.trends import tables as numbers
from interview.trends.missed_points import MissedPoint
from interview.trends.noise_band import Band
from interview.trends.values import AnswerTime, CategoryLine, CategoryStrength, Chosen, ScorePoint, Week
from interview.web import trend_filters
from tests.builders import NOON

pytestmark = pytest.mark.slow

HOSTILE = '<a href="javascript:alert(1)">=cmd|calc</a> <b>x</b>'


def scale(by: InterviewerId = PRACTICE, rubric: str = RUBRIC.version) -> str:
    """The code of a scale."""
    return Scale((by,), (rubric,)).code


MODEL = scale(model_interviewer("m"))


def point(
    day: int, overall: float, measure: str = scale(), name: str = "cv.pdf", change: float | None = None
) -> ScorePoint:
    at = NOON + timedelta(days=day)
    return ScorePoint(f"s{day}", at, name, overall, 0.4 * overall, 0.3 * overall, 0.3 * overall, measure, 4, 5, change)


def test_lines_differ_in_marker_and_dash_and_no_line_joins_two_measures() -> None:
    figure = charts.progression([point(0, 50), point(1, 60, MODEL), point(2, 70)], UTC)
    assert [list(trace.y) for trace in figure.data] == [[50, 70], [60]]
    assert len({trace.marker.symbol for trace in figure.data}) == 2
    assert len({trace.line.dash for trace in figure.data}) == 2


def test_the_bands_of_the_rubric_are_drawn_and_named() -> None:
    figure = charts.progression([point(0, 50), point(1, 60)], UTC)
    assert {annotation.text for annotation in figure.layout.annotations} == {band_name(band) for band in RUBRIC.bands}
    assert sorted(shape.y0 for shape in figure.layout.shapes) == [band.at_least for band in RUBRIC.bands]


def test_dimensions_are_drawn_as_shares_of_their_own_maximum() -> None:
    figure = charts.dimensions([point(0, 50), point(1, 100)], UTC)
    assert [list(trace.y) for trace in figure.data] == [[50, 100]] * 3


def test_the_latest_score_is_drawn_only_where_there_are_several() -> None:
    first = CategoryStrength("Python", 60, 4, 4, 2, 70, 50)
    second = CategoryStrength("Design", 40, 2, 2, 1, 40, None)
    assert list(charts.categories([first, second]).data[0].x) == [60, 40]
    assert list(charts.categories([first, second]).data[1].x) == [70]
    assert len(charts.categories([second]).data) == 1


def test_the_band_lies_behind_the_line_of_its_own_measure_and_no_further() -> None:
    points = [point(0, 50), point(1, 60, MODEL), point(2, 70), point(3, 65, MODEL)]
    figure = charts.progression(points, UTC, band=Band(60, 40, 80, 7), measure=MODEL)
    (band,) = [trace for trace in figure.data if trace.fill == "toself"]
    assert (min(band.x), max(band.x)) == (0.7, 3.3)
    assert (min(band.y), max(band.y)) == (40, 80)
    assert band.line.dash


def test_each_category_has_a_small_picture_of_its_own_on_the_same_axes() -> None:
    points = [point(day, 50) for day in range(3)]
    often = CategoryLine("Python", tuple((p.at, 50.0 + p.overall) for p in points))
    once = CategoryLine("Design", ((points[0].at, 20.0),))
    lines = charts.worth_a_line([once, often])
    assert [line.category for line in lines] == ["Python"]
    figure = charts.category_lines([often, CategoryLine("Git", often.points[1:])], points, UTC)
    assert [list(trace.x) for trace in figure.data] == [[0, 1, 2], [1, 2]]
    assert {tuple(axis.range) for axis in figure.select_yaxes()} == {(-6, 106)}


def test_a_category_that_the_latest_interviews_do_not_ask_about_is_drawn_with_its_earlier_ones() -> None:
    earlier, latest = [point(day, 50) for day in (0, 1)], [point(day, 50) for day in (2, 3, 4)]
    old = CategoryLine("Git", tuple((each.at, 40.0) for each in earlier))
    new = CategoryLine("Python", tuple((each.at, 60.0) for each in latest[1:]))
    figure = charts.category_lines([old, new], latest, UTC)
    assert [list(trace.x) for trace in figure.data] == [[0, 1], [3, 4]]
    assert "40 → 40" in figure.layout.annotations[0].text
    assert list(figure.layout.xaxis.tickvals) == [0, 1, 2, 3, 4]


def test_only_the_categories_asked_about_most_often_are_drawn() -> None:
    lines = [CategoryLine(f"C{n}", tuple((NOON, 1.0) for _ in range(n + 2))) for n in range(12)]
    drawn = charts.worth_a_line(lines)
    assert len(drawn) == charts.MOST_LINES
    assert "C0" not in {line.category for line in drawn}


def test_guesses_stand_against_the_diagonal() -> None:
    points = [replace(point(0, 50), predicted=70), point(1, 60)]
    figure = habit_charts.guesses(points, UTC)
    assert list(figure.data[0].x) == list(figure.data[0].y)
    assert (list(figure.data[1].x), list(figure.data[1].y)) == ([70], [50])


def test_times_are_told_in_words_on_the_axis_too() -> None:
    times = [AnswerTime(NOON, 90), AnswerTime(NOON + timedelta(days=1), 200)]
    figure = habit_charts.times(times, UTC)
    assert list(figure.data[0].y) == [90, 200]
    assert "2 min" in figure.layout.yaxis.ticktext
    assert captions.pace(times) == (
        "In your latest interview with a score, your middle time per answer was 3 min 20 s. "
        "Before, the usual middle was 1 min 30 s."
    )


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (59.4, "59 s"), (60, "1 min"), (130, "2 min 10 s"), (11100, "3 h 5 min")]
)
def test_a_time_is_told_in_its_two_largest_parts(seconds: float, words: str) -> None:
    assert names.duration(seconds) == words


def test_strongest_and_weakest_need_enough_answers_to_be_named() -> None:
    first = CategoryStrength("Python", 80, 9, 9, 3, 70, 50)
    lucky = CategoryStrength("Git", 99, 1, 1, 1, 99, None)
    last = CategoryStrength("Design", 40, 3, 6, 2, 40, 40)
    said = captions.strongest_and_weakest([lucky, first, last])
    assert "Python has the highest average (80 of 100, 9 of 9 questions answered)" in said
    assert "Design the lowest (40 of 100, 3 of 6 questions answered)" in said
    assert captions.strongest_and_weakest([lucky, first]) == ""


@pytest.mark.parametrize(
    ("means", "named"),
    [
        ((80, 80, 40), ["C2 has the lowest average (40 of 100, 5 of 5 questions answered)"]),
        ((80, 40, 40), ["C0 has the highest average (80 of 100, 3 of 3 questions answered)"]),
        ((80, 60, 40), ["C0 has the highest average (80 of 100", "C2 the lowest (40"]),
        ((80, 80, 40, 40), []),
        ((60, 60), []),
    ],
)
def test_of_topics_with_the_same_average_none_is_named_the_highest_or_the_lowest(
    means: tuple[int, ...], named: list[str]
) -> None:
    strengths = [CategoryStrength(f"C{n}", mean, 3 + n, 3 + n, 2, mean, mean) for n, mean in enumerate(means)]
    said = captions.strongest_and_weakest(strengths)
    assert all(words in said for words in named)
    assert (said.count("highest"), said.count("lowest")) == (
        sum("highest" in each for each in named),
        sum("lowest" in each for each in named),
    )


def test_where_the_own_word_counts_in_the_latest_score_or_in_what_it_is_held_against_it_is_said() -> None:
    own, other = replace(point(0, 50), has_own_word=True), replace(point(0, 50), has_own_word=True, measure="other")
    plain = point(1, 50)
    assert captions.own_words([plain]) == captions.own_words([other, plain]) == ""
    assert captions.own_words([own]) == "Your own word on key points counts in this score."
    assert "in some of the earlier scores" in captions.own_words([own, plain])
    assert captions.own_words([own, own]).endswith("in this score, and in some of the earlier ones.")


def test_a_week_without_interviews_keeps_its_place() -> None:
    weeks = [Week(date(2026, 11, 23), 2, 9), Week(date(2026, 11, 30), 0, 0), Week(date(2026, 12, 7), 1, 5)]
    assert list(habit_charts.activity(weeks).data[0].y) == [2, 0, 1]


def test_the_year_is_written_once_for_each_year() -> None:
    figure = charts.progression([point(day, 50) for day in (0, 20, 40, 60)], UTC)
    assert list(figure.layout.xaxis.ticktext) == ["24 Nov<br>2026", "14 Dec", "3 Jan<br>2027", "23 Jan"]


def test_interviews_of_one_day_are_told_apart_by_their_time() -> None:
    points = [point(0, 50), replace(point(0, 60), at=NOON + timedelta(hours=2)), point(1, 55)]
    for say, expected in (
        (ENGLISH, ["12:00<br>24 Nov<br>2026", "14:00", "25 Nov"]),
        (words("zh"), ["12:00<br>11月24日<br>2026", "14:00", "11月25日"]),
    ):
        assert list(charts.progression(points, UTC, say=say).layout.xaxis.ticktext) == expected


def test_interviews_of_one_minute_are_dated_once() -> None:
    points = [point(0, 50), replace(point(0, 60), at=NOON + timedelta(seconds=20)), point(1, 55)]
    assert list(charts.progression(points, UTC).layout.xaxis.ticktext) == ["12:00<br>24 Nov<br>2026", "", "25 Nov"]


def test_no_score_of_a_category_is_left_out_of_its_two_halves() -> None:
    moments = [NOON + timedelta(days=day) for day in range(3)]
    line = CategoryLine("Python", tuple(zip(moments, (98.0, 32.0, 100.0), strict=True)))
    figure = charts.category_lines([line], [point(day, 50) for day in range(3)], UTC)
    # (98 + 32) / 2 and (32 + 100) / 2: the middle one is of both.
    assert "65 → 66" in figure.layout.annotations[0].text


def test_days_on_the_axis_and_in_the_filters_do_not_hang_on_how_a_moment_is_worded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(ENGLISH._labels, "{day}, {time}", "{time} on {day}")
    figure = charts.progression([point(0, 50), point(1, 60)], UTC)
    assert list(figure.layout.xaxis.ticktext) == ["24 Nov<br>2026", "25 Nov"]
    assert figure.data[0].customdata[0][0] == "12:00 on 24 Nov 2026"
    chosen = Chosen(since=NOON, until=NOON + timedelta(days=2))
    assert trend_filters.told(chosen) == "from 24 Nov 2026 · to 25 Nov 2026"


def test_names_from_outside_enter_no_figure_as_markup() -> None:
    strength = CategoryStrength(HOSTILE, 60, 4, 4, 2, 70, 50)
    drawn = [
        charts.progression([point(0, 50, scale(model_interviewer(HOSTILE)), HOSTILE), point(1, 60, name=HOSTILE)], UTC),
        charts.categories([strength]),
        charts.category_lines([CategoryLine(HOSTILE, ((NOON, 1.0), (NOON, 2.0)))], [point(0, 50)], UTC),
    ]
    for figure in drawn:
        assert "<a" not in figure.to_json().replace("\\u003c", "<")
        assert "<b>x" not in figure.to_json().replace("\\u003c", "<")


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", "＝1", "\u00a0=1", "\u200b=1", "\x0b=1"]
)
def test_no_cell_of_any_csv_is_a_formula(start: str) -> None:
    missed = MissedPoint(statement(start), start, start, 1, 0, 1, Verdict.MISSED, Origin("s", 0))
    tables = [
        numbers.interviews(
            [replace(point(0, 50, scale(model_interviewer(start), start), start), predicted=50)], numbers.exact
        ),
        numbers.categories([CategoryStrength(start, 60, 4, 4, 2, 70, 50)]),
        numbers.category_scores([CategoryLine(start, ((NOON, 50.0),))], numbers.exact),
        numbers.missed([missed]),
        numbers.times([AnswerTime(NOON, 5)], numbers.exact),
        numbers.weeks([Week(date(2026, 11, 23), 2, 9)]),
    ]
    cells = [
        cell
        for table in tables
        for row in csv.reader(io.StringIO(numbers.as_csv(table).decode("utf-8-sig"), newline=""))
        for cell in row
    ]
    assert [cell.replace("'", "") for cell in cells].count(start) >= 5
    assert not [cell for cell in cells if runs(cell)]


def runs(cell: str) -> bool:
    """Whether a spreadsheet program may run a cell as a formula."""
    return cell.lstrip(" \u00a0\u200b\x0b").startswith(("=", "+", "-", "@", "＝", "\t", "\r", "\n"))


@pytest.mark.parametrize(
    "text", ["Analyst;=1+1;x", 'a;"=1+1', "a;b; \u00a0@SUM(A1)", "a\t-1", "a\n+1", ";=1;=2", "a;-(1)+cmd", "a;--1"]
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_no_cell_is_a_formula_whichever_sign_a_program_takes_for_the_end_of_one(separator: str, text: str) -> None:
    written = numbers.as_csv([{"Role or job": text, "Question": f"Why, {text}"}]).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(written, newline=""), delimiter=separator) for cell in row]
    assert not [cell for cell in cells if runs(cell)]


def test_a_csv_keeps_texts_that_no_program_runs_and_every_digit_of_a_number() -> None:
    told = "Use a hash map; it is O(1) - mostly, a=b+c; why? Good ;-) or ;=)"
    assert numbers.cell_text(told) == told
    assert [numbers.cell_text(value) for value in (1234567, 100000.0, 62.5, 0)] == ["1234567", "100000", "62.5", "0"]


def test_the_csv_keeps_ordinary_names_and_exact_numbers() -> None:
    rows = numbers.interviews([point(0, 62.5, name='résumé, "final" 简历.pdf')], numbers.exact, number=float)
    (row,) = csv.DictReader(io.StringIO(numbers.as_csv(rows).decode("utf-8-sig"), newline=""))
    assert row["Resume"] == 'résumé, "final" 简历.pdf'
    assert row["Score of 100"] == "62.5"
    assert datetime.fromisoformat(row["Interview"]) == NOON.astimezone(UTC)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [(2.6, "3 points above"), (-1.2, "1 point below"), (0.4, "About the average"), (None, "")],
)
def test_the_way_from_the_earlier_mean_is_said_in_words(change: float | None, sentence: str) -> None:
    said = captions.against_earlier(point(0, 50, change=change))
    assert said.startswith(sentence)
    assert bool(said) is (change is not None)

"""The trends page and its pictures: empty states that explain, charts readable without colour, numbers as a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from interview.core.comparability import Scale
from interview.core.grading import Settled, Verdict
from interview.core.identity import PRACTICE, InterviewerId, model_interviewer
from interview.core.key_point import statement
from interview.core.question import Origin
from interview.core.rubric import RUBRIC
from interview.i18n import names
from interview.i18n.names import band_name
from interview.i18n.translate import ENGLISH, words
from interview.services import services
from interview.storage import store
from interview.storage.migrate import upgrade
from interview.trends import captions, charts, habit_charts
from interview.trends import tables as numbers
from interview.trends.missed_points import MissedPoint
from interview.trends.noise_band import Band
from interview.trends.values import AnswerTime, CategoryLine, CategoryStrength, Chosen, ScorePoint, Week
from interview.web import trend_filters
from tests.app_test import AppTest
from tests.builders import NOON
from tests.report_builders import GOOD, graded, report, session, turn
from tests.unit.test_analytics import keep

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
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


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'interview.db'}")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    services.cache_clear()
    upgrade(f"sqlite:///{tmp_path / 'interview.db'}")
    yield AppTest.from_file(str(ROOT / "pages" / "progress.py"), default_timeout=30)
    services().store.engine.dispose()
    services.cache_clear()


def hold(day: int, verdict: Verdict = Verdict.COVERED, by: InterviewerId = PRACTICE, **changes: object) -> None:
    turns = [turn(0), turn(1, question=replace(GOOD, category="Design", text="Design a queue."))]
    given = [graded(one, [verdict] * 3, by=by) for one in turns]
    keep(services(), report(session(turns, id=f"s{day}", day=day, **changes), given))


def headers(page: AppTest) -> list[str]:
    return [header.value for header in page.subheader]


def boxes(page: AppTest) -> list[str]:
    """What there is to open below the score."""
    return [box.label for box in page.expander if box.label not in ("Filters", "Change this job, or add another")]


def open_box(page: AppTest, name: str) -> AppTest:
    """The page with one of these boxes open from its next run on."""
    page.session_state[f"over-time-{name}"] = True
    return page


def test_without_an_interview_the_page_says_what_will_be_here_and_where_to_start(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert any("no graded interview yet" in each.value for each in page.markdown)
    assert [button.label for button in page.button] == ["Start an interview"]
    assert not page.get("plotly_chart")


def test_one_interview_shows_its_categories_and_announces_the_lines(page: AppTest) -> None:
    hold(0)
    page.run()
    assert not page.exception
    assert "One whole interview has a score so far" in page.info[0].value
    assert headers(page) == ["Today's practice", "Your topics"]
    assert boxes(page) == ["By category", "Show the numbers"]
    assert not page.selectbox


def test_from_two_interviews_on_there_are_lines_and_the_numbers_beside_them(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED)
    hold(9)
    page.run()
    assert not page.exception
    assert headers(page) == [
        "Today's practice",
        "Your topics",
        "Your best so far",
        "Overall score",
    ]
    assert boxes(page) == [
        "What makes up the score",
        "By category",
        "Categories over time",
        "Interviews per week",
        "Show the numbers",
    ]
    open_box(page, "numbers").run()
    shown = page.dataframe[0].value
    assert list(shown["Score of 100"]) == [round(p.overall) for p in services().analytics.points("local")]
    assert any("too few to tell a change from chance" in each.value for each in page.markdown)


@pytest.mark.parametrize("count", [12, 60])
def test_many_interviews_are_drawn_with_the_band_of_ordinary_variation(page: AppTest, count: int) -> None:
    for day in range(count):
        hold(day, [Verdict.TOUCHED, Verdict.COVERED, Verdict.MISSED][day % 3])
    page.run()
    assert not page.exception
    assert any("are your ordinary ups and downs" in each.value for each in page.markdown)
    assert "Key points to practise most" in boxes(page)


def test_what_is_in_a_closed_box_is_drawn_when_it_is_opened(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED)
    hold(9)
    page.run()
    assert len(page.get("plotly_chart")) == 1
    assert not page.dataframe
    for name in ("parts", "categories", "lines", "weeks"):
        open_box(page, name)
    page.run()
    assert not page.exception
    assert len(page.get("plotly_chart")) == 5
    open_box(page, "numbers").run()
    assert len(page.dataframe) == 1


def own_words(page: AppTest) -> list[str]:
    """The labels of links to files."""
    bodies = " ".join(found.proto.body for found in page.get("html"))
    return re.findall(r'<a href="/api/interview/verdicts" download>([^<]+)</a>', bodies)


def test_what_was_settled_is_a_file_only_while_something_is(page: AppTest) -> None:
    label, told = "Download as a file", "gave your own word on"
    hold(0, language="zh")
    page.run()
    assert own_words(page) == []
    point = GOOD.key_points[0].id
    services().evaluator.settle("local", "s0", 0, point, Settled.WRONG)
    page.run()
    assert own_words(page) == [label]
    assert any(told in part.proto.body for part in page.get("html"))
    services().evaluator.settle("local", "s0", 0, point, None)
    page.run()
    assert own_words(page) == []


def test_a_list_that_goes_on_with_an_earlier_practice_says_so_as_long_as_it_is_open(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED)
    earlier = services().todays_practice.start("local", "somewhere", UTC).session
    page.run()
    next(button for button in page.button if button.label == "Practise these").click().run()
    assert not page.exception
    assert "not finished yet, so it goes on where you stopped" in page.info[0].value
    assert [button.label for button in page.button][-1] == "Go to the questions"
    services().candidate.complete("local", earlier.id)
    page.run()
    assert [button.label for button in page.button][-1] == "Practise these"


def test_a_chosen_job_is_the_one_that_the_page_is_about_and_that_is_practised(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED)
    asks_for = "Requirements\n- Kafka\n- Docker"
    chosen = services().targets.add("local", title="Backend engineer", text=asks_for)
    next_day = datetime.now(UTC).date() + timedelta(days=9)
    services().targets.add("local", title="Registered nurse", interview_on=next_day)
    page.run()
    assert page.selectbox[0].value != chosen.id
    page.selectbox[0].set_value(chosen.id).run()
    page.run()
    assert page.selectbox[0].value == chosen.id
    shown = " ".join(part.proto.body for part in page.get("html"))
    assert "A new question about Kafka" in shown
    assert "Nursing" not in shown
    next(button for button in page.button if button.label == "Practise these").click().run()
    made = services().candidate.sessions("local")[0][0]
    assert services().candidate.view("local", made.id).target_id == chosen.id


def test_what_was_missed_can_be_practised_from_here(page: AppTest) -> None:
    hold(0, Verdict.MISSED)
    open_box(page, "missed").run()
    (first, *_) = [button for button in page.button if button.label == "Practise this question"]
    first.click().run()
    with services().store.reading() as db:
        assert store.find_slot(db, "local", "again:s0:0") is not None


def test_another_interviewer_can_be_chosen_and_is_never_mixed_in(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED)
    hold(1, by=model_interviewer("m"))
    page.session_state["filters-over-time"] = True
    open_box(page, "numbers").run()
    (choice,) = [each for each in page.selectbox if each.label == "Interviewer and scoring rules"]
    practice = "Practice interviewer"
    assert choice.options == ["All", "Model m", practice]
    assert "What makes up the score" not in boxes(page)
    assert any("each has its own line" in each.value for each in page.caption)
    choice.select(practice).run()
    assert not page.exception
    assert list(page.dataframe[0].value["Interview"]) == ["24 Nov 2026, 12:00"]


def test_filters_act_and_say_what_to_do_when_nothing_is_left(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED, resume_name="old.pdf")
    hold(1, resume_name="new.pdf")
    open_box(page, "numbers").run()
    assert not page.selectbox
    page.session_state["filters-over-time"] = True
    page.run()
    by_label = {each.label: each for each in page.selectbox}
    assert set(by_label) == {"Resume", "Category"}
    by_label["Resume"].select("old.pdf").run()
    assert list(page.dataframe[0].value["Resume"]) == ["old.pdf"]
    page.date_input(key="since").set_value(date(2030, 1, 1)).run()
    assert "No graded interview fits" in page.info[0].value
    (button,) = [each for each in page.button if each.label == "Show all interviews"]
    button.click().run()
    assert not page.exception
    assert list(page.dataframe[0].value["Resume"]) == ["old.pdf", "new.pdf"]


def test_a_category_filter_puts_its_score_in_the_place_of_the_whole(page: AppTest) -> None:
    for day in range(2):
        turns = [turn(0), turn(1, question=replace(GOOD, category="Design"))]
        given = [graded(turns[0], [Verdict.COVERED] * 3), graded(turns[1], [Verdict.TOUCHED] * 3)]
        keep(services(), report(session(turns, id=f"s{day}", day=day), given))
    page.query_params["category"] = "Design"
    open_box(page, "numbers").run()
    assert not page.exception
    expected = graded(turn(1), [Verdict.TOUCHED] * 3).scores
    assert expected is not None
    assert list(page.dataframe[0].value["Score of 100"]) == [expected.number] * 2


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
    first = CategoryStrength("Python", 60, 4, 2, 70, 50)
    second = CategoryStrength("Design", 40, 2, 1, 40, None)
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
        "In the latest interview half of your answers took less than 3 min 20 s, half longer. "
        "Before, the usual middle was 1 min 30 s."
    )


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (59.4, "59 s"), (60, "1 min"), (130, "2 min 10 s"), (11100, "3 h 5 min")]
)
def test_a_time_is_told_in_its_two_largest_parts(seconds: float, words: str) -> None:
    assert names.duration(seconds) == words


def test_strongest_and_weakest_need_enough_answers_to_be_named() -> None:
    first = CategoryStrength("Python", 80, 9, 3, 70, 50)
    lucky = CategoryStrength("Git", 99, 1, 1, 99, None)
    last = CategoryStrength("Design", 40, 3, 2, 40, 40)
    said = captions.strongest_and_weakest([lucky, first, last])
    assert "Python has the highest average (80 of 100, 9 answers)" in said
    assert "Design the lowest (40, 3 answers)" in said
    assert captions.strongest_and_weakest([lucky, first]) == ""


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
    strength = CategoryStrength(HOSTILE, 60, 4, 2, 70, 50)
    drawn = [
        charts.progression([point(0, 50, scale(model_interviewer(HOSTILE)), HOSTILE), point(1, 60, name=HOSTILE)], UTC),
        charts.categories([strength]),
        charts.category_lines([CategoryLine(HOSTILE, ((NOON, 1.0), (NOON, 2.0)))], [point(0, 50)], UTC),
    ]
    for figure in drawn:
        assert "<a" not in figure.to_json().replace("\\u003c", "<")
        assert "<b>x" not in figure.to_json().replace("\\u003c", "<")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1"])
def test_no_cell_of_any_csv_is_a_formula(start: str) -> None:
    missed = MissedPoint(statement(start), start, start, 1, 0, 1, Verdict.MISSED, Origin("s", 0))
    tables = [
        numbers.interviews(
            [replace(point(0, 50, scale(model_interviewer(start), start), start), predicted=50)], numbers.exact
        ),
        numbers.categories([CategoryStrength(start, 60, 4, 2, 70, 50)]),
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
    assert f"'{start}" in cells
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


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

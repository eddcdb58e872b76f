"""The trends page and its pictures: empty states that explain, charts readable without colour, numbers as a table."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from interview.core.grading import Verdict
from interview.core.rubric import RUBRIC
from interview.reports import charts, numbers
from interview.reports.analytics import CategoryStrength, ScorePoint, Week
from interview.services import services
from interview.storage.migrate import upgrade
from tests.builders import NOON
from tests.report_builders import graded, report, session, turn
from tests.unit.test_analytics import keep

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = '<a href="javascript:alert(1)">=cmd|calc</a> <b>x</b>'


def point(
    day: int, overall: float, measure: str = "Practice", name: str = "cv.pdf", change: float | None = None
) -> ScorePoint:
    at = NOON + timedelta(days=day)
    return ScorePoint(f"s{day}", at, name, overall, 0.4 * overall, 0.3 * overall, 0.3 * overall, measure, 4, 5, change)


def when(moment: datetime) -> str:
    return f"{moment:%d %b %Y, %H:%M}"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'interview.db'}")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    services.cache_clear()
    upgrade(f"sqlite:///{tmp_path / 'interview.db'}")
    yield AppTest.from_file(str(ROOT / "pages" / "trends.py"), default_timeout=30)
    services().store.engine.dispose()
    services.cache_clear()


def hold(day: int, verdict: Verdict = Verdict.COVERED, by: str = "practice") -> None:
    one = turn(0)
    keep(services(), report(session([one], id=f"s{day}", day=day), [graded(one, [verdict] * 3, by=by)]))


def test_without_an_interview_the_page_says_what_will_be_here_and_where_to_start(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert "no graded interview yet" in page.markdown[0].value
    assert [button.label for button in page.button] == ["Start an interview"]
    assert not page.get("plotly_chart")


def test_one_interview_shows_its_categories_and_announces_the_lines(page: AppTest) -> None:
    hold(0)
    page.run()
    assert not page.exception
    assert "only graded interview so far" in page.info[0].value
    assert [header.value for header in page.subheader] == ["By category"]


def test_from_two_interviews_on_there_are_lines_and_the_numbers_beside_them(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED)
    hold(9)
    page.run()
    assert not page.exception
    assert [header.value for header in page.subheader] == [
        "Overall score",
        "What makes up the score",
        "By category",
        "Interviews per week",
    ]
    shown = page.dataframe[0].value
    assert list(shown["Score of 100"]) == [p.overall for p in services().analytics.points("local")]
    assert not page.selectbox


def test_another_interviewer_can_be_chosen_and_is_never_mixed_in(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED)
    hold(1, by="model:m")
    page.run()
    (choice,) = page.selectbox
    assert choice.options == [f"Model m, rubric {RUBRIC.version}", f"Practice interviewer, rubric {RUBRIC.version}"]
    assert "What makes up the score" not in [header.value for header in page.subheader]
    choice.select(choice.options[1]).run()
    assert not page.exception


def test_lines_differ_in_marker_and_dash_and_no_line_joins_two_measures() -> None:
    figure = charts.progression([point(0, 50), point(1, 60, "Model"), point(2, 70)], when)
    assert [list(trace.y) for trace in figure.data] == [[50, 70], [60]]
    assert len({trace.marker.symbol for trace in figure.data}) == 2
    assert len({trace.line.dash for trace in figure.data}) == 2


def test_the_bands_of_the_rubric_are_drawn_and_named() -> None:
    figure = charts.progression([point(0, 50), point(1, 60)], when)
    assert {annotation.text for annotation in figure.layout.annotations} == {band.name for band in RUBRIC.bands}
    assert sorted(shape.y0 for shape in figure.layout.shapes) == [band.at_least for band in RUBRIC.bands]


def test_dimensions_are_drawn_as_shares_of_their_own_maximum() -> None:
    figure = charts.dimensions([point(0, 50), point(1, 100)], when)
    assert [list(trace.y) for trace in figure.data] == [[50, 100]] * 3


def test_the_earlier_mean_is_drawn_only_where_there_is_one() -> None:
    first = CategoryStrength("Python", 60, 4, 2, 70, 50)
    second = CategoryStrength("Design", 40, 2, 1, 40, None)
    assert list(charts.categories([first, second]).data[1].x) == [50]
    assert len(charts.categories([second]).data) == 1


def test_a_week_without_interviews_keeps_its_place() -> None:
    weeks = [Week(date(2026, 11, 23), 2, 9), Week(date(2026, 11, 30), 0, 0), Week(date(2026, 12, 7), 1, 5)]
    assert list(charts.activity(weeks).data[0].y) == [2, 0, 1]


def test_the_year_is_written_once_for_each_year() -> None:
    figure = charts.progression([point(day, 50) for day in (0, 20, 40, 60)], when)
    assert list(figure.layout.xaxis.ticktext) == ["24 Nov<br>2026", "14 Dec", "03 Jan<br>2027", "23 Jan"]


def test_names_from_outside_enter_no_figure_as_markup() -> None:
    strength = CategoryStrength(HOSTILE, 60, 4, 2, 70, 50)
    drawn = [
        charts.progression([point(0, 50, HOSTILE, HOSTILE), point(1, 60, "Practice", HOSTILE)], when),
        charts.categories([strength]),
    ]
    for figure in drawn:
        assert "<a" not in figure.to_json().replace("\\u003c", "<")
        assert "<b>x" not in figure.to_json().replace("\\u003c", "<")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1"])
def test_no_cell_of_the_csv_is_a_formula(start: str) -> None:
    content = numbers.as_csv([point(0, 50, name=start)]).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content, newline=""))
    assert row["Resume"] == f"'{start}"


def test_the_csv_keeps_ordinary_names_and_exact_numbers() -> None:
    content = numbers.as_csv([point(0, 62.5, name='résumé, "final" 简历.pdf')]).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content, newline=""))
    assert row["Resume"] == 'résumé, "final" 简历.pdf'
    assert row["Score of 100"] == "62.5"
    assert datetime.fromisoformat(row["Interview"]) == NOON.astimezone(UTC)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [(2.5, "2.5 points above"), (-2.5, "2.5 points below"), (0.0, "Exactly the mean"), (None, "")],
)
def test_the_way_from_the_earlier_mean_is_said_in_words(change: float | None, sentence: str) -> None:
    said = numbers.against_earlier(point(0, 50, change=change))
    assert said.startswith(sentence)
    assert bool(said) is (change is not None)

"""One whole number for one score: on the page, in every file, in the history, the trends and the comparison."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.accounts import ALONE
from interview.core.grading import Grade, Scores, Verdict
from interview.core.history import HistoryFilter
from interview.core.question import Position
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.core.totals import totals
from interview.core.whole_numbers import whole_parts
from interview.documents import exports
from interview.documents.report_view import report_view
from interview.documents.side_by_side import side_by_side
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.services import Services, services
from interview.web.schemas.reports import exported
from tests.app_test import AppTest
from tests.report_builders import graded, report, session, turn
from tests.servers import ROOT
from tests.unit.test_analytics import keep

pytestmark = pytest.mark.sqlite_first

TENTHS = re.compile(r"\d\.\d")
# Versions, and weights of the formula, which are no scores.
NO_SCORES = re.compile(r"20\d\d\.\d|follow.up 0\.5|in part 0\.5|by 0\.75|least 0\.1")
points = st.floats(0, 40).map(lambda value: round(value, 1))


def in_tenths(day: int = 0, id: str = "tenths") -> Report:
    """A report whose stored scores all have tenths: 59.5 and 58.1 of 100."""
    turns = [turn(0), turn(1), turn(1, follow_up=1)]
    found = [(21.3, 19.4, 18.8), (21.4, 18.3, 18.4), (20.4, 19.4, 18.4)]
    grades = [replace(graded(each), scores=Scores(*given)) for each, given in zip(turns, found, strict=True)]
    made = report(session(turns, id=id, day=day), grades)
    assert made.summary is not None
    older = Message.of("summary.went_best", category="Databases", score=58.8)
    return replace(made, summary=replace(made.summary, strengths=(older,)))


@given(points, points, points)
def test_parts_that_add_up_to_a_score_still_do_when_they_are_whole(one: float, two: float, three: float) -> None:
    found = whole_parts({"a": one, "b": two, "c": three}, round(one + two + three))
    assert sum(found.values()) == round(one + two + three)
    assert all(abs(found[name] - value) < 1 for name, value in zip("abc", (one, two, three), strict=True))


@given(st.integers(0, 1000))
def test_two_parts_that_count_as_100_are_full_only_where_the_score_is_and_add_up_to_their_sum(tenths: int) -> None:
    raw = tenths / 10
    two = {"accuracy": round(0.4 * raw, 1), "completeness": round(0.3 * raw, 1)}
    total = round(Scores(two["accuracy"], two["completeness"], None).total)
    shown = whole_parts(two, total)
    assert (sum(shown.values()) == 70) == (total == 100)
    if abs(sum(two.values()) - total) >= 1:
        assert abs(sum(shown.values()) - sum(two.values())) <= 0.65
    assert sum(whole_parts({"accuracy": 40.0, "completeness": 29.6}, 99).values()) == 69


@pytest.mark.parametrize("tenths", [39.4, 39.6, 59.4, 59.6, 79.5, 79.7])
def test_the_band_is_that_of_the_number_shown(tenths: float) -> None:
    scores = Scores(
        round(tenths * 0.4, 1),
        round(tenths * 0.3, 1),
        round(tenths - round(tenths * 0.4, 1) - round(tenths * 0.3, 1), 1),
    )
    made = report(session([turn(0)]), [replace(graded(turn(0)), scores=scores)])
    view = report_view(made, ENGLISH)
    assert view.overall == round(scores.total)
    assert view.band == ENGLISH.message(Message.of(f"band.{RUBRIC.band(view.overall).name}"))


@pytest.fixture
def page(process_services: Callable[[], Services]) -> AppTest:
    return AppTest.from_file(str(ROOT / "pages" / "report.py"), default_timeout=30)


def test_every_place_shows_the_same_whole_number(page: AppTest) -> None:
    made, before = in_tenths(), in_tenths(-3, "before")
    for each in (before, made):
        keep(services(), each)
    number = made.totals.overall
    assert isinstance(number, int)
    parts = made.totals.dimensions
    assert sum(parts.values()) == number

    file = json.loads(exported(made))
    assert (file["overallScore"], file["dimensionScores"]) == (number, dict(parts))
    scores = [each["score"] for each in file["questions"]]
    assert [each["accuracy"] + each["completeness"] + each["clarity"] for each in file["questions"]] == scores
    assert not TENTHS.search(NO_SCORES.sub("", json.dumps({**file, "schemaVersion": ""})))

    markdown = exports.render("md", made, [before])[0].decode()
    document = pypdfium2.PdfDocument(exports.render("pdf", made, [before])[0])
    printed = " ".join(each.get_textpage().get_text_bounded() for each in document)
    page.query_params["session"] = made.session.id
    page.run()
    shown = " ".join(part.proto.body for part in page.get("html"))
    labels = [each.proto.label for each in page.get("expander") if "Question" in each.proto.label]
    for text in (markdown, printed, re.sub(r'style="[^"]*"', "", shown)):
        assert f"{parts['accuracy']} of 40" in text
        assert not TENTHS.search(NO_SCORES.sub("", text))
    assert f"| **Overall score** | {number} of 100" in markdown
    assert f"<strong>{number}</strong>" in shown
    assert [f"**{score} of 100**" in label for score, label in zip(scores[:2], labels, strict=True)] == [True, True]

    (_, line) = sorted(
        services().history.search(ALONE, HistoryFilter(), limit=10, offset=0)[0], key=lambda each: each.created_at
    )
    assert (line.overall, line.low, line.high) == (number, number, number)
    (_, point) = services().analytics.points(ALONE)
    assert (point.overall, point.accuracy, point.completeness, point.clarity) == (number, *parts.values())
    pair = side_by_side(before, made)
    assert (pair.overall.later, pair.overall.change) == (number, 0)


def test_what_changed_between_two_answers_is_the_difference_of_what_is_shown() -> None:
    one = turn(0)
    was, now = (replace(graded(one), scores=Scores(*each)) for each in ((10.4, 10.4, 10.4), (20.6, 20.6, 20.6)))
    made = [totals(session([one]), {Position(0): each}) for each in (was, now)]
    reports = [report(session([one], id=str(n), day=n), [each]) for n, each in enumerate((was, now))]
    assert side_by_side(*reports).overall.change == (made[1].overall or 0) - (made[0].overall or 0) == 31


def test_a_range_is_whole_and_holds_the_number() -> None:
    grade: Grade = graded(turn(0), (Verdict.COVERED, Verdict.COVERED, Verdict.UNSURE), quotes=("", "", ""))
    assert grade.scores is not None
    low, high = grade.scores.ends
    assert isinstance(low, int)
    assert low <= grade.scores.total <= high

"""Which of the owner's interviews a report is shown beside: those that count, the latest before it first."""

from __future__ import annotations

import pytest

from interview.core.grading import Settled, Verdict
from interview.documents import earlier_reports, exports, pdf
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH
from tests.integration.test_candidate import ME, create
from tests.integration.test_practice_again import HERE, finish

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def interview(services, interviewer):
    """Makes an interview of two questions, answered and judged in one way."""

    def made(verdict=Verdict.COVERED):
        return finish(services, create(services, follow_ups=0, force=True), verdict, interviewer)

    return made


def without_an_answer(services, interviewer, _interview):
    session = create(services, follow_ups=0, force=True)
    services.candidate.complete(ME, session.id)
    services.evaluator.run(ME, session.id, "w")


def of_one_question(services, interviewer, _interview):
    asked = {"occupation": "registered-nurse", "question_count": 1, "follow_up_count": 0}
    finish(services, services.creation.create(ME, HERE, force=True, **asked).session, Verdict.COVERED, interviewer)


def with_too_much_open(services, interviewer, interview):
    assert interview(Verdict.UNSURE).totals.overall is None


def graded_again(services, interviewer, interview):
    services.evaluator.grade_again(ME, interview().session.id)


@pytest.mark.parametrize("make", [without_an_answer, of_one_question, with_too_much_open, graded_again])
def test_newer_interviews_that_do_not_count_take_no_place_of_one_that_does(services, interviewer, interview, make):
    before, report = interview(), interview()
    for _ in range(3):
        make(services, interviewer, interview)
    earlier = services.evaluator.earlier_reports(ME, report, limit=2)
    assert [each.session.id for each in earlier] == [before.session.id]
    assert b"## Over your sessions" in exports.render("md", report, earlier)[0]


def beside(services, report, limit):
    return [each.session.id for each in services.evaluator.earlier_reports(ME, report, limit=limit)]


def test_the_latest_before_a_report_stand_beside_it_and_then_the_first_after_it_oldest_first(services, interview):
    made = [interview() for _ in range(6)]
    ids = [each.session.id for each in made]
    assert beside(services, made[3], limit=2) == ids[1:3]
    assert beside(services, made[1], limit=3) == [ids[0], *ids[2:4]]
    assert beside(services, made[5], limit=9) == ids[:5]
    assert services.evaluator.earlier_reports("somebody else", made[2]) == []


def test_a_report_says_that_no_more_stand_beside_it_where_there_may_be_more(services, interview, monkeypatch):
    made = [interview() for _ in range(4)]
    earlier = services.evaluator.earlier_reports(ME, made[0])
    told = "other interviews stand here, those begun before this one first"
    assert told not in exports.render("md", made[0], earlier)[0].decode()
    monkeypatch.setattr(earlier_reports, "MOST_BESIDE", 3)
    text = exports.render("md", made[0], earlier)[0].decode()
    assert told in text
    assert "the mean of" not in text
    assert told in pdf.html(report_view(made[0], ENGLISH), earlier_reports.comparison(made[0], earlier))


def test_where_the_own_word_counts_in_a_score_beside_a_report_the_files_say_so(services, interview):
    before, report = interview(Verdict.MISSED), interview()
    told = "In some of these scores your own word on key points counts."
    point = before.session.turns[0].question.key_points[0]
    for word, is_told in ((None, False), (Settled.SAID, True), (None, False)):
        services.evaluator.settle(ME, before.session.id, 0, point.id, word)
        earlier = services.evaluator.earlier_reports(ME, report)
        assert (told in exports.render("md", report, earlier)[0].decode()) is is_told

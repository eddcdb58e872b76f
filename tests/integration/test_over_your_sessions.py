"""Which of the owner's interviews a report is shown beside: those that count, the latest before it first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from interview.core.grading import Settled, Verdict
from interview.documents import earlier_reports, exports, pdf
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH
from interview.storage import scored_interviews
from tests.fakes import judgement
from tests.integration.test_candidate import ME, create
from tests.integration.test_practice_again import HERE, finish

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def interview(services, interviewer):
    """Makes an interview of two questions, answered and judged in one way."""

    def made(verdict=Verdict.COVERED):
        return finish(services, create(services, follow_ups=0, force=True), verdict, interviewer)

    return made


def told(services, interviewer, interview):
    return interview()


def without_an_answer(services, interviewer, _interview):
    session = create(services, follow_ups=0, force=True)
    services.candidate.complete(ME, session.id)
    services.evaluator.run(ME, session.id, "w")
    return services.evaluator.report(ME, session.id)


def of_blanks(services, interviewer, _interview):
    session = create(services, follow_ups=0, force=True)
    services.candidate.submit_answer(ME, session.id, 0, " \u3000\n")
    services.candidate.complete(ME, session.id)
    services.evaluator.run(ME, session.id, "w")
    return services.evaluator.report(ME, session.id)


def answered_once(services, interviewer, _interview):
    session = create(services, follow_ups=0, force=True)
    interviewer.on_grade = lambda turns: tuple(judgement(turn, Verdict.COVERED) for turn in turns)
    services.candidate.submit_answer(ME, session.id, 0, "some words")
    services.candidate.complete(ME, session.id)
    services.evaluator.run(ME, session.id, "w")
    return services.evaluator.report(ME, session.id)


def of_nobody(services, interviewer, questions):
    asked = {"occupation": "registered-nurse", "question_count": questions, "follow_up_count": 0}
    session = services.creation.create(ME, HERE, force=True, **asked).session
    return finish(services, session, Verdict.COVERED, interviewer)


def of_one_question(services, interviewer, _interview):
    return of_nobody(services, interviewer, 1)


def of_two_questions_to_nobody(services, interviewer, _interview):
    return of_nobody(services, interviewer, 2)


def of_one_question_to_somebody(services, interviewer, _interview):
    return finish(services, create(services, mains=1, follow_ups=0, force=True), Verdict.COVERED, interviewer)


def with_too_much_open(services, interviewer, interview):
    return interview(Verdict.UNSURE)


def taken_again(services, interviewer, interview):
    again = services.practice_again.retake(ME, HERE, interview(Verdict.MISSED).session.id, 0).session
    return finish(services, again, Verdict.COVERED, interviewer)


def reviewed(services, interviewer, interview):
    again = services.practice_again.practise_weakest(ME, HERE, interview(Verdict.MISSED).session.id).session
    return finish(services, again, Verdict.COVERED, interviewer)


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


KINDS = {
    told: True,
    answered_once: True,
    of_two_questions_to_nobody: True,
    of_one_question_to_somebody: True,
    without_an_answer: False,
    of_blanks: False,
    of_one_question: False,
    with_too_much_open: False,
    taken_again: False,
    reviewed: False,
}


@pytest.mark.parametrize(("make", "counts"), KINDS.items())
def test_report_list_and_trends_agree_which_score_is_a_measure(services, interviewer, interview, make, counts):
    report = make(services, interviewer, interview)
    end = datetime(2100, 1, 1, tzinfo=UTC)
    with services.store.reading() as db:
        listed = scored_interviews.list_beside(db, ME, "", end, 9)
    on_a_line = [point.session_id for point in services.analytics.points(ME)]
    by_report = report.is_measure and report.totals.overall is not None
    assert (by_report, report.session.id in listed, report.session.id in on_a_line) == (counts,) * 3


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

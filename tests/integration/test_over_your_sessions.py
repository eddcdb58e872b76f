"""Which of the owner's interviews a report is shown beside: the newest of those that count."""

from __future__ import annotations

import pytest

from interview.core.grading import Verdict
from interview.documents import exports
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


def test_of_those_that_count_the_newest_stand_beside_a_report_oldest_first(services, interviewer, interview):
    made = [interview() for _ in range(4)]
    earlier = services.evaluator.earlier_reports(ME, made[2], limit=2)
    assert [each.session.id for each in earlier] == [made[1].session.id, made[3].session.id]
    assert services.evaluator.earlier_reports("somebody else", made[2]) == []

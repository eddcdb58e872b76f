"""An answer is graded once its question has key points, and they are written when they are missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from interview.core.grading import Outcome
from interview.core.preparation import to_detail
from interview.model.interviewer import ModelInterviewer
from interview.practice.interviewer import PracticeInterviewer
from interview.services import Services
from tests.integration.prepared_interviews import SAID, is_known, view, with_bank, write
from tests.integration.test_candidate import ME, create
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def interviewer(server: OpenAIServer) -> Iterator[ModelInterviewer]:
    yield from with_bank(server, reserve=PracticeInterviewer(), max_attempts=3)


def test_an_answer_whose_details_have_not_come_is_graded_once_they_are_there(
    services: Services, server: OpenAIServer
) -> None:
    session = create(services, mains=1, follow_ups=0)
    services.candidate.submit_answer(ME, session.id, 0, SAID)
    assert to_detail(view(services, session))
    services.evaluator.run(ME, session.id, "w")
    report = services.evaluator.report(ME, session.id)
    assert [grade.outcome for grade in report.grades.values()] == [Outcome.GRADED]
    assert report.session.turns[0].question.key_points
    assert [asked.operation for asked in server.requests] == ["open", "details", "grade", "summarise"]
    assert not is_known(services, session)


def test_an_answer_whose_details_cannot_be_had_has_no_grade_and_the_reason(
    make_services, database_url: str, server: OpenAIServer
) -> None:
    services = make_services(database_url, evaluation_attempts=1)
    session = create(services, mains=2, follow_ups=0)
    for index in range(2):
        services.candidate.submit_answer(ME, session.id, index, SAID)
    server.always("503", operation="details")
    services.evaluator.run(ME, session.id, "w")
    report = services.evaluator.report(ME, session.id)
    outcomes = [report.grades[turn.position] for turn in report.session.turns]
    assert [grade.outcome for grade in outcomes] == [Outcome.UNGRADED, Outcome.GRADED]
    assert outcomes[0].reason is not None
    assert outcomes[0].reason.code == "error.model_overloaded"
    server.reset()
    services.evaluator.grade_again(ME, session.id)
    services.evaluator.run(ME, session.id, "w")
    report = services.evaluator.report(ME, session.id)
    assert {grade.outcome for grade in report.grades.values()} == {Outcome.GRADED}


def test_a_question_whose_details_never_came_gets_them_when_it_is_answered_again(
    make_services, database_url: str, server: OpenAIServer
) -> None:
    services = make_services(database_url, evaluation_attempts=1)
    session = create(services, mains=1, follow_ups=0)
    services.candidate.submit_answer(ME, session.id, 0, SAID)
    server.always("503", operation="details")
    services.evaluator.run(ME, session.id, "w")
    server.reset()
    again = services.practice_again.retake(ME, "1.2.3.4", session.id, 0).session
    services.candidate.submit_answer(ME, again.id, 0, SAID)
    services.evaluator.run(ME, again.id, "w")
    report = services.evaluator.report(ME, again.id)
    assert [grade.outcome for grade in report.grades.values()] == [Outcome.GRADED]


def test_nothing_is_graded_early_before_it_has_key_points(services: Services, server: OpenAIServer) -> None:
    session = create(services, mains=2, follow_ups=0)
    services.candidate.submit_answer(ME, session.id, 0, SAID)
    assert services.early_grader.look("early") == 0
    write(services, session)
    assert services.early_grader.look("early") == 1

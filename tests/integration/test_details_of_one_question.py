"""What a good answer to one question holds cannot be had: the others are written and graded all the same."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome
from interview.core.preparation import Preparation, to_detail, to_write
from interview.services import Services
from interview.storage import preparations
from tests.integration.test_candidate import ME, create
from tests.integration.test_spending import WORDS, graded
from tests.openai_server import OpenAIServer
from tests.servers import wait_until

pytestmark = pytest.mark.sqlite_first

Make = Callable[..., Services]


def refused(code: str) -> dict[str, Any]:
    body = {"error": {"message": "No.", "code": code}}
    return {"name": "replay", "changes": {"status": 400, "headers": {}, "body": body}}


OF_ONE_TEXT = [
    pytest.param({"name": "refusal"}, "error.model_declined", id="declined"),
    pytest.param(refused("content_filter"), "error.model_filtered", id="filtered"),
    pytest.param(refused("context_length_exceeded"), "error.model_too_long", id="too long"),
]


def left_to_write(services: Services, session_id: str) -> Preparation:
    with services.store.reading() as db:
        left = preparations.find_preparation(db, ME, session_id)
    assert left is not None
    return left


@pytest.mark.parametrize(("behaviour", "reason"), OF_ONE_TEXT)
@pytest.mark.parametrize("attempts", [1, 3])
def test_a_question_without_details_costs_the_other_answers_no_grade(
    with_model: Make, server: OpenAIServer, behaviour: dict[str, Any], reason: str, attempts: int
):
    services = with_model(evaluation_attempts=attempts)
    session = create(services, mains=3, follow_ups=0)
    for index in range(3):
        services.candidate.submit_answer(ME, session.id, index, WORDS)
    server.always(**behaviour, operation="details")
    report = graded(services, session.id)
    assert report.evaluation.status is EvaluateStatus.COMPLETED
    first, *others = (report.grades[turn.position] for turn in report.session.turns)
    assert (first.outcome, first.scores, first.reason.code) == (Outcome.UNGRADED, None, reason)
    assert {grade.outcome for grade in others} == {Outcome.GRADED}


@pytest.mark.parametrize(("behaviour", "reason"), OF_ONE_TEXT)
def test_a_question_without_details_keeps_no_other_from_being_written(
    with_model: Make, server: OpenAIServer, behaviour: dict[str, Any], reason: str
):
    services = with_model(evaluation_parallel=1)
    session = create(services, mains=4, follow_ups=0)
    server.always(**behaviour, operation="details")
    services.preparer.run(ME, session.id, "w")
    after = services.candidate.view(ME, session.id)
    assert to_write(after) == ()
    assert to_detail(after) == after.turns[:1]
    left = left_to_write(services, session.id)
    assert left.is_given_up
    assert left.error is not None
    assert left.error.code == reason


@pytest.mark.parametrize(("behaviour", "reason"), OF_ONE_TEXT)
def test_what_may_pass_is_tried_again_beside_a_question_whose_details_never_come(
    with_model: Make, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch, behaviour: dict[str, Any], reason: str
):
    services = with_model(evaluation_parallel=1)
    session = create(services, mains=3, follow_ups=0)
    server.always(**behaviour, operation="details")
    server.always("503", operation="write")
    services.preparer.run(ME, session.id, "w")
    assert not left_to_write(services, session.id).is_given_up
    server.always("ok", operation="write")
    monkeypatch.setattr(services.preparer, "_now", lambda: datetime.now(UTC) + timedelta(minutes=10))
    services.preparer.run(ME, session.id, "w")
    assert to_write(services.candidate.view(ME, session.id)) == ()
    assert left_to_write(services, session.id).is_given_up


def test_a_key_that_is_refused_gives_everything_up_with_its_own_reason(with_model: Make, server: OpenAIServer):
    services = with_model(evaluation_parallel=1)
    session = create(services, mains=3, follow_ups=0)
    server.always("refusal", operation="details")
    server.always("401", operation="write")
    services.preparer.run(ME, session.id, "w")
    left = left_to_write(services, session.id)
    assert left.is_given_up
    assert left.error is not None
    assert left.error.code == "error.model_key"
    assert server.count("write") == 1


def test_what_is_being_written_when_the_interview_ends_is_waited_for_and_not_paid_for_twice(
    with_model: Make, server: OpenAIServer
):
    services = with_model()
    session = create(services, mains=1, follow_ups=0)
    server.behave("hang", operation="details", seconds=2)
    writer = threading.Thread(target=services.preparer.run, args=(ME, session.id, "writer"))
    writer.start()
    wait_until(lambda: server.count("details") == 1, 10, "the details are asked for")
    services.candidate.submit_answer(ME, session.id, 0, WORDS)
    report = graded(services, session.id)
    writer.join()
    assert {grade.outcome for grade in report.grades.values()} == {Outcome.GRADED}
    assert [asked.operation for asked in server.requests] == ["open", "details", "grade", "summarise"]


def test_what_a_finished_interview_lacks_is_left_to_whoever_grades_it(with_model: Make, server: OpenAIServer):
    services = with_model()
    session = create(services, mains=1, follow_ups=0)
    services.candidate.submit_answer(ME, session.id, 0, WORDS)
    assert not services.preparer.run(ME, session.id, "too late")
    assert server.count("details") == 0
    assert {grade.outcome for grade in graded(services, session.id).grades.values()} == {Outcome.GRADED}

"""A place without a stand-in waits: in a language or for a resume for which the practice interviewer has nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from interview.core.grading import Outcome
from interview.core.mode import Mode
from interview.core.options import InterviewOptions
from interview.core.preparation import to_write
from interview.errors import Code, InterviewError
from interview.messages import Message
from interview.model.interviewer import ModelInterviewer
from interview.services import Services
from tests.integration.prepared_interviews import SAID, askers, view, with_bank, write
from tests.integration.test_candidate import ME, create
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def interviewer(server: OpenAIServer) -> Iterator[ModelInterviewer]:
    yield from with_bank(server)


def test_a_place_waits_and_nothing_can_be_answered_there(services: Services, server: OpenAIServer) -> None:
    session = create(services, mains=3, follow_ups=0)
    assert [turn.is_unwritten for turn in session.turns] == [False, True, True]
    after = services.candidate.submit_answer(ME, session.id, 0, SAID)
    assert after.is_waiting
    assert after.shown_count == 1
    assert services.candidate.current(ME, session.id).turns[1].first_shown_at is None
    for refused in (
        lambda: services.candidate.submit_answer(ME, session.id, 1, SAID),
        lambda: services.candidate.save_draft(ME, session.id, 1, SAID),
    ):
        with pytest.raises(InterviewError) as failed:
            refused()
        assert failed.value.code is Code.INTERVIEW_NOT_CURRENT_QUESTION
    after = write(services, session)
    assert not after.is_waiting
    assert all(askers(after))
    assert not to_write(after)


def test_what_nobody_wrote_is_no_part_of_the_finished_interview(services: Services, server: OpenAIServer) -> None:
    session = create(services, mains=3, follow_ups=0)
    services.candidate.submit_answer(ME, session.id, 0, SAID)
    ended = services.candidate.complete(ME, session.id)
    assert len(ended.turns) == 1
    assert len(view(services, session).turns) == 1
    services.evaluator.run(ME, session.id, "w")
    report = services.evaluator.report(ME, session.id)
    assert [grade.outcome for grade in report.grades.values()] == [Outcome.GRADED]


def test_time_that_is_waited_is_not_of_a_real_interview(services: Services, server: OpenAIServer) -> None:
    session = create(services, mains=2, follow_ups=0, options=InterviewOptions(mode=Mode.REAL))
    services.candidate.current(ME, session.id)
    before = services.candidate.submit_answer(ME, session.id, 0, SAID)
    after = write(services, session)
    assert before.ends_at is not None
    assert after.ends_at is not None
    assert after.ends_at > before.ends_at


def test_a_real_interview_whose_next_question_is_waited_for_is_not_ended_by_the_clock(
    services: Services, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = create(services, mains=2, follow_ups=0, options=InterviewOptions(mode=Mode.REAL))
    services.candidate.current(ME, session.id)
    services.candidate.submit_answer(ME, session.id, 0, SAID)
    monkeypatch.setattr(services.candidate, "_now", lambda: datetime.now(UTC) + timedelta(days=1))
    assert services.candidate.end_overdue() == 0
    assert services.candidate.current(ME, session.id).is_waiting


def test_what_waits_long_after_a_failure_is_told_and_can_be_written_at_once(
    services: Services, server: OpenAIServer
) -> None:
    session = create(services, mains=2, follow_ups=0)
    services.candidate.submit_answer(ME, session.id, 0, SAID)
    server.always("503", operation="write")
    waits = write(services, session)
    told = services.preparer.look(waits)
    assert told is not None
    assert told.problem == Message.of("error.model_overloaded")
    assert told.may_try_again
    assert services.preparer.waiting() == []
    server.reset()
    services.preparer.try_again(ME, session.id)
    assert services.preparer.waiting() == [(ME, session.id)]
    assert not write(services, session).is_waiting

"""A question that joins an interview, or begins today's practice, is asked for in a short call of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from interview.core.grading import Outcome
from interview.core.options import InterviewOptions
from interview.core.preparation import is_being_written
from interview.core.question import Origin
from interview.core.rounds import Round
from interview.core.session import InterviewSession
from interview.core.swap import SwapReason
from interview.core.today import Task, Why
from interview.core.turn import Awaits
from interview.errors import InterviewError
from interview.model.interviewer import ModelInterviewer
from interview.practice.interviewer import PracticeInterviewer
from interview.question_bank.bank import load_bank
from interview.services import Services
from tests.builders import RESUME
from tests.integration.model_candidate import unknown_model
from tests.integration.test_candidate import ME, create
from tests.openai_replies import understand
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.sqlite_first

SAID = "It names the purpose in plain words, then one concrete example with a result, then which limit or risk remains."
POSTING = "Backend engineer\nRequirements\n- Python\n- Kafka\n- PostgreSQL"


@pytest.fixture
def interviewer(server: OpenAIServer) -> Iterator[ModelInterviewer]:
    model = ModelInterviewer(server.base_url, "key", unknown_model(), reserve=PracticeInterviewer(), bank=load_bank())
    yield model
    model.close()


def operations(server: OpenAIServer) -> list[str]:
    asked = [each.operation for each in server.requests]
    server.requests.clear()
    return asked


def written(services: Services, session: InterviewSession) -> InterviewSession:
    services.preparer.run(ME, session.id, "w")
    return services.candidate.view(ME, session.id)


def graded(services: Services, session: InterviewSession) -> InterviewSession:
    for index in range(len(session.turns)):
        services.candidate.submit_answer(ME, session.id, index, SAID)
    services.evaluator.run(ME, session.id, "g")
    return services.candidate.view(ME, session.id)


def test_a_swap_waits_for_the_words_of_one_question_and_the_rest_of_it_comes_meanwhile(
    services: Services, server: OpenAIServer
) -> None:
    session = written(services, create(services, mains=3, follow_ups=0))
    assert services.preparer.waiting() == []
    operations(server)
    swapped = services.swaps.swap(ME, "v", session.id, 0, SwapReason.NOT_MY_FIELD)
    assert operations(server) == ["open"]
    assert swapped.turns[0].question.text not in {turn.question.text for turn in session.turns}
    assert (swapped.turns[0].awaits, swapped.turns[0].question.key_points) == (Awaits.DETAILS, ())
    assert services.preparer.waiting() == [(ME, session.id)]
    after = written(services, swapped)
    assert operations(server) == ["details"]
    assert after.turns[0].question.key_points
    assert after.turns[0].question.text == swapped.turns[0].question.text
    assert not is_being_written(after)
    graded(services, after)
    report = services.evaluator.report(ME, session.id)
    assert {grade.outcome for grade in report.grades.values()} == {Outcome.GRADED}


def test_a_swap_while_the_rest_is_still_to_be_written_takes_nothing_from_it(
    services: Services, server: OpenAIServer
) -> None:
    session = create(services, mains=3, follow_ups=0)
    services.swaps.swap(ME, "v", session.id, 0, SwapReason.HAD_IT)
    after = written(services, session)
    assert not is_being_written(after)
    assert len({turn.question.text for turn in after.turns}) == 3
    assert all(turn.question.key_points for turn in after.turns)


def test_a_swap_that_the_model_fails_leaves_the_question_and_nothing_to_write(
    services: Services, server: OpenAIServer
) -> None:
    session = written(services, create(services, mains=2, follow_ups=0))
    server.always("401", operation="open")
    with pytest.raises(InterviewError):
        services.swaps.swap(ME, "v", session.id, 0, SwapReason.HAD_IT)
    assert services.candidate.view(ME, session.id).turns == session.turns
    assert services.preparer.waiting() == []


def test_a_question_swapped_inside_a_design_interview_is_told_the_system_it_is_about(
    services: Services, server: OpenAIServer
) -> None:
    made = services.creation.create(
        ME,
        "v",
        question_count=3,
        follow_up_count=0,
        resume_text=f"Software Engineer\n{RESUME}",
        options=InterviewOptions(round=Round.DESIGN),
    )
    session = written(services, made.session)
    services.candidate.submit_answer(ME, session.id, 0, SAID)
    services.swaps.swap(ME, "v", session.id, 1, SwapReason.HAD_IT)
    told = understand(server.requests[-1].body["messages"])[1]
    assert (told["opening"], told["place"], told["places"]) == (session.turns[0].question.text, 2, 3)


def test_todays_practice_begins_at_once_with_what_comes_again_and_the_new_ones_are_written_meanwhile(
    services: Services, server: OpenAIServer
) -> None:
    first = graded(services, written(services, create(services, mains=2, follow_ups=0)))
    target = services.targets.add(ME, text=POSTING)
    again = [Task(Why.MISSED, "", "", Origin(first.id, turn.position.main), turn.question) for turn in first.turns]
    new = [Task(Why.NEVER_ASKED, name, topic) for name, topic in (("Python", "python"), ("Kafka", "kafka"))]
    operations(server)
    made = services.todays_practice._begin(ME, "v", [*again, *new], target, "today:test")
    session = made.session
    assert operations(server) == []
    assert [turn.question.text for turn in session.turns[:2]] == [turn.question.text for turn in first.turns]
    assert [turn.awaits for turn in session.turns] == [Awaits.NOTHING] * 2 + [Awaits.QUESTION] * 2
    assert made.notes == ()
    after = written(services, session)
    assert sorted(operations(server)) == ["plan", "write", "write"]
    assert [turn.question.asked_by for turn in after.turns[2:]] == [session.interviewer] * 2
    assert not is_being_written(after)


def test_one_new_question_of_todays_list_is_one_short_call(services: Services, server: OpenAIServer) -> None:
    graded(services, written(services, create(services, mains=1, follow_ups=0)))
    target = services.targets.add(ME, text=POSTING)
    operations(server)
    made = services.todays_practice.start_one(ME, "v", Task(Why.NEVER_ASKED, "Python", "python"), target)
    assert operations(server) == ["open"]
    [turn] = written(services, made.session).turns
    assert turn.question.key_points
    assert turn.question.asked_by == made.session.interviewer

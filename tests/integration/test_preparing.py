"""An interview begins with its first question; the rest is written meanwhile, takes its place, and never changes what
was shown. Over real HTTP, with a model that writes at the speed of a usual server, four times as fast."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest

from interview.core.identity import PRACTICE
from interview.core.interviewer import Brief
from interview.core.options import InterviewOptions
from interview.core.plan import plan
from interview.core.preparation import is_being_written
from interview.core.profile import Level, Profile
from interview.core.rounds import Round
from interview.core.turn import Awaits
from interview.errors import Code, InterviewError, NotFound
from interview.model.interviewer import ModelInterviewer
from interview.practice.interviewer import PracticeInterviewer
from interview.services import Services
from tests.builders import RESUME
from tests.integration.prepared_interviews import SAID, askers, is_known, later, view, with_bank, write
from tests.integration.test_candidate import ME, create
from tests.openai_replies import understand
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.sqlite_first

FASTER = 4


@pytest.fixture
def interviewer(server: OpenAIServer) -> Iterator[ModelInterviewer]:
    yield from with_bank(server, reserve=PracticeInterviewer(), max_attempts=3)


@pytest.fixture(scope="module")
def _bank() -> None:
    """The bank is read once in a process, before anybody waits: the start page does it."""
    PracticeInterviewer().ask(Brief(Profile(), RESUME, plan(3, Level.MID)))


@pytest.mark.usefixtures("_bank")
@pytest.mark.parametrize("questions", [5, 12, 24])
@pytest.mark.parametrize(("tokens_per_s", "bound_s"), [(40, 15), (80, 8)])
def test_the_first_question_is_there_within_its_time(
    services: Services, server: OpenAIServer, questions: int, tokens_per_s: float, bound_s: float
) -> None:
    server.always("paced", tokens_per_s=tokens_per_s * FASTER, seconds=0.5 / FASTER)
    began = time.monotonic()
    session = create(services, mains=questions)
    # What does not come from the model's pace is not four times as fast, the less on a busy machine.
    assert time.monotonic() - began < bound_s
    assert [asked.operation for asked in server.requests] == ["open"]
    assert len(session.turns) == questions
    assert askers(session) == [True, *[False] * (questions - 1)]


def test_the_rest_is_written_and_takes_the_places_of_the_stand_ins(services: Services, server: OpenAIServer) -> None:
    session = create(services, mains=6)
    after = write(services, session)
    assert all(askers(after))
    assert not is_being_written(after)
    assert not is_known(services, session)
    assert all(turn.question.key_points and turn.question.planned_follow_ups for turn in after.turns)
    assert after.turns[0].question.text == session.turns[0].question.text
    assert len({turn.question.text for turn in after.turns}) == 6
    assert server.count("plan") == 1


@pytest.mark.parametrize(("kind", "is_one_case"), [(Round.DESIGN, True), (Round.TECHNICAL, False)])
def test_each_question_of_a_design_interview_is_written_for_its_step_of_the_system_of_the_first(
    services: Services, server: OpenAIServer, kind: Round, is_one_case: bool
) -> None:
    session = services.creation.create(
        ME,
        "1.2.3.4",
        question_count=5,
        follow_up_count=0,
        resume_text=f"Software Engineer\n{RESUME}",
        options=InterviewOptions(round=kind),
    ).session
    write(services, session)
    told = [understand(asked.body["messages"])[1] for asked in server.requests if asked.operation == "write"]
    assert len(told) == 4
    steps = {(each.get("opening"), each.get("place"), each.get("places")) for each in told}
    opening = session.turns[0].question.text
    assert steps == ({(opening, place, 5) for place in range(2, 6)} if is_one_case else {(None, None, None)})


def test_a_stand_in_that_was_shown_never_changes(services: Services, server: OpenAIServer) -> None:
    session = create(services, mains=4, follow_ups=0)
    services.candidate.current(ME, session.id)
    services.candidate.submit_answer(ME, session.id, 0, SAID)
    shown = services.candidate.view(ME, session.id).current
    after = write(services, session)
    assert shown is not None
    assert after.turns[1].question == shown.question
    assert after.turns[1].question.asked_by == PRACTICE
    assert askers(after) == [True, False, True, True]
    assert not is_known(services, session)


def test_a_question_that_arrives_when_its_place_is_just_shown_is_dropped(
    services: Services, interviewer: ModelInterviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = create(services, mains=2, follow_ups=0)
    write_it = interviewer.writer.write

    def answered_meanwhile(brief, angle):
        question = write_it(brief, angle)
        services.candidate.submit_answer(ME, session.id, 0, SAID)
        return question

    monkeypatch.setattr(interviewer.writer, "write", answered_meanwhile)
    assert askers(write(services, session)) == [True, False]


def test_a_worker_that_dies_is_followed_by_another_that_writes_what_is_missing(
    services: Services, server: OpenAIServer, interviewer: ModelInterviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = create(services, mains=6)
    write_it = interviewer.writer.write
    written: list[str] = []

    def dies_after_two(brief, angle):
        if len(written) == 2:
            raise SystemExit
        written.append(angle)
        return write_it(brief, angle)

    monkeypatch.setattr(interviewer.writer, "write", dies_after_two)
    with pytest.raises(SystemExit):
        services.preparer.run(ME, session.id, "killed")
    monkeypatch.setattr(interviewer.writer, "write", write_it)
    kept = view(services, session)
    assert sum(askers(kept)) == 3
    assert services.preparer.waiting() == []
    assert not services.preparer.run(ME, session.id, "too early")
    later(services, monkeypatch, 60)
    assert services.preparer.waiting() == [(ME, session.id)]
    after = write(services, session, "next")
    assert all(askers(after))
    assert [turn for turn in after.turns if turn in kept.turns] == [
        turn for turn in kept.turns if turn.awaits is Awaits.NOTHING
    ]
    assert server.count("plan") == 1


@pytest.mark.parametrize("behaviour", ["401", "503", "garbage"])
def test_when_the_model_dies_after_the_first_question_the_stand_ins_are_asked_and_signed(
    services: Services, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch, behaviour: str
) -> None:
    session = create(services, mains=3, follow_ups=0)
    server.always(behaviour)
    for attempt in range(6):
        later(services, monkeypatch, 1000 * attempt)
        services.preparer.run(ME, session.id, "w")
    assert services.preparer.waiting() == []
    for index in range(3):
        services.candidate.submit_answer(ME, session.id, index, SAID)
    ended = view(services, session)
    assert ended.is_complete
    assert [str(turn.question.asked_by) for turn in ended.turns] == [str(session.interviewer), "practice", "practice"]


def test_what_fails_is_tried_again_one_at_a_time_and_nothing_that_came_is_lost(
    services: Services, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = create(services, mains=5)
    server.behave("503", operation="write", times=9)
    first = write(services, session)
    assert not all(askers(first))
    for attempt in range(1, 4):
        later(services, monkeypatch, 1000 * attempt)
        services.preparer.run(ME, session.id, "w")
    after = view(services, session)
    assert all(askers(after))
    assert all(turn in after.turns for turn in first.turns if turn.awaits is Awaits.NOTHING)


def test_of_two_questions_that_ask_the_same_one_is_written_anew(services: Services, server: OpenAIServer) -> None:
    session = create(services, mains=3, follow_ups=0)
    same = "Which mistakes with Python did you see most often, and what did they break?"
    server.behave("changed", operation="write", times=2, changes={"text": same, "category": "Python"})
    after = write(services, session)
    assert sum(turn.question.text == same for turn in after.turns) == 1
    assert all(askers(after))
    assert server.count("write") == 3


def test_what_is_asked_twice_all_the_same_leaves_the_stand_in(services: Services, server: OpenAIServer) -> None:
    session = create(services, mains=3, follow_ups=0)
    same = "Which mistakes with Python did you see most often, and what did they break?"
    server.always("changed", operation="write", changes={"text": same, "category": "Python"})
    after = write(services, session)
    assert sum(askers(after)) == 2
    assert not is_being_written(after)


def test_a_deleted_interview_is_written_no_further(
    services: Services, server: OpenAIServer, interviewer: ModelInterviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = create(services, mains=12)
    write_it = interviewer.writer.write

    def deleted_meanwhile(brief, angle):
        with suppress(NotFound):
            services.candidate.delete(ME, session.id)
        return write_it(brief, angle)

    monkeypatch.setattr(interviewer.writer, "write", deleted_meanwhile)
    services.preparer.run(ME, session.id, "w")
    with pytest.raises(NotFound):
        view(services, session)
    assert server.count("write") < 11
    assert services.preparer.waiting() == []


def test_a_model_that_cannot_open_makes_no_interview(services: Services, server: OpenAIServer) -> None:
    server.always("wrong_language")
    with pytest.raises(InterviewError) as failed:
        create(services, mains=3)
    assert failed.value.code is Code.INTERVIEW_QUESTION_GENERATION_FAILED
    assert server.count() == 3
    assert services.candidate.sessions(ME)[1] == 0


def test_a_resume_of_many_pages_leaves_room_in_a_small_context(services: Services, server: OpenAIServer) -> None:
    long = "\n".join(f"{RESUME} Year {year}: built the thing number {year}." for year in range(300))
    created = services.creation.create(
        ME, "1.2.3.4", question_count=8, follow_up_count=1, resume_text=long, options=None
    )
    write(services, replace(created.session))
    for asked in server.requests:
        if asked.operation in ("open", "plan", "write", "details"):
            size = sum(len(message["content"]) for message in asked.body["messages"]) / 4
            assert size < 2_500, (asked.operation, size)

"""An interview begins with its first question; the rest is written meanwhile, takes its place, and never changes what
was shown. Over real HTTP, with a model that writes at the speed of a usual server, four times as fast."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from interview.core.grading import Outcome
from interview.core.identity import PRACTICE
from interview.core.interviewer import Brief
from interview.core.mode import Mode
from interview.core.options import InterviewOptions
from interview.core.plan import plan
from interview.core.preparation import is_being_written, to_detail, to_write
from interview.core.profile import Level, Profile
from interview.core.rounds import Round
from interview.core.session import InterviewSession
from interview.core.turn import Awaits
from interview.errors import Code, InterviewError, NotFound
from interview.messages import Message
from interview.model.interviewer import ModelInterviewer
from interview.practice.interviewer import PracticeInterviewer
from interview.question_bank.bank import load_bank
from interview.services import Services
from interview.storage import preparations
from tests.builders import RESUME
from tests.integration.model_candidate import unknown_model
from tests.integration.test_candidate import ME, create
from tests.openai_replies import understand
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.sqlite_first

FASTER = 4
SAID = "It names the purpose in plain words, then one concrete example with a result, then which limit or risk remains."


@pytest.fixture
def interviewer(server: OpenAIServer) -> Iterator[ModelInterviewer]:
    model = ModelInterviewer(
        server.base_url, "key", unknown_model(), reserve=PracticeInterviewer(), bank=load_bank(), max_attempts=3
    )
    yield model
    model.close()


@pytest.fixture(scope="module")
def _bank() -> None:
    """The bank is read once in a process, before anybody waits: the start page does it."""
    PracticeInterviewer().ask(Brief(Profile(), RESUME, plan(3, Level.MID)))


def view(services: Services, session: InterviewSession) -> InterviewSession:
    return services.candidate.view(ME, session.id)


def write(services: Services, session: InterviewSession, worker: str = "w") -> InterviewSession:
    """What one worker makes of it."""
    services.preparer.run(ME, session.id, worker)
    return view(services, session)


def askers(session: InterviewSession) -> list[bool]:
    """Of each question whether the model asks it."""
    return [turn.question.asked_by == session.interviewer for turn in session.turns]


def later(services: Services, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    monkeypatch.setattr(services.preparer, "_now", lambda: datetime.now(UTC) + timedelta(seconds=seconds))


def is_known(services: Services, session: InterviewSession) -> bool:
    with services.store.reading() as db:
        return preparations.find_preparation(db, ME, session.id) is not None


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


class TestWithoutAReserve:
    """A language or a resume for which the practice interviewer has nothing."""

    @pytest.fixture
    def interviewer(self, server: OpenAIServer) -> Iterator[ModelInterviewer]:
        model = ModelInterviewer(server.base_url, "key", unknown_model(), bank=load_bank())
        yield model
        model.close()

    def test_a_place_waits_and_nothing_can_be_answered_there(self, services: Services, server: OpenAIServer) -> None:
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

    def test_what_nobody_wrote_is_no_part_of_the_finished_interview(
        self, services: Services, server: OpenAIServer
    ) -> None:
        session = create(services, mains=3, follow_ups=0)
        services.candidate.submit_answer(ME, session.id, 0, SAID)
        ended = services.candidate.complete(ME, session.id)
        assert len(ended.turns) == 1
        assert len(view(services, session).turns) == 1
        services.evaluator.run(ME, session.id, "w")
        report = services.evaluator.report(ME, session.id)
        assert [grade.outcome for grade in report.grades.values()] == [Outcome.GRADED]

    def test_time_that_is_waited_is_not_of_a_real_interview(self, services: Services, server: OpenAIServer) -> None:
        session = create(services, mains=2, follow_ups=0, options=InterviewOptions(mode=Mode.REAL))
        services.candidate.current(ME, session.id)
        before = services.candidate.submit_answer(ME, session.id, 0, SAID)
        after = write(services, session)
        assert before.ends_at is not None
        assert after.ends_at is not None
        assert after.ends_at > before.ends_at

    def test_a_real_interview_whose_next_question_is_waited_for_is_not_ended_by_the_clock(
        self, services: Services, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session = create(services, mains=2, follow_ups=0, options=InterviewOptions(mode=Mode.REAL))
        services.candidate.current(ME, session.id)
        services.candidate.submit_answer(ME, session.id, 0, SAID)
        monkeypatch.setattr(services.candidate, "_now", lambda: datetime.now(UTC) + timedelta(days=1))
        assert services.candidate.end_overdue() == 0
        assert services.candidate.current(ME, session.id).is_waiting

    def test_what_waits_long_after_a_failure_is_told_and_can_be_written_at_once(
        self, services: Services, server: OpenAIServer
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

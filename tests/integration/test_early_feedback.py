"""Feedback after each answer: only where it was wanted, only on what is over, and remembered where it was read."""

import pytest

from interview.core.grading import Ungradable
from interview.core.mode import Mode
from interview.core.options import InterviewOptions
from interview.core.question import Position
from interview.core.turn import Feedback
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.use_cases.early_feedback import Stage
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first

WANTED = InterviewOptions(with_feedback=True)


@pytest.fixture
def begun(services):
    """Two main questions with feedback; of the first the follow-up is not answered yet."""
    session = create(services, options=WANTED)
    services.candidate.submit_answer(ME, session.id, 0, "first answer")
    return services.candidate.view(ME, session.id)


@pytest.fixture
def over(services, begun):
    """The first main question is over and graded."""
    services.candidate.submit_answer(ME, begun.id, 1, "answer to the follow-up")
    services.early_grader.look("early")
    return services.candidate.view(ME, begun.id)


def feedback_of(services, session_id):
    return [turn.answer.feedback for turn in services.candidate.view(ME, session_id).turns]


def test_it_is_stored_with_the_interview_and_never_in_real_mode(services):
    assert create(services, options=WANTED, force=True).with_feedback
    assert not create(services, force=True).with_feedback
    assert not create(services, options=InterviewOptions(mode=Mode.REAL, with_feedback=True), force=True).with_feedback


def test_it_comes_once_the_question_with_its_follow_ups_is_over_and_graded(services, begun):
    assert services.early_feedback.last(begun).stage is Stage.FOLLOW_UP
    session = services.candidate.submit_answer(ME, begun.id, 1, "answer to the follow-up")
    assert services.early_feedback.last(session).stage is Stage.WAITING
    services.early_grader.look("early")
    last = services.early_feedback.last(session)
    assert last.stage is Stage.READY
    assert [(index, turn.answer.text) for index, turn, _ in last.graded] == [
        (0, "first answer"),
        (1, "answer to the follow-up"),
    ]


def test_nobody_else_gets_it(services):
    session = create(services)
    services.candidate.submit_answer(ME, session.id, 0, "first answer")
    assert services.early_feedback.last(services.candidate.view(ME, session.id)).stage is Stage.NOTHING


@pytest.mark.parametrize("said", ["", "I don't know"])
def test_there_is_none_on_what_says_nothing(services, said):
    session = create(services, follow_ups=0, options=WANTED)
    services.candidate.submit_answer(ME, session.id, 0, said)
    assert services.early_feedback.last(services.candidate.view(ME, session.id)).stage is Stage.NOTHING


def test_an_answer_that_cannot_be_judged_is_waited_for_no_longer(services, interviewer, begun):
    reason = Message.of("ungraded.not_english")
    interviewer.on_grade = lambda turns: tuple(Ungradable(str(turn.position), reason) for turn in turns)
    session = services.candidate.submit_answer(ME, begun.id, 1, "answer to the follow-up")
    assert services.early_grader.look("early") == 2
    last = services.early_feedback.last(session)
    assert last.stage is Stage.READY
    assert [grade.reason for _, _, grade in last.graded] == [reason, reason]
    asked = len(interviewer.calls)
    assert services.early_grader.look("early") == 0
    services.candidate.complete(ME, begun.id)
    services.evaluator.run(ME, begun.id, "w")
    assert [name for name, _ in interviewer.calls[asked:] if name == "grade"] == []
    assert services.evaluator.report(ME, begun.id).grades[Position(0)].reason == reason


def test_an_answer_opened_again_after_it_was_read_says_so_in_the_report_whatever_was_written(services, over):
    services.early_feedback.see(ME, over.id, (0, 1))
    assert feedback_of(services, over.id)[:2] == [Feedback.SEEN, Feedback.SEEN]
    services.candidate.reopen(ME, over.id, 0)
    services.cache.drop(ME, over.id)
    assert feedback_of(services, over.id)[:2] == [Feedback.CHANGED, Feedback.SEEN]
    services.candidate.submit_answer(ME, over.id, 0, "first answer")
    services.early_feedback.see(ME, over.id, (0,))
    services.candidate.complete(ME, over.id)
    services.evaluator.run(ME, over.id, "w")
    view = report_view(services.evaluator.report(ME, over.id), ENGLISH)
    notes = [question.notes for group in view.groups for question in group]
    assert ["This answer was opened again after feedback on it." in note for note in notes[:2]] == [True, False]
    assert "Practice with feedback after each answer." in view.notes


def test_an_answer_changed_without_having_read_it_is_like_any_other(services, over):
    services.candidate.reopen(ME, over.id, 0)
    assert feedback_of(services, over.id)[0] is Feedback.NONE


def test_reading_it_touches_no_draft(services, over):
    services.candidate.save_draft(ME, over.id, 2, "half a", 1)
    services.early_feedback.see(ME, over.id, (0, 1))
    assert services.candidate.save_draft(ME, over.id, 2, "half a sentence", 2).stored
    assert services.candidate.view(ME, over.id).turns[2].answer.draft == "half a sentence"


def test_what_nobody_saw_of_an_earlier_question_is_still_there_after_the_next_answer(services, over):
    session = services.candidate.submit_answer(ME, over.id, 2, "second answer")
    last = services.early_feedback.last(session)
    assert (last.stage, [index for index, _, _ in last.unseen]) == (Stage.FOLLOW_UP, [0, 1])
    services.early_feedback.see(ME, over.id, (0, 1))
    session = services.candidate.view(ME, over.id)
    assert services.early_feedback.last(session).unseen == ()
    assert [index for index, _, _ in services.early_feedback.last(session, {0, 1}).unseen] == [0, 1]

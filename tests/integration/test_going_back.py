"""Going back to an answer: a grade that was given early never stands for what is written after it."""

import threading

import pytest

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome
from interview.core.question import Position
from interview.core.session import SessionStatus
from interview.documents.exports import render
from interview.errors import Code, Conflict, NotFound
from interview.storage import grades
from interview.use_cases.grading.early import EarlyGrader
from interview.web.schemas.reports import exported
from tests.fakes import judgement
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def begun(services):
    """Three main questions; the first and its follow-up are answered, the second main question too."""
    session = create(services, mains=3)
    for index, text in enumerate(["first answer", "answer to the follow-up", "second answer"]):
        services.candidate.submit_answer(ME, session.id, index, text)
    return services.candidate.view(ME, session.id)


def graded(services, session):
    with services.store.reading() as db:
        return set(grades.current_grades(db, ME, session.id))


def finish(services, session):
    while not session.is_complete:
        session = services.candidate.submit_answer(ME, session.id, session.current_index, "the rest")
    services.evaluator.run(ME, session.id, "w")
    return services.evaluator.report(ME, session.id)


def test_its_words_come_back_and_every_reader_sees_them(services, begun):
    services.candidate.save_draft(ME, begun.id, 3, "half a", 1)
    opened = services.candidate.reopen(ME, begun.id, 0)
    seen = services.candidate.view(ME, begun.id)
    assert seen == opened
    assert (seen.current_index, seen.turns[0].answer.draft, seen.turns[0].answer.text) == (0, "first answer", None)
    services.cache.drop(ME, begun.id)
    assert services.candidate.view(ME, begun.id) == opened
    late = services.candidate.save_draft(ME, begun.id, 3, "half a sentence", 2)
    assert late.stored
    after = services.candidate.submit_answer(ME, begun.id, 0, "first answer, changed")
    assert (after.current_index, after.turns[3].answer.draft) == (3, "half a sentence")
    assert len(after.turns) == len(begun.turns)


def test_a_grade_given_early_does_not_stand_for_the_new_words(services, interviewer, begun):
    assert services.early_grader.look("early") == 2
    services.candidate.reopen(ME, begun.id, 0)
    assert graded(services, begun) == set()
    assert services.early_grader.look("early") == 0
    services.candidate.submit_answer(ME, begun.id, 0, "first answer, changed")
    seen: list[str] = []

    def judge(turns):
        seen.extend(turn.answer.text for turn in turns)
        return tuple(map(judgement, turns))

    interviewer.on_grade = judge
    assert services.early_grader.look("early") == 2
    assert seen == ["first answer, changed", "answer to the follow-up"]
    report = finish(services, services.candidate.view(ME, begun.id))
    assert report.evaluation.status is EvaluateStatus.COMPLETED
    assert report.earlier == {}


def test_whoever_grades_it_meanwhile_keeps_nothing(services, interviewer, begun):
    def go_back(operation):
        if operation == "grade" and services.candidate.view(ME, begun.id).current_index == 3:
            services.candidate.reopen(ME, begun.id, 1)

    interviewer.before = go_back
    assert services.early_grader.look("early") == 0
    assert graded(services, begun) == set()
    interviewer.before = lambda _operation: None
    services.candidate.submit_answer(ME, begun.id, 1, "the follow-up, changed")
    assert services.early_grader.look("early") == 2
    assert graded(services, begun) == {Position(0), Position(0, 1)}


def test_an_answer_opened_between_reading_and_claiming_is_not_claimed(services, interviewer, begun, monkeypatch):
    read = EarlyGrader._next_batch

    def read_then_open(self, owner, session_id):
        turns = read(self, owner, session_id)
        services.candidate.reopen(ME, begun.id, 0)
        return turns

    monkeypatch.setattr(EarlyGrader, "_next_batch", read_then_open)
    assert services.early_grader.look("early") == 0
    assert [name for name, _ in interviewer.calls if name == "grade"] == []


def test_early_grading_of_another_question_goes_on(services, interviewer, begun):
    def go_back(operation):
        if operation == "grade":
            services.candidate.reopen(ME, begun.id, 2)

    interviewer.before = go_back
    assert services.early_grader.look("early") == 2
    assert graded(services, begun) == {Position(0), Position(0, 1)}


def test_a_second_tab_cannot_submit_over_an_answer_that_is_open_again(services, begun):
    """It shows the question one came from: its words are kept, and the interview stays where it is."""
    services.candidate.reopen(ME, begun.id, 0)
    assert services.candidate.save_draft(ME, begun.id, 3, "typed elsewhere", 1, writer="b", base=0).stored
    with pytest.raises(Conflict) as refused:
        services.candidate.submit_answer(ME, begun.id, 3, "typed elsewhere")
    assert refused.value.code is Code.INTERVIEW_NOT_CURRENT_QUESTION
    assert services.candidate.view(ME, begun.id).turns[3].answer.draft == "typed elsewhere"


def test_a_save_from_before_it_was_opened_does_not_erase_what_is_written_now(services, begun):
    services.candidate.reopen(ME, begun.id, 0)
    services.candidate.save_draft(ME, begun.id, 0, "written now", 3, writer="new", base=1)
    late = services.candidate.save_draft(ME, begun.id, 0, "old words", 9, writer="old", base=0)
    assert (late.stored, late.text) == (False, "written now")


def test_opening_waits_for_a_follow_up_that_is_being_thought_of(services, interviewer, begun):
    asked, may_end = threading.Event(), threading.Event()

    def hold(operation):
        if operation == "follow_up":
            asked.set()
            assert may_end.wait(20)

    interviewer.before = hold
    submitting = threading.Thread(target=services.candidate.submit_answer, args=(ME, begun.id, 3, "behind the second"))
    second = services.candidate.view(ME, begun.id).turns[3]
    assert second.position == Position(1, 1)
    submitting.start()
    submitting.join(20)
    third = threading.Thread(target=services.candidate.submit_answer, args=(ME, begun.id, 4, "third answer"))
    third.start()
    assert asked.wait(20)
    threading.Timer(0.3, may_end.set).start()
    opened = services.candidate.reopen(ME, begun.id, 0)
    third.join(20)
    assert (opened.undecided, opened.current_index) == (None, 0)
    assert opened.turns[-1].position == Position(2, 1)


def test_the_last_answer_does_not_end_an_interview_with_marks_and_finishing_does(services):
    session = create(services, mains=2, follow_ups=0)
    services.candidate.flag(ME, session.id, 0, True)
    services.candidate.submit_answer(ME, session.id, 0, "first")
    waiting = services.candidate.submit_answer(ME, session.id, 1, "second")
    assert (waiting.status, waiting.current) == (SessionStatus.IN_PROGRESS, None)
    assert services.candidate.flag(ME, session.id, 0, False).status is SessionStatus.IN_PROGRESS
    services.candidate.flag(ME, session.id, 0, True)
    services.candidate.reopen(ME, session.id, 0)
    again = services.candidate.submit_answer(ME, session.id, 0, "first, changed")
    assert again.status is SessionStatus.IN_PROGRESS
    ended = services.candidate.complete(ME, session.id)
    assert [turn.answer.text for turn in ended.turns] == ["first, changed", "second"]
    assert services.evaluator.report(ME, session.id).evaluation.status is EvaluateStatus.PENDING


def test_keeping_the_last_answer_as_it_was_ends_nothing_and_submitting_it_does(services):
    session = create(services, mains=2, follow_ups=0)
    services.candidate.flag(ME, session.id, 0, True)
    for index, text in enumerate(["first", "second"]):
        services.candidate.submit_answer(ME, session.id, index, text)
    services.candidate.reopen(ME, session.id, 0)
    services.candidate.flag(ME, session.id, 0, False)
    kept = services.candidate.keep_answer(ME, session.id, 0)
    assert (kept.status, kept.current) == (SessionStatus.IN_PROGRESS, None)
    services.candidate.reopen(ME, session.id, 0)
    assert services.candidate.submit_answer(ME, session.id, 0, "first, changed").is_complete


def test_without_marks_it_ends_by_itself(services):
    session = create(services, mains=1, follow_ups=0)
    assert services.candidate.submit_answer(ME, session.id, 0, "the only one").is_complete


def test_keeping_an_answer_as_it_was_outlives_a_restart_and_is_graded_again(services, begun):
    assert services.early_grader.look("early") == 2
    services.candidate.reopen(ME, begun.id, 0)
    services.candidate.save_draft(ME, begun.id, 0, "first, worse", 9)
    services.cache.drop(ME, begun.id)
    assert services.candidate.view(ME, begun.id).turns[0].answer.before.text == "first answer"
    kept = services.candidate.keep_answer(ME, begun.id, 0)
    services.cache.drop(ME, begun.id)
    assert services.candidate.view(ME, begun.id) == kept
    assert (kept.turns[0].answer.text, kept.turns[0].answer.unused) == ("first answer", "first, worse")
    assert kept.turns[0].answer.submitted_at == begun.turns[0].answer.submitted_at
    assert services.early_grader.look("early") == 2
    report = finish(services, kept)
    assert report.session.turns[0].answer.text == "first answer"


def test_words_typed_before_a_question_is_skipped_outlive_a_restart_and_are_graded_by_nobody(services):
    session = create(services, mains=2, follow_ups=0)
    services.candidate.save_draft(ME, session.id, 0, "half a thought", 1)
    skipped = services.candidate.submit_answer(ME, session.id, 0, "")
    services.cache.drop(ME, session.id)
    assert services.candidate.view(ME, session.id) == skipped
    assert (skipped.turns[0].answer.text, skipped.turns[0].answer.unused) == ("", "half a thought")
    opened = services.candidate.reopen(ME, session.id, 0)
    assert opened.turns[0].answer.draft == "half a thought"
    left = services.candidate.keep_answer(ME, session.id, 0)
    report = finish(services, left)
    known = report.session.turns[0]
    assert (known.answer.text, known.answer.unused) == ("", "half a thought")
    assert report.grades[known.position].outcome is Outcome.UNANSWERED
    for_others = (render("md", report, ())[0], exported(report))
    assert not any(b"half a thought" in file for file in for_others)


def test_nobody_else_keeps_an_answer_of_mine(services, begun):
    services.candidate.reopen(ME, begun.id, 0)
    with pytest.raises(NotFound):
        services.candidate.keep_answer("somebody else", begun.id, 0)
    assert services.candidate.view(ME, begun.id).current_index == 0

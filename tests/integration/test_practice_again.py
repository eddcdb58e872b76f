"""Answering again and practising what is due, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from interview.core.grading import Verdict
from interview.core.session import SessionKind
from interview.errors import Conflict, Invalid, NotFound
from interview.services import Services
from interview.storage.limits import Limits, Rates
from interview.use_cases.practice_again import MOST_DUE_QUESTIONS, PracticeAgain
from tests.fakes import judgement, question
from tests.integration.test_candidate import ME, at_once, create

pytestmark = pytest.mark.sqlite_first

HERE = "1.2.3.4"
MISSED, COVERED = Verdict.MISSED, Verdict.COVERED


def finish(services: Services, session, verdict: Verdict, interviewer):
    """Answer what is open and have it graded with one verdict for every point."""
    interviewer.on_grade = lambda turns: tuple(judgement(turn, verdict) for turn in turns)
    while session.current is not None:
        session = services.candidate.submit_answer(ME, session.id, session.current_index, "some words")
    services.evaluator.run(ME, session.id, "w")
    return services.evaluator.report(ME, session.id)


def later(services: Services, interviewer, **wait: float) -> PracticeAgain:
    """The same use cases, some time from now."""
    settings = services.settings
    return PracticeAgain(
        store=services.store,
        cache=services.cache,
        limits=Limits(settings.redis_url or "", settings.namespace, Rates("1000/minute", "1000/second")),
        interviewer=interviewer,
        now=lambda: datetime.now(UTC) + timedelta(**wait),
    )


@pytest.fixture
def missed(services, interviewer):
    """A graded interview of two main questions, one follow-up each, every point missed."""
    return finish(services, create(services, mains=2, follow_ups=1), MISSED, interviewer)


def test_a_retake_asks_exactly_this_question_and_knows_the_earlier_answer(services, interviewer, missed):
    again = services.practice_again.retake(ME, HERE, missed.session.id, 2).session
    assert (again.kind, again.expected_total, again.follow_up_count) == (SessionKind.RETAKE, 1, 0)
    assert again.turns[0].question.text == missed.session.turns[2].question.text
    report = finish(services, again, COVERED, interviewer)
    (found,) = services.practice_again.comparisons(ME, report).values()
    assert found.earlier.answer.text == "some words"
    assert found.gained == missed.session.turns[2].question.key_points
    assert found.changes["score"] == found.later_grade.scores.number - found.earlier_grade.scores.number


def test_whoever_answers_again_finds_what_was_said_and_not_recognised_last_time(services, missed):
    retake = services.practice_again.retake(ME, HERE, missed.session.id, 2).session
    earlier, grade = services.practice_again.last_time(ME, retake.turns[0])
    assert earlier.answer.text == missed.session.turns[2].answer.text
    assert Verdict.MISSED in [point.verdict for point in grade.points]
    assert services.practice_again.last_time(ME, missed.session.turns[2]) is None
    assert services.practice_again.last_time("somebody else", retake.turns[0]) is None


def test_a_retake_calls_no_interviewer_and_a_second_click_opens_the_same_one(services, interviewer, missed):
    interviewer.calls.clear()
    made = at_once(4, lambda _i: services.practice_again.retake(ME, HERE, missed.session.id, 0))
    assert len({created.session.id for created in made}) == 1
    assert sum(created.is_new for created in made) == 1
    assert interviewer.calls == []
    assert services.practice_again.retake(ME, HERE, missed.session.id, 2).is_new


def test_only_main_questions_of_a_finished_interview_come_again(services, missed):
    with pytest.raises(Invalid):
        services.practice_again.retake(ME, HERE, missed.session.id, 1)
    with pytest.raises(NotFound):
        services.practice_again.retake(ME, HERE, missed.session.id, 9)
    with pytest.raises(NotFound):
        services.practice_again.retake("somebody", HERE, missed.session.id, 0)
    under_way = create(services, force=True)
    with pytest.raises(Conflict):
        services.practice_again.retake(ME, HERE, under_way.id, 0)


def test_a_retake_is_neither_the_interview_to_continue_nor_a_question_asked_before(services, interviewer, missed):
    services.practice_again.retake(ME, HERE, missed.session.id, 0)
    new = create(services)
    assert new.kind is SessionKind.INTERVIEW
    assert len(interviewer.briefs[-1].asked_before) == len(missed.session.turns)


def test_a_retake_counts_as_activity_but_not_as_a_point_of_the_trend(services, interviewer, missed):
    again = services.practice_again.retake(ME, HERE, missed.session.id, 0).session
    finish(services, again, COVERED, interviewer)
    assert [point.session_id for point in services.analytics.points(ME)] == [missed.session.id]
    assert services.analytics.look(ME).weeks[-1].interviews == 2
    assert services.evaluator.earlier_reports(ME, missed) == []


def test_without_the_earlier_interview_a_retake_is_a_report_of_its_own(services, interviewer, missed):
    again = services.practice_again.retake(ME, HERE, missed.session.id, 0).session
    services.candidate.delete(ME, missed.session.id)
    report = finish(services, again, COVERED, interviewer)
    assert services.practice_again.comparisons(ME, report) == {}


def test_missed_points_are_due_after_ten_minutes_and_rest_once_they_are_covered(services, interviewer, missed):
    now = services.practice_again.due(ME)
    assert (now.points, now.next_at is not None) == (0, True)
    soon = later(services, interviewer, minutes=11)
    due = soon.due(ME)
    assert due.points == 4
    assert [each.question.text for each in due.questions] == ["Question number 0?", "Question number 1?"]
    session = soon.start_due(ME, HERE).session
    assert (session.kind, session.follow_up_count, len(session.turns)) == (SessionKind.REVIEW, 0, 2)
    assert {turn.question.repeats and turn.question.repeats.session_id for turn in session.turns} == {missed.session.id}
    finish(services, session, COVERED, interviewer)
    assert (soon.due(ME).points, soon.due(ME).next_at is not None) == (0, True)
    assert later(services, interviewer, days=3).due(ME).points == 4


def test_points_become_due_by_the_clock_alone(services, interviewer, missed):
    wait = {"minutes": 0}
    learning = later(services, interviewer)
    learning._now = lambda: datetime.now(UTC) + timedelta(**wait)
    assert learning.due(ME).points == 0
    wait["minutes"] = 11
    assert learning.due(ME).points == 4


def test_nothing_is_due_before_there_is_a_report_and_nothing_for_others(services, interviewer, missed):
    far = later(services, interviewer, days=400)
    assert far.due("somebody").points == 0
    services.candidate.delete(ME, missed.session.id)
    assert far.due(ME) == replace(far.due(ME), questions=(), next_at=None)
    with pytest.raises(Conflict):
        far.start_due(ME, HERE)


def test_a_due_session_has_at_most_five_questions_and_there_is_one_at_a_time(services, interviewer):
    finish(services, create(services, mains=7, follow_ups=0), MISSED, interviewer)
    soon = later(services, interviewer, minutes=11)
    made = at_once(4, lambda _i: soon.start_due(ME, HERE))
    assert len({created.session.id for created in made}) == 1
    assert len(made[0].session.turns) == MOST_DUE_QUESTIONS < 7
    assert soon.unfinished_due(ME) is not None
    again = soon.start_due(ME, HERE)
    assert (again.is_new, [note.code for note in again.notes]) == (False, ["setup.due_continued"])


def test_grading_again_changes_what_is_due(services, interviewer, missed):
    soon = later(services, interviewer, minutes=11)
    assert soon.due(ME).points == 4
    interviewer.on_grade = lambda turns: tuple(judgement(turn, COVERED) for turn in turns)
    services.evaluator.grade_again(ME, missed.session.id)
    services.evaluator.run(ME, missed.session.id, "w2")
    assert soon.due(ME).points == 0


def test_a_question_is_asked_again_only_in_a_language_the_interviewer_speaks(services, interviewer, missed):
    soon = later(services, interviewer, minutes=11)
    interviewer.languages = ("zh",)
    assert soon.due(ME).points == 0


def test_saying_i_dont_know_makes_points_due_and_a_skipped_question_does_not(services, interviewer):
    interviewer.on_ask = lambda _questions: (question(1), question(2))
    session = create(services, mains=2, follow_ups=0)
    services.candidate.submit_answer(ME, session.id, 0, "I don't know")
    services.candidate.submit_answer(ME, session.id, 1, "")
    services.evaluator.run(ME, session.id, "w")
    due = later(services, interviewer, minutes=11).due(ME)
    assert [each.question.text for each in due.questions] == ["Question number 1?"]


def test_the_weakest_questions_of_a_report_make_one_session_whatever_is_clicked(services, interviewer, missed):
    interviewer.calls.clear()
    made = at_once(4, lambda _i: services.practice_again.practise_weakest(ME, HERE, missed.session.id))
    assert len({created.session.id for created in made}) == 1
    again = made[0].session
    asked = [turn.question.text for turn in missed.session.turns if not turn.position.is_follow_up]
    assert (again.kind, [turn.question.text for turn in again.turns]) == (SessionKind.REVIEW, asked)
    assert {turn.question.repeats.session_id for turn in again.turns} == {missed.session.id}
    assert interviewer.calls == []
    report = finish(services, again, COVERED, interviewer)
    assert len(services.practice_again.comparisons(ME, report)) == len(asked)
    with pytest.raises(Conflict):
        services.practice_again.practise_weakest(ME, HERE, report.session.id)


def test_a_question_without_an_answer_is_practised_again_for_that_reason(services, interviewer):
    interviewer.on_ask = lambda _questions: (question(1), question(2), question(3))
    session = create(services, mains=3, follow_ups=0)
    for index, said in enumerate(("I don't know", "", "an answer")):
        services.candidate.submit_answer(ME, session.id, index, said)
    interviewer.on_grade = lambda turns: tuple(judgement(turn, Verdict.MISSED) for turn in turns)
    services.candidate.complete(ME, session.id)
    services.evaluator.run(ME, session.id, "w")
    again = services.practice_again.practise_weakest(ME, HERE, session.id).session
    assert {turn.question.text[-2]: turn.question.reason.code for turn in again.turns} == {
        "1": "reason.unknown",
        "2": "reason.unanswered",
        "3": "reason.lacking",
    }


def test_nothing_is_practised_from_a_report_that_is_not_there_or_not_ours(services, missed):
    with pytest.raises(Conflict):
        services.practice_again.practise_weakest(ME, HERE, create(services, force=True).id)
    with pytest.raises(NotFound):
        services.practice_again.practise_weakest("somebody else", HERE, missed.session.id)

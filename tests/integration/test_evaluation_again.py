"""Grading once more: one answer, a second opinion, everything; what is there stays until its successor is."""

from datetime import timedelta

import pytest

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome, Verdict
from interview.core.question import Position
from interview.errors import Code, Failed, Invalid, Unavailable
from interview.messages import written
from interview.use_cases.grading import run
from tests.fakes import judgement
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def evaluated(services, interviewer):
    """A graded session: answers at 0.0, 0.1 and 1.0, of which 1.0 could not be graded; 1.1 was skipped."""
    session = create(services, mains=2)
    for index, text in enumerate(["first answer", "second answer", "third answer", ""]):
        services.candidate.submit_answer(ME, session.id, index, text)
    interviewer.on_grade = lambda turns: tuple(judgement(t) for t in turns if t.position != Position(1))
    services.evaluator.run(ME, session.id, "w1")
    interviewer.on_grade = None
    interviewer.calls.clear()
    return services.evaluator.report(ME, session.id).session


def asked(interviewer):
    return [labels for name, labels in interviewer.calls if name == "grade"]


def again(services, session, *arguments, **options):
    services.evaluator.grade_again(ME, session.id, *arguments, **options)
    services.evaluator.run(ME, session.id, "w2")
    return services.evaluator.report(ME, session.id)


def test_one_answer_is_graded_again_alone_and_its_earlier_grade_is_kept(services, interviewer, evaluated):
    interviewer.on_grade = lambda turns: tuple(judgement(turn, Verdict.TOUCHED) for turn in turns)
    report = again(services, evaluated, 0)
    assert asked(interviewer) == [("0.0",)]
    old = report.earlier[Position(0)]
    assert [grade.points[0].verdict for grade in (*old, report.grades[Position(0)])] == [
        Verdict.COVERED,
        Verdict.TOUCHED,
    ]


def test_an_ungraded_answer_is_gradable_alone(services, interviewer, evaluated):
    report = again(services, evaluated, 2)
    assert asked(interviewer) == [("1.0",)]
    assert report.totals.ungraded == 0
    assert report.earlier[Position(1)][0].outcome is Outcome.UNGRADED


def test_a_second_opinion_asks_three_times_and_shows_the_spread(services, interviewer, evaluated):
    verdicts = iter([Verdict.COVERED, Verdict.MISSED, Verdict.COVERED])
    interviewer.on_grade = lambda turns: tuple(judgement(turn, v) for v in [next(verdicts)] for turn in turns)
    report = again(services, evaluated, 0, second_opinion=True)
    grade = report.grades[Position(0)]
    assert asked(interviewer) == [("0.0",)] * 3
    assert (len(grade.opinions), grade.scores.total, grade.needs_review) == (3, max(grade.opinions), True)


def test_an_interviewer_that_repeats_itself_gives_no_second_opinion(services, interviewer, evaluated):
    interviewer.has_opinions = False
    with pytest.raises(Invalid):
        services.evaluator.grade_again(ME, evaluated.id, 0, second_opinion=True)


def test_an_unanswered_question_cannot_be_graded_again(services, evaluated):
    with pytest.raises(Invalid):
        services.evaluator.grade_again(ME, evaluated.id, 3)


def test_the_earlier_grade_is_shown_until_the_next_one_is_there(services, interviewer, evaluated):
    before = services.evaluator.report(ME, evaluated.id).grades[Position(0)]
    services.evaluator.grade_again(ME, evaluated.id, 0)
    waiting = services.evaluator.report(ME, evaluated.id)
    assert waiting.grades[Position(0)] == before
    assert (waiting.done, [str(turn.position) for turn in waiting.waiting]) == (3, ["0.0"])


@pytest.mark.parametrize(
    "error",
    [Failed(Code.AI_API_KEY_INVALID, written("bad key")), Unavailable(Code.AI_SERVICE_TIMEOUT, written("slow"))],
)
def test_grading_again_that_fails_costs_nothing_and_says_so(make_services, database_url, interviewer, evaluated, error):
    services = make_services(database_url, evaluation_attempts=1)
    before = services.evaluator.report(ME, evaluated.id)
    interviewer.fail_with["grade"] = error
    report = again(services, evaluated, 0)
    assert report.evaluation.status is EvaluateStatus.COMPLETED
    assert (report.evaluation.error_code, report.requested) == (error.code, {})
    assert report.grades == before.grades
    assert report.totals == before.totals


def test_an_answer_keeps_its_score_when_the_next_reply_leaves_it_out(services, interviewer, evaluated):
    before = services.evaluator.report(ME, evaluated.id).grades[Position(0)]
    interviewer.on_grade = lambda _turns: ()
    report = again(services, evaluated, 0)
    assert report.grades[Position(0)] == before
    assert report.evaluation.status is EvaluateStatus.COMPLETED


def test_a_missing_summary_is_written_without_grading_anything(services, interviewer, evaluated):
    interviewer.fail_with["summarise"] = Unavailable(Code.AI_SERVICE_TIMEOUT, written("slow"))
    assert again(services, evaluated).summary is None
    interviewer.fail_with.clear()
    interviewer.calls.clear()
    assert again(services, evaluated).summary is not None
    assert asked(interviewer) == []


def test_no_time_is_told_before_the_pace_of_this_grading_was_seen(services, evaluated):
    services.evaluator.grade_again(ME, evaluated.id)
    report = services.evaluator.report(ME, evaluated.id)
    assert report.is_under_way
    assert report.seconds_left is None


def test_every_grade_says_who_gave_it_by_what_and_at_which_cost(services, interviewer, evaluated):
    grade = services.evaluator.report(ME, evaluated.id).grades[Position(0)]
    signed = grade.provenance
    assert (signed.graded_by, signed.prompt_version, signed.milliseconds) == (interviewer.identity, "scripted", 5)
    assert signed.rubric_version
    grades = services.evaluator.report(ME, evaluated.id).grades.values()
    assert sum(g.provenance.tokens for g in grades) == 20


def test_grading_takes_no_longer_than_its_bound(services, interviewer, evaluated, monkeypatch):
    monkeypatch.setattr(run, "time_bound", lambda _questions: timedelta(seconds=-1))
    report = again(services, evaluated, 0)
    assert report.evaluation.status is EvaluateStatus.PENDING
    assert report.evaluation.error_code == Code.AI_SERVICE_TIMEOUT
    assert asked(interviewer) == []


def test_a_session_graded_again_stays_in_the_history_with_its_score(services, evaluated):
    services.evaluator.grade_again(ME, evaluated.id)
    assert services.candidate.sessions(ME)[0][0].overall is not None

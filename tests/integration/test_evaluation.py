from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.session import SessionStatus
from interview.core.summing_up import sum_up
from interview.errors import Code, Conflict, Failed, Unavailable
from interview.messages import written
from interview.use_cases.grading.enqueue import Enqueuer
from interview.use_cases.grading.run import Bounds
from interview.use_cases.grading.service import Evaluator
from tests.builders import RESUME
from tests.fakes import judgement
from tests.integration.test_candidate import ME, at_once, create


@pytest.fixture
def completed(services):
    """A completed session with three answers, one of them a follow-up, and a skipped question."""
    session = create(services, mains=3)
    services.candidate.submit_answer(ME, session.id, 0, "first answer")
    services.candidate.submit_answer(ME, session.id, 1, "answer to the follow-up")
    services.candidate.submit_answer(ME, session.id, 2, "")
    services.candidate.submit_answer(ME, session.id, 3, "third answer")
    return services.candidate.complete(ME, session.id)


def run(services, session, worker="w1"):
    services.evaluator.run(ME, session.id, worker)
    return services.evaluator.report(ME, session.id)


def test_a_completed_session_is_graded_summarised_and_evaluated(services, completed):
    report = run(services, completed)
    assert report.evaluation.status is EvaluateStatus.COMPLETED
    assert report.session.status is SessionStatus.EVALUATED
    assert report.summary.strengths == (written("Clear"),)
    assert report.graded_by == (model_interviewer("scripted"),)
    outcomes = [grade.outcome for _, _, grade in report.lines()]
    assert outcomes == [Outcome.GRADED, Outcome.GRADED, Outcome.UNANSWERED, Outcome.GRADED, Outcome.UNANSWERED]


def test_unanswered_questions_cost_no_call(services, interviewer, completed):
    run(services, completed)
    asked = [label for name, labels in interviewer.calls if name == "grade" for label in labels]
    assert asked == ["0.0", "0.1", "2.0"]


def test_a_failed_call_is_no_score_and_is_tried_again_later(services, interviewer, completed):
    interviewer.fail_with["grade"] = Unavailable(Code.AI_SERVICE_UNAVAILABLE, written("The model is away."))
    report = run(services, completed)
    assert report.evaluation.status is EvaluateStatus.PENDING
    failure = (report.evaluation.error_code, report.evaluation.error)
    assert failure == ("AI_SERVICE_UNAVAILABLE", written("The model is away."))
    assert all(grade is None or grade.outcome is Outcome.UNANSWERED for _, _, grade in report.lines())
    assert [turn.answer.text for turn in report.session.turns][:2] == ["first answer", "answer to the follow-up"]


def test_a_bad_key_fails_at_once_and_grading_again_works(services, interviewer, completed):
    interviewer.fail_with["grade"] = Failed(Code.AI_API_KEY_INVALID, written("The key is not accepted."))
    assert run(services, completed).evaluation.status is EvaluateStatus.FAILED
    assert interviewer.count("grade") == 1
    interviewer.fail_with.clear()
    assert services.evaluator.grade_again(ME, completed.id).evaluation.status is EvaluateStatus.PENDING
    assert run(services, completed).evaluation.status is EvaluateStatus.COMPLETED


def test_an_answer_left_out_is_asked_once_more_and_then_stays_ungraded(services, interviewer, completed):
    interviewer.on_grade = lambda turns: tuple(judgement(t) for t in turns if str(t.position) != "2.0")
    report = run(services, completed)
    left_out = report.lines()
    grade = next(grade for _, turn, grade in left_out if str(turn.position) == "2.0")
    assert (grade.outcome, grade.scores) == (Outcome.UNGRADED, None)
    assert report.totals.ungraded == 1
    asked = [labels for name, labels in interviewer.calls if name == "grade"]
    assert asked == [("0.0", "0.1", "2.0"), ("2.0",)]


def test_grading_again_pays_only_for_what_is_missing_and_keeps_history(services, interviewer, completed):
    interviewer.on_grade = lambda turns: tuple(judgement(t) for t in turns if str(t.position) != "2.0")
    run(services, completed)
    interviewer.on_grade = None
    interviewer.calls.clear()
    services.evaluator.grade_again(ME, completed.id)
    report = run(services, completed)
    assert [labels for name, labels in interviewer.calls if name == "grade"] == [("2.0",)]
    assert report.totals.ungraded == 0
    from sqlalchemy import func, select

    from interview.storage.tables import GradeRow

    with services.store.reading() as db:
        assert db.scalar(select(func.count()).select_from(GradeRow)) == 6


def test_a_summary_that_fails_costs_the_summary_only(services, interviewer, completed):
    interviewer.fail_with["summarise"] = Unavailable(Code.AI_SERVICE_TIMEOUT, written("slow"))
    report = run(services, completed)
    assert report.evaluation.status is EvaluateStatus.COMPLETED
    assert report.summary is None
    assert report.totals.graded == 3


def test_two_workers_on_one_session_grade_each_answer_once(services, interviewer, completed):
    at_once(4, lambda i: services.evaluator.run(ME, completed.id, f"w{i}"))
    asked = [label for name, labels in interviewer.calls if name == "grade" for label in labels]
    assert sorted(asked) == ["0.0", "0.1", "2.0"]
    assert services.evaluator.report(ME, completed.id).totals.graded == 3


def test_a_worker_that_lost_its_claim_writes_nothing(services, interviewer, completed):
    from sqlalchemy import update

    from interview.storage.tables import EvaluationRow

    def steal(operation):
        if operation == "grade":
            with services.store.transaction() as db:
                db.execute(update(EvaluationRow).values(claimed_by="somebody else"))

    interviewer.before = steal
    report = run(services, completed)
    assert report.totals.graded == 0
    assert report.evaluation.claimed_by == "somebody else"


def test_an_abandoned_evaluation_is_rung_for_once_and_finished_by_the_next_worker(services, interviewer, completed):
    def die(operation):
        if operation == "summarise":
            raise SystemExit

    interviewer.before = die
    with pytest.raises(SystemExit):
        run(services, completed)
    interviewer.before = lambda _operation: None
    later = _with_clock(services, timedelta(minutes=5))
    assert sum(at_once(6, lambda _i: later.enqueue_stalled(completed.id))) == 1
    interviewer.calls.clear()
    later.run(ME, completed.id, "w2")
    assert interviewer.count("grade") == 0
    assert services.evaluator.report(ME, completed.id).evaluation.status is EvaluateStatus.COMPLETED


def _with_clock(services, ahead):
    return Evaluator(
        store=services.store,
        cache=services.cache,
        enqueuer=Enqueuer(store=services.store, queue=services.queue, now=lambda: datetime.now(UTC) + ahead),
        interviewer=services.interviewer,
        sum_up=partial(sum_up, written_by=PRACTICE),
        bounds=Bounds(parallel=2),
        now=lambda: datetime.now(UTC) + ahead,
    )


def test_deleting_a_session_during_grading_ends_quietly(services, interviewer, completed):
    interviewer.before = lambda op: services.candidate.delete(ME, completed.id) if op == "grade" else None
    assert services.evaluator.run(ME, completed.id, "w1")
    assert services.candidate.sessions(ME)[1] == 0


def test_a_report_of_an_unfinished_interview_is_not_ready(services):
    session = services.creation.create(ME, "v", question_count=1, follow_up_count=0, resume_text=RESUME).session
    with pytest.raises(Conflict) as caught:
        services.evaluator.grade_again(ME, session.id)
    assert caught.value.code is Code.INTERVIEW_REPORT_NOT_READY


def test_grades_of_the_first_call_survive_a_failing_second_one(services, interviewer, completed):
    interviewer.on_grade = lambda turns: tuple(judgement(t) for t in turns if str(t.position) != "2.0")

    def fail_the_second(operation):
        if operation == "grade" and interviewer.count("grade") == 2:
            raise Unavailable(Code.AI_SERVICE_TIMEOUT, written("slow"))

    interviewer.before = fail_the_second
    assert run(services, completed).totals.graded == 2

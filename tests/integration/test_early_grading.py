"""Grading while the interview goes on: only what cannot change, never in the candidate's way, never paid for twice."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from interview.core.evaluation import EvaluateStatus
from interview.core.question import Position
from interview.errors import Code, Conflict, Failed, Unavailable
from interview.messages import written
from interview.settings import Settings
from interview.storage import early_grading
from interview.storage.tables import EarlyGradingRow
from interview.use_cases.candidate import Draft
from interview.use_cases.grading.waits import MOST_TRIES
from tests.fakes import judgement
from tests.integration.test_candidate import ME, create
from tests.servers import wait_until

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def begun(services):
    """Three main questions; the first and its follow-up are answered, the second main question too."""
    session = create(services, mains=3)
    for index, text in enumerate(["first answer", "answer to the follow-up", "second answer"]):
        services.candidate.submit_answer(ME, session.id, index, text)
    return services.candidate.view(ME, session.id)


def asked(interviewer):
    return sorted(label for name, labels in interviewer.calls if name == "grade" for label in labels)


def finish(services, session):
    services.candidate.submit_answer(ME, session.id, 3, "answer to the second follow-up")
    services.candidate.submit_answer(ME, session.id, 4, "third answer")
    services.candidate.complete(ME, session.id)


def test_only_groups_that_are_over_are_graded_early(services, interviewer, begun):
    assert services.early_grader.look("early") == 2
    assert asked(interviewer) == ["0.0", "0.1"]
    assert services.early_grader.look("early") == 0
    assert asked(interviewer) == ["0.0", "0.1"]


def test_early_grades_stay_hidden_until_the_interview_is_over(services, begun):
    services.early_grader.look("early")
    assert services.candidate.sessions(ME)[0][0].overall is None
    with pytest.raises(Conflict):
        services.evaluator.grade_again(ME, begun.id)


def test_at_the_end_only_the_rest_is_graded(services, interviewer, begun):
    services.early_grader.look("early")
    finish(services, begun)
    services.evaluator.run(ME, begun.id, "w")
    assert asked(interviewer) == ["0.0", "0.1", "1.0", "1.1", "2.0"]
    report = services.evaluator.report(ME, begun.id)
    assert (report.evaluation.status, report.totals.graded) == (EvaluateStatus.COMPLETED, 5)


def test_the_interview_goes_on_untouched_while_it_is_graded(services, interviewer, begun):
    said: list[Draft] = []

    def answer_meanwhile(operation):
        if operation == "grade" and not said:
            said.append(services.candidate.save_draft(ME, begun.id, 3, "half a sent", 1))
            services.candidate.submit_answer(ME, begun.id, 3, "half a sentence")

    version = services.candidate.view(ME, begun.id).version
    interviewer.before = answer_meanwhile
    assert services.early_grader.look("early") == 2
    session = services.candidate.view(ME, begun.id)
    assert session.turns[3].answer.text == "half a sentence"
    assert session.version == version + 2


def test_an_interview_that_ends_during_early_grading_is_graded_once(services, interviewer, begun):
    at_work, may_end = threading.Event(), threading.Event()

    def hold(operation):
        if operation == "grade" and threading.current_thread().name != "MainThread" and not at_work.is_set():
            at_work.set()
            assert may_end.wait(20)

    interviewer.before = hold
    early_thread = threading.Thread(target=services.early_grader.look, args=("early",))
    early_thread.start()
    assert at_work.wait(20)
    finish(services, begun)
    threading.Timer(0.5, may_end.set).start()
    services.evaluator.run(ME, begun.id, "w")
    early_thread.join(20)
    assert asked(interviewer) == ["0.0", "0.1", "1.0", "1.1", "2.0"]
    assert services.evaluator.report(ME, begun.id).totals.graded == 5


@pytest.mark.parametrize("lease_s", [0.0, 1.0])
def test_answers_held_by_a_dead_worker_are_graded_at_the_end(services, interviewer, begun, lease_s):
    now = services.evaluator._now()
    with services.store.transaction() as db:
        assert early_grading.claim_early(db, begun.id, "dead", [Position(0)], now, now + timedelta(seconds=lease_s))
    finish(services, begun)
    services.evaluator.run(ME, begun.id, "w")
    assert asked(interviewer) == ["0.0", "0.1", "1.0", "1.1", "2.0"]
    with services.store.transaction() as db:
        assert not early_grading.extend_early(db, begun.id, "dead", now + timedelta(minutes=5))


def test_two_workers_never_take_the_same_interview_early(services, begun):
    now = services.evaluator._now()
    for_a_while = now + timedelta(minutes=1)
    with services.store.transaction() as db:
        assert early_grading.claim_early(db, begun.id, "one", [Position(0)], now, for_a_while)
        assert not early_grading.claim_early(db, begun.id, "two", [Position(0)], now, for_a_while)


def test_an_interview_that_is_over_is_left_to_its_evaluation(services, interviewer, begun):
    finish(services, begun)
    now = services.evaluator._now()
    with services.store.transaction() as db:
        assert not early_grading.claim_early(db, begun.id, "late", [Position(0)], now, now + timedelta(minutes=1))
    assert services.early_grader.look("early") == 0
    assert asked(interviewer) == []


def test_a_failure_is_a_pause_and_leaves_no_trace_in_the_evaluation(services, interviewer, begun):
    interviewer.fail_with["grade"] = Unavailable(Code.AI_SERVICE_UNAVAILABLE, written("away"))
    assert services.early_grader.look("early") == 0
    interviewer.fail_with.clear()
    assert services.early_grader.look("early") == 0
    finish(services, begun)
    services.evaluator.run(ME, begun.id, "w")
    report = services.evaluator.report(ME, begun.id)
    assert (report.totals.graded, report.evaluation.failures) == (5, 0)


def test_an_answer_that_a_model_declines_is_tried_less_and_less_often_and_holds_up_no_other(
    services, interviewer, begun
):
    interviewer.fail_with["grade"] = Failed(Code.AI_DECLINED, written("no"))
    began, tried = services.early_grader._now(), []
    for minute in range(300):
        services.early_grader._now = lambda minute=minute: began + timedelta(minutes=minute, seconds=minute)
        before = len(asked(interviewer))
        services.early_grader.look("early")
        tried += [minute] * (len(asked(interviewer)) > before)
    assert len(tried) == MOST_TRIES
    assert [later - earlier for earlier, later in pairwise(tried)] == sorted(
        later - earlier for earlier, later in pairwise(tried)
    )
    interviewer.fail_with.clear()
    services.candidate.submit_answer(ME, begun.id, 3, "answer to the second follow-up")
    assert services.early_grader.look("early") == 2


def test_the_interview_touched_last_is_looked_at_first(services, begun):
    other = create(services, mains=3, force=True)
    for index, text in enumerate(["first answer", "answer to the follow-up"]):
        services.candidate.submit_answer(ME, other.id, index, text)
    with services.store.reading() as db:
        found = early_grading.list_early(db, services.early_grader._now())
    assert found == [(ME, other.id), (ME, begun.id)]


def test_an_answer_left_out_early_is_no_grade(services, interviewer, begun):
    interviewer.on_grade = lambda turns: tuple(judgement(t) for t in turns if t.position != Position(0, 1))
    assert services.early_grader.look("early") == 1
    interviewer.on_grade = None
    finish(services, begun)
    services.evaluator.run(ME, begun.id, "w")
    assert services.evaluator.report(ME, begun.id).totals.graded == 5


def test_a_deleted_interview_ends_early_grading_quietly(services, interviewer, begun):
    interviewer.before = lambda operation: services.candidate.delete(ME, begun.id) if operation == "grade" else None
    assert services.early_grader.look("early") == 0


@pytest.mark.parametrize(
    ("said", "model", "early"),
    [
        ("auto", "", True),
        ("auto", "http://127.0.0.1:1/v1", False),
        ("on", "http://127.0.0.1:1/v1", True),
        ("off", "", False),
    ],
)
def test_early_grading_is_on_for_the_embedded_interviewer_unless_told(said, model, early):
    assert Settings(_env_file=None, evaluate_early=said, openai_base_url=model).grades_early is early


def test_early_grading_that_takes_long_keeps_its_claim(services, interviewer, begun):
    bounds = services.early_grader._bounds
    services.early_grader._bounds = replace(bounds, lease=timedelta(seconds=0.6))

    def lease() -> datetime:
        with services.store.reading() as db:
            row = db.get(EarlyGradingRow, begun.id)
            assert row is not None
            return row.lease_until

    def take_long(operation: str) -> None:
        if operation == "grade":
            first = lease()
            wait_until(lambda: lease() > first, 30, "the claim was extended")

    interviewer.before = take_long
    assert services.early_grader.look("early") == 2

"""Grades of two graders never make one report, and what is shown of a grading that stopped half-way is true.

Over real HTTP: who grades is another model, or none, the second time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome
from interview.core.identity import model_interviewer
from interview.core.report import Report
from interview.documents.report_view import report_view
from interview.errors import Code
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.services import Services
from tests.integration.test_candidate import ME, create
from tests.integration.test_spending import WORDS, answered, graded, outcomes
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.sqlite_first

A, B = model_interviewer("model-a"), model_interviewer("model-b")
NO_MODEL = {"openai_base_url": "", "openai_model": "", "openai_price_per_million": ""}

Make = Callable[..., Services]


@pytest.fixture
def of_model(with_model: Make) -> Callable[[str], Services]:
    """The services of a process that calls this model for one answer after the other."""
    return lambda name: with_model(openai_model=name, evaluation_batch_size=1, evaluation_parallel=1)


def half_graded(services: Services, server: OpenAIServer) -> str:
    """A finished interview of two answers of which the second one was declined."""
    session_id = answered(services)
    server.behave("ok", operation="grade")
    server.behave("refusal", times=2, operation="grade")
    report = graded(services, session_id)
    assert outcomes(report) == [Outcome.GRADED, Outcome.UNGRADED]
    assert report.evaluation.status is EvaluateStatus.COMPLETED
    server.reset()
    return session_id


def again(services: Services, session_id: str, *arguments: Any, **options: Any) -> Report:
    services.evaluator.grade_again(ME, session_id, *arguments, **options)
    report: Report = graded(services, session_id)
    return report


@pytest.mark.parametrize("changes", [{"openai_model": "model-b"}, NO_MODEL], ids=["another model", "no model"])
def test_what_is_missing_waits_while_another_than_who_graded_the_others_is_set(
    with_model: Make, of_model: Callable[[str], Services], server: OpenAIServer, changes: dict[str, str]
):
    session_id = half_graded(of_model("model-a"), server)
    before = of_model("model-a").evaluator.report(ME, session_id)
    after = again(with_model(**changes), session_id)
    assert (after.graded_by, outcomes(after)) == ((A,), outcomes(before))
    assert after.totals == before.totals
    waits = Message.of("ungraded.grader_changed", who=("model-a",))
    assert after.grades[after.session.turns[1].position].reason == waits
    assert after.evaluation is not None
    assert (after.evaluation.error_code, after.evaluation.error) == (Code.INTERVIEW_GRADER_CHANGED, waits)
    assert (after.summary, server.count()) == (before.summary, 0)
    whole = again(of_model("model-a"), session_id)
    assert (whole.graded_by, outcomes(whole)) == ((A,), [Outcome.GRADED] * 2)


def test_an_answer_with_a_grade_keeps_it_where_another_would_grade_it_alone(
    of_model: Callable[[str], Services], server: OpenAIServer
):
    services = of_model("model-a")
    session_id = answered(services)
    before = graded(services, session_id)
    server.reset()
    after = again(of_model("model-b"), session_id, 0, second_opinion=True)
    assert (after.grades, after.summary, server.count()) == (before.grades, before.summary, 0)
    assert after.evaluation is not None
    assert after.evaluation.error_code == Code.INTERVIEW_GRADER_CHANGED


def test_answers_without_a_report_yet_are_all_graded_by_who_is_set_now(
    of_model: Callable[[str], Services], server: OpenAIServer
):
    session_id = answered(of_model("model-a"))
    server.behave("ok", operation="grade")
    server.always("401", operation="grade")
    assert graded(of_model("model-a"), session_id).evaluation.status is EvaluateStatus.FAILED
    server.reset()
    report = again(of_model("model-b"), session_id)
    assert (report.graded_by, outcomes(report)) == ((B,), [Outcome.GRADED] * 2)
    assert server.count("grade") == 2
    assert [old.provenance.graded_by for each in report.earlier.values() for old in each] == [A]


def test_what_another_graded_stays_where_who_is_set_now_has_no_grade_for_it(
    of_model: Callable[[str], Services], server: OpenAIServer
):
    session_id = answered(of_model("model-a"))
    server.behave("ok", operation="grade")
    server.always("401", operation="grade")
    graded(of_model("model-a"), session_id)
    server.reset()
    server.always("refusal", operation="grade")
    report = again(of_model("model-b"), session_id)
    assert (report.graded_by, outcomes(report)) == ((A,), [Outcome.GRADED, Outcome.UNGRADED])
    assert report.is_ready


@pytest.mark.parametrize(("last", "calls"), [(WORDS, 2), ("", 1)], ids=["one is missing", "none is missing"])
def test_answers_that_two_graded_early_are_graded_by_one_at_the_end(
    with_model: Make, server: OpenAIServer, last: str, calls: int
):
    first, second = (
        with_model(openai_model=name, evaluate_early="on", evaluation_batch_size=1) for name in ("model-a", "model-b")
    )
    session = create(first, mains=3, follow_ups=0, force=True)
    first.preparer.run(ME, session.id, "w")
    for index, services in enumerate((first, second)):
        services.candidate.submit_answer(ME, session.id, index, f"{WORDS} Number {index}.")
        assert services.early_grader.look("e") == 1
    second.candidate.submit_answer(ME, session.id, 2, last)
    second.candidate.complete(ME, session.id)
    asked = server.count("grade")
    assert graded(second, session.id).graded_by == (B,)
    assert server.count("grade") == asked + calls


def test_a_regrade_that_stopped_half_way_says_that_the_summary_is_older_than_the_verdicts(
    of_model: Callable[[str], Services], server: OpenAIServer
):
    services = of_model("model-a")
    session_id = answered(services)
    server.always("gullible", operation="grade")
    before = graded(services, session_id)
    assert [said.code for said in before.summary.overall_feedback] == ["summary.recognised"]
    server.reset()
    server.behave("ok", operation="grade")
    server.always("401", operation="grade")
    after = again(services, session_id)
    assert (after.is_ready, after.totals.overall < before.totals.overall) == (True, True)
    assert after.summary == replace(before.summary, is_older=True)
    notes = report_view(after, ENGLISH).notes
    older = ENGLISH.message(Message.of("summary.is_older"))
    assert older in notes
    assert "as it was" not in " ".join(notes)
    server.reset()
    assert older not in report_view(again(services, session_id), ENGLISH).notes


def test_a_second_opinion_of_which_only_one_came_replaces_no_grade_and_is_said_to_have_failed(
    of_model: Callable[[str], Services], server: OpenAIServer
):
    services = of_model("model-a")
    session_id = answered(services)
    before = graded(services, session_id)
    server.behave("ok", operation="grade")
    server.always("500", operation="grade")
    after = again(services, session_id, 0, second_opinion=True)
    assert (after.grades, after.earlier, after.summary) == (before.grades, {}, before.summary)
    assert after.evaluation is not None
    assert (after.is_ready, after.evaluation.error_code) == (True, Code.AI_SERVICE_UNAVAILABLE)
    server.reset()
    grade = again(services, session_id, 0, second_opinion=True).grades[before.session.turns[0].position]
    assert len(grade.opinions) == 3


def test_a_first_grade_says_that_only_one_of_several_opinions_came(with_model: Make, server: OpenAIServer):
    services = with_model(evaluation_opinions=3, evaluation_parallel=1)
    session_id = answered(services, mains=1)
    server.behave("ok", operation="grade")
    server.always("500", operation="grade")
    report = graded(services, session_id)
    (grade,) = report.grades.values()
    assert (report.is_ready, len(grade.opinions)) == (True, 1)
    assert Message.of("grade.one_opinion") in grade.notes

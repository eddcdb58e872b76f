"""Words in brackets that a model makes up are read by nobody: not in questions, follow-ups, feedback or the summary.

Over real HTTP with a model server that makes them up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from interview.core.grading import Outcome
from interview.core.report import Report
from interview.core.session import InterviewSession
from interview.errors import Code, Failed
from interview.i18n.translate import words
from interview.model.gaps import GAP
from interview.services import Services
from tests.integration.test_candidate import ME
from tests.integration.test_what_a_model_sees import RESUME
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.sqlite_first

SAID = "I am Jane Quimby. A generator keeps only its current state in memory, so it needs little of it. Number {}."


def begun(services: Services, **more: Any) -> InterviewSession:
    return services.creation.create(
        ME, "v", question_count=2, follow_up_count=1, resume_text=RESUME, force=True, **more
    ).session


def reported(services: Services, session: InterviewSession) -> Report:
    """Every question answered, and the report."""
    services.preparer.run(ME, session.id, "w")
    while services.candidate.view(ME, session.id).current is not None:
        seen = services.candidate.view(ME, session.id)
        services.candidate.submit_answer(ME, session.id, seen.current_index, SAID.format(seen.current_index))
    assert services.evaluator.run(ME, session.id, "w")
    return services.evaluator.report(ME, session.id)


def missed(advice: str) -> list[dict[str, Any]]:
    """What a model says of three key points: it misses all, and has the same advice on each."""
    return [
        {"number": number, "quote": "", "reason": "not said", "verdict": "missed", "advice": advice}
        for number in range(1, 4)
    ]


def read_by_the_person(report: Report) -> str:
    """All words of a model in a report."""
    say = words("en")
    questions = [turn.question for turn in report.session.turns]
    told = [repr(questions), say.messages(report.summary.overall_feedback) if report.summary else ""]
    for grade in report.grades.values():
        told += [say.messages(grade.feedback), repr(grade.remarks)]
    if report.summary:
        told += [repr(report.summary.strengths), repr(report.summary.improvements)]
    return "\n".join(told)


@pytest.mark.parametrize("made_up", ["[NAME_7]", "[EMAIL 9]", "[COMPANY]", "【姓名】"])
def test_none_is_read_in_a_whole_interview(with_model: Callable[..., Services], server: OpenAIServer, made_up: str):
    services = with_model(evaluation_attempts=2)
    asked = f"Which problem does Python solve for {made_up}, and where does it stop helping?"
    server.behave("changed", operation="open", changes={"text": asked})
    server.behave("changed", operation="write", changes={"text": asked})
    server.behave("changed", operation="details", changes={"hint": f"Think of {made_up}. Name one case."})
    server.always("changed", operation="follow_up", changes={"text": f"Which evidence made {made_up} sure of that?"})
    advice = f"You began with yourself. {made_up} said less of it. Name the limits, too."
    weak = [{"text": f"{made_up} was unclear.", "quote": "I am"}]
    server.always("changed", operation="grade", changes={"points": missed(advice), "weaknesses": weak})
    improve = f"You answered every question, {made_up}. Say more about limits next time."
    server.always(
        "changed", operation="summarise", changes={"improvements": [improve, f"{made_up} was unclear.", "Name limits."]}
    )
    report = reported(services, begun(services))
    told = read_by_the_person(report)
    assert made_up not in told
    assert GAP not in told
    assert report.is_ready
    assert report.summary is not None
    say = words("en")
    assert [*map(say.message, report.summary.improvements)] == ["Say more about limits next time.", "Name limits."]
    graded = [grade for grade in report.grades.values() if grade.outcome is Outcome.GRADED]
    assert graded
    assert all("”: You began with yourself. Name the limits, too." in say.messages(grade.feedback) for grade in graded)


def test_feedback_of_which_nothing_is_left_costs_no_grade(with_model: Callable[..., Services], server: OpenAIServer):
    services = with_model()
    server.always("changed", operation="grade", changes={"points": missed("Say more, [NAME_7]!")})
    report = reported(services, begun(services))
    graded = [grade for grade in report.grades.values() if grade.outcome is Outcome.GRADED]
    assert graded
    assert all("NAME" not in words("en").messages(grade.feedback) for grade in graded)


def test_a_summary_of_which_nothing_is_left_is_asked_for_again(
    with_model: Callable[..., Services], server: OpenAIServer
):
    services = with_model()
    server.behave("changed", operation="summarise", changes={"improvements": ["Say more, [NAME_7]."]})
    report = reported(services, begun(services))
    assert server.count("summarise") == 2
    assert report.summary is not None
    assert "Learn to make this point" in words("en").messages(report.summary.improvements)


def test_a_first_question_that_always_has_one_is_never_asked(with_model: Callable[..., Services], server: OpenAIServer):
    services = with_model()
    server.always("changed", operation="open", changes={"text": "Hello [NAME_7], which problem does Python solve?"})
    with pytest.raises(Failed) as refused:
        begun(services)
    assert refused.value.code is Code.INTERVIEW_QUESTION_GENERATION_FAILED


def test_the_name_under_another_spelling_of_ours_is_the_persons_own(
    with_model: Callable[..., Services], server: OpenAIServer
):
    services = with_model()
    server.always("changed", operation="grade", changes={"points": missed("[NAME_1], you began with yourself.")})
    report = reported(services, begun(services))
    graded = [grade for grade in report.grades.values() if grade.outcome is Outcome.GRADED]
    assert all("Jane Quimby, you began with yourself." in words("en").messages(grade.feedback) for grade in graded)

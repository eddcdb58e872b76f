"""What the check of a model says of how it grades: a trap, failures and what to do, answers without a grade."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.errors import Code
from interview.i18n.translate import words
from interview.model.check_results import State, Step
from interview.models_in_use import check_model
from interview.settings import Settings
from tests import openai_replies
from tests.integration.test_model_check import KEY, check, of, shown
from tests.openai_server import OpenAIServer
from tests.pretend_models import PretendModel


def test_a_gullible_judge_falls_into_the_trap():
    with PretendModel(judge="gullible") as server:
        result = check(server.base_url)
    (found,) = of(result, Step.GRADING)
    told = words("en").message(found.told)
    assert found.state is State.BAD
    assert "the opposite of what is right" in told
    assert "says nothing" in told
    assert not result.is_usable


@pytest.mark.parametrize(
    ("behaviour", "state", "code", "next_step"),
    [
        ("429", State.OPEN, Code.AI_RATE_LIMITED, "Wait a minute, then try again."),
        ("503", State.OPEN, Code.AI_OVERLOADED, "Wait a minute or two, then try again."),
        ("garbage", State.BAD, Code.AI_RESPONSE_INVALID, "another model may do better."),
        ("500", State.BAD, Code.AI_SERVICE_UNAVAILABLE, "Wait a minute, then try again."),
    ],
)
def test_a_grading_that_fails_says_why_and_once_what_to_do(
    server: OpenAIServer, behaviour: str, state: State, code: Code, next_step: str
):
    server.always(behaviour, operation="grade", retry_after=30)
    (found,) = of(check(server.base_url, model="scripted"), Step.GRADING)
    assert (found.state, found.code) == (state, code)
    assert words("en").message(found.told).endswith(next_step)
    assert found.next is None


def test_of_a_grading_that_fails_the_servers_own_words_are_told_without_the_key(server: OpenAIServer):
    said = {"error": {"message": f"Strict mode: no fixture matched for {KEY}"}}
    server.always("replay", operation="grade", changes={"status": 503, "body": said, "headers": {}})
    (found,) = of(check(server.base_url, model="scripted"), Step.GRADING)
    assert (found.code, found.words) == (Code.AI_OVERLOADED, "Strict mode: no fixture matched for …")


def test_the_trap_is_set_for_the_model_that_grades(tmp_path: Path):
    with PretendModel(models=["asks", "grades"]) as server:
        settings = Settings(
            _env_file=None,
            data_dir=tmp_path,
            openai_base_url=server.base_url,
            openai_model="asks",
            openai_grade_model="grades",
        )
        result = check_model(settings, lambda _step, _done, _total: None)
        asked = [(request["model"], openai_replies.understand(request["messages"])[0]) for request in server.requests]
    assert result.is_usable, shown(result)
    assert {model for model, operation in asked if operation == "grade"} == {"grades"}
    assert {model for model, operation in asked if not operation} == {"asks"}
    assert result.summary is not None
    assert "What such an interview costs" not in words("en").message(result.summary)


@pytest.mark.parametrize(("follow_up", "is_tried"), [("", True), ("asks", True), ("follows", False)])
def test_follow_ups_are_said_to_be_untried_where_the_settings_name_another_model_for_them(
    tmp_path: Path, follow_up: str, is_tried: bool
):
    with PretendModel(models=["asks", "follows"]) as server:
        settings = Settings(
            _env_file=None,
            data_dir=tmp_path,
            openai_base_url=server.base_url,
            openai_model="asks",
            openai_follow_up_model=follow_up,
        )
        result = check_model(settings, lambda _step, _done, _total: None)
    assert result.summary is not None
    assert ("follows, and were not tried" in words("en").message(result.summary)) is not is_tried


@pytest.mark.parametrize(("count", "state"), [(1, State.NOTE), (4, State.BAD)])
def test_a_model_that_grades_half_of_the_answers_or_fewer_cannot_be_the_interviewer(
    server: OpenAIServer, count: int, state: State
):
    server.always("fabricated_quotes", operation="grade", count=count)
    found = of(check(server.base_url, model="scripted"), Step.GRADING)
    left_out = next(one for one in found if one.told.code == "check.left_out")
    assert (dict(left_out.told.values)["count"], left_out.state) == (count, state)

"""Models apart and a second provider in reserve, over real HTTP: who steps in for what, and who signed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from interview.core.comparability import scale_of
from interview.core.evaluation import EvaluateStatus
from interview.core.follow_ups import planned_follow_up
from interview.core.grading import Outcome
from interview.core.identity import PRACTICE, model_interviewer
from interview.errors import Code, Failed, InterviewError
from interview.messages import Message
from interview.services import Services, build
from interview.settings import Settings
from tests.integration.model_candidate import unknown_model
from tests.integration.test_candidate import ME, create
from tests.integration.test_spending import WORDS, answered, graded, outcomes
from tests.openai_server import OpenAIServer
from tests.servers import RedisServer

pytestmark = pytest.mark.sqlite_first

RESERVE = "the-reserve"

Make = Callable[..., Services]


@pytest.fixture(scope="module")
def second() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        yield running


@pytest.fixture
def reserve(second: OpenAIServer) -> OpenAIServer:
    """The server of the other provider, which behaves well."""
    second.reset()
    return second


@pytest.fixture
def make(
    tmp_path: Path, sqlite_url: str, redis_server: RedisServer, server: OpenAIServer, reserve: OpenAIServer
) -> Iterator[Make]:
    made: list[Services] = []

    def built(**changes: Any) -> Services:
        values: dict[str, Any] = {
            "data_dir": tmp_path,
            "database_url": sqlite_url,
            "redis_url": redis_server.url,
            "rate_limit_create": "1000/minute",
            "rate_limit_answer": "1000/second",
            "openai_base_url": server.base_url,
            "openai_model": unknown_model(),
            "openai_reserve_base_url": reserve.base_url,
            "openai_reserve_model": RESERVE,
            "openai_timeout_s": 1,
            "evaluation_attempts": 1,
            **changes,
        }
        made.append(build(Settings(_env_file=None, **values)))
        return made[-1]

    yield built
    for services in made:
        services.store.engine.dispose()


STEPS_IN = [
    {"name": "401"},
    {"name": "403"},
    {"name": "429", "retry_after": 120},
    {"name": "500"},
    {"name": "503"},
    {"name": "hang", "seconds": 1.5},
    {"name": "reset"},
]


@pytest.mark.parametrize("behaviour", STEPS_IN, ids=lambda told: str(told["name"]))
def test_the_reserve_opens_and_writes_and_signs_where_the_first_cannot(
    make: Make, server: OpenAIServer, reserve: OpenAIServer, behaviour: dict[str, Any]
):
    services = make()
    server.always(**behaviour)
    created = services.creation.create(
        ME, "1.2.3.4", question_count=2, follow_up_count=0, occupation="accountant", force=True
    )
    assert [asked.operation for asked in reserve.requests] == ["open"]
    assert created.session.interviewer == model_interviewer(services.settings.model)
    assert [turn.question.asked_by for turn in created.session.turns] == [model_interviewer(RESERVE), PRACTICE]
    assert created.notes == (Message.of("setup.from_reserve", model=RESERVE),)
    services.preparer.run(ME, created.session.id, "w")
    written = services.candidate.view(ME, created.session.id)
    assert [turn.question.asked_by for turn in written.turns] == [model_interviewer(RESERVE)] * 2
    assert all(turn.question.key_points for turn in written.turns)
    assert written.turns[0].question.text == created.session.turns[0].question.text


def test_what_the_first_opened_is_written_on_by_the_reserve_and_each_question_names_its_own(
    make: Make, server: OpenAIServer, reserve: OpenAIServer
):
    services = make()
    session = create(services, mains=3, force=True)
    server.always("503")
    services.preparer.run(ME, session.id, "w")
    written = services.candidate.view(ME, session.id)
    first, other = model_interviewer(services.settings.model), model_interviewer(RESERVE)
    assert [turn.question.asked_by for turn in written.turns] == [first, other, other]


def test_a_late_follow_up_gives_way_to_the_planned_one_and_its_server_stays_the_first(
    make: Make, server: OpenAIServer, reserve: OpenAIServer
):
    services = make(follow_up_timeout_s=0.5)
    session = create(services, mains=1, force=True)
    services.preparer.run(ME, session.id, "w")
    planned = planned_follow_up(services.candidate.view(ME, session.id), session.turns[0].position)
    server.always("hang", seconds=1, operation="follow_up")
    after = services.candidate.submit_answer(ME, session.id, 0, WORDS)
    assert planned is not None
    assert after.turns[1].question.text == planned.text
    create(services, force=True)
    assert (server.count("open"), reserve.count()) == (2, 0)


def test_while_the_first_rests_the_reserve_follows_up(make: Make, server: OpenAIServer, reserve: OpenAIServer):
    services = make()
    server.always("503", operation="open")
    session = create(services, mains=1, force=True)
    after = services.candidate.submit_answer(ME, session.id, 0, WORDS)
    assert (server.count("follow_up"), reserve.count("follow_up")) == (0, 1)
    assert after.turns[1].question.asked_by == model_interviewer(RESERVE)


@pytest.mark.parametrize("behaviour", STEPS_IN, ids=lambda told: str(told["name"]))
def test_the_reserve_grades_a_whole_session_where_the_first_cannot(
    make: Make, server: OpenAIServer, reserve: OpenAIServer, behaviour: dict[str, Any]
):
    services = make()
    session_id = answered(services)
    server.always(**behaviour)
    report = graded(services, session_id)
    assert report.evaluation.status is EvaluateStatus.COMPLETED
    assert outcomes(report) == [Outcome.GRADED, Outcome.GRADED]
    assert report.graded_by == (model_interviewer(RESERVE),)
    assert report.summary.written_by == model_interviewer(RESERVE)
    assert services.spending.of_session(ME, session_id).tokens.all > 0


@pytest.mark.parametrize("behaviour", ["refusal", "garbage"])
def test_the_reserve_does_not_step_in_for_what_a_model_said(
    make: Make, server: OpenAIServer, reserve: OpenAIServer, behaviour: str
):
    services = make()
    session_id = answered(services)
    server.always(behaviour)
    report = graded(services, session_id)
    assert reserve.count() == 0
    assert all(grade.scores is None for grade in report.grades.values())


def test_what_the_first_had_graded_before_it_failed_is_graded_anew_so_that_one_grader_gave_all(
    make: Make, server: OpenAIServer, reserve: OpenAIServer
):
    services = make(evaluation_batch_size=1, evaluation_parallel=1)
    session_id = answered(services, mains=3)
    server.behave("ok", operation="grade")
    server.always("401", operation="grade")
    report = graded(services, session_id)
    assert server.count("grade") == 2
    assert reserve.count("grade") == 3
    assert report.graded_by == (model_interviewer(RESERVE),)
    assert scale_of(report.grades.values()).graded_by == (model_interviewer(RESERVE),)
    replaced = [old.provenance.graded_by for each in report.earlier.values() for old in each]
    assert replaced == [model_interviewer(services.settings.model)]


def test_a_reserve_that_fails_too_leaves_what_the_first_graded_as_it_was(
    make: Make, server: OpenAIServer, reserve: OpenAIServer
):
    services = make(evaluation_batch_size=1, evaluation_parallel=1)
    session_id = answered(services, mains=3)
    server.behave("ok", operation="grade")
    server.always("503", operation="grade")
    reserve.behave("ok", operation="grade")
    reserve.always("503", operation="grade")
    report = graded(services, session_id)
    assert report.graded_by == (model_interviewer(services.settings.model),)
    assert outcomes(report) == [Outcome.GRADED, Outcome.UNGRADED, Outcome.UNGRADED]


def test_one_answer_of_a_finished_report_is_graded_again_by_who_graded_the_others(
    make: Make, server: OpenAIServer, reserve: OpenAIServer
):
    services = make()
    of_first, of_reserve = answered(services), answered(services)
    graded(services, of_first)
    server.always("503")
    graded(services, of_reserve)
    asked = reserve.count("grade")
    services.evaluator.grade_again(ME, of_first, 0)
    report = graded(services, of_first)
    assert reserve.count("grade") == asked
    assert report.graded_by == (model_interviewer(services.settings.model),)
    assert report.totals.graded == 2
    server.reset()
    services.evaluator.grade_again(ME, of_reserve, 0)
    assert graded(services, of_reserve).graded_by == (model_interviewer(RESERVE),)
    assert server.count("grade") == 0


def test_a_whole_report_is_graded_again_by_the_first_once_it_is_back(
    make: Make, server: OpenAIServer, reserve: OpenAIServer
):
    services = make()
    session_id = answered(services)
    server.always("503")
    graded(services, session_id)
    server.reset()
    services.evaluator.grade_again(ME, session_id)
    assert graded(services, session_id).graded_by == (model_interviewer(services.settings.model),)


@pytest.mark.parametrize(
    "behaviour", ["401", *(pytest.param(each, marks=pytest.mark.long) for each in ("garbage", "refusal"))]
)
def test_a_report_graded_again_is_of_one_grader_also_where_the_first_gets_no_further_than_one_answer(
    make: Make, server: OpenAIServer, reserve: OpenAIServer, behaviour: str
):
    services = make(evaluation_batch_size=1, evaluation_parallel=1)
    session_id = answered(services, mains=3)
    server.always("503")
    before = graded(services, session_id)
    server.reset()
    server.behave("ok", operation="grade")
    server.always(behaviour, operation="grade")
    services.evaluator.grade_again(ME, session_id)
    after = graded(services, session_id)
    assert server.count("grade") > 1
    assert after.graded_by == (model_interviewer(RESERVE),)
    assert outcomes(after) == [Outcome.GRADED] * 3
    assert after.totals.overall == before.totals.overall
    assert after.requested == {}


def test_a_first_that_failed_is_not_waited_for_again_right_away(
    make: Make, server: OpenAIServer, reserve: OpenAIServer
):
    services = make()
    server.always("hang", seconds=1.5, operation="open")
    create(services, force=True)
    create(services, force=True)
    assert (server.count("open"), reserve.count("open")) == (1, 2)


def test_when_both_fail_the_failure_is_the_reserves(make: Make, server: OpenAIServer, reserve: OpenAIServer):
    services = make()
    server.always("503")
    reserve.always("401")
    with pytest.raises(InterviewError) as caught:
        create(services)
    assert isinstance(caught.value, Failed)
    assert caught.value.code is Code.AI_API_KEY_INVALID


def test_asking_following_up_and_grading_each_have_their_model_and_signature(make: Make, server: OpenAIServer):
    services = make(openai_follow_up_model="a-fast-one", openai_grade_model="a-careful-one")
    report = graded(services, answered(services, mains=1, follow_ups=1))
    asked = {request.operation: request.model for request in server.requests}
    usual = services.settings.model
    apart = {"follow_up": "a-fast-one", "grade": "a-careful-one"}
    assert asked == {"open": usual, "details": usual, "summarise": usual, **apart}
    assert [turn.question.asked_by for turn in report.session.turns] == [
        model_interviewer(usual),
        model_interviewer("a-fast-one"),
    ]
    assert report.graded_by == (model_interviewer("a-careful-one"),)
    assert services.interviewer.identity == model_interviewer(usual)


def test_a_key_of_one_provider_never_goes_to_the_other(tmp_path: Path):
    settings = Settings(
        _env_file=None,
        openai_api_key="the first's",
        openai_reserve_base_url="http://127.0.0.1:9/v1",
        openai_reserve_model="m",
    )
    assert settings.has_reserve
    assert settings.openai_reserve_api_key.get_secret_value() == ""


@pytest.mark.parametrize(
    "half",
    [{"openai_reserve_model": "m"}, {"openai_reserve_api_key": "k"}, {"openai_reserve_base_url": "http://127.0.0.1:9"}],
)
def test_half_a_reserve_is_refused_at_the_start(half: dict[str, Any]):
    with pytest.raises(ValidationError, match="a reserve needs OPENAI_RESERVE_MODEL"):
        Settings(_env_file=None, **half)


@pytest.mark.parametrize("wrong", ["1", "a,b", "1,2,3", "-1,2"])
def test_a_price_that_is_none_is_refused_at_the_start(wrong: str):
    with pytest.raises(ValidationError):
        Settings(_env_file=None, openai_price_per_million=wrong)

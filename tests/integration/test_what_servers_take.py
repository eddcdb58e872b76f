"""What is sent to a server that nobody knows, what is left out when it refuses, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from interview.core.model_servers import Learned
from interview.errors import Failed, InterviewError, Unavailable
from interview.model.client import ServerOptions
from interview.model.interviewer import ModelInterviewer
from interview.model.known_servers import LOOKED_AT_AGAIN, KnownServers
from interview.services import Services, build
from interview.settings import Settings
from interview.storage.model_servers import list_learned, put_learned
from tests.integration.model_candidate import brief, session, turn, unknown_model
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.sqlite_first

BATCH = [turn(0), turn(1), turn(2)]
LABELS = ["0.0", "1.0", "2.0"]


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def model(server: OpenAIServer, clock: Clock) -> Iterator[ModelInterviewer]:
    """One attempt only: whatever is refused on the way to a reply must not use it up."""
    options = ServerOptions(known=KnownServers(now=clock))
    interviewer = ModelInterviewer(
        server.base_url, "key", unknown_model(), timeout_s=5, max_attempts=1, options=options
    )
    yield interviewer
    interviewer.close()


def labels(interviewer: ModelInterviewer) -> list[str]:
    return [judgement.label for judgement in interviewer.grade(BATCH).judgements]


def forms(body: dict[str, Any]) -> dict[str, Any]:
    """What a request has of the optional parts."""
    told = body.get("response_format", {})
    return {
        "format": told.get("type"),
        "strict": told.get("json_schema", {}).get("strict"),
        "seed": "seed" in body,
        "temperature": "temperature" in body,
        "usage": "stream_options" in body,
        "stream": body.get("stream"),
        "cap": next((name for name in ("max_tokens", "max_completion_tokens") if name in body), None),
        "role": body["messages"][0]["role"],
    }


FULL = {
    "format": "json_schema",
    "strict": True,
    "seed": True,
    "temperature": True,
    "usage": True,
    "stream": True,
    "cap": "max_tokens",
    "role": "system",
}


@pytest.mark.parametrize(
    ("style", "steps", "changed"),
    [
        ("o_series", 2, {"cap": "max_completion_tokens", "temperature": False}),
        ("litellm", 2, {"temperature": False, "seed": False}),
        ("mistral", 2, {"usage": False, "seed": False}),
        ("gemini", 1, {"seed": False}),
        ("developer_role", 1, {"role": "developer"}),
        ("no_system_role", 2, {"role": "user"}),
        ("strict_schema", 1, {"strict": None}),
        ("rejects_json_schema", 1, {"format": "json_object", "strict": None}),
        ("rejects_json_schema_500", 1, {"format": "json_object", "strict": None}),
        ("rejects_json_object", 2, {"format": None, "strict": None}),
        ("no_stream", 1, {"stream": None, "usage": False}),
        ("small_cap", 1, {}),
        ("cap_beyond_context", 1, {"cap": None}),
    ],
)
def test_one_refused_part_costs_one_request_and_no_attempt_and_is_not_sent_again(
    server: OpenAIServer, model: ModelInterviewer, style: str, steps: int, changed: dict[str, object]
) -> None:
    server.always(style)
    assert labels(model) == LABELS
    assert server.count() == 1 + steps
    assert forms(server.requests[0].body) == FULL
    assert forms(server.requests[-1].body) == FULL | changed
    assert labels(model) == LABELS
    assert server.count() == 2 + steps
    assert forms(server.requests[-1].body) == FULL | changed


def test_a_cap_that_is_too_large_becomes_the_largest_that_is_taken(
    server: OpenAIServer, model: ModelInterviewer
) -> None:
    server.always("small_cap")
    labels(model)
    assert [asked.body["max_tokens"] for asked in server.requests] == [15_500, 4_096]


def test_a_cap_follows_what_is_asked_for(server: OpenAIServer, model: ModelInterviewer) -> None:
    labels(model)
    model.follow_up(session(turn(0)), turn(0))
    model.ask(brief(8))
    assert [asked.body["max_tokens"] for asked in server.requests] == [15_500, 10_500, 28_000]


def test_where_nothing_is_named_the_format_is_left_out_first(server: OpenAIServer, model: ModelInterviewer) -> None:
    server.always("unnamed_format")
    assert labels(model) == LABELS
    assert [(asked.format, forms(asked.body)["strict"]) for asked in server.requests] == [
        ("json_schema", True),
        ("json_schema", None),
        ("json_object", None),
        ("text", None),
    ]
    server.reset()
    assert labels(model) == LABELS
    assert labels(model) == LABELS
    assert [asked.format for asked in server.requests] == ["text", "text"]


def test_what_was_left_out_on_a_guess_is_put_back_with_the_next_call(
    server: OpenAIServer, model: ModelInterviewer
) -> None:
    server.behave("400", times=4)
    assert labels(model) == LABELS
    assert forms(server.requests[-1].body) == FULL | {"format": None, "strict": None, "seed": False}
    for _ in range(4):
        assert labels(model) == LABELS
    assert server.count() == 5 + 4
    assert forms(server.requests[-1].body) == FULL | {"seed": False}


def test_a_guess_that_was_right_costs_one_refusal_more_and_is_sure_then(
    server: OpenAIServer, model: ModelInterviewer
) -> None:
    server.behave("400", times=4)
    assert labels(model) == LABELS
    server.reset()
    server.behave("400")
    for _ in range(4):
        assert labels(model) == LABELS
    assert server.count() == 1 + 4


def test_what_a_server_refused_is_tried_again_after_a_day_at_the_cost_of_one_request(
    server: OpenAIServer, model: ModelInterviewer, clock: Clock
) -> None:
    server.always("gemini")
    labels(model)
    labels(model)
    server.reset()
    server.always("gemini")
    clock.now += LOOKED_AT_AGAIN
    for _ in range(3):
        assert labels(model) == LABELS
    assert [forms(asked.body)["seed"] for asked in server.requests] == [True, False, False, False]
    server.reset()
    clock.now += LOOKED_AT_AGAIN
    for _ in range(2):
        assert labels(model) == LABELS
    assert [forms(asked.body) for asked in server.requests] == [FULL, FULL]


def test_a_follow_up_tries_nothing_that_is_not_known_to_be_taken(
    server: OpenAIServer, model: ModelInterviewer, clock: Clock
) -> None:
    server.always("gemini")
    labels(model)
    clock.now += LOOKED_AT_AGAIN
    server.reset()
    server.always("gemini")
    model.follow_up(session(turn(0)), turn(0))
    assert [forms(asked.body)["seed"] for asked in server.requests] == [False]


@pytest.mark.parametrize("passing", ["503", "500", "429", "reset", "hang"])
def test_a_failure_that_passes_teaches_nothing(server: OpenAIServer, passing: str) -> None:
    interviewer = ModelInterviewer(server.base_url, "key", unknown_model(), timeout_s=0.3)
    server.behave(passing, retry_after=0.01, seconds=0.5)
    if passing == "hang":
        with pytest.raises(Unavailable):
            labels(interviewer)
    assert labels(interviewer) == LABELS
    assert [forms(asked.body) for asked in server.requests] == [FULL, FULL]


def test_a_failure_that_passes_in_a_second_look_leaves_it_for_a_later_one(server: OpenAIServer, clock: Clock) -> None:
    options = ServerOptions(known=KnownServers(now=clock))
    interviewer = ModelInterviewer(server.base_url, "key", unknown_model(), options=options)
    server.always("gemini")
    labels(interviewer)
    server.reset()
    server.always("gemini")
    clock.now += LOOKED_AT_AGAIN
    server.behave("503")
    assert labels(interviewer) == LABELS
    assert [forms(asked.body)["seed"] for asked in server.requests] == [True, False]


@pytest.mark.parametrize(
    "behaviour",
    [{"name": "401"}, {"name": "403"}, {"name": "404"}, {"name": "small_context", "count": 1}],
    ids=lambda value: str(value["name"]),
)
def test_no_other_refusal_is_a_reason_to_leave_something_out(
    server: OpenAIServer, model: ModelInterviewer, behaviour: dict[str, Any]
) -> None:
    server.always(**behaviour)
    with pytest.raises(Failed):
        labels(model)
    assert server.count() == 1


def test_words_of_the_request_in_a_refusal_name_nothing(server: OpenAIServer, model: ModelInterviewer) -> None:
    """The error repeats all of the request, in which every part is named: the order is that of guesses."""
    server.behave("everything")
    labels(model)
    assert [forms(asked.body)["strict"] for asked in server.requests] == [True, None]


def test_guessing_in_vain_is_not_repeated_at_once(server: OpenAIServer, model: ModelInterviewer, clock: Clock) -> None:
    server.always("400")
    for _ in range(2):
        with pytest.raises(InterviewError):
            labels(model)
    first = server.count()
    assert first < 16
    clock.now += timedelta(minutes=2)
    with pytest.raises(InterviewError):
        labels(model)
    assert server.count() == 2 * first - 1


def test_an_effort_is_sent_where_it_is_wished_and_left_out_where_it_is_refused(
    server: OpenAIServer,
) -> None:
    interviewer = ModelInterviewer(
        server.base_url, "key", unknown_model(), max_attempts=1, options=ServerOptions(effort="low")
    )
    assert labels(interviewer) == LABELS
    assert server.requests[0].body["reasoning_effort"] == "low"
    server.reset()
    server.always("no_effort")
    assert labels(interviewer) == LABELS
    assert [asked.body.get("reasoning_effort") for asked in server.requests] == ["low", None]


def test_fields_of_the_operator_replace_ours_and_are_never_left_out(server: OpenAIServer) -> None:
    options = ServerOptions(body={"temperature": 1, "top_k": 20, "max_tokens": 900})
    interviewer = ModelInterviewer(server.base_url, "key", unknown_model(), options=options)
    server.behave("gemini")
    assert labels(interviewer) == LABELS
    for asked in server.requests:
        assert (asked.body["temperature"], asked.body["top_k"], asked.body["max_tokens"]) == (1, 20, 900)


@pytest.fixture
def processes(
    tmp_path: Path, database_url: str, server: OpenAIServer
) -> Iterator[Callable[[], tuple[Services, ModelInterviewer]]]:
    """Services as another process would have them: the same database and model, nothing else in common."""
    made: list[Services] = []
    name = unknown_model()

    def make() -> tuple[Services, ModelInterviewer]:
        settings = Settings(
            _env_file=None,
            data_dir=tmp_path,
            database_url=database_url,
            redis_url="redis://127.0.0.1:1/0",
            openai_base_url=server.base_url,
            openai_model=name,
        )
        made.append(build(settings))
        interviewer = made[-1].interviewer
        assert isinstance(interviewer, ModelInterviewer)
        return made[-1], interviewer

    yield make
    for services in made:
        services.store.engine.dispose()


def test_what_one_process_learned_another_knows(
    server: OpenAIServer, processes: Callable[[], tuple[Services, ModelInterviewer]]
) -> None:
    server.always("o_series")
    assert labels(processes()[1]) == LABELS
    first = server.count()
    assert first == 3
    assert labels(processes()[1]) == LABELS
    assert server.count() == first + 1


def test_another_model_of_the_same_server_is_not_judged_by_it(
    server: OpenAIServer, processes: Callable[[], tuple[Services, ModelInterviewer]]
) -> None:
    server.always("o_series")
    interviewer = processes()[1]
    labels(interviewer)
    options = interviewer._client.options
    other = ModelInterviewer(server.base_url, "key", unknown_model(), options=options)
    server.reset()
    labels(other)
    assert forms(server.requests[0].body) == FULL


def test_a_database_that_is_away_costs_no_call(
    server: OpenAIServer, tmp_path: Path, processes: Callable[[], tuple[Services, ModelInterviewer]]
) -> None:
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path,
        database_url=f"sqlite:///{tmp_path}/no/such/folder/interview.db",
        redis_url="redis://127.0.0.1:1/0",
        openai_base_url=server.base_url,
        openai_model=unknown_model(),
    )
    services = build(settings)
    assert isinstance(services.interviewer, ModelInterviewer)
    server.always("mistral")
    assert labels(services.interviewer) == LABELS
    assert labels(services.interviewer) == LABELS
    assert server.count() == 4


def test_of_two_findings_in_the_database_the_later_one_stays(services: Services, clock: Clock) -> None:
    name = "/models/" + "x" * 400
    before, now = clock.now - timedelta(hours=1), clock.now
    for found in (Learned("seed", "sent", now), Learned("seed", "none", before), Learned("usage", "none", before)):
        with services.store.transaction() as db:
            put_learned(db, "http://host/v1", name, found)
    with services.store.reading() as db:
        learned = {one.part: one for one in list_learned(db, "http://host/v1", name)}
        assert list_learned(db, "http://host/v1", f"{name}y") == []
    assert learned == {"seed": Learned("seed", "sent", now), "usage": Learned("usage", "none", before)}
    known = KnownServers(read=lambda _server, _model: learned.values(), now=clock)
    known.learn("http://host/v1", name, "usage", "sent")
    assert known.way("http://host/v1", name).left_out == "-"

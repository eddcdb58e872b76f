"""Each way a server can fail, over real HTTP: which error or result comes of it, and how many calls it may cost."""

from __future__ import annotations

import inspect
import logging
import socket
import time
import traceback
from collections.abc import Callable, Iterator

import openai
import pytest

from interview.core.reply_matching import match
from interview.core.totals import totals
from interview.errors import Code, Failed, InterviewError, Unavailable
from interview.model import failures, requests
from interview.model.interviewer import ModelInterviewer
from interview.model.what_is_taken import LEVELS, Part
from tests.integration.model_candidate import SECRET, brief, session, turn, unknown_model
from tests.openai_server import OpenAIServer

BATCH = [turn(0), turn(1), turn(2)]
LABELS = ["0.0", "1.0", "2.0"]
# Where nothing is named, every optional part is left out once before the request itself is to blame.
STEPS = sum(len(levels) - 1 for part, levels in LEVELS.items() if part is not Part.EFFORT)


@pytest.fixture
def model(server: OpenAIServer) -> Iterator[ModelInterviewer]:
    """One without much patience: a reply on a busy machine may take a second."""
    interviewer = ModelInterviewer(server.base_url, "key", unknown_model(), timeout_s=3, follow_up_timeout_s=0.5)
    yield interviewer
    interviewer.close()


def labels(interviewer: ModelInterviewer) -> list[str]:
    return [judgement.label for judgement in interviewer.grade(BATCH).judgements]


@pytest.mark.parametrize(
    ("behaviour", "reaction", "code", "calls"),
    [
        ({"name": "401"}, Failed, Code.AI_API_KEY_INVALID, 1),
        ({"name": "403"}, Failed, Code.AI_BLOCKED, 1),
        ({"name": "404"}, Failed, Code.AI_WRONG_ADDRESS, 1),
        ({"name": "400"}, Failed, Code.AI_RESPONSE_INVALID, 1 + STEPS),
        ({"name": "429", "retry_after": 120}, Unavailable, Code.AI_RATE_LIMITED, 1),
        ({"name": "429", "retry_after": 0.01}, Unavailable, Code.AI_RATE_LIMITED, 3),
        ({"name": "500"}, Unavailable, Code.AI_SERVICE_UNAVAILABLE, 3),
        ({"name": "503"}, Unavailable, Code.AI_OVERLOADED, 3),
        ({"name": "hang", "seconds": 4}, Unavailable, Code.AI_SERVICE_TIMEOUT, 1),
        ({"name": "reset"}, Unavailable, Code.AI_SERVICE_UNAVAILABLE, 3),
        ({"name": "wrong_types"}, Unavailable, Code.AI_RESPONSE_INVALID, 2),
        ({"name": "out_of_range"}, Unavailable, Code.AI_RESPONSE_INVALID, 2),
        ({"name": "garbage"}, Unavailable, Code.AI_RESPONSE_INVALID, 2),
        ({"name": "empty_choices"}, Unavailable, Code.AI_RESPONSE_INVALID, 2),
        ({"name": "refusal"}, Failed, Code.AI_DECLINED, 1),
        ({"name": "html"}, Failed, Code.AI_WRONG_ADDRESS, 1),
        ({"name": "redirect"}, Failed, Code.AI_WRONG_ADDRESS, 1),
    ],
    ids=lambda value: str(value.get("name")) if isinstance(value, dict) else "",
)
def test_a_lasting_failure_is_one_error_within_the_attempts(
    server: OpenAIServer,
    model: ModelInterviewer,
    behaviour: dict[str, object],
    reaction: type[InterviewError],
    code: Code,
    calls: int,
) -> None:
    server.always(**behaviour)  # type: ignore[arg-type]
    with pytest.raises(reaction) as caught:
        model.grade(BATCH)
    assert (caught.value.code, server.count()) == (code, calls)


@pytest.mark.parametrize(
    ("behaviour", "expected", "calls"),
    [
        ("ok", LABELS, 1),
        ("fenced", LABELS, 1),
        ("think", LABELS, 1),
        ("shuffled", LABELS[::-1], 1),
        ("dropped", LABELS[1:], 1),
        ("duplicated", [*LABELS, "0.0"], 1),
        ("surplus", LABELS, 1),
        ("renamed_labels", [], 1),
        ("fabricated_quotes", [], 1),
        ("missing_points", [], 1),
        ("length", LABELS[:2], 1),
        ("truncated_json", LABELS[:2], 2),
    ],
)
def test_only_judgements_that_hold_come_through(
    server: OpenAIServer, model: ModelInterviewer, behaviour: str, expected: list[str], calls: int
) -> None:
    server.always(behaviour)
    assert (labels(model), server.count()) == (expected, calls)


@pytest.mark.parametrize("behaviour", ["500", "reset", "garbage", "empty_choices", "out_of_range", "wrong_types"])
def test_a_passing_failure_costs_one_more_call_and_nothing_else(
    server: OpenAIServer, model: ModelInterviewer, behaviour: str
) -> None:
    server.behave(behaviour)
    assert labels(model) == LABELS
    assert server.count() == 2


@pytest.mark.parametrize("behaviour", ["wrong_types", "out_of_range"])
def test_one_bad_item_never_costs_its_neighbours_their_grade(
    server: OpenAIServer, model: ModelInterviewer, behaviour: str
) -> None:
    server.always(behaviour, count=1)
    assert labels(model) == LABELS[1:]


def test_what_was_readable_is_kept_when_asking_again_fails(server: OpenAIServer, model: ModelInterviewer) -> None:
    server.behave("wrong_types", count=1)
    server.always("401")
    assert labels(model) == LABELS[1:]


def test_a_short_wait_asked_for_is_waited_and_a_long_one_is_handed_on(
    server: OpenAIServer, model: ModelInterviewer
) -> None:
    server.behave("429", retry_after=0.3)
    began = time.monotonic()
    assert labels(model) == LABELS
    assert time.monotonic() - began >= 0.3
    server.behave("429", retry_after=120)
    began = time.monotonic()
    with pytest.raises(Unavailable) as caught:
        model.grade(BATCH)
    assert caught.value.retry_after == 120
    assert time.monotonic() - began < 2


def test_a_wait_given_as_a_date_is_understood(server: OpenAIServer, model: ModelInterviewer) -> None:
    server.behave("429", retry_after="Fri, 31 Dec 2199 23:59:59 GMT")
    with pytest.raises(Unavailable) as caught:
        model.grade(BATCH)
    assert caught.value.retry_after == 86_400


@pytest.mark.parametrize(
    ("behaviour", "formats"),
    [
        ("rejects_json_schema", ["json_schema", "json_object"]),
        ("rejects_json_schema_500", ["json_schema", "json_object"]),
        ("rejects_json_object", ["json_schema", "json_object", "text"]),
    ],
)
def test_a_refused_format_is_stepped_down_once_and_remembered(
    server: OpenAIServer, model: ModelInterviewer, behaviour: str, formats: list[str]
) -> None:
    server.always(behaviour)
    assert labels(model) == LABELS
    assert labels(model) == LABELS
    assert [asked.format for asked in server.requests] == [*formats, formats[-1]]


def test_an_outage_does_not_lower_the_format_for_good(server: OpenAIServer, model: ModelInterviewer) -> None:
    server.behave("500", times=3)
    with pytest.raises(Unavailable):
        model.grade(BATCH)
    assert labels(model) == LABELS
    assert server.requests[-1].format == "json_schema"


def test_a_model_that_refuses_temperature_is_asked_without(server: OpenAIServer, model: ModelInterviewer) -> None:
    server.always("rejects_sampling")
    assert labels(model) == LABELS
    first, second = (asked.body for asked in server.requests)
    assert (first["temperature"], first["seed"]) == (0, requests.SEED)
    assert "temperature" not in second
    assert second["seed"] == requests.SEED


def test_a_follow_up_is_over_in_its_time_whatever_the_server_does(
    server: OpenAIServer, model: ModelInterviewer
) -> None:
    for behaviour in ("hang", "slow"):
        server.behave(behaviour, seconds=3)
        began = time.monotonic()
        with pytest.raises(Unavailable) as caught:
            model.follow_up(session(turn(0)), turn(0))
        assert caught.value.code is Code.AI_SERVICE_TIMEOUT
        assert time.monotonic() - began < 1.2
    assert server.count() == 2


@pytest.mark.parametrize("behaviour", ["500", "garbage", "reset", "wrong_types", "out_of_range", "fabricated_quotes"])
def test_a_follow_up_is_tried_once(server: OpenAIServer, model: ModelInterviewer, behaviour: str) -> None:
    labels(model)
    server.always(behaviour)
    with pytest.raises(InterviewError):
        model.follow_up(session(turn(0)), turn(0))
    assert server.count("follow_up") == 1


def test_an_empty_summary_is_an_error_not_a_blank_page(server: OpenAIServer, model: ModelInterviewer) -> None:
    server.always("empty_summary")
    reply = model.grade(BATCH)
    grades, _ = match(BATCH, reply.judgements, reply.provenance)
    whole = totals(session(*BATCH), {grade.position: grade for grade in grades})
    with pytest.raises(Unavailable) as caught:
        model.summarise(session(*BATCH), grades, whole)
    assert (caught.value.code, server.count("summarise")) == (Code.AI_RESPONSE_INVALID, 2)


def test_nobody_listening_is_the_service_being_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    interviewer = ModelInterviewer(f"http://127.0.0.1:{port}/v1", "", "absent", timeout_s=1)
    with pytest.raises(Unavailable) as caught:
        interviewer.grade(BATCH)
    assert caught.value.code is Code.AI_SERVICE_UNAVAILABLE


def test_proxies_of_the_environment_are_not_used(server: OpenAIServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert labels(ModelInterviewer(server.base_url, "key", unknown_model())) == LABELS


_ANY_OPERATION: list[Callable[[ModelInterviewer], object]] = [
    lambda model: model.ask(brief()),
    lambda model: model.follow_up(session(turn(0)), turn(0)),
    lambda model: model.grade(BATCH),
]


@pytest.mark.parametrize("behaviour", ["ok", "400", "500", "garbage", "wrong_types", "out_of_range", "html", "reset"])
def test_no_word_of_a_candidate_enters_a_log_line_or_an_error(
    server: OpenAIServer, model: ModelInterviewer, caplog: pytest.LogCaptureFixture, behaviour: str
) -> None:
    caplog.set_level(logging.DEBUG)
    server.always(behaviour)
    told = ""
    for operation in _ANY_OPERATION:
        try:
            operation(model)
        except InterviewError as exc:
            told += "".join(traceback.format_exception(exc))
    assert SECRET in str([asked.body for asked in server.requests])
    assert SECRET not in told + caplog.text


def test_each_call_leaves_one_line_with_its_cost_and_outcome(
    server: OpenAIServer, model: ModelInterviewer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "interview.model")
    server.behave("500")
    server.behave("garbage")
    model.grade(BATCH)
    calls = [record.getMessage() for record in caplog.records if record.getMessage().startswith("model call")]
    assert [line.split("outcome=")[1].split()[0] for line in calls] == [
        "AI_SERVICE_UNAVAILABLE",
        "AI_RESPONSE_INVALID",
        "ok",
    ]
    assert all(f"attempt={number}" in line for number, line in enumerate(calls, start=1))
    assert "tokens_out=0" not in calls[-1]


def test_every_exception_of_the_library_has_a_meaning_of_its_own() -> None:
    never_from_a_chat_call = {
        openai.InvalidWebhookSignatureError,
        openai.WebSocketConnectionClosedError,
        openai.WebSocketQueueFullError,
    }
    exported = {
        kind
        for name, kind in list(vars(openai).items())
        if inspect.isclass(kind) and issubclass(kind, openai.OpenAIError) and not name.startswith("_")
    }
    assert exported - never_from_a_chat_call <= failures.MEANINGS.keys()

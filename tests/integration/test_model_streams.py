"""Replies as they arrive: what is made of a stream, of one that goes wrong on its way, and what is kept of it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest

from interview.core.grading import Judgement
from interview.errors import Code, InterviewError, Unavailable
from interview.model import prompts
from interview.model.client import ModelClient
from interview.model.interviewer import ModelInterviewer
from interview.model.operation import Operation
from interview.model.reply_schemas import GradesReply
from tests.integration.model_candidate import brief, session, turn, unknown_model
from tests.openai_server import OpenAIServer

BATCH = [turn(0), turn(1), turn(2)]
LABELS = ["0.0", "1.0", "2.0"]


@pytest.fixture
def model(server: OpenAIServer) -> Iterator[ModelInterviewer]:
    interviewer = ModelInterviewer(server.base_url, "key", unknown_model(), timeout_s=0.4, max_attempts=1)
    yield interviewer
    interviewer.close()


@pytest.fixture
def client(server: OpenAIServer) -> Iterator[ModelClient]:
    made = ModelClient(server.base_url, "key", unknown_model(), timeout_s=0.4)
    yield made
    made.close()


def labels(interviewer: ModelInterviewer) -> list[str]:
    return [judgement.label for judgement in interviewer.grade(BATCH).judgements]


@pytest.mark.parametrize("behaviour", ["ok", "whole", "stream_parts", "fenced", "think"])
def test_a_stream_and_a_reply_in_one_piece_are_read_alike(
    server: OpenAIServer, model: ModelInterviewer, behaviour: str
) -> None:
    server.always(behaviour)
    reply = model.grade(BATCH)
    assert [judgement.label for judgement in reply.judgements] == LABELS
    assert all(isinstance(judgement, Judgement) for judgement in reply.judgements)
    assert reply.provenance.tokens > 100
    assert server.requests[0].body["stream"] is True


def test_a_reply_that_keeps_arriving_may_take_longer_than_the_wait_for_a_byte(
    server: OpenAIServer, model: ModelInterviewer
) -> None:
    server.always("slow", seconds=1.5)
    began = time.monotonic()
    assert labels(model) == LABELS
    assert time.monotonic() - began > 1.2


def test_a_reply_that_never_ends_is_ended(server: OpenAIServer) -> None:
    interviewer = ModelInterviewer(server.base_url, "key", unknown_model(), timeout_s=0.1)
    server.always("slow", seconds=8)
    began = time.monotonic()
    with pytest.raises(Unavailable) as caught:
        labels(interviewer)
    assert caught.value.code is Code.AI_SERVICE_TIMEOUT
    assert time.monotonic() - began < 4


@pytest.mark.parametrize("behaviour", ["stream_breaks", "stream_ends", "stream_idles", "stream_error"])
def test_what_arrived_of_a_list_before_its_stream_broke_off_is_used(
    server: OpenAIServer, model: ModelInterviewer, behaviour: str
) -> None:
    server.always(behaviour, seconds=1)
    reply = model.grade(BATCH)
    assert [judgement.label for judgement in reply.judgements] == LABELS[:2]
    assert reply.cut_short
    assert server.count() == 1


@pytest.mark.parametrize("behaviour", ["stream_breaks", "stream_ends", "stream_error", "stream_idles"])
def test_a_stream_that_broke_off_before_its_first_item_is_a_failure_of_the_server(
    server: OpenAIServer, model: ModelInterviewer, behaviour: str
) -> None:
    server.always(behaviour, seconds=1, count=5)
    with pytest.raises(Unavailable) as caught:
        labels(model)
    assert (caught.value.code is Code.AI_SERVICE_TIMEOUT) == (behaviour == "stream_idles")


def test_a_stream_that_breaks_off_once_is_asked_for_again(server: OpenAIServer) -> None:
    interviewer = ModelInterviewer(server.base_url, "key", unknown_model(), timeout_s=5)
    server.behave("stream_breaks", count=5)
    assert labels(interviewer) == LABELS
    assert server.count() == 2


def test_questions_that_did_not_arrive_are_asked_for_alone(server: OpenAIServer) -> None:
    interviewer = ModelInterviewer(server.base_url, "key", unknown_model(), timeout_s=5)
    server.behave("stream_breaks", count=60)
    assert len(interviewer.ask(brief(6))) == 6
    first, second = (asked.labels for asked in server.requests)
    assert 0 < len(second) < len(first) == 6


def test_a_whole_reply_whose_end_was_not_told_is_whole(server: OpenAIServer, model: ModelInterviewer) -> None:
    server.always("stream_ends", count=100)
    assert labels(model) == LABELS


def test_a_follow_up_that_broke_off_is_no_half_question(server: OpenAIServer, model: ModelInterviewer) -> None:
    server.always("stream_breaks")
    with pytest.raises(InterviewError):
        model.follow_up(session(turn(0)), turn(0))
    assert server.count() == 1


def test_whoever_listens_hears_the_text_grow_before_the_reply_is_whole(
    server: OpenAIServer, client: ModelClient
) -> None:
    server.always("slow", seconds=0.6)
    heard: list[tuple[float, str]] = []
    operation = Operation(client, "grade", attempts=1)
    prompt = prompts.grade_prompt(BATCH)
    reply = operation.ask(prompt, GradesReply, items=3, on_partial=lambda text: heard.append((time.monotonic(), text)))
    ended = time.monotonic()
    assert len(heard) > 10
    assert all(later.startswith(earlier) for (_, earlier), (_, later) in pairwise(heard))
    assert json.loads(heard[-1][1])["grades"][0]["label"] == reply.grades[0].label
    assert heard[0][0] < ended - 0.3


@pytest.mark.parametrize("behaviour", ["ok", "whole"])
def test_the_model_that_served_is_known_afterwards(server: OpenAIServer, client: ModelClient, behaviour: str) -> None:
    server.always(behaviour)
    operation = Operation(client, "grade", attempts=1)
    assert operation.served_model == client.model
    operation.ask(prompts.grade_prompt(BATCH), GradesReply, items=3)
    assert operation.served_model == f"{client.model}-2026-11"
    assert operation.fingerprint == "fp_scripted"

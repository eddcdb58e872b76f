"""What the check of a model says of its speed, and of a model that is too slow."""

from __future__ import annotations

import time

import pytest

from interview.errors import Code
from interview.i18n.translate import words
from interview.messages import Message
from interview.model.check_results import Offered, State, Step
from interview.model.model_check import STEP_S
from tests.integration.test_model_check import check, codes, of
from tests.openai_server import OpenAIServer
from tests.pretend_models import PretendModel


@pytest.mark.parametrize(("rate", "in_time"), [(80, True), pytest.param(12, False, marks=pytest.mark.long)])
def test_speed_is_measured_and_says_whether_follow_ups_come_in_time(rate: float, in_time: bool):
    with PretendModel(rate=rate) as server:
        result = check(server.base_url, offered=Offered(parallel=4))
    found = of(result, Step.SPEED)[0]
    measured = dict(found.told.values)["rate"]
    assert isinstance(measured, int)
    assert 0.5 * rate <= measured <= 1.1 * rate
    assert result.summary is not None
    said = words("en").message(result.summary)
    assert said.endswith(
        "At this speed follow-ups should come in time; none was tried."
        if in_time
        else "At this speed follow-ups would often come too late; none was tried."
    )
    told = [each for each in of(result, Step.SPEED) if each.told.code == "check.follow_ups_late"]
    assert [each.state for each in told] == ([] if in_time else [State.NOTE])


@pytest.mark.parametrize("waited_s", [8, 0.001])
def test_where_another_model_writes_follow_ups_nothing_is_said_of_their_time_but_that_they_were_not_tried(
    waited_s: float,
):
    with PretendModel() as server:
        result = check(server.base_url, offered=Offered(follow_up_s=waited_s, follow_up_model="small"))
    assert result.summary is not None
    assert (
        words("en").message(result.summary).endswith("Follow-ups come from another model, small, and were not tried.")
    )
    assert words("zh").message(result.summary).endswith("追问由另一个模型 small 生成，这次没有试过。")
    assert "check.follow_ups_late" not in codes(result, Step.SPEED)


def test_a_server_that_streams_without_counting_is_not_said_to_reply_in_one_piece():
    with PretendModel(refuses=frozenset({"stream_options"})) as server:
        result = check(server.base_url)
    assert codes(result, Step.SPEED) == ["check.speed"]


def test_a_server_that_does_not_stream_is_timed_by_whole_replies():
    with PretendModel(streams=False) as server:
        result = check(server.base_url)
    assert codes(result, Step.SPEED) == ["check.speed_whole"]
    assert result.is_usable


def test_a_model_that_grades_too_slowly_for_the_check_is_not_waited_for(server: OpenAIServer):
    server.always("paced", operation="grade", tokens_per_s=10, seconds=0.1)
    began = time.monotonic()
    (found,) = of(check(server.base_url, model="scripted", total_s=4), Step.GRADING)
    assert time.monotonic() - began < 10
    assert (found.state, found.code) == (State.OPEN, Code.AI_SERVICE_TIMEOUT)


def test_a_model_that_writes_no_word_in_time_is_called_too_slow_and_asked_no_more(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(STEP_S, Step.SPEED, 0.2)
    with PretendModel(rate=2) as server:
        result = check(server.base_url)
    (found,) = of(result, Step.SPEED)
    assert (found.state, found.told.code) == (State.BAD, "check.too_slow")
    assert found.next == Message.of("check.next_faster")
    assert "The model wrote nothing within" in words("en").message(found.told)
    assert not result.is_usable
    assert result.summary is None
    assert not [each for each in result.findings if each.step in (Step.CONTEXT, Step.LANGUAGE, Step.GRADING)]


@pytest.mark.long
def test_a_model_that_writes_a_token_a_second_is_called_too_slow_and_asked_no_more(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(STEP_S, Step.SPEED, 4.0)
    with PretendModel(rate=1) as server:
        result = check(server.base_url)
    (found,) = of(result, Step.SPEED)
    assert (found.state, found.told.code) == (State.BAD, "check.speed_least")
    assert (result.is_usable, result.summary) == (False, None)
    assert not of(result, Step.GRADING)


def test_a_model_that_replies_in_one_piece_is_called_too_slow_by_that_piece(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(STEP_S, Step.SPEED, 0.4)
    with PretendModel(rate=100, streams=False) as server:
        result = check(server.base_url)
    (found,) = of(result, Step.SPEED)
    assert (found.state, found.told.code) == (State.BAD, "check.too_slow_whole")


def test_a_usual_speed_is_enough_where_replies_come_in_one_piece(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(STEP_S, Step.SPEED, 4.0)
    with PretendModel(rate=100, streams=False) as server:
        result = check(server.base_url)
    assert codes(result, Step.SPEED) == ["check.speed_whole"]

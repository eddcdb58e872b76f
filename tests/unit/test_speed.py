"""What the check of a model says of its speed."""

from __future__ import annotations

import pytest

from interview.i18n.translate import words
from interview.messages import Message
from interview.model.check_results import State
from interview.model.probing import Answer
from interview.model.speed import Speed, finding_of, speed_of


def answer(**given: object) -> Answer:
    usual = {"text": "", "written": 400, "tokens_in": None, "tokens_out": None, "first_s": 1.0, "seconds": 3.0}
    return Answer(**{**usual, "was_streamed": True, **given})  # type: ignore[arg-type]


def test_a_stream_is_timed_from_its_first_word_by_the_servers_own_count():
    assert speed_of(answer(tokens_out=80)) == Speed(1.0, 40.0, was_streamed=True)


def test_a_reply_in_one_piece_is_timed_whole_and_counted_by_its_length_where_the_server_does_not_count():
    assert speed_of(answer(was_streamed=False, seconds=4.0)) == Speed(0.0, 25.0, was_streamed=False)


@pytest.mark.parametrize("rate", [19.0, 2.0])
def test_a_slow_model_is_told_what_to_do(rate: float):
    found = finding_of(Speed(1.0, rate, was_streamed=True))
    assert (found.state, found.next) == (State.NOTE, Message.of("check.next_faster"))


def test_a_usual_speed_needs_no_advice():
    found = finding_of(Speed(1.0, 20.0, was_streamed=True))
    assert (found.state, found.next) == (State.GOOD, None)


@pytest.mark.parametrize("was_streamed", [True, False])
def test_a_model_whose_grades_would_never_come_is_too_slow(was_streamed: bool):
    found = finding_of(Speed(3.0, 1.9, was_streamed))
    assert (found.state, found.next) == (State.BAD, Message.of("check.next_faster"))
    assert words("en").message(found.told) == (
        "The model writes fewer than two tokens (parts of words) a second: questions and grades would take many "
        "minutes, or not come."
    )

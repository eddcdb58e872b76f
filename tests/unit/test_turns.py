"""What takes long is done one at a time for each person, and few at once for all."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from interview.core.accounts import ALONE
from interview.errors import Code, Unavailable
from interview.storage.turns import AT_ONCE, Turns


def test_one_person_has_one_turn_at_a_time_and_leaves_the_next_to_somebody_else():
    turns, was_let = Turns(wait_s=0.05), []
    with turns.of("ada"), ThreadPoolExecutor(1) as pool:
        with pytest.raises(Unavailable) as refused:
            pool.submit(lambda: turns.of("ada").__enter__()).result()
        with turns.of("bob"):
            was_let.append("bob")
    assert refused.value.code is Code.RATE_LIMIT_EXCEEDED
    assert was_let == ["bob"]
    with turns.of("ada"):
        pass


def test_who_waits_has_the_turn_when_it_is_free():
    turns, order = Turns(), []
    is_waiting = threading.Event()

    def second() -> None:
        is_waiting.set()
        with turns.of("ada"):
            order.append("second")

    with ThreadPoolExecutor(1) as pool:
        with turns.of("ada"):
            done = pool.submit(second)
            assert is_waiting.wait(10)
            order.append("first")
        done.result(10)
    assert order == ["first", "second"]


def test_so_many_work_at_once_and_a_failure_gives_its_turn_back():
    turns = Turns(wait_s=0.05)
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError), turns.of("ada"):
            raise ZeroDivisionError
    held = [turns.of(f"person {number}") for number in range(AT_ONCE)]
    for turn in held:
        turn.__enter__()
    with pytest.raises(Unavailable), turns.of("one more"):
        pass
    for turn in held:
        turn.__exit__(None, None, None)


def test_whoever_is_alone_waits_for_nobody():
    turns = Turns(wait_s=0.01)
    was_let = []
    for _ in range(AT_ONCE + 1):
        turns.of(ALONE).__enter__()
        was_let.append(ALONE)
    with turns.of("ada"):
        was_let.append("ada")
    assert was_let == [ALONE] * (AT_ONCE + 1) + ["ada"]


def test_a_file_that_is_half_sent_waits_for_as_long_as_it_takes():
    turns, done = Turns(wait_s=0.01), threading.Event()

    def piece() -> None:
        with turns.of("ada", patiently=True):
            done.set()

    with ThreadPoolExecutor(1) as pool:
        with turns.of("ada"):
            waiting = pool.submit(piece)
            assert not done.wait(0.1)
        waiting.result(10)
    assert done.is_set()

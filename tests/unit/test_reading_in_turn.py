"""Answers that are read while somebody waits."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from interview.core.grading import Judgement, Ungradable
from interview.core.question import Question
from interview.core.session import InterviewSession
from interview.core.turn import Turn
from interview.errors import Code, InterviewError
from interview.messages import Message
from interview.practice.interviewer import PracticeInterviewer
from interview.practice.reading_in_turn import InTurn
from interview.use_cases.follow_ups import FollowUps
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import ANSWER, COVERED, MISSED, OF_A_PACK, ScriptedJudge, group

pytestmark = pytest.mark.sqlite_first


class SlowJudge(ScriptedJudge):
    """Takes `seconds` for an answer; knows how many it read at the same time."""

    def __init__(self, seconds: float) -> None:
        super().__init__((MISSED,) * 3)
        self._seconds = seconds
        self._lock = threading.Lock()
        self.now = self.most = 0

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(self._seconds)
        with self._lock:
            self.now -= 1
        return super().judge_turn(turn)


def test_no_more_answers_are_read_at_once_than_there_are_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    # The host's, of which a process may have fewer.
    monkeypatch.setattr("os.cpu_count", lambda: 6)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 3}, raising=False)
    judge = SlowJudge(0.05)
    interviewer = PracticeInterviewer(small_bank(), lambda: judge)
    session = group(ANSWER)
    found: list[object] = []
    asking = [
        threading.Thread(target=lambda: found.append(interviewer.follow_up(session, session.turns[0], within_s=10)))
        for _ in range(6)
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert None not in found
    assert len(found) == 6
    assert judge.most == 2


def test_an_answer_that_nobody_waits_for_any_more_is_not_read() -> None:
    go_on, judge = threading.Event(), SlowJudge(0)
    with ThreadPoolExecutor(1) as readings:
        readings.submit(go_on.wait, 30)
        with pytest.raises(InterviewError) as failed:
            InTurn(judge, readings, time.monotonic() + 0.05).judge_turn(group(ANSWER).turns[0])
        go_on.set()
    assert failed.value.code is Code.AI_SERVICE_TIMEOUT
    assert judge.most == 0


def test_a_follow_up_that_nobody_waits_for_any_more_is_not_thought_of() -> None:
    judge, go_on, session = SlowJudge(0), threading.Event(), group(ANSWER)
    follow_ups = FollowUps(PracticeInterviewer(small_bank(), lambda: judge), 0.05)
    with ThreadPoolExecutor(1) as callers:
        follow_ups._callers = callers
        callers.submit(go_on.wait, 30)
        assert follow_ups.decide(session, session.turns[0]) is None
        go_on.set()
    assert judge.most == 0


def test_the_time_to_read_an_answer_counts_from_when_it_was_submitted() -> None:
    given: list[float | None] = []

    class Waiting(PracticeInterviewer):
        def follow_up(self, session: InterviewSession, turn: Turn, *, within_s: float | None = None) -> Question | None:
            given.append(within_s)
            return super().follow_up(session, turn, within_s=within_s)

    session = group(ANSWER)
    follow_ups = FollowUps(Waiting(small_bank(), lambda: SlowJudge(0)), 30)
    with ThreadPoolExecutor(1) as callers:
        follow_ups._callers = callers
        callers.submit(time.sleep, 0.3)
        assert follow_ups.decide(session, session.turns[0]) is not None
    assert given[0] is not None
    assert given[0] < 29.8


def test_an_answer_that_could_not_be_read_in_time_is_asked_what_its_words_leave_open() -> None:
    judge = SlowJudge(1)
    session = group(f"It stores every message until it is read. {ANSWER}")
    question = PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[0], within_s=0.1)
    assert question is not None
    assert question.text == "What if a reader is slow?"
    assert question.key_points


def test_a_short_answer_that_could_not_be_read_in_time_is_not_taken_for_a_no() -> None:
    session = group("They are kept on disk, so a crash costs nothing.")
    question = PracticeInterviewer(small_bank(), lambda: SlowJudge(1)).follow_up(
        session, session.turns[0], within_s=0.1
    )
    assert question is not None
    assert question.text == "How long does the broker store messages?"


class SlowAgain(ScriptedJudge):
    """Reads an answer at once, and not in time whether it answers a follow-up already."""

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        if turn.question.follow_up is not None:
            time.sleep(1)
        return super().judge_turn(turn)


def test_what_was_read_in_time_decides_though_a_second_reading_was_not_done_in_time() -> None:
    judge = SlowAgain((MISSED, COVERED, COVERED))
    session = group(f"{ANSWER} They are kept.", main=OF_A_PACK)
    question = PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[0], within_s=0.6)
    assert question is not None
    assert question.text == "How long does the broker store messages?"


def test_who_does_not_know_gets_a_smaller_step_however_long_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0}, raising=False)
    is_reading, go_on = threading.Event(), threading.Event()

    class Hanging(ScriptedJudge):
        def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
            is_reading.set()
            go_on.wait(30)
            return super().judge_turn(turn)

    interviewer = PracticeInterviewer(small_bank(), lambda: Hanging((MISSED,) * 3))
    other = group(ANSWER)
    reading = threading.Thread(target=interviewer.follow_up, args=(other, other.turns[0]))
    reading.start()
    assert is_reading.wait(30)
    unknown = group("I don't know")
    question = FollowUps(interviewer, 30).decide(unknown, unknown.turns[0])
    assert question is not None
    assert question.reason == Message.of("reason.easier_said_no")
    assert FollowUps(interviewer, 0.5).decide(other, other.turns[0]) is not None
    go_on.set()
    reading.join()

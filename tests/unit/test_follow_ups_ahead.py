"""A follow-up may be there before its answer is submitted: made from these very words, or not used at all."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from interview.core.follow_ups import settle_follow_up
from interview.core.identity import PRACTICE
from interview.core.question import InsteadOf, Question
from interview.core.session import InterviewSession
from interview.core.spending import Payer
from interview.core.turn import Turn
from interview.errors import Code, Unavailable
from interview.messages import written
from interview.use_cases.follow_ups import FollowUps
from interview.use_cases.follow_ups_ahead import FollowUpsAhead, Pauses
from tests.builders import at, session
from tests.fakes import ScriptedInterviewer
from tests.servers import wait_until

SAID = (
    "I moved the nightly job to a queue, and the mails that were lost came back one by one, as the log had kept them."
)
MORE = f"{SAID} Then we deleted the old table, which nobody had read for years."
MOST = f"{MORE} It was quiet after that, and the disk of the old server was never full again."
AT_ONCE = Pauses(sentence_s=0, other_s=0, fewest_tokens=20)


class Writer:
    """Somebody who types one answer, with whoever thinks of follow-ups."""

    def __init__(self, most: int = 3, pauses: Pauses = AT_ONCE) -> None:
        self.interviewer = ScriptedInterviewer()
        self.payers: list[Payer] = []
        self.interviewer.charged_to = self._charged  # type: ignore[attr-defined]
        self.ahead = FollowUpsAhead(self.interviewer, most, pauses)
        self.follow_ups = FollowUps(self.interviewer, 5, self.ahead)
        self.session = session(mains=2)
        self._revision = 0

    def _charged(self, payer: Payer) -> ScriptedInterviewer:
        self.payers.append(payer)
        return self.interviewer

    @property
    def calls(self) -> int:
        return self.interviewer.count("follow_up")

    def type(self, text: str) -> None:
        self._revision += 1
        self.session = self.session.save_draft(0, text, self._revision, at(self._revision))
        self.ahead.typed(self.session, self.session.turns[0])

    def asks(self, text: str, calls: int) -> None:
        """Types, and waits until that was asked about."""
        self.type(text)
        wait_until(lambda: self.calls == calls and not self.is_under_way, 10, "a follow-up is there")

    @property
    def is_under_way(self) -> bool:
        return any(draft.is_under_way for draft in self.ahead._drafts.values())

    def submit(self, text: str) -> Question | None:
        self.session = self.session.submit(0, text, at(100), at(200))
        return self.follow_ups.decide(self.session, self.session.turns[0])


@pytest.mark.parametrize("submitted", [SAID, f"  {SAID}\n", SAID.replace(" queue, ", "  queue,\n")])
def test_what_was_made_from_these_words_is_asked_without_another_call(submitted: str) -> None:
    writer = Writer()
    writer.asks(SAID, 1)
    question = writer.submit(submitted)
    assert question is not None
    assert writer.calls == 1
    assert writer.payers == [Payer(writer.session.owner, writer.session.id)]


@pytest.mark.parametrize("submitted", [MORE, SAID.replace("lost", "late"), SAID.upper(), SAID.rstrip(".")])
def test_what_was_made_from_other_words_is_never_asked(submitted: str) -> None:
    writer = Writer()
    writer.asks(SAID, 1)
    question = writer.submit(submitted)
    assert writer.calls == 2
    assert question is not None
    assert submitted[-20:] in question.text


def test_a_call_that_is_under_way_for_these_words_is_waited_for_and_not_made_twice() -> None:
    writer, may_go_on, has_begun = Writer(), threading.Event(), threading.Event()

    def waits(_operation: str) -> None:
        has_begun.set()
        assert may_go_on.wait(10)

    writer.interviewer.before = waits
    writer.type(SAID)
    assert has_begun.wait(10)
    threading.Timer(0.1, may_go_on.set).start()
    question = writer.submit(SAID)
    assert question is not None
    assert writer.calls == 1


def test_one_call_is_under_way_at_most_and_other_words_wait_for_its_end() -> None:
    writer, may_go_on, has_begun = Writer(), threading.Event(), threading.Event()
    at_once: list[int] = []

    def waits(_operation: str) -> None:
        at_once.append(1)
        has_begun.set()
        assert may_go_on.wait(10)
        at_once.pop()

    writer.interviewer.before = waits
    writer.type(SAID)
    assert has_begun.wait(10)
    writer.type(MORE)
    assert len(at_once) == 1
    may_go_on.set()
    wait_until(lambda: writer.calls == 2 and not writer.is_under_way, 10, "the second call")
    writer.submit(MORE)
    assert writer.calls == 2


def test_of_one_answer_there_are_only_so_many_calls() -> None:
    writer = Writer(most=2)
    writer.asks(SAID, 1)
    writer.asks(MORE, 2)
    writer.type(MOST)
    timer = writer.ahead._drafts[writer.session.id].timer
    assert timer is not None
    timer.join(10)
    assert writer.calls == 2


def test_a_few_more_words_are_not_worth_another_call() -> None:
    writer = Writer()
    writer.asks(SAID, 1)
    writer.type(f"{SAID} So.")
    timer = writer.ahead._drafts[writer.session.id].timer
    assert timer is not None
    timer.join(10)
    assert writer.calls == 1


def _reopened(each: InterviewSession) -> InterviewSession:
    turn = each.turns[0]
    return replace(each, turns=(replace(turn, answer=replace(turn.answer, reopened=True)), *each.turns[1:]))


@pytest.mark.parametrize(
    ("most", "text", "change"),
    [
        (0, SAID, lambda each: each),
        (3, "A few words.", lambda each: each),
        (3, SAID, lambda each: replace(each, follow_up_count=0)),
        (3, SAID, _reopened),
    ],
    ids=["switched_off", "too_short", "none_wanted", "opened_again"],
)
def test_nothing_is_asked_where_no_follow_up_can_be_wanted(
    most: int, text: str, change: Callable[[InterviewSession], InterviewSession]
) -> None:
    writer = Writer(most)
    writer.session = change(writer.session)
    writer.type(text)
    assert writer.ahead._drafts == {}


def test_whoever_asks_no_server_is_not_asked_ahead() -> None:
    class Offline(ScriptedInterviewer):
        identity = PRACTICE

    ahead = FollowUpsAhead(Offline(), 3, AT_ONCE)
    known = session().save_draft(0, SAID, 1, at(1))
    ahead.typed(known, known.turns[0])
    assert ahead._drafts == {}


def test_a_draft_is_asked_about_when_nothing_is_typed_and_sooner_at_the_end_of_a_sentence() -> None:
    writer = Writer(pauses=Pauses(sentence_s=3600, other_s=7200, fewest_tokens=20))
    for text, pause in ((SAID, 3600), (f"{SAID} Then", 7200)):
        writer.type(text)
        timer = writer.ahead._drafts[writer.session.id].timer
        assert timer is not None
        assert timer.interval == pause
        writer.ahead.forget(writer.session.id)
        assert timer.finished.is_set()


def test_calls_for_many_answers_begin_one_after_the_other_and_none_is_left_out() -> None:
    ended_at: list[float] = []
    interviewer = ScriptedInterviewer()
    interviewer.before = lambda _operation: ended_at.append(time.monotonic())
    ahead = FollowUpsAhead(interviewer, 1, replace(AT_ONCE, apart_s=0.1))
    for number in range(4):
        known = replace(session(mains=1), id=f"s{number}").save_draft(0, SAID, 1, at(1))
        ahead.typed(known, known.turns[0])
    wait_until(lambda: len(ended_at) == 4, 20, "all were asked about")
    assert all(later - earlier > 0.08 for earlier, later in itertools.pairwise(ended_at))


def test_what_fails_ahead_is_asked_anew_and_only_then_the_planned_one_comes() -> None:
    writer = Writer()
    writer.interviewer.fail_with["follow_up"] = Unavailable(Code.AI_SERVICE_UNAVAILABLE, written("away"))
    writer.asks(SAID, 1)
    question = writer.submit(SAID)
    assert writer.calls == 2
    assert question is not None
    assert question.follow_up is not None
    assert question.follow_up.instead_of is InsteadOf.FAILED


def test_an_interview_that_is_over_or_deleted_is_asked_about_no_more() -> None:
    writer = Writer(pauses=Pauses(sentence_s=3600, fewest_tokens=20))
    writer.type(SAID)
    writer.ahead.forget_deleted(writer.session.owner, [writer.session.id])
    assert writer.ahead._drafts == {}


def test_an_earlier_answer_of_the_group_that_changed_makes_other_words() -> None:
    writer = Writer()
    writer.session = replace(writer.session, follow_up_count=2)
    writer.submit(SAID)
    asked = writer.follow_ups.decide(writer.session, writer.session.turns[0])
    writer.session = settle_follow_up(writer.session, writer.session.turns[0].position, asked, at(101))
    writer.session = writer.session.save_draft(1, MORE, 1, at(102))
    before = writer.calls
    writer.ahead.typed(writer.session, writer.session.turns[1])
    wait_until(lambda: writer.calls == before + 1 and not writer.is_under_way, 10, "a follow-up is there")
    changed = _answered(writer.session.turns[0], MORE)
    known = replace(writer.session, turns=(changed, *writer.session.turns[1:])).submit(1, MORE, at(103), at(200))
    writer.follow_ups.decide(known, known.turns[1])
    assert writer.calls == before + 2


def _answered(turn: Turn, text: str) -> Turn:
    return replace(turn, answer=replace(turn.answer, text=text))

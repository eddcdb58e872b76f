"""Follow-ups asked for while an answer is still being written, so that one may be there when it is submitted.

What was made from other words than those that are submitted is never used. Of each interview one call is under way at
most, and of each answer there are only so many. It stores nothing; a process that ends loses calls and no words.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from interview.core.interviewer import Interviewer
from interview.core.lengths import estimated_tokens
from interview.core.question import Question
from interview.core.session import InterviewSession
from interview.core.spending import Payer, charged_to
from interview.core.turn import Turn
from interview.errors import InterviewError

log = logging.getLogger("interview.follow_ups")

Words = tuple[object, ...]
"""A question, what was said before it in its group, and the answer: a follow-up belongs to these words alone."""

_MOST_SESSIONS = 500
_AT_ONCE = 16
_LOOK_AGAIN_S = 0.5
_ENDS = (".", "!", "?", "…", "。", "！", "？")


@dataclass(frozen=True)
class Pauses:
    """How long nothing is typed until a draft may be whole: `sentence_s` behind the end of a sentence, else `other_s`.
    A draft of less than `fewest_tokens` (estimated) is none, nor is one that did not grow by `growth` since the last
    call: the calls of an answer are not spent on its beginning. A call may take `call_s`. From one call to the next,
    whosever they are, `apart_s` pass: to prepare and check one costs a processor as much as ten drafts, and whoever
    types goes first. Times are seconds."""

    sentence_s: float = 1.0
    other_s: float = 4.0
    fewest_tokens: int = 25
    growth: float = 1.3
    call_s: float = 30.0
    apart_s: float = 0.25


@dataclass
class _Draft:
    """Of one answer of an interview: how often was asked, the last call, and the words it was made with."""

    place: tuple[object, ...]
    calls: int = 0
    tokens: int = 0
    words: Words = ()
    call: Future[Question | None] | None = None
    timer: threading.Timer | None = field(default=None, repr=False)

    @property
    def is_under_way(self) -> bool:
        return self.call is not None and not self.call.done()


class FollowUpsAhead:
    """Asks at most `most` times for each answer, 0 never. Safe to share between threads."""

    def __init__(self, interviewer: Interviewer, most: int, pauses: Pauses | None = None) -> None:
        self._interviewer = interviewer
        # Whoever asks no server is asked when it is time.
        self._most = most if interviewer.identity.is_model else 0
        self._pauses = pauses or Pauses()
        self._drafts: OrderedDict[str, _Draft] = OrderedDict()
        self._lock = threading.Lock()
        self._next_at = 0.0
        self._callers = ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="follow-up-ahead")

    def typed(self, session: InterviewSession, turn: Turn) -> None:
        """The draft of `turn` was saved: a follow-up is asked for when nothing is typed for a while."""
        if not self._most or not self._may_follow(session, turn):
            return
        text = turn.answer.draft
        place = (turn.position, turn.swaps)
        with self._lock:
            draft = self._drafts.get(session.id)
            if draft is None or draft.place != place:
                draft = self._drafts[session.id] = _Draft(place, call=draft.call if draft else None)
            self._drafts.move_to_end(session.id)
            while len(self._drafts) > _MOST_SESSIONS:
                _stop(self._drafts.popitem(last=False)[1])
            is_sentence = text.rstrip().endswith(_ENDS)
            pause = self._pauses.sentence_s if is_sentence else self._pauses.other_s
            self._after(pause, draft, session, turn)

    def _may_follow(self, session: InterviewSession, turn: Turn) -> bool:
        text = turn.answer.draft
        return (
            session.current is turn
            and session.undecided is None
            and not turn.answer.reopened
            and session.follow_up_is_possible(turn.position, text)
            and estimated_tokens(text) >= self._pauses.fewest_tokens
        )

    def _after(self, seconds: float, draft: _Draft, session: InterviewSession, turn: Turn) -> None:
        _stop(draft)
        draft.timer = threading.Timer(seconds, self._pause, (draft, session, turn))
        draft.timer.daemon = True
        draft.timer.start()

    def _pause(self, draft: _Draft, session: InterviewSession, turn: Turn) -> None:
        with self._lock:
            # A timer that was stopped too late, or of an answer that was submitted meanwhile.
            if draft.timer is not threading.current_thread() or self._drafts.get(session.id) is not draft:
                return
            words = words_of(session, turn, turn.answer.draft)
            tokens = estimated_tokens(turn.answer.draft)
            if draft.calls >= self._most or words == draft.words or tokens < self._pauses.growth * draft.tokens:
                return
            now = time.monotonic()
            if draft.is_under_way or now < self._next_at:
                self._after(_LOOK_AGAIN_S, draft, session, turn)
                return
            self._next_at = now + self._pauses.apart_s
            draft.calls += 1
            draft.tokens = tokens
            draft.words = words
            draft.call = self._callers.submit(self._ask, session, turn)

    def _ask(self, session: InterviewSession, turn: Turn) -> Question | None:
        answered = replace(turn, answer=replace(turn.answer, text=turn.answer.draft))
        turns = tuple(answered if each is turn else each for each in session.turns)
        interviewer = charged_to(self._interviewer, Payer(session.owner, session.id))
        found: Question | None = interviewer.follow_up(
            replace(session, turns=turns), answered, within_s=self._pauses.call_s
        )
        return found

    def taken(self, session: InterviewSession, turn: Turn) -> Future[Question | None] | None:
        """The call that was made with the very words of a submitted answer, whether it has ended or not; None where
        there is none. Whatever was asked for this interview is forgotten."""
        with self._lock:
            draft = self._drafts.pop(session.id, None)
            if draft is None:
                return None
            _stop(draft)
            if draft.is_under_way:
                self._drafts[session.id] = _Draft((), call=draft.call)
        is_same = draft.call is not None and draft.words == words_of(session, turn, turn.answer.text or "")
        if draft.call is None or not is_same or draft.call.cancel():
            log.info("session %s: follow-up ahead=%s calls=%d", session.id, "none", draft.calls)
            return None
        log.info(
            "session %s: follow-up ahead=%s calls=%d",
            session.id,
            "ready" if draft.call.done() else "under_way",
            draft.calls,
        )
        return draft.call

    def forget(self, session_id: str) -> None:
        """Ask no more for an interview, which is over or deleted."""
        with self._lock:
            draft = self._drafts.pop(session_id, None)
            if draft is not None:
                _stop(draft)

    def forget_deleted(self, _owner: str, session_ids: Sequence[str]) -> None:
        """The same for all of these."""
        for session_id in session_ids:
            self.forget(session_id)


def words_of(session: InterviewSession, turn: Turn, text: str) -> Words:
    """What a follow-up behind `turn` rests on, where its answer is `text`. White space alone makes no other words."""
    before = (each for each in session.group(turn.position.main) if each.position < turn.position)
    said = tuple((each.question.text, _plain(each.answer.text or "")) for each in before)
    return (session.language, str(turn.position), turn.swaps, said, turn.question.text, _plain(text))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _stop(draft: _Draft) -> None:
    if draft.timer is not None:
        draft.timer.cancel()
        draft.timer = None


def result_of(
    call: Future[Question | None], seconds: float, otherwise: Callable[[], Question | None]
) -> Question | None:
    """What a call brought within so many seconds, or what `otherwise` does where it failed."""
    try:
        return call.result(timeout=max(0.0, seconds))
    except InterviewError as exc:
        log.info("a follow-up from a draft failed (%s); it is asked for anew", exc.code)
    return otherwise()

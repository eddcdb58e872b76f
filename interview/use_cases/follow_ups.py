"""Deciding what is asked behind an answer: the interviewer's follow-up, or the planned one when a model fails or is
late.

It stores nothing and is never called inside a transaction.
"""

from __future__ import annotations

import logging
import time
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from datetime import timedelta
from typing import Final

from interview.core.follow_ups import planned_follow_up
from interview.core.interviewer import Interviewer
from interview.core.question import InsteadOf, Question
from interview.core.session import InterviewSession
from interview.core.spending import Payer, charged_to
from interview.core.turn import Turn
from interview.errors import Code, InterviewError
from interview.use_cases.follow_ups_ahead import FollowUpsAhead, result_of

log = logging.getLogger("interview.follow_ups")

READING_S: Final = 15.0
"""How long an answer may wait for whoever reads it here. That takes two to six seconds of a processor, which others use
as well; the page says meanwhile that it is being read."""


class FollowUps:
    """Asks an interviewer for follow-ups, each within `timeout_s` seconds; from drafts `ahead` of that, if given."""

    def __init__(self, interviewer: Interviewer, timeout_s: float, ahead: FollowUpsAhead | None = None) -> None:
        self.timeout = timedelta(seconds=timeout_s)
        self.ahead = ahead or FollowUpsAhead(interviewer, 0)
        self._interviewer = interviewer
        self._callers = ThreadPoolExecutor(max_workers=32, thread_name_prefix="follow-up")

    def decide(self, session: InterviewSession, turn: Turn) -> Question | None:
        """What to ask behind the answer of `turn`; None when nothing is. A planned one says why it came instead."""
        ends = time.monotonic() + self.timeout.total_seconds()
        try:
            from_the_draft = self.ahead.taken(session, turn)
            if from_the_draft is not None:
                return result_of(from_the_draft, ends - time.monotonic(), lambda: self._asked(session, turn, ends))
            return self._asked(session, turn, ends)
        except FutureTimeout:
            log.warning("session %s: the follow-up took too long", session.id)
            return self._planned(session, turn, InsteadOf.LATE)
        except InterviewError as exc:
            log.warning("session %s: no follow-up (%s)", session.id, exc.code)
            is_late = exc.code is Code.AI_SERVICE_TIMEOUT
            return self._planned(session, turn, InsteadOf.LATE if is_late else InsteadOf.FAILED)

    def _planned(self, session: InterviewSession, turn: Turn, why: InsteadOf) -> Question | None:
        """The planned one in place of a model's. What the built-in interviewer would have asked repeats a sentence; a
        planned one that fits any answer does not stand in for it, so the interview goes on."""
        return planned_follow_up(session, turn.position, why) if self._interviewer.identity.is_model else None

    def _asked(self, session: InterviewSession, turn: Turn, ends: float) -> Question | None:
        interviewer: Interviewer = charged_to(self._interviewer, Payer(session.owner, session.id))

        def ask() -> Question | None:
            # A model has a limit of its own for its calls; whoever reads here stops when nobody waits any more.
            within_s = None if self._interviewer.identity.is_model else ends - time.monotonic()
            if within_s is not None and within_s <= 0:
                return None
            return interviewer.follow_up(session, turn, within_s=within_s)

        asked: Future[Question | None] = self._callers.submit(ask)
        try:
            return asked.result(timeout=max(0.0, ends - time.monotonic()))
        except FutureTimeout:
            asked.cancel()
            raise

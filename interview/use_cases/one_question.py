"""One question, now: nothing is uploaded and nothing chosen, so it must be one that fits whatever somebody works as.

It is an interview like any other once it is there. Its question comes from the bank, at once, also where a model
interviews: nobody waits, and no model makes one up about a person of whom nothing is known.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from interview.core.interviewer import Brief, Interviewer
from interview.core.plan import Slot
from interview.core.profile import Profile
from interview.core.question import Difficulty, Position, QuestionKind
from interview.core.resume import resume_key
from interview.core.rounds import Round
from interview.core.session import InterviewSession
from interview.core.turn import Turn
from interview.messages import Message
from interview.storage.cache import Cache
from interview.storage.limits import Limits
from interview.storage.store import Store
from interview.use_cases.interview_setup import REPEATED, InterviewSetup
from interview.use_cases.new_session import Created, find_open, store_new

# Stories of working with others; no question of it supposes a trade, and packs cannot put one there.
FITS_ANYBODY = "behavioural"
_SLOT = "one-question"


class OneQuestion:
    """`setup` asks from the question bank; `interviewer` reads the answer. `now` gives aware datetimes."""

    def __init__(
        self,
        *,
        store: Store,
        cache: Cache,
        limits: Limits,
        interviewer: Interviewer,
        setup: InterviewSetup,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._cache = cache
        self._limits = limits
        self._interviewer = interviewer
        self._setup = setup
        self._now = now

    def start(self, owner: str, visitor: str, *, name: str, language: str, anew: bool = False) -> Created:
        """A session with one question in `language`, or the one that is open unless it is wanted `anew`: that one stays
        as it is, in the history. `name` stands where a resume's would.

        Invalid for a language that the bank does not have, Unavailable for too many creations per visitor.
        """
        unfinished = None if anew else find_open(self._store, owner, _SLOT)
        if unfinished is not None:
            return Created(unfinished, is_new=False)
        self._limits.hit_create(visitor)
        slot = Slot(QuestionKind.BEHAVIOURAL, Difficulty.EASY, topics=(FITS_ANYBODY,))
        brief = Brief(
            profile=Profile(language=language),
            resume_text=name,
            slots=(slot,),
            language=language,
            seed=uuid.uuid4().int % 2**31,
            round=Round.BEHAVIOURAL,
        )
        [question] = self._setup.ask(owner, resume_key(name), brief)
        if question.reason != REPEATED:
            question = replace(question, reason=Message.of("reason.general"))
        session = InterviewSession(
            id=uuid.uuid4().hex,
            owner=owner,
            resume_name=name,
            resume_text=name,
            turns=(Turn(Position(0), question),),
            created_at=self._now(),
            follow_up_count=0,
            interviewer=self._interviewer.identity,
            language=language,
            round=Round.BEHAVIOURAL,
        )
        return store_new(
            self._store, self._cache, session, lambda: find_open(self._store, owner, _SLOT), slot=_SLOT, take_slot=anew
        )

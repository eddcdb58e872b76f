"""An interview made of the questions of a real one: asked again as they were written down, in that order.

It asks no interviewer for questions; who grades the answers is the one that is at work.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime

from interview.core.interviewer import Interviewer
from interview.core.own_questions import QuestionReader, own_questions, own_title
from interview.core.question import Position
from interview.core.resume import resume_key
from interview.core.rounds import Round
from interview.core.session import InterviewSession
from interview.core.turn import Turn, storable
from interview.storage.cache import Cache
from interview.storage.limits import Limits
from interview.storage.store import Store
from interview.use_cases.new_session import Created, find_open, store_new


class OwnQuestions:
    """The use case of questions that somebody wrote down. `now` gives aware datetimes."""

    def __init__(
        self,
        *,
        store: Store,
        cache: Cache,
        limits: Limits,
        interviewer: Interviewer,
        reader: QuestionReader,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._cache = cache
        self._limits = limits
        self._interviewer = interviewer
        self._reader = reader
        self._now = now

    def create(
        self,
        owner: str,
        visitor: str,
        *,
        text: str,
        name: Callable[[str], str],
        company: str = "",
        day: date | None = None,
    ) -> Created:
        """An interview with the questions of `text`, or the one that is open with these already.

        `name` says in a language what such an interview is called where neither company nor day is known. Invalid for
        no question, too many or too long ones, Unavailable for too many creations per visitor.
        """
        asked = own_questions(storable(text))
        title = own_title(storable(company), day)
        written = "\n".join(asked)
        slot = f"own:{resume_key(written)[:56]}"
        unfinished = find_open(self._store, owner, slot)
        if unfinished is not None:
            return Created(unfinished, is_new=False)
        self._limits.hit_create(visitor)
        language = self._reader.language_of(written)
        spoken = self._interviewer.languages
        questions = [self._reader.read(question) for question in asked]
        session = InterviewSession(
            id=uuid.uuid4().hex,
            owner=owner,
            resume_name=name(language),
            resume_text=written,
            turns=tuple(Turn(Position(main), question) for main, question in enumerate(questions)),
            created_at=self._now(),
            follow_up_count=0,
            interviewer=self._interviewer.identity,
            language=language if language in spoken else spoken[0],
            round=Round.OWN,
            title=title,
        )
        return store_new(self._store, self._cache, session, lambda: find_open(self._store, owner, slot), slot=slot)

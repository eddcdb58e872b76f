"""A question that is not answered yet is swapped for another one, and that is remembered.

The interviewer is called outside any transaction; what the candidate did meanwhile is looked at again before the new
question is stored. No score knows of a swap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from interview.core.interviewer import Step
from interview.core.options import InterviewOptions
from interview.core.profile import Profile
from interview.core.rounds import OF_ONE_CASE
from interview.core.session import InterviewSession
from interview.core.swap import SwapReason, check_swap, slot_of, swap, swapped
from interview.storage import store
from interview.storage.limits import Limits
from interview.storage.store import Store
from interview.use_cases.interview_setup import InterviewSetup
from interview.use_cases.resumes import ResumeService
from interview.use_cases.session_changes import SessionChanges


class Swaps:
    """The use cases of swapping. `now` gives aware datetimes."""

    def __init__(
        self,
        *,
        store: Store,
        limits: Limits,
        resumes: ResumeService,
        interview_setup: InterviewSetup,
        changes: SessionChanges,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._limits = limits
        self._resumes = resumes
        self._interview_setup = interview_setup
        self._changes = changes
        self._now = now

    def swap(
        self,
        owner: str,
        visitor: str,
        session_id: str,
        index: int,
        reason: SwapReason,
        *,
        swaps: int | None = None,
    ) -> InterviewSession:
        """Put another question of the same kind in place of the current one, which this interview does not ask again.

        `swaps` is which question of its place is meant (see Turn); None means the one that is there. Conflict when the
        interview has moved on or something is written, Invalid when no other question is left or this one cannot be
        swapped, Unavailable for too many swaps and creations per visitor, and whatever the interviewer raises; the
        question then stays as it is.
        """
        with self._store.reading() as db:
            session = store.get_session(db, owner, session_id)
        turn = check_swap(session, index, swaps)
        self._limits.hit_swap(visitor)
        topic = self._interview_setup.topic_of(turn.question)
        slot = slot_of(session.round, turn.question, topic)
        brief = self._interview_setup.brief_of(
            session, profile_of(session, self._resumes, self._interview_setup), (slot,)
        )
        if reason is SwapReason.NOT_MY_FIELD and topic and topic not in slot.topics:
            brief = replace(brief, leave_out=(*brief.leave_out, topic))
        if session.round in OF_ONE_CASE and turn.position.main:
            step = Step(turn.position.main + 1, session.mains, session.turns[0].question.text)
            brief = replace(brief, step=step)
        question, awaits = self._interview_setup.another(owner, session.source_key, brief, session)
        _, after = self._changes.make(
            owner,
            session_id,
            lambda known: swap(known, index, turn.swaps, question, awaits),
            swapped=swapped(turn, topic, reason, self._now()),
            told=replace(brief, step=None),
        )
        return after

    def not_their_field(
        self, owner: str, *, resume_id: str | None = None, occupation: str = "", language: str = ""
    ) -> frozenset[str]:
        """Ids of the topics that interviews from this resume, or for this occupation in a `language` ("": the usual
        one), leave out after a swap."""
        if resume_id is not None:
            text = self._resumes.get(owner, resume_id).text
        else:
            text = self._interview_setup.without_resume(occupation, None, InterviewOptions(language=language))[1]
        return self._interview_setup.not_their_field(owner, text)


def profile_of(session: InterviewSession, resumes: ResumeService, interview_setup: InterviewSetup) -> Profile:
    """What is known of the candidate of an interview now; of somebody without a resume, the occupation."""
    if occupation := interview_setup.occupation_behind(session):
        options = InterviewOptions(language=session.language)
        return interview_setup.without_resume(occupation, None, options)[2]
    if not session.has_resume:
        return Profile()
    if session.is_resume_deleted:
        return Profile()
    return resumes.source(session.owner, session.resume_id, session.resume_text)[2]

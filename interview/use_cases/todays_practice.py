"""One session of what is worth practising today: questions that come again, and new ones about what the job asks for.

It counts as practice, not as an interview: what comes again is no measure (decision 0021).
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from interview.core.interviewer import Brief, Interviewer
from interview.core.options import Catalogue, InterviewOptions
from interview.core.posting import JobPosting
from interview.core.preparation import again as come_again
from interview.core.profile import Profile
from interview.core.question import Question
from interview.core.rounds import Round, slots
from interview.core.session import InterviewSession, SessionKind
from interview.core.target import Target
from interview.core.today import Task, Why
from interview.core.turn import Turn
from interview.errors import Code, Conflict, Invalid
from interview.messages import Message
from interview.storage import store
from interview.storage.cache import Cache
from interview.storage.limits import Limits
from interview.storage.store import Store
from interview.use_cases.interview_setup import InterviewSetup
from interview.use_cases.new_session import Created, find_open, store_new
from interview.use_cases.practice_again import PracticeAgain
from interview.use_cases.progress import Progress
from interview.use_cases.resumes import ResumeService
from interview.use_cases.swaps import profile_of
from interview.use_cases.what_can_be_asked import WhatCanBeAsked

_SLOT = "today"
_DIGITS = 40


class TodaysPractice:
    """The use cases of today's practice. `now` gives aware datetimes."""

    def __init__(
        self,
        *,
        store: Store,
        cache: Cache,
        limits: Limits,
        interviewer: Interviewer,
        interview_setup: InterviewSetup,
        catalogue: Catalogue,
        what_can_be_asked: WhatCanBeAsked,
        resumes: ResumeService,
        practice_again: PracticeAgain,
        progress: Progress,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._cache = cache
        self._limits = limits
        self._interviewer = interviewer
        self._interview_setup = interview_setup
        self._catalogue = catalogue
        self._what_can_be_asked = what_can_be_asked
        self._resumes = resumes
        self._practice_again = practice_again
        self._progress = progress
        self._now = now

    def start(self, owner: str, visitor: str, zone: tzinfo, target_id: str = "") -> Created:
        """A session of all of today's tasks for a job, or the one for it that is open already, with a note that it is.

        A note says how many new questions there were none for. Conflict when there is nothing to practise, Unavailable
        for too many creations per visitor, Invalid when there is no question at all, and what the interviewer raises
        when it cannot ask.
        """
        home = self._progress.home(owner, zone, target_id)
        unfinished = self.unfinished(owner, home.target)
        if unfinished is not None:
            return Created(unfinished, is_new=False, notes=(Message.of("setup.practice_continued"),))
        return self._begin(owner, visitor, home.today, home.target, _slot(home.target))

    def unfinished(self, owner: str, target: Target | None) -> InterviewSession | None:
        """The session of all of a list that is open for a job."""
        return find_open(self._store, owner, _slot(target))

    def start_one(self, owner: str, visitor: str, task: Task, target: Target | None) -> Created:
        """The same for one task; a question that comes again is answered as from its report."""
        if task.origin is not None:
            return self._practice_again.practise(owner, visitor, task.origin)
        slot = _slot(target, task.topic, task.skill)
        unfinished = find_open(self._store, owner, slot)
        if unfinished is not None:
            return Created(unfinished, is_new=False)
        return self._begin(owner, visitor, [task], target, slot)

    def _begin(self, owner: str, visitor: str, tasks: Sequence[Task], target: Target | None, slot: str) -> Created:
        if not tasks:
            raise Conflict(Code.INPUT_INVALID, Message.of("error.nothing_due"))
        source = self._source(owner, tasks)
        again = [_again(task) for task in tasks if task.question is not None]
        new = [task for task in tasks if task.question is None]
        if not (source.has_resume or self._interview_setup.occupation_behind(source)):
            source = replace(source, resume_text="", resume_key="")
        profile = profile_of(source, self._resumes, self._interview_setup)
        self._limits.hit_create(visitor)
        session_id = uuid.uuid4().hex
        turns, told = self._turns(source, profile, again, new, target, session_id)
        session = InterviewSession(
            id=session_id,
            owner=owner,
            resume_id=source.resume_id,
            resume_name=source.resume_name,
            resume_text=source.resume_text,
            resume_key=source.resume_key,
            detail_marks=source.detail_marks,
            turns=turns,
            created_at=self._now(),
            follow_up_count=0,
            interviewer=self._interviewer.identity,
            language=source.language,
            job=self._job(target, profile, source) if target else source.job,
            kind=SessionKind.REVIEW,
            target_id=target.id if target and not target.is_role else None,
        )
        return store_new(
            self._store,
            self._cache,
            session,
            lambda: find_open(self._store, owner, slot),
            notes=_left_out(len(again) + len(new) - len(turns), len(turns)),
            slot=slot,
            to_write=told,
        )

    def _job(self, target: Target, profile: Profile, source: InterviewSession) -> JobPosting:
        job = self._catalogue.read_job(target.text, profile, source.resume_text)
        return self._what_can_be_asked.knowing(profile, job, source.language)

    def _turns(
        self,
        source: InterviewSession,
        profile: Profile,
        again: Sequence[Question],
        new: Sequence[Task],
        target: Target | None,
        session_id: str,
    ) -> tuple[tuple[Turn, ...], Brief | None]:
        """What comes again, then one question for each of the new tasks, for the job, from what is known of the
        candidate; and what the interviewer is told for those that it has still to write."""
        repeated = tuple(come_again(main, each, self._interviewer.identity) for main, each in enumerate(again))
        if not new:
            return repeated, None
        topic = next((task.topic for task in new if task.topic), "")
        options = InterviewOptions(
            job_text=target.text if target else "",
            language=source.language,
            round=Round.TOPIC if topic else Round.TECHNICAL,
            topic=topic,
        )
        brief = self._interview_setup.brief(profile, source.resume_text, 1, options)
        wanted = tuple(
            replace(slot, about=task.alternatives, topics=(task.topic,) if task.topic else ())
            for task in new
            for slot in slots(Round.TOPIC, 1, profile.level)
        )
        brief = replace(brief, slots=wanted, detail_marks=source.detail_marks)
        try:
            return self._interview_setup.open(source.owner, source.source_key, brief, session_id, again)
        except Invalid:
            if not again:
                raise
            return repeated, None

    def _source(self, owner: str, tasks: Sequence[Task]) -> InterviewSession:
        """The interview whose resume and language the session has: that of the first question, else that of the
        list."""
        origin = next((task.origin for task in tasks if task.origin is not None), None)
        with self._store.reading() as db:
            return store.get_session(db, owner, origin.session_id if origin else self._progress.source(owner))


def _again(task: Task) -> Question:
    assert task.question is not None
    reason = Message.of("reason.lacking" if task.why is Why.PARTLY else "reason.due")
    return replace(task.question, repeats=task.origin, reason=reason)


def _slot(target: Target | None, topic: str = "", skill: str = "") -> str:
    """The place of the open session for a job, or for one topic and skill of its list; ids of topics may be long."""
    name = ":".join([target.id if target else "", topic, *([skill] if skill else [])])
    return f"{_SLOT}:{hashlib.sha256(name.encode()).hexdigest()[:_DIGITS]}"


def _left_out(count: int, questions: int) -> tuple[Message, ...]:
    """What to say where so many new questions of the list are not among the `questions` of the session."""
    if count <= 0:
        return ()
    return (
        Message.of(
            "setup.new_left_out_one" if count == 1 else "setup.new_left_out",
            left_out=count,
            count=questions,
            wanted=questions + count,
        ),
    )

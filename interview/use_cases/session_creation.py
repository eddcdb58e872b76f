"""An interview is made from a resume, from text or for an occupation, or the unfinished one is found again.

The interviewer is asked for questions outside any transaction.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from interview.core.interviewer import Interviewer, OnWords
from interview.core.mode import Mode
from interview.core.options import InterviewOptions, Preview
from interview.core.profile import Level, Profile
from interview.core.question import Question, QuestionKind
from interview.core.resume import resume_key
from interview.core.rounds import Round
from interview.core.session import InterviewSession
from interview.core.spending import NO_BUDGET
from interview.core.turn import Awaits
from interview.errors import Code, Invalid, NotFound
from interview.messages import Message
from interview.storage import store
from interview.storage.cache import Cache
from interview.storage.limits import Limits
from interview.storage.store import Store
from interview.use_cases.interview_setup import REPEATED, InterviewSetup
from interview.use_cases.new_session import Created, store_new
from interview.use_cases.resumes import ResumeService
from interview.use_cases.targets import TargetService

MOST_QUESTIONS = 24
MOST_FOLLOW_UPS = 3


class SessionCreation:
    """The use cases before an interview: preview, create, find the unfinished one. `now` gives aware datetimes."""

    def __init__(
        self,
        *,
        store: Store,
        cache: Cache,
        limits: Limits,
        interviewer: Interviewer,
        resumes: ResumeService,
        targets: TargetService,
        interview_setup: InterviewSetup,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._cache = cache
        self._limits = limits
        self._interviewer = interviewer
        self._resumes = resumes
        self._targets = targets
        self._interview_setup = interview_setup
        self._now = now

    def preview(
        self, owner: str, *, resume_id: str | None = None, resume_text: str = "", job_text: str = ""
    ) -> Preview:
        """What an interview would be made from: the job's requirements, topics to choose among, languages."""
        _, text, profile = self._resumes.source(owner, resume_id, resume_text)
        return self._interview_setup.preview(profile, job_text, resume_text=text)

    def preview_for(
        self, profile: Profile, job_text: str = "", language: str = "", *, resume_text: str = ""
    ) -> Preview:
        """The same for a profile that is not stored yet, in a language of those on offer ("": the usual one)."""
        return self._interview_setup.preview(profile, job_text, language, resume_text=resume_text)

    def create(
        self,
        owner: str,
        visitor: str,
        *,
        question_count: int,
        follow_up_count: int,
        resume_id: str | None = None,
        resume_text: str = "",
        occupation: str = "",
        level: Level | None = None,
        force: bool = False,
        options: InterviewOptions | None = None,
        on_words: OnWords | None = None,
    ) -> Created:
        """Make an interview from a stored resume, from text or for an occupation, or return the unfinished one (unless
        `force`). With an `occupation` and no resume, its name stands where the resume would; `level` is for it alone.
        `on_words` hears the words of the first question while they come, before they are one.

        Raises Invalid for numbers out of range, an unknown topic or occupation, or a language the interviewer does not
        speak, NotFound for an unknown resume or target, Unavailable for too many creations per visitor, and what the
        interviewer raises when it cannot ask.
        """
        if not 1 <= question_count <= MOST_QUESTIONS or not 0 <= follow_up_count <= MOST_FOLLOW_UPS:
            raise Invalid(
                Code.INPUT_INVALID,
                Message.of("error.question_count", questions=MOST_QUESTIONS, follow_ups=MOST_FOLLOW_UPS),
            )
        wanted = options or InterviewOptions()
        if wanted.target_id:
            wanted = replace(wanted, job_text=self._targets.get(owner, wanted.target_id).text)
        if occupation and resume_id is None and not resume_text.strip():
            name, text, profile = self._interview_setup.without_resume(occupation, level, wanted)
        else:
            name, text, profile = self._resumes.source(owner, resume_id, resume_text)
        key = resume_key(text)
        brief = self._interview_setup.brief(profile, text, question_count, wanted)
        if not force and (unfinished := self._find_open(owner, key)) is not None:
            return Created(unfinished, is_new=False)
        self._limits.hit_create(visitor)
        session_id = uuid.uuid4().hex
        turns, told = self._interview_setup.open(owner, key, brief, session_id, on_words=on_words)
        session = InterviewSession(
            id=session_id,
            owner=owner,
            resume_id=resume_id,
            resume_name=name,
            resume_text=text,
            turns=turns,
            created_at=self._now(),
            follow_up_count=follow_up_count,
            interviewer=self._interviewer.identity,
            language=brief.language,
            job=brief.job,
            leave_out=brief.leave_out,
            round=brief.round,
            target_id=wanted.target_id or None,
            mode=wanted.mode,
            with_feedback=wanted.with_feedback and wanted.mode is Mode.PRACTICE,
        )
        return store_new(
            self._store,
            self._cache,
            session,
            lambda: self._find_open(owner, key),
            notes=tuple(_notes(session, question_count)),
            take_slot=force,
            to_write=told,
        )

    def _find_open(self, owner: str, key: str) -> InterviewSession | None:
        with self._store.reading() as db:
            return store.find_unfinished(db, owner, key)

    def find_unfinished(self, owner: str, resume_id: str) -> InterviewSession | None:
        """The latest interview of a resume that is still open, or None."""
        return self._find_open(owner, self._resumes.get(owner, resume_id).text_hash)

    def find_unfinished_without_resume(
        self, owner: str, occupation: str, language: str = ""
    ) -> InterviewSession | None:
        """The latest interview for an occupation, without a resume, that is still open; Invalid for an unknown one, or
        for a `language` ("": the usual one) that the interviewer does not speak."""
        _, text, _ = self._interview_setup.without_resume(occupation, None, InterviewOptions(language=language))
        return self._find_open(owner, resume_key(text))

    def unfinished(self, owner: str, resume_id: str) -> InterviewSession:
        """The latest interview of a resume that is still open; NotFound when there is none."""
        session = self.find_unfinished(owner, resume_id)
        if session is None:
            raise NotFound(Code.INTERVIEW_SESSION_NOT_FOUND, Message.of("error.nothing_unfinished"))
        return session


def _notes(session: InterviewSession, wanted: int) -> Iterator[Message]:
    """What came out differently than wished for."""
    count = len(session.turns)
    whole = [turn for turn in session.turns if turn.awaits is not Awaits.QUESTION]
    of_the_budget = sum(turn.question.reason == NO_BUDGET for turn in whole)
    if count < wanted:
        # Where a budget is used up, the bank asks nothing again, and a model can make more later.
        one, several = "setup.fewer_one", "setup.fewer"
        if of_the_budget:
            one, several = "setup.fewer_no_budget_one", "setup.fewer_no_budget"
        elif session.round is Round.TOPIC:
            one, several = "setup.fewer_of_topic_one", "setup.fewer_of_topic"
        yield Message.of(one if count == 1 else several, count=count, wanted=wanted)
    repeated = sum(turn.question.reason == REPEATED for turn in session.turns)
    if repeated:
        yield Message.of("setup.repeated_one" if repeated == 1 else "setup.repeated", repeated=repeated, count=count)
    beside = sum(_is_beside_knowledge(turn.question) for turn in whole) if session.round is Round.TECHNICAL else 0
    if beside:
        code = "setup.beside_knowledge_one" if beside == 1 else "setup.beside_knowledge"
        yield Message.of(code, beside=beside, count=count)
    if of_the_budget:
        yield Message.of("setup.no_budget")
    others = [turn.question.asked_by for turn in whole if turn.question.asked_by != session.interviewer]
    for reserve in sorted({name.model for name in others if name and name.is_model}):
        yield Message.of("setup.from_reserve", model=reserve)
    filled = sum(not (name and name.is_model) for name in others) - of_the_budget
    if filled > 0:
        yield Message.of("setup.filled_one" if filled == 1 else "setup.filled", filled=filled, count=count)


def _is_beside_knowledge(question: Question) -> bool:
    """Whether a question stands in for one on what people in somebody's work know."""
    is_for_anybody = question.reason is not None and question.reason.code == "reason.general"
    return question.kind is not QuestionKind.SKILL or is_for_anybody

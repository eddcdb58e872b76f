"""From a resume and what is wished for to the questions of an interview, and what to tell the candidate about them.

It stores nothing; the interviewer is called outside any transaction.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace

from interview.core.interviewer import Brief, Interviewer
from interview.core.options import Catalogue, InterviewOptions, Preview
from interview.core.plan import plan
from interview.core.profile import Profile
from interview.core.question import Question
from interview.core.resume import is_version_of
from interview.core.session import InterviewSession, storable
from interview.errors import Code, Invalid
from interview.messages import Message
from interview.storage import store
from interview.storage.store import Store

LONGEST_TOPIC_SHOWN = 60


class InterviewSetup:
    """Tells the interviewer what an interview is made from, and asks it for the questions.

    `language` is the interview language where the person names none; "" means the resume's. One that the interviewer
    does not speak gives way to one it speaks.
    """

    def __init__(self, *, store: Store, interviewer: Interviewer, catalogue: Catalogue, language: str = "") -> None:
        self._store = store
        self._interviewer = interviewer
        self._catalogue = catalogue
        self._language = language

    def preview(self, profile: Profile, job_text: str) -> Preview:
        """What an interview would be made from: the job's requirements, topics to choose among, languages."""
        job = self._catalogue.read_job(storable(job_text), profile)
        language = self._language_for(profile, "")
        return Preview(job, self._catalogue.topics(profile, job), self._interviewer.languages, language)

    def brief(self, profile: Profile, text: str, count: int, options: InterviewOptions) -> Brief:
        """What the interviewer is told. Invalid for an unknown topic or a language it does not speak."""
        leave_out, more_of = self._topic_ids(options.leave_out), self._topic_ids(options.more_of)
        if set(leave_out) & set(more_of):
            raise Invalid(Code.INPUT_INVALID, Message.of("error.topic_both_ways"))
        return Brief(
            profile=profile,
            resume_text=text,
            slots=plan(count, profile.level, len(profile.achievements)),
            language=self._language_for(profile, options.language),
            seed=uuid.uuid4().int % 2**31,
            job=self._catalogue.read_job(storable(options.job_text), profile),
            leave_out=leave_out,
            more_of=more_of,
        )

    def _topic_ids(self, names: Sequence[str]) -> tuple[str, ...]:
        ids = []
        for name in names:
            id = self._catalogue.topic_id(name)
            if not id:
                shown = " ".join(name.split())[:LONGEST_TOPIC_SHOWN]
                raise Invalid(Code.INPUT_INVALID, Message.of("error.no_such_topic", topic=shown))
            ids.append(id)
        return tuple(dict.fromkeys(ids))

    def _language_for(self, profile: Profile, wished: str) -> str:
        spoken = self._interviewer.languages
        if wished and wished not in spoken:
            if not self._interviewer.identity.is_model:
                raise Invalid(Code.INPUT_INVALID, Message.of("error.practice_speaks_english"))
            raise Invalid(Code.INPUT_INVALID, Message.of("error.languages", languages=", ".join(spoken)))
        return next(code for code in (wished, self._language, profile.language, spoken[0]) if code in spoken)

    def ask(self, owner: str, key: str, brief: Brief) -> tuple[Question, ...]:
        """Main questions that no version of this resume had before. Invalid when none is left, or the interviewer's."""
        with self._store.reading() as db:
            asked = store.asked_questions(db, owner)
            texts = store.resume_texts(db, owner)
        versions = {other for other, text in texts.items() if is_version_of(brief.resume_text, text)} | {key}
        brief = replace(
            brief,
            asked_before=tuple(text for other, text, _ in asked if other in versions),
            asked_ids=frozenset(bank_id for other, _, bank_id in asked if other in versions and bank_id),
            asked_elsewhere=tuple(text for other, text, _ in asked if other not in versions),
        )
        questions = self._interviewer.ask(brief)
        if not questions:
            raise Invalid(
                Code.INTERVIEW_QUESTION_GENERATION_FAILED,
                Message.of("error.no_question_left"),
            )
        return questions


def notes(session: InterviewSession, wanted: int) -> Iterator[Message]:
    """What came out differently than wished for."""
    count = len(session.turns)
    if count < wanted and session.interviewer.is_model:
        yield Message.of("setup.fewer_from_model", count=count, wanted=wanted)
    elif count < wanted:
        yield Message.of("setup.fewer_one" if count == 1 else "setup.fewer", count=count, wanted=wanted)
    filled = sum(turn.question.asked_by != session.interviewer for turn in session.turns)
    if filled:
        yield Message.of("setup.filled_one" if filled == 1 else "setup.filled", filled=filled, count=count)

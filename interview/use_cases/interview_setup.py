"""From a resume and what is wished for to the questions of an interview.

It stores nothing; the interviewer is called outside any transaction.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from interview.core.interviewer import Brief, Interviewer, OnWords, QuestionWriter
from interview.core.options import Catalogue, InterviewOptions, Preview
from interview.core.plan import Slot
from interview.core.planned_level import planned_level
from interview.core.preparation import again, place
from interview.core.profile import Level, Profile
from interview.core.question import Position, Question
from interview.core.resume import is_version_of, resume_key
from interview.core.rounds import Round, slots
from interview.core.session import InterviewSession
from interview.core.spending import Payer, charged_to
from interview.core.swap import SwappedQuestion, SwapReason
from interview.core.turn import Awaits, Turn, storable
from interview.errors import Code, InterviewError, Invalid
from interview.messages import Message
from interview.storage import store, swapped_questions
from interview.storage.store import Store
from interview.use_cases.what_can_be_asked import WhatCanBeAsked

LONGEST_TOPIC_SHOWN = 60
REPEATED = Message.of("reason.repeated")
# Of what was asked before, the latest three quarters are kept back first, then three quarters of those, and so on; few
# are not worth keeping back.
_KEPT, _FEW = 0.75, 8
_Asked = tuple[str, str]
"""The text of a question and its id in the bank, "" for none."""


class InterviewSetup:
    """Tells the interviewer what an interview is made from, and asks it for the questions. `language` is that of
    WhatCanBeAsked."""

    def __init__(self, *, store: Store, interviewer: Interviewer, catalogue: Catalogue, language: str = "") -> None:
        self._store = store
        self._interviewer = interviewer
        self._catalogue = catalogue
        self.what_can_be_asked = WhatCanBeAsked(interviewer, catalogue, language)

    def preview(self, profile: Profile, job_text: str, language: str = "", *, resume_text: str = "") -> Preview:
        """What an interview would be made from: the job's requirements, topics to choose among, languages. Invalid for
        a language that the interviewer does not speak."""
        job = self._catalogue.read_job(storable(job_text), profile, resume_text)
        language = self.what_can_be_asked.language_for(profile, language)
        asked_in = self.what_can_be_asked.bank_language(language)
        topics = self._catalogue.topics(profile, job, asked_in)
        rounds = self._catalogue.rounds(profile, job, asked_in)
        job = self.what_can_be_asked.knowing(profile, job, language)
        wanted_as = self._catalogue.occupation_wanted(job, asked_in)
        return Preview(job, topics, rounds, self._interviewer.languages, language, wanted_as)

    def material(self, profile: Profile, text: str, job_text: str) -> Brief:
        """What the interviewer is told of resume and job, before any question is planned."""
        return Brief(profile, text, (), job=self._catalogue.read_job(storable(job_text), profile, text))

    def brief(self, profile: Profile, text: str, count: int, options: InterviewOptions) -> Brief:
        """What the interviewer is told. Invalid for an unknown topic, a round that does not fit the work, or
        a language it does not speak."""
        leave_out, more_of = self._topic_ids(options.leave_out), self._topic_ids(options.more_of)
        if set(leave_out) & set(more_of):
            raise Invalid(Code.INPUT_INVALID, Message.of("error.topic_both_ways"))
        job = self._catalogue.read_job(storable(options.job_text), profile, text)
        language = self.what_can_be_asked.language_for(profile, options.language)
        asked_in = self.what_can_be_asked.bank_language(language)
        if options.round not in self._catalogue.rounds(profile, job, asked_in):
            raise Invalid(Code.INPUT_INVALID, Message.of("error.round_not_for_this_work"))
        job = self.what_can_be_asked.knowing(profile, job, language)
        is_other_work = self._catalogue.is_other_work(profile, job, asked_in)
        return Brief(
            profile=profile,
            resume_text=text,
            slots=slots(
                options.round,
                count,
                planned_level(profile.level, self._catalogue.level_said(job), is_other_work=is_other_work),
                len(profile.achievements),
                self._topic(options),
                sum(need.is_required for need in job.needs),
            ),
            language=language,
            seed=_seed(),
            job=job,
            leave_out=leave_out,
            more_of=more_of,
            round=options.round,
        )

    def without_resume(
        self, occupation: str, level: Level | None, options: InterviewOptions
    ) -> tuple[str, str, Profile]:
        """Name, text and profile where only an occupation is known: its name is all there is. Invalid for an unknown
        one."""
        profile = Profile(occupation=occupation, level=level or Level.MID, language=options.language or "en")
        name = self._catalogue.occupation_name(
            occupation, self.what_can_be_asked.language_for(profile, options.language)
        )
        if not name:
            shown = " ".join(occupation.split())[:LONGEST_TOPIC_SHOWN]
            raise Invalid(Code.INPUT_INVALID, Message.of("error.no_occupation_to_ask", occupation=shown))
        return name, name, profile

    def _topic(self, options: InterviewOptions) -> str:
        if options.round is not Round.TOPIC:
            return ""
        if not options.topic:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.topic_of_round"))
        [topic] = self._topic_ids((options.topic,))
        return topic

    def _topic_ids(self, names: Sequence[str]) -> tuple[str, ...]:
        ids = []
        for name in names:
            id = self._catalogue.topic_id(name)
            if not id:
                shown = " ".join(name.split())[:LONGEST_TOPIC_SHOWN]
                raise Invalid(Code.INPUT_INVALID, Message.of("error.no_such_topic", topic=shown))
            ids.append(id)
        return tuple(dict.fromkeys(ids))

    def open(
        self,
        owner: str,
        key: str,
        brief: Brief,
        session_id: str,
        before: Sequence[Question] = (),
        on_words: OnWords | None = None,
    ) -> tuple[tuple[Turn, ...], Brief | None]:
        """The places of a new interview, and what the interviewer is told for those that it has still to write, None
        where all are there: one that writes its questions one at a time opens with the first. Raises as ask() does.

        Questions that come again stand `before` those of the brief, and then nothing has to be waited for. `on_words`
        hears the words of the first question while they come.
        """
        interviewer = self._interviewer.identity
        first = tuple(again(main, question, interviewer) for main, question in enumerate(before))
        writer: QuestionWriter | None = charged_to(self._interviewer, Payer(owner, session_id)).writer
        if writer is None:
            return (*first, *self._all_at_once(owner, key, brief, session_id, len(first))), None
        told, asked, taken = self._told(owner, key, brief, None)
        told = _without(told, [*asked, *taken])
        if before:
            slots = tuple(Slot(question.kind, question.difficulty) for question in before)
            told = replace(told, slots=(*slots, *told.slots))
            opening = before[0]
        else:
            try:
                opening = writer.open(told, on_words)
            except InterviewError as exc:
                if exc.code is not Code.AI_BUDGET_REACHED:
                    raise
                return self._all_at_once(owner, key, brief, session_id), None
            first = (Turn(Position(0), opening, awaits=Awaits.DETAILS),)
        rest = list(zip(told.slots[1:], writer.stand_ins(told, opening), strict=True))[len(first) - 1 :]
        places = [place(main, *each, interviewer) for main, each in enumerate(rest, start=len(first))]
        return (*first, *places), told

    def _all_at_once(self, owner: str, key: str, brief: Brief, session_id: str, start: int = 0) -> tuple[Turn, ...]:
        questions = self.ask(owner, key, brief, session_id)
        return tuple(Turn(Position(main), question) for main, question in enumerate(questions, start=start))

    def another(self, owner: str, key: str, brief: Brief, beside: InterviewSession) -> tuple[Question, Awaits]:
        """One question to join an interview, and what it still waits for: of one that writes its questions one at a
        time, its words alone. Raises as ask() does."""
        writer: QuestionWriter | None = charged_to(self._interviewer, Payer(owner, beside.id)).writer
        if writer is not None:
            told, asked, taken = self._told(owner, key, brief, beside)
            try:
                return writer.open(_without(told, [*asked, *taken])), Awaits.DETAILS
            except InterviewError as exc:
                if exc.code is not Code.AI_BUDGET_REACHED:
                    raise
        [question, *_] = self.ask(owner, key, brief, beside=beside)
        return question, Awaits.NOTHING

    def ask(
        self, owner: str, key: str, brief: Brief, session_id: str = "", *, beside: InterviewSession | None = None
    ) -> tuple[Question, ...]:
        """Main questions that no version of this resume had before; where these run out and the interviewer has a bank,
        those asked longest ago again, and last those that were swapped. What it costs is counted for the session of
        this id.

        `beside` is the interview that a question is to join: none of its own comes, nor one that was swapped. Topics
        that are not the person's field are left out, but for those of which more is wanted or that a slot asks for.
        Invalid when there is no question at all, or what the interviewer raises.
        """
        brief, asked, taken = self._told(owner, key, brief, beside)
        there = () if beside is None else tuple(turn.question.text for turn in beside.turns)
        brief = replace(brief, in_interview=there)
        interviewer = charged_to(self._interviewer, Payer(owner, session_id or (beside.id if beside else "")))
        questions: tuple[Question, ...] = interviewer.ask(_without(brief, [*asked, *taken]))
        for held in () if self._interviewer.identity.is_model else _less_and_less(asked, taken, beside is None):
            if len(questions) >= len(brief.slots):
                break
            had = [*((question.text, question.bank_id) for question in questions), *held]
            joined = (*there, *(question.text for question in questions))
            rest = replace(brief, slots=tuple(_unfilled(brief.slots, questions)), in_interview=joined)
            again = interviewer.ask(_without(rest, had))
            questions = (*questions, *(replace(question, reason=REPEATED) for question in again))
        if not questions:
            raise Invalid(
                Code.INTERVIEW_QUESTION_GENERATION_FAILED,
                Message.of("error.no_question_left" if beside is None else "error.no_other_question"),
            )
        return questions

    def _told(
        self, owner: str, key: str, brief: Brief, beside: InterviewSession | None
    ) -> tuple[Brief, list[_Asked], list[_Asked]]:
        """The brief with what the person had elsewhere and does not want, what this resume had, and what else must not
        come: what was swapped, and what the interview `beside` has."""
        with self._store.reading() as db:
            everything = store.asked_questions(db, owner)
            texts = store.texts_by_key(db, owner)
            swapped = swapped_questions.swapped_questions(db, owner)
        versions = _versions(texts, brief.resume_text) | {key}
        asked = [(text, bank_id) for other, text, bank_id in everything if other in versions]
        elsewhere = [text for other, text, _ in everything if other not in versions]
        elsewhere += [each.text for other, each in swapped if other not in versions]
        of_this = [each for other, each in swapped if other in versions]
        wanted = {*brief.more_of, *(topic for slot in brief.slots for topic in slot.topics)}
        leave_out = dict.fromkeys((*brief.leave_out, *(id for id in _not_their_field(of_this) if id not in wanted)))
        brief = replace(brief, asked_elsewhere=tuple(elsewhere), leave_out=tuple(leave_out))
        taken = [(each.text, each.bank_id) for each in of_this]
        if beside is not None:
            taken += [(turn.question.text, turn.question.bank_id) for turn in beside.turns]
        return brief, asked, taken

    def not_their_field(self, owner: str, text: str) -> frozenset[str]:
        """Ids of the topics that are not asked about in interviews from this resume text, after a question on them was
        swapped for that reason."""
        with self._store.reading() as db:
            swapped = swapped_questions.swapped_questions(db, owner)
            if not _not_their_field(each for _, each in swapped):
                return frozenset()
            versions = _versions(store.texts_by_key(db, owner), text) | {resume_key(text)}
        return frozenset(_not_their_field(each for key, each in swapped if key in versions))

    def brief_of(self, session: InterviewSession, profile: Profile, slots: tuple[Slot, ...]) -> Brief:
        """What the interviewer is told for further slots of an interview under way."""
        return Brief(
            profile=profile,
            resume_text=session.resume_text,
            slots=slots,
            language=session.language,
            seed=_seed(),
            job=session.job,
            leave_out=session.leave_out,
            round=session.round,
            detail_marks=session.detail_marks,
        )

    def topic_of(self, question: Question) -> str:
        """The id of the topic of knowledge that a question is about; "" when none is known."""
        return self._catalogue.topic_of(question)

    def occupation_behind(self, session: InterviewSession) -> str:
        """The id of the occupation that stands in place of a resume; "" where there is a resume."""
        return self._catalogue.occupation_called(session.resume_text, session.language)


def _versions(texts: Mapping[str, str], text: str) -> set[str]:
    """Keys of the resumes (key → text) that are versions of this one."""
    return {key for key, other in texts.items() if is_version_of(text, other)}


def _seed() -> int:
    return uuid.uuid4().int % 2**31


def _not_their_field(swapped: Iterable[SwappedQuestion]) -> tuple[str, ...]:
    """Topics, each once, of which a question was swapped because they are not the person's field."""
    found = (each.topic for each in swapped if each.reason is SwapReason.NOT_MY_FIELD and each.topic)
    return tuple(dict.fromkeys(found))


def _less_and_less(asked: Sequence[_Asked], taken: Sequence[_Asked], may_come: bool) -> Iterator[Sequence[_Asked]]:
    """What is kept back when nothing new is left: of what was `asked`, newest first, less each time; what was `taken`
    away until the end, and then not either where it may come."""
    kept = len(asked)
    while kept:
        kept = int(kept * _KEPT) if kept > _FEW else 0
        yield [*asked[:kept], *taken]
    if taken and may_come:
        yield ()


def _without(brief: Brief, asked: Sequence[_Asked]) -> Brief:
    """The same with these texts and bank ids ("": none) as asked before."""
    return replace(
        brief,
        asked_before=tuple(text for text, _ in asked),
        asked_ids=frozenset(bank_id for _, bank_id in asked if bank_id),
    )


def _unfilled(wanted: Sequence[Slot], questions: Sequence[Question]) -> Iterator[Slot]:
    """The slots that have no question of their kind, or of another where too many came instead."""
    given = Counter(question.kind for question in questions)
    spare = len(questions)
    left = []
    for slot in wanted:
        if given[slot.kind]:
            given[slot.kind] -= 1
            spare -= 1
        else:
            left.append(slot)
    yield from left[spare:]

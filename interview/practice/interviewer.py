"""The practice interviewer: asks from the question bank, reacts, grades and sums up without any network.

The judge is read with the first English line of a resume or the first answer, not with the interviewer. It computes no
score and keeps nothing of an interview.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from interview.core.follow_ups import planned_follow_up
from interview.core.grading import Grade, Provenance, Summary
from interview.core.identity import PRACTICE, InterviewerId
from interview.core.interviewer import Brief, Reply
from interview.core.key_point import KeyPoint, StoryPart, statements, story
from interview.core.posting import JobPosting
from interview.core.question import OwnCategory, PlannedFollowUp, Question, QuestionKind
from interview.core.session import InterviewSession
from interview.core.summing_up import sum_up
from interview.core.totals import Totals
from interview.core.turn import Turn
from interview.errors import Unavailable
from interview.messages import Message
from interview.occupations.occupation import Occupation, is_for_everybody
from interview.practice.choice import Choice
from interview.practice.follow_up_selection import Judge, react
from interview.practice.for_the_job import asked_by_the_job
from interview.practice.own_work import told
from interview.practice.project_names import PROJECT_NAME_CHARS, UNNAMED_PROJECT, called
from interview.practice.question_selection import choose
from interview.practice.reading_in_turn import ByWords, InTurn
from interview.question_bank import reasons
from interview.question_bank.bank import FOLDERS, BankOf, QuestionBank, bank_in
from interview.question_bank.subjects import asked_of, is_about, is_all_about, is_itself_about, only_names
from interview.question_bank.topics import FOR_EVERYBODY, FOUNDATIONS
from interview.scorer.languages import is_judged
from interview.scorer.weights_version import weights_version
from interview.text.excerpts import on_one_line

# The rest of the time is for choosing without it, on a busy computer, too.
FOR_READING = 0.9
# Where the first reading took a larger part of the time than this, a second one might not be done within the rest.
FOR_ONE_READING = 0.3
CATEGORIES = {QuestionKind.PROJECT: OwnCategory.PROJECT, QuestionKind.BEHAVIOURAL: OwnCategory.BEHAVIOURAL}


def _build_grader() -> Judge:
    from interview.scorer.grader import Grader

    return Grader()


def _processors() -> int:
    """Those that this process may use, of a host that may have more, where the system knows that."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class PracticeInterviewer:
    """Implements core.interviewer.Interviewer; safe to share between threads."""

    def __init__(
        self,
        bank: QuestionBank | None = None,
        build_grader: Callable[[], Judge] = _build_grader,
        bank_of: BankOf = bank_in,
    ) -> None:
        self._given = bank
        self._bank_of = bank_of
        self._build_grader = build_grader
        self._judge: Judge | None = None
        self._building = threading.Lock()
        self._readings = ThreadPoolExecutor(_processors(), thread_name_prefix="reading")

    @property
    def identity(self) -> InterviewerId:
        return PRACTICE

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(FOLDERS) if self._given is None else ("en",)

    def judges(self, question: Question) -> bool:
        return is_judged(question.bare, question.key_points)

    @property
    def has_opinions(self) -> bool:
        return False

    @property
    def measures_clarity(self) -> bool:
        return False

    @property
    def writer(self) -> None:
        return None

    def ask(self, brief: Brief) -> tuple[Question, ...]:
        if brief.language not in self.languages:
            return ()
        bank = self._bank_of(brief.language) if self._given is None else self._given
        return tuple(
            replace(question_from(choice, brief), source=bank.source_of(choice.topic)) for choice in choose(brief, bank)
        )

    def follow_up(
        self,
        session: InterviewSession,
        turn: Turn,
        *,
        within_s: float | None = None,
    ) -> Question | None:
        """Within `within_s`, by the words of an answer alone where it could not be read in that time."""
        if session.language not in self.languages:
            return planned_follow_up(session, turn.position)
        began, whole = time.monotonic(), threading.TIMEOUT_MAX if within_s is None else within_s
        try:
            question = react(
                session,
                turn,
                lambda: InTurn(self._grader(), self._readings, began + FOR_READING * whole),
                lambda: time.monotonic() - began < FOR_ONE_READING * whole,
            )
        except Unavailable:
            question = react(session, turn, ByWords)
        return None if question is None else replace(question, asked_by=PRACTICE)

    def grade(
        self,
        turns: Sequence[Turn],
        opinion: int = 0,  # noqa: ARG002 (the protocol asks for it)
        session: InterviewSession | None = None,  # noqa: ARG002 (the same; each answer is judged by itself)
    ) -> Reply:
        """Every opinion is the same: this grader repeats exactly."""
        grader = self._grader()
        started = time.monotonic()
        judgements = tuple(grader.judge_turn(turn) for turn in turns)
        milliseconds = round(1000 * (time.monotonic() - started))
        return Reply(
            judgements,
            Provenance(graded_by=PRACTICE, prompt_version=weights_version(), milliseconds=milliseconds),
        )

    def summarise(self, session: InterviewSession, grades: Sequence[Grade], totals: Totals) -> Summary:
        return sum_up(session, grades, totals, written_by=PRACTICE)

    def _grader(self) -> Judge:
        with self._building:
            if self._judge is None:
                self._judge = self._build_grader()
            return self._judge


def question_from(choice: Choice, brief: Brief) -> Question:
    """A question of the bank as it is asked, for what it was chosen."""
    asked = choice.question
    words = _fillings(choice, brief.language)
    is_told = choice.topic.kind is not QuestionKind.SKILL
    text = _fill(asked.question, words)
    return Question(
        text=text,
        category=CATEGORIES.get(choice.topic.kind, choice.topic.name),
        kind=choice.topic.kind,
        difficulty=asked.difficulty,
        key_points=_points(asked.key_points, is_told),
        reference_answer=asked.reference,
        misconceptions=asked.misconceptions,
        shows_misconceptions=True,
        also_right=asked.also_right,
        red_flags=asked.red_flags,
        planned_follow_ups=tuple(
            PlannedFollowUp(
                str(number),
                _fill(follow_up.question, words),
                _points(follow_up.key_points, is_told),
                follow_up.reference,
                follow_up.targets,
            )
            for number, follow_up in enumerate(asked.follow_ups, start=1)
        ),
        reason=_reason(choice, brief),
        hint=asked.hint,
        bank_id=asked.id,
        asked_by=PRACTICE,
        probes=_tested(choice, text, brief.job),
    )


def _tested(choice: Choice, text: str, job: JobPosting) -> tuple[str, ...]:
    """What the job asks for that a question is about as it is asked."""
    is_told = choice.topic.kind is not QuestionKind.SKILL
    asked = asked_of(job, text, () if is_told else choice.question.key_points)
    return tuple(
        one.skill
        for one in job.requirements
        if (one.skill in asked and not only_names(choice.question, one.skill))
        or (not is_told and is_about(choice.question, choice.topic, one.skill))
    )


def _points(points: Sequence[str], is_told: bool) -> tuple[KeyPoint, ...]:
    return tuple(story(StoryPart(point)) for point in points) if is_told else statements(*points)


def _fillings(choice: Choice, language: str) -> Mapping[str, str]:
    if choice.achievement is not None:
        return {"achievement": told(choice.achievement, language)}
    if choice.duty:
        return {"duty": asked_by_the_job(choice.duty, language)}
    if choice.project is None:
        return {}
    return {
        "project": called(choice.project, language),
        "role": on_one_line(choice.project.role, PROJECT_NAME_CHARS),
        "technology": on_one_line(choice.technology, PROJECT_NAME_CHARS),
    }


def _fill(text: str, words: Mapping[str, str]) -> str:
    """Replace placeholders in one pass, so that a brace in a project's name stays what it is."""
    if not words:
        return text
    filled = re.sub(r"\{(achievement|duty|project|role|technology)\}", lambda match: words[match[1]], text)
    return filled[:1].upper() + filled[1:]


def _reason(choice: Choice, brief: Brief) -> Message:
    if choice.achievement is not None:
        return reasons.for_achievement(choice.achievement.line, choice.requirement)
    if choice.duty:
        return reasons.for_duty(choice.duty)
    if choice.is_of_round:
        asked_for = choice.requirement
        return (
            reasons.for_round(brief.round, choice.topic.name) if asked_for is None else reasons.quoting_job(asked_for)
        )
    if choice.occupation is not None:
        return _reason_for_an_occupation(choice, choice.occupation, brief)
    if choice.project is not None and choice.project is not UNNAMED_PROJECT:
        return reasons.for_project(choice.project, brief.resume_text)
    wanted = choice.requirement
    if wanted is not None and wanted.line != brief.job.head and _speaks_of(choice, wanted.line, wanted.skill):
        return reasons.quoting_job(wanted)
    if choice.skill is not None and _speaks_of(choice, choice.skill.line, choice.skill.name):
        return reasons.for_skill(choice.skill, brief.resume_text)
    if choice.is_more_wanted:
        return reasons.for_more_of(choice.topic.name)
    if _is_for_everybody(choice):
        return reasons.GENERAL
    if choice.topic.area != FOUNDATIONS:
        return reasons.of_topic(choice.topic.name)
    return reasons.for_foundation(choice.foundation_of, brief.resume_text)


def _is_for_everybody(choice: Choice) -> bool:
    """Whether a question is asked whatever the job: it is of such a topic and for no professions alone."""
    topic = choice.topic
    return not choice.question.professions and (topic.area == FOR_EVERYBODY or is_for_everybody(topic.topic))


def _speaks_of(choice: Choice, line: str, skill: str) -> bool:
    """Whether a line can be quoted as the reason for a question: not where it only leads to the same topic."""
    return _is_asked(choice, skill) or reasons.speaks_of(line, skill, choice.question.question)


def _is_asked(choice: Choice, skill: str) -> bool:
    """Whether a question is about the skill for which its topic was chosen, so that this can be given as the reason."""
    return is_about(choice.question, choice.topic, skill)


def _reason_for_an_occupation(choice: Choice, occupation: Occupation, brief: Brief) -> Message:
    """The line of posting or resume that speaks of this very question, or else what the topic is to the occupation."""
    is_always_core = choice.topic.topic in occupation.core
    question = choice.question.question
    wanted, skill = choice.requirement, choice.skill
    if wanted is not None and not is_itself_about(choice.question, wanted.skill):
        # To be of a field that the job asks for says less than a line about the very thing that is asked.
        wanted = reasons.closest(brief.job, question) or wanted
    if wanted is not None and wanted.line != brief.job.head and _speaks_of(choice, wanted.line, wanted.skill):
        return reasons.quoting_job(wanted)
    if skill is not None and (found := reasons.for_part(skill, question, brief)) is not None:
        return found
    if choice.is_more_wanted:
        return reasons.for_more_of(choice.topic.name)
    if skill is not None and not is_always_core and is_all_about(choice.topic, skill.name):
        return reasons.for_topic_named(skill, choice.question.question, brief.resume_text)
    if _is_for_everybody(choice):
        return reasons.GENERAL
    # What only a word of resume or posting opens is beside nobody's work.
    is_opened = choice.topic.topic not in (*occupation.core, *occupation.core_if_named, *occupation.adjacent)
    if not choice.is_theirs or is_opened:
        return reasons.of_topic(choice.topic.name)
    name = occupation.called(brief.language)
    is_beside = not is_always_core and choice.topic.topic in occupation.adjacent
    return reasons.beside_occupation(name) if is_beside else reasons.for_occupation(name)

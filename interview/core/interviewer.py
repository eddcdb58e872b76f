"""What an interviewer must be able to do; two things implement it (practice/interviewer.py, model/interviewer.py).

Failures are InterviewErrors with the AI_… codes. An interviewer never stores anything and never computes a score.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from interview.core.grading import Grade, Judgement, Provenance, Summary, Ungradable
from interview.core.identity import InterviewerId
from interview.core.plan import Slot
from interview.core.posting import JobPosting
from interview.core.profile import Profile
from interview.core.question import Question
from interview.core.rounds import Round
from interview.core.session import InterviewSession
from interview.core.totals import Totals
from interview.core.turn import Turn


@dataclass(frozen=True)
class Step:
    """Which of how many places a question has in an interview that stays with the case of its `opening` question."""

    place: int
    places: int
    opening: str


@dataclass(frozen=True)
class Brief:
    """What is known before the first question.

    `asked_before` are texts of questions that this resume or another version of it already had: they never come again.
    `asked_ids` are those of them that came from the question bank, by id: one that was reworded since is no new one.
    `asked_elsewhere` came with other resumes of the same owner and come only where nothing else fits as well.
    `in_interview` are texts of questions of the interview that these are to join: no subject comes in it twice.
    `leave_out` and `more_of` are topic ids. `step` is there for one question of an interview about one case.
    `detail_marks` are those of an interview whose resume was deleted.
    """

    profile: Profile
    resume_text: str
    slots: tuple[Slot, ...]
    asked_before: tuple[str, ...] = ()
    language: str = "en"
    seed: int = 0
    job: JobPosting = field(default_factory=JobPosting)
    leave_out: tuple[str, ...] = ()
    more_of: tuple[str, ...] = ()
    asked_elsewhere: tuple[str, ...] = ()
    asked_ids: frozenset[str] = frozenset()
    round: Round = Round.MIXED
    step: Step | None = None
    in_interview: tuple[str, ...] = ()
    detail_marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """Judgements of one batch as they came (unmatched), and who made them at what cost.

    `cut_short` says that the reply ended at a length limit, so that fewer answers at once would help. `quotes` is how
    many verdicts needed words of the answer, and how many had some that stand there, also of judgements left out.
    """

    judgements: tuple[Judgement | Ungradable, ...]
    provenance: Provenance
    cut_short: bool = False
    quotes: tuple[int, int] = (0, 0)


OnWords = Callable[[str], None]
"""Hears all words of a question that have come so far. They may still change, and go when they are of no use."""


class QuestionWriter(Protocol):
    """Writes the questions of an interview one at a time, so that it can begin with the first. Each may raise."""

    def open(self, brief: Brief, on_words: OnWords | None = None) -> Question:
        """The question for the first slot, without key points, reference answer, hint and follow-ups."""
        ...

    def stand_ins(self, brief: Brief, opening: Question) -> tuple[Question | None, ...]:
        """For every slot but the first a question of somebody else, until its own is there; None where there is none.
        Asks no server."""
        ...

    def angles(self, brief: Brief, opening: str) -> tuple[str, ...]:
        """What the question of each slot is to be about, so that those written at the same time do not meet; "" for
        the first, which is there."""
        ...

    def write(self, brief: Brief, angle: str) -> Question:
        """A whole question for the only slot of `brief`, about `angle` where it says something."""
        ...

    def details(self, brief: Brief, question: Question) -> Question:
        """The same question with key points, reference answer, hint and follow-ups."""
        ...

    def repeats(self, question: Question, others: Sequence[str]) -> bool:
        """Whether a question asks what one of these texts asks."""
        ...


class Interviewer(Protocol):
    """`identity` is what questions and grades are signed with."""

    @property
    def identity(self) -> InterviewerId: ...

    @property
    def languages(self) -> tuple[str, ...]:
        """ISO 639-1 codes of the languages it can hold an interview in, the usual one first."""
        ...

    def judges(self, question: Question) -> bool:
        """Whether it can judge answers to this question; of any other the candidate marks the key points."""
        ...

    @property
    def has_opinions(self) -> bool:
        """Whether grading the same answer again may come out differently, so that a second opinion says something."""
        ...

    @property
    def measures_clarity(self) -> bool:
        """Whether its grades have points for clarity."""
        ...

    @property
    def writer(self) -> QuestionWriter | None:
        """How it writes questions one at a time; None where all are there at once."""
        ...

    def ask(self, brief: Brief) -> tuple[Question, ...]:
        """One question per slot, in the order of the slots; fewer when it has no more that fit."""
        ...

    def follow_up(self, session: InterviewSession, turn: Turn, *, within_s: float | None = None) -> Question | None:
        """A follow-up that reacts to the submitted answer of `turn`; None when there is nothing to ask. Asking for it
        ends `within_s` seconds, None: as long as somebody may wait for it."""
        ...

    def grade(self, turns: Sequence[Turn], opinion: int = 0, session: InterviewSession | None = None) -> Reply:
        """Judge answered turns, each labelled with its position. May leave some out; never invents one.

        `opinion` numbers independent looks at the same answers, from 0. `session` is the interview they are from: what
        was said around an answer, and in which language; without one each stands alone. AI_TOO_LONG, AI_DECLINED
        and AI_FILTERED mean that fewer answers at once, or an answer alone, may work.
        """
        ...

    def summarise(self, session: InterviewSession, grades: Sequence[Grade], totals: Totals) -> Summary:
        """Overall feedback, strengths and improvements, from grades that are there."""
        ...

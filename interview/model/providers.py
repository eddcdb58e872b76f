"""Several behind one interviewer: a model, another provider in reserve, and the question bank once a budget is used up.

Each signs what it asked and wrote. Grades are not shared out here: who grades a session is the grading run's choice.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from interview.core.graders import STEPS_IN_FOR
from interview.core.grading import Grade, Summary
from interview.core.identity import InterviewerId
from interview.core.interviewer import Brief, Interviewer, OnWords, QuestionWriter, Reply
from interview.core.question import Question
from interview.core.session import InterviewSession
from interview.core.spending import NO_BUDGET, Payer, charged_to
from interview.core.totals import Totals
from interview.core.turn import Turn
from interview.errors import Code, InterviewError

log = logging.getLogger("interview.model")

RESTS_S = 60.0

Made = TypeVar("Made")


class _Rest:
    """Until when the first is not asked, after it failed: a candidate waits for its failure once, not each time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0

    @property
    def is_on(self) -> bool:
        with self._lock:
            return time.monotonic() < self._until

    def begin(self) -> None:
        with self._lock:
            self._until = time.monotonic() + RESTS_S


class Providers:
    """Implements interview.core.interviewer.Interviewer with the identity of the `first`. `reserve` and `bank` may be
    None. Safe to share between threads."""

    def __init__(
        self, first: Interviewer, reserve: Interviewer | None, bank: Interviewer | None, rest: _Rest | None = None
    ) -> None:
        self._first = first
        self._reserve = reserve
        self._bank = bank
        self._rest = rest or _Rest()

    @property
    def identity(self) -> InterviewerId:
        return self._first.identity

    @property
    def languages(self) -> tuple[str, ...]:
        return self._first.languages

    def judges(self, question: Question) -> bool:
        return self._first.judges(question)

    @property
    def has_opinions(self) -> bool:
        return self._first.has_opinions

    @property
    def measures_clarity(self) -> bool:
        return self._first.measures_clarity

    @property
    def graders(self) -> tuple[Interviewer, ...]:
        """Who grades, the first before its reserve; each is asked by itself."""
        return (self._first,) if self._reserve is None else (self._first, self._reserve)

    @property
    def writer(self) -> QuestionWriter | None:
        """Questions one at a time, as the first or its reserve writes them."""
        first = self._first.writer
        return None if first is None else _Writers(self, first)

    def charged_to(self, payer: Payer) -> Providers:
        """The same, with every call counted for that interview."""
        reserve = None if self._reserve is None else charged_to(self._reserve, payer)
        return Providers(charged_to(self._first, payer), reserve, self._bank, self._rest)

    def ask(self, brief: Brief) -> tuple[Question, ...]:
        """As the first or its reserve asks; from the question bank, with the reason, once a budget is used up."""
        try:
            return self.either("ask", lambda interviewer: interviewer.ask(brief))
        except InterviewError as exc:
            is_spoken = self._bank is not None and brief.language in self._bank.languages
            if exc.code is not Code.AI_BUDGET_REACHED or self._bank is None or not is_spoken:
                raise
            return tuple(replace(question, reason=NO_BUDGET) for question in self._bank.ask(brief))

    def follow_up(self, session: InterviewSession, turn: Turn, *, within_s: float | None = None) -> Question | None:
        """As the first follows up, or its reserve while the first rests; a planned one is there if that fails.

        Nobody steps in for the other: a late follow-up says little of a server, and the candidate waits for one alone.
        """
        by = self._reserve if self._reserve is not None and self._rest.is_on else self._first
        return by.follow_up(session, turn, within_s=within_s)

    def grade(self, turns: Sequence[Turn], opinion: int = 0, session: InterviewSession | None = None) -> Reply:
        """As the first grades: one session is graded by one of them."""
        return self._first.grade(turns, opinion, session)

    def summarise(self, session: InterviewSession, grades: Sequence[Grade], totals: Totals) -> Summary:
        """As the first or its reserve sums up."""
        return self.either("summarise", lambda interviewer: interviewer.summarise(session, grades, totals))

    def either(self, operation: str, made_by: Callable[[Interviewer], Made]) -> Made:
        """What the first makes, or the reserve where the first cannot."""
        if self._reserve is None:
            return made_by(self._first)
        if not self._rest.is_on:
            try:
                return made_by(self._first)
            except InterviewError as exc:
                if exc.code not in STEPS_IN_FOR:
                    raise
                self._rest.begin()
                log.warning(
                    "the reserve steps in operation=%s first=%s reserve=%s code=%s",
                    operation,
                    self._first.identity,
                    self._reserve.identity,
                    exc.code,
                )
        return made_by(self._reserve)


class _Writers:
    """Implements core.interviewer.QuestionWriter: what asks a server goes to either, the rest to the first."""

    def __init__(self, providers: Providers, first: QuestionWriter) -> None:
        self._providers = providers
        self._first = first

    def open(self, brief: Brief, on_words: OnWords | None = None) -> Question:
        return self._either("open", lambda writer: writer.open(brief, on_words))

    def stand_ins(self, brief: Brief, opening: Question) -> tuple[Question | None, ...]:
        return self._first.stand_ins(brief, opening)

    def angles(self, brief: Brief, opening: str) -> tuple[str, ...]:
        return self._either("plan", lambda writer: writer.angles(brief, opening))

    def write(self, brief: Brief, angle: str) -> Question:
        return self._either("write", lambda writer: writer.write(brief, angle))

    def details(self, brief: Brief, question: Question) -> Question:
        return self._either("details", lambda writer: writer.details(brief, question))

    def repeats(self, question: Question, others: Sequence[str]) -> bool:
        return self._first.repeats(question, others)

    def _either(self, operation: str, made_by: Callable[[QuestionWriter], Made]) -> Made:
        return self._providers.either(operation, lambda interviewer: made_by(interviewer.writer or self._first))

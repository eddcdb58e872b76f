"""Has an interviewer grade every answer of a sample, in batches and with the bounds of the product.

It sends nothing but these answers, their questions and key points, and the bank's reference answers, and it never
retries more than the product does. What is finished is kept as it comes.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bench.gold import Case
from bench.ladder import bank_questions
from bench.model.journal import Journal
from interview.core.batching import batches
from interview.core.evaluation import back_off
from interview.core.graders import grader_id, graders
from interview.core.grading import Grade, Summary
from interview.core.identity import InterviewerId
from interview.core.interviewer import Brief, Interviewer, Reply
from interview.core.key_point import StoryPart, statements, story
from interview.core.measured import graded_as
from interview.core.question import Position, Question, QuestionKind
from interview.core.session import InterviewSession
from interview.core.totals import Totals
from interview.core.turn import Answer, Turn
from interview.errors import Failed, InterviewError
from interview.use_cases.grading.batches import BatchGrader, BatchRequest
from interview.use_cases.grading.run import Bounds


class Stopped(Exception):
    """Somebody asked to stop; what is finished is kept."""


@dataclass(frozen=True)
class Progress:
    """Answers finished in this look, of all, and the look's number."""

    look: int
    done: int
    total: int


class Watched:
    """An interviewer of which every reply's quotes are counted; it grades as the one inside does."""

    def __init__(self, inside: Interviewer, journal: Journal) -> None:
        self._inside = inside
        self._journal = journal
        self.languages = inside.languages
        self.has_opinions = inside.has_opinions
        self.measures_clarity = inside.measures_clarity
        self.writer = inside.writer

    @property
    def identity(self) -> InterviewerId:
        return self._inside.identity

    @property
    def grades_as(self) -> InterviewerId:
        return grader_id(graders(self._inside)[0])

    def ask(self, brief: Brief) -> tuple[Question, ...]:
        return self._inside.ask(brief)

    def follow_up(self, session: InterviewSession, turn: Turn, *, within_s: float | None = None) -> Question | None:
        return self._inside.follow_up(session, turn, within_s=within_s)

    def judges(self, question: Question) -> bool:
        return self._inside.judges(question)

    def grade(self, turns: Sequence[Turn], *more: Any, **named: Any) -> Reply:
        reply = self._inside.grade(turns, *more, **named)
        self._journal.keep_quotes(graded_as(reply.provenance), reply.quotes)
        return reply

    def summarise(self, session: InterviewSession, grades: Sequence[Grade], totals: Totals) -> Summary:
        return self._inside.summarise(session, grades, totals)


def name_of(case: Case) -> str:
    """An answer's name in files: 16 hex digits, no word of it."""
    return hashlib.sha256(f"{case.question_id}\n{case.text}".encode()).hexdigest()[:16]


def turns_of(cases: Sequence[Case]) -> dict[str, Turn]:
    """Every answer by its name as a question of its own, in an order in which neighbours answer other questions: beside
    each other, answers to one question would be compared, which no interview allows."""
    bank = bank_questions()
    before: dict[str, int] = {}
    places = []
    for case in cases:
        places.append(before.get(case.question_id, 0))
        before[case.question_id] = places[-1] + 1
    ordered = [case for _, case in sorted(zip(places, cases, strict=True), key=lambda each: each[0])]
    return {
        name_of(case): Turn(Position(number), _question(case, bank), Answer(text=case.text))
        for number, case in enumerate(ordered)
    }


def _question(case: Case, bank: dict[str, dict[str, object]]) -> Question:
    known = bank.get(case.question_id, {})
    return Question(
        text=case.question,
        category=case.topic,
        kind=QuestionKind.BEHAVIOURAL if case.told else QuestionKind.SKILL,
        key_points=tuple(story(StoryPart(name)) for name in case.key_points)
        if case.told
        else statements(*case.key_points),
        reference_answer=str(known.get("reference", "")),
        misconceptions=tuple(known.get("misconceptions", ())),  # type: ignore[arg-type]
        bank_id=case.question_id if known else "",
    )


def look(
    number: int,
    turns: dict[str, Turn],
    interviewer: Interviewer,
    bounds: Bounds,
    journal: Journal,
    *,
    may_go_on: Callable[[], None] = lambda: None,
    tell: Callable[[Progress], None] = lambda _progress: None,
    wait: Callable[[float], None] = time.sleep,
) -> InterviewError | None:
    """Grade whatever this look has not finished; the error that stopped it, or None when nothing is left.

    As the product does, it tries `bounds.attempts` times and waits in between as long as the server asks for.
    """
    names = {turn.position: name for name, turn in turns.items()}

    def keep(grades: Sequence[Grade]) -> None:
        for grade in grades:
            journal.keep(number, names[grade.position], grade)
        tell(Progress(number, len(journal.looked(number)), len(turns)))

    grader = BatchGrader(
        Watched(interviewer, journal), parallel=bounds.parallel, calls_per_batch=bounds.calls_per_batch
    )
    error: InterviewError | None = None
    for attempt in range(1, bounds.attempts + 1):
        done = journal.looked(number)
        left = [turn for name, turn in turns.items() if name not in done]
        requests = [BatchRequest(batch) for batch in batches(left, bounds.batch_size)]
        failed = grader.grade(requests, keep, may_go_on)
        error = next((each.error for each in failed if isinstance(each.error, Failed)), None) or (
            failed[0].error if failed else None
        )
        if error is None or isinstance(error, Failed):
            break
        if attempt < bounds.attempts:
            wait(error.retry_after or back_off(attempt).total_seconds())
    return error

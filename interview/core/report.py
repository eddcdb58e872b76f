"""Everything known about a session's grading at one moment; page, PDF, exports and API all read this one value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from interview.core.comparability import graders_of, score_is_measure
from interview.core.cost import Spent
from interview.core.evaluation import EvaluateStatus, Evaluation
from interview.core.grading import Grade, Outcome, Summary
from interview.core.identity import InterviewerId
from interview.core.lengths import MAX_RESUME_TOKENS, cut
from interview.core.measured import GradedAs, Measurement
from interview.core.mentoring import Mentor
from interview.core.not_knowing import is_unanswered, says_unknown
from interview.core.question import Position
from interview.core.rounds import Round
from interview.core.rubric import RUBRIC, Rubric, rubric_for
from interview.core.session import InterviewSession, SessionKind, SessionStatus
from interview.core.settling import open_verdicts, that_count, to_settle
from interview.core.spending import OUT_OF_BUDGET, UNTIL_TOMORROW
from interview.core.totals import Totals, totals
from interview.core.turn import Turn
from interview.messages import Message


@dataclass(frozen=True)
class Report:
    """`grades` holds the current grade per position, possibly not yet all of them; `summary` comes last.

    `requested` are answers that shall be graded once more, with the number of opinions; `earlier` holds replaced
    grades, oldest first; `seconds_left` is an estimate while grading is under way, None without any ground for one.
    `judged` holds, of answers in which the candidate's own word counts, the grade before it.
    `mentors` are the people who commented on it, `spent` is what a model used for it. `measurements` say how far the
    models that graded agree with others.
    `is_sample` says that it is there to be looked at: it is stored nowhere, so nothing in it can be changed or kept.
    """

    session: InterviewSession
    evaluation: Evaluation | None
    grades: Mapping[Position, Grade]
    summary: Summary | None = None
    requested: Mapping[Position, int] = field(default_factory=dict)
    earlier: Mapping[Position, tuple[Grade, ...]] = field(default_factory=dict)
    seconds_left: float | None = None
    judged: Mapping[Position, Grade] = field(default_factory=dict)
    mentors: tuple[Mentor, ...] = ()
    measurements: Mapping[GradedAs, Measurement] = field(default_factory=dict)
    spent: Spent = field(default_factory=Spent)
    is_sample: bool = False

    @property
    def role(self) -> str:
        """What somebody without a resume was asked as; "" with one, and for a single question."""
        session = self.session
        return session.resume_name if session.is_of_nobody and not session.is_one_question else ""

    @property
    def is_ready(self) -> bool:
        return self.evaluation is not None and self.evaluation.status is EvaluateStatus.COMPLETED

    @property
    def is_under_way(self) -> bool:
        """Grading waits or goes on."""
        return self.evaluation is not None and self.evaluation.is_under_way

    @property
    def is_out_of_budget(self) -> bool:
        """Whether a budget stopped the grading of an answer."""
        return any(grade.reason in OUT_OF_BUDGET for grade in self.grades.values())

    @property
    def is_out_of_days_budget(self) -> bool:
        """Whether a day's budget stopped the grading of an answer."""
        return any(grade.reason == UNTIL_TOMORROW for grade in self.grades.values())

    @property
    def comes_again(self) -> bool:
        """Whether what a day's budget stopped is graded by itself: it waits for a new day's, or is under way."""
        return self.evaluation is not None and (self.evaluation.comes_again or self.evaluation.is_under_way)

    @property
    def rubric(self) -> Rubric:
        """The rubric of the grades, the one that grades now where they are of several or there are none."""
        return rubric_for(self.rubric_versions)

    @cached_property
    def totals(self) -> Totals:
        return totals(self.session, self.grades, self.rubric)

    @cached_property
    def by_interviewer(self) -> Totals:
        """The numbers before the candidate's own word."""
        return totals(self.session, {**self.grades, **self.judged}, self.rubric) if self.judged else self.totals

    @property
    def answered_in(self) -> frozenset[str]:
        """The categories in which something was answered."""
        return frozenset(turn.question.category for turn in self.session.turns if (turn.answer.text or "").strip())

    @property
    def comparable_categories(self) -> Mapping[str, int]:
        """The category scores that may stand beside those of other interviews: a 0 for what nobody answered counts in
        its own report, and says nothing of what somebody can do."""
        answered = self.answered_in
        return {name: score for name, score in self.totals.categories.items() if name in answered}

    @property
    def is_measure(self) -> bool:
        """Whether the overall score may stand on a line with those of other interviews."""
        session = self.session
        return score_is_measure(
            session.kind, is_one_question=session.is_one_question, is_answered=bool(self.answered_in)
        )

    @property
    def done(self) -> int:
        """Answers that have an outcome and wait for no other one."""
        return sum(position not in self.requested for position in self.grades)

    @property
    def missing(self) -> tuple[Turn, ...]:
        """Turns without any outcome."""
        return tuple(turn for turn in self.session.turns if turn.position not in self.grades)

    @property
    def waiting(self) -> tuple[Turn, ...]:
        """Answers that an interviewer still has to grade, or to grade once more."""
        return tuple(
            turn
            for turn in self.session.turns
            if (turn.position not in self.grades or turn.position in self.requested)
            and not is_unanswered(turn.answer.text)
        )

    @property
    def unknown(self) -> int:
        """How many answers that count 0 by rule say that one does not know."""
        return sum(
            each.outcome is Outcome.UNANSWERED and says_unknown(turn.answer.text)
            for turn in self.session.turns
            if (each := self.grades.get(turn.position)) is not None
        )

    @property
    def not_reached(self) -> int:
        """How many questions the interview ended before: they count 0 by rule."""
        return sum(
            each.outcome is Outcome.UNANSWERED and turn.answer.text is None
            for turn in self.session.turns
            if (each := self.grades.get(turn.position)) is not None
        )

    @property
    def notes(self) -> tuple[Message, ...]:
        """What was cut before an interviewer saw it, and which questions a model never wrote."""
        if not self.session.interviewer.is_model:
            return ()
        kept = cut(self.session.resume_text, MAX_RESUME_TOKENS).words_kept
        long = () if kept is None else (Message.of("report.long_resume", words=kept),)
        return (*long, *(Message.of("report.never_written", number=main + 1) for main in self._never_written()))

    def _never_written(self) -> list[int]:
        """Places between two questions whose own was never there."""
        mains = {turn.position.main for turn in self.session.turns}
        return [main for main in range(max(mains, default=0)) if main not in mains]

    @property
    def prediction_note(self) -> Message | None:
        """What the candidate expected against the interviewer's own score; None without either. A score that their
        own word moved is no test of their guess."""
        expected, result = self.session.predicted_score, self.by_interviewer.overall
        if expected is None or self.totals.overall is None:
            return None
        if result is None:
            return Message.of("guess.no_number", expected=expected)
        off = result - expected
        if off == 0:
            return Message.of("guess.right_before" if self.judged else "guess.right", expected=expected)
        if self.judged:
            return Message.of(
                "guess.higher_before" if off > 0 else "guess.lower_before",
                expected=expected,
                result=result,
                points=abs(off),
            )
        return Message.of("guess.higher" if off > 0 else "guess.lower", expected=expected, points=abs(off))

    @property
    def graded_by(self) -> tuple[InterviewerId, ...]:
        """Everyone on whose judgement a score here rests, in order of the questions; rule-given zeros do not count."""
        given = (self.grades[turn.position] for turn in self.session.turns if self._has(turn))
        return tuple(dict.fromkeys(grade.measured_by for grade in given if grade.outcome is Outcome.GRADED))

    @property
    def has_several_graders(self) -> bool:
        """Whether more than one interviewer graded answers, which reports of earlier releases may have."""
        return len(graders_of(self.grades.values())) > 1

    @property
    def rubric_versions(self) -> tuple[str, ...]:
        versions = (
            self.grades[turn.position].provenance.rubric_version for turn in self.session.turns if self._has(turn)
        )
        return tuple(dict.fromkeys(versions)) or (RUBRIC.version,)

    @cached_property
    def to_settle(self) -> int:
        """How many verdicts have to be settled until the overall score is a number."""
        return to_settle(self.grades.values(), self.rubric)

    @cached_property
    def waiting_for_marks(self) -> frozenset[Position]:
        """Which answers have a score that does not count before the candidate marks it."""
        scored = {grade.position for grade in self.grades.values() if grade.scores is not None}
        return frozenset(scored - {grade.position for grade, _ in that_count(self.grades.values(), self.rubric)})

    @property
    def open_where_it_counts(self) -> int:
        """How many verdicts nobody is sure of in answers that the overall score is made of."""
        return sum(open_verdicts(grade) for grade, _ in that_count(self.grades.values(), self.rubric))

    @property
    def settled(self) -> tuple[int, int]:
        """How many verdicts the candidate settled, and how many there are."""
        graded = [grade for grade in self.grades.values() if grade.outcome is Outcome.GRADED]
        return sum(len(grade.settled) for grade in graded), sum(len(grade.points) for grade in graded)

    def _has(self, turn: Turn) -> bool:
        return turn.position in self.grades

    def lines(self) -> Iterator[tuple[int, Turn, Grade | None]]:
        """(questionIndex, turn, grade or None) in the order asked."""
        for index, turn in enumerate(self.session.turns):
            yield index, turn, self.grades.get(turn.position)


@dataclass(frozen=True)
class SessionLine:
    """A session as one line of the history. `overall` is 0–100, None while nothing has a score or too much of it is
    open; `low` and `high` are the ends of where it most likely is; with `has_marks_to_come` there are answers that only
    the candidate can judge. `questions` are main questions, `follow_ups` came behind them, and `answered` counts the
    answers to both. `job` is what the job it prepares for is called, "" for none."""

    id: str
    resume_id: str | None
    resume_name: str
    status: SessionStatus
    interviewer: InterviewerId
    created_at: datetime
    completed_at: datetime | None
    evaluate_status: EvaluateStatus | None
    questions: int
    follow_ups: int
    answered: int
    overall: int | None
    low: int | None = None
    high: int | None = None
    has_marks_to_come: bool = False
    kind: SessionKind = SessionKind.INTERVIEW
    title: str = ""
    tags: tuple[str, ...] = ()
    round: Round = Round.MIXED
    job: str = ""

    @property
    def name(self) -> str:
        """What to call it: its title, or the resume's name; "" for a pasted text without a title."""
        return self.title or self.resume_name

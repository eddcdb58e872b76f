"""Who may grade for an interviewer, in which order, and when the reserve steps in.

One session is graded by one of them: the reserve, or whoever is set by now, takes all of its answers or none (decision
0070).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interview.core.comparability import graders_of
from interview.core.grading import Grade, Outcome
from interview.core.identity import InterviewerId
from interview.core.interviewer import Interviewer
from interview.core.report import Report
from interview.core.session import SessionStatus
from interview.core.turn import Turn
from interview.errors import Code
from interview.messages import Message

# What another provider may do better. A refused key is the operator's fault, and no candidate's.
_NAMES = frozenset(
    {
        *("AI_SERVICE_TIMEOUT", "AI_SERVICE_UNAVAILABLE", "AI_RATE_LIMITED", "AI_OVERLOADED", "AI_NO_CREDIT"),
        *("AI_BLOCKED", "AI_API_KEY_INVALID", "AI_WRONG_ADDRESS", "AI_MODEL_UNKNOWN"),
    }
)
STEPS_IN_FOR = frozenset(code for code in Code if code in _NAMES)


@dataclass(frozen=True)
class Assignment:
    """Who grades which answers. `others` are grades that another gave: they give way to those of all `turns` together,
    or, where these `wait`, nothing is graded beside them."""

    grader: Interviewer
    turns: tuple[Turn, ...]
    others: tuple[Grade, ...] = ()
    wait: bool = False


def graders(interviewer: Interviewer) -> tuple[Interviewer, ...]:
    """Who grades, the usual one first and then its reserve."""
    known: tuple[Interviewer, ...] = getattr(interviewer, "graders", (interviewer,))
    return known


def grader_id(interviewer: Interviewer) -> InterviewerId:
    """With what its grades are signed, which is another model where one is set for grading."""
    known: InterviewerId = getattr(interviewer, "grades_as", interviewer.identity)
    return known


def grader_beside(candidates: tuple[Interviewer, ...], others: Iterable[Grade]) -> Interviewer:
    """Who grades answers beside those that keep their grade: whoever graded these, else the usual one."""
    gave = graders_of(others)
    return next((each for each in candidates if grader_id(each) in gave), candidates[0])


def assignment(candidates: tuple[Interviewer, ...], report: Report, turns: Sequence[Turn]) -> Assignment:
    """Who of the candidates grades these answers, so that no total is over two graders.

    Where only others graded the rest, answers of a finished report wait; before there is one, the rest is graded anew
    with them.
    """
    again = {turn.position for turn in turns}
    beside = [grade for position, grade in report.grades.items() if position not in again]
    grader = grader_beside(candidates, beside)
    others = by_others(beside, grader)
    if others and is_first(report):
        if turns or len(graders_of(beside)) > 1:
            again |= {grade.position for grade in others}
    elif others and grader_id(grader) not in graders_of(beside):
        return Assignment(grader, tuple(turns), others, wait=True)
    chosen = tuple(turn for turn in report.session.turns if turn.position in again)
    return Assignment(grader, chosen, by_others((report.grades[p] for p in again & report.grades.keys()), grader))


def is_first(report: Report) -> bool:
    """Whether there was no report of this session yet."""
    return report.session.status is not SessionStatus.EVALUATED


def by_others(grades: Iterable[Grade], grader: Interviewer) -> tuple[Grade, ...]:
    """The grades that another than this one gave."""
    return tuple(grade for grade in grades if graders_of([grade]) - {grader_id(grader)})


def grader_changed(others: Iterable[Grade]) -> Message:
    """Why an answer waits: another is set now than whoever gave the grades of `others`."""
    named = (each.model if each.is_model else Message.of("interviewer.practice") for each in sorted(graders_of(others)))
    return Message.of("ungraded.grader_changed", who=tuple(named))


def loses_scores(known: Iterable[Grade], made: Iterable[Grade]) -> bool:
    """Whether an answer that has a score would have none."""
    scored = {grade.position for grade in known if grade.outcome is Outcome.GRADED}
    return any(grade.scores is None and grade.position in scored for grade in made)

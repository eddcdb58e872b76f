"""Who may grade for an interviewer, in which order, and when the reserve steps in.

One session is graded by one of them: the reserve takes all of its answers or none (decision 0070).
"""

from __future__ import annotations

from collections.abc import Iterable

from interview.core.grading import Grade, Outcome
from interview.core.identity import InterviewerId
from interview.core.interviewer import Interviewer
from interview.errors import Code

# What another provider may do better. A refused key is the operator's fault, and no candidate's.
_NAMES = frozenset(
    {
        *("AI_SERVICE_TIMEOUT", "AI_SERVICE_UNAVAILABLE", "AI_RATE_LIMITED", "AI_OVERLOADED", "AI_NO_CREDIT"),
        *("AI_BLOCKED", "AI_API_KEY_INVALID", "AI_WRONG_ADDRESS", "AI_MODEL_UNKNOWN"),
    }
)
STEPS_IN_FOR = frozenset(code for code in Code if code in _NAMES)


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
    gave = {grade.provenance.graded_by for grade in others if grade.outcome is Outcome.GRADED}
    return next((each for each in candidates if grader_id(each) in gave), candidates[0])

"""A judge's ear for what kind of answer somebody gives, for judges whose verdicts are made up."""

from __future__ import annotations

from interview.core.answer_kind import Heard
from interview.core.question import Question
from interview.scorer.grader import Grader

_GRADER = Grader()


class HearsKinds:
    """Kinds are those of the judge in place."""

    def heard(self, question: Question, answer: str) -> Heard:
        return _GRADER.heard(question, answer)

"""A judge's ear for what kind of answer somebody gives, for judges whose verdicts are made up."""

from __future__ import annotations

from interview.core.answer_kind import AnswerKind
from interview.scorer.grader import Grader

_GRADER = Grader()


class HearsKinds:
    """Kinds are those of the judge in place."""

    def kind_of(self, question: str, answer: str) -> AnswerKind:
        return _GRADER.kind_of(question, answer)

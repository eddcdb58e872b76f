"""A judge's ear for what kind of answer somebody gives, and what can be asked behind a sentence, for judges whose
verdicts are made up."""

from __future__ import annotations

from interview.core.answer_kind import Heard
from interview.core.asked_behind import AskedBehind
from interview.core.question import Question
from interview.scorer.grader import Grader

_GRADER = Grader()


class HearsKinds:
    """Kinds and what can be asked are those of the judge in place."""

    def heard(self, question: Question, answer: str) -> Heard:
        return _GRADER.heard(question, answer)

    def may_be_asked(self, question: AskedBehind, sentence: str) -> bool:
        return _GRADER.may_be_asked(question, sentence)

"""Whether a question of the bank fits a person's work, by what the lines of their resume say.

A topic of the bank is wider than a trade: who drives a coach loads no lorry, and a helper runs no kitchen. That is
learned from people who read resumes and said of questions whether they fit (training/resume_lines). It knows English
alone, and learned of trades more than of software, so that it says nothing of technical topics.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from interview.practice.line_meaning import meaning
from interview.question_bank.bank import BankQuestion, Topic
from interview.scorer.meanings import QUESTION_FIT, beside, fitted
from interview.scorer.verdict_model import Floats

FITS = "fits"
LEAST = 0.6
"""So probably somebody who read the resume would say that it fits (training/resume_lines/README.md)."""
WANTED = 0.35
"""The same for what a posting asks for: it need not be work that somebody has done."""
# What fewer lines tell of is nobody's whole work.
_FEWEST_LINES = 2


class QuestionFit:
    """`lines` are those that tell somebody's work, in English; where they are too few every question fits."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines if len(lines) >= _FEWEST_LINES else ()
        self._known: dict[str, float] = {}

    def allows(self, topic: Topic, question: BankQuestion, *, is_wanted: bool = False) -> bool:
        """Whether a question fits, as far as that can be told; `is_wanted` is what the posting asks for."""
        if topic.is_technical or not self._work:
            return True
        if question.id not in self._known:
            self._known[question.id] = self._share(question.question)
        return self._known[question.id] >= (WANTED if is_wanted else LEAST)

    @cached_property
    def _work(self) -> list[Floats]:
        return [said for line in self._lines if (said := meaning(line)) is not None]

    def _share(self, question: str) -> float:
        model, said = fitted(QUESTION_FIT), meaning(question)
        return 1.0 if model is None or said is None else model.shares(beside(said, self._work))[FITS]

"""Whether a question of the bank fits a person's work, by what the lines of their resume say.

A topic of the bank is wider than a trade: who drives a coach loads no lorry, and a helper runs no kitchen. That is
learned from people who read resumes and said of questions whether they fit (training/resume_lines). It knows English
alone, and learned of trades more than of software, so that it says nothing of technical topics.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from interview.core.interviewer import Brief
from interview.occupations.occupation import Occupation, is_for_everybody
from interview.practice.line_meaning import meaning
from interview.practice.prepared_work import is_said
from interview.question_bank.bank import BankQuestion, QuestionBank, Topic
from interview.question_bank.topics import FOR_EVERYBODY
from interview.question_bank.wanted_of_text import work_of_posting
from interview.scorer.meanings import QUESTION_FIT, beside, fitted
from interview.scorer.verdict_model import Floats

ANYBODY, TRADE = "anybody", "trade"
"""Which questions: those for everybody, and those of a trade."""
LEAST = {ANYBODY: 0.6, TRADE: 0.3}
"""So probably somebody who read the resume would say that it fits (training/resume_lines/README.md)."""
WANTED = 0.1
"""The same for what a posting asks for: it need not be work that somebody has done."""
# What fewer lines tell of is nobody's whole work.
_FEWEST_LINES = 2
_LEARNED_LANGUAGE = "en"


def question_fit(brief: Brief, occupation: Occupation | None, bank: QuestionBank) -> QuestionFit:
    """For somebody who is prepared as `occupation`."""
    is_known = brief.profile.language == brief.language == _LEARNED_LANGUAGE
    lines = [each.line for each in brief.profile.achievements] if is_known else []
    if occupation is None or not (is_said(occupation, brief) or work_of_posting(brief.job, bank) == occupation):
        return QuestionFit(lines)
    return QuestionFit(
        lines, [name for name in (*occupation.core, *occupation.core_if_named) if not is_for_everybody(name)]
    )


class QuestionFit:
    """`lines` are those that tell somebody's work, in English; where they are too few every question fits. `core` are
    the topics of the work that a title says, and so fit."""

    def __init__(self, lines: Sequence[str], core: Collection[str] = ()) -> None:
        self._model = fitted(QUESTION_FIT)
        self._lines = lines if len(lines) >= _FEWEST_LINES else ()
        self._core = core
        self._known: dict[str, float] = {}

    def allows(self, topic: Topic, question: BankQuestion, *, is_wanted: bool = False) -> bool:
        """Whether a question fits, as far as that can be told; `is_wanted` is what the posting asks for."""
        if topic.is_technical or topic.topic in self._core or self._model is None or not self._work:
            return True
        name = ANYBODY if topic.area == FOR_EVERYBODY else TRADE
        if question.id not in self._known:
            said = meaning(question.question)
            self._known[question.id] = 1.0 if said is None else self._model.shares(beside(said, self._work))[name]
        return self._known[question.id] >= (WANTED if is_wanted else LEAST[name])

    @cached_property
    def _work(self) -> list[Floats]:
        return [said for line in self._lines if (said := meaning(line)) is not None]

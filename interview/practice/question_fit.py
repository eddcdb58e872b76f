"""Whether a question of the bank fits a person's work, by what the lines of their resume say.

A topic of the bank is wider than a trade: who drives a coach loads no lorry, and a helper runs no kitchen. That is
learned from people who read resumes and said of questions whether they fit (training/resume_lines). It knows English
alone, and learned of trades more than of software, so that it says nothing of technical topics.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from interview.core.interviewer import Brief
from interview.core.posting import JobPosting
from interview.occupations.occupation import Occupation, is_for_everybody
from interview.practice.line_meaning import meaning
from interview.practice.prepared_work import crafts_told, is_read, is_said
from interview.practice.spoken_of import SpokenOf
from interview.question_bank.bank import BankQuestion, QuestionBank, Topic
from interview.question_bank.topics import FOR_EVERYBODY
from interview.question_bank.wanted_of_text import work_of_posting
from interview.resume.profile.resume_read import ReadResume

if TYPE_CHECKING:
    from interview.scorer.verdict_model import Floats

ANYBODY, TRADE = "anybody", "trade"
"""Which questions: those for everybody, and those of a trade."""
LEAST = {ANYBODY: 0.6, TRADE: 0.3}
"""So probably somebody who read the resume would say that it fits (training/resume_lines/README.md)."""
# What fewer lines tell of is nobody's whole work.
_FEWEST_LINES = 2
_LEARNED_LANGUAGE = "en"


def question_fit(
    brief: Brief, resume: ReadResume, occupation: Occupation | None, bank: QuestionBank, spoken: SpokenOf
) -> QuestionFit:
    """For somebody who is prepared as `occupation`; `resume` and `spoken` are of the same brief."""
    is_known = brief.profile.language == brief.language == _LEARNED_LANGUAGE
    lines = [each.line for each in brief.profile.achievements] if is_known else []
    # Whom a pack's questions are for its author knows, and nobody read resumes beside them.
    of_packs = [topic.topic for topic in bank.topics if bank.source_of(topic) is not None]
    if occupation is None:
        return QuestionFit(lines, of_packs=of_packs)
    if not _is_named(occupation, brief.job, resume, bank):
        return QuestionFit(lines, told=crafts_told(occupation, resume, bank, spoken), of_packs=of_packs)
    core = [name for name in (*occupation.core, *occupation.core_if_named) if not is_for_everybody(name)]
    return QuestionFit(lines, core=core, of_packs=of_packs)


def _is_named(occupation: Occupation, job: JobPosting, resume: ReadResume, bank: QuestionBank) -> bool:
    """Whether a title says it, that of the posting means it, or the person said so themselves."""
    is_titled = is_said(occupation, job, resume) or work_of_posting(job, bank) == occupation
    return is_titled or not is_read(occupation, resume)


class QuestionFit:
    """`lines` are those that tell somebody's work, in English; where they are too few every question fits. `core` are
    the topics of the work that a title says, and so fit; `told` are those of a work that a title means by another name,
    which stand in before what is no craft at all. Of the topics `of_packs` every question fits."""

    def __init__(
        self,
        lines: Sequence[str],
        *,
        core: Collection[str] = (),
        told: Collection[str] = (),
        of_packs: Collection[str] = (),
    ) -> None:
        self._lines = lines if len(lines) >= _FEWEST_LINES else ()
        self._core, self._told, self._of_packs = core, told, of_packs
        self._known: dict[str, float] = {}

    def allows(self, topic: Topic, question: BankQuestion) -> bool:
        """Whether a question fits, as far as that can be told."""
        if topic.topic in self._of_packs or topic.topic in self._core:
            return True
        if topic.is_technical or not self._lines:
            return True
        name = ANYBODY if topic.area == FOR_EVERYBODY else TRADE
        if question.id not in self._known:
            self._known[question.id] = self._share(name, question.question)
        return self._known[question.id] >= LEAST[name]

    def stands_in(self, topic: Topic) -> bool:
        """Whether a topic's questions are asked where none is left that fits."""
        return topic.topic in self._told

    def _share(self, name: str, question: str) -> float:
        # numpy is loaded with the first question, not with the app.
        from interview.scorer.meanings import QUESTION_FIT, beside, fitted

        model, said = fitted(QUESTION_FIT), meaning(question)
        if model is None or said is None or not self._work:
            return 1.0
        return model.shares(beside(said, self._work))[name]

    @cached_property
    def _work(self) -> list[Floats]:
        return [said for line in self._lines if (said := meaning(line)) is not None]

"""What kind of answer somebody gives, by what the judge makes of it beside its question.

Learned from short answers of which their authors said what they do (training/answer_kinds). Nothing else stands for a
refusal or an "I don't know" in one's own words: rules that listed their wordings found one in five. It knows English.
"""

from __future__ import annotations

from collections.abc import Mapping

from interview.core.answer_kind import AnswerKind
from interview.scorer.judge import Judge
from interview.scorer.meanings import ANSWER_KINDS, fitted
from interview.text.sentences import sentences

LEAST, HARDLY = 0.35, 0.2
"""So probable is a kind other than that something is told, or so little that something is told. Authors of whom nothing
was learned said of none of 680 answers so taken that it tells something (training/answer_kinds/README.md)."""


def kind_of(judge: Judge, question: str, answer: str) -> AnswerKind:
    """TELLS where that is not known, and of an answer too long for one reading: who says so much tells something."""
    model = fitted(ANSWER_KINDS)
    said = [part.of(answer) for part in sentences(answer)]
    meaning = judge.meaning_beside(question, said) if model is not None and said else None
    if model is None or meaning is None:
        return AnswerKind.TELLS
    return kind_by(model.shares(meaning))


def kind_by(shares: Mapping[str, float]) -> AnswerKind:
    """The kind of an answer by how probable each is."""
    kind = max(shares, key=shares.__getitem__)
    is_plain = shares[kind] >= LEAST or shares[AnswerKind.TELLS] < HARDLY
    return AnswerKind(kind) if is_plain else AnswerKind.TELLS

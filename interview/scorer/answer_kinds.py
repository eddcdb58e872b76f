"""What kind of answer somebody gives, by what the judge makes of it beside its question.

Learned from short answers of which their authors said what they do (training/answer_kinds). Nothing else stands for a
refusal or an "I don't know" in one's own words: rules that listed their wordings found one in five. It knows English.
"""

from __future__ import annotations

from collections.abc import Mapping

from interview.core.answer_kind import NOTHING_TOLD, TELLS, AnswerKind, Heard
from interview.scorer.judge import Judge
from interview.scorer.meanings import ANSWER_KINDS, fitted
from interview.text.sentences import sentences

LEAST = 0.35
"""So probable is a kind other than that something is told (what that costs: training/answer_kinds/README.md)."""
SURE, HARDLY = 0.6, 0.2
"""So probable has it to be that nothing is told, and so little that something is, where that may itself be the answer:
a no or a refusal to a question of knowledge, such as what to say to a caller, and anything behind a follow-up, such as
how somebody took it. Then nothing else is looked for."""
_MAY_ANSWER = (AnswerKind.REFUSES, AnswerKind.NOT_DONE)


def heard(judge: Judge, question: str, answer: str, *, is_main: bool, is_story: bool) -> Heard:
    """TELLS where that is not known, and of an answer too long for one reading: who says so much tells something. The
    question `is_main` if it is no follow-up, and `is_story` if it asks for one thing that was lived through: of one's
    own work "we never wrote tests" may be what was asked for."""
    model = fitted(ANSWER_KINDS)
    said = [part.of(answer) for part in sentences(answer)]
    meaning = judge.meaning_beside(question, said) if model is not None and said else None
    if model is None or meaning is None:
        return TELLS
    shares = model.shares(meaning)
    found = by_shares(shares)
    nothing = sum(shares[kind] for kind in NOTHING_TOLD)
    is_sure = found in NOTHING_TOLD and nothing >= SURE and shares[AnswerKind.TELLS] < HARDLY
    may_answer = not is_main or (not is_story and found in _MAY_ANSWER)
    return TELLS if may_answer and not is_sure else Heard(found, is_sure)


def by_shares(shares: Mapping[str, float]) -> AnswerKind:
    """The kind of an answer to a question that asks for a story, by how probable each is."""
    others = {kind: share for kind, share in shares.items() if kind != AnswerKind.TELLS}
    kind, told = max(others, key=others.__getitem__), shares[AnswerKind.TELLS]
    return AnswerKind(kind) if others[kind] >= max(LEAST, told) else AnswerKind.TELLS

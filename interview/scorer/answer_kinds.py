"""What kind of answer somebody gives, by what the judge makes of it beside its question.

Learned from short answers of which their authors said what they do (training/answer_kinds). Nothing else stands for a
refusal or an "I don't know" in one's own words: rules that listed their wordings found one in five. It knows English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
AT_FIRST = 0.9
"""So probable has it to be that a first sentence alone says that one does not know, where much stands behind it."""
_MAY_ANSWER = (AnswerKind.REFUSES, AnswerKind.NOT_DONE)


def heard(judge: Judge, question: str, answer: str, *, is_main: bool, is_story: bool) -> Heard:
    """TELLS where that is not known, and of an answer too long for one reading: who says so much tells something. The
    question `is_main` if it is no follow-up, and `is_story` if it asks for one thing that was lived through: of one's
    own work "we never wrote tests" may be what was asked for."""
    said = [part.of(answer) for part in sentences(answer)]
    shares = _shares(judge, question, said)
    if shares is None:
        return TELLS
    found = by_shares(shares)
    # Whoever begins with "I don't know" and goes on at length is taken at their first word.
    if found is AnswerKind.TELLS and len(said) > 1 and _says_first_of_all(judge, question, said[0]):
        return Heard(AnswerKind.UNKNOWN, False)
    nothing = sum(shares[kind] for kind in NOTHING_TOLD)
    is_sure = found in NOTHING_TOLD and nothing >= SURE and shares[AnswerKind.TELLS] < HARDLY
    may_answer = not is_main or (not is_story and found in _MAY_ANSWER)
    return TELLS if may_answer and not is_sure else Heard(found, is_sure)


def _shares(judge: Judge, question: str, said: Sequence[str]) -> Mapping[str, float] | None:
    """How probable each kind is of these sentences; None where nobody can tell."""
    model = fitted(ANSWER_KINDS)
    meaning = judge.meaning_beside(question, said) if model is not None and said else None
    return None if model is None or meaning is None else model.shares(meaning)


def _says_first_of_all(judge: Judge, question: str, sentence: str) -> bool:
    """Whether a first sentence surely says that one does not know."""
    shares = _shares(judge, question, [sentence])
    return shares is not None and shares[AnswerKind.UNKNOWN] >= AT_FIRST and shares[AnswerKind.TELLS] < HARDLY


def by_shares(shares: Mapping[str, float]) -> AnswerKind:
    """The kind of an answer to a question that asks for a story, by how probable each is."""
    others = {kind: share for kind, share in shares.items() if kind != AnswerKind.TELLS}
    kind, told = max(others, key=others.__getitem__), shares[AnswerKind.TELLS]
    return AnswerKind(kind) if others[kind] >= max(LEAST, told) else AnswerKind.TELLS

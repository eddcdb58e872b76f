"""Measure whether one small word is heard: python bench/turned.py

Expert answers of training/judge/data/held/turned, whose sentences an author turned round by the smallest change that
makes them wrong. Each is judged as it was, with one half of its sentences turned, with the other, and with both, as the
product judges an answer to that question of the bank. Per sort of answer: answers, mean score (that of the report, also
where a wide range hides it), how many have a number; then, of the key points of which all that is said is right, or
wrong, how many are called recognised, opposite, not recognised and not sure, in percent.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.ladder import bank_questions, ends, judged, number
from bench.only_help import only_help
from interview.core.grading import Judgement, Ungradable, Verdict, is_narrow
from interview.core.rubric import RUBRIC
from interview.scorer.grader import Grader
from training.judge.authored import TURNED, Answer, Claim, Sentence, everything

SHOWN = (Verdict.COVERED, Verdict.CONTRADICTED, Verdict.MISSED, Verdict.UNSURE)


def sorts(one: Answer, other: Answer) -> dict[str, list[list[Sentence]]]:
    """Every sort of answer that two halves make."""
    pairs = list(zip(one.sentences, other.sentences, strict=True))
    return {
        "plain": [[min(pair, key=_wrong) for pair in pairs]],
        "half turned": [list(one.sentences), list(other.sentences)],
        "turned": [[max(pair, key=_wrong) for pair in pairs]],
    }


def _wrong(sentence: Sentence) -> int:
    return Claim.CONTRADICTS in sentence.claims.values()


def claimed(sentences: Sequence[Sentence]) -> dict[int, bool]:
    """Whether what all sentences say of a key point is right, by its number; points of which both is said, or half, are
    left out."""
    said: dict[int, set[Claim]] = {}
    for sentence in sentences:
        for point, claim in sentence.claims.items():
            said.setdefault(int(point), set()).add(claim)
    return {
        point: claims == {Claim.STATES}
        for point, claims in said.items()
        if len(claims) == 1 and Claim.HALF not in claims
    }


def main() -> None:
    grader, bank = Grader(2), bank_questions()
    answers = everything(TURNED)[1]
    found: dict[str, list[tuple[Judgement, dict[int, bool]]]] = {}
    for one, other in zip(answers[::2], answers[1::2], strict=True):
        for sort, texts in sorts(one, other).items():
            for sentences in texts:
                judgement = judged(grader, bank[one.question_id], " ".join(each.text for each in sentences))
                if isinstance(judgement, Ungradable):
                    raise ValueError(f"{one.question_id}: {judgement.reason}")
                found.setdefault(sort, []).append((judgement, claimed(sentences)))
    print(f"{'answer':14}{'answers':>8}{'score':>7}{'numbers':>9}  what is said of a point")
    for sort, replies in found.items():
        scores = [number(judgement) for judgement, _ in replies]
        narrow = sum(is_narrow(between, RUBRIC) for judgement, _ in replies if (between := ends(judgement)))
        print(f"{sort:14}{len(replies):8}{sum(scores) / len(scores):7.1f}{narrow:9}", end="  ")
        print("; ".join(_verdicts(replies, is_right) for is_right in (True, False)))


def _verdicts(replies: Sequence[tuple[Judgement, dict[int, bool]]], is_right: bool) -> str:
    said = Counter(
        judgement.points[point].verdict
        for judgement, claims in replies
        for point, right in claims.items()
        if right is is_right
    )
    name = "right" if is_right else "wrong"
    if not said:
        return f"{name}: none"
    shares = ", ".join(f"{verdict} {100 * said[verdict] / said.total():.0f}" for verdict in SHOWN)
    return f"{name}, {said.total()}: {shares}"


if __name__ == "__main__":
    only_help(__doc__)
    main()

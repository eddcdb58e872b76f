"""The project's own labelled answers for measuring a grader: python -m bench.model.sample writes bench/data/model.yaml.

160 answers, from the texts that the built-in judge never learned from (training/judge/data/held): 33 questions of
knowledge with four answers each (expert, wrong, mixed, waffle) and the seven told ones with four stories each (strong,
partial, brag, elsewhere). Questions are taken at even distances of their sorted ids. Verdicts are the authors' labels;
the score follows from these by the product's formula without clarity, and the band is 15 points to either side: no
person gave them. A story about something else makes no point of what was asked, as in answers judged by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.ladder import bank_questions
from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import KeyPoint, statements
from interview.core.question import QuestionKind
from interview.core.scoring import score
from training.judge.authored import Answer, Claim, everything

FILE = Path(__file__).parents[1] / "data" / "model.yaml"
ASKED, KINDS = 33, ("expert", "wrong", "mixed", "waffle")
TOLD_KINDS = ("strong", "partial", "brag", "elsewhere")
MARGIN = 15
_SAYS = {
    Claim.CONTRADICTS: Verdict.CONTRADICTED,
    Claim.STATES: Verdict.COVERED,
    Claim.HALF: Verdict.TOUCHED,
}


def sample() -> list[dict[str, Any]]:
    """The questions with their answers, in the format of bench/gold.py."""
    bank = bank_questions()
    _, written = everything("held")
    asked = sorted({each.question_id for each in written if each.points})
    told = sorted({each.question_id for each in written if not each.points})
    chosen = [asked[number * len(asked) // ASKED] for number in range(ASKED)]
    return [_question(bank[name], name, list(_of(written, name, KINDS))) for name in chosen] + [
        _question(bank[name], name, list(_of(written, name, TOLD_KINDS))) for name in told
    ]


def _of(written: Sequence[Answer], question_id: str, kinds: Sequence[str]) -> Iterator[Answer]:
    """The first answer of each kind."""
    for kind in kinds:
        yield next(each for each in written if (each.question_id, each.kind) == (question_id, kind))


def _question(asked: dict[str, Any], question_id: str, answers: Sequence[Answer]) -> dict[str, Any]:
    kind: QuestionKind = asked["kind"]
    is_told = kind is not QuestionKind.SKILL
    points: tuple[KeyPoint, ...] = asked["key_points"] if is_told else statements(*answers[0].points)
    names = [point.id for point in points] if is_told else [str(number) for number in range(len(points))]
    return {
        "question_id": question_id,
        "topic": asked["topic"],
        "kind": kind.value,
        "question": asked["question"] if is_told else answers[0].question,
        "key_points": names if is_told else [point.text for point in points],
        "answers": [_answer(answer, names, points) for answer in answers],
    }


def _answer(answer: Answer, names: Sequence[str], points: Sequence[KeyPoint]) -> dict[str, Any]:
    found = [_verdict(answer, name) for name in names]
    judged = [PointJudgement(point, verdict) for point, (verdict, _) in zip(points, found, strict=True)]
    total = round(score(judged, None).total)
    return {
        "type": answer.kind,
        "text": " ".join(sentence.text for sentence in answer.sentences),
        "verdicts": [{"verdict": verdict.value, "quote": quote} for verdict, quote in found],
        "score": total,
        "band": [max(0, total - MARGIN), min(100, total + MARGIN)],
    }


def _verdict(answer: Answer, name: str) -> tuple[Verdict, str]:
    """What the answer does with a point, the worst first, and the sentence that does it."""
    if answer.kind != "elsewhere":
        for claim, verdict in _SAYS.items():
            for sentence in answer.sentences:
                if sentence.claims.get(name) is claim:
                    return verdict, sentence.text
    return Verdict.MISSED, ""


def as_text(found: Sequence[dict[str, Any]]) -> str:
    """The file."""
    head = "# Written by python -m bench.model.sample, which says what these answers are; change nothing here.\n"
    return head + yaml.safe_dump(list(found), allow_unicode=True, sort_keys=False, width=120)


if __name__ == "__main__":
    FILE.write_text(as_text(sample()), encoding="utf-8")

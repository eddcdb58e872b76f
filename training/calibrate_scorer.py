"""Make the product's maps from the answer ladder: what evidence for a key point and agreement of an answer are worth.

    python training/calibrate_scorer.py

Inputs: training/data/ladder/*.yaml (our own answers, with the key points each covers) and the question bank. It writes
interview/scorer/weights/product.json with a checksum, and prints how well the map does on questions it was not
fitted on. Graded answers of other people are no input.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(Path(__file__).parents[1]))

from interview.scorer.calibration import checksum
from interview.scorer.key_point_coverage import agreement, evidence, read_answer, read_claims
from interview.scorer.weights_version import WEIGHTS

ROOT = Path(__file__).parents[1]
LADDER = ROOT / "training" / "data" / "ladder"
BANK = ROOT / "interview" / "question_bank" / "questions"
FOLDS = 8
# A key point: seven in ten that are left out stay below the strength that earns nothing, and every second one that is
# covered reaches the strength that earns everything.
LEFT_OUT_SHARE, COVERED_SHARE = 0.7, 0.5
# The answer as a whole: three in four vague answers stay below the level that earns nothing, and three in four
# excellent ones reach the level that earns everything.
VAGUE_SHARE, EXCELLENT_SHARE = 0.75, 0.25


@dataclass(frozen=True)
class Sample:
    """One answer: per key point the strength of the evidence and whether it is covered, and its agreement."""

    question: str
    kind: str
    points: tuple[tuple[float, bool], ...]
    agreement: float


def bank_questions() -> dict[str, dict[str, Any]]:
    """Main questions of the skill topics by id."""
    topics = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(BANK.glob("*.yaml"))]
    return {
        question["id"]: question | {"topic": topic["name"]}
        for topic in topics
        if topic["kind"] == "skill"
        for question in topic["questions"]
    }


def ladder_rungs() -> list[dict[str, Any]]:
    """Every question of the ladder, in the order of the files."""
    return [rung for path in sorted(LADDER.glob("*.yaml")) for rung in yaml.safe_load(path.read_text(encoding="utf-8"))]


def samples() -> Iterator[Sample]:
    """Points that an answer covers, against points it leaves out; vague and foreign answers cover none."""
    bank = bank_questions()
    rungs = [rung for rung in ladder_rungs() if rung["id"] in bank]
    for number, rung in enumerate(rungs):
        question = bank[rung["id"]]
        claims = read_claims(
            1, question["topic"], question["question"], tuple(question["key_points"]), question["reference"], ()
        )
        elsewhere = rungs[(number + 1) % len(rungs)]["excellent"]
        answers = [(kind, rung[kind], set(rung["covers"][kind])) for kind in ("excellent", "good", "partial")]
        for kind, text, covered in [*answers, ("vague", rung["vague"], set()), ("elsewhere", elsewhere, set())]:
            said = read_answer(1, claims, text)
            found = evidence(claims, said)
            points = tuple((point.strength, index in covered) for index, point in enumerate(found))
            yield Sample(rung["id"], kind, points, agreement(claims, said, found))


def fitted(strength: npt.NDArray[np.float64], covered: npt.NDArray[np.bool_]) -> list[list[float]]:
    """A straight line: steeper maps tell covered from left out as well, and agree less with people's grades."""
    nothing = float(np.quantile(strength[~covered], LEFT_OUT_SHARE))
    everything = float(np.quantile(strength[covered], COVERED_SHARE))
    return [[round(nothing, 4), 0.0], [round(everything, 4), 1.0]]


def main() -> None:
    """Fit, check on left-out questions, write."""
    answers = list(samples())
    rows = [(answer.question, *point) for answer in answers for point in answer.points]
    strength = np.array([strength for _, strength, _ in rows])
    covered = np.array([covered for _, _, covered in rows])
    names = sorted({name for name, _, _ in rows})
    fold = np.array([names.index(name) % FOLDS for name, _, _ in rows])
    predicted = np.zeros(len(rows))
    for number in range(FOLDS):
        knots = fitted(strength[fold != number], covered[fold != number])
        strengths, shares = zip(*knots, strict=True)
        predicted[fold == number] = np.interp(strength[fold == number], strengths, shares)
    print(f"{len(names)} questions, {len(rows)} points, {covered.mean():.0%} covered")
    print(
        f"left-out questions: AUC {roc_auc_score(covered, predicted):.3f}, "
        f"accuracy at 0.5 {((predicted >= 0.5) == covered).mean():.3f}, Brier {((predicted - covered) ** 2).mean():.3f}"
    )
    nothing, everything = (
        float(np.quantile([answer.agreement for answer in answers if answer.kind == kind], share))
        for kind, share in (("vague", VAGUE_SHARE), ("excellent", EXCELLENT_SHARE))
    )
    values = {
        "points": fitted(strength, covered),
        "agreement": [[round(nothing, 4), 0.0], [round(everything, 4), 1.0]],
    }
    print(f"agreement earns from {nothing:.3f} to {everything:.3f}")
    content = {
        "made_by": "training/calibrate_scorer.py",
        "inputs": "training/data/ladder/*.yaml and the question bank",
        "maps": values,
        "sha256": checksum(values),
    }
    path = WEIGHTS / "product.json"
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

"""Measure a judge on authors and questions it never saw, set its thresholds: python training/judge/measure.py FOLDER

FOLDER is one made by export.py; what the product would run is measured. Prints, for sentences and for whole answers
against points and counterparts, how often what is right and wrong is found and mistaken; the AUC of states against
contradicts with counterparts, and of the sentence alone; then the thresholds, which are written into the card: those
that leave the least open while at most so many of a hundred are praised, accused and missed, of the held answers. The
figures go into the card, too.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.core.grading import Verdict
from interview.core.key_point import statements, story
from interview.question_bank.bank import load_bank
from interview.scorer.claims import MEANINGS, claims
from interview.scorer.judge import Floats, Judge
from interview.scorer.thresholds import Thresholds
from interview.scorer.weights_version import CARD
from interview.scorer.wordings import says, wordings
from training.judge.authored import Answer, Claim, everything
from training.judge.packs import PARTS, Material, Pack, Target

SEED = 7
GATHERED = 400
# No more false claims than a person is to be asked to bear. Answers judged by hand are accused three times as often as
# these, whose authors are nearer to those who taught, and who says it rightly is not to be told that it is wrong.
BOUNDS = {"praised": 0.025, "overstated": 0.03, "accused": 0.01, "missed": 0.05}
GRID = {
    "states": (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97),
    "contradicts": (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97, 0.99),
    "conflict": (0.05, 0.1, 0.2, 0.3, 0.5),
    "nothing": (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5),
}
Said = tuple[list[Verdict | None], Floats]


def packs(material: Material, rng: random.Random) -> dict[str, list[Pack]]:
    """Every held answer against points and counterparts, and statements gathered."""
    asked = sorted({answer.question_id for answer in material.answers})
    return {
        "answers": [material.answer(answer, rng) for answer in material.answers],
        "gathered": [material.gathered(rng.choice(asked), rng) for _ in range(GATHERED)],
    }


def cells(judge: Judge, found: Sequence[Pack]) -> tuple[np.ndarray, np.ndarray]:
    """Targets and probabilities of every point with every sentence whose target is known."""
    targets: list[int] = []
    said: list[Floats] = []
    for pack in found:
        shares = judge.says(pack.question, pack.points, pack.sentences)
        for row, part in zip(pack.targets, shares, strict=True):
            known = [place for place, target in enumerate(row) if target is not None and target is not Target.HALF]
            targets += [int(row[place] or 0) for place in known]
            said += [part[place] for place in known]
    return np.array(targets), np.array(said)


def auc(targets: np.ndarray, said: np.ndarray) -> float:
    """Of states against contradicts, where something is claimed."""
    claimed = targets < Target.NEITHER
    return float(roc_auc_score(targets[claimed] == Target.STATES, said[claimed, 0] - said[claimed, 1]))


def line(name: str, targets: np.ndarray, said: np.ndarray) -> str:
    """A row of the table."""
    found = said.argmax(1)
    claimed = targets < Target.NEITHER

    def share(of: Target, as_: Target) -> float:
        return float((found[targets == of] == as_).mean())

    states, contradicts, neither = Target.STATES, Target.CONTRADICTS, Target.NEITHER
    return (
        f"{name:10}{len(targets):8}{int(claimed.sum()):8}{float((found == targets).mean()):10.3f}"
        f"{auc(targets, said):8.3f}{share(states, states):9.3f}{share(states, contradicts):9.3f}"
        f"{share(contradicts, contradicts):9.3f}{share(contradicts, states):9.3f}"
        f"{share(neither, states):9.4f}{share(neither, contradicts):9.4f}"
    )


def truth(answer: Answer, point: str) -> Verdict | None:
    """What a whole answer does with a point or part by its author's labels; None where it says half of it."""
    said = {sentence.claims[point] for sentence in answer.sentences if point in sentence.claims}
    if Claim.CONTRADICTS in said:
        return Verdict.CONTRADICTED
    if Claim.STATES in said and answer.kind != "elsewhere":
        return Verdict.COVERED
    return None if Claim.HALF in said else Verdict.MISSED


def whole(judge: Judge, answers: Sequence[Answer]) -> list[Said]:
    """Truths and probabilities of whole answers against their points, or stories against all parts, read as the product
    does: with reference answer and misconceptions of the bank, whose author wrote none of these answers."""
    bank = load_bank().by_id
    found = []
    for answer in answers:
        names = [str(number) for number in range(len(answer.points))] if answer.points else list(PARTS)
        shown = statements(*answer.points) if answer.points else tuple(map(story, MEANINGS))
        _, asked = bank[answer.question_id]
        known = wordings(judge, answer.question, shown, asked.reference, asked.misconceptions)
        said = says(judge, known, [sentence.text for sentence in answer.sentences])
        found.append(([truth(answer, name) for name in names], said))
    return found


def rates(found: Sequence[Said], at: Thresholds) -> dict[str, float]:
    """Shares of not sure, praised, accused, missed, and of sure verdicts that are right."""
    pairs = [
        (wanted, verdict)
        for truths, said in found
        for wanted, verdict in zip(truths, (claim.verdict for claim in claims(said, at)), strict=True)
        if wanted is not None
    ]

    def share(of: Sequence[Verdict], as_: Verdict) -> float:
        inside = [verdict for wanted, verdict in pairs if wanted in of]
        return sum(verdict is as_ for verdict in inside) / max(1, len(inside))

    sure = [wanted is verdict for wanted, verdict in pairs if verdict is not Verdict.UNSURE]
    return {
        "unsure": 1 - len(sure) / len(pairs),
        "praised": share([Verdict.CONTRADICTED], Verdict.COVERED),
        "accused": share([Verdict.COVERED, Verdict.MISSED], Verdict.CONTRADICTED),
        "missed": share([Verdict.COVERED], Verdict.MISSED),
        "overstated": share([Verdict.MISSED], Verdict.COVERED),
        "agree": sum(sure) / max(1, len(sure)),
    }


def broken(said: Mapping[str, float]) -> list[str]:
    """The rates that are over their bounds, by name."""
    return [name for name, most in BOUNDS.items() if said[name] > most]


def thresholds(found: Sequence[Said]) -> Thresholds:
    """Those of the grid that leave the least open within the bounds, or the strictest where none keeps them."""
    best, least = Thresholds(max(GRID["states"]), max(GRID["contradicts"]), min(GRID["conflict"]), 0.0), 1.0
    # Only the surest sentence of each point counts, so one is enough for every try.
    surest = [(truths, said.max(axis=1, keepdims=True, initial=0.0)) for truths, said in found]
    whole = [([truth for truths, _ in surest for truth in truths], np.concatenate([said for _, said in surest]))]
    for states, contradicts, conflict, nothing in itertools.product(*GRID.values()):
        at = Thresholds(states, contradicts, conflict, nothing)
        said = rates(whole, at)
        if not broken(said) and said["unsure"] < least:
            best, least = at, said["unsure"]
    return best


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    judge, material = Judge(folder), Material(*everything("held"))
    heads = ("pairs", "claims", "accuracy", "AUC", "right", "accused", "wrong", "praised", "n→s", "n→c")
    print(f"{'':10}{heads[0]:>8}{heads[1]:>8}{heads[2]:>10}{heads[3]:>8}" + "".join(f"{each:>9}" for each in heads[4:]))
    figures: dict[str, Any] = {}
    for name, found in packs(material, random.Random(SEED)).items():
        measured = cells(judge, found)
        figures[name] = {"AUC": round(auc(*measured), 3)}
        print(line(name, *measured))
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    for name, answers in (("statements", material.answers), ("parts", material.stories)):
        started = time.monotonic()
        said = whole(judge, answers)
        took = 1000 * (time.monotonic() - started) / len(answers)
        at = thresholds(said)
        card[name] = asdict(at)
        figures[name] = rates(said, at)
        shown = " ".join(f"{key} {value:.3f}" for key, value in figures[name].items())
        print(f"{name}: {at}\n  {shown}; {took:.0f} ms an answer")
    card["figures"] = figures
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

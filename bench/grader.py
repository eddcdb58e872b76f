"""Measure the scorer on human-graded answers: agreement beside the simplest features, guards and speed.

    python bench/grader.py FOLDER

FOLDER holds `mohler/*.csv` (id, question, desired_answer, student_answer, score_avg of 5) and `saf/*.xml`. Each
sentence of a reference is a key point. First table: r of the feature over all answers; r of what a line fitted on the
other questions predicts; r within a question. Below it: how far the product's r within a question is above that of each
feature, with the bounds of 95 % of the differences when answers are drawn again from each question. Third table: the
product's score as it is, fitted to nothing, beside the graded share, in points of 100, also where a wide range hides
it: mean absolute error, bias, RMSE, quadratic weighted kappa on 0 to 5; then how many verdicts are not sure, how many
ranges are narrow enough for one number, and the mean error of those. No graded answer taught the product or set a
threshold of it.
"""

from __future__ import annotations

import argparse
import csv
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.encoder import Encoded, Encoder
from interview.core.grading import Ungradable, Verdict, is_narrow
from interview.core.key_point import statements
from interview.core.not_knowing import is_unanswered
from interview.core.rubric import RUBRIC
from interview.core.scoring import score
from interview.i18n.translate import ENGLISH
from interview.scorer.grader import Grader
from interview.text.sentences import sentences

Floats = npt.NDArray[np.float64]
Vectors = dict[str, Encoded]
SHORTEST = 3
# Soft recall: where the vocabulary's words begin, the cosine from which on a word is found in full, and the least that
# a word of the reference must come nearer to the answer than to the question for it.
FIRST_WORD, FOUND_AT, LEAST_GAIN = 1996, 0.6, 0.1
# So many draws move a bound of 95 % by less than a hundredth from seed to seed.
DRAWS, SEED = 1000, 7


@dataclass(frozen=True)
class Row:
    """One graded answer; `score` runs from 0 to 1."""

    group: str
    question: str
    reference: str
    answer: str
    score: float


def mohler(folder: Path) -> list[Row]:
    """Rows of every csv in the folder."""
    rows: list[Row] = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            rows += [
                Row(r["id"], r["question"], r["desired_answer"], r["student_answer"], float(r["score_avg"]) / 5)
                for r in csv.DictReader(file)
            ]
    return rows


def saf(folder: Path) -> list[Row]:
    """Rows of every xml in the folder, without answers under three words ("No submission")."""
    rows: list[Row] = []
    for path in sorted(folder.glob("*.xml")):
        root = ElementTree.parse(path).getroot()
        question = root.findtext("questionText") or ""
        reference = "\n".join(element.text or "" for element in root.iter("referenceAnswer"))
        for answer in root.iter("studentAnswer"):
            text = answer.findtext("response") or ""
            if len(re.findall(r"\w+", text)) >= SHORTEST:
                group = path.stem.removeprefix("unseen_")
                rows.append(Row(group, question, reference, text, float(answer.findtext("score") or 0)))
    return rows


@dataclass(frozen=True)
class Judged:
    """What the product says of n answers: their scores (0 to 100) and their ends, its verdicts, and hits of its guards.

    An answer that it does not grade counts 0.
    """

    score: Floats
    low: Floats
    high: Floats
    verdicts: Counter[Verdict]
    hits: Counter[str]

    @property
    def narrow(self) -> npt.NDArray[np.bool_]:
        """Which of them have one number."""
        return np.array([is_narrow(ends, RUBRIC) for ends in zip(self.low, self.high, strict=True)])


def encoded(rows: Sequence[Row]) -> Vectors:
    """Every text of the rows, encoded once."""
    texts = sorted({text for row in rows for text in (row.question, row.reference, row.answer)})
    return dict(zip(texts, Encoder(2).encode(texts), strict=True))


def soft_recall(rows: Sequence[Row], vectors: Vectors) -> Floats:
    """Baseline: how much of the reference, word by word, lies near a word of the answer."""
    return np.array([_recall(*(vectors[text] for text in (row.question, row.reference, row.answer))) for row in rows])


def _recall(question: Encoded, reference: Encoded, answer: Encoded) -> float:
    """Rare words weigh more, words of the question little, and being as near as the question finds nothing."""
    if not reference.pieces or not answer.pieces:
        return 0.0
    known, best = (
        np.clip((reference.vectors @ text.vectors.T).max(axis=1, initial=0.0), 0.0, 1.0) for text in (question, answer)
    )
    ranks = np.array([max(place - FIRST_WORD, 0) for place in reference.ids])
    rarity = np.sqrt(np.log1p(ranks / 8)) * [re.search(r"\w", piece) is not None for piece in reference.pieces]
    weights = (rarity + 1e-9) * (1 - np.minimum(known, 0.95)) ** 1.5
    found = ((best - known) / (np.maximum(FOUND_AT, known + LEAST_GAIN) - known)).clip(0.0, 1.0)
    return float(np.average(found, weights=weights))


def whole_cosine(rows: Sequence[Row], vectors: Vectors) -> Floats:
    """Baseline: cosine of the two whole-text vectors."""
    return np.array([float(vectors[r.reference].centre @ vectors[r.answer].centre) for r in rows])


def tfidf_cosine(rows: Sequence[Row], _: Vectors) -> Floats:
    """Baseline: TF-IDF cosine, document frequencies from questions and references."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # loads for a second; only this needs it

    model = TfidfVectorizer(sublinear_tf=True).fit(sorted({t for r in rows for t in (r.question, r.reference)}))
    references = model.transform([r.reference for r in rows])
    answers = model.transform([r.answer for r in rows])
    return np.asarray(references.multiply(answers).sum(axis=1)).ravel()


def left_out(rows: Sequence[Row], feature: Floats) -> Floats:
    """Scores predicted for each question by a non-falling line fitted on all other questions."""
    scores = np.array([row.score for row in rows])
    groups = np.array([row.group for row in rows])
    predicted: Floats = np.zeros_like(scores)
    for group in np.unique(groups):
        rest = groups != group
        slope, level = np.polyfit(feature[rest], scores[rest], 1) if np.ptp(feature[rest]) else (0.0, 0.0)
        predicted[~rest] = max(slope, 0.0) * feature[~rest] + (level if slope > 0 else scores[rest].mean())
    return np.clip(predicted, 0.0, 1.0)


def within(rows: Sequence[Row], values: Floats) -> float:
    """Pearson r within each question, averaged over questions by their number of answers."""
    scores = np.array([row.score for row in rows])
    groups = np.array([row.group for row in rows])
    found = [(pearson(values[groups == g], scores[groups == g]), int((groups == g).sum())) for g in np.unique(groups)]
    known = [(r, count) for r, count in found if not np.isnan(r)]
    return float(np.average([r for r, _ in known], weights=[count for _, count in known])) if known else float("nan")


def pearson(ours: Floats, theirs: Floats) -> float:
    """NaN when all of one side are equal."""
    return float(np.corrcoef(ours, theirs)[0, 1]) if np.ptp(ours) and np.ptp(theirs) else float("nan")


def ranked(rows: Sequence[Row], feature: Floats) -> tuple[float, float, float]:
    """r of the feature, r of the prediction of left out questions, r within a question."""
    scores = np.array([row.score for row in rows])
    predicted = left_out(rows, feature)
    return pearson(feature, scores), pearson(predicted, scores), within(rows, feature)


def above(rows: Sequence[Row], ours: Floats, features: Mapping[str, Floats]) -> dict[str, tuple[float, float, float]]:
    """How far r within a question is higher for ours than for each feature, and the bounds of 95 % of such differences.

    Paired bootstrap: each question's answers are drawn again, as many as there are, with replacement (Efron 1979).
    """
    groups = np.array([row.group for row in rows])
    places = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    draw = np.random.default_rng(SEED)
    drawn = [np.concatenate([draw.choice(of_one, of_one.size) for of_one in places]) for _ in range(DRAWS)]
    every = [np.arange(len(rows)), *drawn]
    values = {name: np.array([within([rows[i] for i in at], v[at]) for at in every]) for name, v in features.items()}
    mine = np.array([within([rows[i] for i in at], ours[at]) for at in every])
    return {
        name: (float(mine[0] - v[0]), float(low), float(high))
        for name, v in values.items()
        for low, high in [np.quantile(mine[1:] - v[1:], (0.025, 0.975))]
    }


def as_it_is(rows: Sequence[Row], said: Judged) -> dict[str, float]:
    """The numbers of the second table by its columns; NaN where there is nothing to count."""
    from sklearn.metrics import cohen_kappa_score  # loads for a second; only this needs it

    scores = np.array([row.score for row in rows])
    away = said.score - 100 * scores
    steps = (np.rint(share * 5).astype(int) for share in (scores, said.score / 100))
    return {
        "mean error": float(np.abs(away).mean()),
        "bias": float(away.mean()),
        "RMSE": float(np.sqrt((away**2).mean())),
        "QWK": float(cohen_kappa_score(*steps, weights="quadratic")),
        "% not sure": 100 * said.verdicts[Verdict.UNSURE] / max(1, said.verdicts.total()),
        "% narrow": 100 * float(said.narrow.mean()),
        "their error": float(np.abs(away[said.narrow]).mean()) if said.narrow.any() else float("nan"),
    }


def judged(rows: Sequence[Row]) -> Judged:
    """Ask the product for every answer; it needs no reference, whose sentences are the key points."""
    grader = Grader(2)
    number, low, high = np.zeros((3, len(rows)))
    verdicts: Counter[Verdict] = Counter()
    hits: Counter[str] = Counter()
    for place, row in enumerate(rows):
        points = statements(*(part.of(row.reference) for part in sentences(row.reference)))
        found = grader.judge("0", row.question, points, "", row.answer)
        if isinstance(found, Ungradable):
            hits["not graded"] += 1
            continue
        hits.update(["unanswered"] if is_unanswered(row.answer) else map(ENGLISH.message, found.flags))
        verdicts.update(point.verdict for point in found.points)
        scores = score(found.points, found.clarity_level)
        number[place], low[place], high[place] = scores.total, scores.lowest, scores.highest
    return Judged(number, low, high, verdicts, hits)


FEATURES: dict[str, Callable[[Sequence[Row], Vectors], Floats]] = {
    "TF-IDF cosine": tfidf_cosine,
    "whole-answer MiniLM cosine": whole_cosine,
    "soft recall": soft_recall,
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    sets = {"Mohler": mohler(folder / "mohler"), "SAF": saf(folder / "saf")}
    replies = {name: judged(rows) for name, rows in sets.items()}
    print(f"{'set':8}{'feature':30}{'r pooled':>10}{'r left out':>12}{'r within':>10}")
    compared = []
    for name, rows in sets.items():
        vectors, ours = encoded(rows), replies[name].score
        features = {title: feature(rows, vectors) for title, feature in FEATURES.items()}
        for title, values in (features | {"the product's score": ours}).items():
            pooled, out, inside = ranked(rows, values)
            print(f"{name:8}{title:30}{pooled:10.3f}{out:12.3f}{inside:10.3f}")
        compared += [(name, title, *bounds) for title, bounds in above(rows, ours, features).items()]
    print("\nr within a question: how far the product's is above a feature's, and the bounds of 95 %")
    for name, title, more, low, high in compared:
        print(f"{name:8}{title:30}{more:+10.3f}{low:+12.3f}{high:+10.3f}")
    print("\nthe product's score as it is")
    measured = {name: as_it_is(rows, replies[name]) for name, rows in sets.items()}
    print(f"{'set':8}" + "".join(f"{column:>13}" for column in measured["SAF"]))
    for name, columns in measured.items():
        print(f"{name:8}" + "".join(f"{value:13.2f}" for value in columns.values()))
    print("\nguards on real answers")
    for name, rows in sets.items():
        hits = replies[name].hits
        print(f"{name:8}{len(rows):6} answers, {hits.total() / len(rows):.2%} hit: {dict(hits) or 'none'}")
    print("\nspeed on one thread, in a process of its own")
    subprocess.run([sys.executable, str(Path(__file__).with_name("grader_speed.py"))], check=True)


if __name__ == "__main__":
    main()

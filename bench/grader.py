"""Measure the scorer on human-graded answers: agreement, guards and speed.

    python bench/grader.py FOLDER

FOLDER holds `mohler/*.csv` (id, question, desired_answer, student_answer, score_avg of 5) and `saf/*.xml`. Scores are
predicted for each question by a line fitted on the other questions only. The product's own maps come from its own
ladder; no graded answer went into them.
"""

from __future__ import annotations

import argparse
import csv
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import cohen_kappa_score

sys.path.insert(0, str(Path(__file__).parents[1]))

from interview.core.grading import Ungradable, is_unanswered
from interview.core.key_point import statements
from interview.core.scoring import score
from interview.i18n.translate import ENGLISH
from interview.scorer.encoder import Encoded, encoder
from interview.scorer.grader import Grader
from interview.scorer.similarity import Target, speaks_of
from interview.text.sentences import sentences

Floats = npt.NDArray[np.float64]
SHORTEST = 3
# Of a sentence of a reference, what counts as nothing and as all of it; the measures about equally spread.
MISSED_AT, SAID_AT = 0.15, 0.5
MEASURE_WEIGHTS = (1.0, 0.4, 0.7)


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


def encoded(rows: Sequence[Row]) -> dict[str, Encoded]:
    """Every text of the rows, and every sentence of it, encoded once."""
    whole = {text for row in rows for text in (row.question, row.reference, row.answer)}
    texts = sorted(whole | {part.of(text) for text in whole for part in sentences(text)}, key=len)
    return dict(zip(texts, encoder(2).encode(texts), strict=True))


def measured(row: Row, vectors: dict[str, Encoded]) -> tuple[float, float, float]:
    """The grader's three measures, each from 0 to 1: recall of the reference in what the answer adds to the question,
    the share of the reference's sentences that are said, and how much of the answer is about it.
    """
    asked, reference, answer = (
        [vectors[part.of(text)] for part in sentences(text)] for text in (row.question, row.reference, row.answer)
    )
    if not reference or not answer:
        return 0.0, 0.0, 0.0
    known = np.concatenate([vectors[row.question].vectors, *(part.vectors for part in asked)])
    targets = [Target(part, known) for part in reference]
    masses = np.array([target.mass for target in targets]) + 1e-9
    said = np.concatenate([part.vectors for part in answer])
    recalls = np.array([float(target.weighed(target.found(said))) for target in targets])
    covered = ((recalls - MISSED_AT) / (SAID_AT - MISSED_AT)).clip(0.0, 1.0)
    about, _ = speaks_of(vectors[row.answer], np.concatenate([part.vectors for part in reference]), known)
    return float(np.average(recalls, weights=masses)), float(np.average(covered, weights=masses)), about


def soft_recall(rows: Sequence[Row], vectors: dict[str, Encoded]) -> Floats:
    """The first of the three measures alone."""
    return np.array([measured(row, vectors)[0] for row in rows])


def unbounded(rows: Sequence[Row], vectors: dict[str, Encoded]) -> Floats:
    """All three, with fixed weights that are the same for every set, and without what keeps padding from gaining."""
    found: Floats = np.array([measured(row, vectors) for row in rows]) @ np.array(MEASURE_WEIGHTS)
    return found


def whole_cosine(rows: Sequence[Row], vectors: dict[str, Encoded]) -> Floats:
    """Baseline: cosine of the two whole-text vectors."""
    return np.array([float(vectors[r.reference].centre @ vectors[r.answer].centre) for r in rows])


def tfidf_cosine(rows: Sequence[Row], _: dict[str, Encoded]) -> Floats:
    """Baseline: TF-IDF cosine, document frequencies from questions and references."""
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
        slope, level = np.polyfit(feature[rest], scores[rest], 1)
        predicted[~rest] = max(slope, 0.0) * feature[~rest] + (level if slope > 0 else scores[rest].mean())
    return np.clip(predicted, 0.0, 1.0)


def within(rows: Sequence[Row], values: Floats) -> float:
    """Pearson r within each question, averaged over questions by their number of answers."""
    scores = np.array([row.score for row in rows])
    groups = np.array([row.group for row in rows])
    found = [
        (np.corrcoef(values[groups == g], scores[groups == g])[0, 1], (groups == g).sum())
        for g in np.unique(groups)
        if scores[groups == g].std() > 0 and values[groups == g].std() > 0
    ]
    return float(np.average([r for r, _ in found], weights=[n for _, n in found]))


def measures(rows: Sequence[Row], feature: Floats) -> tuple[float, float, float, float, float]:
    """r of the feature pooled, r of the left-out prediction pooled, r within question, RMSE (of 1), QWK on 0 to 5."""
    scores = np.array([row.score for row in rows])
    predicted = left_out(rows, feature)
    kappa = cohen_kappa_score(np.rint(scores * 5).astype(int), np.rint(predicted * 5).astype(int), weights="quadratic")
    return (
        float(np.corrcoef(feature, scores)[0, 1]),
        float(np.corrcoef(predicted, scores)[0, 1]),
        within(rows, feature),
        float(np.sqrt(((predicted - scores) ** 2).mean())),
        float(kappa),
    )


def judged(rows: Sequence[Row]) -> tuple[dict[str, Floats], Counter[str]]:
    """What the product says, each sentence of the reference a key point: its points, and hits of its guards."""
    grader = Grader(2)
    hits: Counter[str] = Counter()
    said = {f"the product's {name}": np.zeros(len(rows)) for name in ("accuracy", "completeness", "score")}
    for number, row in enumerate(rows):
        points = statements(*(part.of(row.reference) for part in sentences(row.reference)))
        found = grader.judge("0.0", row.question, points, row.reference, (), row.answer)
        if is_unanswered(row.answer):
            hits["unanswered"] += 1
        elif isinstance(found, Ungradable):
            hits["not English"] += 1
        else:
            hits.update(map(ENGLISH.message, found.flags))
            scores = score(found.points, found.clarity_level, found.agreement)
            for values, value in zip(said.values(), (scores.accuracy, scores.completeness, scores.total), strict=True):
                values[number] = value
    return said, hits


def speed() -> dict[str, float]:
    """Seconds to load, answers a second and CPU milliseconds an answer on one thread (four key points and a
    reference), and peak memory in MB."""
    started = time.perf_counter()
    grader = Grader(1)
    question = "What is a database index, and what does it cost?"
    texts = [
        "An index lets the database find rows without reading the whole table",
        "Every write must also update the index, so writes get slower",
        "An index takes disk space and memory of its own",
        "The planner ignores an index when most rows match anyway",
    ]
    points, reference = statements(*texts), ". ".join(texts) + "."
    grader.judge("0.0", question, points, reference, (), "An index finds rows fast.")
    load = time.perf_counter() - started
    words = (reference + " That is why I look at the slow queries first and measure before adding one.").split()
    rates = {}
    for length in (20, 120):
        answers = [" ".join((words * 3)[i : i + length]) + "." for i in range(20)]
        started, used = time.perf_counter(), time.process_time()
        for answer in answers:
            grader.judge("0.0", question, points, reference, (), answer)
        rates[f"answers/s, {length} words"] = len(answers) / (time.perf_counter() - started)
        rates[f"CPU ms/answer, {length} words"] = 1000 * (time.process_time() - used) / len(answers)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"load s": load, **rates, "peak MB": peak}


FEATURES: dict[str, Callable[[Sequence[Row], dict[str, Encoded]], Floats]] = {
    "TF-IDF cosine": tfidf_cosine,
    "whole-answer MiniLM cosine": whole_cosine,
    "soft recall alone": soft_recall,
    "recall, coverage, precision": unbounded,
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--speed-only", action="store_true", help="measure speed and memory in a fresh process")
    arguments = parser.parse_args()
    if arguments.speed_only:
        print("  ".join(f"{name} {value:.2f}" for name, value in speed().items()))
        return
    sets = {"Mohler": mohler(arguments.folder / "mohler"), "SAF": saf(arguments.folder / "saf")}
    header = f"{'set':8}{'grader':30}{'r pooled':>10}{'r left out':>12}{'r within':>10}{'RMSE':>8}{'QWK':>8}"
    print(header)
    hits: dict[str, Counter[str]] = {}
    for name, rows in sets.items():
        vectors = encoded(rows)
        features = {grader: feature(rows, vectors) for grader, feature in FEATURES.items()}
        said, hits[name] = judged(rows)
        features |= said
        for grader, values in features.items():
            pooled, out, inside, rmse, kappa = measures(rows, values)
            print(f"{name:8}{grader:30}{pooled:10.3f}{out:12.3f}{inside:10.3f}{rmse:8.3f}{kappa:8.3f}")
    print("\nguards on real answers")
    for name, rows in sets.items():
        share = sum(hits[name].values()) / len(rows)
        print(f"{name:8}{len(rows):6} answers, {share:.2%} hit: {dict(hits[name]) or 'none'}")
    print("\nspeed on one thread")
    command = [sys.executable, __file__, str(arguments.folder), "--speed-only"]
    print(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())


if __name__ == "__main__":
    main()

"""Measure what the product says about answers that were judged by hand, with simpler judges beside it.

    python bench/verdicts.py FILE [--judge FOLDER]

FILE is described in bench/gold.py. Tables: verdicts by hand against verdicts said; shares and mean score per type of
answer; reliability of probabilities; error when only the surest are kept. Then a line per system, the product's last:
    agree     of the verdicts that are sure, how far they agree: covered with recognised, missed with not recognised,
              contradicted with opposite are 1; recognised and not recognised on a touched point are 0.5. A system that
              says partly agrees on a touched point by 1, on a covered or missed one by 0.5, on a contradicted by 0
    unsure    verdicts that are not sure, of all
    praised   contradicted points that are called recognised or partly, of the contradicted
    accused   points covered or missed that are called opposite, of the covered and missed
    missed    covered points that are called not recognised, of the covered
    in-band   answers whose range of the score overlaps the band by hand and is at most 30 wide, of all
    rho       Spearman of the middle of the range and the score by hand
Systems: tf-idf and cosine (of bench/encoder.py) compare the whole answer with each key point. Recognised is what
reaches the threshold that agrees best on all other questions of the file, apart for statements and parts of a story,
which stand for the sentences that the report shows; their score is a line fitted on the same questions. They never say
opposite or not sure. --judge adds the product's scorer with another judge: a folder that training/judge/export.py made
and measure.py fitted. grader-2026.6 runs from a copy of its commit in a process of its own; its score has
no range. Partly is said for touched; an answer that cannot be graded is not sure, from 0 to 100. Confidence is the
probability of what is claimed, the highest of the answer's sentences; of grader-2026.6 it orders verdicts only: the
distance of a point's credit from a half, a contradiction last.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import gold
from bench.encoder import Encoder
from bench.gold import Case, Claim, LeftOut, Probabilities, Reply, Said, System, Truth
from bench.ladder import bank_questions, ends
from bench.verdict_tables import agreement, report
from interview.core.grading import PointJudgement, Ungradable, Verdict
from interview.core.key_point import KeyPoint, StoryPart, statements, story
from interview.i18n.names import point_text
from interview.scorer.asked_for import asked_for
from interview.scorer.grader import Grader
from interview.scorer.judge import judge
from interview.scorer.other_wordings import other_wordings
from interview.scorer.relevance import relevant
from interview.scorer.stretches import stretches
from interview.scorer.weights_version import WEIGHTS
from interview.scorer.wordings import Wordings, wordings

Floats = npt.NDArray[np.float64]
ROOT = Path(__file__).parents[1]
NAME_BEFORE = "grader-2026.6"
COMMIT = "6d6e9d6353e1f81976b156f6610ff72ead3f601b"
CLAIMS = {
    Verdict.COVERED: Claim.RECOGNISED,
    Verdict.TOUCHED: Claim.PARTLY,
    Verdict.MISSED: Claim.NOT_RECOGNISED,
    Verdict.CONTRADICTED: Claim.OPPOSITE,
    Verdict.UNSURE: Claim.NOT_SURE,
}


def product(folder: Path = WEIGHTS) -> System:
    """The scorer of this tree with the judge of a folder."""
    grader, bank = Grader(1, folder), bank_questions()

    def system(cases: Sequence[Case]) -> list[Reply]:
        return [_judged(case) for case in cases]

    def _judged(case: Case) -> Reply:
        known = bank.get(case.question_id, {})
        reference, wrong = known.get("reference", ""), known.get("misconceptions", ())
        found = grader.judge("0", case.question, _points(case), reference, case.text, wrong, bank_id=case.question_id)
        scores = ends(found)
        if isinstance(found, Ungradable) or scores is None:
            return _nothing_sure(case)
        to_tell = asked_for().get(case.question_id, ())
        read = wordings(judge(folder), case.question, _points(case), reference, wrong, other_wordings(), to_tell)
        return Reply(tuple(map(_claimed, found.points, _probabilities(folder, read, case.text))), *scores)

    return system


def _probabilities(folder: Path, read: Wordings, text: str) -> list[Probabilities]:
    """What is behind the verdicts, guards apart: of each claim the surest sentence, scaled to 1 where it is more."""
    model, found = judge(folder), []
    parts = [part.read for part in stretches(text, model.starts)]
    said = relevant(model, read, parts).said[list(read.asked), :, :2]
    for states, contradicts in said.max(axis=1, initial=0.0).tolist():
        scale = max(1.0, states + contradicts)
        found.append(Probabilities(states / scale, contradicts / scale, max(0.0, 1 - states - contradicts)))
    return found


def _claimed(point: PointJudgement, shares: Probabilities) -> Said:
    confidence = {Verdict.MISSED: shares.neither, Verdict.CONTRADICTED: shares.contradicts}
    return Said(CLAIMS[point.verdict], confidence.get(point.verdict, shares.states), point.quote, shares)


def tagged(cases: Sequence[Case], revision: str = COMMIT) -> list[Reply]:
    """The scorer of an earlier commit; LeftOut when the repository does not have it, as in a shallow clone."""
    packed = subprocess.run(["git", "-C", str(ROOT), "archive", revision], capture_output=True)
    if packed.returncode:
        raise LeftOut(f"no commit {revision} here")
    with tempfile.TemporaryDirectory() as tree, tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
        files.extractall(tree, filter="data")
        command = [sys.executable, str(ROOT / "bench" / "tagged_grader.py"), tree]
        asked = json.dumps([asdict(case) for case in cases])
        said = subprocess.run(command, input=asked, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [_tagged(case, found) for case, found in zip(cases, json.loads(said), strict=True)]


def cosine(cases: Sequence[Case]) -> list[Reply]:
    """The whole answer's vector against each key point's."""
    texts = sorted({text for case in cases for text in (case.text, *_wordings(case))})
    encoded = Encoder().encode(texts)
    centres = {text: found.centre for text, found in zip(texts, encoded, strict=True)}
    return compared(cases, lambda point, answer: float(centres[point] @ centres[answer]))


def tfidf(cases: Sequence[Case]) -> list[Reply]:
    """Weighted words in common, document frequencies from the questions and key points of the file."""
    texts = sorted({text for case in cases for text in (case.question, *_wordings(case))})
    model = TfidfVectorizer(sublinear_tf=True).fit(texts)
    return compared(cases, lambda point, answer: float((model.transform([point]) @ model.transform([answer]).T).sum()))


def compared(cases: Sequence[Case], likeness: Callable[[str, str], float]) -> list[Reply]:
    """Replies from a likeness of key point and answer, threshold and line from the other questions of the kind."""
    found = [np.array([likeness(point, case.text) for point in _wordings(case)]) for case in cases]
    replies = []
    for case, likes in zip(cases, found, strict=True):
        rest = [
            (other, values)
            for other, values in zip(cases, found, strict=True)
            if other.told == case.told and other.question_id != case.question_id
        ]
        if not rest:
            raise LeftOut("no other question to learn a threshold from")
        at, score = _threshold(rest), _line(rest, float(likes.mean()))
        replies.append(Reply(tuple(_said(value, at) for value in likes), score, score))
    return replies


def main() -> None:
    """Print the tables."""
    description = f"{__doc__}\n{gold.__doc__}"
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--judge", type=Path, help="a folder made by training/judge/export.py")
    given = parser.parse_args()
    cases = gold.cases(given.file)
    replies = {}
    another: dict[str, System] = {"judge": product(given.judge)} if given.judge else {}
    systems = {"tf-idf": tfidf, "cosine": cosine, NAME_BEFORE: tagged, **another, "product": product()}
    for name, system in systems.items():
        try:
            replies[name] = system(cases)
        except LeftOut as why:
            print(f"{name} is left out: {why}")
    print(report(cases, replies))


def _tagged(case: Case, found: Any) -> Reply:
    """A reply from [verdicts, score] or nothing, as bench/tagged_grader.py gives them."""
    if found is None:
        return _nothing_sure(case)
    verdicts, score = found
    return Reply(tuple(_point(*verdict) for verdict in verdicts), score, score)


def _nothing_sure(case: Case) -> Reply:
    return Reply((Said(Claim.NOT_SURE),) * len(case.key_points), 0, 100)


def _point(verdict: str, quote: str, credit: float | None) -> Said:
    return Said(CLAIMS[Verdict(verdict)], 0.0 if credit is None else abs(credit - 0.5), quote)


def _points(case: Case) -> tuple[KeyPoint, ...]:
    return tuple(story(StoryPart(name)) for name in case.key_points) if case.told else statements(*case.key_points)


def _wordings(case: Case) -> list[str]:
    return [point_text(point) for point in _points(case)]


def _said(likeness: float, threshold: float) -> Said:
    claim = Claim.RECOGNISED if likeness >= threshold else Claim.NOT_RECOGNISED
    return Said(claim, abs(likeness - threshold))


def _threshold(rest: Sequence[tuple[Case, Floats]]) -> float:
    """The likeness from which on recognised agrees best; it may be one that no point of the others reaches."""
    values = np.concatenate([likes for _, likes in rest])
    truths = [truth for case, _ in rest for truth in case.truths]
    yes, no = _agreements(truths, Claim.RECOGNISED), _agreements(truths, Claim.NOT_RECOGNISED)
    tried = np.append(np.unique(values), np.nextafter(values.max(), np.inf))
    return float(max(tried, key=lambda at: np.where(values >= at, yes, no).sum()))


def _agreements(truths: Sequence[Truth], claim: Claim) -> Floats:
    return np.array([agreement(truth, claim) for truth in truths])


def _line(rest: Sequence[tuple[Case, Floats]], likeness: float) -> float:
    """The score on a non-falling line through mean likeness and score by hand."""
    likes, scores = np.array([likes.mean() for _, likes in rest]), np.array([case.score for case, _ in rest])
    slope, level = np.polyfit(likes, scores, 1) if np.ptp(likes) else (0.0, 0.0)
    score = slope * likeness + level if slope > 0 else scores.mean()
    return float(np.clip(score, 0.0, 100.0))


if __name__ == "__main__":
    main()

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
Systems: tf-idf and cosine (of the product's encoder) compare the whole answer with each key point. Recognised is what
reaches the threshold that agrees best on all other questions of the file, apart for statements and parts of a story,
which stand for the sentences that the report shows; their score is a line fitted on the same questions. They never say
opposite or not sure. --judge adds one that training/judge/export.py made and measure.py gave its thresholds, which the
product does not use yet. grader-2026.6 runs from a copy of its commit in a process of its own. The product and it say
partly for touched and have a score without a range; an answer they cannot grade is not sure, from 0 to 100. Their
confidence, which orders verdicts only, is the distance of a point's credit from a half; a contradiction has no credit
and comes last.
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
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import gold
from bench.gold import Case, Claim, LeftOut, Reply, Said, System, Truth
from bench.ladder import bank_questions
from bench.tagged_grader import judged
from bench.verdict_tables import agreement, report
from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import StoryPart, statement, story
from interview.core.rubric import RUBRIC
from interview.core.scoring import score
from interview.i18n.names import point_text
from interview.scorer.claims import MEANINGS, Thresholds, claims
from interview.scorer.encoder import encoder
from interview.scorer.grader import Grader
from interview.scorer.judge import CARD, Judge
from interview.text.sentences import sentences

Floats = npt.NDArray[np.float64]
ROOT = Path(__file__).parents[1]
NAME_BEFORE = "grader-2026.6"
COMMIT = "6d6e9d6353e1f81976b156f6610ff72ead3f601b"
JUDGED = {
    Verdict.COVERED: Claim.RECOGNISED,
    Verdict.CONTRADICTED: Claim.OPPOSITE,
    Verdict.MISSED: Claim.NOT_RECOGNISED,
    Verdict.UNSURE: Claim.NOT_SURE,
}
CLAIMS = {
    "covered": Claim.RECOGNISED,
    "touched": Claim.PARTLY,
    "missed": Claim.NOT_RECOGNISED,
    "contradicted": Claim.OPPOSITE,
}


def product(cases: Sequence[Case]) -> list[Reply]:
    """The scorer of this tree."""
    grader, bank = Grader(1), bank_questions()
    return [_graded(case, judged(grader, bank.get(case.question_id, {}), asdict(case))) for case in cases]


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
    return [_graded(case, found) for case, found in zip(cases, json.loads(said), strict=True)]


def cosine(cases: Sequence[Case]) -> list[Reply]:
    """The whole answer's vector against each key point's."""
    texts = sorted({text for case in cases for text in (case.text, *_wordings(case))})
    encoded = encoder(1).encode(texts)
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


def taught(folder: Path) -> System:
    """A judge of training/judge, with scores from its claims alone."""
    judge, card = Judge(folder), json.loads((folder / CARD).read_text(encoding="utf-8"))
    at = {told: Thresholds(**card["parts" if told else "statements"]) for told in (True, False)}
    rubric = replace(RUBRIC, measures_clarity=False)

    def system(cases: Sequence[Case]) -> list[Reply]:
        return [_claimed(case) for case in cases]

    def _claimed(case: Case) -> Reply:
        shown = [MEANINGS[StoryPart(name)] for name in case.key_points] if case.told else [*case.key_points]
        texts = [part.of(case.text) for part in sentences(case.text)]
        said = judge.says(case.question, shown, texts)
        found = claims(said, at[case.told])
        points = [PointJudgement(statement(point), claim.verdict) for point, claim in zip(shown, found, strict=True)]
        scored = score(points, None, rubric=rubric)
        verdicts = tuple(
            Said(JUDGED[claim.verdict], max(claim.states, claim.contradicts), _sentence(texts, claim.sentence))
            for claim in found
        )
        return Reply(verdicts, scored.lowest, scored.highest)

    return system


def _sentence(texts: Sequence[str], place: int | None) -> str:
    return "" if place is None else texts[place]


SYSTEMS: dict[str, System] = {"tf-idf": tfidf, "cosine": cosine, NAME_BEFORE: tagged, "product": product}


def main() -> None:
    """Print the tables."""
    description = f"{__doc__}\n{gold.__doc__}"
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--judge", type=Path, help="a folder made by training/judge/export.py")
    given = parser.parse_args()
    cases = gold.cases(given.file)
    replies = {}
    systems = {"judge": taught(given.judge), **SYSTEMS} if given.judge else SYSTEMS
    for name, system in systems.items():
        try:
            replies[name] = system(cases)
        except LeftOut as why:
            print(f"{name} is left out: {why}")
    print(report(cases, replies))


def _graded(case: Case, found: Any) -> Reply:
    """A reply from [verdicts, score] or nothing, as bench/tagged_grader.py gives them."""
    if found is None:
        return Reply((Said(Claim.NOT_SURE),) * len(case.key_points), 0, 100)
    verdicts, score = found
    return Reply(tuple(_point(*verdict) for verdict in verdicts), score, score)


def _point(verdict: str, quote: str, credit: float | None) -> Said:
    return Said(CLAIMS[verdict], 0.0 if credit is None else abs(credit - 0.5), quote)


def _wordings(case: Case) -> list[str]:
    return [point_text(story(StoryPart(name))) for name in case.key_points] if case.told else [*case.key_points]


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

"""What the grades of a sample are worth beside the known ones, as numbers. It grades nothing and prints nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.gate import GATE, Bound
from bench.gold import Case, Claim, Reply, Said, Truth
from bench.model.journal import Journal, Looked
from bench.model.kappa import interval, weighted_kappa
from bench.model.run import name_of
from bench.verdict_tables import figures as verdict_figures
from interview.core.grading import Verdict
from interview.core.measured import GradedAs

PRAISED_FROM = 40
"""An answer that turns the facts round is praised by a score from here on: the report's second band."""
CLAIMS = {
    Verdict.COVERED: Claim.RECOGNISED,
    Verdict.TOUCHED: Claim.PARTLY,
    Verdict.MISSED: Claim.NOT_RECOGNISED,
    Verdict.CONTRADICTED: Claim.OPPOSITE,
    Verdict.UNSURE: Claim.NOT_SURE,
}


@dataclass(frozen=True)
class Again:
    """The same answers graded twice: how many, their verdicts, how many of these changed, the kappa of the scores."""

    answers: int
    verdicts: int
    changed: int
    agreement: float


@dataclass(frozen=True)
class Figures:
    """`answers` were graded, `ungraded` left without a grade, by their reasons. `mean_error` is in points of 100.
    `inverted` are answers that turn the facts round, `praised` how many of these got PRAISED_FROM points or more.
    `confusion` counts verdicts: known, said. `again` is None unless some were graded twice. `named` are the figures of
    bench/verdicts.py and those above, by name. NaN where there is nothing to count."""

    graded_as: GradedAs
    answers: int
    ungraded: Mapping[str, int]
    agreement: float
    low: float
    high: float
    mean_error: float
    confusion: Mapping[tuple[Truth, Verdict], int]
    inverted: int
    praised: int
    quotes_needed: int
    quotes_found: int
    again: Again | None
    named: Mapping[str, float]

    @property
    def gate(self) -> tuple[tuple[Bound, float, bool], ...]:
        """Every bound with the figure and whether it holds."""
        return tuple((bound, self.named[bound.name], bound.holds(self.named[bound.name])) for bound in GATE)


def is_inverted(case: Case) -> bool:
    """Whether an answer turns the facts round: half of its key points or more are contradicted, more than it makes."""
    wrong = case.truths.count(Truth.CONTRADICTED)
    made = case.truths.count(Truth.COVERED) + case.truths.count(Truth.TOUCHED)
    return 2 * wrong >= len(case.truths) and wrong > made


def measured(cases: Sequence[Case], journal: Journal) -> list[Figures]:
    """Figures for every grader that graded some of the answers: a server may change its model meanwhile."""
    first = journal.looked(1)
    graders = dict.fromkeys(found.by for found in first.values() if found.is_graded)
    return [_of(grader, cases, journal) for grader in graders]


def _of(grader: GradedAs, cases: Sequence[Case], journal: Journal) -> Figures:
    first, second = journal.looked(1), journal.looked(2)
    graded = [(case, first[name_of(case)]) for case in cases if _is_by(first.get(name_of(case)), grader)]
    left = [(case, first[name_of(case)]) for case in cases if name_of(case) in first]
    left = [(case, found) for case, found in left if not found.is_graded]
    ours, theirs = [_score(found) for _, found in graded], [case.score for case, _ in graded]
    low, high = interval([case.question_id for case, _ in graded], ours, theirs)
    agreement = weighted_kappa(ours, theirs)
    error = sum(abs(a - b) for a, b in zip(ours, theirs, strict=True)) / len(graded)
    both = [*graded, *left]
    said = verdict_figures([case for case, _ in both], [_reply(case, found) for case, found in both])
    named = {name: float(getattr(said, name)) for name in said.__dataclass_fields__}
    inverted = [found for case, found in graded if is_inverted(case)]
    quotes = [each for each in journal.quoted if each.by == grader]
    return Figures(
        graded_as=grader,
        answers=len(graded),
        ungraded=Counter(found.reason for _, found in left),
        agreement=agreement,
        low=low,
        high=high,
        mean_error=error,
        confusion=Counter(pair for case, found in graded for pair in zip(case.truths, found.verdicts, strict=True)),
        inverted=len(inverted),
        praised=sum(_score(found) >= PRAISED_FROM for found in inverted),
        quotes_needed=sum(each.needed for each in quotes),
        quotes_found=sum(each.found for each in quotes),
        again=_again([found for _, found in graded], second, grader),
        named={**named, "agreement": agreement, "mean_error": error},
    )


def _again(first: Sequence[Looked], second: Mapping[str, Looked], grader: GradedAs) -> Again | None:
    pairs = [
        (found, other) for found in first if (other := second.get(found.answer)) is not None and _is_by(other, grader)
    ]
    if not pairs:
        return None
    verdicts = [pair for one, other in pairs for pair in zip(one.verdicts, other.verdicts, strict=True)]
    return Again(
        answers=len(pairs),
        verdicts=len(verdicts),
        changed=sum(one is not other for one, other in verdicts),
        agreement=weighted_kappa([_score(one) for one, _ in pairs], [_score(other) for _, other in pairs]),
    )


def _is_by(found: Looked | None, grader: GradedAs) -> bool:
    return found is not None and found.is_graded and found.by == grader


def _reply(case: Case, found: Looked) -> Reply:
    if not found.is_graded:
        return Reply((Said(Claim.NOT_SURE),) * len(case.truths), 0, 100)
    points = tuple(Said(CLAIMS[verdict]) for verdict in found.verdicts)
    low, high = found.low, found.high
    return Reply(points, _score(found) if low is None else low, _score(found) if high is None else high)


def _score(found: Looked) -> float:
    return math.nan if found.score is None else found.score

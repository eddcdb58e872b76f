"""What verdicts and scores of a system are worth beside verdicts by hand, as numbers and as text.

It judges no answer; bench/verdicts.py defines the numbers of the last line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench.gold import Case, Claim, Probabilities, Reply, Said, Truth

Floats = npt.NDArray[np.float64]
Pair = tuple[Truth, Said]
Replies = Mapping[str, Sequence[Reply]]

PRAISE = (Claim.RECOGNISED, Claim.PARTLY)
WIDEST = 30
BINS = 10
KEPT = (10, 20, 30, 40, 50, 60, 70, 80, 90, 100)
# How far a sure verdict agrees with the one by hand; what is not named does not.
AGREES = {
    (Truth.COVERED, Claim.RECOGNISED): 1.0,
    (Truth.COVERED, Claim.PARTLY): 0.5,
    (Truth.TOUCHED, Claim.RECOGNISED): 0.5,
    (Truth.TOUCHED, Claim.PARTLY): 1.0,
    (Truth.TOUCHED, Claim.NOT_RECOGNISED): 0.5,
    (Truth.MISSED, Claim.PARTLY): 0.5,
    (Truth.MISSED, Claim.NOT_RECOGNISED): 1.0,
    (Truth.CONTRADICTED, Claim.OPPOSITE): 1.0,
}
# What each probability should come to, by the verdict by hand: states, contradicts, neither.
HAPPENED = {
    Truth.COVERED: Probabilities(1, 0, 0),
    Truth.TOUCHED: Probabilities(0.5, 0, 0.5),
    Truth.MISSED: Probabilities(0, 0, 1),
    Truth.CONTRADICTED: Probabilities(0, 1, 0),
}


@dataclass(frozen=True)
class Figures:
    """The numbers of the last line: shares from 0 to 1, NaN where there is nothing to count, and a correlation."""

    agree: float
    unsure: float
    praised: float
    accused: float
    missed: float
    in_band: float
    rho: float

    def __str__(self) -> str:
        return (
            f"agree {self.agree:.1%} unsure {self.unsure:.1%} praised {self.praised:.1%} accused {self.accused:.1%} "
            f"missed {self.missed:.1%} in-band {self.in_band:.1%} rho {self.rho:.3f}"
        )


def pairs(cases: Sequence[Case], replies: Sequence[Reply]) -> list[Pair]:
    """Every key point's verdict by hand and of the system."""
    return [
        pair for case, reply in zip(cases, replies, strict=True) for pair in zip(case.truths, reply.points, strict=True)
    ]


def agreement(truth: Truth, claim: Claim) -> float:
    """How far a sure verdict agrees, from 0 to 1."""
    return AGREES.get((truth, claim), 0.0)


def figures(cases: Sequence[Case], replies: Sequence[Reply]) -> Figures:
    """The numbers of the last line."""
    found = pairs(cases, replies)
    return Figures(
        agree=_agree(found),
        unsure=_share(found, tuple(Truth), (Claim.NOT_SURE,)),
        praised=_share(found, (Truth.CONTRADICTED,), PRAISE),
        accused=_share(found, (Truth.COVERED, Truth.MISSED), (Claim.OPPOSITE,)),
        missed=_share(found, (Truth.COVERED,), (Claim.NOT_RECOGNISED,)),
        in_band=_mean([fair(case, reply) for case, reply in zip(cases, replies, strict=True)]),
        rho=spearman([reply.middle for reply in replies], [case.score for case in cases]),
    )


def fair(case: Case, reply: Reply) -> bool:
    """Whether the range of the score overlaps the band by hand and is at most WIDEST wide."""
    low, high = case.band
    return reply.low <= high and reply.high >= low and reply.high - reply.low <= WIDEST


def spearman(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Correlation of the ranks, equal values sharing theirs; NaN when all of one side are equal."""
    a, b = _ranks(ours), _ranks(theirs)
    return float(np.corrcoef(a, b)[0, 1]) if np.ptp(a) and np.ptp(b) else float("nan")


def risk(found: Sequence[Pair], kept: Sequence[int] = KEPT) -> list[float]:
    """The error of the sure verdicts when the surest x % of them are kept, for each x; verdicts of equal confidence
    share their error, so that no order among them matters.
    """
    sure = [(said.confidence or 0.0, 1 - agreement(truth, said.claim)) for truth, said in _sure(found)]
    if not sure:
        return [float("nan")] * len(kept)
    confidences, errors = np.array(sorted(sure, reverse=True)).T
    _, group = np.unique(confidences, return_inverse=True)
    shared = (np.bincount(group, errors) / np.bincount(group))[group]
    return [float(shared[: max(1, round(len(sure) * share / 100))].mean()) for share in kept]


def confusion(found: Sequence[Pair]) -> str:
    """Verdicts by hand (rows) against verdicts said (columns)."""
    lines = [f"{'':14}" + "".join(f"{claim:>16}" for claim in Claim)]
    for truth in Truth:
        said = [given.claim for known, given in found if known is truth]
        lines.append(f"{truth:14}" + "".join(f"{said.count(claim):16}" for claim in Claim))
    return "\n".join(lines)


def by_type(cases: Sequence[Case], replies: Replies) -> str:
    """Shares of verdicts and mean score for each type of answer, the systems below each other."""
    names = "".join(f"{claim:>16}" for claim in Claim)
    lines = [f"{'answers':22}{'system':16}{'mean score':>11}{'by hand':>9}{names}{'agree':>8}{'in band':>9}"]
    for kind in dict.fromkeys(case.type for case in cases):
        chosen = [case for case in cases if case.type == kind]
        for name, said in replies.items():
            given = [reply for case, reply in zip(cases, said, strict=True) if case.type == kind]
            title = f"{kind} ({len(chosen)})" if name == next(iter(replies)) else ""
            lines.append(f"{title:22}{name:16}{_type_line(chosen, given)}")
    return "\n".join(lines)


def reliability(found: Sequence[Pair]) -> str:
    """Per probability and bin: verdicts in it, mean probability, and how often it happened (touched is half stated)."""
    known = [(HAPPENED[truth], said.probabilities) for truth, said in found if said.probabilities]
    if not known:
        return "it gives no probabilities"
    lines = [f"{'':12}{'from':>6}{'points':>8}{'said':>8}{'happened':>10}"]
    for name in ("states", "contradicts", "neither"):
        happened, given = (np.array([getattr(pair[side], name) for pair in known]) for side in (0, 1))
        lines += _bins(name, given, happened)
    return "\n".join(lines)


def report(cases: Sequence[Case], replies: Replies) -> str:
    """All tables, and a line per system; the last system's line is the last and has no name before it."""
    found = {name: pairs(cases, said) for name, said in replies.items()}
    parts = [f"{len(cases)} answers, {sum(len(case.truths) for case in cases)} verdicts"]
    parts += [f"{name}: by hand against said\n{confusion(rows)}" for name, rows in found.items()]
    parts.append(by_type(cases, replies))
    parts.append("\n".join(f"{name}: reliability\n{reliability(rows)}" for name, rows in found.items()))
    header = "error when the surest % of the sure verdicts are kept\n" + " " * 16 + "".join(f"{x:7}" for x in KEPT)
    rows = [f"{name:16}" + "".join(f"{error:7.1%}" for error in risk(rows)) for name, rows in found.items()]
    parts.append("\n".join([header, *rows]))
    lines = [f"{name} {figures(cases, said)}" for name, said in replies.items()]
    *_, last = replies
    return "\n\n".join([*parts, "\n".join([*lines[:-1], lines[-1].removeprefix(f"{last} ")])])


def _type_line(cases: Sequence[Case], replies: Sequence[Reply]) -> str:
    found = pairs(cases, replies)
    shares = "".join(f"{_share(found, tuple(Truth), (claim,)):16.0%}" for claim in Claim)
    means = f"{_mean([r.middle for r in replies]):11.1f}{_mean([c.score for c in cases]):9.1f}"
    inside = _mean([fair(case, reply) for case, reply in zip(cases, replies, strict=True)])
    return f"{means}{shares}{_agree(found):8.0%}{inside:9.0%}"


def _bins(name: str, given: Floats, happened: Floats) -> list[str]:
    place = np.minimum((given * BINS).astype(int), BINS - 1)
    lines, away = [], 0.0
    for number in np.unique(place):
        inside = place == number
        said, came = given[inside].mean(), happened[inside].mean()
        away += abs(said - came) * inside.mean()
        lines.append(f"{name:12}{number / BINS:6.1f}{inside.sum():8}{said:8.2f}{came:10.2f}")
    return [*lines, f"{name:12}mean distance {away:.3f}"]


def _sure(found: Sequence[Pair]) -> list[Pair]:
    return [(truth, said) for truth, said in found if said.claim is not Claim.NOT_SURE]


def _agree(found: Sequence[Pair]) -> float:
    return _mean([agreement(truth, said.claim) for truth, said in _sure(found)])


def _share(found: Sequence[Pair], truths: Sequence[Truth], claims: Sequence[Claim]) -> float:
    """Of the points with one of these verdicts by hand, the share of which one of these claims is said."""
    return _mean([said.claim in claims for truth, said in found if truth in truths])


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")


def _ranks(values: Sequence[float]) -> Floats:
    ordered = np.sort(values)
    ranks: Floats = (np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")) / 2.0
    return ranks

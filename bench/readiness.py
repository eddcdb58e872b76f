"""How well readiness foretells whether somebody passes on the day, on simulated people whose knowledge is known.

    python bench/readiness.py [PEOPLE]

Simulated people are not people: they know, forget and are judged by rules made up here (other ones than readiness
itself uses). What it can show is whether readiness says more than simpler numbers, and whether its range holds.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import fmean

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.only_help import explained
from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import KeyPoint, statement
from interview.core.readiness import AT_LEAST, LIKELY, Need, Readiness, readiness, shown
from interview.use_cases.spacing import memory_of

SEED = 20261126
PEOPLE = 3000
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
REQUIRED, NICE = 6, 4
# Of the questions that an employer may ask about a requirement, half stand in the bank.
QUESTIONS, IN_BANK, POINTS = 8, 4, 4
ON_THE_DAY, PASSED = 10, 0.55
# docs/figures.md, the judge against answers judged by hand, of 100.
OPEN, CALLED_RIGHT, CALLED_OPPOSITE, CALLED_MISSED = 0.290, 0.007, 0.003, 0.020
# How probable the scorer finds an open point that was said, and one that was not; made up.
ODDS_SAID, ODDS_UNSAID = 0.6, 0.3
SAYS = 0.85

Point = tuple[int, int, int]


@dataclass
class Person:
    """What somebody knows (each point with the half-life of its memory, in days, and when it was last used), and what
    they were asked and how it was judged."""

    known: dict[Point, tuple[float, datetime]]
    learns: float
    seen: dict[Point, list[tuple[datetime, PointJudgement]]] = field(default_factory=dict)
    answered: dict[int, set[tuple[int, datetime]]] = field(default_factory=dict)
    shares: list[float] = field(default_factory=list)
    day: datetime = NOON

    def knows(self, point: Point, at: datetime, chance: random.Random) -> bool:
        return chance.random() < self.still(point, at)

    def still(self, point: Point, at: datetime) -> float:
        """How probable it is that a point is known at a time: halves each half-life, and is 0 where it never was."""
        if point not in self.known:
            return 0.0
        half, last = self.known[point]
        return float(0.5 ** (max(0.0, (at - last).total_seconds()) / 86400 / half))


def made(chance: random.Random) -> Person:
    """Somebody with abilities of their own, who practises as much as they please and is interviewed some days later."""
    ability, known = chance.gauss(0.2, 1.0), {}
    for need in range(REQUIRED + NICE):
        here = ability + chance.gauss(0, 0.9)
        for question in range(QUESTIONS):
            there = here + chance.gauss(0, 0.5)
            for number in range(POINTS):
                if chance.random() < 1 / (1 + math.exp(-there)):
                    known[need, question, number] = (chance.lognormvariate(math.log(180), 0.7), NOON)
    person = Person(known, learns=chance.uniform(0.2, 0.9))
    at = NOON
    wide = chance.choice([2, 3, 5, 8, REQUIRED + NICE])
    subjects = chance.sample(range(REQUIRED + NICE), wide)
    for _ in range(chance.choice([0, 1, 1, 2, 2, 3, 4, 6, 8])):
        for _ in range(chance.choice([3, 5, 5, 8])):
            answer(person, chance.choice(subjects), at, chance)
        at += timedelta(days=chance.choice([0.2, 1, 2, 4, 7]))
    person.day = at + timedelta(days=chance.choice([0, 1, 3, 7, 14, 30, 60]))
    return person


def answer(person: Person, need: int, at: datetime, chance: random.Random) -> None:
    """One question of the bank answered and judged; what was lacking is read up afterwards by some."""
    question = chance.randrange(IN_BANK)
    credits = []
    for number in range(POINTS):
        point = (need, question, number)
        knows = person.knows(point, at, chance)
        said = knows and chance.random() < SAYS
        judged = verdict(said, chance)
        person.seen.setdefault(point, []).append((at, judged))
        if judged.verdict is not Verdict.UNSURE:
            credits.append(float(judged.verdict is Verdict.COVERED))
        if knows:
            half, _ = person.known[point]
            person.known[point] = (1.5 * half, at)
        elif chance.random() < person.learns:
            person.known[point] = (chance.lognormvariate(math.log(12), 0.6), at)
    if credits:
        person.shares.append(fmean(credits))
        person.answered.setdefault(need, set()).add((question, at))


def verdict(said: bool, chance: random.Random) -> PointJudgement:
    """What a judge with the measured errors says of a point."""
    if chance.random() < OPEN:
        covered = min(0.95, max(0.05, chance.gauss(ODDS_SAID if said else ODDS_UNSAID, 0.15)))
        return PointJudgement(_POINT, Verdict.UNSURE, odds=(covered, 0.0, 1 - covered))
    draw = chance.random()
    if draw < CALLED_OPPOSITE:
        return PointJudgement(_POINT, Verdict.CONTRADICTED)
    if said:
        return PointJudgement(_POINT, Verdict.MISSED if draw < CALLED_OPPOSITE + CALLED_MISSED else Verdict.COVERED)
    return PointJudgement(_POINT, Verdict.COVERED if draw < CALLED_OPPOSITE + CALLED_RIGHT else Verdict.MISSED)


_POINT: KeyPoint = statement("one")


def passes(person: Person, chance: random.Random) -> bool:
    """Whether the interview on the day goes well: enough of what ten questions about the job look for is said. Required
    subjects come twice as often; half of the questions stand in no bank; another interviewer is a little kinder."""
    subjects = chance.choices(range(REQUIRED + NICE), [2] * REQUIRED + [1] * NICE, k=ON_THE_DAY)
    said = [
        person.knows((need, question, number), person.day, chance) and chance.random() < SAYS
        for need in subjects
        for question in [chance.randrange(QUESTIONS)]
        for number in range(POINTS)
    ]
    return fmean(said) / SAYS + chance.gauss(0, 0.06) >= PASSED


def judged_ready(person: Person) -> Readiness:
    """What the product says of this person."""
    needs = []
    for need in range(REQUIRED + NICE):
        points = []
        for (of, _, _), seen in person.seen.items():
            if of != need:
                continue
            sure = [(at, each.verdict) for at, each in seen if each.verdict is not Verdict.UNSURE]
            memory = memory_of(sure or [(seen[-1][0], Verdict.TOUCHED)])
            points.append(shown(_last(seen), memory.recall(person.day)))
        answers = len(person.answered.get(need, ()))
        needs.append(Need((str(need),), need < REQUIRED, answers, tuple(points)))
    return readiness(needs, sum(need.answers for need in needs))


def _last(seen: Sequence[tuple[datetime, PointJudgement]]) -> PointJudgement:
    """The last sure verdict, or the last at all where none is."""
    sure = [each for _, each in seen if each.verdict is not Verdict.UNSURE]
    return sure[-1] if sure else seen[-1][1]


def truth(person: Person) -> float:
    """What readiness speaks of: how much of what the job asks for is known on the day, in any bank or in none."""
    weights = [1.0] * REQUIRED + [0.5] * NICE
    known = [
        fmean(person.still((need, q, n), person.day) for q in range(QUESTIONS) for n in range(POINTS)) * SAYS
        for need in range(REQUIRED + NICE)
    ]
    return sum(weight * each for weight, each in zip(weights, known, strict=True)) / sum(weights)


def brier(foretold: Sequence[float], happened: Sequence[bool]) -> float:
    """The mean squared distance of what was foretold (0 to 1) from what happened; 0 is perfect."""
    return fmean((p - y) ** 2 for p, y in zip(foretold, happened, strict=True))


def auc(foretold: Sequence[float], happened: Sequence[bool]) -> float:
    """How often of two people the one who passes had the higher number, ties half."""
    order = sorted(zip(foretold, happened, strict=True))
    ranks: dict[float, float] = {}
    for place, (value, _) in enumerate(order, 1):
        ranks.setdefault(value, 0)
        ranks[value] += place
    counts: dict[float, int] = {}
    for value, _ in order:
        counts[value] = counts.get(value, 0) + 1
    passed = [ranks[value] / counts[value] for value, y in order if y]
    positive, negative = len(passed), len(order) - len(passed)
    return (sum(passed) - positive * (positive + 1) / 2) / (positive * negative)


def curve(values: Sequence[float], happened: Sequence[bool]) -> Callable[[float], float]:
    """A logistic curve from one number to how probable it is to pass, fitted by Newton's steps."""
    a = b = 0.0
    for _ in range(30):
        g0 = g1 = h00 = h01 = h11 = 1e-9
        for x, y in zip(values, happened, strict=True):
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, a + b * x))))
            w = p * (1 - p)
            g0, g1 = g0 + y - p, g1 + (y - p) * x
            h00, h01, h11 = h00 + w, h01 + w * x, h11 + w * x * x
        det = h00 * h11 - h01 * h01
        if det < 1e-12:
            break
        a, b = a + (h11 * g0 - h01 * g1) / det, b + (h00 * g1 - h01 * g0) / det
    return lambda x: 1 / (1 + math.exp(-max(-30.0, min(30.0, a + b * x))))


def report(count: int) -> Iterator[str]:
    """The lines that are printed."""
    chance = random.Random(SEED)
    people = [made(chance) for _ in range(count)]
    found = [judged_ready(person) for person in people]
    passed = [passes(person, chance) for person in people]
    told = [n for n, each in enumerate(found) if each.band is not None]
    yield f"people {count}, passed {100 * fmean(passed):.0f} of 100"
    yield f"got no number: {100 * (1 - len(told) / count):.0f} of 100 (of these passed {_share(passed, found, None)})"
    yield ""
    yield "| band | people of 100 | of 100 passed |"
    yield "|---|---|---|"
    for band in AT_LEAST:
        inside = [passed[n] for n in told if found[n].band is band]
        yield (
            f"| {band} | {100 * len(inside) / len(told):.0f} | {100 * fmean(inside):.0f} |"
            if inside
            else f"| {band} | 0 | – |"
        )
    yield ""
    yield "| readiness | people | mean readiness | of 100 passed |"
    yield "|---|---|---|---|"
    for low, high in pairwise((0, 10, 20, 30, 40, 50, 60, 70, 80, 101)):
        there = [n for n in told if low <= 100 * found[n].expected < high]
        if there:
            mean, rate = fmean(100 * found[n].expected for n in there), 100 * fmean(passed[n] for n in there)
            yield f"| {low} to {min(high, 100)} | {len(there)} | {mean:.0f} | {rate:.0f} |"
    yield ""
    half = len(told) // 2
    fitted, tried = told[:half], told[half:]
    numbers: dict[str, Callable[[int], float]] = {
        "readiness": lambda n: found[n].expected,
        "mean score so far": lambda n: fmean(people[n].shares),
        "coverage alone": lambda n: found[n].asked / found[n].needs,
        "nothing (the pass rate)": lambda _: 0.5,
    }
    yield "| foretold by | Brier score as it is | after a curve fitted on the other half | AUC |"
    yield "|---|---|---|---|"
    happened = [passed[n] for n in tried]
    for name, number in numbers.items():
        line = curve([number(n) for n in fitted], [passed[n] for n in fitted])
        given = [number(n) for n in tried]
        fit = brier([line(value) for value in given], happened)
        yield f"| {name} | {brier(given, happened):.3f} | {fit:.3f} | {auc(given, happened):.2f} |"
    yield ""
    held = [found[n].low <= 100 * truth(people[n]) <= found[n].high for n in told]
    off = fmean(100 * (found[n].expected - truth(people[n])) for n in told)
    wide = fmean(found[n].high - found[n].low for n in told)
    yield (
        f"range holds what is known on the day: {100 * fmean(held):.0f} of 100 (meant: {100 * LIKELY:.0f}), "
        f"{wide:.0f} points wide, middle off by {off:+.0f}"
    )


def _share(passed: Sequence[bool], found: Sequence[Readiness], band: object) -> str:
    inside = [passed[n] for n, each in enumerate(found) if each.band is band]
    return f"{100 * fmean(inside):.0f} of 100" if inside else "none"


if __name__ == "__main__":
    arguments = explained(__doc__)
    arguments.add_argument("people", nargs="?", type=int, default=PEOPLE)
    given = arguments.parse_args()
    began = time.monotonic()
    for line in report(given.people):
        print(line)
    print(f"\n{time.monotonic() - began:.0f} s", file=sys.stderr)

"""A grader of known error behind the scripted server: right but for what it is told to do wrong, so often and no more.

    server.judge = ScriptedJudge(cases, mistakes={(Truth.COVERED, Verdict.MISSED): 5})

Which verdicts it gets wrong is drawn with a seed from those of the kind; how many is exact.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.gold import Case, Truth
from interview.core.grading import Verdict

FABRICATED = "words that nobody ever wrote here"
Place = tuple[str, int]


class ScriptedJudge:
    """`mistakes` are how many verdicts of a kind are said to be another one; `praises` are types of answers of which
    every point is called covered, `praises_later` those of which it is from the second look on. Of `fabricates` answers
    one quote is made up each time they are looked at, or with `mends` the first time only. `changes` verdicts are
    others from the second look on. Clarity is always the best."""

    def __init__(
        self,
        cases: Sequence[Case],
        *,
        mistakes: Mapping[tuple[Truth, Verdict], int] | None = None,
        praises: Sequence[str] = (),
        praises_later: Sequence[str] = (),
        fabricates: int = 0,
        mends: bool = False,
        changes: int = 0,
        seed: int = 1,
    ) -> None:
        rng = random.Random(seed)
        self._cases = {case.text: case for case in cases}
        self._praises, self._praises_later = praises, praises_later
        self._mends = mends
        self._seen: Counter[str] = Counter()
        self._lock = threading.Lock()
        places = [(case.text, number) for case in cases for number in range(len(case.truths))]
        self._wrong: dict[Place, Verdict] = {}
        for (truth, said), count in (mistakes or {}).items():
            free = [place for place in places if self._truth(place) is truth and place not in self._wrong]
            self._wrong |= dict.fromkeys(rng.sample(free, count), said)
        quoting = [case.text for case in cases if any(truth is not Truth.MISSED for truth in case.truths)]
        self.fabricated = set(rng.sample(quoting, fabricates))
        sure = [place for place in places if self._truth(place) is Truth.COVERED]
        self._changed = set(rng.sample(sure, changes))

    def __call__(self, material: dict[str, Any], usual: dict[str, Any]) -> dict[str, Any]:
        texts = dict(answers_in(material))
        return {"grades": [self._grade(item, texts[item["label"]]) for item in usual["grades"]]}

    def _grade(self, item: dict[str, Any], text: str) -> dict[str, Any]:
        with self._lock:
            self._seen[text] += 1
            looks = self._seen[text]
        points = [
            {**point, "verdict": verdict.value, "quote": "" if verdict is Verdict.MISSED else text}
            for number, point in enumerate(item["points"])
            for verdict in [self._said((text, number), looks)]
        ]
        if text in self.fabricated and (looks == 1 or not self._mends):
            next(point for point in points if point["quote"])["quote"] = FABRICATED
        return {**item, "points": points, "clarity_level": 4, "weaknesses": []}

    def _said(self, place: Place, looks: int) -> Verdict:
        kind = self._cases[place[0]].type
        if kind in self._praises or (looks > 1 and kind in self._praises_later):
            return Verdict.COVERED
        if looks > 1 and place in self._changed:
            return Verdict.TOUCHED
        return self._wrong.get(place, Verdict(self._truth(place).value))

    def _truth(self, place: Place) -> Truth:
        return self._cases[place[0]].truths[place[1]]


def answers_in(material: Any) -> Iterator[tuple[str, str]]:
    """(label, answer) of everything in the material that has both, however it is arranged."""
    if isinstance(material, dict):
        if "label" in material and "answer" in material:
            yield material["label"], material["answer"]
        for value in material.values():
            yield from answers_in(value)
    elif isinstance(material, list):
        for value in material:
            yield from answers_in(value)

"""From what the judge says of each sentence to one claim per key point, no bigger than what is known.

Recognised, opposite and not recognised are said where that is probable enough (verdict_model.py); all else is not sure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from interview.core.grading import Verdict
from interview.core.key_point import StoryPart
from interview.core.rubric import LEAST_PROBABLE
from interview.scorer.verdict_model import Floats, VerdictModel

MEANINGS = {
    StoryPart.SITUATION: "The speaker tells who, where and what the trouble or the setting was",
    StoryPart.TASK: "The speaker tells what they had to achieve or were responsible for",
    StoryPart.OWN_ACTION: "The speaker tells a concrete thing that they did themselves",
    StoryPart.DECISION_REASON: "The speaker gives the reason why it was done this way",
    StoryPart.ALTERNATIVES: "The speaker names another way that was weighed or could have been taken",
    StoryPart.OBSTACLE: "The speaker tells what was hard or went wrong",
    StoryPart.OTHERS: "The speaker tells who else was involved and what they did or said",
    StoryPart.MEASURE: "The speaker gives a figure or a check by which one can tell",
    StoryPart.RESULT: "The speaker tells what came of it",
    StoryPart.LESSON: "The speaker tells what they learned or do differently since",
    StoryPart.TECHNOLOGY: "The speaker tells which tool or technique was used and for what",
}
"""What a part of a story is, as the judge is asked for it."""

# Finer than what is known of them.
ODDS_DIGITS = 3
# A sentence that rather claims something than not is what an open verdict rests on.
RATHER = 0.5


@dataclass(frozen=True)
class Claim:
    """What an answer does with a key point. `sentence` is the one that it rests on, None where it rests on none.
    `worst` and `best` are what it can be: the verdict itself, unless that is not sure. `odds` are the probabilities of
    covered, contradicted and missed; `about_asked` is how probable it is that a story is about what was asked, where
    that was looked at."""

    verdict: Verdict
    sentence: int | None
    worst: Verdict
    best: Verdict
    odds: tuple[float, float, float] | None = None
    about_asked: float | None = None


class Thresholds(Protocol):
    """From what probability on each verdict is given."""

    @property
    def recognised(self) -> float: ...

    @property
    def opposite(self) -> float: ...

    @property
    def missed(self) -> float: ...


def claims(said: Floats, model: VerdictModel) -> list[Claim]:
    """One claim per key point, from probabilities of shape (points, sentences, 3)."""
    return claimed(said, model.probabilities(said), model)


def claimed(said: Floats, shares: Floats, at: Thresholds) -> list[Claim]:
    """One claim per key point, from `shares`, the probabilities of its verdicts, shape (points, 3)."""
    if not said.shape[1]:
        return [Claim(Verdict.MISSED, None, Verdict.MISSED, Verdict.MISSED)] * len(said)
    return [_claim(point, row, at) for point, row in zip(said, shares, strict=True)]


def _claim(point: Floats, shares: Floats, at: Thresholds) -> Claim:
    recognised, opposite, missed = map(float, shares)
    odds = (round(recognised, ODDS_DIGITS), round(opposite, ODDS_DIGITS), round(missed, ODDS_DIGITS))
    stating, contradicting = (int(point[:, column].argmax()) for column in (0, 1))
    if recognised >= at.recognised:
        return Claim(Verdict.COVERED, stating, Verdict.COVERED, Verdict.COVERED, odds)
    if opposite >= at.opposite:
        return Claim(Verdict.CONTRADICTED, contradicting, Verdict.CONTRADICTED, Verdict.CONTRADICTED, odds)
    if missed >= at.missed or max(recognised, opposite) < LEAST_PROBABLE:
        return Claim(Verdict.MISSED, None, Verdict.MISSED, Verdict.MISSED, odds)
    sentence = stating if point[stating, 0] >= point[contradicting, 1] else contradicting
    return Claim(
        Verdict.UNSURE,
        sentence if point[sentence, :2].max() >= RATHER else None,
        Verdict.CONTRADICTED if opposite >= LEAST_PROBABLE else Verdict.MISSED,
        Verdict.COVERED if recognised >= LEAST_PROBABLE else Verdict.MISSED,
        odds,
    )

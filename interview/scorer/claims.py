"""From what the judge says of each sentence to one claim per key point, no bigger than what is known.

Recognised, opposite and not recognised are said where that is probable enough (verdict_model.py), and the first two
where no sentence rather says otherwise; all else is not sure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from interview.core.grading import Verdict
from interview.core.key_point import StoryPart
from interview.core.rubric import LEAST_PROBABLE
from interview.scorer.verdict_model import NEVER, Booleans, Floats, VerdictModel

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
# A sentence that rather claims something than not is what an open verdict rests on, and what a sure one must not have
# against it.
RATHER = 0.5
# Of how probable it is that a point is recognised or turned round, so much is at least the other of both where a
# sentence speaks for it: of 82 points in calibration of which the model was sure by more than 0.7, 15 were the other.
OTHERWISE = 0.2


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
    # Nobody contradicts a part of a story.
    disputed = in_dispute(said) & (at.opposite < NEVER)
    return [_claim(*each, at) for each in zip(said, shares, disputed, strict=True)]


def in_dispute(said: Floats) -> Booleans:
    """Whether some sentence rather contradicts a point, so that it is not surely recognised, and whether some rather
    states it, so that the answer does not surely say the opposite, shape (points, 2); `said` as in claims().

    How probable the verdicts are says little of that: it is learned from thousands of points, of which hardly any are
    so (docs/decisions/0172-single-lines-and-disputes.md)."""
    return np.asarray(said[:, :, (1, 0)].max(axis=1, initial=0.0) > RATHER)


def _claim(point: Floats, shares: Floats, disputed: Booleans, at: Thresholds) -> Claim:
    recognised, opposite, missed = map(float, shares)
    stating, contradicting = (int(point[:, column].argmax()) for column in (0, 1))
    sentence = stating if point[stating, 0] >= point[contradicting, 1] else contradicting
    if recognised >= at.recognised and not disputed[0]:
        return _sure(Verdict.COVERED, stating, _odds(recognised, opposite, missed))
    if opposite >= at.opposite and not disputed[1]:
        return _sure(Verdict.CONTRADICTED, contradicting, _odds(recognised, opposite, missed))
    is_missed = missed >= at.missed or max(recognised, opposite) < LEAST_PROBABLE
    if disputed[0 if recognised >= opposite else 1]:
        # From no threshold on, as nothing jumps (docs/decisions/0131-nothing-jumps.md).
        recognised, opposite = _doubted(recognised, opposite)
        sentence = contradicting if point[contradicting, 1] >= RATHER else sentence
    odds = _odds(recognised, opposite, missed)
    if is_missed:
        return _sure(Verdict.MISSED, None, odds)
    return Claim(
        Verdict.UNSURE,
        sentence if point[sentence, :2].max() >= RATHER else None,
        Verdict.CONTRADICTED if opposite >= LEAST_PROBABLE else Verdict.MISSED,
        Verdict.COVERED if recognised >= LEAST_PROBABLE else Verdict.MISSED,
        odds,
    )


def _sure(verdict: Verdict, sentence: int | None, odds: tuple[float, float, float]) -> Claim:
    return Claim(verdict, sentence, verdict, verdict, odds)


def _odds(recognised: float, opposite: float, missed: float) -> tuple[float, float, float]:
    return round(recognised, ODDS_DIGITS), round(opposite, ODDS_DIGITS), round(missed, ODDS_DIGITS)


def _doubted(recognised: float, opposite: float) -> tuple[float, float]:
    """Both with as much of the surer that the other is at least OTHERWISE of the two."""
    least = OTHERWISE * (recognised + opposite)
    moved = max(0.0, least - min(recognised, opposite))
    return (recognised - moved, opposite + moved) if recognised >= opposite else (recognised + moved, opposite - moved)

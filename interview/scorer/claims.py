"""From what the judge says of each sentence to one claim per key point, no bigger than what is known.

Recognised, opposite and not recognised are said where the judge is sure and nothing speaks against it; everything
else is not sure. The thresholds come from answers of authors who taught nothing (training/judge/measure.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.grading import Verdict
from interview.core.key_point import StoryPart
from interview.scorer.judge import Floats
from interview.scorer.thresholds import Thresholds

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


@dataclass(frozen=True)
class Claim:
    """What an answer does with a key point. `sentence` is the one that it rests on, None where it rests on none;
    `states` and `contradicts` are the highest probabilities of a sentence. `worst` and `best` are what it can be: the
    verdict itself, unless that is not sure."""

    verdict: Verdict
    sentence: int | None
    states: float
    contradicts: float
    worst: Verdict
    best: Verdict


def claims(said: Floats, thresholds: Thresholds) -> list[Claim]:
    """One claim per key point, from probabilities of shape (points, sentences, 3)."""
    return [_claim(point, thresholds) for point in said]


def _claim(point: Floats, at: Thresholds) -> Claim:
    if not len(point):
        return Claim(Verdict.MISSED, None, 0.0, 0.0, Verdict.MISSED, Verdict.MISSED)
    states, contradicts = (float(point[:, column].max()) for column in (0, 1))
    stating, contradicting = (int(point[:, column].argmax()) for column in (0, 1))

    def sure(verdict: Verdict, sentence: int | None) -> Claim:
        return Claim(verdict, sentence, states, contradicts, verdict, verdict)

    if states >= at.states and contradicts < at.conflict:
        return sure(Verdict.COVERED, stating)
    if contradicts >= at.contradicts and states < at.conflict:
        return sure(Verdict.CONTRADICTED, contradicting)
    if max(states, contradicts) < at.nothing:
        return sure(Verdict.MISSED, None)
    sentence = stating if states >= contradicts else contradicting
    return Claim(
        Verdict.UNSURE,
        sentence if max(states, contradicts) >= 0.5 else None,
        states,
        contradicts,
        Verdict.CONTRADICTED if contradicts >= at.nothing else Verdict.MISSED,
        Verdict.COVERED if states >= at.nothing else Verdict.MISSED,
    )

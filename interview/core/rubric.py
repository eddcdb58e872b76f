"""The rubric as data: dimensions, ranges, bands and weights, with a version.

The one definition behind prompts, validation, page, PDF and docs. A change of any number needs a new version.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Dimension:
    """What one dimension measures and the most points it can give."""

    name: str
    maximum: int
    meaning: str


@dataclass(frozen=True)
class Band:
    """A name for scores from `at_least` (of 100) up to the next band."""

    name: str
    at_least: int
    meaning: str


@dataclass(frozen=True)
class Rubric:
    """Everything that turns judgements into numbers. Weights are relative; credits are shares of a key point.

    `verdicts` are what an interviewer may say of a key point, each with its meaning. A second opinion grades
    `second_opinions` times; an answer whose totals then lie more than `review_spread` points apart needs review.
    """

    version: str
    accuracy: Dimension
    completeness: Dimension
    clarity: Dimension
    bands: tuple[Band, ...]
    clarity_levels: tuple[str, ...]
    touched_credit: float
    full_breadth: float
    clarity_floor: float
    main_weight: float
    follow_up_weight: float
    verdicts: tuple[tuple[str, str], ...]
    second_opinions: int
    review_spread: float

    @property
    def dimensions(self) -> tuple[Dimension, Dimension, Dimension]:
        return (self.accuracy, self.completeness, self.clarity)

    def band(self, score: float) -> Band:
        """The band of a score of 0 to 100."""
        return max((band for band in self.bands if score >= band.at_least), key=lambda band: band.at_least)


RUBRIC = Rubric(
    version="2026.6",
    accuracy=Dimension("accuracy", 40, "How right what you said is, and how near it comes to what was asked for"),
    completeness=Dimension("completeness", 30, "How many of the key points you brought up"),
    clarity=Dimension("clarity", 30, "How easy the answer is to follow"),
    bands=(
        Band("Starting out", 0, "Most key points are still missing. The reference answers show what to learn next."),
        Band("Developing", 40, "Some key points are there. Fill the gaps named below."),
        Band("Solid", 60, "Most key points are there. Details and examples will lift it."),
        Band("Strong", 80, "Nearly everything a good answer needs."),
    ),
    clarity_levels=(
        "No sentence can be followed",
        "Hard to follow: fragments or one long unbroken thought",
        "Can be followed with effort",
        "Easy to follow",
        "Easy to follow and well ordered, with reasons or an example",
    ),
    touched_credit=0.5,
    full_breadth=0.75,
    clarity_floor=0.1,
    main_weight=1.0,
    follow_up_weight=0.5,
    verdicts=(
        ("covered", "the answer makes this point and it is right; other words for the same thing count in full"),
        ("touched", "the answer comes near the point, but vaguely, in part, or only by naming it"),
        ("missed", "the answer does not speak of it"),
        ("contradicted", "the answer says the opposite or something wrong about it"),
    ),
    second_opinions=3,
    review_spread=15,
)

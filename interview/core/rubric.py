"""The rubrics as data: dimensions, ranges, bands and weights, each under its version.

Behind prompts, validation, page, PDF and docs. A change of any number needs a new version, and the old one stays, so
that an old report explains itself by its own formula. Names and meanings are words of i18n/.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum


class DimensionName(StrEnum):
    """What the parts of a score measure."""

    ACCURACY = "accuracy"
    COMPLETENESS = "completeness"
    CLARITY = "clarity"


@dataclass(frozen=True)
class Dimension:
    """One part of a score and the most points it can give."""

    name: DimensionName
    maximum: int


class BandName(StrEnum):
    """Stable names of the bands a score falls into."""

    STARTING_OUT = "starting_out"
    DEVELOPING = "developing"
    SOLID = "solid"
    STRONG = "strong"


@dataclass(frozen=True)
class Band:
    """A name for scores from `at_least` (of 100) up to the next band."""

    name: BandName
    at_least: int


class Breadth(StrEnum):
    """How far an answer covers what is asked. addressed: share of key points that are not missed · credit: share of the
    credit they give · agreement: the same, unless the interviewer measured the agreement of the whole answer."""

    ADDRESSED = "addressed"
    CREDIT = "credit"
    AGREEMENT = "agreement"


@dataclass(frozen=True)
class Rubric:
    """Everything that turns judgements into numbers. Weights are relative; credits are shares of a key point.

    `clarity_levels` and `verdicts` are what an interviewer is told: the levels from 0, and what it may say of a key
    point with the meaning of each. Full points need a breadth of `full_breadth` (0 to 1). A second opinion grades
    `second_opinions` times; an answer whose totals then lie more than `review_spread` points apart needs review.

    What an interviewer is not sure of makes a range of the score; one wider than `widest_range` points is shown without
    a number in it. With `whole_verdicts` no interviewer gives credit in between, any may leave a verdict open, and
    clarity counts where an interviewer measures it; before, the practice interviewer measured all of it in parts. Where
    an interviewer says how probable each verdict is, the range holds `likely` of all that can be (0 to 1); with 1 it
    goes from the worst to the best. With a number for `possible`, verdicts that it gave count by that, too, and what is
    less probable than `possible` (0 to 1) counts as if it could not be; without, only those count so that it left open.
    With `known_follow_ups_count` an answer to a follow-up counts in the overall score once anything is known of it.
    """

    version: str
    accuracy: Dimension
    completeness: Dimension
    clarity: Dimension
    bands: tuple[Band, ...]
    clarity_levels: tuple[str, ...]
    touched_credit: float
    breadth: Breadth
    full_breadth: float
    clarity_floor: float
    main_weight: float
    follow_up_weight: float
    verdicts: tuple[tuple[str, str], ...]
    second_opinions: int
    review_spread: float
    widest_range: float = 30
    whole_verdicts: bool = False
    likely: float = 1.0
    possible: float | None = None
    known_follow_ups_count: bool = False

    @property
    def dimensions(self) -> tuple[Dimension, Dimension, Dimension]:
        return (self.accuracy, self.completeness, self.clarity)

    @property
    def cut_off(self) -> float:
        """What is less probable than this (0 to 1) is not thought of as likely: so much is left out at either end."""
        return (1 - self.likely) / 2

    def is_doubtful(self, probability: float) -> bool:
        """Whether something so probable (0 to 1) can neither be thought of as true nor as false."""
        return self.cut_off < probability < 1 - self.cut_off

    def band(self, score: float) -> Band:
        """The band of a score of 0 to 100."""
        return max((band for band in self.bands if score >= band.at_least), key=lambda band: band.at_least)


LEAST_PROBABLE = 0.05
"""What is less probable is not thought of as possible: of answers for calibration one verdict in 130 was it."""

_V1 = Rubric(
    version="2026.1",
    accuracy=Dimension(DimensionName.ACCURACY, 40),
    completeness=Dimension(DimensionName.COMPLETENESS, 30),
    clarity=Dimension(DimensionName.CLARITY, 30),
    bands=(
        Band(BandName.STARTING_OUT, 0),
        Band(BandName.DEVELOPING, 40),
        Band(BandName.SOLID, 60),
        Band(BandName.STRONG, 80),
    ),
    clarity_levels=(
        "No sentence can be followed",
        "Hard to follow: fragments or one long unbroken thought",
        "Can be followed with effort",
        "Easy to follow",
        "Easy to follow and well ordered, with reasons or an example",
    ),
    touched_credit=0.5,
    breadth=Breadth.ADDRESSED,
    full_breadth=0.5,
    clarity_floor=1 / 3,
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
_V2 = replace(_V1, version="2026.2", breadth=Breadth.CREDIT, full_breadth=0.75)
_V3 = replace(_V2, version="2026.3", clarity_floor=0.1)
_V4 = replace(_V3, version="2026.4", breadth=Breadth.AGREEMENT)
# From here on the formula is the same; what differs is how the practice interviewer judges.
_V5 = replace(_V4, version="2026.5")
_V6 = replace(_V5, version="2026.6")
# The practice interviewer's judge reads answers; it measures neither an agreement of the whole nor clarity.
_V7 = replace(_V6, version="2026.7", breadth=Breadth.CREDIT, whole_verdicts=True)
# It says how probable a verdict is that it leaves open: nearly always all of them turning out worst says little.
_V8 = replace(_V7, version="2026.8", likely=0.8)
# The practice interviewer reads over slips of the hand and sounds of thinking.
_V9 = replace(_V8, version="2026.9")
# It compares answers with several wordings of each key point, right and wrong ones.
_V10 = replace(_V9, version="2026.10")
# It finds where sentences begin that have no marks.
_V11 = replace(_V10, version="2026.11")
# In short answers, too.
_V12 = replace(_V11, version="2026.12")
# Of a story that goes on it says of no part that it was not told.
_V13 = replace(_V12, version="2026.13")
# It weighs what it reads by answers as people give them, and a story that goes on by such. Of their scores the range of
# before held 73 in 100 where it said 80; this one holds 68.
_V14 = replace(_V13, version="2026.14", likely=0.7)
# It hears whether a story is about what was asked, where it was written what has to be told.
_V15 = replace(_V14, version="2026.15")
# It has learned short answers and other manners, and of a story that may be about something else it gives no number.
_V16 = replace(_V15, version="2026.16")
# It has learned more of both, and what it says hangs less on how its numbers are rounded.
_V17 = replace(_V16, version="2026.17")
# It has learned what one small word does to a sentence that is right else.
_V18 = replace(_V17, version="2026.18")
# What it gives counts by how probable it is, as what it leaves open does: a verdict that is just sure and one that just
# is not are nearly the same.
_V19 = replace(_V18, version="2026.19", possible=LEAST_PROBABLE)
# It has learned stories in other voices and with talk beside them, and answers said in one breath; it reads spoken
# spellings as plain words.
_V20 = replace(_V19, version="2026.20")
# It says of a part of a story whether it is told by what is said of it, not by what the other parts say.
_V21 = replace(_V20, version="2026.21")
# An answer to a question that is asked once more is one to that question.
_V22 = replace(_V21, version="2026.22")
# It has learned later questions and mistakes that people are sure of, and reads each answer four times in place of six.
_V23 = replace(_V22, version="2026.23")
# A story has to be about the line of the resume, too, that the question quotes.
_V24 = replace(_V23, version="2026.24")
# Whether what tells the parts of a story is about what was asked counts beside its surest sentence.
_V25 = replace(_V24, version="2026.25")
# What somebody tells beside an answer is no part of it, and what says nothing is left out of every answer.
_V26 = replace(_V25, version="2026.26")
# What stands together beside an answer is left out together, and only the sentences that tell a story say whether it is
# about what was asked.
_V27 = replace(_V26, version="2026.27")
# Where an aside begins and ends is told by the sentences on both sides, and something of an answer belongs to what was
# asked.
_V28 = replace(_V27, version="2026.28")
# Single sentences of an aside are known between those of an answer, and what a sentence rather speaks against is left
# open.
_V29 = replace(_V28, version="2026.29")
# It leaves open more of what may be turned round and of what a story may tell, and what speaks against a point counts
# however sure the rest is.
_V30 = replace(_V29, version="2026.30")
# It has learned what is wrong in a detail, and answers to follow-ups; a list of terms counts in part at most.
_V31 = replace(_V30, version="2026.31")
# Of who answers a question for one part of a story nobody can tell that it is not told, unless they say so.
_V32 = replace(_V31, version="2026.32")
# Whether a part is told that a follow-up asks for by name can mostly not be heard: such an answer, with a range of 0 to
# 100, made that of the whole too wide for a number.
RUBRIC = replace(_V32, version="2026.33", known_follow_ups_count=True)
"""The rubric that grades now."""

_BEFORE = (
    _V1,
    _V2,
    _V3,
    _V4,
    _V5,
    _V6,
    _V7,
    _V8,
    _V9,
    _V10,
    _V11,
    _V12,
    _V13,
    _V14,
    _V15,
    _V16,
    _V17,
    _V18,
    _V19,
    _V20,
    _V21,
    _V22,
    _V23,
    _V24,
    _V25,
    _V26,
    _V27,
    _V28,
    _V29,
    _V30,
    _V31,
    _V32,
)
RUBRICS = {rubric.version: rubric for rubric in (*_BEFORE, RUBRIC)}
"""Every rubric that ever graded, by its version."""


def rubric_of(version: str) -> Rubric:
    """The rubric of a version; the one that grades now where a version is not known here, as from a later release."""
    return RUBRICS.get(version, RUBRIC)


def rubric_for(versions: Collection[str]) -> Rubric:
    """The rubric of grades: theirs where all are of one version, the one that grades now where not or without any."""
    known = set(versions)
    return rubric_of(known.pop()) if len(known) == 1 else RUBRIC

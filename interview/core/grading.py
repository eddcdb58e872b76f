"""What an interviewer says of an answer, and the grade that comes of it.

An interviewer judges (a verdict per key point, a level of clarity); every number comes from scoring.py and totals.py.
Graded, unanswered and ungraded stay three different things: an ungraded answer has no number and enters no average.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from interview.core.answer_kind import NOTHING_TOLD, AnswerKind
from interview.core.evidence import Remark
from interview.core.flags import ELSEWHERE, OF_KIND
from interview.core.identity import CANDIDATE, PRACTICE, RULE, InterviewerId
from interview.core.key_point import KeyPoint
from interview.core.question import Position
from interview.core.rubric import RUBRIC, Rubric, rubric_of
from interview.core.turn import Turn
from interview.core.whole_numbers import whole, whole_parts, whole_range
from interview.messages import Message


class Outcome(StrEnum):
    """graded: has a score · unanswered: 0 by rule, nobody was asked · ungraded: grading failed, no score."""

    GRADED = "graded"
    UNANSWERED = "unanswered"
    UNGRADED = "ungraded"


class Verdict(StrEnum):
    """What an answer does with a key point: recognised, in part, not recognised, the opposite, or the interviewer
    cannot tell. The practice interviewer's points count by their probability, whatever the verdict."""

    COVERED = "covered"
    TOUCHED = "touched"
    MISSED = "missed"
    CONTRADICTED = "contradicted"
    UNSURE = "unsure"


class Settled(StrEnum):
    """The candidate's own word on a key point, which counts instead of the interviewer's verdict."""

    SAID = "said"
    PARTLY = "partly"
    NOT_SAID = "not_said"
    WRONG = "wrong"


@dataclass(frozen=True)
class PointJudgement:
    """What the answer does with one key point.

    `quote` is copied from the answer ("" when missed). `credit` (0 to 1) refines the verdict where the interviewer
    measures more finely; None means the verdict's own credit. `verdict` is what counts; once the candidate `settled`
    it, `judged` keeps what the interviewer had said. Of a verdict that is not sure, `worst` and `best` are what it can
    be. `odds` is how probable it is (0 to 1, summing to 1) that the point is covered, contradicted or missed, where the
    interviewer knows that. `example` is a sentence of the reference answer that makes the point, "" where none is
    known. `about_asked` is how probable it is that a story is about what was asked, where that was looked at;
    where it is in doubt, such points are all missed together, or else covered with odds[0] / about_asked.
    """

    point: KeyPoint
    verdict: Verdict
    quote: str = ""
    credit: float | None = None
    settled: Settled | None = None
    judged: Verdict | None = None
    worst: Verdict = Verdict.CONTRADICTED
    best: Verdict = Verdict.COVERED
    odds: tuple[float, float, float] | None = None
    example: str = ""
    about_asked: float | None = None

    @property
    def by_interviewer(self) -> Verdict:
        """The interviewer's own verdict, whatever the candidate said of it."""
        return self.judged or self.verdict

    @property
    def is_recognised(self) -> bool:
        """Whether the interviewer recognised it and the candidate says nothing else."""
        return self.verdict is self.by_interviewer is Verdict.COVERED

    def share(self, verdict: Verdict) -> float:
        """How probable a verdict is, 0 where the interviewer gives no odds; of one half said that it was not said."""
        covered, contradicted, missed = self.odds or (0.0, 0.0, 0.0)
        return {Verdict.COVERED: covered, Verdict.CONTRADICTED: contradicted}.get(verdict, missed)

    @property
    def is_unread(self) -> bool:
        """Whether the interviewer could say nothing of it, as in a language it has not learned."""
        return self.by_interviewer is Verdict.UNSURE and self.odds is None


@dataclass(frozen=True)
class Judgement:
    """What an interviewer says of one answer; `label` is the position as text. `clarity_level` is 0 to 4, None where
    the interviewer does not measure it.

    `agreement` (0 to 1) is how near the answer as a whole comes to what is asked for, where the interviewer measures
    that; None where it judges key points only.
    `remarks` are strengths and weaknesses with quotes nobody has checked yet; without any of a kind, the
    verdicts speak.
    """

    label: str
    points: tuple[PointJudgement, ...]
    clarity_level: float | None
    feedback: tuple[Message, ...] = ()
    flags: tuple[Message, ...] = ()
    remarks: tuple[Remark, ...] = ()
    agreement: float | None = None


@dataclass(frozen=True)
class Ungradable:
    """The interviewer's word that it cannot judge this answer, with the reason for the candidate."""

    label: str
    reason: Message


@dataclass(frozen=True)
class Provenance:
    """Who graded, by which rubric and prompt version, and the cost of the call.

    Of a call, `tokens` is what it used altogether; of a grade, this answer's share of it, so that grades can be added
    up. `milliseconds` is how long the call took, for every grade that came of it. `served_model` and `fingerprint` are
    what the server says that it asked, which may be another version than was called for; "" where it says nothing.
    """

    graded_by: InterviewerId
    rubric_version: str = RUBRIC.version
    prompt_version: str = ""
    tokens: int = 0
    milliseconds: int = 0
    served_model: str = ""
    fingerprint: str = ""


@dataclass(frozen=True)
class Scores:
    """Points per dimension, in tenths; None for clarity where it is not measured. `number`, `ends` and `parts` are what
    is shown of them.

    `low` and `high` (0 to 100) are the ends of what the total can be, or most likely is, with what nobody is sure of
    (core/scoring.py); None where nothing is open. The points then are those to be expected, or in the middle.
    """

    accuracy: float
    completeness: float
    clarity: float | None
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        for dimension in RUBRIC.dimensions:
            if not 0 <= (getattr(self, dimension.name) or 0) <= dimension.maximum:
                raise ValueError(f"{dimension.name} is out of its range")
        if (self.low is None) != (self.high is None) or not 0 <= self.lowest <= self.highest <= 100:
            raise ValueError("the range is out of order")

    @property
    def total(self) -> float:
        """The sum, 0 to 100; of two dimensions in proportion, as a whole number."""
        if self.clarity is None:
            most = RUBRIC.accuracy.maximum + RUBRIC.completeness.maximum
            return float(round(100 * (self.accuracy + self.completeness) / most))
        return round(self.accuracy + self.completeness + self.clarity, 1)

    @property
    def lowest(self) -> float:
        return self.total if self.low is None else self.low

    @property
    def highest(self) -> float:
        return self.total if self.high is None else self.high

    @property
    def number(self) -> int | None:
        """The total as it is shown, unless too much is open for one number to mean anything."""
        return whole(self.total) if is_narrow((self.lowest, self.highest), RUBRIC) else None

    @property
    def ends(self) -> tuple[int, int]:
        """The least and the most that the total is, as they are shown."""
        return whole_range(self.lowest, self.highest)

    @property
    def parts(self) -> Mapping[str, int]:
        """The points of each dimension that was measured, as they are shown."""
        given = {d.name.value: getattr(self, d.name) for d in RUBRIC.dimensions}
        return whole_parts({name: value for name, value in given.items() if value is not None}, whole(self.total))


def is_narrow(ends: tuple[float, float], rubric: Rubric) -> bool:
    """Whether one number in this range means anything."""
    return round(ends[1] - ends[0], 1) <= rubric.widest_range


@dataclass(frozen=True)
class Grade:
    """The outcome for one answer. `scores` is None exactly when it is ungraded; `reason` then says why.

    Quotes of `points` and `remarks` stand in the answer; `dropped_quotes` counts those that did not and were left out.
    `opinions` are the totals of all that came with a score where several were asked for; the grade shown is their lower
    median.
    `agreement` and `clarity_level` are the judgement's, so that the scores can be computed again; older grades have no
    level.
    """

    position: Position
    outcome: Outcome
    scores: Scores | None
    points: tuple[PointJudgement, ...] = ()
    feedback: tuple[Message, ...] = ()
    reason: Message | None = None
    flags: tuple[Message, ...] = ()
    provenance: Provenance = field(default_factory=lambda: Provenance(graded_by=RULE))
    remarks: tuple[Remark, ...] = ()
    dropped_quotes: int = 0
    opinions: tuple[float, ...] = ()
    agreement: float | None = None
    clarity_level: float | None = None

    def __post_init__(self) -> None:
        if (self.scores is None) != (self.outcome is Outcome.UNGRADED):
            raise ValueError("a grade has scores unless it is ungraded")

    @property
    def spread(self) -> float | None:
        """Points between the lowest and the highest opinion; None with fewer than two."""
        return round(max(self.opinions) - min(self.opinions), 1) if len(self.opinions) > 1 else None

    @property
    def settled(self) -> Mapping[str, Settled]:
        """What the candidate settled, by the id of the key point."""
        return {point.point.id: point.settled for point in self.points if point.settled is not None}

    @property
    def quotes(self) -> tuple[str, ...]:
        """All words of the answer that this grade rests on."""
        found = [point.quote for point in self.points if point.verdict is not Verdict.MISSED]
        found += [remark.quote for remark in self.remarks]
        return tuple(dict.fromkeys(quote for quote in found if quote))

    @property
    def further_remarks(self) -> tuple[Remark, ...]:
        """The remarks that say more than the verdicts on the key points beside them do already."""
        return tuple(remark for remark in self.remarks if not remark.point)

    @property
    def notes(self) -> tuple[Message, ...]:
        """What the candidate should know about this grade."""
        # What kind of answer it is the feedback says.
        noted = [flag for flag in self.flags if flag not in OF_KIND.values()]
        if self._tells_a_story:
            noted.append(Message.of("grade.story_parts"))
        if len(self.opinions) > 1 and not self.settled:
            count, lowest, highest = len(self.opinions), min(self.opinions), max(self.opinions)
            code = "grade.opinions" if count % 2 else "grade.opinions_even"
            noted.append(Message.of(code, count=count, lowest=lowest, highest=highest))
        if len(self.opinions) == 1 and not self.settled:
            noted.append(Message.of("grade.one_opinion"))
        if self.needs_review:
            noted.append(Message.of("grade.needs_review"))
        if self.settled:
            noted.append(Message.of("grade.settled", count=len(self.settled), total=len(self.points)))
        if self.dropped_quotes:
            noted.append(Message.of("grade.dropped_quotes", count=self.dropped_quotes))
        return tuple(noted)

    @property
    def _tells_a_story(self) -> bool:
        """Whether parts of a story were recognised by one that cannot tell whether it is the story asked for."""
        recognised = (point for point in self.points if point.settled is None and point.verdict is Verdict.COVERED)
        is_told = any(point.point.part is not None for point in recognised)
        is_read = rubric_of(self.provenance.rubric_version).whole_verdicts
        return is_told and is_read and self.provenance.graded_by == PRACTICE

    @property
    def measured_by(self) -> InterviewerId:
        """Whose judgement the score rests on."""
        return measured_by(self.outcome, self.points, self.provenance.graded_by)

    @property
    def nobody_judged(self) -> bool:
        """Whether the interviewer could not read the answer, so that only the candidate's own marks count."""
        return self.measured_by == CANDIDATE

    @property
    def is_elsewhere(self) -> bool:
        """Whether a story is told that rather is about something else than was asked, and nobody says it is not."""
        is_settled = any(point.settled in (Settled.SAID, Settled.PARTLY) for point in self.points)
        return ELSEWHERE in self.flags and not is_settled

    @property
    def kind(self) -> AnswerKind | None:
        """What somebody does in place of what was asked: says that they tell nothing, or only what they would do, or
        what comes nearest; None of an answer that tells what was asked, or may."""
        is_settled = any(point.settled in (Settled.SAID, Settled.PARTLY) for point in self.points)
        return None if is_settled else next((kind for kind, flag in OF_KIND.items() if flag in self.flags), None)

    @property
    def tells_nothing(self) -> bool:
        """Whether somebody says that they tell nothing."""
        return self.kind in NOTHING_TOLD

    @property
    def needs_review(self) -> bool:
        """Whether the opinions lie further apart than the rubric allows, and the candidate decided none of it."""
        return (
            not self.settled
            and self.spread is not None
            and self.spread > rubric_of(self.provenance.rubric_version).review_spread
        )


def measured_by(outcome: Outcome, points: Sequence[PointJudgement], graded_by: InterviewerId) -> InterviewerId:
    """Whose judgement the score of an answer rests on: the candidate's where the practice interviewer, who signed the
    grade, could read nothing of it. A model that cannot tell has read it."""
    is_unread = outcome is Outcome.GRADED and bool(points) and all(point.is_unread for point in points)
    return CANDIDATE if is_unread and not graded_by.is_model else graded_by


def unanswered(turn: Turn, *, has_clarity: bool = True) -> Grade:
    """0 by rule, with every key point missed; no interviewer is asked. `has_clarity`: theirs measures it elsewhere."""
    points = tuple(PointJudgement(point, Verdict.MISSED) for point in turn.question.key_points)
    scores = Scores(0, 0, 0 if has_clarity else None)
    return Grade(turn.position, Outcome.UNANSWERED, scores, points, provenance=Provenance(graded_by=RULE))


def ungraded(position: Position, reason: Message, provenance: Provenance) -> Grade:
    """No score: `reason` says why, and the answer can be graded again."""
    return Grade(position, Outcome.UNGRADED, None, reason=reason, provenance=provenance)


@dataclass(frozen=True)
class Summary:
    """The words above the report, and who wrote them; empty lists are fine. `is_older`: verdicts changed since."""

    overall_feedback: tuple[Message, ...] = ()
    strengths: tuple[Message, ...] = ()
    improvements: tuple[Message, ...] = ()
    written_by: InterviewerId | None = None
    is_older: bool = False

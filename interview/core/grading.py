"""From judgements to numbers: what a grade is, the one formula, and the totals.

An interviewer judges (a verdict per key point, a level of clarity); every number comes from here.
Graded, unanswered and ungraded stay three different things: an ungraded answer has no number and enters no average.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from interview.core.evidence import Remark
from interview.core.identity import RULE, InterviewerId
from interview.core.key_point import KeyPoint
from interview.core.question import Position
from interview.core.rubric import RUBRIC, Breadth, Rubric, rubric_of
from interview.core.session import InterviewSession, Turn
from interview.messages import Message


class Outcome(StrEnum):
    """graded: has a score · unanswered: 0 by rule, nobody was asked · ungraded: grading failed, no score."""

    GRADED = "graded"
    UNANSWERED = "unanswered"
    UNGRADED = "ungraded"


class Verdict(StrEnum):
    """What an answer does with a key point: recognised, in part, not recognised, the opposite, or the interviewer
    cannot tell, which counts nothing."""

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
    it, `judged` keeps what the interviewer had said.
    """

    point: KeyPoint
    verdict: Verdict
    quote: str = ""
    credit: float | None = None
    settled: Settled | None = None
    judged: Verdict | None = None


@dataclass(frozen=True)
class Judgement:
    """What an interviewer says of one answer; `label` is the position as text. `clarity_level` is 0 to 4.

    `agreement` (0 to 1) is how near the answer as a whole comes to what is asked for, where the interviewer measures
    that; None where it judges key points only.
    `remarks` are strengths and weaknesses with quotes nobody has checked yet; without any, the verdicts speak.
    """

    label: str
    points: tuple[PointJudgement, ...]
    clarity_level: float
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
    up. `milliseconds` is how long the call took, for every grade that came of it.
    """

    graded_by: InterviewerId
    rubric_version: str = RUBRIC.version
    prompt_version: str = ""
    tokens: int = 0
    milliseconds: int = 0


@dataclass(frozen=True)
class Scores:
    """Points per dimension; None for clarity where it is not measured.

    `low` and `high` (0 to 100) are the least and the most that the total can be, with what nobody is sure of counted
    against or for the answer; None where nothing is open. The points then are those in the middle.
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
    def number(self) -> float | None:
        """The total, unless too much is open for one number to mean anything."""
        return self.total if is_narrow((self.lowest, self.highest), RUBRIC) else None


def is_narrow(ends: tuple[float, float], rubric: Rubric) -> bool:
    """Whether one number in this range means anything."""
    return round(ends[1] - ends[0], 1) <= rubric.widest_range


@dataclass(frozen=True)
class Grade:
    """The outcome for one answer. `scores` is None exactly when it is ungraded; `reason` then says why.

    Quotes of `points` and `remarks` stand in the answer; `dropped_quotes` counts those that did not and were left out.
    `opinions` are the totals of all opinions when there was more than one; the grade shown is their median.
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
        noted = list(self.flags)
        if len(self.opinions) > 1 and not self.settled:
            lowest, highest = min(self.opinions), max(self.opinions)
            noted.append(Message.of("grade.opinions", count=len(self.opinions), lowest=lowest, highest=highest))
        if self.needs_review and not self.settled:
            noted.append(Message.of("grade.needs_review"))
        if self.settled:
            noted.append(Message.of("grade.settled", count=len(self.settled), total=len(self.points)))
        if self.dropped_quotes:
            noted.append(Message.of("grade.dropped_quotes", count=self.dropped_quotes))
        return tuple(noted)

    @property
    def needs_review(self) -> bool:
        """Whether the opinions lie further apart than the rubric allows."""
        return self.spread is not None and self.spread > rubric_of(self.provenance.rubric_version).review_spread


def score(
    points: Sequence[PointJudgement],
    clarity_level: float | None,
    agreement: float | None = None,
    rubric: Rubric = RUBRIC,
) -> Scores:
    """Turn verdicts, a clarity level (0 to 4) and, where it was measured, an agreement (0 to 1) into points.

    With n key points, s the sum of their credits and w the number contradicted:
    completeness = 30·s/n; accuracy = 40·s/(s + w)·breadth; clarity = 30·(level/4)·max(breadth, floor),
    where breadth is the agreement, or without one min(1, (s/n)/full_breadth): one right remark does not earn full
    accuracy, and clear words that say nothing of what was asked earn next to nothing. More credit or agreement never
    lowers a part, a contradiction never raises one. Rubric 2026.1 divided by the number of key points that were not
    missed, a: accuracy = 40·s/a·breadth, breadth = min(1, (a/n)/full_breadth). Ours, see docs/evaluation.md.

    What is open counts as contradicted for the least total and as covered for the most; the points are in the middle.
    """
    if not points:
        raise ValueError("an answer without key points cannot be scored")
    if rubric.measures_clarity != (clarity_level is not None):
        raise ValueError("a clarity level is given where the rubric measures clarity")
    if clarity_level is not None and not 0 <= clarity_level <= len(rubric.clarity_levels) - 1:
        raise ValueError("clarity level out of range")
    if agreement is not None and not 0 <= agreement <= 1:
        raise ValueError("agreement out of range")
    least, most = (_points(ends, clarity_level, agreement, rubric) for ends in _ends(points, rubric))
    if least == most:
        return least
    clarity = None if least.clarity is None or most.clarity is None else _middle(least.clarity, most.clarity)
    return Scores(
        _middle(least.accuracy, most.accuracy),
        _middle(least.completeness, most.completeness),
        clarity,
        least.total,
        most.total,
    )


def is_open(point: PointJudgement, rubric: Rubric) -> bool:
    """Whether nobody is sure of a verdict: the interviewer is not, or it takes the candidate's word and has none."""
    return point.settled is None and (point.verdict is Verdict.UNSURE or rubric.needs_settling)


def _ends(points: Sequence[PointJudgement], rubric: Rubric) -> tuple[list[PointJudgement], list[PointJudgement]]:
    """The points with what is open counted against the answer, and for it."""
    known = [None if is_open(point, rubric) else point for point in points]
    against, for_it = (
        [known or replace(point, verdict=end, credit=None) for known, point in zip(known, points, strict=True)]
        for end in (Verdict.CONTRADICTED, Verdict.COVERED)
    )
    return against, for_it


def _middle(one: float, other: float) -> float:
    return round((one + other) / 2, 1)


def _points(
    points: Sequence[PointJudgement], clarity_level: float | None, agreement: float | None, rubric: Rubric
) -> Scores:
    gained, addressed, wrong = _counts(points, rubric)
    breadth = _breadth(points, agreement, rubric)
    against = addressed if rubric.breadth is Breadth.ADDRESSED else gained + wrong
    correctness = gained / against if gained else 0.0
    clear = None if clarity_level is None else clarity_level / (len(rubric.clarity_levels) - 1)
    return Scores(
        accuracy=round(rubric.accuracy.maximum * correctness * breadth, 1),
        completeness=round(rubric.completeness.maximum * gained / len(points), 1),
        clarity=None
        if clear is None
        else round(rubric.clarity.maximum * clear * max(breadth, rubric.clarity_floor), 1),
    )


def breadth(points: Sequence[PointJudgement], rubric: Rubric) -> float:
    """How far the credits of these points cover what is asked, 0 to 1."""
    return _breadth(points, None, rubric)


def clarity_level(grade: Grade) -> float | None:
    """The level of clarity (0 to 4) behind the points of a graded answer; None where it was not measured.

    Of a grade that does not keep it, it is found by score() the other way round, as exactly as the points are rounded.
    """
    if grade.clarity_level is not None:
        return grade.clarity_level
    if grade.scores is None or not grade.points:
        raise ValueError("without scores there is no clarity")
    if grade.scores.clarity is None:
        return None
    rubric = rubric_of(grade.provenance.rubric_version)
    highest = len(rubric.clarity_levels) - 1
    breadths = [_breadth(points, grade.agreement, rubric) for points in _ends(grade.points, rubric)]
    counted = sum(max(breadth, rubric.clarity_floor) for breadth in breadths) / len(breadths)
    return min(float(highest), grade.scores.clarity / rubric.clarity.maximum / counted * highest)


def _breadth(points: Sequence[PointJudgement], agreement: float | None, rubric: Rubric) -> float:
    if agreement is not None and rubric.breadth is Breadth.AGREEMENT:
        return agreement
    gained, addressed, _ = _counts(points, rubric)
    counted = addressed if rubric.breadth is Breadth.ADDRESSED else gained
    return min(1.0, counted / len(points) / rubric.full_breadth)


def _counts(points: Sequence[PointJudgement], rubric: Rubric) -> tuple[float, int, int]:
    """The sum of the credits; how many points are addressed; how many are contradicted."""
    gained = sum(_credit(point, rubric) for point in points)
    addressed = sum(point.verdict not in (Verdict.MISSED, Verdict.UNSURE) for point in points)
    return gained, addressed, sum(point.verdict is Verdict.CONTRADICTED for point in points)


def _credit(point: PointJudgement, rubric: Rubric) -> float:
    if point.verdict in (Verdict.MISSED, Verdict.CONTRADICTED, Verdict.UNSURE):
        return 0.0
    if point.credit is not None:
        if not 0 <= point.credit <= 1:
            raise ValueError("credit out of range")
        return point.credit
    return 1.0 if point.verdict is Verdict.COVERED else rubric.touched_credit


_DONT_KNOW = re.compile(
    r"(sorry[,. ]+)?(i (really )?(do not|don'?t|dont) (really )?(know|remember|recall)( (it|this|that|the answer))?"
    r"|(i have |i've )?no idea|not sure|i'?m not sure|no clue|idk|dunno|pass|skip|n/?a"
    r"|不知道|不清楚|不会|不太清楚|没有?想法)"
)


def is_unanswered(text: str | None) -> bool:
    """Nothing submitted, nothing but space, or a whole short answer that says "I don't know"."""
    if text is None or not re.search(r"\w", text):
        return True
    plain = re.sub(r"[\s.!?。！？,，…]+$", "", " ".join(text.replace("’", "'").lower().split()))
    return len(plain) <= 60 and _DONT_KNOW.fullmatch(plain) is not None


def unanswered(turn: Turn) -> Grade:
    """0 by rule, with every key point missed; no interviewer is asked."""
    points = tuple(PointJudgement(point, Verdict.MISSED) for point in turn.question.key_points)
    return Grade(turn.position, Outcome.UNANSWERED, Scores(0, 0, 0), points, provenance=Provenance(graded_by=RULE))


def ungraded(position: Position, reason: Message, provenance: Provenance) -> Grade:
    """No score: `reason` says why, and the answer can be graded again."""
    return Grade(position, Outcome.UNGRADED, None, reason=reason, provenance=provenance)


@dataclass(frozen=True)
class Summary:
    """The words above the report, and who wrote them; empty lists are fine. `is_older`: a verdict was settled since."""

    overall_feedback: tuple[Message, ...] = ()
    strengths: tuple[Message, ...] = ()
    improvements: tuple[Message, ...] = ()
    written_by: InterviewerId | None = None
    is_older: bool = False


@dataclass(frozen=True)
class Totals:
    """Numbers of a whole session, computed from grades only.

    `overall` and category scores are 0–100; None, or left out, when nothing has a score or too much is open. `low` and
    `high` are the least and the most the overall score can be, equal where nothing is open, None without any score.
    Coverage: `scored` (graded or unanswered) of `total`; `graded` counts the graded alone.
    """

    overall: float | None
    categories: Mapping[str, float]
    dimensions: Mapping[str, float]
    graded: int
    unanswered: int
    ungraded: int
    total: int
    low: float | None = None
    high: float | None = None

    @property
    def scored(self) -> int:
        return self.graded + self.unanswered


def overall(scored: Iterable[tuple[Position, Scores]], rubric: Rubric = RUBRIC) -> float | None:
    """The overall score (0–100): weighted average over what has a score; None when nothing has or too much is open."""
    given = list(scored)
    ends = span(given, rubric)
    if ends is None or not is_narrow(ends, rubric):
        return None
    mean = _required_mean((_weight(position, rubric), scores.total) for position, scores in given)
    return mean if rubric.measures_clarity else float(round(mean))


def span(scored: Iterable[tuple[Position, Scores]], rubric: Rubric = RUBRIC) -> tuple[float, float] | None:
    """The least and the most that the overall score can be; None when nothing has a score."""
    given = [(_weight(position, rubric), scores) for position, scores in scored]
    if not given:
        return None
    low = _required_mean((weight, scores.lowest) for weight, scores in given)
    return low, _required_mean((weight, scores.highest) for weight, scores in given)


def _weight(position: Position, rubric: Rubric) -> float:
    return rubric.follow_up_weight if position.is_follow_up else rubric.main_weight


def totals(session: InterviewSession, grades: Mapping[Position, Grade], rubric: Rubric = RUBRIC) -> Totals:
    """Weighted averages over everything that has a score: main question 1.0, follow-up 0.5 (the rubric's weights).

    A turn without a grade counts as ungraded.
    """
    everything: list[tuple[Turn, Scores]] = []
    counts = dict.fromkeys(Outcome, 0)
    for turn in session.turns:
        grade = grades.get(turn.position)
        counts[grade.outcome if grade else Outcome.UNGRADED] += 1
        if grade is not None and grade.scores is not None:
            everything.append((turn, grade.scores))
    scored = [(turn.position, scores) for turn, scores in everything]
    names = dict.fromkeys(turn.question.category for turn, _ in everything)
    by_category = {
        name: overall([(turn.position, s) for turn, s in everything if turn.question.category == name], rubric)
        for name in names
    }
    whole = overall(scored, rubric)
    low, high = span(scored, rubric) or (None, None)
    return Totals(
        overall=whole,
        categories={name: value for name, value in by_category.items() if value is not None},
        dimensions=dimension_means(scored, rubric) if whole is not None else {},
        graded=counts[Outcome.GRADED],
        unanswered=counts[Outcome.UNANSWERED],
        ungraded=counts[Outcome.UNGRADED],
        total=len(session.turns),
        low=low,
        high=high,
    )


def dimension_means(scored: Sequence[tuple[Position, Scores]], rubric: Rubric) -> dict[str, float]:
    """The weighted average of each dimension over what it was measured of."""
    found = {}
    for dimension in rubric.dimensions:
        given = [(_weight(position, rubric), getattr(scores, dimension.name)) for position, scores in scored]
        measured = [(weight, value) for weight, value in given if value is not None]
        if measured:
            found[dimension.name.value] = _required_mean(measured)
    return found


def _required_mean(pairs: Iterable[tuple[float, float]]) -> float:
    weighted = list(pairs)
    weight = sum(w for w, _ in weighted)
    if not weight:
        raise ValueError("no values to average")
    return round(sum(w * value for w, value in weighted) / weight, 1)

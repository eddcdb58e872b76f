"""The numbers of a whole session: weighted averages over everything that has a score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from interview.core.comparability import graders_of
from interview.core.grading import Grade, Outcome, Scores, is_narrow
from interview.core.question import Position
from interview.core.rubric import RUBRIC, Rubric
from interview.core.session import InterviewSession
from interview.core.turn import Turn
from interview.core.whole_numbers import whole, whole_parts, whole_range


@dataclass(frozen=True)
class Totals:
    """Numbers of a whole session, computed from grades only; whole, as they are shown.

    `overall` and category scores are 0–100; None, or left out, when nothing has a score or too much is open. Where
    several interviewers graded, who do not measure alike, there are no `categories` and no `dimensions`. `low` and
    `high` are the ends of where the overall score most likely is, equal where nothing is open, None without any score.
    Coverage: `scored` (graded or unanswered) of `total`; `graded` counts the graded alone.
    """

    overall: int | None
    categories: Mapping[str, int]
    dimensions: Mapping[str, int]
    graded: int
    unanswered: int
    ungraded: int
    total: int
    low: int | None = None
    high: int | None = None

    @property
    def scored(self) -> int:
        return self.graded + self.unanswered


def counting(scored: Iterable[tuple[Position, Scores]], rubric: Rubric = RUBRIC) -> list[tuple[Position, Scores]]:
    """What the score of the whole is made of: all that has a score but what waits for marks. Where everything waits,
    it counts as it is."""
    given = list(scored)
    return [each for each in given if not _waits(*each, rubric)] or given


def _waits(position: Position, scores: Scores, rubric: Rubric) -> bool:
    """Whether an answer does not count beside others yet: by rubrics that say so, one to a follow-up of whose score
    nothing is known."""
    return rubric.known_follow_ups_count and position.is_follow_up and scores.ends == (0, 100)


def overall(scored: Iterable[tuple[Position, Scores]], rubric: Rubric = RUBRIC) -> int | None:
    """The overall score (0–100) as it is shown: the mean; None when nothing has a score or too much is open."""
    mean = mean_score(scored, rubric)
    return whole(mean) if mean is not None else None


def mean_score(scored: Iterable[tuple[Position, Scores]], rubric: Rubric = RUBRIC) -> float | None:
    """The weighted average over what has a score, in tenths, for whoever counts on with it."""
    given = counting(scored, rubric)
    found = span(given, rubric)
    if found is None or not is_narrow(found, rubric):
        return None
    return _required_mean((_weight(position, rubric), scores.total) for position, scores in given)


def span(scored: Iterable[tuple[Position, Scores]], rubric: Rubric = RUBRIC) -> tuple[float, float] | None:
    """The ends of where the overall score most likely is, in tenths; None when nothing has a score."""
    given = [(_weight(position, rubric), scores) for position, scores in counting(scored, rubric)]
    if not given:
        return None
    low = _required_mean((weight, scores.lowest) for weight, scores in given)
    high = _required_mean((weight, scores.highest) for weight, scores in given)
    return low, high


def ends(scored: Iterable[tuple[Position, Scores]], rubric: Rubric = RUBRIC) -> tuple[int, int] | None:
    """The same as they are shown."""
    found = span(scored, rubric)
    return whole_range(*found) if found is not None else None


def _weight(position: Position, rubric: Rubric) -> float:
    return rubric.follow_up_weight if position.is_follow_up else rubric.main_weight


def totals(session: InterviewSession, grades: Mapping[Position, Grade], rubric: Rubric = RUBRIC) -> Totals:
    """Weighted averages over what counts: main question 1.0, follow-up 0.5 (the rubric's weights).

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
    number = overall(scored, rubric)
    low, high = ends(scored, rubric) or (None, None)
    is_one_scale = len(graders_of(grades.values())) <= 1
    return Totals(
        overall=number,
        categories={name: value for name, value in by_category.items() if value is not None and is_one_scale},
        dimensions=whole_parts(dimension_means(scored, rubric), number) if number is not None and is_one_scale else {},
        graded=counts[Outcome.GRADED],
        unanswered=counts[Outcome.UNANSWERED],
        ungraded=counts[Outcome.UNGRADED],
        total=len(session.turns),
        low=low,
        high=high,
    )


def dimension_means(scored: Sequence[tuple[Position, Scores]], rubric: Rubric) -> dict[str, float]:
    """The weighted average of each dimension over what it was measured of, in tenths."""
    found = {}
    counted = _alike(counting(scored, rubric))
    for dimension in rubric.dimensions:
        given = [(_weight(at, rubric), getattr(scores, dimension.name)) for at, scores in counted]
        measured = [(weight, value) for weight, value in given if value is not None]
        if measured:
            found[dimension.name.value] = _required_mean(measured)
    return found


def _alike(scored: Sequence[tuple[Position, Scores]]) -> Sequence[tuple[Position, Scores]]:
    """A 0 has the parts that the other answers have: another grader may have been set when it was given by rule."""
    with_points = [scores for _, scores in scored if scores.total > 0]
    if not with_points:
        return scored
    nothing = 0.0 if any(scores.clarity is not None for scores in with_points) else None
    return [(at, scores if scores.total > 0 else replace(scores, clarity=nothing)) for at, scores in scored]


def _required_mean(pairs: Iterable[tuple[float, float]]) -> float:
    weighted = list(pairs)
    weight = sum(w for w, _ in weighted)
    if not weight:
        raise ValueError("no values to average")
    return round(sum(w * value for w, value in weighted) / weight, 1)

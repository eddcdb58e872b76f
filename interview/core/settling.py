"""The candidate's own word on verdicts: it counts instead of the interviewer's, and can be taken back.

A settled grade is worked out from the interviewer's own one each time, so that nothing of that is ever lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations, combinations_with_replacement

from interview.core.coaching import advice, coaching
from interview.core.grading import Grade, Outcome, PointJudgement, Scores, Settled, Verdict, is_narrow
from interview.core.identity import PRACTICE
from interview.core.rubric import RUBRIC, Rubric, rubric_of
from interview.core.scoring import breadth, clarity_level, is_open, score
from interview.core.totals import span

_COUNTS_AS = {
    Settled.SAID: Verdict.COVERED,
    Settled.PARTLY: Verdict.TOUCHED,
    Settled.NOT_SAID: Verdict.MISSED,
    Settled.WRONG: Verdict.CONTRADICTED,
}


# Every choice of marks is tried out of so many open verdicts, 191 scores; of six it would be 1,519.
FEW = 4
# And what is said once all are marked of so many, 165 scores.
MANY = 8


def can_be_settled(grade: Grade) -> bool:
    """Whether an interviewer judged key points of the answer: a 0 by rule or a missing grade has no verdicts."""
    return grade.outcome is Outcome.GRADED and bool(grade.points)


def open_verdicts(grade: Grade) -> int:
    """How many verdicts of a grade nobody is sure of."""
    return sum(is_open(point) for point in grade.points) if can_be_settled(grade) else 0


def to_settle(grades: Iterable[Grade], rubric: Rubric) -> int:
    """How many verdicts have to be settled until the overall score surely has a number, whichever of the open ones they
    are and whatever is said of them; where these are not enough, of the others, too. 0 when it has a number. Of an
    answer with many open ones fewer may do."""
    scored = [(grade, grade.scores) for grade in grades if grade.scores is not None]
    ends = span([(grade.position, scores) for grade, scores in scored], rubric)
    if ends is None or is_narrow(ends, rubric):
        return 0
    opened = [open_verdicts(grade) for grade, _ in scored]
    weights = [rubric.follow_up_weight if grade.position.is_follow_up else rubric.main_weight for grade, _ in scored]
    found = [
        [each * weight / sum(weights) for each in _widths(grade)]
        for weight, (grade, _) in zip(weights, scored, strict=True)
    ]

    def enough(of_answers: Iterable[Sequence[float]]) -> int | None:
        return next((count for count, each in enumerate(_widest(of_answers)) if is_narrow((0, each), rubric)), None)

    if (count := enough(found)) is not None:
        return max(1, count)
    # Of an answer of which every verdict is settled there is nothing left to doubt.
    rest = [[widths[-1]] * _others(grade) + [0.0] for (grade, _), widths in zip(scored, found, strict=True)]
    return max(1, sum(opened) + (enough(rest) or 0))


def _widest(of_answers: Iterable[Sequence[float]]) -> list[float]:
    """How wide the range of the whole can be after 0, 1, 2 … marks, however they are spread over answers of which each
    adds so much to it after 0, 1, 2 … of its own."""
    found = [0.0]
    for widths in of_answers:
        found = [
            max(found[count - own] + width for own, width in enumerate(widths) if 0 <= count - own < len(found))
            for count in range(len(found) + len(widths) - 1)
        ]
    return found


def to_mark(grade: Grade) -> int:
    """How many verdicts of one answer have to be settled until it has a number, whatever is said of them: those that
    are open, where that is enough, else all that are left. Others may be too little sure for a number, too."""
    if not can_be_settled(grade) or grade.scores is None or grade.scores.number is not None:
        return 0
    opened = open_verdicts(grade)
    return opened if opened and is_narrow((0, _left_over(grade)), RUBRIC) else opened + _others(grade)


def _others(grade: Grade) -> int:
    """How many verdicts of a grade that are not open can be settled."""
    if not can_be_settled(grade):
        return 0
    return sum(point.settled is None and not is_open(point) for point in grade.points)


def _widths(grade: Grade) -> list[float]:
    """How wide the range of an answer's score can be at most once 0, 1, 2 … of its open verdicts are settled, whichever
    they are and whatever is said of them. Of more than FEW it is as wide as it was until all are."""
    assert grade.scores is not None
    before, count = grade.scores.highest - grade.scores.lowest, open_verdicts(grade)
    if count > FEW:
        return [before] * count + [_left_over(grade)]
    opened = [place for place, point in enumerate(grade.points) if is_open(point)] if count else []
    chosen = [_different(grade, combinations(opened, some)) for some in range(1, count + 1)]
    return [before, *(max(map(partial(_width, grade), each)) for each in chosen)]


def _left_over(grade: Grade) -> float:
    """How wide the range of an answer's score can be at most once its open verdicts are settled; of more than MANY it
    is not tried out."""
    assert grade.scores is not None
    opened = [place for place, point in enumerate(grade.points) if is_open(point)]
    return _width(grade, opened) if len(opened) <= MANY else grade.scores.highest - grade.scores.lowest


def _different(grade: Grade, chosen: Iterable[tuple[int, ...]]) -> Iterable[tuple[int, ...]]:
    """Those of which a score can come out differently: where nobody read an answer all its points are alike."""
    points = [(p.verdict, p.worst, p.best, p.odds, p.about_asked) for p in grade.points]
    return {tuple(points[place] for place in places): places for places in chosen}.values()


def _width(grade: Grade, places: Sequence[int]) -> float:
    """How wide the range can be once these verdicts are settled; which of them has which word changes no score."""
    found = 0.0
    for words in combinations_with_replacement(Settled, len(places)):
        points = list(grade.points)
        for place, word in zip(places, words, strict=True):
            points[place] = _settled(points[place], word)
        scores = _scores(grade, points)
        found = max(found, scores.highest - scores.lowest)
    return found


def settle(own: Grade, words: Mapping[str, Settled]) -> Grade:
    """The interviewer's own grade with the candidate's words, by id of key point; ids it does not know count nothing.

    The score follows by the grade's own rubric: "said it" never lowers it, "had it wrong" never raises it. An agreement
    of the whole answer moves as far as the breadth of the credits does. Remarks on settled points go; the practice
    interviewer's feedback, which only repeats its verdicts, is said again of those that are left.
    """
    points = tuple(_settled(point, words.get(point.point.id)) for point in own.points)
    if points == own.points or not can_be_settled(own):
        return own
    left = [point for point in points if point.settled is None]
    feedback = own.feedback
    if own.provenance.graded_by == PRACTICE:
        feedback = coaching(left, advice(own.feedback), len(points))
    return replace(
        own,
        points=points,
        scores=_scores(own, points),
        agreement=_agreement(own, points),
        feedback=feedback,
        remarks=tuple(remark for remark in own.remarks if remark.point not in words),
    )


def _scores(own: Grade, points: Sequence[PointJudgement]) -> Scores:
    return score(points, clarity_level(own), _agreement(own, points), rubric_of(own.provenance.rubric_version))


def _agreement(own: Grade, points: Sequence[PointJudgement]) -> float | None:
    if own.agreement is None:
        return None
    rubric = rubric_of(own.provenance.rubric_version)
    return min(1.0, max(0.0, own.agreement + breadth(points, rubric) - breadth(own.points, rubric)))


def _settled(point: PointJudgement, word: Settled | None) -> PointJudgement:
    if word is None:
        return point
    return replace(point, verdict=_COUNTS_AS[word], credit=None, settled=word, judged=point.verdict)

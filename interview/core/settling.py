"""The candidate's own word on verdicts: it counts instead of the interviewer's, and can be taken back.

A settled grade is worked out from the interviewer's own one each time, so that nothing of that is ever lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations_with_replacement
from math import comb

from interview.core.coaching import advice
from interview.core.forgetting import forgets
from interview.core.grading import Grade, Outcome, PointJudgement, Provenance, Scores, Settled, Verdict, is_narrow
from interview.core.identity import PRACTICE
from interview.core.key_point import KeyPoint
from interview.core.question import Position
from interview.core.rubric import RUBRIC, Rubric, rubric_of
from interview.core.scoring import breadth, clarity_level, is_open, is_weighed, score
from interview.core.totals import counting, span

_COUNTS_AS = {
    Settled.SAID: Verdict.COVERED,
    Settled.PARTLY: Verdict.TOUCHED,
    Settled.NOT_SAID: Verdict.MISSED,
    Settled.WRONG: Verdict.CONTRADICTED,
}


# So many scores are tried out for a report, of each answer its share, from all marks on down: of one answer all of five
# open verdicts, of six from four marks on, of seven from six, of eight from seven, where one mark fewer than all does.
# With 0.14 to 0.36 ms each on a slow core that is 0.4 s; all of eight open verdicts, 10,495, would be 4 s.
MOST_TRIED = 1200
# So many where all open verdicts of one answer are settled and others can still turn out differently: of seven.
MOST_OF_ALL_OPEN = 120
# As many answers as a few reports have.
_KEPT = 512
# How wide a range can be of which nothing is known: the whole of a score.
UNKNOWN = 100.0
_ANY_POINT = KeyPoint("")


def can_be_settled(grade: Grade) -> bool:
    """Whether an interviewer judged key points of the answer: a 0 by rule or a missing grade has no verdicts."""
    return grade.outcome is Outcome.GRADED and bool(grade.points)


def open_verdicts(grade: Grade) -> int:
    """How many verdicts of a grade nobody is sure of."""
    return sum(is_open(point) for point in grade.points) if can_be_settled(grade) else 0


def has_marks_to_come(grades: Iterable[Grade]) -> bool:
    """Whether nothing is known yet of a key point because no interviewer could read the answer."""
    return any(grade.nobody_judged and open_verdicts(grade) for grade in grades)


def to_settle(grades: Iterable[Grade], rubric: Rubric) -> int:
    """How many verdicts have to be settled until the overall score surely has a number, whichever of the open ones they
    are and whatever is said of them; where these are not enough, of the others, too. 0 when it has a number. Of an
    answer with many open ones fewer may do. They are verdicts of answers that count."""
    scored = that_count(grades, rubric)
    ends = span([(grade.position, scores) for grade, scores in scored], rubric)
    if ends is None or is_narrow(ends, rubric):
        return 0
    opened = [open_verdicts(grade) for grade, _ in scored]
    weights = [rubric.follow_up_weight if grade.position.is_follow_up else rubric.main_weight for grade, _ in scored]
    shares = [weight / sum(weights) for weight in weights]
    most = MOST_TRIED // max(1, sum(map(bool, opened)))
    found = [
        [each * share for each in _widths(_in_numbers(grade), most)]
        for share, (grade, _) in zip(shares, scored, strict=True)
    ]

    def enough(of_answers: Iterable[Sequence[float]]) -> int | None:
        return next((count for count, each in enumerate(_widest(of_answers)) if is_narrow((0, each), rubric)), None)

    if (count := enough(found)) is not None:
        return max(1, count)
    # Of an answer of which every verdict is settled there is nothing left to doubt.
    rest = [
        [widths[-1], *[share * UNKNOWN] * (others - 1), 0.0] if (others := _others(grade)) else [0.0]
        for (grade, _), share, widths in zip(scored, shares, found, strict=True)
    ]
    return max(1, sum(opened) + (enough(rest) or 0))


def that_count(grades: Iterable[Grade], rubric: Rubric) -> list[tuple[Grade, Scores]]:
    """The grades that the score of the whole is made of, with their scores."""
    scored = [(grade, grade.scores) for grade in grades if grade.scores is not None]
    counted = {position for position, _ in counting([(grade.position, scores) for grade, scores in scored], rubric)}
    return [each for each in scored if each[0].position in counted]


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
    return opened if opened and is_narrow((0, _left_over(_in_numbers(grade))), RUBRIC) else opened + _others(grade)


def _others(grade: Grade) -> int:
    """How many verdicts of a grade that are not open can be settled."""
    if not can_be_settled(grade):
        return 0
    return sum(point.settled is None and not is_open(point) for point in grade.points)


def _in_numbers(grade: Grade) -> Grade:
    """What the score of a grade hangs on, without a word of anybody's: where that is the same, so is what it leads to,
    and a mark at one answer leaves that of the others as it was worked out."""
    points = (replace(point, point=_ANY_POINT, quote="", example="", judged=None) for point in grade.points)
    return Grade(
        Position(0),
        grade.outcome,
        grade.scores,
        tuple(points),
        provenance=Provenance(PRACTICE, rubric_version=grade.provenance.rubric_version),
        agreement=grade.agreement,
        clarity_level=clarity_level(grade) if can_be_settled(grade) else None,
    )


@forgets
@lru_cache(maxsize=_KEPT)
def _widths(grade: Grade, most: int) -> Sequence[float]:
    """How wide the range of an answer's score can be at most once 0, 1, 2 … of its open verdicts are settled, whichever
    they are and whatever is said of them, of so many scores. A mark can make it wider: what was not tried out is
    UNKNOWN."""
    assert grade.scores is not None
    opened = open_verdicts(grade)
    found, left = [UNKNOWN] * opened, most
    for count in range(opened, 0, -1):
        chosen = _choices(grade, count, left)
        left -= sum(_tries(grade, places) for places in chosen)
        if not chosen or left < 0:
            break
        found[count - 1] = max(_width(grade, places) for places in chosen)
    return (grade.scores.highest - grade.scores.lowest, *found)


@forgets
@lru_cache(maxsize=_KEPT)
def _left_over(grade: Grade) -> float:
    """How wide the range of an answer's score can be at most once its open verdicts are settled."""
    opened = _open_places(grade)
    return _width(grade, opened) if _tries(grade, opened) <= MOST_OF_ALL_OPEN else UNKNOWN


def _tries(grade: Grade, places: Collection[int]) -> int:
    """How many scores _width tries: as many as the ways in which these verdicts can be settled, where it makes no
    difference which of them has which word. None where nothing else can turn out differently."""
    rubric = rubric_of(grade.provenance.rubric_version)
    is_sure = not any(is_weighed(point, rubric) for place, point in enumerate(grade.points) if place not in places)
    return 0 if is_sure else comb(len(places) + len(Settled) - 1, len(places))


def _open_places(grade: Grade) -> list[int]:
    return [place for place, point in enumerate(grade.points) if is_open(point)] if can_be_settled(grade) else []


def _choices(grade: Grade, count: int, most: int) -> list[tuple[int, ...]]:
    """The choices of so many open verdicts of which a score can come out differently: where nobody read an answer all
    its points are alike. None where they are more than `most`."""
    kinds: dict[tuple[object, ...], list[int]] = {}
    for place in _open_places(grade):
        point = grade.points[place]
        kinds.setdefault((point.worst, point.best, point.odds, point.about_asked), []).append(place)
    found: list[tuple[int, ...]] = [()]
    for number, places in enumerate(kinds.values(), 1):
        behind = sum(map(len, list(kinds.values())[number:]))
        found = [
            (*chosen, *places[:some])
            for chosen in found
            for some in range(len(places) + 1)
            if 0 <= count - len(chosen) - some <= behind
        ]
        if len(found) > most:
            return []
    return found


def _width(grade: Grade, places: Sequence[int]) -> float:
    """How wide the range can be once these verdicts are settled; which of them has which word changes no score."""
    if not _tries(grade, places):
        return 0.0
    found = 0.0
    marked = [{word: _settled(grade.points[place], word) for word in Settled} for place in places]
    for words in combinations_with_replacement(Settled, len(places)):
        points = list(grade.points)
        for place, word, said in zip(places, words, marked, strict=True):
            points[place] = said[word]
        scores = _scores(grade, points)
        found = max(found, scores.highest - scores.lowest)
    return found


def settle(own: Grade, words: Mapping[str, Settled]) -> Grade:
    """The interviewer's own grade with the candidate's words, by id of key point; ids it does not know count nothing.

    The score follows by the grade's own rubric: "said it" never lowers it, "had it wrong" never raises it. An agreement
    of the whole answer moves as far as the breadth of the credits does. Remarks on settled points go, and of the
    practice interviewer's feedback what repeats its verdicts: only the advice on form is left.
    """
    points = tuple(_settled(point, words.get(point.point.id)) for point in own.points)
    if points == own.points or not can_be_settled(own):
        return own
    feedback = own.feedback
    if own.nobody_judged:
        # It only asks for the marks.
        feedback = own.feedback if any(point.settled is None for point in points) else ()
    elif own.provenance.graded_by == PRACTICE:
        on_form = advice(own.feedback)
        feedback = () if on_form is None else (on_form,)
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

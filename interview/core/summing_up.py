"""Coaching about a finished interview, derived only from the grades that are there.

It repeats no text of the candidate and invents nothing: no grade, no praise and no blame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from interview.core.answer_kind import AnswerKind
from interview.core.certainty import seems_wrong
from interview.core.grading import Grade, Outcome, PointJudgement, Summary, Verdict
from interview.core.identity import InterviewerId
from interview.core.key_point import StoryPart
from interview.core.lacking import left, may_be_put_right, told_when_asked
from interview.core.no_story import untold
from interview.core.question import Position, Question, QuestionKind
from interview.core.session import InterviewSession
from interview.core.story import is_told
from interview.core.strongest import SHOWS_THEM, is_own, is_surely_made
from interview.core.totals import Totals, totals
from interview.core.turn import Turn
from interview.messages import Message

AT_MOST = 3
GOOD = 65
WEAK = 60
OFTEN = 2
# Where more than one key point in so many was not recognised, the advice is to say more.
MANY = 2


def sum_up(session: InterviewSession, grades: Sequence[Grade], numbers: Totals, written_by: InterviewerId) -> Summary:
    """Overall feedback, and at most three strengths and three improvements."""
    turns = {turn.position: turn for turn in session.turns}
    given = [grade for grade in grades if grade.position in turns]
    graded = [grade for grade in given if grade.outcome is Outcome.GRADED]
    categories = _answered_categories(session, [grade for grade in graded if not grade.tells_nothing])
    silent = [turns[grade.position] for grade in given if grade.outcome is Outcome.UNANSWERED]
    by_position = {grade.position: grade for grade in given}
    told = told_when_asked(session, by_position)
    silent = [turn for turn in silent if turn.position.is_follow_up or turn.position.main not in told]
    left_out = [turn.question for turn in silent if turn.answer.text is not None]
    return Summary(
        overall_feedback=tuple(_overall(numbers)),
        strengths=tuple(islice(_strengths(graded, categories, _count(given)), AT_MOST)),
        improvements=tuple(islice(_improvements(graded, categories, session, by_position, left_out), AT_MOST)),
        written_by=written_by,
    )


def _answered_categories(session: InterviewSession, graded: Sequence[Grade]) -> Mapping[str, int]:
    """The score of each category over what was answered in it; none where one of them has no number, as then nobody
    knows which is the highest."""
    found = totals(session, {grade.position: grade for grade in graded}).categories
    scored = {grade.position for grade in graded if grade.scores is not None}
    asked = {turn.question.category for turn in session.turns if turn.position in scored}
    return found if asked == found.keys() else {}


def _overall(numbers: Totals) -> Iterator[Message]:
    """What the number above it does not say: which answers it rests on is said there."""
    if numbers.low is None or numbers.high is None:
        yield Message.of("summary.nothing_graded")
    yield Message.of("summary.what_is_measured")


def _strengths(graded: Sequence[Grade], categories: Mapping[str, int], everything: int) -> Iterator[Message]:
    """`everything` is the number of all key points that the report shows, also of questions without an answer."""
    best = _only(categories, max(categories.values(), default=0))
    if best and categories[best] >= GOOD:
        yield Message.of("summary.best_category", category=best, score=categories[best])
    # What only the person says they said was not recognised.
    right = sum(p.is_recognised for g in graded for p in g.points)
    if 2 * right > everything:
        yield Message.of("summary.recognised", count=right, total=everything)
    surely = Counter(part for _, part in sorted(_of_stories(graded, lambda p: is_surely_made(p) and is_own(p))))
    # It is said of all their stories, so each tells it.
    told = _of_stories(graded, lambda p: p.is_recognised and is_own(p))
    lacking = {part for _, part in _of_stories(graded, lambda p: not p.is_recognised or not is_own(p)) - told}
    yield from (
        Message.of(f"praise.{part}")
        for part, times in surely.most_common()
        if times >= OFTEN and part in SHOWS_THEM and part not in lacking
    )


def _improvements(
    graded: Sequence[Grade],
    categories: Mapping[str, int],
    session: InterviewSession,
    by_position: Mapping[Position, Grade],
    left_out: Sequence[Question],
) -> Iterator[Message]:
    """`left_out` are questions without an answer, those apart that the interview ended before."""
    questions = {turn.position: turn for turn in session.turns}
    if not graded:
        yield from _where_nothing_was_said(left_out)
        return
    statements = sum(point.point.part is None for grade in graded for point in grade.points)
    # What was put right or added behind a follow-up lacks nothing.
    graded = [replace(grade, points=tuple(left(grade, session, by_position))) for grade in graded]
    # Who keeps to it behind a follow-up says the same once more.
    wrong = {
        (g.position.main, p.point.id)
        for g in graded
        for p in g.points
        if _was_found(p, Verdict.CONTRADICTED) and not may_be_put_right(p, g, session, by_position)
    }
    perhaps = {
        (g.position.main, p.point.id)
        for g in graded
        for p in g.points
        if seems_wrong(p) and not may_be_put_right(p, g, session, by_position)
    } - wrong
    if wrong and perhaps:
        yield Message.of("summary.opposite_and_more", count=len(wrong), more=len(perhaps))
    elif wrong:
        yield Message.of("summary.opposite", count=len(wrong))
    # Of what is no story about what was asked nobody says that its parts are missing.
    no_story = _without_a_story(session, by_position)
    told = [grade for grade in graded if grade.position not in no_story]
    yield from (Message.of(f"advice.{part}") for part in islice(_often_untold(told, questions), 1))
    # Who passes on a question, or asks back, may know it.
    tried = [grade for grade in graded if grade.kind not in (AnswerKind.REFUSES, AnswerKind.ASKS_BACK)]
    weakest = min(tried, key=lambda grade: grade.scores.highest if grade.scores else 0.0, default=None)
    missed = (p.point for p in (weakest.points if weakest else ()) if _was_found(p, Verdict.MISSED))
    point = next(missed, None)
    is_weak = weakest is not None and weakest.scores is not None and weakest.scores.highest < WEAK
    if weakest is not None and is_weak and point is not None and point.part is None:
        category = questions[weakest.position].question.category
        yield Message.of("summary.look_up", category=category, point=point.text.rstrip("."))
    # What a story lacks is no knowledge.
    lacking = sum(_was_found(p, Verdict.MISSED) and p.point.part is None for g in graded for p in g.points)
    # Who said none of what was looked for is not told to say more of it.
    is_begun = any(
        p.verdict in (Verdict.COVERED, Verdict.TOUCHED) and p.point.part is None for g in graded for p in g.points
    )
    if is_begun and MANY * lacking > statements:
        yield Message.of("summary.advice_completeness")
    yield from _where_nothing_was_said(left_out)
    low = _only(categories, min(categories.values(), default=0))
    if low and categories[low] < WEAK:
        yield Message.of("summary.lowest_category", category=low, score=categories[low])


def _count(graded: Sequence[Grade]) -> int:
    return sum(len(grade.points) for grade in graded)


def _was_found(point: PointJudgement, verdict: Verdict) -> bool:
    """Whether this is the interviewer's verdict and the candidate says nothing else: what only they say is no finding
    to tell them."""
    return point.verdict is point.by_interviewer is verdict


def _only(categories: Mapping[str, int], score: int) -> str:
    """The category among several that alone has this score, "" where others have it, too."""
    named = [name for name, each in categories.items() if each == score]
    return named[0] if len(named) == 1 < len(categories) else ""


def _where_nothing_was_said(left_out: Sequence[Question]) -> Iterator[Message]:
    """What to say there: nobody can find out what is their own, and of one's own work there is no nearest case."""
    untold = [each.is_about_oneself for each in left_out if not is_told(each)]
    if not all(untold):
        yield Message.of("summary.find_out")
    if any(untold):
        yield Message.of("summary.of_oneself")
    of_own_work = [each.kind is QuestionKind.PROJECT for each in left_out if is_told(each)]
    if not all(of_own_work):
        yield Message.of("summary.nearest")
    if any(of_own_work):
        yield Message.of("summary.own_part")


def _often_untold(told: Sequence[Grade], questions: Mapping[Position, Turn]) -> Iterator[StoryPart]:
    """The parts that the stories of several questions lack, and of fewer tell, the most often untold first. A line of
    the resume tells the scene."""
    lines = {at.main for at, turn in questions.items() if turn.question.kind is QuestionKind.PROJECT}
    scenes = {(main, StoryPart.SITUATION) for main in lines}
    tells = _of_stories(told, lambda p: p.verdict is Verdict.COVERED) - scenes
    lacks = _of_stories(told, lambda p: _was_found(p, Verdict.MISSED)) - scenes - tells
    tell = Counter(part for _, part in tells)
    lack = Counter(part for _, part in sorted(lacks))
    return (part for part, times in lack.most_common() if times >= OFTEN and times > tell[part])


def _without_a_story(session: InterviewSession, by_position: Mapping[Position, Grade]) -> set[Position]:
    """The answers without a story about what was asked, and what goes on from one where none was told when asked."""
    given = [turn for turn in session.turns if turn.position in by_position]
    none = {turn.position for turn in given if _tells_none(by_position[turn.position], turn)}
    mains = {at.main for at in none if not at.is_follow_up} - told_when_asked(session, by_position)
    return none | {turn.position for turn in given if turn.goes_on and turn.position.main in mains}


def _tells_none(grade: Grade, turn: Turn) -> bool:
    return grade.is_elsewhere or untold(grade, goes_on=turn.goes_on) is not None


def _of_stories(graded: Sequence[Grade], fits: Callable[[PointJudgement], bool]) -> set[tuple[int, StoryPart]]:
    """The parts with a verdict that fits, of each story once: a question and its follow-ups ask for one."""
    return {
        (grade.position.main, judged.point.part)
        for grade in graded
        for judged in grade.points
        if judged.point.part is not None and fits(judged)
    }

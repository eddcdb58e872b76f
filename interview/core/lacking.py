"""What lacks most in the answers of a report, in one order: the head names it so, and so it is practised.

Only what somebody is sure of counts, and of stories what is hardly told. It says nothing in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from interview.core.certainty import is_perhaps_said, is_scene, seems_wrong
from interview.core.coaching import first_to_change, is_rather_said
from interview.core.grading import Grade, Outcome, PointJudgement, Verdict
from interview.core.key_point import KeyPoint
from interview.core.no_story import untold
from interview.core.not_knowing import is_unanswered
from interview.core.question import Position
from interview.core.session import InterviewSession
from interview.core.strongest import SHOWS_THEM
from interview.core.told_behind import without
from interview.core.turn import Turn
from interview.messages import Message

MOST_CHANGES = 3
MOST_TO_PRACTISE = 5
# What asks for a story where none was told, other than to see whether the one that was told is the one.
_ASKS_FOR_A_STORY = tuple(
    f"feedback.{name}"
    for name in (
        *("tell_story", "tell_parts", "other_story", "only_supposed"),
        *("story_not_done", "story_refused", "story_asked_back", "nearest"),
        *("begin_with", "not_done", "not_answered", "asked_back"),
    )
)
Grades = Mapping[Position, Grade]


@dataclass(frozen=True)
class Change:
    """The point that lacks most in the answers to a main question and its follow-ups, and the answers it is of: one of
    each such question, either all to main questions or all to follow-ups. What is wrong `is_perhaps_put_right` by a
    later answer."""

    turns: tuple[Turn, ...]
    point: PointJudgement
    is_perhaps_put_right: bool = False


@dataclass(frozen=True)
class ToPractise:
    """A main question of a report and the key points that its answer lacks or has wrong."""

    position: Position
    category: str
    points: tuple[KeyPoint, ...]


def changes(session: InterviewSession, grades: Grades) -> tuple[Change, ...]:
    """What to change first, of each main question one point: what is wrong first, then the lowest score; last what only
    follow-ups lack, which cannot be practised. At most MOST_CHANGES, one less where a question has no answer.

    What several questions lack is one thing, and one that a follow-up lacks, too, is named of main questions alone.
    """
    return _together(_ordered(session, grades), grades)[: MOST_CHANGES - bool(unanswered(session, grades))]


def unanswered(session: InterviewSession, grades: Grades) -> tuple[Turn, ...]:
    """The main questions that were left without an answer, or have one that says no more than that one does not know,
    and no story behind it. What the interview ended before is none of them: nobody left it out."""
    told = told_when_asked(session, grades)
    silent = [turn for turn in _without_answer(session, grades) if turn.position.main not in told]
    return tuple(turn for turn in silent if turn.answer.text is not None)


def _without_answer(session: InterviewSession, grades: Grades) -> list[Turn]:
    return [turn for turn, grade in _main(session, grades) if grade.outcome is Outcome.UNANSWERED]


def to_practise(session: InterviewSession, grades: Grades) -> tuple[ToPractise, ...]:
    """The main questions whose answers lack key points: those that `changes` names in its order, those without an
    answer, then the others, the lowest score first, and last those that the interview ended before; at most
    MOST_TO_PRACTISE.

    An answer without a score says nothing about what it lacks, so it is left out.
    """
    first = [turn.position.main for each in changes(session, grades) for turn in each.turns]
    # Also those of which nobody is sure enough to say what to change.
    others = sorted(
        (sum(grade.scores.ends), turn.position.main)
        for turn, grade in _main(session, grades)
        if grade.outcome is Outcome.GRADED and grade.scores is not None
    )
    told = told_when_asked(session, grades)
    not_reached = [turn.position.main for turn in _without_answer(session, grades)]
    silent = [turn.position.main for turn in unanswered(session, grades)]
    numbers = dict.fromkeys((*first, *silent, *(number for _, number in others), *not_reached))
    lacking = {
        turn.position.main: ToPractise(turn.position, turn.question.category, points)
        for turn, grade in _main(session, grades)
        if grade.scores is not None
        and not (turn.position.main in told and (grade.outcome is Outcome.UNANSWERED or _untold(grade, turn)))
        and (points := _points(grade, turn, session, grades))
    }
    return tuple(lacking[number] for number in numbers if number in lacking)[:MOST_TO_PRACTISE]


def _ordered(session: InterviewSession, grades: Grades) -> tuple[Change, ...]:
    found: dict[int, tuple[bool, bool, int, Change]] = {}
    told = told_when_asked(session, grades)
    for turn in session.turns:
        grade, main = grades.get(turn.position), turn.position.main
        if grade is None or grade.outcome is not Outcome.GRADED or grade.scores is None:
            continue
        if main in told and _untold(grade, turn):
            continue
        point = first_to_change(left(grade, session, grades))
        if point is None and _untold(grade, turn):
            # What is said is of the whole story: that it may be about something else, or that hardly any of it is told.
            point = grade.points[0]
        if point is None:
            continue
        is_right = point.verdict is not Verdict.CONTRADICTED
        if main not in found:
            rank = (turn.position.is_follow_up, is_right, sum(grade.scores.ends))
        elif found[main][1] and not is_right:
            rank = (found[main][0], is_right, sum(grade.scores.ends))
        else:
            continue
        found[main] = (*rank, Change((turn,), point, may_be_put_right(point, grade, session, grades)))
    return tuple(found[main][-1] for main in sorted(found, key=lambda main: (*found[main][:3], main)))


def _untold(grade: Grade, turn: Turn) -> Message | None:
    """What to do where a question asked for a story and none about it was recognised."""
    return untold(grade, goes_on=turn.goes_on)


def told_when_asked(session: InterviewSession, grades: Grades) -> frozenset[int]:
    """The main questions whose story, or what comes nearest to it, was told behind a follow-up that asked for it, or
    rather was."""
    asked = [turn for turn in session.turns if turn.question.asks_for_a_story_behind and turn.position in grades]
    return frozenset(
        turn.position.main
        for turn in asked
        if _untold(grades[turn.position], turn) is None
        and any(_is_rather_told(p) and p.point.part in SHOWS_THEM for p in grades[turn.position].points)
    )


def _is_rather_told(judged: PointJudgement) -> bool:
    return judged.verdict is Verdict.COVERED or is_rather_said(judged)


def is_told_later(turn: Turn, session: InterviewSession, grades: Grades) -> bool:
    """Whether it is a main question whose story was told, or rather was, when a follow-up asked for it."""
    return not turn.position.is_follow_up and turn.position.main in told_when_asked(session, grades)


def _together(ordered: Sequence[Change], grades: Grades) -> tuple[Change, ...]:
    """Changes that would be said in the same words as one, at the place of the first: of questions without a story that
    is one and the same whatever part is looked at, and not what is said of a story that lacks a part."""
    found: dict[tuple[KeyPoint, Verdict, bool] | Message, Change] = {}
    for each in ordered:
        [turn] = each.turns
        # Of a part of a story that it is the wrong way round is not said: it is asked for, as one that is missing.
        is_asked_for = each.point.point.part is not None and each.point.verdict is Verdict.CONTRADICTED
        verdict = Verdict.MISSED if is_asked_for else each.point.verdict
        said = _untold(grades[turn.position], turn) or (each.point.point, verdict, each.is_perhaps_put_right)
        before = found.setdefault(said, each)
        if before is not each and turn.position.is_follow_up == before.turns[0].position.is_follow_up:
            found[said] = replace(before, turns=(*before.turns, turn))
    return tuple(found.values())


def _main(session: InterviewSession, grades: Grades) -> Iterator[tuple[Turn, Grade]]:
    for turn in session.turns:
        grade = grades.get(turn.position)
        if grade is not None and not turn.position.is_follow_up:
            yield turn, grade


def _points(grade: Grade, turn: Turn, session: InterviewSession, grades: Grades) -> tuple[KeyPoint, ...]:
    """What is not recognised or wrong, and not perhaps said; where there is nothing else what was perhaps put right, or
    partly recognised, or all that is open of a story that is asked for anew."""
    told = [p for p in left(grade, session, grades) if not is_scene(p)]
    lacking = [p for p in told if p.verdict in (Verdict.MISSED, Verdict.CONTRADICTED) and not is_perhaps_said(p)]
    surely = [p for p in lacking if not may_be_put_right(p, grade, session, grades)]
    to_tell = _untold(grade, turn)
    is_asked_anew = to_tell is not None and to_tell.code in _ASKS_FOR_A_STORY
    half = [p for p in told if p.verdict is Verdict.TOUCHED or is_asked_anew]
    return tuple(p.point for p in surely or lacking or half)


def left(grade: Grade, session: InterviewSession, grades: Grades) -> list[PointJudgement]:
    """The verdicts on an answer without those that were made behind a later follow-up: who took something back or
    added it there has it right."""
    return without(grade.points, made_behind(grade.position, session, grades))


def made_behind(position: Position, session: InterviewSession, grades: Grades) -> frozenset[str]:
    """The ids of the key points that are recognised in answers to later follow-ups of the same question."""
    later = [other.position for other in session.turns if other.position.is_behind(position)]
    points = (point for at in later if at in grades for point in grades[at].points)
    return frozenset(point.point.id for point in points if point.verdict is Verdict.COVERED)


def may_be_put_right(judged: PointJudgement, grade: Grade, session: InterviewSession, grades: Grades) -> bool:
    """Whether nobody knows if a later answer to the same main question took back what this one has wrong: one that was
    not graded, as nobody holds what is right there, or in which that point is open. What somebody marked themselves
    they know."""
    is_wrong = judged.verdict is Verdict.CONTRADICTED or seems_wrong(judged)
    if not is_wrong or judged.settled is not None:
        return False
    later = [turn for turn in session.turns if turn.position.is_behind(grade.position)]
    return any(_leaves_open(judged, grades.get(turn.position)) for turn in later if not is_unanswered(turn.answer.text))


def _leaves_open(judged: PointJudgement, later: Grade | None) -> bool:
    if later is None or later.outcome is not Outcome.GRADED:
        return True
    return any(p.point.id == judged.point.id and p.verdict is Verdict.UNSURE for p in later.points)

"""How far somebody is in a topic, from the answers about it: a level that rises with good answers and can fall.

The rules are published in docs/readiness.md. An answer of which too little could be judged moves no level: it only
keeps the topic from falling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import IntEnum

from interview.core.grading import PointJudgement, Verdict
from interview.core.identity import RULE
from interview.core.practice_again import GradedAnswer, identity

GOOD, FAIR = 0.7, 0.4
"""From which share of its judged key points an answer is good, and from which it is fair."""
ENOUGH_JUDGED = 0.5
_CREDIT = {Verdict.COVERED: 1.0, Verdict.TOUCHED: 0.5}
RESTS = timedelta(days=45)
"""Without an answer for so long a topic falls by one level, and by one more for each further such time."""


class Level(IntEnum):
    """attempted: answered · familiar: one good answer · proficient: good answers to two questions · mastered: one more,
    on another day."""

    ATTEMPTED = 1
    FAMILIAR = 2
    PROFICIENT = 3
    MASTERED = 4


@dataclass(frozen=True)
class TopicLevel:
    """A category with its level, the level `before` its last interview as it stood then (None: that was the first), how
    many answers count and when the last was given, counting or not. `has_faded`: it fell for not being practised since,
    from `before`.
    """

    category: str
    level: Level
    answers: int
    last: datetime
    before: Level | None = None
    has_faded: bool = False


@dataclass(frozen=True)
class Step:
    """A question answered again: of `count` key points that could be judged both times so many were recognised `first`
    and `last`. `has_own_word`: the candidate's own word counts on one of them."""

    question: str
    first: int
    last: int
    count: int
    has_own_word: bool = False


@dataclass(frozen=True)
class Again:
    """Questions that were answered more than once, the first answer beside the latest one that was graded in the same
    way: how many went better, the same and worse by their key points, in part half. `best` is the largest step of those
    that went better, by the key points that counted as said. `has_own_word`: in some of them the candidate's own word
    counts."""

    better: int = 0
    same: int = 0
    worse: int = 0
    best: Step | None = None
    has_own_word: bool = False

    @property
    def count(self) -> int:
        return self.better + self.same + self.worse


def share_of(points: Iterable[PointJudgement]) -> float | None:
    """The share of its judged key points that an answer has; None where fewer than half of them could be judged."""
    given = list(points)
    known = [point for point in given if point.verdict is not Verdict.UNSURE]
    if not known or len(known) < ENOUGH_JUDGED * len(given):
        return None
    return _credit(known) / len(known)


def _credit(points: Iterable[PointJudgement]) -> float:
    return sum(_CREDIT.get(point.verdict, 0.0) for point in points)


def levels(judged: Sequence[GradedAnswer], now: datetime, zone: tzinfo) -> tuple[TopicLevel, ...]:
    """Every category with an answer that counts, the one practised last first; `judged` is oldest first. Answers to
    main questions alone: a follow-up asks for what is left."""
    return levels_now(ways(judged, zone), now)


def ways(judged: Sequence[GradedAnswer], zone: tzinfo) -> Mapping[str, Way]:
    """The way of each category with an answer that counts: all of levels() that does not change with time."""
    found: dict[str, Way] = {}
    for answer in judged:
        if answer.is_follow_up:
            continue
        share, way = share_of(answer.points), found.get(answer.question.category)
        if share is not None:
            way = found.setdefault(answer.question.category, Way())
        if way is not None:
            way.add(share, answer, zone)
    return found


def levels_now(found: Mapping[str, Way], now: datetime) -> tuple[TopicLevel, ...]:
    """Where these ways stand at a moment, as in levels()."""
    told = [way.told(category, now) for category, way in found.items()]
    return tuple(sorted(told, key=lambda each: each.last, reverse=True))


def answered_again(judged: Sequence[GradedAnswer]) -> Again:
    """How questions went that came again; `judged` is oldest first."""
    answers: dict[str, list[GradedAnswer]] = {}
    for answer in judged:
        if not answer.is_follow_up and share_of(answer.points) is not None:
            answers.setdefault(identity(answer.question), []).append(answer)
    compared = [found for group in answers.values() if (found := _step(group)) is not None]
    changes = [change for _, change in compared]
    steps = [step for step, change in compared if change > 0 and step.last > step.first]
    return Again(
        better=sum(change > 0 for change in changes),
        same=changes.count(0),
        worse=sum(change < 0 for change in changes),
        best=max(steps, key=lambda step: step.last - step.first, default=None),
        has_own_word=any(step.has_own_word for step, _ in compared),
    )


def _step(given: Sequence[GradedAnswer]) -> tuple[Step, float] | None:
    """The latest answer to a question beside the first one graded in the same way, and by how many key points it is
    better, in part half; None without such a one, or where no key point could be judged both times."""
    first = next((answer for answer in given[:-1] if _is_graded_alike(answer, given[-1])), None)
    if first is None:
        return None
    before, after = _known(first), _known(given[-1])
    common = before.keys() & after.keys()
    if not common:
        return None
    was, now = ([each[name] for name in common] for each in (before, after))
    step = Step(
        given[-1].question.text,
        sum(point.verdict is Verdict.COVERED for point in was),
        sum(point.verdict is Verdict.COVERED for point in now),
        len(common),
        any(point.settled is not None for point in (*was, *now)),
    )
    return step, _credit(now) - _credit(was)


def _is_graded_alike(one: GradedAnswer, other: GradedAnswer) -> bool:
    """By the same interviewer and rubric. What the rule graded was left without an answer: anybody would say the same
    of it."""
    graders = {one.graded_by, other.graded_by} - {RULE}
    return one.rubric_version == other.rubric_version and len(graders) <= 1


def _known(answer: GradedAnswer) -> dict[str, PointJudgement]:
    """The key points of an answer that could be judged, by id."""
    return {point.point.id: point for point in answer.points if point.verdict is not Verdict.UNSURE}


class Way:
    """The way of one topic from answer to answer."""

    def __init__(self) -> None:
        self.level = Level.ATTEMPTED
        self.before: Level | None = None
        self.answers = 0
        self.last: datetime | None = None
        self._session = ""
        self._good: set[str] = set()
        self._days: set[date] = set()

    def add(self, share: float | None, answer: GradedAnswer, zone: tzinfo) -> None:
        """The next answer with its share, None where too little of it could be judged; the first has one."""
        question, at = identity(answer.question), answer.answered_at
        was = self.level if self.last is None else _rested(self.level, at - self.last)
        # What a level was in the middle of an interview nobody saw.
        if answer.origin.session_id != self._session:
            self.before = None if self.last is None else was
        self._session = answer.origin.session_id
        self.last = at
        if share is None:
            self.level = was
            return
        self.answers += 1
        if share >= GOOD:
            self._good.add(question)
            self._days.add(at.astimezone(zone).date())
            level = min(Level(was + 1), self._highest) if was < Level.MASTERED else was
            level = max(level, was)
        elif share >= FAIR:
            level = was
        else:
            level = Level(max(Level.ATTEMPTED, was - 1))
            self._good.discard(question)
        self.level = level

    @property
    def _highest(self) -> Level:
        """Two questions make proficient, two days mastered: once is luck, and an hour later it is still in mind."""
        if len(self._good) < 2:
            return Level.FAMILIAR
        return Level.PROFICIENT if len(self._days) < 2 else Level.MASTERED

    def told(self, category: str, now: datetime) -> TopicLevel:
        assert self.last is not None
        level = _rested(self.level, now - self.last)
        has_faded = level is not self.level
        return TopicLevel(category, level, self.answers, self.last, self.level if has_faded else self.before, has_faded)


def _rested(level: Level, wait: timedelta) -> Level:
    return Level(max(Level.ATTEMPTED, level - max(0, wait // RESTS)))

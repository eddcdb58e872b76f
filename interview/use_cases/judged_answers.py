"""The latest answers of somebody as they were judged, by question and key point, each with how it fades from memory.

Read again only when a grade changed; of a settled verdict the candidate's own word counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from interview.core.grading import PointJudgement, Verdict
from interview.core.mastery import Again, answered_again, share_of
from interview.core.practice_again import GradedAnswer, identity
from interview.core.question import Question
from interview.storage import graded_answers
from interview.storage.store import Store
from interview.storage.versioned_lru import VersionedLru
from interview.use_cases.practice_again import LATEST_ANSWERS, MOST_OWNERS
from interview.use_cases.spacing import Memory, memory_of


@dataclass(frozen=True)
class JudgedPoint:
    """The last judgement of a key point that tells something, and how it fades."""

    judged: PointJudgement
    memory: Memory


@dataclass(frozen=True)
class AskedQuestion:
    """A question with its latest answer, all of its key points that were judged, and in how many answers."""

    last: GradedAnswer
    points: Mapping[str, JudgedPoint]
    answers: int
    topic: str
    probes: frozenset[str]


@dataclass(frozen=True)
class Judged:
    """The latest judged answers of somebody, oldest first, of how many of them enough could be judged, what they were
    asked, by the question's identity, and how questions went that came again. `grades` are the ids of the grades that
    it was made of, newest first."""

    grades: tuple[int, ...]
    answers: tuple[GradedAnswer, ...]
    told: int
    asked: Mapping[str, AskedQuestion]
    again: Again


class JudgedAnswers:
    """Reads the latest 1,000; `topic_of` gives the id of the topic that a question is about."""

    def __init__(self, store: Store, topic_of: Callable[[Question], str]) -> None:
        self._store = store
        self._topic_of = topic_of
        self._kept: VersionedLru[Judged] = VersionedLru(MOST_OWNERS)
        self._topics: dict[tuple[str, str], str] = {}

    def of(self, owner: str) -> Judged:
        """What is known of an owner now."""
        with self._store.reading() as db:
            mark = graded_answers.latest_grades(db, owner, LATEST_ANSWERS)
            known = self._kept.find(owner, mark)
            if known is not None:
                return known
            answers = tuple(graded_answers.judged_answers(db, owner, mark))
        told = sum(share_of(answer.points) is not None for answer in answers)
        judged = Judged(mark, answers, told, self._asked(answers), answered_again(answers))
        self._kept.put(owner, mark, judged)
        return judged

    def forget(self, owner: str) -> None:
        """Drop what is kept in memory of an owner."""
        self._kept.drop(owner)
        self._topics.clear()

    def _asked(self, answers: Sequence[GradedAnswer]) -> dict[str, AskedQuestion]:
        given: dict[str, list[GradedAnswer]] = {}
        for answer in answers:
            given.setdefault(identity(answer.question), []).append(answer)
        return {
            name: AskedQuestion(
                last=group[-1],
                points=_points(group),
                answers=sum(any(map(_tells, answer.points)) for answer in group),
                topic=self._topic(group[-1].question),
                probes=frozenset(skill for answer in group for skill in answer.question.probes),
            )
            for name, group in given.items()
        }

    def _topic(self, question: Question) -> str:
        key = (question.kind.value, question.category)
        # Whoever is forgotten meanwhile empties it for everybody.
        found = self._topics.get(key)
        if found is None:
            found = self._topics[key] = self._topic_of(question)
        return found


def _tells(point: PointJudgement) -> bool:
    """Whether anything is known of the point: an open verdict without odds says nothing."""
    return point.verdict is not Verdict.UNSURE or point.odds is not None


def _points(group: Sequence[GradedAnswer]) -> dict[str, JudgedPoint]:
    """Each key point of a question with its last sure verdict, or its last open one where none is sure."""
    judged: dict[str, list[tuple[datetime, PointJudgement]]] = {}
    for answer in group:
        wanted = set(answer.question.key_points)
        for point in answer.points:
            if point.point in wanted and _tells(point):
                judged.setdefault(point.point.id, []).append((answer.answered_at, point))
    found = {}
    for id, given in judged.items():
        sure = [(at, point) for at, point in given if point.verdict is not Verdict.UNSURE]
        at, last = (sure or given)[-1]
        reviews = [(when, point.verdict) for when, point in sure] or [(at, Verdict.TOUCHED)]
        found[id] = JudgedPoint(last, memory_of(reviews))
    return found

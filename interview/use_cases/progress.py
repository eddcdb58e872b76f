"""What can be done on the way to a job: see how ready one is for its day, and practise what is worth it today.

Worked out from the latest 1,000 judged answers and the job each time they change; nothing is stored, so nothing can be
out of step.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, tzinfo
from enum import StrEnum

from interview.core.grading import Verdict
from interview.core.kept_with import KeptWith
from interview.core.mastery import Again, TopicLevel, Way, levels_now, ways
from interview.core.options import Catalogue
from interview.core.practice_again import DueQuestion, GradedAnswer, identity
from interview.core.profile import Profile
from interview.core.readiness import Need, Readiness, ShownPoint, readiness, shown
from interview.core.target import Target
from interview.core.today import Task, Why, todays
from interview.storage import targets
from interview.storage.store import Store
from interview.storage.versioned_lru import VersionedLru
from interview.use_cases.judged_answers import AskedQuestion, Judged, JudgedAnswers
from interview.use_cases.practice_again import MOST_OWNERS, PracticeAgain
from interview.use_cases.prepared import chosen, prepares
from interview.use_cases.what_can_be_asked import WhatCanBeAsked

# Topics and titles are called in it where no question is looked for.
_LANGUAGE_OF_NAMES = "en"
_NOON = time(12, tzinfo=UTC)


class Basis(StrEnum):
    """What readiness is measured by: the advertisement, what the occupation is usually asked, or nothing is known."""

    POSTING = "posting"
    OCCUPATION = "occupation"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Home:
    """The top of the page. `target` is the chosen one of `targets`, jobs and roles, None without any; `day` is the day
    that readiness is for, and `is_today` says whether it is this one. `needs` are what the job asks for, with what was
    shown of each; `answers` how many judged answers there are."""

    targets: tuple[Target, ...] = ()
    target: Target | None = None
    day: date | None = None
    is_today: bool = True
    basis: Basis = Basis.NOTHING
    readiness: Readiness | None = None
    needs: tuple[Need, ...] = ()
    today: tuple[Task, ...] = ()
    topics: tuple[TopicLevel, ...] = ()
    again: Again = field(default_factory=Again)
    answers: int = 0


class Progress:
    """The use cases of progress. `now` gives aware datetimes."""

    def __init__(
        self,
        *,
        store: Store,
        catalogue: Catalogue,
        practice_again: PracticeAgain,
        what_can_be_asked: WhatCanBeAsked,
        now: Callable[[], datetime],
    ) -> None:
        self._catalogue = catalogue
        self._what_can_be_asked = what_can_be_asked
        self._store = store
        self._practice_again = practice_again
        self._judged = JudgedAnswers(store, catalogue.topic_of)
        self._wanted: VersionedLru[tuple[Basis, tuple[Need, ...]]] = VersionedLru(MOST_OWNERS)
        self._ways: KeptWith[Judged, Mapping[str, Way]] = KeptWith()
        self._shown_for: KeptWith[Judged, Mapping[str, AskedQuestion]] = KeptWith()
        self._now = now

    def home(self, owner: str, zone: tzinfo, target_id: str = "") -> Home:
        """How things stand with a job ("", or one that is gone: the one whose day comes next), and what to do today."""
        now = self._now()
        with self._store.reading() as db:
            kept, interviews = targets.list_targets(db, owner), targets.prepared_for(db, owner)
        judged = self._judged.of(owner)
        graded = {answer.origin.session_id for answer in judged.answers}
        prepared = prepares(owner, kept, [each for each in interviews if each.session_id in graded], self._is_known)
        today = now.astimezone(zone).date()
        target = chosen(prepared.targets, target_id, today)
        of_job = prepared.sessions.get(target.id, frozenset()) if target else frozenset()
        day = max(today, (target.interview_on if target else None) or today)
        due = self._practice_again.due(owner, judged.grades).questions
        source = self._source_of(judged, due)
        language = source.language if source else self._what_can_be_asked.language_for(Profile())
        known = self._known(owner, target, language) if target else (Basis.NOTHING, ())
        basis, needs = known[0], tuple(self._shown(need, judged, _moment(day, now, today)) for need in known[1])
        return Home(
            targets=prepared.targets,
            target=target,
            day=day,
            is_today=day == today,
            basis=basis,
            readiness=readiness(needs, self._answers_about(needs, judged)) if needs else None,
            needs=needs,
            today=todays(self._tasks(due, language, needs, judged, of_job)) if source else (),
            topics=levels_now(self._ways.find(judged, zone, lambda: ways(judged.answers, zone)), now),
            again=judged.again,
            answers=judged.told,
        )

    def source(self, owner: str) -> str:
        """The id of the interview whose resume and language new questions of today's list have, "" without any."""
        judged = self._judged.of(owner)
        found = self._source_of(judged, self._practice_again.due(owner, judged.grades).questions)
        return found.origin.session_id if found else ""

    def _source_of(self, judged: Judged, due: Sequence[DueQuestion]) -> DueQuestion | GradedAnswer | None:
        """What has been due for longest, or else the latest answer in a language that is spoken here."""
        spoken = self._what_can_be_asked.languages
        latest = next((answer for answer in reversed(judged.answers) if answer.language in spoken), None)
        return due[0] if due else latest

    def forget(self, owner: str, _session_ids: Sequence[str]) -> None:
        """Drop what is kept in memory of an owner of whom something was deleted."""
        self._judged.forget(owner)
        self._wanted.drop(owner)

    def _is_known(self, role: str) -> bool:
        return bool(self._catalogue.usual_topics(role, _LANGUAGE_OF_NAMES))

    def _known(self, owner: str, target: Target, language: str) -> tuple[Basis, tuple[Need, ...]]:
        """What a job asks for, before anything was shown of it."""
        # A job can be deleted alone: its words are not kept, only what the catalogue calls what it asks for.
        mark = hashlib.sha256(json.dumps([target.title, target.text, language]).encode()).digest()
        known = self._wanted.find(owner, mark)
        if known is None:
            known = self._read(target, language)
            self._wanted.put(owner, mark, known)
        return known

    def _read(self, target: Target, language: str) -> tuple[Basis, tuple[Need, ...]]:
        job = self._catalogue.read_job(target.text, Profile())
        if job.requirements:
            job = self._what_can_be_asked.knowing(Profile(), job, language)
            asked_in = self._what_can_be_asked.topics_for(Profile(), job, language)
            own = self._catalogue.requirement_topics(job, self._what_can_be_asked.bank_language(language))
            return Basis.POSTING, tuple(
                Need(
                    need.skills,
                    need.is_required,
                    topics=_ids(asked_in, need.skills),
                    subjects=tuple(id for id in _ids(own, need.skills) if self._is_of(id, need.skills)),
                    has_question=not need.lacks_question,
                )
                for need in job.needs
            )
        usual = self._catalogue.usual_topics(target.title or job.head, _LANGUAGE_OF_NAMES)
        asked = self._what_can_be_asked.topics(language)
        needs = (
            Need((name,), is_core, topics=(id,) if id in asked else (), subjects=(id,), has_question=id in asked)
            for id, name, is_core in usual
        )
        return (Basis.OCCUPATION if usual else Basis.NOTHING), tuple(needs)

    def _shown(self, need: Need, judged: Judged, at: datetime) -> Need:
        """The need with what was shown of it."""
        asked = self._about(need, judged).values()
        points: list[ShownPoint] = [
            shown(point.judged, point.memory.recall(at)) for each in asked for point in each.points.values()
        ]
        return replace(need, answers=sum(each.answers for each in asked), points=tuple(points))

    def _is_of(self, topic: str, skills: Sequence[str]) -> bool:
        return any(self._catalogue.is_named_after(topic, skill) for skill in skills)

    def _about(self, need: Need, judged: Judged) -> Mapping[str, AskedQuestion]:
        """The questions about a need, by identity; looked for once, as long as no grade changes."""
        return self._shown_for.find(
            judged,
            (need.skills, need.subjects),
            lambda: {name: each for name, each in judged.asked.items() if self._is_about(each, need)},
        )

    def _is_about(self, asked: AskedQuestion, need: Need) -> bool:
        """Whether a question was asked for one of these skills, is of a topic that is about them, or asks about one."""
        probed = map(self._catalogue.usual_name, asked.probes)
        if asked.topic in need.subjects or any(skill in need.skills for skill in probed):
            return True
        return any(self._catalogue.asks_about(asked.last.question, skill) for skill in need.skills)

    def _answers_about(self, needs: Sequence[Need], judged: Judged) -> int:
        """In how many answers something of any need was judged: an answer to a question about two counts once."""
        found = {name: each.answers for need in needs for name, each in self._about(need, judged).items()}
        return sum(found.values())

    def _repeat(
        self, why: Why, name: str, points: int, needs: Sequence[Need], judged: Judged, of_job: frozenset[str]
    ) -> Task:
        asked = judged.asked[name]
        need = next((each for each in needs if name in self._about(each, judged)), None)
        return Task(
            why,
            skill=" / ".join(need.skills) if need else "",
            origin=asked.last.origin,
            question=asked.last.question,
            points=points,
            answered_at=asked.last.answered_at,
            is_required=bool(need and need.is_required),
            is_of_job=asked.last.origin.session_id in of_job,
        )

    def _tasks(
        self, due: Sequence[DueQuestion], language: str, needs: Sequence[Need], judged: Judged, of_job: frozenset[str]
    ) -> list[Task]:
        """Everything that could be practised in a language, what is longest overdue first."""
        found: list[Task] = []
        for each in due:
            name = identity(each.question)
            asked = judged.asked.get(name)
            if each.language != language or asked is None:
                continue
            last = [asked.points[point.id].judged.verdict for point in each.points if point.id in asked.points]
            lacking = [verdict for verdict in last if verdict is not Verdict.COVERED]
            why = Why.MISSED if lacking else Why.FADING
            found.append(self._repeat(why, name, len(lacking) or len(each.points), needs, judged, of_job))
        taken = {identity(each.question) for each in due}
        for name, asked in judged.asked.items():
            partly = sum(point.judged.verdict is Verdict.TOUCHED for point in asked.points.values())
            if partly and name not in taken and asked.last.language == language:
                found.append(self._repeat(Why.PARTLY, name, partly, needs, judged, of_job))
        for need in needs:
            if not need.is_judged and need.has_question:
                name, topic = " / ".join(need.skills), next(iter(need.topics), "")
                found.append(Task(Why.NEVER_ASKED, name, topic, is_required=need.is_required, alternatives=need.skills))
        return found


def _ids(topics: Mapping[str, tuple[str, ...]], skills: Sequence[str]) -> tuple[str, ...]:
    """The topics of any of these skills, each once."""
    return tuple(dict.fromkeys(id for skill in skills for id in topics.get(skill, ())))


def _moment(day: date, now: datetime, today: date) -> datetime:
    return now if day == today else datetime.combine(day, _NOON)

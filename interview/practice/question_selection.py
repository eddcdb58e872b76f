"""Which bank questions fit a resume and a job: topics by skills and requirements, projects by name, none asked before.

Deterministic for a seed and a profile. Text that is not understood as a skill, project or requirement changes nothing.
It words no question and judges no answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from interview.core.interviewer import Brief
from interview.core.plan import Slot
from interview.core.posting import Requirement
from interview.core.profile import Project, Skill
from interview.core.question import Difficulty, QuestionKind
from interview.question_bank.bank import BankQuestion, QuestionBank, Topic
from interview.question_bank.near_duplicates import is_near_duplicate
from interview.question_bank.topics import TopicMatch, is_technical, match_topics, topics_of_job
from interview.resume.profile.skill_names import is_practice, is_quality, names, skill_key
from interview.text.excerpts import on_one_line

UNNAMED_PROJECT = Project("the project you know best")
_OF_ONES_OWN = re.compile(r"\b(creator|author|maintainer|founder|contributor|owner)\b", re.IGNORECASE)

PROJECT_NAME_CHARS = 80

_STEPS = {Difficulty.EASY: 0, Difficulty.MEDIUM: 1, Difficulty.HARD: 2}
_PLACEHOLDER = re.compile(r"\{(?:project|role|technology)\}")
# Stories of one's own differ little in difficulty; a wider choice keeps two candidates from getting the same ones.
_SLACK = {QuestionKind.SKILL: 0, QuestionKind.PROJECT: 0, QuestionKind.BEHAVIOURAL: 1}
# How many questions a topic is ahead (below 0) or behind of one that only the resume names. A topic that neither resume
# nor job names waits until each named one has been used twice.
_NAMED_BY_NOBODY = 2.0
_NICE_TO_HAVE = -0.5
_REQUIRED = -1.0
# A topic of which more is wanted is a question and a half ahead of everything else.
_MORE_WANTED = -1.5
# How far, in ranks, the seed may move a topic: the most prominent skills stay in front, not always in the same order.
_SHUFFLE = 4.0
# How many ranks a required skill that the resume lacks is ahead of one that it shows.
_GAP = 4.0
# How many ranks an earlier question puts back a topic that the job asks for: behind all that had none yet.
_RESTED = 12.0


@dataclass(frozen=True)
class Choice:
    """A bank question for one slot, and why: the requirement, skill or project it was chosen for, or none of them.

    `foundation_of` is the skill that a question about fundamentals lies under. `probes` are the requirements tested.
    """

    topic: Topic
    question: BankQuestion
    skill: Skill | None = None
    project: Project | None = None
    technology: str = ""
    requirement: Requirement | None = None
    foundation_of: Skill | None = None
    is_more_wanted: bool = False
    probes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Candidate:
    topic: Topic
    waits: float
    order: float
    skill: Skill | None = None
    requirements: tuple[Requirement, ...] = ()
    foundation_of: Skill | None = None

    @property
    def is_wanted(self) -> bool:
        return self.waits < 0


_Option = tuple[tuple[float, int, float, bool, bool, float], BankQuestion, _Candidate]


def choose(brief: Brief, bank: QuestionBank) -> tuple[Choice, ...]:
    """A choice per slot, in their order; a slot for which the bank has nothing new is left out."""
    picker = _Picker(brief, bank)
    return tuple(choice for slot in brief.slots if (choice := picker.pick(slot)) is not None)


class _Picker:
    """Fills slots one after the other and remembers what was used."""

    def __init__(self, brief: Brief, bank: QuestionBank) -> None:
        profile = brief.profile
        all_names = [*sorted(skill.name for skill in profile.skills), *(project.name for project in profile.projects)]
        self._key = "|".join((str(brief.seed), *all_names))
        self._brief = brief
        self._taken = list(brief.asked_before)
        self._elsewhere = frozenset(brief.asked_elsewhere)
        self._uses: Counter[str] = Counter()
        self._earlier = Counter(
            topic.topic
            for topic in bank.topics
            for question in topic.questions
            if self._was_asked(question, brief.asked_before)
        )
        self._demand = topics_of_job(brief.job, bank)
        self._required = {skill_key(requirement.skill): requirement.skill for requirement in brief.job.requirements}
        self._probed: set[str] = set()
        self._projects = tuple(project for project in profile.projects if project.name.strip()) or (UNNAMED_PROJECT,)
        self._project_uses = Counter(
            project.name
            for project in self._projects
            for text in brief.asked_before
            if on_one_line(project.name, PROJECT_NAME_CHARS) in text
        )
        self._fundamental_topics: frozenset[str] = frozenset()
        self._candidates = {
            kind: [candidate for candidate in found if candidate.topic.topic not in brief.leave_out]
            for kind, found in (
                (QuestionKind.SKILL, self._skill_candidates(match_topics(profile, bank), bank)),
                (QuestionKind.PROJECT, [self._unnamed(topic) for topic in bank.of_kind(QuestionKind.PROJECT)]),
                (QuestionKind.BEHAVIOURAL, [self._unnamed(topic) for topic in bank.of_kind(QuestionKind.BEHAVIOURAL)]),
            )
        }

    def _skill_candidates(self, matches: Sequence[TopicMatch], bank: QuestionBank) -> list[_Candidate]:
        named = {match.topic.topic: match for match in matches}
        ranks = {topic: rank for rank, topic in enumerate(self._demand)}
        topics = [
            topic for topic in bank.of_kind(QuestionKind.SKILL) if topic.topic in named or topic.topic in self._demand
        ]
        technical = is_technical(topics)
        if technical:
            named = {topic: match for topic, match in named.items() if not is_quality(match.skill.name)}
        areas = ("Foundations",) if technical else ("Product and process", "General")
        self._fundamental_topics = frozenset(
            topic.topic for topic in bank.of_kind(QuestionKind.SKILL) if topic.area in areas
        )
        under = next((match.skill for match in matches if match.topic.is_technical), None) if technical else None
        is_required = any(requirement.is_required for requirement in self._brief.job.requirements)
        most = _REQUIRED if is_required else 0.0
        found = []
        for topic in bank.of_kind(QuestionKind.SKILL):
            match, wanted = named.get(topic.topic), tuple(self._demand.get(topic.topic, ()))
            more = topic.topic in self._brief.more_of
            if not match and not wanted and not more and topic.topic not in self._fundamental_topics:
                continue
            shuffled = _SHUFFLE * self._draw(topic.topic)
            if wanted:
                order = _SHUFFLE * ranks[topic.topic] / len(ranks) - _GAP * any(map(_is_gap, wanted)) + shuffled
                waits = min(_REQUIRED if requirement.is_required else _NICE_TO_HAVE for requirement in wanted)
            elif match:
                order, waits = match.rank + shuffled, 0.0
            else:
                order, waits = len(matches) + self._draw(topic.topic), _NAMED_BY_NOBODY
            found.append(
                _Candidate(
                    topic,
                    most + _MORE_WANTED if more else waits,
                    order,
                    match.skill if match else None,
                    wanted,
                    under if topic.topic in self._fundamental_topics else None,
                )
            )
        return found

    def _unnamed(self, topic: Topic) -> _Candidate:
        return _Candidate(topic, _MORE_WANTED if topic.topic in self._brief.more_of else 0, self._draw(topic.topic))

    def _draw(self, name: str) -> float:
        """A number from 0 to 1 that depends on seed, profile and name alone."""
        return int.from_bytes(sha256(f"{self._key}|{name}".encode()).digest()[:6]) / 2**48

    def pick(self, slot: Slot) -> Choice | None:
        is_left_out = not self._candidates[slot.kind]
        slot = Slot(QuestionKind.SKILL, slot.difficulty) if is_left_out else slot
        project = self._next_project() if slot.kind is QuestionKind.PROJECT else None
        options = self._options(slot, project)
        if not options and slot.is_fundamental:
            options = self._options(Slot(QuestionKind.SKILL, slot.difficulty), None)
        if not options and slot.kind is QuestionKind.SKILL:
            options = self._options(Slot(QuestionKind.BEHAVIOURAL, slot.difficulty), None)
        if not options:
            return None
        _, question, candidate = min(options, key=lambda option: option[0])
        self._uses[candidate.topic.topic] += 1
        self._taken.append(question.question)
        if project is not None:
            self._project_uses[project.name] += 1
        technology = self._technology(project)
        requirement, probes = self._aim(candidate, question, technology)
        self._probed.update(probes)
        return Choice(
            candidate.topic,
            question,
            candidate.skill,
            project,
            technology,
            requirement,
            candidate.foundation_of,
            candidate.topic.topic in self._brief.more_of,
            probes,
        )

    def _options(self, slot: Slot, project: Project | None) -> list[_Option]:
        """Every open question of the slot's kind, with what speaks against it, most weighty first."""
        return [
            (
                (
                    self._use(candidate, slot),
                    distance,
                    candidate.order + _RESTED * candidate.is_wanted * self._earlier[candidate.topic.topic],
                    bool(candidate.requirements) and not _names_any(question, candidate.requirements),
                    question.question in self._elsewhere,
                    draw,
                ),
                question,
                candidate,
            )
            for candidate in self._candidates[slot.kind]
            if not slot.is_fundamental or candidate.topic.topic in self._fundamental_topics
            for distance, draw, question in self._open_questions(candidate.topic, slot.difficulty, project)
        ]

    def _use(self, candidate: _Candidate, slot: Slot) -> float:
        """Questions a topic had, as far as they count against it, and its head start."""
        earlier = 0 if candidate.is_wanted else self._earlier[candidate.topic.topic]
        waits = min(candidate.waits, 0.0) if slot.is_fundamental else candidate.waits
        return self._uses[candidate.topic.topic] + earlier + waits

    def _aim(
        self, candidate: _Candidate, question: BankQuestion, technology: str
    ) -> tuple[Requirement | None, tuple[str, ...]]:
        """The requirement a question is asked for, and all that it tests."""
        if candidate.topic.kind is QuestionKind.PROJECT:
            tested = self._required.get(skill_key(technology), "") if "technology" in question.placeholders else ""
            return None, (tested,) if tested else ()
        if not candidate.requirements:
            return None, ()
        spoken_of = [requirement for requirement in candidate.requirements if _names_any(question, (requirement,))]
        fresh = [one for one in spoken_of or candidate.requirements if one.skill not in self._probed]
        chosen = min(
            fresh or spoken_of or candidate.requirements, key=lambda one: (not _is_gap(one), not one.is_required)
        )
        return chosen, tuple(dict.fromkeys(one.skill for one in (chosen, *spoken_of)))

    def _next_project(self) -> Project:
        return min(
            self._projects, key=lambda project: (self._project_uses[project.name], -len(self._asked_for(project)))
        )

    def _asked_for(self, project: Project) -> list[str]:
        return [name for name in project.technologies if skill_key(name) in self._required]

    def _technology(self, project: Project | None) -> str:
        if project is None:
            return ""
        used = _technologies(project)
        return next((name for name in used if skill_key(name) in self._required), used[0] if used else "")

    def _open_questions(
        self, topic: Topic, difficulty: Difficulty, project: Project | None
    ) -> Iterator[tuple[int, float, BankQuestion]]:
        for question in topic.questions:
            if project is not None and not can_be_filled(question, project):
                continue
            if not self._was_asked(question, self._taken):
                distance = abs(_STEPS[question.difficulty] - _STEPS[difficulty])
                yield max(0, distance - _SLACK[topic.kind]), self._draw(question.id), question

    def _was_asked(self, question: BankQuestion, texts: Iterable[str]) -> bool:
        return question.id in self._brief.asked_ids or _has_text(question, texts)


def _is_gap(requirement: Requirement) -> bool:
    return requirement.is_required and not requirement.is_shown


def _names_any(question: BankQuestion, requirements: Iterable[Requirement]) -> bool:
    text = " ".join((question.question, *question.key_points))
    return any(names(text, requirement.skill) for requirement in requirements)


def called(project: Project) -> str:
    """How a question names a project: a job, which has a role, is "your work at" its employer. One line."""
    name = on_one_line(project.name, PROJECT_NAME_CHARS)
    is_job = bool(project.role) and project.role != project.name and not _OF_ONES_OWN.search(project.role)
    return f"your work at {name}" if is_job else name


def _technologies(project: Project) -> list[str]:
    return [name for name in project.technologies if not is_practice(name)]


def can_be_filled(question: BankQuestion, project: Project) -> bool:
    """Whether the project tells all that the question's texts name."""
    wanted = question.placeholders | set(question.needs)
    return not ("role" in wanted and not project.role) and not ("technology" in wanted and not _technologies(project))


def _has_text(question: BankQuestion, texts: Iterable[str]) -> bool:
    if _PLACEHOLDER.search(question.question):
        pattern = _template(question.question)
        return any(pattern.fullmatch(" ".join(text.split())) for text in texts)
    return is_near_duplicate(question.question, texts)


@lru_cache(maxsize=1024)
def _template(text: str) -> re.Pattern[str]:
    parts = _PLACEHOLDER.split(" ".join(text.split()))
    return re.compile(".+?".join(map(re.escape, parts)), re.DOTALL)

"""Which bank questions fit a resume: topics by its skills, projects by name, and none that was asked before.

Deterministic for a seed and a profile. Text that is in the resume but not understood as a skill or project changes
nothing. It words no question and judges no answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from interview.core.interviewer import Brief
from interview.core.plan import Kind, Slot
from interview.core.session import Difficulty, Profile, Project, Skill
from interview.interviewers.near_duplicates import is_near_duplicate
from interview.interviewers.question_bank import BankQuestion, QuestionBank, Topic
from interview.interviewers.quoting import on_one_line
from interview.interviewers.skills import canonical

UNNAMED_PROJECT = Project("the project you know best")
_OF_ONES_OWN = re.compile(r"\b(creator|author|maintainer|founder|contributor|owner)\b", re.IGNORECASE)

PROJECT_NAME_CHARS = 80

_AREAS_OF_ENGINEERS = frozenset({"Languages", "Web", "Cloud and containers", "Systems", "Mobile"})
_STEPS = {Difficulty.EASY: 0, Difficulty.MEDIUM: 1, Difficulty.HARD: 2}
_PLACEHOLDER = re.compile(r"\{(?:project|role|technology)\}")
# Stories of one's own differ little in difficulty; a wider choice keeps two candidates from getting the same ones.
_SLACK = {Kind.SKILL: 0, Kind.PROJECT: 0, Kind.BEHAVIOURAL: 1}
# A topic the resume does not name waits until each named one has been used twice.
_WAITS = 2
# How far, in ranks, the seed may move a topic: the most prominent skills stay in front, not always in the same order.
_SHUFFLE = 4.0


@dataclass(frozen=True)
class TopicMatch:
    """A topic the resume names, the skill that names it, and its rank (0 is the most prominent)."""

    topic: Topic
    skill: Skill
    rank: int


@dataclass(frozen=True)
class Choice:
    """A bank question for one slot, and why: the skill or project it was chosen for, or neither."""

    topic: Topic
    question: BankQuestion
    skill: Skill | None = None
    project: Project | None = None
    technology: str = ""


@dataclass(frozen=True)
class _Candidate:
    topic: Topic
    skill: Skill | None
    waits: int
    order: float


_Option = tuple[int, int, float, float, BankQuestion, _Candidate]


def match_topics(profile: Profile, bank: QuestionBank) -> tuple[TopicMatch, ...]:
    """Skill topics that the profile's skills or project technologies name, most prominent first."""
    used = [Skill(name, project.line) for project in profile.projects for name in project.technologies]
    index: dict[str, list[Topic]] = {}
    for topic in bank.of_kind(Kind.SKILL):
        for skill_name in topic.skills:
            index.setdefault(skill_key(skill_name), []).append(topic)
    found: dict[str, TopicMatch] = {}
    for skill in (*profile.skills, *used):
        for topic in _topics_for(skill.name, index):
            known = found.get(topic.topic)
            if known is None:
                found[topic.topic] = TopicMatch(topic, skill, len(found))
            elif skill.line and not known.skill.line:
                found[topic.topic] = TopicMatch(topic, skill, known.rank)
    return tuple(found.values())


def _topics_for(skill: str, index: dict[str, list[Topic]]) -> Iterable[Topic]:
    """Topics of the same name; failing that, of the longest name within: "Apache Kafka" is Kafka."""
    exact = index.get(skill_key(skill))
    if exact is not None:
        return exact
    words = re.findall(r"[\w.+#]+", skill)
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            key = skill_key(" ".join(words[start : start + length]))
            if len(key) >= 3 and key in index:
                return index[key]
    return ()


@lru_cache(maxsize=4096)
def skill_key(name: str) -> str:
    """The form in which skill names are compared: the lexicon's usual name, with no case, space, dot or hyphen, no
    version, no plural s, no "js"."""
    key = re.sub(r"[\s./_-]+", "", canonical(name).casefold())
    key = re.sub(r"(?<=[a-z]{3})\d+$", "", key)
    for ending in ("js", "s"):
        if key.endswith(ending) and len(key) - len(ending) >= 3:
            key = key.removesuffix(ending)
    return key


def is_technical(matches: Sequence[TopicMatch]) -> bool:
    """Whether somebody with these topics is asked about technology in general, too."""
    technical = [match.topic for match in matches if match.topic.is_technical]
    return len(technical) >= 2 or any(topic.area in _AREAS_OF_ENGINEERS for topic in technical)


def choose(brief: Brief, bank: QuestionBank) -> tuple[Choice, ...]:
    """A choice per slot, in their order; a slot for which the bank has nothing new is left out."""
    picker = _Picker(brief, bank)
    return tuple(choice for slot in brief.slots if (choice := picker.pick(slot)) is not None)


class _Picker:
    """Fills slots one after the other and remembers what was used."""

    def __init__(self, brief: Brief, bank: QuestionBank) -> None:
        profile = brief.profile
        names = [*sorted(skill.name for skill in profile.skills), *(project.name for project in profile.projects)]
        self._key = "|".join((str(brief.seed), *names))
        self._taken = list(brief.asked_before)
        self._uses = Counter(
            topic.topic
            for topic in bank.topics
            for question in topic.questions
            if _was_asked(question, brief.asked_before)
        )
        self._projects = tuple(project for project in profile.projects if project.name.strip()) or (UNNAMED_PROJECT,)
        self._project_uses = Counter(
            project.name
            for project in self._projects
            for text in brief.asked_before
            if on_one_line(project.name, PROJECT_NAME_CHARS) in text
        )
        self._candidates = {
            Kind.SKILL: list(self._skill_candidates(match_topics(profile, bank), bank)),
            Kind.PROJECT: [self._unnamed(topic) for topic in bank.of_kind(Kind.PROJECT)],
            Kind.BEHAVIOURAL: [self._unnamed(topic) for topic in bank.of_kind(Kind.BEHAVIOURAL)],
        }

    def _skill_candidates(self, matches: Sequence[TopicMatch], bank: QuestionBank) -> Iterator[_Candidate]:
        for match in matches:
            yield _Candidate(match.topic, match.skill, 0, match.rank + _SHUFFLE * self._draw(match.topic.topic))
        named = {match.topic.topic for match in matches}
        fill = ("Foundations",) if is_technical(matches) else ("Product and process", "General")
        for topic in bank.of_kind(Kind.SKILL):
            if topic.topic not in named and topic.area in fill:
                yield _Candidate(topic, None, _WAITS, len(matches) + self._draw(topic.topic))

    def _unnamed(self, topic: Topic) -> _Candidate:
        return _Candidate(topic, None, 0, self._draw(topic.topic))

    def _draw(self, name: str) -> float:
        """A number from 0 to 1 that depends on seed, profile and name alone."""
        return int.from_bytes(sha256(f"{self._key}|{name}".encode()).digest()[:6]) / 2**48

    def pick(self, slot: Slot) -> Choice | None:
        project = self._next_project() if slot.kind is Kind.PROJECT else None
        options = self._options(slot, project)
        if not options and slot.kind is Kind.SKILL:
            options = self._options(Slot(Kind.BEHAVIOURAL, slot.difficulty), None)
        if not options:
            return None
        *_, question, candidate = min(options, key=lambda option: option[:4])
        self._uses[candidate.topic.topic] += 1
        self._taken.append(question.question)
        if project is not None:
            self._project_uses[project.name] += 1
        return Choice(candidate.topic, question, candidate.skill, project, self._technology(project))

    def _options(self, slot: Slot, project: Project | None) -> list[_Option]:
        """Every open question of the slot's kind, with what speaks against it, most weighty first."""
        return [
            (self._uses[candidate.topic.topic] + candidate.waits, distance, candidate.order, draw, question, candidate)
            for candidate in self._candidates[slot.kind]
            for distance, draw, question in self._open_questions(candidate.topic, slot.difficulty, project)
        ]

    def _next_project(self) -> Project:
        return min(self._projects, key=lambda project: self._project_uses[project.name])

    def _technology(self, project: Project | None) -> str:
        return project.technologies[0] if project is not None and project.technologies else ""

    def _open_questions(
        self, topic: Topic, difficulty: Difficulty, project: Project | None
    ) -> Iterator[tuple[int, float, BankQuestion]]:
        for question in topic.questions:
            if project is not None and not can_be_filled(question, project):
                continue
            if not _was_asked(question, self._taken):
                distance = abs(_STEPS[question.difficulty] - _STEPS[difficulty])
                yield max(0, distance - _SLACK[topic.kind]), self._draw(question.id), question


def called(project: Project) -> str:
    """How a question names a project: a job, which has a role, is "your work at" its employer. One line."""
    name = on_one_line(project.name, PROJECT_NAME_CHARS)
    is_job = bool(project.role) and project.role != project.name and not _OF_ONES_OWN.search(project.role)
    return f"your work at {name}" if is_job else name


def can_be_filled(question: BankQuestion, project: Project) -> bool:
    """Whether the project tells all that the question's texts name."""
    wanted = question.placeholders | set(question.needs)
    return not ("role" in wanted and not project.role) and not ("technology" in wanted and not project.technologies)


def _was_asked(question: BankQuestion, texts: Iterable[str]) -> bool:
    if _PLACEHOLDER.search(question.question):
        pattern = _template(question.question)
        return any(pattern.fullmatch(" ".join(text.split())) for text in texts)
    return is_near_duplicate(question.question, texts)


@lru_cache(maxsize=1024)
def _template(text: str) -> re.Pattern[str]:
    parts = _PLACEHOLDER.split(" ".join(text.split()))
    return re.compile(".+?".join(map(re.escape, parts)), re.DOTALL)

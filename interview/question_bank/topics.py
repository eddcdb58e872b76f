"""Which topics of the question bank a resume or a job description names, and by which skill. It chooses no question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interview.core.posting import JobPosting, Requirement
from interview.core.profile import Profile, Skill
from interview.core.question import QuestionKind
from interview.question_bank.bank import QuestionBank, Topic
from interview.resume.profile.evidence import meant
from interview.resume.profile.lexicon import Entry, lexicon
from interview.resume.profile.skill_names import is_quality, skill_key

_AREAS_OF_ENGINEERS = frozenset({"Languages", "Web", "Cloud and containers", "Systems", "Mobile"})
_AREAS_OF_SOFTWARE = _AREAS_OF_ENGINEERS | {"Data stores", "Data and AI"}
_ENOUGH = 2
FOUNDATIONS, FOR_EVERYBODY = "Foundations", "General"
"""The area of what everybody who makes software is asked, and that of what fits whatever somebody works as."""
_NONE = Entry("")


@dataclass(frozen=True)
class TopicMatch:
    """A topic the resume names, the skill that names it, and its rank (0 is the most prominent)."""

    topic: Topic
    skill: Skill
    rank: int


def match_topics(profile: Profile, bank: QuestionBank) -> tuple[TopicMatch, ...]:
    """Skill topics that the profile's skills or project technologies name, most prominent first."""
    used = [Skill(name, project.line) for project in profile.projects for name in project.technologies]
    index = _index(bank)
    named = [skill for skill in (*profile.skills, *used) if (lexicon().lookup(skill.name) or _NONE).is_software]
    # "Python handling" is about the language where others are named, or where somebody asks after these words alone.
    takes_any = bool(named) or not any(skill.line for skill in profile.skills)
    found: dict[str, TopicMatch] = {}
    for skill in (*profile.skills, *used):
        for topic in _topics_for(skill.name, index, takes_any=takes_any):
            known = found.get(topic.topic)
            if known is None:
                found[topic.topic] = TopicMatch(topic, skill, len(found))
            elif skill.line and not known.skill.line:
                found[topic.topic] = TopicMatch(topic, skill, known.rank)
    return tuple(found.values())


def topics_of_job(job: JobPosting, bank: QuestionBank) -> dict[str, list[Requirement]]:
    """Topic id → the requirements it tests; topics in the order in which the job names them."""
    index = _index(bank)
    found: dict[str, list[Requirement]] = {}
    for requirement in job.requirements:
        for topic in _topics_for(requirement.skill, index):
            found.setdefault(topic.topic, []).append(requirement)
    return found


def names_of_topics(profile: Profile, job: JobPosting, bank: QuestionBank) -> dict[str, list[str]]:
    """Topic id → every skill of resume and posting that leads to it, one of each name."""
    used = (name for project in profile.projects for name in project.technologies)
    named = (*(skill.name for skill in profile.skills), *used, *(one.skill for one in job.requirements))
    index = _index(bank)
    found: dict[str, list[str]] = {}
    for name in {skill_key(name): name for name in named}.values():
        # A topic may list several spellings of one skill.
        for id in dict.fromkeys(topic.topic for topic in _topics_for(name, index)):
            found.setdefault(id, []).append(name)
    return found


def find_topic(name: str, bank: QuestionBank) -> Topic | None:
    """The topic with this id, or else this name, in any letter case, whatever its kind. Of one name, ours."""
    wanted = " ".join(name.split()).casefold()
    named = sorted(bank.topics, key=lambda topic: bank.source_of(topic) is not None)
    by_id = (topic for topic in bank.topics if topic.topic == wanted)
    return next(by_id, next((topic for topic in named if topic.name.casefold() == wanted), None))


def is_of_software(topic: Topic) -> bool:
    """Whether its questions are about what software is made with."""
    return topic.area in _AREAS_OF_SOFTWARE


def is_technical(topics: Sequence[Topic]) -> bool:
    """Whether somebody with these topics is asked about software in general, too: no single one makes an engineer."""
    of_software = [topic for topic in topics if is_of_software(topic)]
    return len(of_software) >= _ENOUGH and any(topic.area in _AREAS_OF_ENGINEERS for topic in of_software)


@lru_cache(maxsize=4)
def _index(bank: QuestionBank) -> Mapping[str, Sequence[Topic]]:
    index: dict[str, list[Topic]] = {}
    for topic in bank.of_kind(QuestionKind.SKILL):
        for skill_name in topic.skills:
            index.setdefault(skill_key(skill_name), []).append(topic)
    return index


def _topics_for(skill: str, index: Mapping[str, Sequence[Topic]], *, takes_any: bool = True) -> Iterable[Topic]:
    """Topics of the same name; failing that, of the longest name within: "Apache Kafka connectors" is Kafka. One that
    may be an everyday word counts within others only if it `takes_any`.

    A quality of a person, such as problem solving, says nothing about technology.
    """
    if is_quality(skill):
        return [topic for topic in index.get(skill_key(skill), ()) if not topic.is_technical]
    exact = index.get(skill_key(skill))
    if exact is not None:
        return exact
    hits = [hit for hit in lexicon().find(skill) if not hit.entry.is_quality]
    within = {hit.entry.name for hit in (hits if takes_any else meant(skill, hits))}
    words = re.findall(r"[\w.+#]+", skill)
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            key = skill_key(phrase)
            known = lexicon().lookup(phrase)
            if len(key) >= 3 and key in index and (known is None or known.name in within):
                return index[key]
    return ()

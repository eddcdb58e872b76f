"""Which topics of the question bank a resume or a job description names, and by which skill.

Names are compared by the lexicon's usual spelling. It chooses no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interview.core.job import Job, Requirement
from interview.core.plan import Kind
from interview.core.profile import Profile, Skill
from interview.interviewers.question_bank import QuestionBank, Topic
from interview.interviewers.understanding.lexicon import lexicon

_SEPARATORS = re.compile(r"[\s./_-]+")
_NUMBER = r"\d{1,2}(?:\.(?:\d+|x))*"
_VERSION = re.compile(rf"(?<=[a-z]{{3}})[\s(]*(?:\bv)?{_NUMBER}\+?\)?$", re.IGNORECASE)
_VERSION_OR_YEAR = re.compile(rf"(?<=[a-z+#])[\s(]*(?:\bv)?(?:(?:19|20)\d\d|{_NUMBER})\+?\)?$", re.IGNORECASE)
_AREAS_OF_ENGINEERS = frozenset({"Languages", "Web", "Cloud and containers", "Systems", "Mobile"})


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
    found: dict[str, TopicMatch] = {}
    for skill in (*profile.skills, *used):
        for topic in _topics_for(skill.name, index):
            known = found.get(topic.topic)
            if known is None:
                found[topic.topic] = TopicMatch(topic, skill, len(found))
            elif skill.line and not known.skill.line:
                found[topic.topic] = TopicMatch(topic, skill, known.rank)
    return tuple(found.values())


def topics_of_job(job: Job, bank: QuestionBank) -> dict[str, list[Requirement]]:
    """Topic id → the requirements it tests; topics in the order in which the job names them."""
    index = _index(bank)
    found: dict[str, list[Requirement]] = {}
    for requirement in job.requirements:
        for topic in _topics_for(requirement.skill, index):
            found.setdefault(topic.topic, []).append(requirement)
    return found


def find_topic(name: str, bank: QuestionBank) -> Topic | None:
    """The topic with this id or name in any letter case, whatever its kind."""
    wanted = " ".join(name.split()).casefold()
    return next((topic for topic in bank.topics if wanted in (topic.topic, topic.name.casefold())), None)


def is_technical(topics: Sequence[Topic]) -> bool:
    """Whether somebody with these topics is asked about technology in general, too."""
    technical = [topic for topic in topics if topic.is_technical]
    return len(technical) >= 2 or any(topic.area in _AREAS_OF_ENGINEERS for topic in technical)


def is_quality(skill: str) -> bool:
    """Whether a skill is a quality of a person, such as communication, and no field of work."""
    entry = lexicon().lookup(skill)
    return entry is not None and entry.is_quality


def is_practice(skill: str) -> bool:
    """Whether a skill is a way of working or a field, such as being on call, and no technology."""
    entry = lexicon().lookup(skill)
    return entry is not None and entry.is_practice


def names(text: str, skill: str) -> bool:
    """Whether a text speaks of a skill by its name, as a word of its own."""
    pattern = rf"(?<![\w+#]){re.escape(skill)}(?![\w+#])" if skill.isascii() else re.escape(skill)
    return re.search(pattern, text, re.IGNORECASE if len(skill) > 2 else re.NOFLAG) is not None


@lru_cache(maxsize=4096)
def skill_key(name: str) -> str:
    """The form in which skill names are compared: the lexicon's usual name, with or without a version.

    A name the lexicon does not know loses case, spaces, dots, hyphens, a version, a plural s and "js"; longer numbers
    are part of a name, as in ISO 9001.
    """
    known = lexicon().lookup(name) or lexicon().lookup(_VERSION_OR_YEAR.sub("", name))
    if known is not None:
        return _SEPARATORS.sub("", known.name.casefold())
    key = _SEPARATORS.sub("", _VERSION.sub("", name).casefold())
    for ending in ("js", "s"):
        if key.endswith(ending) and len(key) - len(ending) >= 3:
            key = key.removesuffix(ending)
    return key


def _index(bank: QuestionBank) -> Mapping[str, Sequence[Topic]]:
    index: dict[str, list[Topic]] = {}
    for topic in bank.of_kind(Kind.SKILL):
        for skill_name in topic.skills:
            index.setdefault(skill_key(skill_name), []).append(topic)
    return index


def _topics_for(skill: str, index: Mapping[str, Sequence[Topic]]) -> Iterable[Topic]:
    """Topics of the same name; failing that, of the longest name within: "Apache Kafka connectors" is Kafka.

    A quality of a person, such as problem solving, says nothing about technology.
    """
    if is_quality(skill):
        return [topic for topic in index.get(skill_key(skill), ()) if not topic.is_technical]
    exact = index.get(skill_key(skill))
    if exact is not None:
        return exact
    within = {hit.entry.name for hit in lexicon().find(skill) if not hit.entry.is_quality}
    words = re.findall(r"[\w.+#]+", skill)
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            key = skill_key(phrase)
            known = lexicon().lookup(phrase)
            if len(key) >= 3 and key in index and (known is None or known.name in within):
                return index[key]
    return ()

"""Which skills a question is about: named in its words or in most of what it wants to hear, or what its topic is.

What is said to have been asked and which question is chosen for a skill both rest on this. It chooses nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from interview.core.forgetting import forgets
from interview.core.posting import JobPosting
from interview.question_bank.bank import BankQuestion, Topic
from interview.resume.profile.lexicon import lexicon
from interview.resume.profile.skill_names import names, skill_key

# One key point that names a skill brings it up aside; a question that wants to hear of it in two is about it.
_POINTS = 2


def names_skill(text: str, skill: str) -> bool:
    """Whether a text names a skill, in another spelling, too, or something that is part of it."""
    return skill_key(skill) in _named_in(text) if _is_known(skill) else names(text, skill)


def asks_about(text: str, key_points: Sequence[str], skill: str) -> bool:
    """Whether a question names a skill, or wants to hear of it in more than one point."""
    if _is_known(skill):
        return skill_key(skill) in _asked_in(text, tuple(key_points))
    return names(text, skill) or sum(names(point, skill) for point in key_points) >= _POINTS


def is_about(question: BankQuestion, topic: Topic, skill: str) -> bool:
    """Whether a question of the bank is about a skill: by its own words, by what its author says, or as the whole topic
    is."""
    return is_itself_about(question, skill) or is_all_about(topic, skill)


def is_itself_about(question: BankQuestion, skill: str) -> bool:
    """Whether a question of the bank is about a skill, whatever the others of its topic are about: its author's word
    goes before its own words."""
    if _is_among(skill, question.subjects):
        return True
    return not only_names(question, skill) and asks_about(question.question, question.key_points, skill)


def only_names(question: BankQuestion, skill: str) -> bool:
    """Whether a question names a skill, as its author says, without being about it."""
    return _is_among(skill, question.not_subjects)


def is_all_about(topic: Topic, skill: str) -> bool:
    """Whether every question of a topic is about a skill: its name is that of the skill alone, or its author says so.

    One about nursing is not about palliative care, though that belongs to nursing; one of "Cloud (AWS, Azure, GCP)" is
    about one of them.
    """
    return skill_key(skill) in _subjects(topic.name, topic.subjects) or topic.name.casefold() == skill.casefold()


def asked_of(job: JobPosting, text: str, key_points: Sequence[str] = ()) -> tuple[str, ...]:
    """What a job asks for that a question is about by its own words, the line of the resume that it quotes among
    them."""
    return tuple(one.skill for one in job.requirements if asks_about(text, key_points, one.skill))


def _is_among(skill: str, skills: Sequence[str]) -> bool:
    return skill_key(skill) in map(skill_key, skills)


@forgets
@lru_cache(maxsize=512)
def _subjects(name: str, further: tuple[str, ...]) -> frozenset[str]:
    """What a topic is all about, in the form in which skills are compared."""
    named = {skill_key(hit.entry.name) for hit in lexicon().find(name) if not hit.entry.is_quality}
    return frozenset(map(skill_key, further)) | (named if len(named) == 1 else frozenset())


@forgets
@lru_cache(maxsize=2048)
def _is_known(skill: str) -> bool:
    return lexicon().lookup(skill) is not None


@forgets
@lru_cache(maxsize=2048)
def _asked_in(text: str, key_points: tuple[str, ...]) -> frozenset[str]:
    """Skills that a question names, or wants to hear of in more than one point."""
    counted = Counter(key for point in key_points for key in _named_in(point))
    return _named_in(text) | {key for key, count in counted.items() if count >= _POINTS}


@forgets
@lru_cache(maxsize=2048)
def _named_in(text: str) -> frozenset[str]:
    """Skills in the form in which they are compared. A field with a capital is a department, as in "Sales wants"."""
    entries = [
        hit.entry
        for hit in lexicon().find(text)
        if not hit.entry.is_quality and (not hit.is_field or hit.surface == hit.surface.lower())
    ]
    return frozenset(skill_key(name) for entry in entries for name in (entry.name, *entry.within))

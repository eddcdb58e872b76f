"""Which competency a question or a posting asks a story for, and where a story names a skill.

Implements core.story.StoryReader by the list in competencies.yaml and the lexicon. Says nothing where neither does, and
never judges how well a story is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from interview import yaml_files
from interview.core.question import Question
from interview.core.story import MOST_LINE_CHARS, Competency, is_told
from interview.resume.profile.lexicon import lexicon
from interview.resume.profile.skill_names import names, skill_key
from interview.text.excerpts import one_line, unmarked
from interview.text.sentences import sentences

_FILE = Path(__file__).parent / "competencies.yaml"


class BankStoryReader:
    """Safe to share between threads; reads its list at the first use."""

    def asked_for(self, question: Question) -> Competency | None:
        """By the question's place in the bank, or else by its words; None where neither tells."""
        if not is_told(question):
            return None
        known = by_question().get(question.bank_id)
        return known or next(_in_words(question.text), None)

    def wanted(self, posting: str) -> Mapping[Competency, str]:
        """The competencies that a posting asks for, each with the first line that does, in reading order."""
        found: dict[Competency, str] = {}
        for line in posting.splitlines():
            for competency in _in_words(line):
                found.setdefault(competency, one_line(unmarked(line), MOST_LINE_CHARS))
        return found

    def quote(self, text: str, skill: str) -> str:
        """The first sentence that names the skill, by any of its names; "" when none does."""
        wanted = skill_key(skill)
        for sentence in sentences(text):
            said = sentence.of(text)
            if names(said, skill) or any(skill_key(hit.entry.name) == wanted for hit in lexicon().find(said)):
                return one_line(said, MOST_LINE_CHARS)
        return ""


@lru_cache(maxsize=1)
def by_question() -> Mapping[str, Competency]:
    """Question id of the bank → what its story shows."""
    return {question: Competency(name) for name, one in _read().items() for question in one["questions"]}


@lru_cache(maxsize=1)
def _patterns() -> Mapping[Competency, re.Pattern[str]]:
    return {Competency(name): re.compile("|".join(one["words"]), re.IGNORECASE) for name, one in _read().items()}


def _read() -> Mapping[str, Mapping[str, list[str]]]:
    found: Mapping[str, Mapping[str, list[str]]] = yaml_files.read(_FILE)
    return found


def _in_words(text: str) -> Iterator[Competency]:
    return (competency for competency, pattern in _patterns().items() if pattern.search(text))

"""A pack as it is used, and all packs of an installation joined with what is ours. Values; files are for reading.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interview.core.question import Source
from interview.occupations.occupation import Occupation
from interview.question_bank.bank import QuestionBank, Topic, bank_in
from interview.question_bank.packs.complaint import Complaint


@dataclass(frozen=True)
class Pack:
    """What one folder adds to the bank of its language. Every id in it has the pack's in front, with a dot, which no id
    of ours has."""

    id: str
    language: str
    source: Source
    url: str
    topics: tuple[Topic, ...]
    occupations: tuple[Occupation, ...]

    @property
    def questions(self) -> int:
        """How many main questions it has."""
        return sum(len(topic.questions) for topic in self.topics)


@dataclass(frozen=True)
class Packs:
    """The packs that can be used, and what is wrong with the others."""

    packs: tuple[Pack, ...] = ()
    complaints: tuple[Complaint, ...] = ()

    @property
    def occupations(self) -> Iterable[Occupation]:
        """The occupations of all of them."""
        return (occupation for pack in self.packs for occupation in pack.occupations)

    def bank_in(self, language: str) -> QuestionBank:
        """Our bank of a language with the topics of its packs."""
        topics = [(topic, pack.source) for pack in self.packs if pack.language == language for topic in pack.topics]
        ours = bank_in(language)
        if not topics:
            return ours
        sources = {topic.topic: source for topic, source in topics}
        return QuestionBank((*ours.topics, *(topic for topic, _ in topics)), sources)

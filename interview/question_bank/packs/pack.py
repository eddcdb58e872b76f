"""A pack as it is used, and all packs of an installation joined with what is ours. Values; files are for reading.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interview.core.question import Source
from interview.occupations.occupation import Occupation
from interview.question_bank.bank import QuestionBank, Topic
from interview.question_bank.packs.complaint import Complaint


@dataclass(frozen=True)
class Pack:
    """What one folder adds. Every id in it has the pack's in front, with a dot, which no id of ours has."""

    id: str
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

    def beside(self, bank: QuestionBank) -> QuestionBank:
        """The topics of a bank with theirs."""
        sources = {topic.topic: pack.source for pack in self.packs for topic in pack.topics}
        theirs = (topic for pack in self.packs for topic in pack.topics)
        return QuestionBank((*bank.topics, *theirs), sources)

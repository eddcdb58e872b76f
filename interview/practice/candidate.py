"""A topic that may be asked of one person, with what speaks for it.

What it says was found by topic_candidates.py. It chooses no question.
"""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.posting import Requirement
from interview.core.profile import Skill
from interview.core.question import Difficulty
from interview.occupations.occupation import Occupation
from interview.practice.spoken_of import SpokenOf
from interview.question_bank.bank import BankQuestion, Topic
from interview.question_bank.subjects import is_itself_about
from interview.question_bank.topics import FOR_EVERYBODY

A_FIELD = 3
"""So many names make a field of what one alone may only touch."""


@dataclass(frozen=True)
class Candidate:
    """A topic that may be asked. `waits` is how many questions it is behind others, `order` its rank among them;
    `is_core` says that most questions should come from it, `is_easy` that only easy ones may, as the resume knows it a
    little or the posting only wishes for it. `occupation` is what it fits where nothing else names it, `is_of_the_work`
    says that it is wanted whatever resume and posting name: the job's own work, or by wish. `is_technical` says that
    somebody whose work is not known makes software. `is_theirs` says that all questions of the topic are about this
    person's work; of another's only those are that are about one of its `names`, the skills that lead to it, and of a
    `doubtful` one only if more of the question is spoken of. `is_spoken_of` says that resume or posting speak of little
    else as much."""

    topic: Topic
    waits: float
    order: float
    skill: Skill | None = None
    requirements: tuple[Requirement, ...] = ()
    foundation_of: Skill | None = None
    occupation: Occupation | None = None
    is_core: bool = True
    is_fundamental: bool = False
    is_easy: bool = False
    is_of_the_work: bool = False
    is_technical: bool = False
    is_theirs: bool = True
    names: tuple[str, ...] = ()
    doubtful: frozenset[str] = frozenset()
    is_spoken_of: bool = False

    @property
    def is_wanted_for_skills(self) -> bool:
        """Whether nothing but skills of the posting puts it before others."""
        return bool(self.requirements) and self.is_wanted and not self.is_of_the_work

    @property
    def is_of_the_core(self) -> bool:
        """Whether it is the core of a known occupation, whatever resume and posting name."""
        known = self.occupation
        return known is not None and self.topic.topic in (*known.core, *known.core_if_named)

    @property
    def is_beside_the_work(self) -> bool:
        """Whether it is a topic of some work, but not at the core of this person's as far as that is known."""
        is_core = self.is_core if self.occupation else self.is_technical or len(self.names) >= A_FIELD
        return not is_core and self.topic.area != FOR_EVERYBODY

    def is_unrelated(self, question: BankQuestion, spoken: SpokenOf) -> bool:
        """Whether a question is of another craft and about nothing that resume or posting speak of, or name."""
        if self.is_theirs or (self.is_spoken_of and spoken.is_of_question(question)):
            return False
        about = (name for name in self.names if is_itself_about(question, name))
        return not any(name not in self.doubtful or spoken.says_more_of(question, self.names) for name in about)

    def suited(self, difficulty: Difficulty) -> Difficulty:
        """What is asked where this difficulty is wanted: years in their own work make nobody senior in what lies beside
        it."""
        return Difficulty.MEDIUM if self.is_beside_the_work and difficulty is Difficulty.HARD else difficulty

    @property
    def is_wanted(self) -> bool:
        return self.waits < 0

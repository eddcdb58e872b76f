"""What was chosen for one question of an interview, and why. It chooses nothing."""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.posting import Requirement
from interview.core.profile import Achievement, Project, Skill
from interview.occupations.occupation import Occupation
from interview.question_bank.bank import BankQuestion, Topic


@dataclass(frozen=True)
class Choice:
    """A bank question for one slot, and why: the requirement, skill or project it was chosen for, or none of them;
    `is_of_round` where the kind of interview asks for its topic.

    `foundation_of` is the skill that a question about fundamentals lies under. `occupation` is what it was chosen for
    where no skill or requirement names its topic; `is_theirs` says that this topic is of the person's own work,
    and that a title has the name of that work.
    `duty` is the line of the posting that it is about.
    """

    topic: Topic
    question: BankQuestion
    skill: Skill | None = None
    project: Project | None = None
    technology: str = ""
    requirement: Requirement | None = None
    foundation_of: Skill | None = None
    is_more_wanted: bool = False
    achievement: Achievement | None = None
    occupation: Occupation | None = None
    is_of_round: bool = False
    is_theirs: bool = True
    duty: str = ""

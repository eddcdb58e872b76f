"""What resume and posting speak of, tools above all, so that nobody is asked about one they never said they have met.

A question of the bank says by itself which tools it takes for granted and what it is about without naming it.
"""

from __future__ import annotations

from interview.core.interviewer import Brief
from interview.question_bank.bank import BankQuestion
from interview.question_bank.near_duplicates import telling_words
from interview.resume.profile.skill_names import names, skill_key

# One word in common is chance.
_ENOUGH = 2


class NamedTools:
    """The tools of one brief. `is_told` is False where nothing is known but what somebody works as."""

    def __init__(self, brief: Brief) -> None:
        profile = brief.profile
        self.is_told = bool(profile.skills or profile.projects or brief.job.requirements)
        self._texts = (brief.resume_text, brief.job.text)
        self._words = frozenset(word for text in self._texts for word in telling_words(text))
        self._folded = tuple(text.casefold() for text in self._texts)
        self._spoken_of: dict[str, bool] = {}
        self._keys = {
            *(skill_key(skill.name) for skill in profile.skills),
            *(skill_key(name) for project in profile.projects for name in project.technologies),
            *(skill_key(requirement.skill) for requirement in brief.job.requirements),
        }

    def lacks(self, question: BankQuestion) -> bool:
        """Whether a question takes a tool for granted that nothing names, nor any that is used in its place."""
        return bool(question.if_named) and not any(map(self._is_named, question.if_named))

    def speaks_of(self, question: BankQuestion) -> bool:
        """Whether resume or posting name what a question is about, or share words with it that tell something."""
        if question.id not in self._spoken_of:
            is_near = len(telling_words(question.question) & self._words) >= _ENOUGH
            self._spoken_of[question.id] = is_near or any(map(self._is_named, question.subjects))
        return self._spoken_of[question.id]

    def _is_named(self, tool: str) -> bool:
        if skill_key(tool) in self._keys:
            return True
        # To compile a pattern takes longer than all else here, and most tools stand in neither text.
        folded = tool.casefold()
        return any(folded in short and names(text, tool) for text, short in zip(self._texts, self._folded, strict=True))

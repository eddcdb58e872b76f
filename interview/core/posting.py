"""What a job description asks for, and how far resume and interview have met it.

Knows skills by name and lines by their words; how they are found in a text is an interviewer's business.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from interview.core.job_title import title_of

MAX_JOB_CHARS = 20_000
# In characters; what calls itself a title is shorter.
LONGEST_NAME = 120


@dataclass(frozen=True)
class Requirement:
    """A skill the job names, and the line it stands in. `is_required` is False where the text calls it a plus.

    `is_shown` says whether words that show the skill were found in the resume; `resume_line` is where ("" when the
    candidate added it by hand). Of one that is not shown it is a line with words of it, from which nobody can tell
    whether the resume has it.
    `has_question` says whether the question bank has one on it, or on an alternative, that fits the person; None where
    nobody looked, as a model writes its own. `asked_in` is the language (ISO 639-1) of another question bank that has
    one, where that of the interview has none; "" for no other.
    `group` is shared by alternatives ("Go, Java or Rust"), of which one is enough; 0 where a skill stands alone.
    """

    skill: str
    line: str
    is_required: bool = True
    is_shown: bool = False
    resume_line: str = ""
    group: int = 0
    has_question: bool | None = None
    asked_in: str = ""

    @property
    def is_near(self) -> bool:
        """Whether it cannot be told if the resume has it."""
        return not self.is_shown and bool(self.resume_line)


@dataclass(frozen=True)
class Need:
    """One thing that the job asks for: a skill, or alternatives of which one is enough."""

    alternatives: tuple[Requirement, ...]

    @property
    def skills(self) -> tuple[str, ...]:
        """The alternatives by name."""
        return tuple(one.skill for one in self.alternatives)

    @property
    def is_required(self) -> bool:
        """Whether the job requires any of them."""
        return any(one.is_required for one in self.alternatives)

    @property
    def shown(self) -> Requirement | None:
        """The first that the resume shows."""
        return next((one for one in self.alternatives if one.is_shown), None)

    @property
    def near(self) -> Requirement | None:
        """Of one that the resume does not show, the first that it perhaps has."""
        return None if self.shown else next((one for one in self.alternatives if one.is_near), None)

    @property
    def lacks_question(self) -> bool:
        """Whether it is known that the question bank has none on any of them."""
        return all(one.has_question is False for one in self.alternatives)

    @property
    def asked_in(self) -> str:
        """The language of another question bank that has a question on one of them, where this has none; else ""."""
        return next((one.asked_in for one in self.alternatives if self.lacks_question and one.asked_in), "")

    def is_among(self, skills: Collection[str]) -> bool:
        """Whether one of them is there."""
        return any(one.skill in skills for one in self.alternatives)


@dataclass(frozen=True)
class JobPosting:
    """A job description, at most MAX_JOB_CHARS long, with its requirements in reading order. Empty: none was given."""

    text: str = ""
    requirements: tuple[Requirement, ...] = ()

    @property
    def needs(self) -> tuple[Need, ...]:
        """What the job asks for, in reading order; this is what is counted wherever a page says how much that is."""
        found: dict[object, list[Requirement]] = {}
        for one in self.requirements:
            found.setdefault(one.group or one.skill, []).append(one)
        return tuple(Need(tuple(each)) for each in found.values())

    def with_questions(self, lacking: Mapping[Need, str]) -> JobPosting:
        """The same, knowing of each requirement whether there is a question on it: on these needs there is none, but
        perhaps in another language ("": in none)."""
        none = {one: language for need, language in lacking.items() for one in need.alternatives}
        return replace(
            self,
            requirements=tuple(
                replace(one, has_question=one not in none, asked_in=none.get(one, "")) for one in self.requirements
            ),
        )

    @property
    def unmet_otherwise(self) -> tuple[Requirement, ...]:
        """The requirements without those in whose place the resume shows an alternative."""
        return tuple(one for need in self.needs for one in need.alternatives if need.shown is None or one is need.shown)

    @property
    def title(self) -> str:
        """What to call the job: its title where a line near the top of its description surely is one, or else ""."""
        return title_of(self.text)

    @property
    def head(self) -> str:
        """The line that tells best what the job is: its title, or else its first line, "" without one."""
        first = next((" ".join(line.split()) for line in self.text.splitlines() if line.strip()), "")
        return self.title or first

    @property
    def name(self) -> str:
        """What stays of an advertisement that is deleted: its head, no longer than a line."""
        return self.head[:LONGEST_NAME].rstrip()

"""What a job description asks for, and how far resume and interview have met it.

Knows skills by name and lines by their words; how they are found in a text is an interviewer's business.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_JOB_CHARS = 20_000


@dataclass(frozen=True)
class Requirement:
    """A skill the job names, and the line it stands in. `is_required` is False where the text calls it a plus.

    `is_shown` says whether the resume has the skill; `resume_line` is where ("" when the candidate added it by hand).
    `group` is shared by alternatives ("Go, Java or Rust"), of which one is enough; 0 where a skill stands alone.
    """

    skill: str
    line: str
    is_required: bool = True
    is_shown: bool = False
    resume_line: str = ""
    group: int = 0


@dataclass(frozen=True)
class JobPosting:
    """A job description, at most MAX_JOB_CHARS long, with its requirements in reading order. Empty: none was given."""

    text: str = ""
    requirements: tuple[Requirement, ...] = ()

    @property
    def missing(self) -> tuple[Requirement, ...]:
        """What the job asks for and the resume does not show."""
        return tuple(requirement for requirement in self.requirements if not requirement.is_shown)

    @property
    def title(self) -> str:
        """What to call the job: the first line of its description, "" without one."""
        return next((" ".join(line.split()) for line in self.text.splitlines() if line.strip()), "")

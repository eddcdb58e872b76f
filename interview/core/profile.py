"""What was understood from a resume: skills, projects, level. Reading it is the interviewers' business."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"


@dataclass(frozen=True)
class Skill:
    """A skill by its usual name, and the resume line it was read from ("" when the candidate added it)."""

    name: str
    line: str = ""


@dataclass(frozen=True)
class Project:
    """A project or job from the resume: what it was, in which role, with which technologies."""

    name: str
    line: str = ""
    role: str = ""
    technologies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """What was understood from a resume. `years` is years of work, None when the resume does not tell."""

    skills: tuple[Skill, ...] = ()
    projects: tuple[Project, ...] = ()
    level: Level = Level.MID
    years: float | None = None
    language: str = "en"

"""What was understood from a resume: skills, projects, level. Reading it is the interviewers' business."""

from __future__ import annotations

from collections.abc import Iterator
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
    """A project or job from the resume: what it was, in which role, with which technologies; `is_job` where it stands
    among the jobs."""

    name: str
    line: str = ""
    role: str = ""
    technologies: tuple[str, ...] = ()
    is_job: bool = False


class AchievementKind(StrEnum):
    """change: something got better by a figure · decision: a way taken or left · people: others led, taught or hired ·
    work: something made or set up · scale: how much of something was done, or a duty."""

    CHANGE = "change"
    DECISION = "decision"
    PEOPLE = "people"
    WORK = "work"
    SCALE = "scale"


class LineTrait(StrEnum):
    """What else a line tells, on which it hangs what can be asked of it.

    start: how it was before · new: something that was not there before · volume: so many in a day, week or shift ·
    alone: done by one person, as it says · others: other people had to go along · repeated: done again and again ·
    ongoing: the same, in a job that goes on · person: about one patient, child or client · level: a figure that stands
    elsewhere than before, and not a sum saved once · outcome: what came out, and nothing done for it · noticed:
    something seen or found that had to be acted on
    """

    START = "start"
    NEW = "new"
    VOLUME = "volume"
    ALONE = "alone"
    OTHERS = "others"
    REPEATED = "repeated"
    ONGOING = "ongoing"
    PERSON = "person"
    LEVEL = "level"
    OUTCOME = "outcome"
    NOTICED = "noticed"


@dataclass(frozen=True)
class Achievement:
    """A line of the resume worth asking about, or the one thing of it that is asked about, as it stands there, and the
    employer that it belongs to, if any. `years_ago` are whole years between the end of that job and of the latest one
    in the same profession, 0 where the resume does not tell."""

    line: str
    kind: AchievementKind
    place: str = ""
    traits: tuple[LineTrait, ...] = ()
    years_ago: int = 0


@dataclass(frozen=True)
class Profile:
    """What was understood from a resume. `occupation` is the id of what the person works as, "" when that is unknown;
    then `title` is what the resume calls their work of today, where it does. `years` are years in the profession, or of
    any work where it is unknown, None when the resume does not tell. `achievements` are those most worth asking about
    first."""

    skills: tuple[Skill, ...] = ()
    projects: tuple[Project, ...] = ()
    level: Level = Level.MID
    years: float | None = None
    language: str = "en"
    occupation: str = ""
    achievements: tuple[Achievement, ...] = ()
    title: str = ""


def lines_behind(profile: Profile) -> Iterator[str]:
    """The lines of a resume from which its skills, projects and achievements were read, where there is one."""
    for found in (profile.skills, profile.projects, profile.achievements):
        yield from (each.line for each in found if each.line)

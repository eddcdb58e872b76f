"""How a question names what a resume tells of: a job, a project, or the one that somebody knows best."""

from __future__ import annotations

import re
from collections.abc import Collection

from interview.core.job_title import WORDS
from interview.core.profile import Project
from interview.i18n.translate import words
from interview.messages import Message
from interview.occupations.recognise import is_title
from interview.question_bank.bank import BankQuestion
from interview.resume.profile.employers import names_a_firm
from interview.resume.profile.skill_names import is_practice, names, skill_key
from interview.text.excerpts import on_one_line

UNNAMED_PROJECT = Project("the project you know best")
PROJECT_NAME_CHARS = 80

# What stands behind a name in brackets, also where its end was cut off, and what tells more behind a colon.
_ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]?$")
_TELLS_MORE = re.compile(r"\s*[:;：；]\s*\S.*$")
_LONG = 40
_TITLE = re.compile(rf"\b(?:{WORDS})\b", re.IGNORECASE)
_OF_ONES_OWN = re.compile(r"\b(creator|author|maintainer|founder|contributor|owner)\b", re.IGNORECASE)


def in_short(project: Project) -> str:
    """Its name in one line without what is told behind it: "Paylane (fintech" is Paylane."""
    name = " ".join(project.name.split())
    plain = _ASIDE.sub("", name)
    if len(plain) > _LONG:
        plain = _TELLS_MORE.sub("", plain)
    return on_one_line(plain or name, PROJECT_NAME_CHARS)


def called(project: Project, language: str) -> str:
    """A job is "your work at" its employer where a role beside it or the form of a firm's name tells that it is one,
    "your work as" where nothing but the title is known, and "your work" with the name behind it where that may be no
    employer; a project is its name. One line."""
    if project is UNNAMED_PROJECT:
        return words(language).message(Message.of("ask.best_known_project"))
    name = in_short(project)
    has_role = bool(project.role) and not _OF_ONES_OWN.search(project.role) and not _TITLE.search(project.name)
    if has_role or names_a_firm(project.name):
        return words(language).message(Message.of("ask.work_at", name=name))
    if project.is_job and is_title(project.name):
        return words(language).message(Message.of("ask.work_as", name=name))
    return words(language).message(Message.of("ask.work_called", name=name)) if project.is_job else name


def technologies_of(project: Project) -> list[str]:
    """What a project was made with, without ways of working."""
    return [name for name in project.technologies if not is_practice(name)]


def technology_of(project: Project | None, required: Collection[str]) -> str:
    """What of it is asked about: one of the `required` ones (by their keys) where it has one, else the first."""
    used = technologies_of(project) if project is not None else []
    return next((name for name in used if skill_key(name) in required), used[0] if used else "")


def speaks_of_projects(text: str) -> bool:
    """Whether a resume says that there were any."""
    return any(names(text, word) for word in ("project", "projects", "项目"))


def can_be_filled(question: BankQuestion, project: Project) -> bool:
    """Whether the project tells all that the question's texts name."""
    wanted = question.placeholders | set(question.needs)
    return not ("role" in wanted and not project.role) and not ("technology" in wanted and not technologies_of(project))

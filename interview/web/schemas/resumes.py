"""Resumes over HTTP, and the candidate's corrections to what was understood from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from pydantic import Field

from interview.core.profile import Level, Profile, Project, Skill
from interview.core.resume import Resume
from interview.errors import Code, Invalid
from interview.i18n.names import source_name
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.occupations.occupation import occupations
from interview.text.excerpts import on_one_line
from interview.web.schemas.base import Name, Schema


class ProjectSchema(Schema):
    name: Name
    role: str = Field("", max_length=120)
    technologies: list[Name] = Field(default_factory=list, max_length=40)
    line: str = Field("", max_length=400)


class ResumeSchema(Schema):
    resume_id: str
    file_name: str
    text: str
    skills: list[str]
    projects: list[ProjectSchema]
    level: Level
    years: float | None
    occupation: str = Field(description="What the person is prepared as, by its id; empty where that is not known")
    achievements: list[str] = Field(description="Lines worth asking about, the most telling first")
    notes: list[str]
    created_at: datetime


class ProfileSchema(Schema):
    """The candidate's corrections; what is left out stays as it was."""

    skills: list[Name] | None = Field(None, max_length=100)
    projects: list[ProjectSchema] | None = Field(None, max_length=40)
    level: Level | None = None
    occupation: str | None = Field(
        None, max_length=120, description="Id of an occupation, or empty for none of those that are known"
    )


def resume(value: Resume) -> ResumeSchema:
    """A resume as the API shows it."""
    return ResumeSchema(
        resume_id=value.id,
        file_name=source_name(value.file_name),
        text=value.text,
        skills=[skill.name for skill in value.profile.skills],
        projects=[_project(project) for project in value.profile.projects],
        level=value.profile.level,
        years=value.profile.years,
        occupation=value.profile.occupation,
        achievements=[found.line for found in value.profile.achievements],
        notes=list(map(ENGLISH.message, value.notes)),
        created_at=value.created_at,
    )


def _project(project: Project) -> ProjectSchema:
    return ProjectSchema(
        name=project.name[:120] or "Project",
        role=project.role[:120],
        technologies=[name[:120] for name in project.technologies[:40]],
        line=project.line[:400],
    )


def corrected(profile: Profile, changes: ProfileSchema) -> Profile:
    """The profile with the corrections; a skill that was read from the resume keeps its line. Invalid for an occupation
    that is not known."""
    lines = {skill.name.casefold(): skill.line for skill in profile.skills}
    skills = profile.skills
    if changes.skills is not None:
        skills = tuple(Skill(name, lines.get(name.casefold(), "")) for name in dict.fromkeys(changes.skills))
    projects = profile.projects
    if changes.projects is not None:
        jobs = {each.name for each in projects if each.is_job}
        projects = tuple(
            Project(p.name, p.line, p.role, tuple(p.technologies), is_job=p.name in jobs) for p in changes.projects
        )
    occupation = profile.occupation if changes.occupation is None else changes.occupation
    if occupation and occupation not in occupations():
        raise Invalid(
            Code.INPUT_INVALID, Message.of("error.no_such_occupation", occupation=on_one_line(occupation, 80))
        )
    return replace(
        profile, skills=skills, projects=projects, level=changes.level or profile.level, occupation=occupation
    )

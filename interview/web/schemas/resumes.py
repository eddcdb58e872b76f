"""Resumes over HTTP, and the candidate's corrections to what was understood from them."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from interview.core.profile import Level, Profile, Project, Skill
from interview.core.resume import Resume
from interview.i18n.names import source_name
from interview.i18n.translate import ENGLISH
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
    notes: list[str]
    created_at: datetime


class ProfileSchema(Schema):
    """The candidate's corrections; what is left out stays as it was."""

    skills: list[Name] | None = Field(None, max_length=100)
    projects: list[ProjectSchema] | None = Field(None, max_length=40)
    level: Level | None = None


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
    """The profile with the corrections; a skill that was read from the resume keeps its line."""
    lines = {skill.name.casefold(): skill.line for skill in profile.skills}
    skills = profile.skills
    if changes.skills is not None:
        skills = tuple(Skill(name, lines.get(name.casefold(), "")) for name in dict.fromkeys(changes.skills))
    projects = profile.projects
    if changes.projects is not None:
        projects = tuple(Project(p.name, p.line, p.role, tuple(p.technologies)) for p in changes.projects)
    return Profile(skills, projects, changes.level or profile.level, profile.years, profile.language)

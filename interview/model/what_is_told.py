"""What a model is told of a resume and a job: facts and the lines behind them, without personal details.

Prompts are made from this alone, and the person is shown it before the interview.
"""

from __future__ import annotations

from dataclasses import replace

from interview.core.interviewer import Brief
from interview.core.lengths import MAX_RESUME_TOKENS, cut
from interview.core.profile import Profile, lines_behind
from interview.core.told import Told
from interview.model.disguise import Disguise
from interview.occupations.occupation import occupations
from interview.resume.own_details import head, own_names
from interview.resume.profile.sections import Section, read_sections

_OF_WORK = frozenset(
    {Section.SUMMARY, Section.SKILLS, Section.EXPERIENCE, Section.PROJECTS, Section.EDUCATION, Section.CERTIFICATES}
)


def quoted_lines(resume: str, profile: Profile) -> tuple[str, ...]:
    """The lines of a resume that tell of work and learning, each as it stands there. What stands above the first
    heading, and what is told of the private person, is left out unless a skill, job or achievement was read from it.

    Where no heading is known, everything but the name and ways to reach somebody counts as telling of work.
    """
    lines = read_sections(resume)
    behind = set(lines_behind(profile))
    has_sections = any(line.section in _OF_WORK for line in lines)
    top = set() if has_sections else {name for name in own_names(resume) if name in head(resume)}
    return tuple(
        line.raw
        for line in lines
        if line.section in _OF_WORK
        or line.raw in behind
        or (not has_sections and line.section is Section.HEAD and line.raw.strip("#*_ ") not in top)
    )


def told_brief(brief: Brief, disguise: Disguise) -> Brief:
    """The brief as a model may know it: of the resume only the quoted lines, and no personal details."""
    lines = "\n".join(quoted_lines(brief.resume_text, brief.profile))
    return disguise.hidden(replace(brief, resume_text=lines, asked_elsewhere=(), asked_ids=frozenset()))


def told(brief: Brief) -> Told:
    """What the requests of an interview are made from, before anything is answered."""
    disguise = Disguise.of_brief(brief)
    seen = told_brief(brief, disguise)
    # Questions asked before are told as well, but are neither resume nor posting.
    found = Disguise(brief.resume_text, (each.line for each in brief.job.requirements)).counts
    work = occupations().get(seen.profile.occupation)
    lines = cut(seen.resume_text, MAX_RESUME_TOKENS).text.splitlines()
    lines += [line for line in lines_behind(seen.profile) if line not in lines]
    return Told(
        lines=tuple(lines),
        skills=tuple(skill.name for skill in seen.profile.skills),
        projects=tuple(project.name for project in seen.profile.projects),
        occupation=work.occupation if work else "",
        level=seen.profile.level.value,
        years=seen.profile.years,
        requirements=tuple(dict.fromkeys(each.line for each in seen.job.requirements)),
        replaced=tuple(sorted((kind.value, count) for kind, count in found.items())),
    )

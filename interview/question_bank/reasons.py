"""Why a question is asked, in one sentence that quotes the line of resume or job description behind it.

Quotes are copied and cut, never reworded; a line that the text does not have is not quoted.
"""

from __future__ import annotations

import re

from interview.core.posting import Requirement
from interview.core.profile import Project, Skill
from interview.text.excerpts import excerpt, on_one_line

FOUNDATION_REASON = "A foundation that technical work of every kind builds on."
GENERAL_REASON = "Asked in many interviews, whatever the job."

_NAME_CHARS = 80
_QUOTING = {
    "resume": {"en": 'Your resume says: "{}"', "zh": "你的简历写道：“{}”"},
    "job": {"en": 'The job asks for: "{}"', "zh": "职位要求：“{}”"},
}


def quoting_resume(line: str, mention: str, language: str = "en") -> str:
    """The sentence for a resume line; `mention` is what a long line is cut around."""
    return _QUOTING["resume"].get(language, _QUOTING["resume"]["en"]).format(excerpt(line, mention))


def quoting_job(requirement: Requirement, language: str = "en") -> str:
    """The sentence for the line of a job description."""
    said = excerpt(requirement.line, requirement.skill)
    return _QUOTING["job"].get(language, _QUOTING["job"]["en"]).format(said)


def for_project(project: Project, resume_text: str) -> str:
    """The project's line where the resume has it, else that the candidate named the project."""
    line = project.line or project.name
    if _is_in(line, resume_text):
        return quoting_resume(line, project.name)
    return f'You named the project "{on_one_line(project.name, _NAME_CHARS)}".'


def for_skill(skill: Skill, resume_text: str) -> str:
    """The skill's line where the resume has one, else that the candidate named the skill."""
    line = line_of(skill, resume_text)
    return (
        quoting_resume(line, skill.name)
        if line
        else f"You named {on_one_line(skill.name, _NAME_CHARS)} as one of your skills."
    )


def for_foundation(skill: Skill | None, resume_text: str) -> str:
    """What a question about fundamentals lies under: the line of a skill, where there is one."""
    line = line_of(skill, resume_text) if skill else ""
    if skill is None or not line:
        return FOUNDATION_REASON
    return f"A foundation of this work. {quoting_resume(line, skill.name)}"


def for_more_of(topic_name: str) -> str:
    """The sentence for a topic that the candidate asked for and nothing else names."""
    return f"You asked for more of {topic_name}."


def line_of(skill: Skill, resume_text: str) -> str:
    """The resume line that names a skill, "" when there is none."""
    return skill.line if _is_in(skill.line, resume_text) else _line_naming(skill.name, resume_text)


def _is_in(line: str, resume_text: str) -> bool:
    """Whether the resume says this, line breaks and spacing aside."""
    return bool(line.strip()) and " ".join(line.split()) in " ".join(resume_text.split())


def _line_naming(name: str, resume_text: str) -> str:
    case = re.IGNORECASE if len(name) > 3 else re.NOFLAG
    pattern = re.compile(rf"(?<![\w&]){re.escape(name)}(?![\w+#&])", case)
    return next((line.strip() for line in resume_text.splitlines() if pattern.search(line)), "")

"""Why a question is asked: the line of resume or job description behind it, quoted.

Quotes are copied and cut, never reworded; a line that the text does not have is not quoted.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile

from interview.core.interviewer import Brief
from interview.core.posting import JobPosting, Requirement
from interview.core.profile import Project, Skill
from interview.core.rounds import Round
from interview.messages import Message
from interview.question_bank.near_duplicates import meaning_words, telling_words
from interview.resume.profile.skill_names import names
from interview.text.excerpts import excerpt, on_one_line, unmarked

GENERAL = Message.of("reason.general")

_NAME_CHARS = 80
# One word in common is chance: a line on a dashboard is no reason for a question on cause and effect.
_ENOUGH = 2
# How the lines that an item of a list was broken into go on, and how many of them there may be.
_GOES_ON, _MOST_LINES = re.compile(r"\s+[a-z\d(]"), 4
# A line of no more words is a name with what stands around it.
_NAMES = 5
# A line with so many commas is a list.
_ITEMS, _LISTS = re.compile(r"[,;•|·]\s(?![^()]*\))"), 3


def quoting_resume(line: str, mention: str) -> Message:
    """The reason for a resume line; `mention` is what a long line is cut around."""
    return Message.of("reason.resume", line=excerpt(line, mention))


def quoting_job(requirement: Requirement) -> Message:
    """The reason for the line of a job description."""
    code = "reason.job" if requirement.is_required else "reason.job_wish"
    return Message.of(code, line=excerpt(requirement.line, requirement.skill))


def for_duty(line: str) -> Message:
    """The reason for a line of a job description that says what is done there."""
    return Message.of("reason.job", line=excerpt(line, ""))


def for_project(project: Project, resume_text: str) -> Message:
    """The project's line where the resume has it, else that the candidate named the project."""
    line = project.line or project.name
    if _is_in(line, resume_text):
        return quoting_resume(line, project.name)
    return Message.of("reason.named_project", name=on_one_line(project.name, _NAME_CHARS))


def for_skill(skill: Skill, resume_text: str) -> Message:
    """The skill's line where the resume has one, else that the candidate named the skill."""
    line = line_of(skill, resume_text)
    if line:
        return quoting_resume(line, skill.name)
    return Message.of("reason.named_skill", name=on_one_line(skill.name, _NAME_CHARS))


def for_part(skill: Skill, question: str, brief: Brief) -> Message | None:
    """The part of the skill's line that this question is about; None where the line says nothing of it.

    Of a list only its item is quoted, and a wrapped line whole.
    """
    line = unmarked(line_of(skill, brief.resume_text))
    whole = next((found.line for found in brief.profile.achievements if line and found.line.startswith(line)), line)
    parts = [part.strip(" .:") for part in _ITEMS.split(whole)] if len(_ITEMS.findall(whole)) >= _LISTS else [whole]
    spoken_of = [part for part in parts if part and speaks_of(part, skill.name, question)]
    closest = max(spoken_of, key=lambda part: (names(part, skill.name), _shared(part, question)), default="")
    return quoting_resume(closest, skill.name) if closest else None


def speaks_of(line: str, skill: str, question: str) -> bool:
    """Whether a line and a question are about the same: the skill by its name and, where a line tells more than names,
    a further word that carries meaning, or two such words."""
    if names(line, skill) and names(question, skill):
        is_name = len(line.split()) <= _NAMES and not _is_narrower(line, skill, question)
        return is_name or _shared(line, question, but=skill) > 0
    return _shared(line, question) >= _ENOUGH


def _is_narrower(line: str, skill: str, question: str) -> bool:
    """Whether a word right before a skill's name makes a kind of it that the question does not speak of: peritoneal
    dialysis has no needles."""
    before = re.findall(rf"([^\W\d_]+)[ -]+{re.escape(skill)}(?!\w)", line, re.I)
    return any(telling_words(word) - telling_words(question) for word in before)


def closest(job: JobPosting, question: str) -> Requirement | None:
    """The requirement whose line speaks of a question in words that no other line of the posting has: "lead" and
    "manage" stand in every second one. None where no line does."""
    lines = [line for line in job.text.splitlines() if line.strip()]
    often = Counter(word for line in lines for word in meaning_words(line))
    asked = {word for word in telling_words(question) if often[word] == 1}

    def told(one: Requirement) -> int:
        return len(asked & meaning_words(one.line))

    found = max((one for one in job.requirements if one.line != job.head), key=told, default=None)
    return found if found is not None and told(found) >= _ENOUGH else None


def _shared(one: str, other: str, but: str = "") -> int:
    """How many telling words two texts share, without those of a name."""
    return len((telling_words(one) & telling_words(other)) - meaning_words(but))


def for_foundation(skill: Skill | None, resume_text: str) -> Message:
    """What a question about fundamentals lies under: the line of a skill, where there is one."""
    line = line_of(skill, resume_text) if skill else ""
    if skill is None or not line:
        return Message.of("reason.foundation")
    return Message.of("reason.foundation_of", reason=quoting_resume(line, skill.name))


def for_more_of(topic_name: str) -> Message:
    """The reason for a topic that the candidate asked for and nothing else names."""
    return Message.of("reason.more_wanted", topic=topic_name)


def for_round(kind: Round, topic_name: str) -> Message:
    """The reason for a topic that the chosen kind of interview asks for."""
    return for_more_of(topic_name) if kind is Round.TOPIC else Message.of("reason.round")


def of_topic(topic_name: str) -> Message:
    """The reason for a question that no line speaks of and that is not of somebody's own work: where it comes from."""
    return Message.of("reason.topic", topic=topic_name)


def for_occupation(name: str) -> Message:
    """The reason for a topic that belongs to the work that somebody is prepared for."""
    return Message.of("reason.occupation", occupation=name)


def for_achievement(line: str, requirement: Requirement | None) -> Message:
    """The reason for a line of the resume, which may name what a line of the posting names in the same words: pytest in
    the one and Python in the other are not the same."""
    if requirement is None or not all(names(each, requirement.skill) for each in (line, requirement.line)):
        return Message.of("reason.achievement")
    return Message.of("reason.achievement_for_job", name=requirement.skill)


def beside_occupation(name: str) -> Message:
    """The reason for a topic that neither resume nor posting names and that is not the core of the work."""
    return Message.of("reason.beside_occupation", occupation=name)


def for_topic_named(skill: Skill, question: str, resume_text: str) -> Message:
    """The reason for a question of a topic that is all about a skill; its line is quoted where the question names it,
    too, or the resume calls it otherwise."""
    if names(question, skill.name) or not names(resume_text, skill.name):
        return for_skill(skill, resume_text)
    return Message.of("reason.named_skill", name=on_one_line(skill.name, _NAME_CHARS))


def line_of(skill: Skill, resume_text: str) -> str:
    """The resume line that names a skill, with what a list goes on with below it; "" when there is none."""
    line = skill.line if _is_in(skill.line, resume_text) else _line_naming(skill.name, resume_text)
    return _with_its_rest(line, resume_text)


def _with_its_rest(line: str, resume_text: str) -> str:
    """An item of a list with the lines that it was broken into: those set in behind its mark that begin in lower case,
    so that no quote ends in "time to"."""
    lines = resume_text.splitlines()
    place = next((place for place, each in enumerate(lines) if line and each.strip() == line.strip()), None)
    if place is None or unmarked(line) == " ".join(line.split()):
        return line
    rest = list(takewhile(_GOES_ON.match, lines[place + 1 : place + 1 + _MOST_LINES]))
    return " ".join([line, *(" ".join(each.split()) for each in rest)])


def _is_in(line: str, resume_text: str) -> bool:
    """Whether the resume says this, line breaks and spacing aside."""
    return bool(line.strip()) and " ".join(line.split()) in " ".join(resume_text.split())


def _line_naming(name: str, resume_text: str) -> str:
    case = re.IGNORECASE if len(name) > 3 else re.NOFLAG
    pattern = re.compile(rf"(?<![\w&]){re.escape(name)}(?![\w+#&])", case)
    return next((line.strip() for line in resume_text.splitlines() if pattern.search(line)), "")

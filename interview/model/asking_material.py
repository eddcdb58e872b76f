"""What a model is given to write one question, or to plan several: the part of everything known that belongs to it.

It keeps within a small context: a server that runs on somebody's own computer often has room for 4,096 tokens in all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from interview.core.interviewer import Brief
from interview.core.lengths import cut, estimated_tokens
from interview.core.plan import Slot
from interview.core.posting import Requirement
from interview.core.question import Question, QuestionKind
from interview.resume.profile.skill_names import names

RESUME_TOKENS = 420
_LINE_TOKENS = 45
_OPENING_TOKENS = 120
_LINES = 8
_SKILLS = 24
_ASKED, _ASKED_TOKENS = 12, 25

Material = dict[str, object]
_Entry = TypeVar("_Entry")


def kind_of(slot: Slot) -> str:
    """What a model is told of the kind of a slot."""
    return "fundamental" if slot.is_fundamental else slot.kind.value


def one_of(slot: Slot) -> Material:
    """The skills that a slot is about, as an advertisement has them; nothing for one that names none."""
    return {"one_of": [_line(skill) for skill in slot.about]} if slot.about else {}


def named_in(slot: Slot) -> str:
    """The same in a text, by which what belongs to them is found."""
    return ", ".join(slot.about)


def for_question(
    brief: Brief, slot: Slot, topic: str, facts: Sequence[object], left_out: Sequence[str], about: str = ""
) -> Material:
    """For one question: of the lists only those that its kind needs, with what `about` names first, or else the skills
    that its slot is about."""
    told: Material = {
        "slot": {"kind": kind_of(slot), "difficulty": slot.difficulty.value, "topic": topic, **one_of(slot)},
        "about": _line(about),
    }
    about = about or named_in(slot)
    told["resume"] = resume_about(brief, about)
    if brief.step is not None:
        step = brief.step
        told |= {"place": step.place, "places": step.places, "opening": _opening(step.opening)}
    if slot.kind is QuestionKind.PROJECT:
        told |= {"achievements": _achievements(brief, about), "projects": _projects(brief, about)}
    elif slot.about:
        told |= {"job_requirements": _requirements(brief, about, slot.about)}
    elif slot.kind is QuestionKind.SKILL and not topic:
        told |= {"skills": _skills(brief, about), "job_requirements": _requirements(brief, about)}
    told |= {"facts": list(facts), "leave_out": list(left_out), "asked_before": _asked(brief.asked_before, brief.seed)}
    return told | {"seed": brief.seed}


def for_plan(
    brief: Brief, topics: Sequence[str], opening: str, more_of: Sequence[str], left_out: Sequence[str]
) -> Material:
    """For all places but the first; `topics` are those of the slots, "" for a free one."""
    kinds = {slot.kind for slot in brief.slots}
    told: Material = {
        "places": [
            {
                "place": place,
                "kind": kind_of(slot),
                "difficulty": slot.difficulty.value,
                "topic": topics[place - 1],
                **one_of(slot),
            }
            for place, slot in enumerate(brief.slots, start=1)
            if place > 1
        ]
    }
    if QuestionKind.PROJECT in kinds:
        told |= {"achievements": _achievements(brief, ""), "projects": _projects(brief, "")}
    told |= {
        "skills": _skills(brief, ""),
        "job_requirements": _requirements(brief, ""),
        "more_of": list(more_of),
        "leave_out": list(left_out),
        "opening": _opening(opening),
        "asked_before": _asked(brief.asked_before, brief.seed),
        "resume": cut(brief.resume_text, RESUME_TOKENS // 2).text,
        "seed": brief.seed,
    }
    return told


def for_details(question: Question, facts: Sequence[object]) -> Material:
    """For what a good answer to a question holds."""
    line = dict(question.reason.values).get("line", "") if question.reason is not None else ""
    return {
        "question": question.text,
        "category": question.category,
        "kind": question.kind.value,
        "difficulty": question.difficulty.value,
        "resume_line": _line(str(line)),
        "facts": list(facts),
    }


def resume_about(brief: Brief, about: str) -> str:
    """The lines of the resume around what is asked about, else its beginning, within RESUME_TOKENS."""
    lines = brief.resume_text.splitlines()
    wanted = [at for at, line in enumerate(lines) if about and _speak_of_the_same(line, about)]
    if not wanted or estimated_tokens(brief.resume_text) <= RESUME_TOKENS:
        return cut(brief.resume_text, RESUME_TOKENS).text
    near = sorted({at for found in wanted for at in (found - 1, found, found + 1) if 0 <= at < len(lines)})
    return cut("\n".join(lines[at] for at in near if lines[at].strip()), RESUME_TOKENS).text


def _speak_of_the_same(line: str, about: str) -> bool:
    said = {word.casefold() for word in line.split() if len(word) > 4}
    return len(said & {word.strip(".,;:“”\"'").casefold() for word in about.split()}) > 0


def _achievements(brief: Brief, about: str) -> list[Material]:
    found = _first(brief.profile.achievements, lambda each: each.line, about)
    return [{"line": _line(each.line), "kind": each.kind.value} for each in found[:_LINES]]


def _projects(brief: Brief, about: str) -> list[Material]:
    found = _first(brief.profile.projects, lambda each: f"{each.name} {each.line}", about)
    return [{"name": _line(each.name), "line": _line(each.line)} for each in found[: _LINES // 2]]


def _skills(brief: Brief, about: str) -> list[str]:
    """Names alone: the lines behind them stand in the resume."""
    found = [each.name for each in brief.profile.skills]
    return sorted(found, key=lambda name: not (about and names(about, name)))[:_SKILLS]


def in_resume(requirement: Requirement) -> str:
    """What is known of a requirement and the resume: where its words were not found, nobody knows that it is not
    there."""
    return "found" if requirement.is_shown else "perhaps" if requirement.is_near else "not found"


def _requirements(brief: Brief, about: str, skills: Sequence[str] = ()) -> list[Material]:
    """Those with these `skills` alone, where there are any."""
    wanted = [each for each in brief.job.unmet_otherwise if not skills or each.skill in skills]
    numbered = [entry for entry in enumerate(brief.job.requirements, start=1) if entry[1] in wanted]
    numbered.sort(
        key=lambda entry: (
            not (about and names(about, entry[1].skill)),
            not entry[1].is_required,
            entry[1].is_shown,
            entry[1].is_near,
        )
    )
    return [
        {
            "number": number,
            "skill": each.skill,
            "line": _line(each.line),
            "required": each.is_required,
            "in_resume": in_resume(each),
        }
        for number, each in numbered[:_LINES]
    ]


def _first(entries: Sequence[_Entry], text: Callable[[_Entry], str], about: str) -> list[_Entry]:
    """Those that speak of `about` before the others, each part in its order."""
    return sorted(entries, key=lambda each: not (about and _speak_of_the_same(text(each), about)))


def _asked(texts: Sequence[str], seed: int) -> list[str]:
    """The first, which are those of this interview and the newest of earlier ones, and some of the others: afterwards a
    question is compared with all of them."""
    rest = list(texts[_ASKED:])
    Random(seed).shuffle(rest)  # noqa: S311 (no secret)
    return [cut(" ".join(text.split()), _ASKED_TOKENS).text for text in (*texts[:_ASKED], *rest[: _ASKED // 2])]


def _opening(text: str) -> str:
    """Whole, as far as a question goes: what an interview is about may be named at its end."""
    return cut(" ".join(text.split()), _OPENING_TOKENS).text


def _line(text: str) -> str:
    return cut(" ".join(text.split()), _LINE_TOKENS).text

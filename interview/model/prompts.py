"""From the domain to the words a model reads: prompt texts (prompts/*.txt) filled with fenced material.

Whatever a person wrote travels as JSON strings between two marker lines whose name is drawn anew for each prompt, so no
answer or resume can end its own quotation. This module sends nothing and judges nothing.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from string import Template
from typing import Any

from interview.core.grading import Grade, Verdict
from interview.core.interviewer import Brief
from interview.core.lengths import (
    MAX_ANSWER_TOKENS,
    MAX_CONTEXT_TOKENS,
    MAX_RESUME_TOKENS,
    MAX_SUMMED_UP_TOKENS,
    CutText,
    cut,
)
from interview.core.plan import Slot
from interview.core.question import Question
from interview.core.rubric import RUBRIC
from interview.core.session import InterviewSession
from interview.core.totals import Totals
from interview.core.turn import Turn
from interview.i18n.names import point_text
from interview.i18n.translate import ENGLISH
from interview.model import asking_material
from interview.model.disguise import Disguise
from interview.model.labels import label_of
from interview.model.moves import Openings
from interview.model.reply_schemas import SHAPES
from interview.occupations.occupation import occupations
from interview.text.languages import name_in_english

_MAX_LINE_TOKENS = 60
_MAX_LISTED = 60
_FOR_SMALL_CONTEXTS = {"open", "plan", "write", "details"}

_TEXTS = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "prompts").glob("*.txt"))
}
_ROUNDS = dict(line.split(": ", 1) for line in _TEXTS["rounds"].splitlines())
"""What kind of interview each round is, in one sentence for a model."""


def _fingerprint(texts: Mapping[str, str]) -> str:
    shapes = {name: shape.model_json_schema() for name, shape in SHAPES.items()}
    return hashlib.sha256(json.dumps([texts, shapes], sort_keys=True).encode()).hexdigest()[:12]


PROMPT_VERSION = _fingerprint(_TEXTS)
"""Twelve hex digits of the SHA-256 over all prompt texts and reply shapes; changes when any of them does."""


@dataclass(frozen=True)
class Prompt:
    """One request to a model: what it is for, the instructions, and the fenced material. `restored` puts into a reply
    what was taken out of the material."""

    operation: str
    system: str
    user: str
    restored: Callable[[Any], Any] = lambda reply: reply

    def from_behind(self, disguise: Disguise) -> Prompt:
        """The same, made from material that this disguise has hidden."""
        return replace(self, restored=disguise.restored)


def ask_prompt(
    brief: Brief,
    slots: Mapping[int, Slot],
    asked: Sequence[str],
    facts: Sequence[object] = (),
    topics: Mapping[str, str] | None = None,
) -> Prompt:
    """Ask for one question per numbered slot. `asked` are questions that must not come again.

    `facts` are reviewed statements on topics (see grounding.facts); `topics` gives the name of a topic by its id.
    """
    profile = brief.profile
    names = topics or {}
    material = {
        "resume": cut(brief.resume_text, MAX_RESUME_TOKENS).text,
        "skills": [{"name": skill.name, "line": _line(skill.line)} for skill in profile.skills[:_MAX_LISTED]],
        "projects": [
            {
                "name": _line(project.name),
                "line": _line(project.line),
                "role": _line(project.role),
                "technologies": list(project.technologies[:12]),
            }
            for project in profile.projects[:_MAX_LISTED]
        ],
        "achievements": [
            {"line": _line(found.line), "kind": found.kind.value, "place": _line(found.place)}
            for found in profile.achievements[:_MAX_LISTED]
        ],
        "occupation": known.name if (known := occupations().get(profile.occupation)) else None,
        "level": profile.level.value,
        "years": profile.years,
        "slots": [
            {
                "slot": number,
                "kind": "fundamental" if slot.is_fundamental else slot.kind.value,
                "difficulty": slot.difficulty.value,
                "topic": topic_of(slot, names),
                **asking_material.one_of(slot),
            }
            for number, slot in slots.items()
        ],
        "job_requirements": [
            {
                "number": number,
                "skill": requirement.skill,
                "line": _line(requirement.line),
                "required": requirement.is_required,
                "in_resume": asking_material.in_resume(requirement),
            }
            for number, requirement in enumerate(brief.job.requirements[:_MAX_LISTED], start=1)
            if requirement in brief.job.unmet_otherwise
        ],
        "facts": list(facts),
        "more_of": [names.get(id, id) for id in brief.more_of],
        "leave_out": [names.get(id, id) for id in brief.leave_out],
        "asked_before": [_line(text) for text in asked[-_MAX_LISTED:]],
        "seed": brief.seed,
    }
    return _prompt("ask", material, _spoken(brief))


def open_prompt(brief: Brief, topic: str, left_out: Sequence[str]) -> Prompt:
    """Ask for the words of the first question alone; `topic` is the name of its slot's, `left_out` are names too."""
    material = asking_material.for_question(brief, brief.slots[0], topic, (), left_out)
    return _prompt("open", material, _spoken(brief), question=_TEXTS["question"])


def plan_prompt(brief: Brief, opening: str, topics: Mapping[str, str]) -> Prompt:
    """Ask what every question but the first is to be about; `topics` gives the name of a topic by its id."""
    of_slots = [topic_of(slot, topics) for slot in brief.slots]
    more_of, left_out = ([topics.get(id, id) for id in ids] for ids in (brief.more_of, brief.leave_out))
    return _prompt("plan", asking_material.for_plan(brief, of_slots, opening, more_of, left_out), _spoken(brief))


def write_prompt(brief: Brief, topic: str, left_out: Sequence[str], facts: Sequence[object], about: str) -> Prompt:
    """Ask for a whole question for the only slot of `brief`."""
    material = asking_material.for_question(brief, brief.slots[0], topic, facts, left_out, about)
    return _prompt("write", material, _spoken(brief), question=_TEXTS["question"], answer=_TEXTS["answer"])


def details_prompt(brief: Brief, question: Question, facts: Sequence[object]) -> Prompt:
    """Ask what a good answer to a question holds."""
    material = asking_material.for_details(question, facts)
    return _prompt("details", material, _in_language("everything", brief.language), answer=_TEXTS["answer"])


def _spoken(brief: Brief) -> str:
    return f"{_ROUNDS[brief.round]}\n{_in_language('everything', brief.language)}"


def topic_of(slot: Slot, names: Mapping[str, str]) -> str:
    """The name of the topic that a slot must be about, the first that has one; "" where it is free."""
    return next((names[id] for id in slot.topics if id in names), next(iter(slot.topics), ""))


def follow_up_prompt(session: InterviewSession, turn: Turn, found: Openings) -> Prompt:
    """Ask for a move behind the submitted answer of `turn`, which left open what was `found`."""
    before = [each for each in session.group(turn.position.main) if each.position < turn.position]
    material = {
        "transcript": [
            *({"question": each.question.text, "answer": _around(each)} for each in before),
            {**_question(turn), "answer": cut(turn.answer.text or "", MAX_ANSWER_TOKENS).text},
        ],
        "resume_line": _line_behind(session, turn),
        "claims": [{"claim": claim.code.removeprefix("probe."), "quote": claim.quote} for claim in found.claims],
        "was_eased": found.was_eased,
        "planned": [{"number": number, "text": _line(plan.text)} for number, plan in enumerate(found.planned, start=1)],
        "category": turn.question.category,
        "difficulty": turn.question.difficulty.value,
        "other_questions": [
            _line(other.question.text) for other in session.turns if other.position.main != turn.position.main
        ],
    }
    return _prompt("follow_up", material, _in_language("everything", session.language))


def _line_behind(session: InterviewSession, turn: Turn) -> str:
    """The line of the resume that the main question is about, "" when there is none."""
    reason = next((other.question.reason for other in session.group(turn.position.main)), None)
    return _line(str(dict(reason.values).get("line", ""))) if reason and reason.code == "reason.resume" else ""


def grade_prompt(turns: Sequence[Turn], session: InterviewSession | None = None) -> Prompt:
    """Ask for verdicts on a batch, each answer within its group of the interview as far as one is given."""
    clarity = "".join(f"{level} = {meaning}\n" for level, meaning in enumerate(RUBRIC.clarity_levels))
    verdicts = "".join(f'- "{verdict}": {meaning}.\n' for verdict, meaning in RUBRIC.verdicts)
    judged = {turn.position: turn for turn in turns}
    groups = [
        [judged.get(turn.position, turn) for turn in group]
        for group in _groups((*turns, *(session.turns if session else ())))
        if any(turn.position in judged for turn in group)
    ]
    material = {"groups": [[_told(turn, turn.position in judged) for turn in group] for group in groups]}
    said = "advice and weaknesses"
    if session is None:
        told = f"Write {said} of a turn in the language of its question.\n"
    else:
        told = _in_language(said, session.language)
    return _prompt("grade", material, told, clarity=clarity, verdicts=verdicts)


def _groups(turns: Iterable[Turn]) -> list[list[Turn]]:
    """Each turn once, main questions with their follow-ups, in order."""
    known = {turn.position: turn for turn in turns}
    in_order = (known[position] for position in sorted(known))
    return [list(group) for _, group in groupby(in_order, lambda turn: turn.position.main)]


def _told(turn: Turn, is_judged: bool) -> dict[str, object]:
    label = label_of(turn.position)
    if not is_judged:
        return {"label": label, "judge": False, "question": turn.question.text, "answer": _around(turn)}
    return {"label": label, "judge": True, **_question(turn), "answer": graded_part(turn).text}


def _around(turn: Turn) -> str:
    """As much of an answer as is needed to understand one that stands beside it."""
    return cut(turn.answer.text or "", MAX_CONTEXT_TOKENS).text


def graded_part(turn: Turn) -> CutText:
    """The part of an answer that is sent to be graded, whole unless it exceeds MAX_ANSWER_TOKENS."""
    return cut(turn.answer.text or "", MAX_ANSWER_TOKENS)


def summarise_prompt(session: InterviewSession, grades: Sequence[Grade], totals: Totals) -> Prompt:
    """Ask for the summary, from verdicts and feedback of grades with a score and the beginnings of their answers."""
    turns = {turn.position: turn for turn in session.turns}
    results = [
        {
            "question": _line(turns[grade.position].question.text),
            "category": turns[grade.position].question.category,
            "answer": cut(turns[grade.position].answer.text or "", MAX_SUMMED_UP_TOKENS).text,
            "outcome": grade.outcome.value,
            **{
                verdict.value: [_line(point_text(judged.point)) for judged in grade.points if judged.verdict is verdict]
                for verdict in Verdict
            },
            "feedback": cut(ENGLISH.messages(grade.feedback), 4 * _MAX_LINE_TOKENS).text,
        }
        for grade in grades
        if grade.scores is not None and grade.position in turns
    ]
    material = {"overall": totals.overall, "categories": dict(totals.categories), "results": results}
    return _prompt("summarise", material, _in_language("everything", session.language))


def again(problem: str) -> str:
    """The words that ask for a reply once more, naming what was wrong with it."""
    return Template(_TEXTS["again"]).substitute(problem=problem)


def _question(turn: Turn) -> dict[str, object]:
    points = [
        {"number": number, "text": point_text(point)} for number, point in enumerate(turn.question.key_points, start=1)
    ]
    return {
        "question": turn.question.text,
        "key_points": points,
        "reference_answer": cut(turn.question.reference_answer, MAX_ANSWER_TOKENS).text,
    }


def _prompt(operation: str, material: object, told: str = "", **values: str) -> Prompt:
    """What is the same for every request of an operation comes first, so that a server's cache of beginnings is hit;
    `told` is what is said of this one request alone."""
    marker = f"material-{secrets.token_hex(8)}"
    constant = Template(_TEXTS[operation]).substitute(values) + _TEXTS["material"]
    system = constant + Template(_TEXTS["request"]).substitute(marker=marker, language=told)
    indent = None if operation in _FOR_SMALL_CONTEXTS else 1
    body = json.dumps(material, ensure_ascii=False, indent=indent).encode("utf-8", "replace").decode()
    return Prompt(operation, system, f"<{marker}>\n{body}\n</{marker}>")


def _in_language(what: str, language: str) -> str:
    as_it_is = "names of technologies stay as they are"
    return f"Write {what} in {name_in_english(language)}, whatever language the material is in; {as_it_is}.\n"


def _line(text: str) -> str:
    return cut(" ".join(text.split()), _MAX_LINE_TOKENS).text

"""Checks of a model's claims against what the candidate really wrote, and from checked replies to the domain.

A quote counts only when its words stand in the text; a verdict that rests on any other quote is not used at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from interview.core.grading import Judgement, PointJudgement, Verdict
from interview.core.plan import Kind, Slot
from interview.core.session import PlannedFollowUp, Profile, Question, Turn
from interview.interviewers.guards import Flag, addresses, without
from interview.interviewers.prompts import graded_part
from interview.interviewers.reply_shapes import FollowUpReply, GradeItem, QuestionItem

_CATEGORIES = {Kind.PROJECT: "Your projects", Kind.BEHAVIOURAL: "Working with others"}
_ALIKE = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—", '\'\'\'\'""""""-----')
_ELLIPSIS = re.compile(r"\s*(?:\[?(?:\.{3,}|…)\]?)\s*")
_EDGES = " \t\n\"'`.,;:!?()[]"


def quoted_in(quote: str, text: str) -> str:
    """The part of `text` that `quote` copies, as it stands there; "" when it does not occur.

    Case, white space, the kind of quotation mark or dash and closing punctuation do not matter. A quote with "…" is
    found piece by piece, in order.
    """
    flat, places = _flattened(text)
    found: list[str] = []
    start = 0
    for piece in _ELLIPSIS.split(quote):
        wanted = _flattened(piece)[0].strip(_EDGES)
        if not wanted:
            continue
        at = _find_whole_words(flat, wanted, start)
        if at < 0:
            return ""
        start = at + len(wanted)
        found.append(text[places[at] : places[start - 1] + 1])
    return " … ".join(found)


def _flattened(text: str) -> tuple[str, list[int]]:
    """`text` with differences that do not matter taken out, and for each character its index in `text`."""
    flat: list[str] = []
    places: list[int] = []
    for index, original in enumerate(text):
        for char in unicodedata.normalize("NFKC", original).translate(_ALIKE).lower():
            plain = " " if char.isspace() else char
            if plain == " " and (not flat or flat[-1] == " "):
                continue
            flat.append(plain)
            places.append(index)
    return "".join(flat), places


def _find_whole_words(flat: str, wanted: str, start: int) -> int:
    """Like str.find, but Latin words and numbers are not cut: "Go" is not found in "Google"."""
    at = flat.find(wanted, start)
    while at >= 0:
        before, after = flat[at - 1 : at] if at else "", flat[at + len(wanted) : at + len(wanted) + 1]
        if not (_latin(before) and _latin(wanted[0])) and not (_latin(after) and _latin(wanted[-1])):
            return at
        at = flat.find(wanted, at + 1)
    return -1


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def question_of(item: QuestionItem, slot: Slot, profile: Profile, resume_text: str, asked_by: str) -> Question:
    """A question for `slot`. A reason that is no line of the resume is dropped; the slot decides the difficulty."""
    return Question(
        text=item.text,
        category=_CATEGORIES.get(slot.kind) or _skill_name(item.category, profile),
        difficulty=slot.difficulty,
        key_points=tuple(item.key_points),
        reference_answer=item.reference_answer,
        planned_follow_ups=tuple(
            PlannedFollowUp(
                plan.text,
                tuple(plan.key_points),
                plan.reference_answer,
                tuple(number - 1 for number in dict.fromkeys(plan.targets) if number <= len(item.key_points)),
            )
            for plan in item.follow_ups
        ),
        reason=quoted_in(item.reason, resume_text),
        hint=item.hint,
        asked_by=asked_by,
    )


def _skill_name(category: str, profile: Profile) -> str:
    return next((skill.name for skill in profile.skills if skill.name.lower() == category.lower()), category)


def follow_up_of(reply: FollowUpReply, turn: Turn, asked_by: str) -> Question | None:
    """The follow-up of a reply; None when it is not anchored in the answer or has nothing to be graded by."""
    anchored = quoted_in(reply.anchor, turn.answer.text or "")
    if not anchored or len(reply.text) < 10 or not reply.key_points or len(reply.reference_answer) < 20:
        return None
    return Question(
        text=reply.text,
        category=turn.question.category,
        difficulty=turn.question.difficulty,
        key_points=tuple(reply.key_points),
        reference_answer=reply.reference_answer,
        reason=f"You said: “{anchored}”",
        hint=reply.hint,
        asked_by=asked_by,
    )


def judgement_of(item: GradeItem, turns: Sequence[Turn]) -> Judgement | None:
    """The judgement of an item, with quotes as they stand in the answer.

    None when the label is unknown, the numbers are not exactly those of the question's key points, or a verdict other
    than missed rests on words that are not in the graded part of the answer or were meant for the grader.
    """
    turn = next((turn for turn in turns if str(turn.position) == item.label), None)
    if turn is None:
        return None
    points = sorted(item.points, key=lambda point: point.number)
    if [point.number for point in points] != list(range(1, len(turn.question.key_points) + 1)):
        return None
    part = graded_part(turn)
    to_the_grader = addresses(part.text)
    evidence = without(part.text, to_the_grader)
    judged: list[PointJudgement] = []
    for point, text in zip(points, turn.question.key_points, strict=True):
        quote = "" if point.verdict is Verdict.MISSED else quoted_in(point.quote, evidence)
        if point.verdict is not Verdict.MISSED and not quote:
            return None
        judged.append(PointJudgement(text, point.verdict, quote))
    flags: list[str] = []
    if item.addresses_grader or to_the_grader:
        flags.append(Flag.ADDRESSES_GRADER.value)
    if part.words_kept is not None:
        flags.append(f"only the first {part.words_kept:,} words were graded")
    return Judgement(item.label, tuple(judged), item.clarity_level, item.feedback, tuple(flags))

"""Checks of a model's claims against what the candidate really wrote, and from checked replies to the domain.

A quote counts only when its words stand in the text; a verdict that rests on any other quote is not used at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from interview.core.evidence import Remark, RemarkKind, quoted_in
from interview.core.grading import Judgement, PointJudgement, Verdict
from interview.core.plan import Kind, Slot
from interview.core.session import PlannedFollowUp, Profile, Question, Turn
from interview.interviewers.guards import Flag, addresses, without
from interview.interviewers.prompts import graded_part
from interview.interviewers.reply_shapes import FollowUpReply, GradeItem, QuestionItem

_CATEGORIES = {Kind.PROJECT: "Your projects", Kind.BEHAVIOURAL: "Working with others"}


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
    kinds = ((RemarkKind.STRENGTH, item.strengths), (RemarkKind.WEAKNESS, item.weaknesses))
    remarks = tuple(Remark(kind, remark.text, remark.quote) for kind, listed in kinds for remark in listed)
    return Judgement(item.label, tuple(judged), item.clarity_level, item.feedback, tuple(flags), remarks)

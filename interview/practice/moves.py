"""Follow-ups that rest on one sentence of the answer: what is missing beside a part of a story that was told, why a
sentence is so that may turn a point round, what builds on a point that was recognised.

A sentence is repeated whole or not at all, and only where the judge is sure what it says or it is asked about itself.
Nothing here tells somebody whether an answer is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import KeyPoint, StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, PlannedFollowUp, Question
from interview.i18n.translate import Words
from interview.messages import Message
from interview.text.languages import is_chinese
from interview.text.probes import LONGEST_QUOTE

# What an interviewer asks for first where it was not told, and beside which part of the story it is asked for.
_BESIDE: Mapping[StoryPart, tuple[StoryPart, ...]] = {
    StoryPart.RESULT: (StoryPart.OBSTACLE, StoryPart.OWN_ACTION),
    StoryPart.MEASURE: (StoryPart.RESULT,),
    StoryPart.ALTERNATIVES: (StoryPart.DECISION_REASON,),
    StoryPart.DECISION_REASON: (StoryPart.OWN_ACTION,),
    StoryPart.OBSTACLE: (StoryPart.OWN_ACTION,),
    StoryPart.OWN_ACTION: (StoryPart.RESULT, StoryPart.OTHERS),
}
# What has no end is part of a sentence.
_ENDS = ".!?。！？"
# A few words are no claim.
_FEWEST_WORDS, _FEWEST_SIGNS = 6, 8


def whole(judged: PointJudgement | None) -> str:
    """The sentence that a verdict rests on where it can be repeated whole; "" otherwise."""
    said = "" if judged is None else " ".join(judged.quote.split())
    quote = said.rstrip(_ENDS)
    if said == quote:
        return ""
    is_short = len(quote.split()) < _FEWEST_WORDS and not (is_chinese(quote) and len(quote) >= _FEWEST_SIGNS)
    return "" if is_short or len(quote) > LONGEST_QUOTE or '"' in quote else quote


def about_a_part(
    main: Question, asked: Sequence[Question], told: Mapping[StoryPart, PointJudgement], say: Words
) -> Question | None:
    """The first part that was not told, asked for beside one that was; None where nothing is sure enough."""
    known = {point.part for question in asked for point in question.key_points if question is not main}
    for part, beside in _BESIDE.items():
        missing = told.get(part)
        if part in known or missing is None or missing.verdict is not Verdict.MISSED:
            continue
        for other in beside:
            judged = told.get(other)
            if judged is not None and judged.verdict is Verdict.COVERED and (quote := whole(judged)):
                made = FollowUp(FollowUpKind.PROBE, wording=f"ask.{part}", quote=quote)
                question = say.message(Message.of(f"ask.{part}"))
                return _made(main, (story(part),), question, made, "reason.part", say)
    return None


def about_a_sentence(
    main: Question, asked: Sequence[Question], points: Sequence[PointJudgement], say: Words
) -> Question | None:
    """Why a sentence is so that seems to turn a point round."""
    had = {question.follow_up.quote for question in asked if question.follow_up is not None}
    for judged in points:
        quote = whole(judged)
        if judged.verdict is Verdict.CONTRADICTED and quote and quote not in had:
            made = FollowUp(FollowUpKind.PROBE, point=judged.point.id, wording="ask.why_so", quote=quote)
            question = say.message(Message.of("ask.why_so"))
            return _made(main, (judged.point,), question, made, "reason.not_right_yet", say)
    return None


def built_on(plan: PlannedFollowUp, points: Sequence[PointJudgement]) -> str:
    """The sentence that makes a point which a planned follow-up goes deeper into; "" where none surely does."""
    targets = (points[target] for target in plan.targets if target < len(points))
    return next((quote for each in targets if each.verdict is Verdict.COVERED and (quote := whole(each))), "")


def _made(
    main: Question, key_points: tuple[KeyPoint, ...], question: str, made: FollowUp, reason: str, say: Words
) -> Question:
    return Question(
        text=say.message(Message.of("ask.said", quote=made.quote, question=question)),
        category=main.category,
        kind=main.kind,
        difficulty=main.difficulty,
        key_points=key_points,
        reference_answer=main.reference_answer if made.point else "",
        reason=Message.of(reason),
        bank_id=f"{main.bank_id}/{made.wording}" if main.bank_id else "",
        follow_up=made,
        bare_text=main.bare,
        source=main.source,
    )

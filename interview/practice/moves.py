"""Follow-ups that rest on one sentence of the answer: what is missing beside a part of a story that was told, what lies
behind such a part, why a sentence is so that may turn a point round, what builds on a point that was recognised, and
what somebody did with it.

A sentence is repeated whole or not at all: one that the judge is sure about, or, behind a part of a story, one that
more likely tells it than not. Nothing here tells somebody whether an answer is right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import KeyPoint, StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, PlannedFollowUp, Question
from interview.i18n.translate import Words
from interview.messages import Message
from interview.question_bank.near_duplicates import meaning_words
from interview.text.languages import is_chinese
from interview.text.probes import LONGEST_QUOTE, gives_a_reason, is_a_step, is_imagined, tells_somebody

# What an interviewer asks for first where it was not told, and beside which part of the story it is asked for.
_BESIDE: Mapping[StoryPart, tuple[StoryPart, ...]] = {
    StoryPart.RESULT: (StoryPart.OBSTACLE, StoryPart.OWN_ACTION),
    StoryPart.MEASURE: (StoryPart.RESULT,),
    StoryPart.ALTERNATIVES: (StoryPart.DECISION_REASON,),
    StoryPart.DECISION_REASON: (StoryPart.OWN_ACTION,),
    StoryPart.OBSTACLE: (StoryPart.OWN_ACTION,),
    StoryPart.OWN_ACTION: (StoryPart.RESULT, StoryPart.OTHERS),
}
# Questions behind a part that was told: their names, the part, and that by which an answer is judged.
_BEHIND: Sequence[tuple[str, StoryPart, StoryPart]] = (
    ("behind.told", StoryPart.OWN_ACTION, StoryPart.OTHERS),
    ("behind.own_action", StoryPart.OWN_ACTION, StoryPart.DECISION_REASON),
    ("behind.own_step", StoryPart.OWN_ACTION, StoryPart.OBSTACLE),
    ("behind.lesson", StoryPart.LESSON, StoryPart.RESULT),
)
# What is asked about these takes for granted that the sentence is about its speaker.
_OWN, _SPEAKER = {StoryPart.OWN_ACTION, StoryPart.DECISION_REASON}, re.compile(r"\bI\b")
# Of a part that is not sure the sentence is named that rather tells it than not.
_TOLD = (Verdict.COVERED, Verdict.UNSURE)
# Ways to ask of a thing that was said rightly what somebody did with it, and the parts of a story that tell it; with
# none it is said once more.
_IN_USE: Mapping[str, tuple[StoryPart, ...]] = {
    "ask.seen": (StoryPart.OWN_ACTION,),
    "ask.explain": (),
    "ask.seen_fail": (StoryPart.OBSTACLE, StoryPart.RESULT),
}
# What has no end is part of a sentence.
_ENDS = ".!?…。！？"
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
            quote = whole(judged) if judged is not None and judged.verdict is Verdict.COVERED else ""
            if quote and _fits(other, part, quote) and not _had(asked, "", quote):
                made = FollowUp(FollowUpKind.PROBE, wording=f"ask.{part}", quote=quote)
                question = say.message(Message.of(f"ask.{part}"))
                return _made(main, (story(part),), question, made, "reason.part", say)
    return None


def behind_a_part(
    main: Question,
    asked: Sequence[Question],
    told: Mapping[StoryPart, PointJudgement],
    in_session: Iterable[Question],
    said: str,
    say: Words,
) -> Question | None:
    """What lies behind a part that was told, rather surely than only more likely than not, by a question that was asked
    least in this session. No reason that was told already; how others took it only where nothing was `said` behind."""
    times = _times(in_session)
    found = [(wording, part, wanted, told[part]) for wording, part, wanted in _BEHIND if part in told]
    found.sort(key=lambda each: (each[3].verdict is Verdict.UNSURE, times[each[0]]))
    for wording, part, wanted, judged in found:
        quote = whole(judged)
        is_sure = judged.verdict is Verdict.COVERED or (judged.verdict in _TOLD and part is not StoryPart.LESSON)
        if not quote or not is_sure or _had(asked, wording, quote):
            continue
        reason = told.get(wanted) if wanted is StoryPart.DECISION_REASON else None
        is_told = reason is not None and (reason.verdict is Verdict.COVERED or reason.quote == judged.quote)
        is_told |= wanted is StoryPart.OTHERS and not " ".join(said.split()).rstrip(_ENDS).endswith(quote)
        if not is_told and _fits(part, wanted, quote):
            made = FollowUp(FollowUpKind.PROBE, wording=wording, quote=quote)
            return _made(main, (story(wanted),), say.message(Message.of(wording)), made, "reason.behind", say)
    return None


def in_use(
    main: Question,
    asked: Sequence[Question],
    points: Sequence[PointJudgement],
    in_session: Iterable[Question],
    say: Words,
) -> Question | None:
    """What somebody did with a thing that they surely said, by a question that was asked least in this session."""
    times = _times(in_session)
    for wording, parts in sorted(_IN_USE.items(), key=lambda each: times[each[0]]):
        for judged in points:
            quote = whole(judged)
            if judged.verdict is Verdict.COVERED and quote and not _had(asked, wording, quote):
                made = FollowUp(FollowUpKind.PROBE, point=judged.point.id, wording=wording, quote=quote)
                wanted = tuple(map(story, parts)) or (judged.point,)
                return _made(main, wanted, say.message(Message.of(wording)), made, "reason.in_use", say)
    return None


def _fits(part: StoryPart, wanted: StoryPart, quote: str) -> bool:
    """Whether a sentence that tells one part can be asked for another, by its words."""
    if part in _OWN and not _SPEAKER.search(quote):
        return False
    if part is StoryPart.OWN_ACTION and wanted is not StoryPart.OTHERS and not is_a_step(quote):
        return False
    # What came of a thing can be asked only of what was done; why somebody was told is not asked.
    if part is StoryPart.LESSON and is_imagined(quote):
        return False
    is_of_speaking = part is StoryPart.OWN_ACTION and wanted is not StoryPart.RESULT
    if is_of_speaking and tells_somebody(quote) is not (wanted is StoryPart.OTHERS):
        return False
    return wanted is not StoryPart.DECISION_REASON or not gives_a_reason(quote)


def _times(asked: Iterable[Question]) -> Counter[str]:
    """How often each way to ask was taken."""
    return Counter(each.follow_up.wording for each in asked if each.follow_up is not None)


def _had(asked: Sequence[Question], wording: str, quote: str) -> bool:
    """Whether a follow-up of this question asked in this way or about this sentence."""
    made = [each.follow_up for each in asked if each.follow_up is not None]
    return any((wording and each.wording == wording) or (each.quote and each.quote in quote) for each in made)


def about_a_sentence(
    main: Question, asked: Sequence[Question], points: Sequence[PointJudgement], say: Words
) -> Question | None:
    """Why a sentence is so that seems to turn a point round."""
    for judged in points:
        quote = whole(judged)
        if judged.verdict is Verdict.CONTRADICTED and quote and not _had(asked, "", quote):
            made = FollowUp(FollowUpKind.PROBE, point=judged.point.id, wording="ask.why_so", quote=quote)
            question = say.message(Message.of("ask.why_so"))
            return _made(main, (judged.point,), question, made, "reason.why_so", say)
    return None


def built_on(plan: PlannedFollowUp, points: Sequence[PointJudgement]) -> str:
    """The sentence that makes a point which a planned follow-up goes deeper into, and shares words with its question.

    "" where none surely does."""
    targets = (points[target] for target in plan.targets if target < len(points))
    made = (whole(each) for each in targets if each.verdict is Verdict.COVERED)
    asked = meaning_words(plan.text)
    return next((quote for quote in made if meaning_words(quote) & asked), "")


def _made(
    main: Question, key_points: tuple[KeyPoint, ...], question: str, made: FollowUp, reason: str, say: Words
) -> Question:
    return Question(
        text=say.message(Message.of("ask.said", quote=made.quote, question=question)),
        category=main.category,
        kind=main.kind,
        difficulty=main.difficulty,
        key_points=key_points,
        reference_answer=main.reference_answer if made.point and key_points[0].part is None else "",
        reason=Message.of(reason),
        bank_id=f"{main.bank_id}/{made.wording}" if main.bank_id else "",
        follow_up=made,
        bare_text=main.bare,
        source=main.source,
    )

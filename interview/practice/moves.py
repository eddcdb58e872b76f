"""Follow-ups that rest on one sentence of the answer: what is missing beside a part of a story that was told, what lies
behind such a part, and what builds on a point that was recognised. What to think on from a claim is in thinking_on.py.

A sentence is repeated whole or not at all: one that the judge is sure about, or, behind a part of a story, one that
more likely tells it than not. Nothing here tells somebody whether an answer is right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from interview.core.asked_behind import AskedBehind
from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, PlannedFollowUp, Question, QuestionKind
from interview.i18n.translate import Words
from interview.messages import Message
from interview.practice.asking import follow_up, said_before
from interview.question_bank.near_duplicates import meaning_words
from interview.text.changes import tells_a_figure
from interview.text.languages import is_chinese
from interview.text.probes import LONGEST_QUOTE, gives_a_reason
from interview.text.whole_sentences import next_sentence

# What an interviewer asks for first where it was not told, and beside which part of the story it is asked for.
_BESIDE: Mapping[StoryPart, tuple[StoryPart, ...]] = {
    StoryPart.MEASURE: (StoryPart.RESULT,),
    StoryPart.ALTERNATIVES: (StoryPart.DECISION_REASON, StoryPart.OWN_ACTION),
    StoryPart.DECISION_REASON: (StoryPart.OWN_ACTION,),
    StoryPart.OWN_ACTION: (StoryPart.RESULT, StoryPart.OTHERS),
}
# Questions behind a part that was told: their names, the part, and that by which an answer is judged.
_BEHIND: Sequence[tuple[str, StoryPart, StoryPart]] = (
    ("behind.told", StoryPart.OWN_ACTION, StoryPart.OTHERS),
    ("behind.own_action", StoryPart.OWN_ACTION, StoryPart.DECISION_REASON),
    ("behind.lesson", StoryPart.LESSON, StoryPart.RESULT),
)
# What is asked for each part, right behind a sentence.
_ASKS = {
    StoryPart.DECISION_REASON: AskedBehind.WHY,
    StoryPart.ALTERNATIVES: AskedBehind.ANOTHER_WAY,
    StoryPart.OTHERS: AskedBehind.REACTION,
    StoryPart.OWN_ACTION: AskedBehind.OWN_PART,
    StoryPart.MEASURE: AskedBehind.MEASURE,
    StoryPart.RESULT: AskedBehind.SINCE,
}
# Of a part that is not sure the sentence is named that rather tells it than not.
_UNSURE = Verdict.UNSURE
_TOLD = (Verdict.COVERED, _UNSURE)
# What has no end is part of a sentence.
ENDS = ".!?…。！？"
# What stands behind a colon is a list, or what somebody would say.
_HEADED = re.compile(r"\w:\s")
# What makes a question a scene that nobody was in: what is said to it was never done. The first sentence sets it.
_PEOPLE = (
    r"customers?(?! id)|patients?|mothers?|fathers?|parents?|child(?:ren)?|managers?|boss|applicants?|candidates?|"
    r"guests?|teams?|people|neighbours?|pupils?|students?|residents?|relatives?|visitors?|clients?|users?|"
    r"colleagues? (?:asks|says|gave|wants|tells|is|was)"
)
_SCENE = re.compile(
    r"^(?:You|A|An|Two|Three|Four|Five|Your|Somebody|In|At|On|During)\b"
    rf"(?=[^?]*\b(?:{_PEOPLE})\b)[^?]*[.,] "
)
# Whoever hears the same question more often than that in one interview notices the pattern.
MOST_OFTEN = 2
MayBeAsked = Callable[[AskedBehind, str], bool]
"""Whether a question makes sense right behind a sentence."""
# One word in common is chance.
_SHARED = 2
# What comes before the question itself sets a scene, which a sentence of the answer need not lead to.
_OF_ONE_SENTENCE = re.compile(r"\s*(?:[^.!?。！？]|\.(?=\w))+[?？.]\s*")
# Who is asked for their part of a work tells duties: no choice, and no end.
ASK_FOR_DUTIES = {"achievements-own-part", "achievements-hardest-part"}
# So begins a reason that is told behind what was done.
_BECAUSE = re.compile(r"(?:because|otherwise|that way|so that|as\b|the reason|it was because)", re.I)
# A few words are no claim.
_FEWEST_WORDS, _FEWEST_SIGNS = 6, 8


def whole(judged: PointJudgement | None) -> str:
    """The sentence that a verdict rests on where it can be repeated whole; "" otherwise."""
    said = "" if judged is None else " ".join(judged.quote.split())
    quote = said.rstrip(ENDS)
    if said == quote:
        return ""
    is_short = len(quote.split()) < _FEWEST_WORDS and not (is_chinese(quote) and len(quote) >= _FEWEST_SIGNS)
    is_part = is_short or len(quote) > LONGEST_QUOTE or '"' in quote or _HEADED.search(quote) is not None
    return "" if is_part else quote


def about_a_part(
    main: Question,
    asked: Sequence[Question],
    told: Mapping[StoryPart, PointJudgement],
    said: str,
    may_be_asked: MayBeAsked,
    say: Words,
) -> Question | None:
    """The first part that was not told, asked for beside one that was; None where nothing is sure enough."""
    known = {point.part for question in asked for point in question.key_points if question is not main}
    for part, beside in _BESIDE.items():
        missing = told.get(part)
        if part in known or missing is None or missing.verdict is not Verdict.MISSED or is_told_by(main, part):
            continue
        for other in beside:
            judged = told.get(other)
            if judged is None or judged.verdict is not Verdict.COVERED:
                continue
            quote = whole(judged)
            is_open = part is not StoryPart.DECISION_REASON or _is_unexplained(main, quote, said)
            is_new = bool(quote) and not had_already(asked, "", quote)
            if is_new and is_open and may_be_asked(_ASKS[part], judged.quote):
                made = FollowUp(FollowUpKind.PROBE, wording=f"ask.{part}", quote=quote)
                asked_for = said_before(quote, say.message(Message.of(f"ask.{part}")), say)
                return follow_up(main, asked_for, made, "reason.part", (story(part),))
    return None


def behind_a_part(
    main: Question,
    asked: Sequence[Question],
    told: Mapping[StoryPart, PointJudgement],
    in_session: Sequence[Question],
    said: str,
    may_be_asked: MayBeAsked,
    say: Words,
) -> Question | None:
    """What lies behind a part that was told, rather surely than only more likely than not, by a question that was asked
    least in this session. No reason that was told already; how others took it only where nothing was `said` behind."""
    taken = times(in_session)
    known = {point.part for question in asked for point in question.key_points if question is not main}
    found = [
        (wording, part, wanted, told[part])
        for wording, part, wanted in _BEHIND
        if part in told and not (wanted is StoryPart.DECISION_REASON and wanted in known)
    ]
    found.sort(key=lambda each: (each[3].verdict is Verdict.UNSURE, taken[each[0]]))
    for wording, part, wanted, judged in found:
        quote = whole(judged)
        is_sure = judged.verdict is Verdict.COVERED or (judged.verdict in _TOLD and part is not StoryPart.LESSON)
        if (
            not quote
            or not is_sure
            or had_already(asked, wording, quote)
            or was_asked_about(in_session, wording, quote)
        ):
            continue
        reason = told.get(wanted) if wanted is StoryPart.DECISION_REASON else None
        is_told = reason is not None and (reason.verdict is Verdict.COVERED or reason.quote == judged.quote)
        is_told |= wanted is StoryPart.OTHERS and not " ".join(said.split()).rstrip(ENDS).endswith(quote)
        is_told |= is_told_by(main, wanted)
        if wanted is StoryPart.DECISION_REASON:
            is_told |= not _is_unexplained(main, quote, said)
        if not is_told and may_be_asked(_ASKS[wanted], judged.quote):
            made = FollowUp(FollowUpKind.PROBE, wording=wording, quote=quote)
            question = said_before(quote, say.message(Message.of(wording)), say)
            return follow_up(main, question, made, "reason.behind", (story(wanted),))
    return None


def is_a_scene(main: Question) -> bool:
    """Whether a question sets a scene that nobody was in: in it "one phones, one stays" says what to do."""
    return _SCENE.search(main.text) is not None


def is_told_by(main: Question, part: StoryPart) -> bool:
    """Whether a main question tells a part itself, or asks for what leaves no room for it: the figure of a resume's
    line is how it ended; who did which part of a work chose no way to do it."""
    if part is StoryPart.RESULT:
        return tells_a_figure(main.text) or main.bank_id in ASK_FOR_DUTIES
    asks_who = {StoryPart.TASK, StoryPart.OTHERS} <= {point.part for point in main.key_points}
    return part is StoryPart.DECISION_REASON and (asks_who or main.bank_id in ASK_FOR_DUTIES)


def _is_unexplained(main: Question, quote: str, said: str) -> bool:
    """Whether what was done can be asked for its reason: it is told of what was lived through once, and neither its
    words nor what stands behind it tell why."""
    after = next_sentence(quote, said)
    is_lived = main.kind is not QuestionKind.SKILL and not is_a_scene(main)
    return is_lived and not (gives_a_reason(quote) or _BECAUSE.match(after) or gives_a_reason(after))


def times(asked: Iterable[Question]) -> Counter[str]:
    """How often each way to ask was taken."""
    return Counter(each.follow_up.wording for each in asked if each.follow_up is not None)


def had_already(asked: Sequence[Question], wording: str, quote: str) -> bool:
    """Whether a follow-up of this question asked in this way or about this sentence."""
    made = [each.follow_up for each in asked if each.follow_up is not None]
    return any((wording and each.wording == wording) or (each.quote and each.quote in quote) for each in made)


def was_asked_about(in_session: Sequence[Question], wording: str, quote: str) -> bool:
    """Whether the same was asked about the same words behind any question of this interview."""
    made = (each.follow_up for each in in_session)
    return any(each is not None and (each.wording, each.quote) == (wording, quote) for each in made)


def built_on(plan: PlannedFollowUp, main: Question, points: Sequence[PointJudgement]) -> str:
    """The sentence that makes a point which a planned follow-up goes deeper into, and shares words with its question
    that the main question did not bring.

    "" where none surely does, and where the question sets a scene of its own."""
    if not _OF_ONE_SENTENCE.fullmatch(plan.text):
        return ""
    targets = (points[target] for target in plan.targets if target < len(points))
    made = (whole(each) for each in targets if each.verdict is Verdict.COVERED)
    asked = meaning_words(plan.text) - meaning_words(main.text)
    return next((quote for quote in made if len(meaning_words(quote) & asked) >= _SHARED), "")

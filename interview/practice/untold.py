"""Follow-ups where a story was asked for and the answer tells none, one about something else, one in few words, or one
that lacks a part which the question asks for. They repeat no sentence: what they rest on is what was hardly said, or
that the answer is short."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from interview.core.certainty import RATHER, SAID_PERHAPS
from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, Question, QuestionKind
from interview.core.rubric import RUBRIC
from interview.i18n.translate import Words
from interview.messages import Message
from interview.practice import moves
from interview.practice.asking import follow_up
from interview.text.words import spoken_length

# What is only supposed nobody has done.
_SUPPOSED = re.compile(r"\bsuppose\b|\bwould\b|假如|假设|如果", re.I)
# Who says no more than this about what they did is asked for more of it.
_SHORT_WORDS = 25
# Ways to lead back to the question: whoever misses it once often does so again.
_COME_BACK = ("come_back", "come_back_anew")
# It goes on from what is told, so the question is not said again.
_MORE = "more"
# What goes on from it tells these.
_OF_A_DEED = frozenset({StoryPart.OWN_ACTION, StoryPart.RESULT})
# Who tells so many parts tells a story, of which one more can be asked for.
A_STORY = 2
# Asked for in this order: what somebody did themselves is listened for first.
_PARTS = (
    *(StoryPart.OWN_ACTION, StoryPart.RESULT, StoryPart.MEASURE),
    *(StoryPart.DECISION_REASON, StoryPart.OBSTACLE, StoryPart.ALTERNATIVES),
)


def tells_nothing(main: Question, told: Mapping[StoryPart, PointJudgement]) -> bool:
    """Whether no part of a story that a question asks for is told, or may be."""
    parts = {point.part for point in main.key_points}
    asked = [judged for part, judged in told.items() if part in parts]
    return bool(asked) and not any(map(may_be_said, asked))


def is_perhaps_about_it(judged: Sequence[PointJudgement]) -> bool:
    """Whether a story is told of which nobody can tell whether it is about what was asked."""
    about = next((each.about_asked for each in judged if each.about_asked is not None), None)
    if about is None or not RUBRIC.is_doubtful(about):
        return False
    return any(share(each) > RATHER * about for each in judged)


def about_nothing_told(
    main: Question, answer: str, in_session: Sequence[Question], say: Words, *, is_elsewhere: bool
) -> Question | None:
    """The question once more, behind an answer that tells nothing of what is asked: for one example of it where a story
    is asked for, else for more where little was said. Only of a story that `is_elsewhere` this is said. Few words on a
    line of the resume are about that line, of which there is no other example."""
    if is_elsewhere:
        return _once_more(main, _COME_BACK, "reason.untold.come_back", in_session, say)
    if main.kind is QuestionKind.PROJECT and (more := about_few_words(main, {}, answer, in_session, say)) is not None:
        return more
    if any(point.part is StoryPart.SITUATION for point in main.key_points):
        return _once_more(main, ("example",), "reason.untold.example", in_session, say)
    if spoken_length(answer) <= _SHORT_WORDS:
        return _once_more(main, ("again",), "reason.untold.more", in_session, say)
    return _once_more(main, _COME_BACK, "reason.untold.part", in_session, say)


def about_what_fits_perhaps(
    main: Question, judged: Sequence[PointJudgement], in_session: Sequence[Question], say: Words
) -> Question | None:
    """What a story has to do with the question, where that it is about something else is more probable than not: who
    tells one that fits can say so."""
    about = next((each.about_asked for each in judged if each.about_asked is not None), 1.0)
    return _once_more(main, ("fits",), "reason.untold.fits", in_session, say) if about <= RATHER else None


def about_what_was_asked_back(main: Question, in_session: Sequence[Question], say: Words) -> Question | None:
    """The question once more to who wants to know what is meant: they take it as they understand it."""
    return _once_more(main, ("asked_back",), "reason.untold.asked_back", in_session, say)


def about_few_words(
    main: Question, told: Mapping[StoryPart, PointJudgement], answer: str, in_session: Sequence[Question], say: Words
) -> Question | None:
    """More of what is told in few words, as far as it is not all that was asked for, where what somebody did was. What
    was told stays told, so that the answer to it need only go on."""
    surely = {part for part, judged in told.items() if judged.verdict is Verdict.COVERED}
    if (
        all(point.part in surely for point in main.key_points)
        or spoken_length(answer) > _SHORT_WORDS
        or not _asks_what_was_done(main)
    ):
        return None
    wanted = tuple(p for p in main.key_points if p.part is StoryPart.OWN_ACTION or p.part in _OF_A_DEED - surely)
    return _once_more(replace(main, key_points=wanted), (_MORE,), "reason.untold.more", in_session, say)


def _asks_what_was_done(main: Question) -> bool:
    """Whether an answer to "what did you do yourself, step by step" is one to this question, too."""
    return not is_supposed(main) and any(point.part is StoryPart.OWN_ACTION for point in main.key_points)


def is_supposed(main: Question) -> bool:
    """Whether a question is on what nobody has done. Who asks for a scene asks for what was lived through, whatever
    else they would like to know."""
    is_of_a_scene = any(point.part is StoryPart.SITUATION for point in main.key_points)
    return _SUPPOSED.search(main.text) is not None and not is_of_a_scene


def _once_more(
    main: Question, ways: Sequence[str], reason: str, in_session: Sequence[Question], say: Words
) -> Question | None:
    """In that of these ways which this interview had least."""
    taken = moves.times(in_session)
    way = min(ways, key=lambda each: taken[f"untold.{each}"])
    wording = f"untold.{way}"
    if taken[wording] >= moves.MOST_OFTEN:
        return None
    values = {} if way == _MORE else {"question": main.bare}
    text, made = say.message(Message.of(f"ask.untold.{way}", **values)), FollowUp(FollowUpKind.PROBE, wording=wording)
    return follow_up(main, text, made, reason, main.key_points)


def about_a_part_not_told(
    main: Question, told: Mapping[StoryPart, PointJudgement], in_session: Sequence[Question], say: Words
) -> Question | None:
    """The first part that the question asks for and does not tell itself, and that a story hardly tells."""
    wanted = {point.part for point in main.key_points}
    if sum(each.verdict is Verdict.COVERED for each in told.values()) < A_STORY:
        return None
    for part in _PARTS:
        judged = told.get(part)
        is_missing = judged is not None and judged.verdict is Verdict.MISSED and share(judged) <= SAID_PERHAPS
        wording = f"untold.{part}"
        is_open = part in wanted and not moves.is_told_by(main, part)
        if is_missing and is_open and moves.times(in_session)[wording] < moves.MOST_OFTEN:
            made = FollowUp(FollowUpKind.PROBE, wording=wording)
            return follow_up(main, say.message(Message.of(f"ask.{part}")), made, "reason.untold.part", (story(part),))
    return None


def may_be_said(judged: PointJudgement) -> bool:
    """Whether an answer makes a key point, or tells a part, or at least may, be it right or wrong."""
    return judged.verdict is not Verdict.MISSED or share(judged) > SAID_PERHAPS


def share(judged: PointJudgement) -> float:
    """How probable it is that a part is told; of what nobody read it may well be."""
    return 1.0 if judged.odds is None else judged.odds[0]

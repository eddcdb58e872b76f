"""Follow-ups where a story was asked for and the answer tells none, one about something else, or one that lacks a part
which the question asks for. They repeat no sentence: what they rest on is what was not said, and only where the judge
is sure of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interview.core.coaching import SAID_AFTER_ALL, SAID_PERHAPS
from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import KeyPoint, StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, Question
from interview.i18n.translate import Words
from interview.messages import Message
from interview.practice import moves
from interview.text.general_claims import knows_nothing_of_it
from interview.text.probes import denies

_EXAMPLE = Message.of("ask.untold.example")
_REASONS = {
    "example": Message.of("reason.untold.example"),
    "come_back": Message.of("reason.untold.come_back"),
    "part": Message.of("reason.untold.part"),
}
# Who tells so many parts tells a story, of which one more can be asked for.
_A_STORY = 2
# Asked for in this order: what somebody did themselves is listened for first.
_PARTS = (
    *(StoryPart.OWN_ACTION, StoryPart.RESULT, StoryPart.MEASURE),
    *(StoryPart.DECISION_REASON, StoryPart.OBSTACLE, StoryPart.ALTERNATIVES),
)


def about_nothing_told(
    main: Question,
    told: Mapping[StoryPart, PointJudgement],
    in_session: Sequence[Question],
    say: Words,
    *,
    is_elsewhere: bool,
) -> Question | None:
    """One example, where no part of a story is told, or the question once more where one about something else is."""
    parts = {point.part for point in main.key_points}
    asked = [judged for part, judged in told.items() if part in parts]
    if not asked or any(map(may_be_said, asked)):
        return None
    way = "come_back" if is_elsewhere else "example"
    if moves.times(in_session)[f"untold.{way}"] >= moves.MOST_OFTEN:
        return None
    asks = Message.of("ask.untold.come_back", question=main.bare) if is_elsewhere else _EXAMPLE
    return _made(main, main.key_points, say.message(asks), f"untold.{way}", _REASONS[way])


def about_a_part_not_told(
    main: Question, told: Mapping[StoryPart, PointJudgement], in_session: Sequence[Question], say: Words
) -> Question | None:
    """The first part that the question asks for and does not tell itself, and that a story surely does not tell."""
    wanted = {point.part for point in main.key_points}
    if sum(each.verdict is Verdict.COVERED for each in told.values()) < _A_STORY:
        return None
    for part in _PARTS:
        judged = told.get(part)
        is_missing = judged is not None and judged.verdict is Verdict.MISSED and _share(judged) <= SAID_AFTER_ALL
        wording = f"untold.{part}"
        is_open = part in wanted and not moves.is_told_by(main, part)
        if is_missing and is_open and moves.times(in_session)[wording] < moves.MOST_OFTEN:
            return _made(main, (story(part),), say.message(Message.of(f"ask.{part}")), wording, _REASONS["part"])
    return None


def is_a_no(answer: str) -> bool:
    """Whether somebody who tells no story says that there is none."""
    return knows_nothing_of_it(answer) or denies(answer)


def may_be_said(judged: PointJudgement) -> bool:
    """Whether an answer makes a key point, or tells a part, or at least may, be it right or wrong."""
    return judged.verdict is not Verdict.MISSED or _share(judged) > SAID_PERHAPS


def _share(judged: PointJudgement) -> float:
    """How probable it is that a part is told; of what nobody read it may well be."""
    return 1.0 if judged.odds is None else judged.odds[0]


def _made(main: Question, key_points: tuple[KeyPoint, ...], text: str, wording: str, reason: Message) -> Question:
    return Question(
        text=text,
        category=main.category,
        kind=main.kind,
        difficulty=main.difficulty,
        key_points=key_points,
        reason=reason,
        bank_id=f"{main.bank_id}/{wording}" if main.bank_id else "",
        follow_up=FollowUp(FollowUpKind.PROBE, wording=wording),
        bare_text=main.bare,
        source=main.source,
    )

"""The kinds of interview there are: how long each usually is, and which slots it has.

Knows topic ids of the rounds themselves and nothing of their questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from interview.core.plan import Slot, plan, rising
from interview.core.profile import Level
from interview.core.question import QuestionKind


class Round(StrEnum):
    """mixed: own work, knowledge and behaviour · short: the same in three questions · phone: who somebody is and why
    they apply · technical: knowledge of the work · design: a system from requirements to failure · behavioural: what
    somebody lived through · manager: own work, behaviour and plans · full: phone and mixed one after the other · topic:
    one topic alone · own: questions that the candidate wrote down after a real interview, made of no slots."""

    MIXED = "mixed"
    SHORT = "short"
    PHONE = "phone"
    TECHNICAL = "technical"
    DESIGN = "design"
    BEHAVIOURAL = "behavioural"
    MANAGER = "manager"
    FULL = "full"
    TOPIC = "topic"
    OWN = "own"


USUAL: Mapping[Round, tuple[int, int]] = {
    Round.SHORT: (3, 1),
    Round.PHONE: (6, 1),
    Round.TECHNICAL: (8, 1),
    Round.DESIGN: (5, 0),
    Round.BEHAVIOURAL: (5, 1),
    Round.MANAGER: (6, 2),
    Round.FULL: (12, 1),
    Round.TOPIC: (5, 1),
}
"""Main questions and follow-ups of a round where the person wishes for no other number; mixed has those of the
settings. A design has its five steps as questions, which take the place of follow-ups; a manager asks further."""

CHOSEN = tuple(kind for kind in Round if kind is not Round.OWN)
"""Those that are made of slots, to choose among."""

OF_ONE_CASE = frozenset({Round.DESIGN})
"""Those whose questions are steps of what the first one is about."""

ABOUT_YOU = "about-you"
WITH_ABOUT_YOU = frozenset({Round.PHONE, Round.MANAGER, Round.FULL})
"""Those that have questions about oneself among others."""
DESIGN = ("design-cases", "system-design")
# Of a full loop the first questions are those of a phone screen.
_FULL_PHONE = 2
# Of the questions on knowledge, one in so many is about what lies beside the core of the work.
_ADJACENT_IN = 4


def slots(
    kind: Round, count: int, level: Level, achievements: int = 0, topic: str = "", required: int = 0
) -> tuple[Slot, ...]:
    """The slots of a round with `count` main questions (1 or more); `topic` is the id for a round on one topic,
    `required` how much a posting requires."""
    if kind in (Round.MIXED, Round.SHORT):
        return plan(count, level, achievements, required)
    if kind is Round.FULL:
        phone = min(_FULL_PHONE, count - 1)
        return (*_of([ABOUT_YOU], phone, level), *plan(count - phone, level, achievements, required))
    if kind is Round.TECHNICAL:
        core = count - count // _ADJACENT_IN
        return tuple(
            Slot(QuestionKind.SKILL, difficulty, is_fundamental=place >= core)
            for place, difficulty in enumerate(rising(count, level))
        )
    if kind is Round.PHONE:
        about, own = _of([ABOUT_YOU], count, level), Slot(QuestionKind.PROJECT, rising(1, level)[0])
        return (*about[:1], own, *about[1 : count - 1]) if count > 1 else about
    if kind is Round.MANAGER:
        half = -(-count // 2)
        return _closing_with_plans([QuestionKind.PROJECT] * half + [QuestionKind.BEHAVIOURAL] * (count - half), level)
    if kind is Round.BEHAVIOURAL:
        return tuple(Slot(QuestionKind.BEHAVIOURAL, difficulty) for difficulty in rising(count, level))
    return _of([topic] if kind is Round.TOPIC else DESIGN, count, level)


def _of(topics: list[str] | tuple[str, ...], count: int, level: Level) -> tuple[Slot, ...]:
    return tuple(Slot(QuestionKind.SKILL, difficulty, topics=tuple(topics)) for difficulty in rising(count, level))


def _closing_with_plans(kinds: list[QuestionKind], level: Level) -> tuple[Slot, ...]:
    """The last question, where there are more than two, is about the person's plans."""
    made = [Slot(kind, difficulty) for kind, difficulty in zip(kinds, rising(len(kinds), level), strict=True)]
    if len(made) > 2:
        made[-1] = Slot(QuestionKind.SKILL, made[-1].difficulty, topics=(ABOUT_YOU,))
    return tuple(made)

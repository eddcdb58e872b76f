"""How many questions of which kind an interview asks, in which order and how hard.

Knows levels and numbers, not topics or texts: an interviewer fills each slot from resume and job description.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from interview.core.profile import Level
from interview.core.question import Difficulty, QuestionKind


@dataclass(frozen=True)
class Slot:
    """One main question to be filled: of which kind and how hard.

    `is_fundamental` marks a skill question about what lies under the person's own skills, not about one of them.
    Where there are `topics`, ids in the order of preference, the question comes from the first that has one left; it is
    one that is `about` any of these skills where there is such a question. Without a topic it is about one of these, or
    there is none.
    `is_replacement` says that it takes the place of another in an interview, so it neither opens nor closes a round.
    """

    kind: QuestionKind
    difficulty: Difficulty
    is_fundamental: bool = False
    topics: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    is_replacement: bool = False


_RAMP = {
    Level.JUNIOR: (Difficulty.EASY, Difficulty.EASY, Difficulty.MEDIUM),
    Level.MID: (Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD),
    Level.SENIOR: (Difficulty.MEDIUM, Difficulty.HARD, Difficulty.HARD),
}
# One question in so many is about fundamentals: early in a career they are most of what can be asked.
_FUNDAMENTAL_IN = {Level.JUNIOR: 4, Level.MID: 6, Level.SENIOR: 8}
_BEHAVIOURAL_IN = 5
_PROJECT_IN = 8
# Where the resume has lines to ask about, every second question is about them, and one in so many about behaviour.
_OWN_WORK_IN, _FEWER_BEHAVIOURAL_IN = 2, 8
# Of the questions on knowledge that are left then, one in so many is about what lies beside the core of the work.
_ADJACENT_IN = 4
# A posting with several requirements is about more than one question.
_FEWEST_SKILLS = 2
_Kind = tuple[QuestionKind, bool]


def plan(count: int, level: Level, achievements: int = 0, required: int = 0) -> tuple[Slot, ...]:
    """Slots for `count` main questions (1 or more): own work, own skills, fundamentals, behaviour; difficulty rising.

    From 2 questions on one in eight is about a project, from 4 on one in five about behaviour (at least one each), from
    5 on one in four, six or eight (junior, mid, senior) about fundamentals. The rest, always the most, tests own
    skills. A single question is a skill question of middle difficulty.

    With `achievements`, lines of the resume worth asking about, half of the questions are about own work as far as
    there are lines, in turn with skills, and one in eight is about behaviour. Where a posting has at least two
    requirements (`required`) and that would leave a single skill question, it takes the place of one about behaviour:
    lines of the resume are stories already.
    """
    if count < 1:
        raise ValueError("an interview has at least one question")
    if count == 1:
        return (Slot(QuestionKind.SKILL, _RAMP[level][1]),)
    project = max(1, count // _PROJECT_IN)
    behavioural = max(1, count // _BEHAVIOURAL_IN) if count >= 4 else 0
    if achievements:
        project = max(project, min(achievements, -(-count // _OWN_WORK_IN)))
        behavioural = max(1, count // _FEWER_BEHAVIOURAL_IN) if count >= 4 else 0
        if required >= _FEWEST_SKILLS > count - project - behavioural:
            behavioural = 0
    fundamental = count // _FUNDAMENTAL_IN[level] if count >= 5 else 0
    if achievements:
        fundamental = min(fundamental, (count - project - behavioural) // _ADJACENT_IN)
    skill = count - project - behavioural - fundamental
    kinds = [
        *_in_turn([(QuestionKind.PROJECT, False)] * project, [(QuestionKind.SKILL, False)] * skill, bool(achievements)),
        *[(QuestionKind.SKILL, True)] * fundamental,
        *[(QuestionKind.BEHAVIOURAL, False)] * behavioural,
    ]
    return tuple(
        Slot(kind, difficulty, is_fundamental)
        for (kind, is_fundamental), difficulty in zip(kinds, rising(count, level), strict=True)
    )


def rising(count: int, level: Level) -> tuple[Difficulty, ...]:
    """Difficulties of `count` questions, from the first to the last; of a single one it is the middle."""
    ramp = _RAMP[level]
    return (ramp[1],) if count == 1 else tuple(ramp[min(2, 3 * i // count)] for i in range(count))


def _in_turn(own: list[_Kind], skills: list[_Kind], mixed: bool) -> list[_Kind]:
    """Own work first, then skills; `mixed` has them one after the other."""
    if not mixed:
        return [*own, *skills]
    pairs = zip_longest(own, skills)
    return [kind for pair in pairs for kind in pair if kind is not None]

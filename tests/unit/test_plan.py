"""The shape of an interview at every level and length."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest

from interview.core.plan import Slot, plan
from interview.core.profile import Level
from interview.core.question import Difficulty, QuestionKind

ORDER = list(Difficulty)
PARTS = ["project", "own skill", "fundamental", "behavioural"]
EVERY = [(level, count) for level in Level for count in range(1, 25)]


def part(slot: Slot) -> str:
    return (
        slot.kind.value
        if slot.kind is not QuestionKind.SKILL
        else "fundamental"
        if slot.is_fundamental
        else "own skill"
    )


@pytest.mark.parametrize(("level", "count"), EVERY)
def test_it_has_the_questions_asked_for_and_its_parts_stand_in_order(level, count):
    slots = plan(count, level)
    assert len(slots) == count
    found = [name for name, _ in groupby(slots, part)]
    assert found == [name for name in PARTS if name in found]


@pytest.mark.parametrize(("level", "count"), EVERY)
def test_difficulty_never_falls(level, count):
    steps = [ORDER.index(slot.difficulty) for slot in plan(count, level)]
    assert all(earlier <= later for earlier, later in pairwise(steps))


@pytest.mark.parametrize(("level", "count"), EVERY)
def test_own_skills_are_the_largest_part(level, count):
    parts = [part(slot) for slot in plan(count, level)]
    assert all(parts.count("own skill") >= parts.count(name) for name in PARTS)


@pytest.mark.parametrize(("level", "count"), [pair for pair in EVERY if pair[1] >= 4])
def test_from_four_questions_on_a_project_opens_and_behaviour_closes(level, count):
    slots = plan(count, level)
    assert (slots[0].kind, slots[-1].kind) == (QuestionKind.PROJECT, QuestionKind.BEHAVIOURAL)


def test_a_long_interview_has_more_than_one_project_question():
    assert sum(slot.kind is QuestionKind.PROJECT for slot in plan(24, Level.MID)) == 3


def test_a_senior_is_asked_harder_questions_and_fewer_fundamentals_than_a_junior():
    junior, senior = plan(12, Level.JUNIOR), plan(12, Level.SENIOR)
    assert Difficulty.HARD not in {slot.difficulty for slot in junior}
    assert Difficulty.EASY not in {slot.difficulty for slot in senior}
    assert sum(slot.is_fundamental for slot in junior) > sum(slot.is_fundamental for slot in senior) > 0


def test_no_interview_has_no_question():
    with pytest.raises(ValueError, match="at least one"):
        plan(0, Level.MID)


def test_a_single_question_is_of_middle_difficulty_for_the_level():
    found = [plan(1, level)[0].difficulty for level in (Level.JUNIOR, Level.MID, Level.SENIOR)]
    assert found == [Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD]


@pytest.mark.parametrize("count", [3, 6, 24])
def test_an_interview_begins_easy_for_the_level_and_ends_hard_for_it(count):
    found = {level: [slot.difficulty for slot in plan(count, level)] for level in Level}
    assert {level: (steps[0], steps[-1]) for level, steps in found.items()} == {
        Level.JUNIOR: (Difficulty.EASY, Difficulty.MEDIUM),
        Level.MID: (Difficulty.EASY, Difficulty.HARD),
        Level.SENIOR: (Difficulty.MEDIUM, Difficulty.HARD),
    }
    assert found[Level.MID].count(Difficulty.MEDIUM) == count // 3

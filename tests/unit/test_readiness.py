"""The published rules of readiness, levels and today's list, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.grading import PointJudgement, Settled, Verdict
from interview.core.identity import RULE, model_interviewer
from interview.core.key_point import statements
from interview.core.mastery import RESTS, Again, Level, Step, answered_again, levels, share_of
from interview.core.practice_again import GradedAnswer
from interview.core.question import Origin
from interview.core.readiness import (
    FEWEST_ANSWERS,
    UNASKED,
    Need,
    ReadyBand,
    ShownPoint,
    band_of,
    readiness,
    shown,
)
from interview.core.today import MOST_TODAY, Task, Why, todays
from interview.use_cases.spacing import memory_of
from tests.builders import NOON
from tests.report_builders import GOOD

C, T, M, X, U = Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED, Verdict.CONTRADICTED, Verdict.UNSURE
KNOWN, UNKNOWN, OPEN = ShownPoint(C, 1, 0, 1), ShownPoint(M, 0, 0, 1), ShownPoint(U, 0.5, 0.25, 1)


def need(points: list[ShownPoint], answers: int = 2, is_required: bool = True, skill: str = "Python") -> Need:
    return Need((skill,), is_required, answers, tuple(points))


def three(points: list[ShownPoint]) -> list[Need]:
    return [need(points, skill=name) for name in ("Python", "Kafka", "SQL")]


def test_coverage_mastery_and_recall_are_multiplied() -> None:
    found = readiness(three([replace(KNOWN, recall=0.5)] * 8), 6)
    assert found.expected == pytest.approx(0.9 * 0.5)
    assert (found.said, found.recall) == (100, 50)
    half = readiness([*three([KNOWN] * 8), *(need([], 0, skill=f"s{n}") for n in range(3))], 6)
    assert half.expected == pytest.approx(0.9 * (0.5 + 0.5 * UNASKED))
    assert (half.asked, half.needs) == (3, 6)


def test_what_is_said_of_the_parts_is_what_was_recognised_and_no_estimate() -> None:
    nothing = readiness(three([UNKNOWN] * 3), 6)
    assert (nothing.said, nothing.recall) == (0, None)
    most = readiness(three([replace(KNOWN, recall=0.4), UNKNOWN, replace(KNOWN, recall=0.8)]), 6)
    assert (most.said, most.recall) == (67, 60)
    partly = ShownPoint(T, 0.5, 0, 0.8)
    in_part = readiness(three([partly, partly]), 6)
    assert (in_part.said, in_part.in_part, in_part.undecided, in_part.recall) == (0, 100, 0, 80)
    undecided = readiness(three([OPEN, OPEN]), 6)
    assert (undecided.said, undecided.in_part, undecided.undecided, undecided.recall) == (0, 0, 100, None)


def test_what_was_not_asked_lies_between_nothing_and_as_good_as_the_rest() -> None:
    whole = readiness(three([KNOWN] * 8), 6)
    part = readiness([*three([KNOWN] * 8), *(need([], 0, skill=f"s{n}") for n in range(3))], 6)
    assert part.low < whole.low / 1.5
    assert part.high - part.low > whole.high - whole.low


def test_a_wish_counts_half() -> None:
    found = readiness([*three([KNOWN] * 8), need([UNKNOWN] * 8, is_required=False, skill="wish")], 8)
    assert found.expected == pytest.approx((3 * 0.9 + 0.5 * 0.1) / 3.5)


def test_open_points_and_few_answers_make_the_range_wider() -> None:
    sure = readiness(three([KNOWN, UNKNOWN] * 4), 6)
    unsure = readiness(three([OPEN] * 8), 6)
    few = readiness([need([KNOWN, UNKNOWN] * 4, answers=1, skill=name) for name in "abc"], 6)
    assert unsure.expected == sure.expected == few.expected
    assert unsure.high - unsure.low > sure.high - sure.low
    assert few.high - few.low > sure.high - sure.low


@pytest.mark.parametrize(
    ("asked", "answers", "missing", "missing_needs"), [(0, 0, 6, 3), (1, 9, 2, 2), (3, 5, 1, 0), (3, 6, 0, 0)]
)
def test_what_is_missing_for_a_number_is_exactly_counted(
    asked: int, answers: int, missing: int, missing_needs: int
) -> None:
    needs = [need([KNOWN] * 3 if n < asked else [], 2 if n < asked else 0, skill=str(n)) for n in range(5)]
    found = readiness(needs, answers)
    assert (found.missing, found.missing_needs) == (missing, missing_needs)
    assert (found.band is None) == (missing > 0)


def test_a_job_with_too_few_questions_here_is_said_to_be_out_of_reach() -> None:
    def unasked(skill: str, *topics: str) -> Need:
        return Need((skill,), topics=topics, has_question=bool(topics))

    assert readiness([unasked("Canva"), unasked("Marketing", "marketing")], 0).is_out_of_reach
    assert not readiness([unasked("SEO", "marketing"), unasked("Marketing", "marketing")], 0).is_out_of_reach
    assert not readiness([need([KNOWN]), unasked("Marketing", "marketing")], 2).is_out_of_reach


def test_a_job_that_asks_for_one_thing_needs_answers_about_that_alone() -> None:
    assert readiness([need([KNOWN] * 3)], FEWEST_ANSWERS).band is not None


def test_little_asked_is_never_called_ready() -> None:
    assert band_of(99, 0.2) is ReadyBand.GETTING_THERE
    assert band_of(99, 0.6) is ReadyBand.NEARLY
    assert band_of(99, 0.8) is ReadyBand.READY
    assert band_of(10, 1.0) is ReadyBand.NOT_YET


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.booleans(), st.floats(0, 1), st.floats(0, 1), st.floats(0, 0.25)), min_size=1
    )
)
def test_the_range_holds_its_middle_and_stays_on_the_scale(raw: list[tuple[int, bool, float, float, float]]) -> None:
    needs = [
        Need((str(n),), required, count, (ShownPoint(T, credit, doubt, recall),) * count)
        for n, (count, required, credit, recall, doubt) in enumerate(raw)
    ]
    found = readiness(needs, sum(each.answers for each in needs))
    if found.band is not None:
        assert 0 <= found.low <= round(100 * found.expected) <= found.high <= 100
        assert found.in_part == 100
        assert 0 <= (found.recall or 0) <= 100


def test_an_open_verdict_counts_by_its_odds_and_the_rest_by_its_credit() -> None:
    point = GOOD.key_points[0]
    found = shown(PointJudgement(point, U, odds=(0.7, 0.1, 0.2)), 1)
    assert found.credit == 0.7
    assert found.doubt == pytest.approx(0.21)
    assert [shown(PointJudgement(point, each), 1).credit for each in (C, T, M, X)] == [1, 0.5, 0, 0]


def test_what_was_known_at_once_fades_slower_than_what_was_missed_first() -> None:
    later = NOON + timedelta(days=30)
    at_once = memory_of([(NOON, C)])
    after_a_miss = memory_of([(NOON - timedelta(hours=1), M), (NOON, C)])
    assert 1 >= at_once.recall(NOON) > at_once.recall(later) > after_a_miss.recall(later) > 0


def answer(day: int, verdicts: list[Verdict], number: int = 0, follow_up: bool = False) -> GradedAnswer:
    question = replace(GOOD, text=f"Question {number}?", key_points=statements(*map(str, range(len(verdicts)))))
    points = tuple(PointJudgement(p, v) for p, v in zip(question.key_points, verdicts, strict=True))
    return GradedAnswer(Origin(f"s{day}", 0), question, "en", NOON + timedelta(days=day), points, follow_up)


def level(answers: list[GradedAnswer], day: int) -> Level:
    (found,) = levels(answers, NOON + timedelta(days=day), UTC)
    return found.level


GOOD_ONE, FAIR_ONE, POOR_ONE = [C, C, C, T], [C, C, M, M], [M, M, M, T]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([answer(0, POOR_ONE)], Level.ATTEMPTED),
        ([answer(0, GOOD_ONE)], Level.FAMILIAR),
        ([answer(0, GOOD_ONE), answer(0, GOOD_ONE)], Level.FAMILIAR),
        ([answer(0, GOOD_ONE), answer(0, GOOD_ONE, 1)], Level.PROFICIENT),
        ([answer(0, GOOD_ONE), answer(0, GOOD_ONE, 1), answer(0, GOOD_ONE, 2)], Level.PROFICIENT),
        ([answer(0, GOOD_ONE), answer(0, GOOD_ONE, 1), answer(1, GOOD_ONE, 2)], Level.MASTERED),
        ([answer(0, GOOD_ONE), answer(0, GOOD_ONE, 1), answer(1, FAIR_ONE, 2)], Level.PROFICIENT),
        ([answer(0, GOOD_ONE), answer(0, GOOD_ONE, 1), answer(1, POOR_ONE, 2)], Level.FAMILIAR),
        ([answer(0, GOOD_ONE), answer(1, [C, U, U, U], 1)], Level.FAMILIAR),
        ([answer(0, GOOD_ONE), answer(1, GOOD_ONE, 1, follow_up=True)], Level.FAMILIAR),
    ],
)
def test_levels_rise_with_good_answers_and_fall_with_a_poor_one(answers: list[GradedAnswer], expected: Level) -> None:
    assert level(answers, 1) is expected


def test_a_topic_falls_when_it_is_not_practised_and_says_so() -> None:
    answers = [answer(0, GOOD_ONE), answer(0, GOOD_ONE, 1), answer(1, GOOD_ONE, 2)]
    (found,) = levels(answers, NOON + timedelta(days=1) + RESTS, UTC)
    assert (found.level, found.before, found.has_faded) == (Level.PROFICIENT, Level.MASTERED, True)
    assert level(answers, 1000) is Level.ATTEMPTED
    assert level([*answers, answer(1000, POOR_ONE, 3)], 1000) is Level.ATTEMPTED


def test_an_answer_that_could_not_be_judged_keeps_a_topic_from_falling_and_moves_no_level() -> None:
    good = [answer(0, GOOD_ONE), answer(0, GOOD_ONE, 1)]
    soon, late = answer(40, [U, U], 2), answer(RESTS.days, [U, U], 2)
    (kept,) = levels([*good, soon], NOON + timedelta(days=46), UTC)
    assert (kept.level, kept.answers, kept.last, kept.has_faded) == (Level.PROFICIENT, 2, soon.answered_at, False)
    assert level([*good, late], RESTS.days + 1) is Level.FAMILIAR
    assert level([*good, soon], 40 + RESTS.days) is Level.FAMILIAR


def test_what_a_level_was_before_is_what_it_was_before_the_last_interview() -> None:
    in_one = [answer(0, GOOD_ONE), answer(0, GOOD_ONE, 1), answer(0, POOR_ONE, 2)]
    (fell_at_once,) = levels(in_one, NOON, UTC)
    assert (fell_at_once.level, fell_at_once.before) == (Level.FAMILIAR, None)
    (fell_later,) = levels([*in_one[:2], answer(1, POOR_ONE, 2)], NOON + timedelta(days=1), UTC)
    assert (fell_later.level, fell_later.before) == (Level.FAMILIAR, Level.PROFICIENT)


def test_a_good_answer_after_a_long_rest_is_not_told_as_a_fall() -> None:
    mastered = [answer(0, GOOD_ONE), answer(0, GOOD_ONE, 1), answer(1, GOOD_ONE, 2)]
    day = 1 + 2 * RESTS.days
    (rested,) = levels(mastered, NOON + timedelta(days=day), UTC)
    assert rested.level is Level.FAMILIAR
    (again,) = levels([*mastered, answer(day, GOOD_ONE, 3)], NOON + timedelta(days=day), UTC)
    assert (again.level, again.before, again.has_faded) == (Level.PROFICIENT, Level.FAMILIAR, False)


def test_an_answer_of_which_little_could_be_judged_says_nothing() -> None:
    assert share_of(answer(0, [C, U, U]).points) is None
    assert share_of(answer(0, [C, T, U]).points) == 0.75
    assert levels([answer(0, [U, U, U])], NOON, UTC) == ()


def test_the_same_question_is_compared_by_points_that_could_be_judged_both_times() -> None:
    answers = [answer(0, [M, M, C]), answer(1, [C, C, U]), answer(0, [C, M], 1), answer(2, [M, M], 1)]
    found = answered_again(sorted(answers, key=lambda each: each.answered_at))
    assert (found.better, found.same, found.worse, found.count) == (1, 0, 1, 2)
    assert found.best == Step("Question 0?", 0, 2, 2)
    assert answered_again(answers[:1]) == Again()


@pytest.mark.parametrize(
    ("first", "last", "went"),
    [
        ([M, M], [T, T], (1, 0, 0)),
        ([T, C], [M, C], (0, 0, 1)),
        ([M, C], [C, M], (0, 1, 0)),
        ([T, T], [C, M], (0, 1, 0)),
        ([M, C], [U, C], (0, 1, 0)),
    ],
)
def test_a_point_said_in_part_is_half_a_step_of_a_question_answered_again(
    first: list[Verdict], last: list[Verdict], went: tuple[int, int, int]
) -> None:
    found = answered_again([answer(0, first), answer(1, last)])
    assert (found.better, found.same, found.worse) == went
    assert found.best is None


def test_only_answers_graded_in_the_same_way_are_compared_and_those_left_without_one_with_any() -> None:
    model, old = model_interviewer("m"), "2026.1"
    first, last = answer(0, [M, M, C]), answer(2, [C, C, C])
    assert answered_again([replace(first, graded_by=model), last]) == Again()
    assert answered_again([replace(first, rubric_version=old), last]) == Again()
    later_first = answered_again([replace(first, graded_by=model), answer(1, [C, M, C]), last])
    assert later_first.best == Step("Question 0?", 2, 3, 3)
    unanswered = replace(answer(0, [M, M, M]), graded_by=RULE)
    assert answered_again([unanswered, replace(last, graded_by=model)]).best == Step("Question 0?", 0, 3, 3)


def test_where_the_own_word_counts_in_a_comparison_it_is_noted() -> None:
    first, last = answer(0, [M, M, C]), answer(2, [C, C, C])
    settled = replace(last, points=(replace(last.points[0], settled=Settled.SAID), *last.points[1:]))
    found = answered_again([first, settled])
    assert found.best == Step("Question 0?", 1, 3, 3, has_own_word=True)
    assert found.has_own_word
    assert not answered_again([first, last]).has_own_word


def task(why: Why, skill: str = "", is_required: bool = False) -> Task:
    return Task(why, skill, is_required=is_required)


def test_what_was_missed_in_interviews_for_the_job_comes_before_what_was_missed_elsewhere() -> None:
    here, elsewhere = replace(task(Why.PARTLY), is_of_job=True), task(Why.MISSED)
    new = [task(Why.NEVER_ASKED, str(n)) for n in range(4)]
    assert todays([elsewhere, here, *new]) == (here, *new)


def test_todays_list_is_short_and_begins_with_what_the_job_asks_for() -> None:
    many = [task(Why.PARTLY), *[task(Why.MISSED)] * 4, task(Why.MISSED, "Go", True), task(Why.NEVER_ASKED, "SQL")]
    found = todays(many)
    assert [each.why for each in found] == [Why.MISSED, Why.NEVER_ASKED, *[Why.MISSED] * 3]
    assert found[0].skill == "Go"
    assert len(todays([task(Why.NEVER_ASKED, str(n)) for n in range(9)])) == MOST_TODAY
    assert todays([]) == ()

"""Where there is no number, so many marks are asked for as surely lead to one."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import pytest

from interview.core import settling
from interview.core.forgetting import forget_texts
from interview.core.grading import Grade, Outcome, PointJudgement, Provenance, Scores, Settled, Verdict
from interview.core.identity import PRACTICE
from interview.core.key_point import StoryPart, statement, story
from interview.core.question import Position
from interview.core.rubric import LEAST_PROBABLE, RUBRIC
from interview.core.scoring import score
from interview.core.settling import MOST_TRIED, settle, to_mark, to_settle
from interview.core.totals import overall
from interview.documents import marks_asked
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH, words
from tests.report_builders import report, session, turn

C, M, U = Verdict.COVERED, Verdict.MISSED, Verdict.UNSURE
PARTS = tuple(map(story, StoryPart))


def of_a_story(about: float, *told: float) -> Grade:
    """A grade of a story of which it is in doubt whether it is the one asked for; each part may be told so probably."""
    made = tuple(
        replace(
            PointJudgement(point, U if each > LEAST_PROBABLE else M, worst=M),
            odds=(each, 0.0, 1 - each),
            about_asked=about,
        )
        for point, each in zip(PARTS[: len(told)], told, strict=True)
    )
    return Grade(Position(0), Outcome.GRADED, score(made, None), made, provenance=Provenance(PRACTICE))


STORIES = [
    of_a_story(0.31, 0.17, 0.17, 0.17, 0.17),
    of_a_story(0.36, 0.21, 0.001, 0.004),
    of_a_story(0.71, 0.67, 0.2, 0.68),
    of_a_story(0.75, 0.59, 0.73, 0.37, 0.03, 0.01),
]
# A made point and one turned round beside open ones, none of them wholly sure.
STATEMENTS = [(0.5, 0.2), (0.1, 0.7), (0.85, 0.1), (0.2, 0.1), (0.03, 0.01)]


def of_statements(*odds: tuple[float, float]) -> Grade:
    made = tuple(
        replace(
            PointJudgement(statement(str(number)), C if made > 0.8 else M if 1 - made - wrong > 0.6 else U),
            odds=(made, wrong, 1 - made - wrong),
        )
        for number, (made, wrong) in enumerate(odds)
    )
    return Grade(Position(0), Outcome.GRADED, score(made, None), made, provenance=Provenance(PRACTICE))


ONE_ANSWER = [*STORIES, *(of_statements(*each) for each in combinations(STATEMENTS, 4)), of_statements(*STATEMENTS)]


@pytest.mark.parametrize("grade", ONE_ANSWER, ids=range(len(ONE_ANSWER)))
def test_as_many_marks_as_are_asked_for_give_a_number_whichever_they_are_and_whatever_they_say(grade: Grade) -> None:
    assert grade.scores is not None
    asked = to_settle([grade], RUBRIC)
    assert (asked == 0) is (grade.scores.number is not None)
    opened = [point.point.id for point in grade.points if point.verdict is U]
    others = [point.point.id for point in grade.points if point.verdict is not U]
    more = max(0, asked - len(opened))
    for first in combinations(opened, asked - more):
        for then in combinations(others, more):
            for said in product(Settled, repeat=asked):
                scores = settle(grade, dict(zip((*first, *then), said, strict=True))).scores
                assert scores is not None
                assert scores.number is not None


@pytest.mark.parametrize("grade", ONE_ANSWER, ids=range(len(ONE_ANSWER)))
def test_what_is_asked_for_at_an_answer_gives_its_number_whatever_is_said(grade: Grade) -> None:
    opened = [point.point.id for point in grade.points if point.verdict is U]
    asked = to_mark(grade)
    assert asked in (0, len(opened), len(grade.points))
    marked = opened if asked == len(opened) else [point.point.id for point in grade.points]
    for said in product(Settled, repeat=len(marked)) if asked else ():
        scores = settle(grade, dict(zip(marked, said, strict=True))).scores
        assert scores is not None
        assert scores.number is not None


# More open points than four, of which every choice is tried out: all alike, all different, and those of a story.
MANY_OPEN = [
    of_statements(*[(0.4, 0.2)] * 6),
    of_statements((0.5, 0.2), (0.45, 0.1), (0.4, 0.2), (0.3, 0.2), (0.55, 0.05)),
    of_statements((0.5, 0.2), (0.45, 0.1), (0.4, 0.2), (0.3, 0.2), (0.55, 0.05), (0.35, 0.25)),
    of_a_story(0.71, 0.6, 0.3, 0.5, 0.2, 0.4, 0.1),
    of_statements((0.5, 0.2), (0.45, 0.1), (0.4, 0.2), (0.3, 0.2), (0.55, 0.05), (0.35, 0.25), (0.42, 0.15)),
]


def test_of_several_answers_any_open_verdicts_do_and_whatever_is_said_of_them() -> None:
    rng = random.Random(6)
    for _ in range(40):
        some = rng.sample([*ONE_ANSWER, *MANY_OPEN], 3)
        grades = {Position(number): replace(grade, position=Position(number)) for number, grade in enumerate(some)}
        points = [(at, each) for at, grade in grades.items() for each in grade.points]
        rng.shuffle(points)
        points.sort(key=lambda each: each[1].verdict is not U)
        said: dict[Position, dict[str, Settled]] = {at: {} for at in grades}
        for at, each in points[: to_settle(grades.values(), RUBRIC)]:
            said[at][each.point.id] = rng.choice(list(Settled))
        marked = [(at, settle(grade, said[at]).scores) for at, grade in grades.items()]
        assert overall([(at, scores) for at, scores in marked if scores is not None]) is not None


def test_an_open_verdict_that_counts_nothing_beside_wide_answers_leaves_the_number_of_marks_known() -> None:
    told = replace(PointJudgement(PARTS[0], U, worst=M), odds=(0.04, 0.0, 0.96), about_asked=0.31)
    points = (told, replace(PointJudgement(PARTS[1], M, worst=M), odds=(0.001, 0.0, 0.999), about_asked=0.31))
    narrow = Grade(Position(0), Outcome.GRADED, score(points, None), points, provenance=Provenance(PRACTICE))
    assert narrow.scores is not None
    assert narrow.scores.ends == (0, 0)
    wide = of_statements((0.79, 0.1), (0.01, 0.3), (0.79, 0.1))
    for place in range(3):
        some = [wide, wide]
        some.insert(place, narrow)
        asked = to_settle([replace(each, position=Position(number)) for number, each in enumerate(some)], RUBRIC)
        assert 0 < asked <= sum(len(each.points) for each in some)


@pytest.mark.parametrize("grade", MANY_OPEN, ids=range(len(MANY_OPEN)))
def test_of_an_answer_with_many_open_points_one_mark_fewer_would_not_surely_do(grade: Grade) -> None:
    fewer = to_settle([grade], RUBRIC) - 1
    opened = [point.point.id for point in grade.points if point.verdict is U]
    assert len(opened) > 4
    results = (
        settle(grade, dict(zip(chosen, said, strict=True))).scores
        for chosen in combinations(opened, fewer)
        for said in product(Settled, repeat=fewer)
    )
    assert any(scores is not None and scores.number is None for scores in results)


def test_fewer_marks_than_there_are_open_points_are_asked_for_where_they_do() -> None:
    asked = [(to_settle([grade], RUBRIC), len(grade.points)) for grade in MANY_OPEN]
    assert asked[0] == (5, 6)
    assert asked[2] == (5, 6)
    assert asked[4] == (6, 7)
    assert all(count <= points for count, points in asked)


@pytest.mark.parametrize("count", [8, 12])
def test_of_very_many_open_points_no_more_than_all_are_asked_for_and_these_give_a_number(count: int) -> None:
    grade = of_statements(*[(0.4, 0.2)] * count)
    assert to_settle([grade], RUBRIC) <= to_mark(grade) == count
    for word in Settled:
        scores = settle(grade, {point.point.id: word for point in grade.points}).scores
        assert scores is not None
        assert scores.number is not None


def test_one_mark_is_not_promised_to_give_the_number_of_a_story_that_may_be_about_something_else() -> None:
    grade = STORIES[0]
    assert grade.scores is not None
    one = settle(grade, {grade.points[0].point.id: Settled.NOT_SAID}).scores
    assert one is not None
    assert one.number is None
    view = report_view(report(session([turn(0)]), [grade]), ENGLISH)
    low, high = grade.scores.ends
    assert view.band == (
        f"We think it is most likely between {low} and {high} of 100; your own marks can change that. To see your "
        "score, go to the 4 key points marked “We cannot tell” and choose for any 3 of them whether you said them."
    )


@pytest.mark.parametrize("grade", [*ONE_ANSWER, *MANY_OPEN], ids=range(len(ONE_ANSWER) + len(MANY_OPEN)))
def test_a_report_of_one_answer_asks_for_as_many_marks_at_the_answer_as_above_it(grade: Grade) -> None:
    made = report(session([turn(0)]), [grade])
    view = report_view(made, ENGLISH)
    question = view.groups[0][0]
    if question.score is not None:
        return
    assert question.to_mark == made.to_settle
    said = marks_asked.of_answer(ENGLISH, question)
    if made.to_settle in (question.to_settle, len(grade.points)):
        assert "any" not in said
    else:
        assert said == view.band


def test_beside_other_answers_one_that_is_open_asks_for_all_of_its_open_points() -> None:
    grade = STORIES[0]
    made = report(session([turn(0), turn(1)]), [grade, replace(grade, position=Position(1))])
    assert [question.to_mark for [question] in report_view(made, ENGLISH).groups] == [4, 4]


def test_a_range_does_not_say_that_the_persons_own_marks_keep_within_it() -> None:
    grade = STORIES[0]
    said = settle(grade, {point.point.id: Settled.SAID for point in grade.points}).scores
    assert grade.scores is not None
    assert said is not None
    assert said.total > grade.scores.highest
    for language, told in (("en", "your own marks can change that"), ("zh", "你自己的选择可以改变这一点")):
        view = report_view(report(session([turn(0)]), [grade]), words(language))
        assert told in view.band
        assert told in marks_asked.of_answer(words(language), view.groups[0][0])


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """One entry for each score that was worked out, with nothing remembered from before."""
    forget_texts()
    calls: list[None] = []

    def counted(*args: Any) -> Scores:
        calls.append(None)
        return score(*args)

    monkeypatch.setattr(settling, "score", counted)
    return calls


# Beside each a point that was called missed, and may be none.
BESIDE = (0.2, 0.1)


@pytest.mark.parametrize("opened", [3, 4, 5, 6, 8, 14])
def test_opening_a_report_of_ten_answers_tries_no_more_marks_than_that_of_one(opened: int, tried: list[None]) -> None:
    answers = [
        replace(of_statements(*[(0.3 + each / 50, 0.2)] * opened, BESIDE), position=Position(each))
        for each in range(10)
    ]
    assert to_settle(answers, RUBRIC) > 0
    assert len(tried) <= MOST_TRIED
    assert any(list(map(to_mark, answers)))
    assert len(tried) <= 2 * MOST_TRIED


def test_a_mark_at_one_answer_has_only_that_one_worked_out_again(tried: list[None]) -> None:
    answers = [
        replace(of_statements(*[(0.3 + each / 50, 0.2)] * 4, BESIDE), position=Position(each)) for each in range(10)
    ]
    before = to_settle(answers, RUBRIC)
    answers[0] = settle(answers[0], {answers[0].points[0].point.id: Settled.SAID})
    tried.clear()
    assert to_settle(answers, RUBRIC) < before
    assert len(tried) <= MOST_TRIED / 10


def test_a_range_over_the_whole_scale_is_called_not_decided() -> None:
    part, whole = (report(session([turn(0)]), [STORIES[number]]) for number in (0, 2))
    assert marks_asked.of_report(ENGLISH, part).startswith("We think it is most likely between 0 and 60 of 100")
    assert marks_asked.of_report(ENGLISH, whole).startswith("Not decided yet. To see your score")
    assert marks_asked.of_report(words("zh"), whole).startswith("尚未判定。")

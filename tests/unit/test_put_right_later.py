"""What somebody may have put right or told behind a follow-up is not said to be wrong or untold in the whole report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.certainty import seems_wrong
from interview.core.grading import Grade, PointJudgement, Provenance, Verdict, unanswered, ungraded
from interview.core.identity import PRACTICE
from interview.core.key_point import StoryPart, story
from interview.core.lacking import changes, to_practise
from interview.core.question import FollowUp, FollowUpKind, Question, QuestionKind
from interview.core.summing_up import sum_up
from interview.core.totals import totals
from interview.core.turn import Turn
from interview.documents.headline import headline
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from tests.report_builders import GOOD, graded, report, session, turn

C, M, X, U = Verdict.COVERED, Verdict.MISSED, Verdict.CONTRADICTED, Verdict.UNSURE
THOUGHT_ON = replace(GOOD, key_points=(), follow_up=FollowUp(FollowUpKind.PROBE, wording="think.no_use"))
TAKES_IT_BACK = "No, wait, that was wrong: the plan of the query comes first, and only then an index."
PERHAPS = "we cannot tell whether you put it right later"


def judged(one: Turn, *verdicts: Verdict) -> Grade:
    return graded(one, verdicts, quotes=("",) * len(verdicts))


def thought_on(text: str = TAKES_IT_BACK) -> tuple[Turn, Grade]:
    one = turn(0, text, 1, THOUGHT_ON)
    if not text:
        return one, unanswered(one)
    return one, ungraded(one.position, Message.of("ungraded.think_on"), Provenance(PRACTICE))


def improvements(turns: list[Turn], grades: list[Grade]) -> list[Message]:
    made = session(turns)
    numbers = totals(made, {each.position: each for each in grades})
    return list(sum_up(made, grades, numbers, PRACTICE).improvements)


def head(turns: list[Turn], grades: list[Grade]) -> tuple[str, ...]:
    return headline(report(session(turns), grades), ENGLISH).changes


def test_what_may_have_been_taken_back_where_nobody_graded_it_is_said_with_that() -> None:
    later, without_score = thought_on()
    turns, grades = [turn(0), later], [judged(turn(0), X, C, C), without_score]
    assert [PERHAPS in said for said in head(turns, grades)] == [True]
    assert "summary.opposite" not in [said.code for said in improvements(turns, grades)]


def test_what_nobody_came_back_to_is_said_as_it_is() -> None:
    silent, nothing = thought_on("")
    for turns, grades in (
        ([turn(0)], [judged(turn(0), X, C, C)]),
        ([turn(0), silent], [judged(turn(0), X, C, C), nothing]),
    ):
        assert [PERHAPS in said for said in head(turns, grades)] == [False]
        assert Message.of("summary.opposite", count=1) in improvements(turns, grades)


@pytest.mark.parametrize(("then", "is_open"), [(U, True), (X, False), (M, False)])
def test_a_point_that_is_open_in_a_later_graded_answer_may_have_been_put_right_there(
    then: Verdict, is_open: bool
) -> None:
    later = turn(0, TAKES_IT_BACK, 1)
    turns, grades = [turn(0), later], [judged(turn(0), X, C, C), judged(later, then, C, C)]
    (first, *_) = changes(session(turns), {each.position: each for each in grades})
    assert first.is_perhaps_put_right is is_open


def test_what_surely_lacks_is_practised_and_not_what_may_have_been_put_right() -> None:
    later, without_score = thought_on()
    (found,) = to_practise(
        session([turn(0), later]), {later.position: without_score, turn(0).position: judged(turn(0), X, C, M)}
    )
    assert found.points == (GOOD.key_points[2],)


def test_a_count_of_what_seems_the_opposite_says_what_else_may_be() -> None:
    grade = judged(turn(0), X, C, U)
    open_point = replace(grade.points[2], odds=(0.1, 0.7, 0.2), quote="Nobody has to look at rows.")
    assert seems_wrong(open_point)
    grade = replace(grade, points=(*grade.points[:2], open_point))
    assert improvements([turn(0)], [grade])[0] == Message.of("summary.opposite_and_more", count=1, more=1)


PARTS = (StoryPart.SITUATION, StoryPart.OTHERS, StoryPart.OWN_ACTION, StoryPart.RESULT)
STORY = Question(
    "Tell me about a mistake that you put right.",
    "Behavioural",
    kind=QuestionKind.BEHAVIOURAL,
    key_points=tuple(map(story, PARTS)),
    asked_by=PRACTICE,
)
NEAREST = replace(
    STORY,
    key_points=STORY.key_points[2:],
    follow_up=FollowUp(FollowUpKind.EASIER, wording="ask.nearest"),
)


@pytest.mark.parametrize("answer", ["I have never had to do that at work.", "I don't know."])
def test_who_told_what_comes_nearest_is_not_told_to_tell_a_story(answer: str) -> None:
    first, nearest = turn(0, answer, question=STORY), turn(0, "I mixed up two files. I rang the client.", 1, NEAREST)
    nothing = judged(first, M, M, M, M)
    turns = [first, nearest]
    assert head(turns, [nothing, judged(nearest, M, M)])
    told = [nothing, judged(nearest, C, C)]
    assert head(turns, told) == ()
    assert to_practise(session(turns), {each.position: each for each in told}) == ()
    assert "summary.nearest" not in [said.code for said in improvements(turns, told)]


def test_a_question_and_its_repetition_lack_a_part_once() -> None:
    again = replace(STORY, follow_up=FollowUp(FollowUpKind.PROBE, wording="untold.example"))
    turns = [turn(0, question=STORY), turn(0, follow_up=1, question=again)]
    lacking = [judged(each, C, M, C, C) for each in turns]
    assert Message.of("advice.others") not in improvements(turns, lacking)
    turns = [turn(0, question=STORY), turn(1, question=STORY)]
    lacking = [judged(each, C, M, C, C) for each in turns]
    assert Message.of("advice.others") in improvements(turns, lacking)


def test_what_most_stories_tell_is_not_said_to_lack() -> None:
    turns = [turn(number, question=STORY) for number in range(5)]
    verdicts = [M, M, C, C, C]
    assert Message.of("advice.others") not in improvements(
        turns, [judged(each, C, said, C, C) for each, said in zip(turns, verdicts, strict=True)]
    )


def test_parts_of_a_story_of_which_nobody_looked_whether_it_is_about_the_question_are_only_open() -> None:
    points = tuple(PointJudgement(story(part), U, odds=(0.4, 0.0, 0.6)) for part in PARTS)
    one = turn(0, question=STORY)
    grade = replace(judged(one, U, U, U, U), points=points)
    assert not any("about what was asked" in said for said in head([one], [grade]))

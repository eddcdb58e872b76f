"""What is said of a story of which the rest, or all of it, is told behind a follow-up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.grading import Grade, Judgement, PointJudgement, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.lacking import is_told_later
from interview.core.question import FollowUp, FollowUpKind, Question, QuestionKind
from interview.core.turn import Turn
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.practice.interviewer import PracticeInterviewer
from interview.scorer.grader import Grader
from interview.web.last_feedback import _told
from tests.report_builders import GOOD, graded, report, session, turn
from tests.unit.scripted_judge import scripted
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import asked_in_words, group
from tests.unit.test_story_follow_ups import STORY, PartJudge

pytestmark = pytest.mark.sqlite_first

PARTS = (StoryPart.SITUATION, StoryPart.OWN_ACTION, StoryPart.RESULT)
MAIN = replace(GOOD, key_points=tuple(map(story, PARTS)), kind=QuestionKind.BEHAVIOURAL)
FEW, REST = "I had to learn the program in a week, and I did.", "I sat with her two afternoons and filmed the screen."


def follow_up(wording: str) -> Question:
    return replace(MAIN, follow_up=FollowUp(FollowUpKind.PROBE, wording=wording))


def of(one: Turn, *odds: float, verdict: Verdict = Verdict.UNSURE) -> Grade:
    points = [story(part) for part in PARTS]
    made = tuple(
        PointJudgement(point, verdict if share > 0.2 else Verdict.MISSED, odds=(share, 0.0, 1 - share))
        for point, share in zip(points, odds, strict=True)
    )
    return replace(graded(one, (Verdict.MISSED,) * 3, quotes=("",) * 3), points=made)


def test_more_of_what_was_told_goes_on_from_it_and_the_story_told_anew_does_not() -> None:
    goes_on = {way: turn(0, REST, 1, follow_up(f"untold.{way}")).goes_on for way in ("more", "example", "again")}
    assert goes_on == {"more": True, "example": False, "again": False}
    assert follow_up("untold.more").asks_for_a_story_behind


@pytest.mark.parametrize(("told", "wanted"), [((), PARTS[1:]), ((StoryPart.RESULT,), PARTS[1:2])])
def test_who_is_asked_for_more_is_judged_by_what_they_did_and_what_came_of_it_if_that_is_not_told(
    told: tuple[StoryPart, ...], wanted: tuple[StoryPart, ...]
) -> None:
    parts = dict.fromkeys(StoryPart, (Verdict.UNSURE, "")) | dict.fromkeys(told, (Verdict.COVERED, ""))
    asked = group("I talked to the parents a lot. That was hard.", main=MAIN)
    question = PracticeInterviewer(small_bank(), lambda: PartJudge(parts)).follow_up(asked, asked.turns[-1])
    assert question is not None
    assert question.text == asked_in_words("ask.untold.more")
    assert question.key_points == tuple(map(story, wanted))


def test_few_words_on_a_line_of_the_resume_are_asked_for_more_and_for_no_other_example() -> None:
    def behind(answer: str, kind: QuestionKind) -> str | None:
        asked = group(answer, main=replace(STORY, kind=kind))
        judge = PartJudge({}, 0.01)
        question = PracticeInterviewer(small_bank(), lambda: judge).follow_up(asked, asked.turns[-1])
        return None if question is None else question.text

    few, example = "I spoke with him about it.", asked_in_words("ask.untold.example", question=STORY.bare)
    assert behind(few, QuestionKind.PROJECT) == asked_in_words("ask.untold.more")
    assert behind(few, QuestionKind.BEHAVIOURAL) == example
    longer = "The delivery was late again. He said that the road was closed, and that it is so every Monday, and then "
    assert behind(f"{longer} everybody went back to work and nobody spoke of it.", QuestionKind.PROJECT) == example


@pytest.mark.parametrize(("share", "is_told"), [(0.7, True), (0.4, False)])
def test_a_story_that_was_rather_told_when_asked_for_is_not_asked_for_again(share: float, is_told: bool) -> None:
    main, later = turn(0, FEW, question=MAIN), turn(0, REST, 1, follow_up("untold.example"))
    grades = [of(main, 0.0, 0.0, 0.0), of(later, share, share, 0.0)]
    view = report_view(report(session([main, later]), grades), ENGLISH)
    assert any("Question 1: tell a story" in text for text in view.head.changes) is not is_told
    [[first, _]] = view.groups
    assert "Tell one of your own" in first.feedback or is_told
    assert (first.coach.change == first.feedback == ENGLISH.message(Message.of("feedback.told_later"))) is is_told


def test_neither_the_report_nor_the_feedback_between_asks_for_a_story_that_was_told_since() -> None:
    main, later = turn(0, FEW, question=MAIN), turn(0, REST, 1, follow_up("untold.more"))
    grades = {each.position: each for each in (of(main, 0, 0, 0), of(later, 0.9, 0.95, 0, verdict=Verdict.COVERED))}
    made = session([main, later])
    assert (is_told_later(main, made, grades), is_told_later(later, made, grades)) == (True, False)
    assert "Tell one of your own" in _told(main, grades[main.position], ENGLISH, False)
    assert "Tell one of your own" not in _told(main, grades[main.position], ENGLISH, False, is_later=True)


@pytest.mark.slow
def test_no_answer_to_a_follow_up_is_called_too_short(monkeypatch: pytest.MonkeyPatch) -> None:
    scripted(monkeypatch, {(REST, "The speaker tells a concrete thing that they did themselves"): (0.9, 0.0)})

    def is_called_short(one: Turn) -> bool:
        judged = Grader().judge_turn(one)
        assert isinstance(judged, Judgement)
        return "feedback.short_story" in [said.code for said in judged.feedback]

    assert is_called_short(turn(0, REST, question=MAIN))
    assert not is_called_short(turn(0, REST, 1, follow_up("untold.example")))


WE = "We had an incident. We stopped the payouts and we found 312 of them twice. In the end we got all of them back."
OWN = "I was the one in command, and I made the call to stop the payouts."


def behind_we(told: Verdict) -> tuple[Turn, Grade, Turn, Grade]:
    """A story told with "we" of which the own part is open, and its follow-up with that verdict on the own part."""
    main, later = turn(0, WE, question=MAIN), turn(0, OWN, 1, follow_up("ask.own_action"))
    lacking = of(main, 0.9, 0.5, 0.95)
    points = [replace(point, quote=WE.split(". ")[1] + ".") for point in lacking.points]
    points[0], points[2] = (replace(point, verdict=Verdict.COVERED) for point in (points[0], points[2]))
    asked = of(later, 0, 0.9, 0)
    return (
        main,
        replace(lacking, points=tuple(points)),
        later,
        replace(asked, points=(replace(asked.points[1], verdict=told),)),
    )


@pytest.mark.parametrize("is_told", [True, False])
def test_what_a_follow_up_told_is_asked_for_no_more_beside_the_main_answer(is_told: bool) -> None:
    main, grade, later, behind = behind_we(Verdict.COVERED if is_told else Verdict.UNSURE)
    view = report_view(report(session([main, later]), [grade, behind]), ENGLISH)
    first = view.groups[0][0]
    added = ENGLISH.message(Message.of("feedback.added_behind", point=story(StoryPart.OWN_ACTION).said))
    assert (added in first.coach.change, added in first.feedback) == (is_told, is_told)
    notes = [point.note for point in first.points]
    assert notes == ["", "Recognised in a later answer to this question." if is_told else "", ""]
    assert ("what you did yourself? If it does" in first.coach.change) is not is_told
    assert ("You say “we”" in first.coach.change, "You say “we”" in first.feedback) == (False, False)
    between = _told(main, grade, ENGLISH, False, behind=frozenset({StoryPart.OWN_ACTION} if is_told else ()))
    assert ("later answer" in between) is is_told


def test_whose_part_it_was_is_asked_until_a_follow_up_tells_it() -> None:
    main, grade, later, behind = behind_we(Verdict.COVERED)
    points = tuple(replace(point, verdict=Verdict.COVERED) for point in grade.points)
    told = replace(grade, points=points)
    alone, both = (
        report_view(report(session(turns), grades), ENGLISH).groups[0][0].coach.change
        for turns, grades in (([main], [told]), ([main, later], [told, behind]))
    )
    assert "You say “we”" in alone
    assert "You say “we”" not in both

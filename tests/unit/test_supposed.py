"""An answer that tells what somebody would do, where a question asks for one time when they did it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.answer_kind import AnswerKind
from interview.core.flags import OF_KIND
from interview.core.grading import Judgement, PointJudgement, Settled, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.settling import settle
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.practice.interviewer import PracticeInterviewer
from interview.scorer.grader import Grader
from tests.report_builders import GOOD, graded, report, session, turn
from tests.unit.scripted_judge import scripted
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import asked_in_words, group
from tests.unit.test_story_follow_ups import STORY, PartJudge

pytestmark = pytest.mark.sqlite_first

SUPPOSED = OF_KIND[AnswerKind.SUPPOSED]
PARTS = (StoryPart.SITUATION, StoryPart.OWN_ACTION)
WOULD = "If somebody criticised me I would listen first. I would ask for an example and then I'd change it."


def flags(answer: str, *parts: StoryPart) -> tuple[Message, ...]:
    found = Grader().judge(
        "0", "Tell me about a time you were criticised. How did you react?", [*map(story, parts)], "", answer
    )
    assert isinstance(found, Judgement)
    return found.flags


@pytest.mark.slow
def test_the_judge_says_so_where_a_story_was_asked_for_and_no_part_is_recognised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scripted(monkeypatch, {})
    assert flags(WOULD, *PARTS) == (SUPPOSED,)
    assert flags(WOULD, StoryPart.OWN_ACTION) == ()
    assert flags("A guest criticised me. I listened first, asked for an example and changed it.", *PARTS) == ()
    said = "I would ask for an example and then I'd change it."
    scripted(monkeypatch, {(said, "The speaker tells a concrete thing that they did themselves"): (0.9, 0.0)})
    assert flags(WOULD, *PARTS) == ()


def test_who_tells_what_they_would_do_is_asked_for_an_example_however_sure_one_part_is() -> None:
    judge = PartJudge({StoryPart.OWN_ACTION: (Verdict.UNSURE, "I would listen first.")}, 0.01, (SUPPOSED,))
    session_ = group(WOULD, main=STORY)
    question = PracticeInterviewer(small_bank(), lambda: judge).follow_up(session_, session_.turns[-1])
    assert question is not None
    assert question.text == asked_in_words("ask.untold.example", question=STORY.bare)


def test_the_report_asks_for_one_time_when_it_was_done_and_does_not_speak_of_a_story() -> None:
    one = turn(0, WOULD, question=replace(GOOD, key_points=tuple(map(story, PARTS))))
    points = (
        PointJudgement(story(PARTS[0]), Verdict.MISSED, odds=(0.02, 0.0, 0.98), about_asked=0.9),
        PointJudgement(story(PARTS[1]), Verdict.UNSURE, "I would listen first", odds=(0.45, 0, 0.55), about_asked=0.9),
    )
    grade = replace(graded(one, (Verdict.MISSED, Verdict.UNSURE), quotes=("", ""), flags=[SUPPOSED]), points=points)
    view = report_view(report(session([one]), [grade]), ENGLISH)
    [[asked]] = view.groups
    assert asked.coach.change.startswith("You seem to say what you would do.")
    assert asked.feedback == asked.coach.change
    assert view.head.changes == (
        "Question 1: tell one time when you did it, also a small one, and not what you would do.",
    )
    settled = settle(grade, {PARTS[1].value: Settled.SAID})
    [[marked]] = report_view(report(session([one]), [settled]), ENGLISH).groups
    assert "what you would do" not in marked.coach.change

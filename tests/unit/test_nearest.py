"""An answer that tells what comes nearest to a thing that somebody has not had."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.answer_kind import AnswerKind, Heard
from interview.core.flags import OF_KIND
from interview.core.grading import Grade, Judgement, PointJudgement, Settled, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.settling import settle
from interview.documents.headline import headline
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH, words
from interview.scorer.grader import Grader
from tests.report_builders import GOOD, graded, report, session, turn
from tests.unit.scripted_judge import scripted

pytestmark = pytest.mark.sqlite_first

PARTS = (StoryPart.SITUATION, StoryPart.OWN_ACTION)
NEAREST = OF_KIND[AnswerKind.NEAREST]
CHOIR = (
    "I never had to win anybody over at work, I am the only accountant. What comes nearest is my choir. I wanted us to "
    "sing without sheets, so I learned one song by heart with two others and we sang it to the rest."
)


def flagged(kind: AnswerKind, monkeypatch: pytest.MonkeyPatch) -> Judgement:
    """What the grader makes of an answer that is heard as of this kind."""
    scripted(monkeypatch, {})
    monkeypatch.setattr("interview.scorer.grader.heard", lambda *_, **__: Heard(kind, False))
    asked = "Tell me about a time you had to win somebody over. What did you do?"
    found = Grader().judge("0", asked, [*map(story, PARTS)], "", CHOIR)
    assert isinstance(found, Judgement)
    return found


@pytest.mark.slow
def test_who_tells_what_comes_nearest_is_not_told_to_choose_a_story_that_is_about_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = flagged(AnswerKind.NEAREST, monkeypatch)
    assert found.flags == (NEAREST,)
    assert [said.code for said in found.feedback] == ["feedback.nearest"]


def test_the_report_has_what_is_nearest_marked_and_says_of_it_neither_that_it_is_nor_that_it_is_not() -> None:
    one, grade = turn(0, CHOIR, question=replace(GOOD, key_points=tuple(map(story, PARTS)))), of_the_choir()
    for say in (ENGLISH, words("zh")):
        view = report_view(report(session([one]), [grade]), say)
        [[shown]] = view.groups
        assert shown.coach.is_to_check
        assert view.head.changes[0].endswith(shown.coach.in_short)
    [[shown]] = report_view(report(session([one]), [grade]), ENGLISH).groups
    assert "tell what comes nearest" in shown.coach.change
    assert shown.feedback == shown.coach.change


def test_what_is_nearest_is_told_as_such_no_more_once_somebody_marked_a_part_as_told() -> None:
    settled = settle(of_the_choir(), {PARTS[1].value: Settled.SAID})
    one = turn(0, CHOIR, question=replace(GOOD, key_points=tuple(map(story, PARTS))))
    assert settled.kind is None
    assert not any("what is asked" in said for said in headline(report(session([one]), [settled]), ENGLISH).changes)


def of_the_choir() -> Grade:
    points = tuple(PointJudgement(story(p), Verdict.MISSED, odds=(0.02, 0.0, 0.98), about_asked=0.2) for p in PARTS)
    one = turn(0, CHOIR, question=replace(GOOD, key_points=tuple(map(story, PARTS))))
    return replace(graded(one, (Verdict.MISSED, Verdict.MISSED), quotes=("", ""), flags=[NEAREST]), points=points)

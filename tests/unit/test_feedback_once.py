"""Feedback during an interview is no way to an answer with every key point: it comes once for each answer."""

from dataclasses import replace

from interview.core.grading import Grade, Outcome, Verdict
from interview.core.question import FollowUp, FollowUpKind, Question
from interview.core.turn import Feedback
from interview.i18n.translate import ENGLISH
from interview.web.last_feedback import _told
from tests.report_builders import graded, turn

ANSWER = "I measured first. Then I changed one thing and measured again."


def told(feedback: Feedback) -> str:
    plain = turn(0, ANSWER)
    given = replace(plain, answer=replace(plain.answer, feedback=feedback))
    return _told(given, graded(given, [Verdict.COVERED, Verdict.MISSED, Verdict.MISSED]), ENGLISH, False)


def test_what_is_lacking_is_told_before_and_while_the_feedback_is_read():
    assert told(Feedback.NONE) == told(Feedback.SEEN)
    assert "One thing to check" in told(Feedback.SEEN)


def test_an_answer_changed_after_its_feedback_gets_none_before_the_report():
    assert "stands in the report at the end" in told(Feedback.CHANGED)
    assert "One thing to" not in told(Feedback.CHANGED)


def test_an_answer_to_what_has_no_score_by_design_is_not_said_to_be_impossible_to_judge():
    thought_on = Question("Is that always so?", "Messaging", follow_up=FollowUp(FollowUpKind.PROBE))
    given = turn(0, ANSWER, follow_up=1, question=thought_on)
    assert thought_on.without_score is not None
    grade = Grade(given.position, Outcome.UNGRADED, None, reason=thought_on.without_score)
    words = _told(given, grade, ENGLISH, True)
    assert ENGLISH.message(thought_on.without_score) in words
    assert "could not be judged" not in words

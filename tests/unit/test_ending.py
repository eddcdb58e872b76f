"""What is said of ending an interview now: which questions count, and which get no score whatever is said."""

from dataclasses import replace

from interview.core.ending import Ending, ending
from interview.core.going_back import reopen
from interview.core.identity import ASKED_FOR_REAL
from interview.core.preparation import LATE, waiting
from interview.core.question import FollowUp, FollowUpKind, Question
from interview.core.session import InterviewSession
from tests.builders import at, session
from tests.fakes import question

OWN = Question("What is your greatest weakness?", "own", asked_by=ASKED_FOR_REAL)
THINK_ON = replace(question(9), key_points=(), follow_up=FollowUp(FollowUpKind.PROBE))


def asked(*questions: Question) -> InterviewSession:
    made = session(len(questions), follow_up_count=0)
    turns = (replace(turn, question=each) for turn, each in zip(made.turns, questions, strict=True))
    return replace(made, turns=tuple(turns))


def test_a_question_without_a_score_is_neither_graded_nor_counts_0():
    open_still = asked(question(1), OWN, THINK_ON)
    assert ending(open_still) == Ending(answered=0, drafts=0, unanswered=1, without_score=2)
    said = open_still.submit(0, "first", at(1)).submit(1, "I am impatient", at(2))
    assert ending(said) == Ending(answered=1, drafts=0, unanswered=0, without_score=2)


def test_a_draft_is_told_once_also_where_it_will_have_no_score():
    typed = asked(question(1), OWN).submit(0, "", at(1)).save_draft(1, "I am", 1, at(2))
    assert ending(typed) == Ending(answered=0, drafts=1, unanswered=1, without_score=0)


def test_words_typed_before_a_question_was_skipped_are_no_draft():
    skipped = asked(question(1), question(2)).save_draft(0, "half a thought", 1, at(1)).submit(0, "", at(2))
    assert ending(skipped) == Ending(answered=0, drafts=0, unanswered=2, without_score=0)


def test_what_grading_gives_0_by_rule_is_not_said_to_be_graded():
    said = asked(question(1), question(2), question(3)).submit(0, "👍👍👍", at(1)).submit(1, "I don't know.", at(2))
    assert ending(said) == Ending(answered=0, drafts=0, unanswered=3, without_score=0)


def test_an_answer_that_is_open_again_with_an_empty_box_is_an_answer():
    opened = reopen(asked(question(1), question(2)).submit(0, "first", at(1)), 0, at(2)).save_draft(0, "", 9, at(3))
    assert ending(opened) == Ending(answered=1, drafts=0, unanswered=1, without_score=0)


def test_who_waits_for_a_question_is_told_that_those_count_0_that_would():
    made = asked(question(1), replace(question(2), text=""), OWN, question(3)).submit(0, "first", at(1))
    found = waiting(made, None, at(1) + LATE * 2)
    assert found is not None
    assert found.unanswered == 1

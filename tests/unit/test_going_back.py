"""Going back to a submitted answer: its words stay, and nothing around it moves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from interview.core.annotations import flag
from interview.core.follow_ups import settle_follow_up
from interview.core.going_back import (
    ends_by_itself,
    is_changing,
    keep_as_it_was,
    marked,
    next_ends_it,
    reopen,
    taken_back,
)
from interview.core.mode import Mode
from interview.core.question import Position
from interview.core.session import InterviewSession, SessionStatus
from interview.core.swap import check_swap, may_swap
from interview.core.turn import Feedback, Submitted
from interview.errors import Code, Conflict, Invalid, NotFound
from tests.builders import at, session
from tests.fakes import question


def begun(mains: int = 3) -> InterviewSession:
    """The first question, its follow-up and the second are answered; the third has half a sentence."""
    made = session(mains).show_question(at(0)).submit(0, "first", at(1), at(9))
    made = settle_follow_up(made, Position(0), question(70), at(9)).submit(1, "behind the first", at(2))
    made = settle_follow_up(made.submit(2, "second", at(3), at(9)), Position(1), None, at(9))
    return made.save_draft(3, "half a", 4, at(4), writer="a")


def test_the_submitted_words_are_the_draft_again_under_a_revision_nobody_had():
    before = begun().save_draft(3, "half a sentence", 5, at(5), writer="a")
    after = reopen(before, 2, at(6))
    answer = after.turns[2].answer
    assert (answer.draft, answer.text, answer.submitted_at, answer.reopened) == ("second", None, None, True)
    assert answer.revision == before.turns[2].answer.revision + 1
    assert after.current_index == 2


def test_submitting_it_again_leads_back_to_the_open_question_with_its_draft_untouched():
    before = begun()
    after = reopen(before, 0, at(6)).submit(0, "first, said better", at(7), at(20))
    assert (after.current_index, after.turns[3]) == (3, before.turns[3])
    assert after.turns[0].answer.text == "first, said better"


def test_words_for_the_question_one_came_from_are_still_taken():
    after = reopen(begun(), 0, at(6)).save_draft(3, "half a sentence", 5, at(7), writer="a", base=4)
    assert (after.turns[3].answer.draft, after.current_index) == ("half a sentence", 0)


def test_words_for_it_are_taken_also_where_nobody_had_noted_that_it_was_shown():
    made = session(2).submit(0, "first", at(1))
    assert not made.turns[1].was_shown
    after = reopen(made, 0, at(2)).save_draft(1, "already typing", 1, at(3))
    assert after.turns[1].answer.draft == "already typing"


def test_a_question_that_was_never_shown_takes_no_words_from_there():
    with pytest.raises(Conflict):
        reopen(session(4).submit(0, "first", at(1)), 0, at(2)).save_draft(2, "ahead", 1, at(3))


def test_no_other_question_comes_in_between():
    """A second follow-up where there is one, or one where a later question was shown, would move what was shown."""
    for index in (0, 1, 2):
        opened = reopen(begun(), index, at(6))
        again = opened.submit(index, "said otherwise", at(7), at(20))
        assert again.undecided is None
        assert [turn.position for turn in again.turns] == [turn.position for turn in begun().turns]
        assert opened.expected_total == begun().expected_total


def test_every_question_that_was_shown_still_counts_as_shown():
    before = begun()
    assert reopen(before, 0, at(6)).shown_count == before.shown_count == 4


def test_an_answer_that_is_open_is_opened_once():
    opened = reopen(begun(), 1, at(6))
    assert reopen(opened, 1, at(7)) is opened


def test_while_an_answer_is_being_changed_no_other_one_is_opened():
    changing = reopen(begun(), 0, at(6))
    assert (is_changing(begun()), is_changing(changing)) == (False, True)
    with pytest.raises(Conflict) as refused:
        reopen(changing, 2, at(7))
    assert refused.value.message.code == "error.changing_another"
    for over in (changing.submit(0, "first, rewritten", at(8)), keep_as_it_was(changing, 0)):
        assert not is_changing(over)
        assert reopen(over, 2, at(9)).current_index == 2


def test_ending_loses_no_words_of_several_answers_that_an_earlier_release_has_opened():
    one, other = reopen(begun(), 0, at(6)), reopen(begun(), 2, at(7))
    opened = one.replace_turn(2, other.turns[2]).save_draft(0, "first, rewritten", 9, at(8))
    ended = opened.complete(at(9))
    said = [turn.answer.text for turn in ended.turns]
    assert said == ["first, rewritten", "behind the first", "second", "half a"]
    assert ended.status is SessionStatus.COMPLETED


def test_there_is_no_way_back_before_a_question_nor_after_the_end_nor_while_one_is_thought_of():
    with pytest.raises(NotFound):
        reopen(begun(), 9, at(6))
    with pytest.raises(Conflict) as over:
        reopen(begun().complete(at(5)), 0, at(6))
    assert over.value.code is Code.INTERVIEW_ALREADY_COMPLETED
    with pytest.raises(Conflict):
        reopen(session().submit(0, "first", at(1), at(9)), 0, at(2))


def test_there_is_no_way_back_in_real_mode():
    with pytest.raises(Invalid) as refused:
        reopen(replace(begun(), mode=Mode.REAL), 0, at(6))
    assert refused.value.code is Code.INTERVIEW_REAL_MODE


def test_a_question_that_was_answered_is_not_swapped_although_its_box_is_empty_now():
    opened = reopen(begun(), 2, at(6))
    emptied = opened.save_draft(2, "", 99, at(7))
    assert not may_swap(emptied)
    with pytest.raises(Conflict):
        check_swap(emptied, 2)


def test_nothing_is_submitted_in_place_of_words_that_were_opened_again():
    opened = reopen(begun(), 0, at(6))
    with pytest.raises(Invalid) as refused:
        opened.submit(0, "  ", at(7))
    assert refused.value.code is Code.INTERVIEW_ANSWER_EMPTY
    assert opened.current_index == 0


def test_a_question_that_was_skipped_can_be_skipped_again():
    opened = reopen(session(2).submit(0, "", at(1)), 0, at(2))
    assert opened.turns[0].answer.may_be_empty
    assert opened.submit(0, "", at(3)).current_index == 1


def test_the_words_in_the_box_of_a_question_that_is_skipped_are_kept_and_come_back():
    typed = session(2).show_question(at(0)).save_draft(0, "half a thought", 3, at(1), writer="a")
    skipped = typed.submit(0, "", at(2), at(9))
    answer = skipped.turns[0].answer
    assert (answer.text, answer.unused, answer.at_the_end) == ("", "half a thought", "")
    assert (skipped.drafts, skipped.undecided, skipped.current_index) == ((), None, 1)
    opened = reopen(skipped, 0, at(3))
    assert (opened.turns[0].answer.draft, opened.turns[0].answer.before) == ("half a thought", Submitted("", at(2)))
    left = keep_as_it_was(opened, 0).turns[0].answer
    assert (left.text, left.unused) == ("", "half a thought")
    told = opened.submit(0, "a whole thought", at(4)).turns[0].answer
    assert (told.text, told.unused) == ("a whole thought", "")


def test_the_words_of_a_skipped_question_are_no_answer_at_the_end():
    typed = replace(session(2), mode=Mode.REAL).show_question(at(0)).save_draft(0, "half a thought", 3, at(1))
    ended = typed.submit(0, "", at(2)).complete(at(3))
    assert (ended.turns[0].answer.text, ended.turns[0].answer.unused) == ("", "half a thought")


def test_a_box_that_was_emptied_before_its_question_is_skipped_keeps_nothing():
    emptied = session(2).save_draft(0, "no", 1, at(1)).save_draft(0, "", 2, at(2))
    assert emptied.submit(0, "", at(3)).turns[0].answer.unused == ""


def test_an_answer_that_is_kept_is_what_it_was_and_the_words_of_the_change_come_back():
    before = begun()
    changing = reopen(before, 0, at(6)).save_draft(0, "first, worse", 9, at(7))
    after = keep_as_it_was(changing, 0)
    known, kept = before.turns[0].answer, after.turns[0].answer
    assert (kept.text, kept.submitted_at, kept.reopened) == (known.text, known.submitted_at, known.reopened)
    assert (kept.unused, kept.before, after.current_index) == ("first, worse", None, 3)
    again = reopen(after, 0, at(8))
    assert again.turns[0].answer.draft == "first, worse"
    assert again.turns[0].answer.before == changing.turns[0].answer.before == Submitted("first", at(1))
    assert keep_as_it_was(after, 0) is after
    assert again.submit(0, "first, better", at(9)).turns[0].answer.unused == ""


def test_an_answer_that_was_seen_by_nobody_else_is_called_changed_only_while_it_is():
    before = begun()
    seen = replace(before.turns[0], answer=replace(before.turns[0].answer, feedback=Feedback.SEEN))
    changing = reopen(replace(before, turns=(seen, *before.turns[1:])), 0, at(6))
    assert changing.turns[0].answer.feedback is Feedback.CHANGED
    assert keep_as_it_was(changing, 0).turns[0].answer.feedback is Feedback.SEEN


def test_only_an_answer_that_was_submitted_before_is_kept_as_it_was():
    with pytest.raises(Conflict):
        keep_as_it_was(begun(), 3)


def test_an_emptied_box_takes_no_submitted_words_away_at_the_end():
    emptied = reopen(begun(), 0, at(6)).save_draft(0, "", 9, at(7))
    assert not emptied.turns[0].answer.may_be_empty
    ended = emptied.complete(at(8))
    assert [turn.answer.text for turn in ended.turns] == ["first", "behind the first", "second", "half a"]
    changed = reopen(begun(), 0, at(6)).save_draft(0, "first, better", 9, at(7)).complete(at(8))
    assert changed.turns[0].answer.text == "first, better"


def test_the_whole_group_of_an_opened_answer_is_graded_anew():
    before = begun()
    assert [turn.position for turn in taken_back(before, reopen(before, 1, at(6)))] == [Position(0), Position(0, 1)]
    assert taken_back(before, before.save_draft(3, "more", 9, at(6))) == ()


def all_answered(flagged: bool, mode: Mode = Mode.PRACTICE) -> tuple[InterviewSession, InterviewSession]:
    before = flag(replace(session(1, follow_up_count=0), mode=mode).show_question(at(0)), 0, flagged)
    return before, before.submit(0, "the only one", at(1))


def test_the_last_answer_ends_the_interview_unless_one_is_marked():
    assert ends_by_itself(*all_answered(flagged=False))
    assert not ends_by_itself(*all_answered(flagged=True))
    assert ends_by_itself(*all_answered(flagged=True, mode=Mode.REAL))


def test_it_is_known_beforehand_which_answer_ends_the_interview():
    two = replace(session(2, follow_up_count=0), mode=Mode.PRACTICE).show_question(at(0))
    assert not next_ends_it(two)
    last = two.submit(0, "first", at(1)).show_question(at(1))
    assert next_ends_it(last)
    assert not next_ends_it(flag(last, 0, True))
    assert not next_ends_it(last.submit(1, "second", at(2)))


def test_taking_the_last_mark_away_ends_nothing():
    _, waiting = all_answered(flagged=True)
    assert [index for index, _ in marked(waiting)] == [0]
    assert not ends_by_itself(waiting, flag(waiting, 0, False))


def test_nothing_ends_while_a_follow_up_is_thought_of():
    before = session(1)
    assert not ends_by_itself(before, before.submit(0, "the only one", at(1), at(1) + timedelta(seconds=8)))

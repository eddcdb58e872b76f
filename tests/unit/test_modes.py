"""Real mode: one time for the whole interview, which begins with the first question and stops for nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from interview.core.annotations import flag, show_hint
from interview.core.follow_ups import settle_follow_up
from interview.core.mode import GRACE, Mode, minutes_in_all
from interview.core.question import Position
from interview.core.rounds import Round
from interview.core.session import InterviewSession
from interview.core.swap import may_swap
from interview.errors import Code, Conflict, Invalid
from tests.builders import at, session
from tests.fakes import question


def real(mains: int = 2) -> InterviewSession:
    return replace(session(mains), mode=Mode.REAL)


END = timedelta(minutes=12)


def test_an_interview_is_practice_unless_told_and_has_no_end():
    shown = session().show_question(at(0)).save_draft(0, "half", 1, at(1))
    assert (shown.mode, shown.ends_at, shown.seconds_left(at(99))) == (Mode.PRACTICE, None, None)
    assert not shown.is_time_up(at(10**7))


@pytest.mark.parametrize(
    ("round", "questions", "follow_ups", "minutes"),
    [(Round.MIXED, 5, 1, 30), (Round.MIXED, 5, 0, 20), (Round.PHONE, 6, 1, 24), (Round.MANAGER, 6, 2, 48)],
)
def test_the_time_is_what_the_answers_usually_take(round: Round, questions: int, follow_ups: int, minutes: int):
    assert minutes_in_all(round, questions, follow_ups) == minutes


@pytest.mark.parametrize(
    "begin",
    [
        lambda made: made.show_question(at(60)),
        lambda made: made.save_draft(0, "half", 1, at(60)),
        lambda made: made.submit(0, "first", at(60)),
    ],
)
def test_the_time_begins_with_the_first_question_and_not_before(begin):
    made = real()
    assert (made.ends_at, made.seconds_left(at(0)), made.minutes) == (None, 12 * 60, 12)
    begun = begin(made)
    assert begun.ends_at == at(60) + END
    assert begun.show_question(at(500)).save_draft(begun.current_index, "on", 9, at(600)).ends_at == begun.ends_at
    assert begun.seconds_left(at(61)) == 12 * 60 - 1


def test_words_on_their_way_are_taken_a_little_longer_and_then_no_more():
    begun = real().show_question(at(0))
    end = at(0) + END
    late = begun.save_draft(0, "typed in time", 1, end + GRACE - timedelta(seconds=1))
    assert late.turns[0].answer.draft == "typed in time"
    assert late.is_time_up(end)
    assert not late.is_overdue(end)
    for change in (lambda: late.save_draft(0, "later", 2, end + GRACE), lambda: late.submit(0, "later", end + GRACE)):
        with pytest.raises(Conflict) as refused:
            change()
        assert refused.value.code is Code.INTERVIEW_ALREADY_COMPLETED
        assert refused.value.message.code == "error.time_is_up"


def test_what_was_saved_is_the_answer_and_the_interview_ended_when_its_time_was_over():
    begun = real().show_question(at(0)).save_draft(0, "half a sentence", 1, at(5))
    ended = begun.complete(at(10**6))
    assert (ended.turns[0].answer.text, ended.completed_at) == ("half a sentence", at(0) + END)
    with pytest.raises(Conflict) as refused:
        ended.save_draft(0, "later", 2, at(10**6))
    assert refused.value.message.code == "error.time_is_up"


def test_one_that_is_ended_earlier_ended_then():
    assert real().show_question(at(0)).complete(at(30)).completed_at == at(30)


def test_no_follow_up_comes_once_the_time_is_over():
    begun = real().show_question(at(0))
    assert begun.submit(0, "an answer", at(0) + END, at(10**4)).undecided is None
    assert begun.submit(0, "an answer", at(5), at(10)).undecided is not None


def test_the_time_that_an_answer_is_read_is_given_back_once():
    submitted = real().show_question(at(0)).submit(0, "an answer", at(10), at(25))
    left_s = submitted.seconds_left(at(10))
    assert left_s is not None
    assert submitted.seconds_left(at(25)) == left_s
    for asked in (question(7), None):
        settled = settle_follow_up(submitted, Position(0), asked, at(25))
        assert settled.seconds_left(at(25)) == left_s
        assert settled.seconds_left(at(30)) == left_s - 5
        assert settle_follow_up(settled, Position(0), question(8), at(40)) is settled


def test_an_answer_of_the_last_seconds_gets_its_follow_up_and_the_seconds_that_were_left():
    end = at(0) + END
    submitted = (
        real().show_question(at(0)).submit(0, "an answer", end - timedelta(seconds=2), end + timedelta(seconds=13))
    )
    read = end + timedelta(seconds=13)
    assert not submitted.is_overdue(read)
    settled = settle_follow_up(submitted, Position(0), question(7), read)
    assert (len(settled.turns), settled.seconds_left(read)) == (3, 2)


def test_a_follow_up_that_nobody_decides_any_more_keeps_no_interview_open():
    submitted = real().show_question(at(0)).submit(0, "an answer", at(10), at(25))
    assert submitted.is_overdue(at(10) + END + timedelta(minutes=1))


def test_no_question_counts_as_shown_before_the_time_begins():
    made = real()
    assert (made.shown_count, made.show_question(at(0)).shown_count, made.complete(at(1)).shown_count) == (0, 1, 2)
    with pytest.raises(Conflict):
        flag(made, 0, True)


def test_real_mode_has_no_hint_and_no_swap():
    begun = real().show_question(at(0))
    with pytest.raises(Invalid) as refused:
        show_hint(begun, 0)
    assert refused.value.code is Code.INTERVIEW_REAL_MODE
    assert not may_swap(begun)

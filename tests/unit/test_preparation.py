"""What is still being written takes its place only where nobody has seen what stood there, without any server."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from interview.core.annotations import flag
from interview.core.follow_ups import settle_follow_up
from interview.core.going_back import reopen
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.interviewer import Brief
from interview.core.key_point import statements
from interview.core.mode import GRACE, Mode
from interview.core.plan import plan
from interview.core.preparation import (
    LATE,
    Preparation,
    detailed,
    gone_on,
    place,
    settled,
    to_detail,
    to_write,
    waiting,
    written,
)
from interview.core.profile import Level, Profile
from interview.core.question import Position, Question
from interview.core.session import InterviewSession
from interview.core.swap import may_swap
from interview.core.turn import Awaits, Turn
from interview.errors import Conflict
from interview.messages import Message
from tests.builders import NOON, RESUME, at, session

MODEL = model_interviewer("m")
SLOTS = plan(3, Level.MID)
OPENING = Question("What is a generator?", "Python", asked_by=MODEL)
NEW = Question("What does an index cost?", "SQL", key_points=statements("a", "b", "c"), asked_by=MODEL)
STAND_IN = Question("From the bank?", "SQL", asked_by=PRACTICE)


def begun(stand_in: Question | None = STAND_IN) -> InterviewSession:
    """Three places: the first is asked without its details, the others wait."""
    places = [place(main, SLOTS[main], stand_in, MODEL) for main in (1, 2)]
    return replace(session(), turns=(Turn(Position(0), OPENING, awaits=Awaits.DETAILS), *places), follow_up_count=0)


def left(**more: object) -> Preparation:
    return Preparation("s1", "local", Brief(Profile(), RESUME, SLOTS), ("", "", ""), NOON, **more)  # type: ignore[arg-type]


def test_a_question_takes_the_place_of_a_stand_in_that_was_not_shown() -> None:
    after = written(begun(), Position(1), NEW, at(1))
    assert (after.turns[1].question, after.turns[1].awaits) == (NEW, Awaits.NOTHING)
    assert [turn.position for turn in to_write(after)] == [Position(2)]


@pytest.mark.parametrize("how", ["submitted", "shown", "went back"])
def test_a_stand_in_that_was_before_the_candidate_stays(how: str) -> None:
    known = begun().submit(0, "my words", at(1))
    if how == "shown":
        known = known.show_question(at(2))
    if how == "went back":
        known = reopen(known, 0, at(3))
    assert written(known, Position(1), NEW, at(4)) is known
    assert [turn.position for turn in to_write(known)] == [Position(2)]


def test_while_a_follow_up_is_decided_the_next_question_may_still_come() -> None:
    known = replace(begun(), follow_up_count=1).submit(0, "my words", at(1), at(9))
    assert written(known, Position(1), NEW, at(2)).turns[1].question == NEW


def test_nothing_is_written_into_an_interview_that_is_over() -> None:
    over = begun().complete(at(1))
    assert to_write(over) == ()
    assert written(over, Position(1), NEW, at(2)) is over


def test_an_empty_place_is_waited_for_and_nothing_can_be_done_with_it() -> None:
    known = begun(None).submit(0, "my words", at(1))
    assert known.is_waiting
    assert known.shown_count == 1
    assert known.show_question(at(2)) is known
    assert not may_swap(known)
    with pytest.raises(Conflict):
        known.submit(1, "too early", at(2))
    with pytest.raises(Conflict):
        known.save_draft(1, "too early", 1, at(2))
    with pytest.raises(Conflict):
        flag(known, 1, True)
    after = written(known, Position(1), NEW, at(3))
    assert after.current is not None
    assert after.current.question == NEW
    assert not after.is_waiting


def test_what_nobody_wrote_is_no_part_of_an_interview_that_is_over() -> None:
    assert [turn.question for turn in begun(None).complete(at(1)).turns] == [OPENING]


def test_details_belong_to_the_question_they_were_written_for() -> None:
    whole = replace(OPENING, key_points=statements("a", "b", "c"), hint="Think.")
    after = detailed(begun(), Position(0), whole)
    assert after.turns[0].question.hint == "Think."
    assert to_detail(after) == ()
    assert detailed(after, Position(0), replace(whole, hint="Other.")) is after
    swapped = replace(begun(), turns=(Turn(Position(0), NEW, swaps=1), *begun().turns[1:]))
    assert detailed(swapped, Position(0), whole) is swapped


def test_a_place_may_keep_its_stand_in_but_not_stay_empty() -> None:
    assert settled(begun(), Position(1)).turns[1].awaits is Awaits.NOTHING
    empty = begun(None)
    assert settled(empty, Position(1)) is empty


def test_whoever_waits_is_told_real_counts_and_after_a_while_that_it_is_late() -> None:
    assert waiting(begun(), left(), at(1)) is None
    known = begun(None).submit(0, "my words", at(10))
    soon = waiting(known, left(), at(20))
    assert soon is not None
    assert (soon.number, soon.total, soon.ready, soon.wanted, soon.problem) == (2, 3, 1, 3, None)
    late = waiting(known, left(), at(11) + LATE)
    assert late is not None
    assert late.problem == Message.of("error.question_late")
    assert not late.may_try_again
    why = Message.of("error.model_key")
    ended = waiting(known, left(error=why, is_given_up=True), at(20))
    assert ended is not None
    assert (ended.problem, ended.may_try_again) == (why, True)


def test_an_error_of_an_attempt_that_rests_is_told_and_can_be_tried_again_at_once() -> None:
    known, why = begun(None).submit(0, "my words", at(10)), Message.of("error.budget_of_day")
    resting = waiting(known, left(error=why, failures=1), at(20))
    assert resting is not None
    assert (resting.problem, resting.may_try_again) == (why, True)
    at_work = waiting(known, left(error=why, failures=1, is_at_work=True), at(20))
    assert at_work is not None
    assert (at_work.problem, at_work.may_try_again) == (None, False)
    without_a_reason = waiting(known, left(is_given_up=True), at(20))
    assert without_a_reason is not None
    assert (without_a_reason.problem, without_a_reason.may_try_again) == (Message.of("error.question_late"), True)


def test_questions_behind_the_one_that_is_waited_for_are_counted_where_they_would_count_0() -> None:
    known = written(begun(None), Position(2), NEW, at(1))
    for said, count in (("my words", 1), ("", 2)):
        found = waiting(known.submit(0, said, at(2)), left(), at(3))
        assert found is not None
        assert found.unanswered == count
    only_the_first = waiting(begun(None).submit(0, "my words", at(2)), left(), at(3))
    assert only_the_first is not None
    assert only_the_first.unanswered == 0


def test_no_time_of_a_real_interview_passes_while_a_question_is_waited_for() -> None:
    real = replace(begun(None), mode=Mode.REAL).show_question(at(0))
    assert real.ends_at is not None
    left_s = real.seconds_left(at(60))
    waits = real.submit(0, "my words", at(60))
    late = real.ends_at + timedelta(days=1)
    assert waits.seconds_left(late) == left_s
    assert not waits.is_time_up(late)
    assert not waits.is_overdue(late)
    goes_on = written(waits, Position(1), NEW, late)
    assert goes_on.seconds_left(late) == left_s
    assert goes_on.is_overdue(late + timedelta(days=1))
    ended = waits.complete(late)
    assert ended.completed_at == late
    assert not ended.is_time_up(late)


def test_a_question_that_is_waited_for_gives_no_time_back_that_was_over_before() -> None:
    real = replace(begun(None), mode=Mode.REAL).show_question(at(0))
    assert real.ends_at is not None
    in_the_grace = real.ends_at + timedelta(seconds=1)
    assert real.submit(0, "my words", in_the_grace).is_overdue(real.ends_at + GRACE)


def test_whoever_waits_in_vain_may_go_on_with_a_question_that_is_there() -> None:
    known = written(begun(None), Position(2), NEW, at(1)).submit(0, "my words", at(10))
    assert waiting(known, left(), at(20)).may_go_on is False  # type: ignore[union-attr]
    given_up = left(error=Message.of("error.model_declined"), is_given_up=True)
    assert waiting(known, given_up, at(20)).may_go_on is True  # type: ignore[union-attr]
    after = gone_on(known, Position(1), at(30))
    assert [turn.position for turn in after.turns] == [Position(0), Position(2)]
    assert after.current is not None
    assert after.current.question == NEW
    assert after.turns[0] == known.turns[0]
    assert gone_on(after, Position(2), at(31)) is after


def test_where_no_other_question_is_there_nobody_goes_on_and_nothing_is_left_out() -> None:
    known = begun(None).submit(0, "my words", at(10))
    given_up = left(error=Message.of("error.model_declined"), is_given_up=True)
    assert waiting(known, given_up, at(20)).may_go_on is False  # type: ignore[union-attr]
    assert gone_on(known, Position(1), at(30)) is known


def test_of_the_questions_that_are_left_each_is_counted_where_it_stands() -> None:
    known = replace(begun(None), turns=(*begun(None).turns, place(3, SLOTS[2], None, MODEL)))
    known = gone_on(written(known, Position(2), NEW, at(1)).submit(0, "my words", at(10)), Position(1), at(20))
    told = waiting(known.submit(1, "more words", at(30)), left(), at(40))
    assert told is not None
    assert (told.number, told.total) == (4, 4)
    assert (told.ready, told.wanted) == (2, 3)


def test_time_that_was_waited_for_a_question_that_is_left_out_is_given_back() -> None:
    known = written(replace(begun(None), mode=Mode.REAL), Position(2), NEW, at(0)).show_question(at(1))
    known = known.submit(0, "my words", at(10))
    after = gone_on(known, Position(1), at(110))
    assert known.ends_at is not None
    assert after.ends_at == known.ends_at + timedelta(seconds=(at(110) - at(10)).total_seconds())


@pytest.mark.parametrize("written_s", [20, 110], ids=["while it is read", "after it"])
def test_who_waits_for_the_reading_and_for_the_next_question_gets_that_time_back_once(written_s: int) -> None:
    known = replace(begun(None), mode=Mode.REAL, follow_up_count=1).show_question(at(1))
    known = known.submit(0, "my words", at(10), at(25))
    left_s = known.seconds_left(at(10))
    if written_s < 25:
        known = written(known, Position(1), NEW, at(written_s))
    known = settle_follow_up(known, Position(0), None, at(25))
    assert known.seconds_left(at(25)) == left_s
    if written_s > 25:
        known = written(known, Position(1), NEW, at(written_s))
    assert known.seconds_left(at(max(25, written_s))) == left_s


def two_unwritten(mode: Mode) -> InterviewSession:
    """Four places, of which the first is answered and the last is there; nobody wrote the two between."""
    known = replace(begun(None), turns=(*begun(None).turns, place(3, SLOTS[2], None, MODEL)), mode=mode)
    return written(known, Position(3), NEW, at(0)).show_question(at(1)).submit(0, "my words", at(10))


@pytest.mark.parametrize("end", ["another is left out", "it is written"])
def test_the_time_of_one_wait_is_given_back_once_however_many_questions_are_left_out(end: str) -> None:
    known = two_unwritten(Mode.REAL)
    left_s = known.seconds_left(at(10))
    waits = gone_on(known, Position(1), at(110))
    assert (waits.is_waiting, waits.ends_at, waits.seconds_left(at(150))) == (True, known.ends_at, left_s)
    is_left_out = end == "another is left out"
    after = gone_on(waits, Position(2), at(210)) if is_left_out else written(waits, Position(2), NEW, at(210))
    assert not after.is_waiting
    assert after.seconds_left(at(210)) == left_s


def test_going_on_twice_without_one_question_leaves_out_no_other() -> None:
    known = two_unwritten(Mode.PRACTICE)
    once = gone_on(known, Position(1), at(110))
    assert [turn.position for turn in once.turns] == [Position(0), Position(2), Position(3)]
    assert gone_on(once, Position(1), at(111)) is once

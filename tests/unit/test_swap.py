"""When a question may be swapped, and what is left of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.annotations import flag
from interview.core.follow_ups import settle_follow_up
from interview.core.plan import Slot
from interview.core.profile import Level
from interview.core.question import Difficulty, Position, Question, QuestionKind
from interview.core.rounds import ABOUT_YOU, CHOSEN, DESIGN, Round, slots
from interview.core.session import SessionKind
from interview.core.swap import SwapReason, asking, check_swap, may_swap, slot_of, swap, swapped
from interview.errors import Code, Conflict, Invalid, NotFound
from tests.builders import at, session
from tests.fakes import question

OTHER = question(99)


def test_another_question_stands_at_the_same_place_with_nothing_of_the_first():
    marked = flag(session(), 0, True).show_question(at(1)).save_draft(0, "  ", 3, at(2), writer="tab")
    after = swap(marked, 0, 0, OTHER)
    (first, second), (_, untouched) = after.turns, marked.turns
    assert (first.question, first.position, first.swaps) == (OTHER, Position(0), 1)
    assert (first.answer.draft, first.answer.revision, first.answer.flagged, first.first_shown_at) == (
        "",
        0,
        False,
        None,
    )
    assert second == untouched


@given(mains=st.integers(1, 5), follow_ups=st.integers(0, 3), answered=st.integers(0, 4), swaps=st.integers(1, 4))
def test_a_swap_changes_no_number_of_the_interview(mains, follow_ups, answered, swaps):
    now = session(mains, follow_ups)
    for index in range(min(answered, mains - 1)):
        now = now.submit(index, "", at(index))
    index, before = now.current_index, now
    for number in range(swaps):
        now = swap(now, index, number, question(100 + number))
    assert (now.expected_total, now.current_index, now.status) == (before.expected_total, index, before.status)
    assert [turn.position for turn in now.turns] == [turn.position for turn in before.turns]
    assert [turn.answer.text for turn in now.turns] == [turn.answer.text for turn in before.turns]


@given(text=st.text(max_size=20))
def test_a_question_is_swapped_exactly_while_nothing_is_written(text):
    written = session().save_draft(0, text, 1, at(1))
    if text.strip():
        with pytest.raises(Conflict) as refused:
            swap(written, 0, 0, OTHER)
        assert refused.value.code is Code.INTERVIEW_ANSWER_BEGUN
    else:
        assert swap(written, 0, 0, OTHER).turns[0].question == OTHER


@pytest.mark.parametrize("answer", ["my words", ""])
def test_a_question_that_was_answered_or_skipped_stays(answer):
    answered = session(follow_up_count=0).submit(0, answer, at(1))
    with pytest.raises(Conflict) as refused:
        check_swap(answered, 0)
    assert refused.value.code is Code.INTERVIEW_NOT_CURRENT_QUESTION


def test_a_later_question_and_one_that_is_not_there_stay():
    with pytest.raises(Conflict):
        check_swap(session(), 1)
    with pytest.raises(NotFound):
        check_swap(session(), 2)


def test_nothing_is_swapped_while_a_follow_up_is_being_decided():
    undecided = session().submit(0, "my words", at(1), at(9))
    with pytest.raises(Conflict) as refused:
        check_swap(undecided, 1)
    assert refused.value.code is Code.INTERVIEW_NOT_CURRENT_QUESTION


def test_a_follow_up_cannot_be_swapped():
    asked = settle_follow_up(session().submit(0, "my words", at(1), at(9)), Position(0), question(7), at(9))
    assert not may_swap(asked)
    with pytest.raises(Invalid) as refused:
        check_swap(asked, 1)
    assert refused.value.message.code == "error.swap_follow_up"


@pytest.mark.parametrize("kind", [SessionKind.RETAKE, SessionKind.REVIEW])
def test_a_question_that_is_asked_again_on_purpose_cannot_be_swapped(kind):
    again = replace(session(), kind=kind)
    assert not may_swap(again)
    with pytest.raises(Invalid) as refused:
        check_swap(again, 0)
    assert refused.value.message.code == "error.swap_asked_again"


def test_a_finished_interview_stays_as_it_is():
    finished = session().complete(at(1))
    assert not may_swap(finished)
    with pytest.raises(Conflict) as refused:
        check_swap(finished, 0)
    assert refused.value.code is Code.INTERVIEW_ALREADY_COMPLETED


def test_words_for_a_question_that_was_swapped_are_refused_and_those_for_the_new_one_are_not():
    after = swap(session(), 0, 0, OTHER)
    for change in (
        lambda now, swaps: asking(now, 0, swaps).save_draft(0, "for the old one", 1, at(2)),
        lambda now, swaps: asking(now, 0, swaps).submit(0, "for the old one", at(2)),
        lambda now, swaps: swap(now, 0, swaps, question(100)),
    ):
        with pytest.raises(Conflict) as refused:
            change(after, 0)
        assert refused.value.message.code == "error.question_swapped"
        assert change(after, 1) != after
    assert asking(after, 0, None) is after


def test_what_is_remembered_is_the_question_with_its_place_and_why():
    turn = swap(session(), 0, 0, replace(OTHER, bank_id="kafka-lag", category="Kafka")).turns[0]
    found = swapped(turn, "kafka", SwapReason.NOT_MY_FIELD, at(5))
    assert (found.position, found.swaps, found.text, found.bank_id) == (Position(0), 1, OTHER.text, "kafka-lag")
    assert (found.topic, found.category, found.reason, found.at) == ("kafka", "Kafka", SwapReason.NOT_MY_FIELD, at(5))


@given(
    kind=st.sampled_from(CHOSEN),
    count=st.integers(1, 24),
    level=st.sampled_from(Level),
    achievements=st.integers(0, 9),
    data=st.data(),
)
def test_the_slot_of_a_question_is_the_one_it_was_asked_for(kind, count, level, achievements, data):
    wanted = data.draw(st.sampled_from(slots(kind, count, level, achievements, "kafka")))
    topic = data.draw(st.sampled_from(wanted.topics or ("python",)))
    asked = Question("What?", "A category", kind=wanted.kind, difficulty=wanted.difficulty)
    found = slot_of(kind, asked, topic)
    assert found == replace(wanted, is_fundamental=False, is_replacement=True)


def test_only_a_round_that_asks_for_its_topic_holds_a_question_to_it():
    asked = Question("What?", "A category", difficulty=Difficulty.HARD)
    free = Slot(QuestionKind.SKILL, Difficulty.HARD, is_replacement=True)
    for topic in (ABOUT_YOU, *DESIGN, "kafka", ""):
        assert slot_of(Round.MIXED, asked, topic) == free

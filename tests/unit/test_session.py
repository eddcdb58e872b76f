from dataclasses import replace

import pytest

from interview.core.annotations import flag, show_hint
from interview.core.follow_ups import planned_follow_up, settle_follow_up
from interview.core.question import Position
from interview.core.rounds import Round
from interview.core.session import SessionStatus
from interview.core.turn import MAX_ANSWER_CHARS, storable
from interview.errors import Code, Conflict, Invalid, NotFound
from interview.i18n.translate import ENGLISH
from tests.builders import NOON, at, session
from tests.fakes import question


def test_a_draft_does_not_move_the_interview():
    after = session().save_draft(0, "half a", 1, at(1))
    assert after.current_index == 0
    assert after.turns[0].answer.draft == "half a"
    assert after.status is SessionStatus.IN_PROGRESS


@pytest.mark.parametrize("revision", [1, 2])
def test_an_older_or_repeated_revision_changes_nothing(revision):
    saved = session().save_draft(0, "newer", 2, at(1))
    assert saved.save_draft(0, "late", revision, at(2)) is saved


def test_a_tab_that_saw_a_later_database_does_not_erase_the_other_tabs_words():
    saved = session().save_draft(0, "from a", 2, at(1), writer="a", base=0)
    assert saved.save_draft(0, "from b", 6, at(2), writer="b", base=5) is saved
    assert saved.save_draft(0, "a goes on", 6, at(2), writer="a", base=5).turns[0].answer.draft == "a goes on"


def test_a_tab_that_has_not_seen_the_other_tabs_words_does_not_erase_them():
    saved = session().save_draft(0, "from a", 1, at(1), writer="a", base=0)
    assert saved.save_draft(0, "from b", 2, at(2), writer="b", base=0) is saved
    assert saved.save_draft(0, "from b, seen", 2, at(2), writer="b", base=1).turns[0].answer.draft == "from b, seen"
    assert saved.save_draft(0, "a goes on", 2, at(2), writer="a", base=0).turns[0].answer.draft == "a goes on"


def test_a_draft_never_replaces_a_submitted_answer():
    submitted = session().submit(0, "final", at(1))
    with pytest.raises(Conflict) as caught:
        submitted.save_draft(0, "late draft", 9, at(2))
    assert caught.value.code is Code.INTERVIEW_NOT_CURRENT_QUESTION


def test_a_question_that_was_not_reached_takes_no_draft():
    with pytest.raises(Conflict):
        session().save_draft(1, "ahead", 1, at(1))
    with pytest.raises(NotFound):
        session().save_draft(7, "nowhere", 1, at(1))


def test_the_same_answer_twice_is_once_and_another_is_a_conflict():
    once = session().submit(0, "same", at(1))
    assert once.submit(0, "same", at(2)) is once
    with pytest.raises(Conflict):
        once.submit(0, "different", at(2))


def test_no_later_question_is_current_until_the_follow_up_is_settled():
    waiting = session().submit(0, "an answer", at(1), follow_up_deadline=at(9))
    assert waiting.undecided is not None
    with pytest.raises(Conflict):
        waiting.submit(1, "too early", at(2))
    settled = settle_follow_up(waiting, Position(0), question(77), at(9))
    assert settled.current is not None
    assert settled.current.position == Position(0, 1)
    assert settle_follow_up(settled, Position(0), question(78), at(9)) is settled


def test_a_follow_up_shifts_no_question_that_was_shown():
    shown = session().submit(0, "an answer", at(1), follow_up_deadline=at(9))
    after = settle_follow_up(shown, Position(0), question(77), at(9))
    assert after.turns[0] == settle_follow_up(shown, Position(0), None, at(9)).turns[0]
    assert [turn.position for turn in after.turns] == [Position(0), Position(0, 1), Position(1)]


def test_an_empty_answer_gets_no_follow_up():
    skipped = session().submit(0, "  ", at(1), follow_up_deadline=at(9))
    assert skipped.undecided is None
    assert skipped.current_index == 1


def test_follow_ups_end_at_the_sessions_number():
    one = settle_follow_up(session().submit(0, "a", at(1), at(9)), Position(0), question(5), at(9))
    assert one.submit(1, "b", at(2), at(9)).undecided is None


def test_the_expected_total_counts_follow_ups_that_may_still_come():
    start = session(mains=2, follow_up_count=1)
    assert start.expected_total == 4
    skipped = start.submit(0, "", at(1), at(9))
    assert skipped.expected_total == 3
    assert skipped.complete(at(2)).expected_total == 2


def test_main_questions_are_done_one_by_one_each_with_its_follow_ups():
    now = session(mains=2, follow_up_count=1)
    done = [now.mains_done]
    for index, text in enumerate(["first", "behind it"]):
        now = now.submit(index, text, at(1), at(9))
        done.append(now.mains_done)
        if index == 0:
            now = settle_follow_up(now, Position(0), question(9), at(2))
    assert (done, now.mains) == ([0, 0, 1], 2)
    assert now.submit(2, "", at(3)).mains_done == 2


def test_ending_early_counts_the_open_draft():
    ended = session().save_draft(0, "half an answer", 1, at(1)).complete(at(2))
    assert ended.turns[0].answer.text == "half an answer"
    assert ended.turns[1].answer.text is None
    assert ended.status is SessionStatus.COMPLETED
    assert ended.completed_at == at(2)


def test_nothing_changes_after_completion():
    ended = session().complete(at(2))
    assert ended.complete(at(3)) is ended
    for change in (lambda: ended.save_draft(0, "x", 1, at(3)), lambda: ended.submit(0, "x", at(3))):
        with pytest.raises(Conflict) as caught:
            change()
        assert caught.value.code is Code.INTERVIEW_ALREADY_COMPLETED


def test_planned_follow_ups_are_not_asked_twice():
    start = session(follow_up_count=2)
    planned = planned_follow_up(start, Position(0))
    assert planned is not None
    asked = settle_follow_up(start.submit(0, "a", NOON, at(9)), Position(0), planned, at(9))
    assert planned_follow_up(asked, Position(0, 1)) is None


def test_an_endless_answer_is_refused_with_what_to_do():
    with pytest.raises(Invalid) as caught:
        session().submit(0, "x" * (MAX_ANSWER_CHARS + 1), at(1))
    assert "Shorten" in ENGLISH.message(caught.value.message)


@pytest.mark.parametrize(("typed", "kept"), [("a\0b", "ab"), ("half \ud83d here", "half � here"), ("ok 🚀", "ok 🚀")])
def test_text_that_no_database_can_hold_is_made_storable(typed, kept):
    assert storable(typed) == kept


def test_a_mark_and_a_hint_change_no_words_and_only_where_the_interview_is():
    start = session()
    assert flag(start, 0, True).turns[0].answer.flagged
    hinted = replace(
        start, turns=(replace(start.turns[0], question=replace(question(0), hint="Think of x.")), start.turns[1])
    )
    shown = show_hint(hinted, 0)
    assert shown.turns[0].answer.hint_shown
    assert show_hint(shown, 0) is shown
    assert show_hint(start, 0) is start
    for change in (lambda: flag(start, 1, True), lambda: show_hint(start, 1)):
        with pytest.raises(Conflict):
            change()


def test_as_many_follow_ups_may_still_come_as_were_not_asked_yet():
    one = session(mains=1, follow_up_count=3).submit(0, "a", at(1), at(9))
    totals = [one.expected_total]
    for number in range(1, 4):
        one = settle_follow_up(one, Position(0, number - 1), question(number), at(9))
        totals.append(one.expected_total)
        one = one.submit(number, "a", at(number + 1), at(99) if number < 3 else None)
    assert totals == [4, 4, 4, 4]
    assert one.expected_total == 4


def test_a_follow_up_to_a_question_that_is_not_there_changes_nothing():
    waiting = session(mains=2).submit(0, "a", at(1), None).submit(1, "b", at(2), at(9))
    assert settle_follow_up(waiting, Position(0, 1), question(7), at(9)) is waiting


def test_a_mark_for_later_can_be_set_and_taken_away_once():
    marked = flag(session(), 0, True)
    assert marked.turns[0].answer.flagged
    assert flag(marked, 0, True) is marked
    cleared = flag(marked, 0, False)
    assert not cleared.turns[0].answer.flagged
    assert flag(cleared, 0, False) is cleared


def test_an_occupation_or_the_questions_of_a_real_interview_are_no_resume() -> None:
    made = session()
    assert made.has_resume
    assert not replace(made, resume_id=None, resume_name="Nurse", resume_text="Nurse").has_resume
    assert not replace(made, resume_id=None, round=Round.OWN, resume_text="What is Kafka?").has_resume
    assert replace(made, resume_id=None, resume_name="", resume_text="Skills: Kafka").has_resume

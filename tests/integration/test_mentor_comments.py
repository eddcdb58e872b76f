"""What a mentor says of a report under a link: kept beside the grades, replaced, refused and deleted."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from interview.core.grading import Settled, Verdict
from interview.core.mentoring import MAX_COMMENT_CHARS, MOST_MENTORS, MentorNote
from interview.core.question import Position
from interview.errors import Code
from interview.storage.tables import MentorRow, ShareRow
from tests.fakes import judgement
from tests.integration.shared_reports import ADA, BOB, CHE, HEADER, graded, note, points, refusal

pytestmark = pytest.mark.sqlite_first


def test_a_mentors_words_stand_beside_the_grade_and_change_no_score(centre, interviewer):
    interviewer.on_grade = lambda turns: tuple(judgement(turn, Verdict.MISSED) for turn in turns)
    session_id = graded(centre, ADA, "one", "two")
    before = centre.evaluator.report(ADA, session_id)
    _, token = centre.sharing.share(ADA, session_id, 7)
    first, second = points(centre, ADA, session_id, 1)[:2]
    said = note("  Say what you measured.\r\nThen say why. ", **{first: Settled.SAID, second: Settled.WRONG})
    centre.sharing.comment(BOB, token, " Bea \n Mentor ", 1, said)
    after = centre.evaluator.report(ADA, session_id)
    (mentor,) = after.mentors
    assert (mentor.name, mentor.writer) == ("Bea Mentor", BOB)
    assert mentor.note_on(Position(0)).is_empty
    kept = mentor.note_on(Position(1))
    assert kept.comment == "Say what you measured.\nThen say why."
    assert kept.verdicts == {first: Settled.SAID, second: Settled.WRONG}
    assert (after.grades, after.totals, after.summary) == (before.grades, before.totals, before.summary)
    centre.evaluator.settle(ADA, session_id, 1, first, kept.verdicts[first])
    assert (centre.evaluator.report(ADA, session_id).totals.overall or 0) > (before.totals.overall or 0)


def test_saying_it_again_replaces_what_the_same_person_said_of_that_answer_alone(centre):
    session_id = graded(centre, ADA, "one", "two")
    _, token = centre.sharing.share(ADA, session_id, 7)
    centre.sharing.comment(BOB, token, "Bea", 0, note("first"))
    centre.sharing.comment(BOB, token, "Bea", 1, note("second"))
    centre.sharing.comment(CHE, token, "Bea", 0, note("another Bea"))
    centre.sharing.comment(BOB, token, "Beatrice", 0, note("first again"))
    said = {mentor.writer: mentor for mentor in centre.evaluator.report(ADA, session_id).mentors}
    assert said[BOB].name == "Beatrice"
    assert [each.comment for each in said[BOB].notes] == ["first again", "second"]
    assert [each.comment for each in said[CHE].notes] == ["another Bea"]
    for index in (0, 1):
        centre.sharing.comment(BOB, token, "Beatrice", index, note())
    assert [mentor.writer for mentor in centre.evaluator.report(ADA, session_id).mentors] == [CHE]


def test_a_mentors_words_are_not_written_over_unseen(centre):
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 7)
    empty = note().mark
    first = centre.sharing.comment(BOB, token, "Bea", 0, note(" first "), seen=empty)
    assert first.comment == "first"
    late = refusal(lambda: centre.sharing.comment(BOB, token, "Bea", 0, note("late"), seen=empty))
    assert late is Code.MENTOR_NOTE_CHANGED
    (mentor,) = centre.evaluator.report(ADA, session_id).mentors
    assert [each.comment for each in mentor.notes] == ["first"]
    # Of another mentor nothing was said yet.
    centre.sharing.comment(CHE, token, "Che", 0, note("third"), seen=empty)
    second = centre.sharing.comment(BOB, token, "Bea", 0, note("second"), seen=first.mark)
    said = {mentor.writer: mentor.notes for mentor in centre.evaluator.report(ADA, session_id).mentors}
    assert said[BOB] == (second,)


def test_a_mentors_words_that_are_sent_again_after_a_lost_reply_are_saved(centre):
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 7)
    for _ in range(2):
        centre.sharing.comment(BOB, token, "Bea", 0, note("first "), seen=note().mark)
    (mentor,) = centre.evaluator.report(ADA, session_id).mentors
    assert [each.comment for each in mentor.notes] == ["first"]


def test_what_cannot_be_kept_of_a_mentor_is_refused_whole(centre):
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 7)

    def comment(said: MentorNote, name: str = "Bea", viewer: str = BOB, index: int = 0) -> Code:
        return refusal(lambda: centre.sharing.comment(viewer, token, name, index, said))

    assert comment(note("x"), name=" \n") is Code.MENTOR_NAME_MISSING
    assert comment(note("x"), name="x" * 81) is Code.INPUT_INVALID
    assert comment(note("x" * (MAX_COMMENT_CHARS + 1))) is Code.INPUT_INVALID
    assert comment(note(unknown=Settled.SAID)) is Code.MENTOR_POINT_UNKNOWN
    assert comment(note("x"), index=7) is Code.INTERVIEW_QUESTION_NOT_FOUND
    assert comment(note("x"), viewer=ADA) is Code.INPUT_INVALID
    assert centre.evaluator.report(ADA, session_id).mentors == ()


def test_there_are_only_so_many_mentors(centre):
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 7)
    for number in range(MOST_MENTORS):
        centre.sharing.comment(f"u-{number}", token, "Bea", 0, note("words"))
    assert refusal(lambda: centre.sharing.comment(BOB, token, "Bea", 0, note("words"))) is Code.INPUT_INVALID
    centre.sharing.comment("u-0", token, "Bea", 0, note("other words"))


def test_what_a_mentor_said_goes_at_a_click_and_with_the_interview(centre):
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 7)
    for viewer in (BOB, CHE):
        centre.sharing.comment(viewer, token, "Bea", 0, note(f"words of {viewer}"))
    bob = next(mentor for mentor in centre.evaluator.report(ADA, session_id).mentors if mentor.writer == BOB)
    centre.sharing.delete_comments(ADA, session_id, bob.id)
    assert [mentor.writer for mentor in centre.evaluator.report(ADA, session_id).mentors] == [CHE]
    centre.candidate.delete(ADA, session_id)
    with centre.store.reading() as db:
        assert db.scalars(select(MentorRow)).all() == []
        assert db.scalars(select(ShareRow)).all() == []


def test_what_an_erased_mentor_said_is_shown_in_no_process_that_had_the_report_open(
    centre, make_services, database_url
):
    another = make_services(database_url, user_header=HEADER)
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 7)
    for viewer in (BOB, CHE):
        centre.sharing.comment(viewer, token, "Bea", 0, note("words"))
    assert all(len(each.evaluator.report(ADA, session_id).mentors) == 2 for each in (centre, another))
    receipt = centre.own_data.erase(BOB)
    assert (receipt.of("mentor"), receipt.of("session"), receipt.is_complete) == (1, 0, True)
    assert not centre.evaluator._reports._kept._values
    for each in (centre, another):
        assert [mentor.writer for mentor in each.evaluator.report(ADA, session_id).mentors] == [CHE]


def test_a_comment_outlives_that_the_answer_is_graded_again(centre):
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 7)
    centre.sharing.comment(BOB, token, "Bea", 0, note("words"))
    centre.evaluator.grade_again(ADA, session_id)
    assert centre.evaluator.run(ADA, session_id, "w")
    (mentor,) = centre.evaluator.report(ADA, session_id).mentors
    assert mentor.note_on(Position(0)).comment == "words"

"""A file of a mentor's comments: what is kept of it, and what is refused whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from interview.core.grading import Settled
from interview.core.mentoring import MAX_COMMENT_CHARS, MentorNote
from interview.core.question import Position
from interview.errors import Code, InterviewError, Invalid, NotFound
from interview.services import Services
from interview.web.schemas.mentoring import MAX_FILE_BYTES, read_mentor_file
from tests.integration.shared_reports import graded, points, saved
from tests.integration.test_candidate import ME

pytestmark = pytest.mark.sqlite_first


def read(services: Services, session_id: str, content: Any, owner: str = ME) -> int:
    """Read a file as the page does."""
    found = read_mentor_file(content if isinstance(content, bytes) else json.dumps(content).encode())
    notes = [(each.question_index, each.note()) for each in found.notes]
    return services.sharing.read_file(owner, session_id, found.session_id, found.name, notes)


def test_a_second_file_of_the_same_name_takes_the_place_of_the_first_on_the_answers_that_it_is_about(services):
    session_id = graded(services, ME, "one", "two")
    (point, *_) = points(services, ME, session_id)
    first = {"questionIndex": 0, "comment": "good", "verdicts": {point: "partly"}}
    assert read(services, session_id, saved(session_id, first, {"questionIndex": 1, "comment": "and this"})) == 2
    (mentor,) = services.evaluator.report(ME, session_id).mentors
    assert (mentor.name, mentor.came_by) == ("Bea", "file")
    assert mentor.note_on(Position(0)) == MentorNote(Position(0), "good", {point: Settled.PARTLY})
    assert read(services, session_id, saved(session_id, {"questionIndex": 1, "comment": "only"}, name="BEA")) == 1
    (mentor,) = services.evaluator.report(ME, session_id).mentors
    assert [each.comment for each in mentor.notes] == ["good", "only"]
    assert read(services, session_id, saved(session_id, {"questionIndex": 1, "comment": "x"}, name="Cy")) == 1
    assert [each.name for each in services.evaluator.report(ME, session_id).mentors] == ["BEA", "Cy"]


FORGED: dict[str, tuple[Callable[[str], Any], Code]] = {
    "another interview": (
        lambda _: saved("0" * 32, {"questionIndex": 0, "comment": "x"}),
        Code.MENTOR_FILE_OF_ANOTHER_INTERVIEW,
    ),
    "not JSON": (lambda _: b"<script>alert(1)</script>", Code.MENTOR_FILE_INVALID),
    "nothing": (lambda _: b"", Code.MENTOR_FILE_INVALID),
    "other text encoding": (lambda id: json.dumps(saved(id)).encode("utf-16"), Code.MENTOR_FILE_INVALID),
    "not UTF-8": (lambda id: json.dumps(saved(id)).encode() + b"\xff", Code.MENTOR_FILE_INVALID),
    "a list": (lambda _: [], Code.MENTOR_FILE_INVALID),
    "deep": (lambda _: b"[" * 100_000, Code.MENTOR_FILE_INVALID),
    "wide": (lambda id: saved(id, *[{"questionIndex": 0}] * 3000), Code.MENTOR_FILE_INVALID),
    "other format": (lambda id: saved(id, format="x"), Code.MENTOR_FILE_INVALID),
    "later version": (lambda id: saved(id, version=2), Code.MENTOR_FILE_INVALID),
    "more than it has": (lambda id: saved(id, score=100), Code.MENTOR_FILE_INVALID),
    "more in a note": (lambda id: saved(id, {"questionIndex": 0, "score": 100}), Code.MENTOR_FILE_INVALID),
    "a number as name": (lambda id: saved(id, name=7), Code.MENTOR_FILE_INVALID),
    "no name": (lambda id: saved(id, {"questionIndex": 0, "comment": "x"}, name=" "), Code.MENTOR_NAME_MISSING),
    "another word": (lambda id: saved(id, {"questionIndex": 0, "verdicts": {"p": "great"}}), Code.MENTOR_FILE_INVALID),
    "unknown point": (lambda id: saved(id, {"questionIndex": 0, "verdicts": {"p": "said"}}), Code.MENTOR_POINT_UNKNOWN),
    "unknown question": (
        lambda id: saved(id, {"questionIndex": 99, "comment": "x"}),
        Code.INTERVIEW_QUESTION_NOT_FOUND,
    ),
    "one answer twice": (lambda id: saved(id, *[{"questionIndex": 0, "comment": "x"}] * 2), Code.MENTOR_FILE_INVALID),
    "a long comment": (
        lambda id: saved(id, {"questionIndex": 0, "comment": "x" * (MAX_COMMENT_CHARS + 1)}),
        Code.MENTOR_FILE_INVALID,
    ),
    "no comment": (lambda id: saved(id, {"questionIndex": 0, "comment": " "}), Code.MENTOR_FILE_INVALID),
    "too large": (lambda id: json.dumps(saved(id)).encode() + b" " * MAX_FILE_BYTES, Code.MENTOR_FILE_TOO_LARGE),
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_file_that_is_not_a_mentors_is_refused_whole(services, forged):
    session_id = graded(services, ME, "one")
    make, code = FORGED[forged]
    with pytest.raises(InterviewError) as refused:
        read(services, session_id, make(session_id))
    assert isinstance(refused.value, Invalid | NotFound)
    assert refused.value.code is code
    assert services.evaluator.report(ME, session_id).mentors == ()


def test_one_bad_note_keeps_the_good_ones_out_and_the_earlier_ones_in(services):
    session_id = graded(services, ME, "one", "two")
    read(services, session_id, saved(session_id, {"questionIndex": 0, "comment": "earlier"}))
    good, bad = {"questionIndex": 0, "comment": "good"}, {"questionIndex": 1, "verdicts": {"p": "said"}}
    with pytest.raises(Invalid):
        read(services, session_id, saved(session_id, good, bad))
    (mentor,) = services.evaluator.report(ME, session_id).mentors
    assert [each.comment for each in mentor.notes] == ["earlier"]


def test_signs_that_no_database_holds_cost_no_comment(services):
    session_id = graded(services, ME, "one")
    content = json.dumps(saved(session_id, {"questionIndex": 0, "comment": "a\0b"})).encode()
    assert read(services, session_id, content) == 1
    (mentor,) = services.evaluator.report(ME, session_id).mentors
    assert mentor.note_on(Position(0)).comment == "ab"


def test_a_files_comments_of_one_report_are_in_no_other(services):
    first, second = graded(services, ME, "one"), graded(services, ME, "two")
    read(services, first, saved(first, {"questionIndex": 0, "comment": "good"}))
    assert services.evaluator.report(ME, second).mentors == ()

"""A report shared with a mentor: who can read it under a link and for how long, and what comes back of their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col
from starlette.testclient import TestClient

from interview.core.grading import Settled, Verdict
from interview.core.mentoring import MAX_COMMENT_CHARS, MOST_MENTORS, MOST_SHARES, MentorNote
from interview.core.question import Position
from interview.errors import Code, Conflict, InterviewError, Invalid, NotFound, Unavailable
from interview.services import Services
from interview.storage.tables import MentorRow, ShareRow
from interview.web.routes.api import api
from interview.web.routes.caller import process_services
from tests.builders import owner_named
from tests.fakes import judgement
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first

HEADER = "X-Forwarded-User"
ADA, BOB, CHE = (owner_named(f"{name}@example.org") for name in ("ada", "bob", "che"))
SIGNED_IN = {"ada": {HEADER: "ada@example.org"}, "bob": {HEADER: "bob@example.org"}}


@pytest.fixture
def centre(make_services: Callable[..., Services], database_url: str) -> Services:
    """Services for people whom a proxy names."""
    return make_services(database_url, user_header=HEADER)


@pytest.fixture
def client(centre: Services) -> Iterator[TestClient]:
    api.dependency_overrides[process_services] = lambda: centre
    yield TestClient(api, raise_server_exceptions=False)
    api.dependency_overrides.clear()


def graded(services: Services, owner: str, *answers: str, **more: Any) -> str:
    """A finished report of an interview of one person; the session's id."""
    session = services.creation.create(
        owner,
        "1.2.3.4",
        question_count=len(answers),
        follow_up_count=0,
        resume_text="Ada Example\nSkills: Python\nExperience\nBuilt a billing service in Python at Example Ltd.",
        force=True,
        **more,
    ).session
    for index, text in enumerate(answers):
        services.candidate.submit_answer(owner, session.id, index, text)
    assert services.evaluator.run(owner, session.id, "w")
    return session.id


def at(services: Services, monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(services.sharing, "_now", lambda: moment)


def note(comment: str = "", **verdicts: Settled) -> MentorNote:
    return MentorNote(Position(0), comment, verdicts)


def points(services: Services, owner: str, session_id: str, main: int = 0) -> list[str]:
    return [each.point.id for each in services.evaluator.report(owner, session_id).grades[Position(main)].points]


def refusal(attempt: Callable[[], Any]) -> Code:
    with pytest.raises(InterviewError) as refused:
        attempt()
    return refused.value.code


def test_whoever_has_the_link_reads_that_one_report_and_its_opening_is_counted(centre):
    first, second = graded(centre, ADA, "one"), graded(centre, ADA, "another")
    share, token = centre.sharing.share(ADA, first, 7)
    seen = centre.sharing.open(BOB, token, is_first=True)
    assert (seen.report.session.id, seen.is_own) == (first, False)
    centre.sharing.open(BOB, token, is_first=False)
    assert centre.sharing.open(ADA, token, is_first=True).is_own
    (listed,) = centre.sharing.shares(ADA, first)
    assert (listed.id, listed.opened) == (share.id, 1)
    assert listed.until - listed.made_at == timedelta(days=7)
    assert centre.sharing.shares(ADA, second) == []


def test_of_a_token_only_its_hash_is_kept(centre):
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 1)
    _, other = centre.sharing.share(ADA, session_id, 1)
    assert len(token) == 43
    assert token != other
    with centre.store.reading() as db:
        rows = [row.model_dump_json() for row in db.scalars(select(ShareRow))]
    assert len(rows) == 2
    assert not [row for row in rows if token in row or other in row]


@pytest.mark.parametrize("broken", ["wrong", "empty", "long", "ended", "stopped", "deleted"])
def test_every_link_that_does_not_work_is_the_same_error(centre, monkeypatch, broken):
    session_id = graded(centre, ADA, "one")
    share, token = centre.sharing.share(ADA, session_id, 1)
    tried = {"wrong": "A" * 43, "empty": "", "long": "A" * 100_000}.get(broken, token)
    if broken == "ended":
        at(centre, monkeypatch, share.until)
    elif broken == "stopped":
        centre.sharing.stop(ADA, session_id, share.id)
    elif broken == "deleted":
        centre.candidate.delete(ADA, session_id)
    for attempt in (
        lambda: centre.sharing.open(BOB, tried, is_first=True),
        lambda: centre.sharing.comment(BOB, tried, "Bea", 0, note("words")),
    ):
        with pytest.raises(NotFound) as refused:
            attempt()
        assert (refused.value.code, refused.value.message.code) == (Code.SHARE_NOT_FOUND, "error.no_such_share")


def test_a_link_works_until_its_last_moment(centre, monkeypatch):
    session_id = graded(centre, ADA, "one")
    share, token = centre.sharing.share(ADA, session_id, 30)
    at(centre, monkeypatch, share.until - timedelta(microseconds=1))
    assert centre.sharing.open(BOB, token, is_first=True).report.session.id == session_id
    at(centre, monkeypatch, share.until)
    assert centre.sharing.shares(ADA, session_id) == []


def test_who_tries_many_wrong_links_is_refused_and_others_are_not(centre):
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 1)
    for _ in range(20):
        assert refusal(lambda: centre.sharing.open(BOB, "A" * 43, is_first=True)) is Code.SHARE_NOT_FOUND
    with pytest.raises(Unavailable) as refused:
        centre.sharing.open(BOB, token, is_first=True)
    assert refused.value.code is Code.RATE_LIMIT_EXCEEDED
    assert 1 <= (refused.value.retry_after or 0) <= 61
    assert centre.sharing.open(CHE, token, is_first=True).report.session.id == session_id


def test_looking_often_under_a_link_that_works_is_never_too_often(centre):
    _, token = centre.sharing.share(ADA, graded(centre, ADA, "one"), 1)
    opened = [centre.sharing.open(BOB, token, is_first=False).report.session.id for _ in range(40)]
    assert len(set(opened)) == 1


def test_nobody_but_the_owner_makes_lists_or_stops_links_or_deletes_comments(centre):
    session_id = graded(centre, ADA, "one")
    share, token = centre.sharing.share(ADA, session_id, 7)
    centre.sharing.comment(BOB, token, "Bea", 0, note("words"))
    (mentor,) = centre.evaluator.report(ADA, session_id).mentors
    assert refusal(lambda: centre.sharing.share(BOB, session_id, 7)) is Code.INTERVIEW_SESSION_NOT_FOUND
    assert refusal(lambda: centre.sharing.stop(BOB, session_id, share.id)) is Code.SHARE_NOT_FOUND
    assert refusal(lambda: centre.sharing.delete_comments(BOB, session_id, mentor.id)) is (
        Code.INTERVIEW_SESSION_NOT_FOUND
    )
    own = graded(centre, BOB, "of bob")
    assert refusal(lambda: centre.sharing.stop(BOB, own, share.id)) is Code.SHARE_NOT_FOUND
    assert refusal(lambda: centre.sharing.delete_comments(BOB, own, mentor.id)) is Code.MENTOR_NOT_FOUND
    assert refusal(lambda: centre.sharing.shares(BOB, session_id)) is Code.INTERVIEW_SESSION_NOT_FOUND
    assert len(centre.sharing.shares(ADA, session_id)) == 1
    assert len(centre.evaluator.report(ADA, session_id).mentors) == 1


def test_a_link_gives_its_reader_no_other_right(centre):
    session_id = graded(centre, ADA, "one")
    centre.sharing.share(ADA, session_id, 7)
    for attempt in (
        lambda: centre.evaluator.report(BOB, session_id),
        lambda: centre.candidate.view(BOB, session_id),
        lambda: centre.evaluator.settle(BOB, session_id, 0, "p", Settled.SAID),
        lambda: centre.evaluator.grade_again(BOB, session_id),
        lambda: centre.practice_again.retake(BOB, BOB, session_id, 0),
    ):
        assert refusal(attempt) is Code.INTERVIEW_SESSION_NOT_FOUND


def test_only_a_finished_report_is_shared_for_days_that_are_offered_and_not_endlessly_often(centre):
    unfinished = create(centre, force=True)
    with pytest.raises(NotFound):
        centre.sharing.share(ADA, unfinished.id, 7)
    with pytest.raises(Conflict) as early:
        centre.sharing.share(ME, unfinished.id, 7)
    assert early.value.code is Code.INTERVIEW_REPORT_NOT_READY
    session_id = graded(centre, ADA, "one")
    for days in (0, 2, -1, 365):
        with pytest.raises(Invalid):
            centre.sharing.share(ADA, session_id, days)
    for _ in range(MOST_SHARES):
        centre.sharing.share(ADA, session_id, 1)
    assert refusal(lambda: centre.sharing.share(ADA, session_id, 1)) is Code.INPUT_INVALID


def test_links_that_have_ended_make_room_for_new_ones(centre, monkeypatch):
    session_id = graded(centre, ADA, "one")
    for _ in range(MOST_SHARES):
        centre.sharing.share(ADA, session_id, 1)
    at(centre, monkeypatch, datetime.now(UTC) + timedelta(days=2))
    centre.sharing.share(ADA, session_id, 1)
    with centre.store.reading() as db:
        assert len(db.scalars(select(ShareRow)).all()) == 1


def test_where_nobody_signs_in_there_is_no_link(services):
    session_id = graded(services, ME, "one")
    assert refusal(lambda: services.sharing.share(ME, session_id, 7)) is Code.SHARING_NEEDS_SIGN_IN


def test_links_stop_when_people_do_not_sign_in_any_more(centre, make_services, database_url):
    _, token = centre.sharing.share(ADA, graded(centre, ADA, "one"), 7)
    alone = make_services(database_url)
    assert refusal(lambda: alone.sharing.open("somebody", token, is_first=True)) is Code.SHARE_NOT_FOUND


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
    # Of another mentor nothing was said yet.
    centre.sharing.comment(CHE, token, "Che", 0, note("third"), seen=empty)
    second = centre.sharing.comment(BOB, token, "Bea", 0, note("second"), seen=first.mark)
    said = {mentor.writer: mentor.notes for mentor in centre.evaluator.report(ADA, session_id).mentors}
    assert said[BOB] == (second,)


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


def test_a_comment_outlives_that_the_answer_is_graded_again(centre):
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 7)
    centre.sharing.comment(BOB, token, "Bea", 0, note("words"))
    centre.evaluator.grade_again(ADA, session_id)
    assert centre.evaluator.run(ADA, session_id, "w")
    (mentor,) = centre.evaluator.report(ADA, session_id).mentors
    assert mentor.note_on(Position(0)).comment == "words"


def saved(session_id: str, *notes: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """What the file for a mentor saves."""
    made = {"format": "mock-interview-mentor", "version": 1, "sessionId": session_id, "name": "Bea"}
    return {**made, "notes": list(notes), **changes}


def test_over_http_a_link_is_made_listed_without_its_token_and_stopped(client, centre):
    session_id = graded(centre, ADA, "one")
    path = f"/interview/sessions/{session_id}/shares"
    made = client.post(path, json={"days": 1}, headers=SIGNED_IN["ada"])
    assert made.status_code == 201
    assert made.json()["path"] == f"/shared?token={made.json()['token']}"
    listed = client.get(path, headers=SIGNED_IN["ada"]).json()
    assert [set(each) for each in listed] == [{"shareId", "madeAt", "until", "opened"}]
    share = f"{path}/{listed[0]['shareId']}"
    assert client.get(path, headers=SIGNED_IN["bob"]).status_code == 404
    refused = client.delete(share, headers=SIGNED_IN["bob"])
    assert (refused.status_code, refused.json()["code"]) == (404, Code.SHARE_NOT_FOUND)
    assert client.post(path, json={"days": 3}, headers=SIGNED_IN["ada"]).status_code == 422
    assert client.post(path, json={"days": 1}, headers=SIGNED_IN["bob"]).status_code == 404
    assert client.post(path, json={"days": 1}).status_code == 401
    assert client.delete(share, headers=SIGNED_IN["ada"]).status_code == 204
    assert client.get(path, headers=SIGNED_IN["ada"]).json() == []


def test_over_http_a_mentor_comments_with_the_link_in_a_header(client, centre):
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 7)
    path, bob = "/interview/shared/comment", SIGNED_IN["bob"] | {"X-Share-Token": token}
    said = {"name": "Bea", "questionIndex": 0, "comment": "good", "verdicts": {}, "seen": note().mark}
    kept = client.put(path, json=said, headers=bob)
    assert (kept.status_code, kept.json()) == (200, {"mark": note("good").mark})
    assert [note["comment"] for note in report_of(client, session_id)["mentorNotes"]] == ["good"]
    again = client.put(path, json=said | {"comment": "other"}, headers=bob)
    assert (again.status_code, again.json()["code"]) == (409, Code.MENTOR_NOTE_CHANGED)
    for wrong in ({}, {"X-Share-Token": "A" * 43}):
        refused = client.put(path, json=said, headers=SIGNED_IN["bob"] | wrong)
        assert (refused.status_code, refused.json()["code"]) == (404, Code.SHARE_NOT_FOUND)
    long = client.put(path, json=said | {"comment": "x" * (MAX_COMMENT_CHARS + 1), "seen": ""}, headers=bob)
    assert (long.status_code, long.json()["message"]) == (422, f"A comment has at most {MAX_COMMENT_CHARS} characters.")
    assert client.put(path, json=said, headers={"X-Share-Token": token}).status_code == 401


def report_of(client: TestClient, session_id: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/interview/sessions/{session_id}/report", headers=SIGNED_IN["ada"]).json()
    return found


def test_over_http_a_file_goes_out_comments_come_back_and_are_deleted(client, centre):
    session_id = graded(centre, ADA, "one")
    path = f"/interview/sessions/{session_id}"
    file = client.get(f"{path}/mentor-file?timeZone=Europe/Berlin", headers=SIGNED_IN["ada"])
    assert (file.status_code, file.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert file.headers["content-disposition"].startswith('attachment; filename="interview-for-a-mentor-')
    assert client.get(f"{path}/mentor-file", headers=SIGNED_IN["bob"]).status_code == 404
    comments = saved(session_id, {"questionIndex": 0, "comment": "good"})
    assert client.post(f"{path}/mentors", json=comments, headers=SIGNED_IN["bob"]).status_code == 404
    assert client.post(f"{path}/mentors", json=comments, headers=SIGNED_IN["ada"]).json() == {"answers": 1}
    (told,) = client.get(f"{path}/report", headers=SIGNED_IN["ada"]).json()["mentorNotes"]
    assert (told["questionIndex"], told["name"], told["cameBy"], told["comment"]) == (0, "Bea", "file", "good")
    mentor = f"{path}/mentors/{told['mentorId']}"
    assert client.delete(mentor, headers=SIGNED_IN["bob"]).status_code == 404
    assert client.delete(mentor, headers=SIGNED_IN["ada"]).status_code == 204
    assert client.delete(mentor, headers=SIGNED_IN["ada"]).json()["code"] == Code.MENTOR_NOT_FOUND
    assert client.get(f"{path}/report", headers=SIGNED_IN["ada"]).json()["mentorNotes"] == []


def test_who_wrote_is_kept_for_those_who_run_the_app_and_told_to_nobody(client, centre):
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 7)
    centre.sharing.comment(BOB, token, "Bea", 0, note("words"))
    with centre.store.reading() as db:
        (writer,) = db.scalars(select(col(MentorRow.writer)))
    assert writer == BOB
    for kind in ("report", "export?format=json", "export?format=md", "mentor-file"):
        told = client.get(f"/interview/sessions/{session_id}/{kind}", headers=SIGNED_IN["ada"]).text
        assert BOB not in told
        assert token not in told

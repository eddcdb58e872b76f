"""A report shared with a mentor: who makes links, who can read it under one and for how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from interview.core.grading import Settled
from interview.core.mentoring import MOST_SHARES
from interview.errors import Code, Conflict, Invalid, NotFound, Unavailable
from interview.storage.tables import ShareRow
from tests.integration.shared_reports import ADA, BOB, CHE, at, graded, note, refusal
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first


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

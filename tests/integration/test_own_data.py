"""A person's data is theirs: a receipt says what was there, and what belongs to others stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel, col

from interview.core.mentoring import CameBy, MentorNote
from interview.core.question import Position
from interview.errors import NotFound
from interview.services import Services
from interview.storage import mentors, owned_rows
from interview.storage.tables import ResumeTextRow
from tests.integration.owned_words import ME, NAME, OTHER, STORY, TEXT, counts, erase, everything_of, gone
from tests.servers import RedisServer

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def services(make_services: Callable[..., Services], database_url: str, durable_redis: RedisServer) -> Services:
    return make_services(database_url, redis_url=durable_redis.url)


def test_the_receipt_of_everything_is_what_was_there(services: Services, durable_redis: RedisServer):
    everything_of(services, OTHER)
    kept, of_others = counts(services), durable_redis.everything().count("b'rq:job:evaluate-")
    _, finished, open_one = everything_of(services)
    before = counts(services)
    assert services.cache.count(ME, [finished.id, open_one.id]) == 2
    jobs = durable_redis.everything().count("b'rq:job:evaluate-") - of_others
    receipt = erase(services)
    assert receipt.rows == gone(before, counts(services))
    assert counts(services) == kept
    assert (receipt.snapshots, receipt.jobs) == (2, jobs) != (2, 0)
    left = durable_redis.everything()
    assert not any(each.id in left for each in (finished, open_one))
    assert services.own_data.count(ME) == {}
    assert services.own_data.erase(ME).is_empty


@pytest.mark.parametrize("with_interviews", [False, True])
def test_the_receipt_of_a_resume_is_what_was_there(services: Services, with_interviews: bool):
    everything_of(services, OTHER)
    resume, *sessions = everything_of(services)
    before = counts(services)
    receipt = services.resumes.delete(ME, resume.id, with_interviews=with_interviews)
    assert receipt.rows == gone(before, counts(services))
    assert receipt.snapshots == 2
    assert receipt.of("session") == (2 if with_interviews else 0)
    assert [each.id for each in services.candidate.sessions(OTHER, limit=9)[0]]
    with services.store.reading() as db:
        texts = list(db.scalars(select(col(ResumeTextRow.text)).where(col(ResumeTextRow.owner) == ME)))
    assert texts == []
    for session in sessions:
        if with_interviews:
            with pytest.raises(NotFound):
                services.candidate.view(ME, session.id)
        else:
            seen = services.candidate.view(ME, session.id)
            assert (seen.resume_text, seen.is_resume_deleted, seen.has_resume, seen.is_one_question) == (
                *("", True, True),
                False,
            )


def test_the_receipt_of_an_interview_is_what_was_there(services: Services):
    _, finished, _ = everything_of(services)
    before = counts(services)
    receipt = services.candidate.delete(ME, finished.id)
    assert receipt.rows == gone(before, counts(services))
    assert (receipt.snapshots, receipt.jobs, receipt.of("turn")) == (1, 1, 1)


def test_an_interview_whose_resume_is_deleted_goes_on_and_is_graded(services: Services):
    resume, _, open_one = everything_of(services)
    services.resumes.delete(ME, resume.id)
    for index in range(2):
        services.candidate.submit_answer(ME, open_one.id, index, "Words.")
    assert services.evaluator.run(ME, open_one.id, "w")
    report = services.evaluator.report(ME, open_one.id)
    assert report.is_ready
    again = services.practice_again.retake(ME, "1.2.3.4", open_one.id, 0).session
    assert again.source_key == open_one.source_key
    assert services.candidate.view(ME, again.id).is_resume_deleted


def test_one_text_is_kept_for_all_interviews_made_from_it_and_goes_with_the_last(services: Services):
    made = [
        services.creation.create(ME, "v", question_count=1, follow_up_count=0, resume_text=TEXT, force=True).session
        for _ in range(3)
    ]
    services.resumes.add(OTHER, "", TEXT, "hash", ())

    def texts() -> list[str]:
        with services.store.reading() as db:
            return sorted(db.scalars(select(col(ResumeTextRow.owner))))

    assert texts() == [ME, OTHER]
    services.history.delete(ME, [each.id for each in made[:2]])
    assert texts() == [ME, OTHER]
    assert services.candidate.view(ME, made[2].id).resume_text == TEXT
    assert services.history.delete(ME, [made[2].id]).of("resume_text") == 1
    assert texts() == [OTHER]


def test_a_redis_that_is_away_is_said_and_made_up_for(services: Services, durable_redis: RedisServer):
    _, finished, _ = everything_of(services)
    durable_redis.stop()
    receipt = services.own_data.erase(ME)
    assert not receipt.is_complete
    assert receipt.of("session") == 2
    durable_redis.start()
    services.deletion.sweep()
    assert finished.id not in durable_redis.everything()


def test_comments_on_reports_of_others_go_with_their_writer(services: Services):
    _, finished, _ = everything_of(services, OTHER)
    with services.store.transaction() as db:
        mentors.put_notes(
            db,
            OTHER,
            finished.id,
            writer=ME,
            name=NAME,
            came_by=CameBy.LINK,
            notes=[MentorNote(Position(0), STORY)],
            now=datetime.now(UTC),
        )
    before = counts(services)
    receipt = erase(services)
    assert receipt.rows == gone(before, counts(services)) == {"mentor": 1, "mentor_note": 1}


def test_every_table_belongs_to_a_person_or_to_nobody():
    """A table that is added later has an owner, hangs on an interview, or is named here."""
    nobodys = {"secret", "measurement", "model_server", "account", "sign_in"}
    known = {table.name for table in owned_rows.tables()}
    assert {table.name for table in SQLModel.metadata.sorted_tables} - known <= nobodys

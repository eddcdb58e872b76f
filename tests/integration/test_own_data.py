"""A person's data is theirs: a receipt says what was there, no file holds it any more, and all of it can be taken.

Markers that stand nowhere else are put wherever a person can put words, and looked for byte by byte.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from sqlalchemy import func, select, text
from sqlmodel import SQLModel, col

from interview.core.mentoring import CameBy, MentorNote, Share, new_token, token_hash
from interview.core.question import Position
from interview.core.spending import Amount, Payer
from interview.core.swap import SwapReason
from interview.errors import NotFound
from interview.i18n.translate import words
from interview.services import Services
from interview.storage import mentors, model_calls, owned_rows, shares
from interview.storage.migrate import _keep_copy
from interview.storage.tables import ResumeTextRow, SessionRow
from interview.use_cases.deletion import COPIES_KEPT, SETTLED_AFTER
from interview.use_cases.own_data import LOOKS_EVERY, OwnData
from interview.web.own_data_archive import archive
from tests.builders import RESUME
from tests.servers import PostgresServer, RedisServer, wait_until

pytestmark = pytest.mark.sqlite_first

ME, OTHER = "local", "u-other"
NAME, PHRASE, ANSWER, DRAFT, STORY = "Qzxw Marker", "wvqj-resume", "wvqj-answer", "wvqj-draft", "wvqj-story"
TEXT = f"{NAME}\n{RESUME}\nBuilt the {PHRASE} service in Python."
MARKERS = (NAME, PHRASE, ANSWER, DRAFT, STORY)
PENDING = {"pending_removal", "model_call", "account"}


@pytest.fixture
def services(make_services: Callable[..., Services], database_url: str, durable_redis: RedisServer) -> Services:
    return make_services(database_url, redis_url=durable_redis.url)


def everything_of(services: Services, owner: str = ME) -> Any:
    """Somebody with words in every place there is; returns the finished interview and the one under way."""
    resume = services.resumes.add(owner, f"{NAME}.pdf", TEXT, "hash", ())

    def begun(number: int) -> Any:
        made = services.creation.create(
            owner, "1.2.3.4", question_count=number, follow_up_count=0, resume_id=resume.id, force=True
        )
        return made.session

    finished, open_one = begun(1), begun(2)
    services.swaps.swap(owner, "1.2.3.4", finished.id, 0, SwapReason.HAD_IT)
    services.candidate.submit_answer(owner, finished.id, 0, ANSWER)
    services.evaluator.run(owner, finished.id, "w")
    services.candidate.save_draft(owner, open_one.id, 0, DRAFT, 1)
    services.evaluator.grade_again(owner, finished.id)
    services.stories.add(owner, title="Mine", text=STORY, tags=())
    services.targets.add(owner, title="Engineer", company=NAME, text=PHRASE)
    now = datetime.now(UTC)
    with services.store.transaction() as db:
        shares.insert_share(db, Share(f"share-{owner}", owner, finished.id, token_hash(new_token()), now, now))
        mentors.put_notes(
            db,
            owner,
            finished.id,
            writer="w",
            name=NAME,
            came_by=CameBy.FILE,
            notes=[MentorNote(Position(0), ANSWER)],
            now=now,
            replace_all=True,
        )
        model_calls.begin_call(db, Payer(owner, finished.id), "a model", Amount(9, 9), now)
    for session in (finished, open_one):
        services.candidate.view(owner, session.id)
    services.evaluator.report(owner, finished.id)
    services.analytics.look(owner)
    services.stories.bank(owner)
    return resume, finished, open_one


def counts(services: Services) -> dict[str, int]:
    """How many rows each table has, whoever they belong to."""
    with services.store.reading() as db:
        found = {
            table.name: db.scalar(select(func.count()).select_from(table)) or 0
            for table in SQLModel.metadata.sorted_tables
        }
    return {name: number for name, number in found.items() if number and name not in PENDING}


def gone(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {name: lost for name, number in before.items() if (lost := number - after.get(name, 0))}


def found_in(folder: Path) -> set[tuple[str, str]]:
    """(file, marker) of every marker that stands in a file below this folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {(path.name, each) for path in files for each in MARKERS if each.encode() in path.read_bytes()}


def erase(services: Services, owner: str = ME) -> Any:
    """Everything goes, in files too, as soon as Redis has written those of an earlier deletion."""
    with Redis.from_url(services.settings.redis_url) as redis:
        wait_until(lambda: not redis.info("persistence")["aof_rewrite_in_progress"], 10, "no file is written")
    receipt = services.own_data.erase(owner)
    assert receipt.is_complete
    return receipt


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


def test_nothing_of_a_person_who_was_erased_is_in_any_file_of_sqlite_or_redis(
    make_services: Callable[..., Services], sqlite_url: str, tmp_path: Path, durable_redis: RedisServer
):
    services = make_services(sqlite_url, redis_url=durable_redis.url)
    everything_of(services)
    _keep_copy(tmp_path / "interview.db", "0099")
    assert {marker for _, marker in found_in(tmp_path)} == set(MARKERS)
    receipt = erase(services)
    assert receipt.files == 1
    with Redis.from_url(durable_redis.url) as redis:
        wait_until(lambda: not redis.info("persistence")["aof_rewrite_in_progress"], 10, "the file is written anew")
    assert found_in(tmp_path) == set()


def test_nothing_of_a_person_who_was_erased_is_in_the_files_of_a_compacted_postgresql(
    make_services: Callable[..., Services], postgres: PostgresServer, durable_redis: RedisServer
):
    url = postgres.new_database(postgres.migrated)
    services = make_services(url, redis_url=durable_redis.url)
    everything_of(services)
    database = url.rpartition("/")[2]
    with services.store.reading() as db:
        oid = db.scalar(text("SELECT oid FROM pg_database WHERE datname = :name"), {"name": database})
    checkpoint(postgres)
    files = postgres._data / "base" / str(oid)
    assert found_in(files)
    erase(services)
    services.own_data.compact()
    checkpoint(postgres)
    assert found_in(files) == set()


def checkpoint(postgres: PostgresServer) -> None:
    import psycopg

    with psycopg.connect(f"postgresql://postgres@127.0.0.1:{postgres.port}/postgres", autocommit=True) as db:
        db.execute("CHECKPOINT")


def test_a_copy_from_before_a_migration_loses_what_is_deleted_and_keeps_the_rest(
    make_services: Callable[..., Services], sqlite_url: str, tmp_path: Path, durable_redis: RedisServer
):
    services = make_services(sqlite_url, redis_url=durable_redis.url)
    everything_of(services, OTHER)
    resume, finished, open_one = everything_of(services)
    _keep_copy(tmp_path / "interview.db", "0099")
    copy = tmp_path / "interview.db.before-0099"

    def kept(query: str) -> list[Any]:
        with closing(sqlite3.connect(copy)) as db:
            return [row[0] for row in db.execute(query)]

    assert services.candidate.delete(ME, finished.id).files == 1
    assert finished.id not in kept("SELECT id FROM session")
    assert services.resumes.delete(ME, resume.id).files == 1
    assert kept("SELECT owner FROM resume") == kept("SELECT owner FROM resume_text") == [OTHER]
    assert open_one.id in kept("SELECT id FROM session")
    erase(services, OTHER)
    assert kept("SELECT DISTINCT owner FROM session") == [ME]
    erase(services)
    assert not copy.exists()


def test_copies_from_before_a_migration_are_kept_two_weeks(
    make_services: Callable[..., Services], sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    services = make_services(sqlite_url)
    _keep_copy(tmp_path / "interview.db", "0099")
    assert services.deletion.remove_old_copies() == 0
    monkeypatch.setattr(services.deletion, "_now", lambda: datetime.now(UTC) + COPIES_KEPT + timedelta(minutes=1))
    assert services.deletion.remove_old_copies() == 1
    assert not (tmp_path / "interview.db.before-0099").exists()


def test_what_one_deletion_leaves_in_files_goes_with_the_sweep_a_minute_later(
    make_services: Callable[..., Services],
    sqlite_url: str,
    tmp_path: Path,
    durable_redis: RedisServer,
    monkeypatch: pytest.MonkeyPatch,
):
    services = make_services(sqlite_url, redis_url=durable_redis.url)
    _, finished, _ = everything_of(services)
    services.candidate.delete(ME, finished.id)
    monkeypatch.setattr(services.deletion, "_now", lambda: datetime.now(UTC) + SETTLED_AFTER)
    services.deletion.sweep()
    with Redis.from_url(durable_redis.url) as redis:
        wait_until(lambda: not redis.info("persistence")["aof_rewrite_in_progress"], 10, "the file is written anew")
    assert ANSWER not in {marker for _, marker in found_in(tmp_path)}
    assert DRAFT in {marker for _, marker in found_in(tmp_path)}


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
            replace_all=True,
        )
    before = counts(services)
    receipt = erase(services)
    assert receipt.rows == gone(before, counts(services)) == {"mentor": 1, "mentor_note": 1}


def test_the_archive_has_every_row_and_every_report(services: Services):
    everything_of(services, OTHER)
    resume, finished, open_one = everything_of(services)
    # What was asked for again is graded first: until then there is no report.
    services.evaluator.run(ME, finished.id, "w")
    content = b"".join(archive(services, ME, words("en")))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        names = set(file.namelist())
        told = {name: file.read(name) for name in names}
    for table, number in services.own_data.count(ME).items():
        assert len(json.loads(told[f"data/{table}.json"])) == number, table
    (named,) = (name for name in names if name.startswith("resumes/"))
    assert told[named].decode() == TEXT
    assert STORY in told["stories.md"].decode()
    assert b"Score" in told["scores.csv"]
    for suffix in ("report.json", "report.md", "report.pdf"):
        assert [name for name in names if name.endswith(suffix)], suffix
    answers = b"".join(content for name, content in told.items() if name.endswith("answers.md")).decode()
    assert ANSWER in answers
    assert DRAFT in answers
    everything = b"".join(told.values())
    assert OTHER.encode() not in everything
    assert resume.owner == ME
    assert open_one.id.encode() in everything
    with services.store.reading() as db:
        hashes = [row["token_hash"] for row in db.execute(text("SELECT token_hash FROM share")).mappings()]
    assert not any(each.encode() in everything for each in hashes)


def test_the_archive_names_words_that_were_typed_before_a_question_was_skipped(services: Services):
    _, _, open_one = everything_of(services)
    services.candidate.submit_answer(ME, open_one.id, 0, "")
    with zipfile.ZipFile(io.BytesIO(b"".join(archive(services, ME, words("en"))))) as file:
        told = "".join(file.read(name).decode() for name in file.namelist() if name.endswith("answers.md"))
    assert f"Skipped\n\n### Words that are not used\n\n{DRAFT}\n" in told


def test_every_table_belongs_to_a_person_or_to_nobody():
    """A table that is added later has an owner, hangs on an interview, or is named here."""
    nobodys = {"secret", "measurement", "model_server", "account", "sign_in"}
    known = {table.name for table in owned_rows.tables()}
    assert {table.name for table in SQLModel.metadata.sorted_tables} - known <= nobodys


def test_interviews_and_unused_resumes_go_when_they_are_older_than_they_are_kept(services: Services):
    everything_of(services, OTHER)
    resume, finished, open_one = everything_of(services)
    clock = [datetime.now(UTC)]
    kept = OwnData(store=services.store, deletion=services.deletion, days=30, now=lambda: clock[0])
    with services.store.transaction() as db:
        for session_id in (finished.id, open_one.id):
            row = db.get(SessionRow, session_id)
            assert row is not None
            row.updated_at = clock[0] - timedelta(days=29 if session_id == open_one.id else 31)
    assert kept.remove_old() == 1
    with pytest.raises(NotFound):
        services.candidate.view(ME, finished.id)
    assert services.resumes.get(ME, resume.id).text == TEXT
    # The next look is an hour later.
    clock[0] += timedelta(days=2)
    assert kept.remove_old() == 1
    assert len(services.candidate.sessions(OTHER, limit=9)[0]) == 2
    clock[0] += timedelta(days=40)
    assert kept.remove_old() == 4
    assert services.candidate.sessions(OTHER, limit=9)[1] == 0
    assert services.resumes.all(ME) == services.resumes.all(OTHER) == []
    assert services.stories.all(ME)
    clock[0] += LOOKS_EVERY - timedelta(seconds=1)
    assert kept.remove_old() == 0


def test_without_a_setting_nothing_is_ever_removed(services: Services):
    everything_of(services)
    kept = OwnData(
        store=services.store, deletion=services.deletion, days=None, now=lambda: datetime(2100, 1, 1, tzinfo=UTC)
    )
    assert kept.remove_old() == 0
    assert services.own_data.days is None
    assert services.candidate.sessions(ME, limit=9)[1] == 2

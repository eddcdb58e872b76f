"""Somebody with words in every place there is, in markers that stand nowhere else, and where these are found."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from redis import Redis
from sqlalchemy import func, select
from sqlmodel import SQLModel

from interview.core.mentoring import CameBy, MentorNote, Share, new_token, token_hash
from interview.core.question import Position
from interview.core.spending import Amount, Payer
from interview.core.swap import SwapReason
from interview.services import Services
from interview.storage import mentors, model_calls, shares
from tests.builders import RESUME
from tests.servers import PostgresServer, wait_until

ME, OTHER = "local", "u-other"
NAME, PHRASE, ANSWER, DRAFT, STORY = "Qzxw Marker", "wvqj-resume", "wvqj-answer", "wvqj-draft", "wvqj-story"
TEXT = f"{NAME}\n{RESUME}\nBuilt the {PHRASE} service in Python."
MARKERS = (NAME, PHRASE, ANSWER, DRAFT, STORY)
PENDING = {"pending_removal", "model_call", "account"}


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


def checkpoint(postgres: PostgresServer) -> None:
    import psycopg

    with psycopg.connect(f"postgresql://postgres@127.0.0.1:{postgres.port}/postgres", autocommit=True) as db:
        db.execute("CHECKPOINT")

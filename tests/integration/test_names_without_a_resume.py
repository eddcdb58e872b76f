"""A name stays out of what a model reads when the resume that told it is deleted, over real HTTP; and nobody can read
it from what the interview keeps instead."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from redis import Redis
from sqlalchemy import text

from interview.core.options import InterviewOptions
from interview.core.session import InterviewSession
from interview.services import Services
from interview.storage import preparations
from interview.storage.tables import PreparationRow
from tests.integration.test_candidate import ME
from tests.integration.test_what_a_model_sees import ANSWER, JOB, RESUME, SECRETS
from tests.openai_server import OpenAIServer
from tests.servers import RedisServer

pytestmark = pytest.mark.sqlite_first

CHINESE = """王小明 | 前端工程师
电话：138 1234 5678

工作经历
2019.03-2021.07 字节跳动 前端工程师
- 负责前端架构的重构，用 Python 和 PostgreSQL 把页面性能提升了30%
"""


def told_to(model: OpenAIServer) -> dict[str, str]:
    """The bodies of all requests, by operation."""
    found: dict[str, str] = {}
    for each in model.requests:
        found[each.operation] = found.get(each.operation, "") + json.dumps(each.body, ensure_ascii=False)
    return found


def begun(services: Services, resume: str, **more: Any) -> InterviewSession:
    kept = services.resumes.add(ME, "cv.txt", resume, "hash", ())
    made = services.creation.create(
        ME, "v", question_count=3, follow_up_count=1, resume_id=kept.id, force=True, **more
    ).session
    services.candidate.view(ME, made.id)
    return made


def answered(services: Services, session_id: str, words: str) -> InterviewSession:
    """Every question with these words, its follow-up too, and the report."""
    services.preparer.run(ME, session_id, "w")
    while (turn := services.candidate.view(ME, session_id).current) is not None:
        index = services.candidate.view(ME, session_id).current_index
        services.candidate.submit_answer(ME, session_id, index, words.format(turn.position))
    assert services.evaluator.run(ME, session_id, "w")
    return services.candidate.view(ME, session_id)


def test_what_is_said_after_a_resume_is_gone_reaches_a_model_without_its_name(
    with_model: Callable[..., Services], server: OpenAIServer
):
    services = with_model(evaluation_batch_size=9)
    session = begun(services, RESUME, options=InterviewOptions(job_text=JOB))
    services.candidate.submit_answer(ME, session.id, 0, ANSWER.format("first"))
    services.resumes.delete(ME, session.resume_id or "")
    server.reset()
    done = answered(services, session.id, ANSWER)
    again = services.practice_again.retake(ME, "v", session.id, 0).session
    answered(services, again.id, ANSWER)
    told = told_to(server)
    assert {"write", "details", "follow_up", "grade", "summarise"} <= set(told)
    assert {name: [each for each in SECRETS if each in body] for name, body in told.items()} == {
        name: [] for name in told
    }
    assert "I am [NAME]" in told["grade"]
    # The person still reads their own words.
    assert all("Jane Quimby" in (turn.answer.text or "") for turn in done.turns)


def set_marks(services: Services, session_id: str, marks: str) -> None:
    """What a release before marks leaves in the row, as it knows no such column."""
    with services.store.transaction() as db:
        query = text("UPDATE session SET detail_marks = :marks WHERE id = :id")
        db.execute(query, {"marks": marks, "id": session_id})


def test_a_row_of_a_release_before_marks_is_hidden_by_the_text_that_it_has(
    with_model: Callable[..., Services], server: OpenAIServer
):
    services = with_model()
    session = begun(services, RESUME)
    set_marks(services, session.id, "[]")
    server.reset()
    answered(services, session.id, ANSWER)
    assert [each for each in SECRETS if any(each in body for body in told_to(server).values())] == []


@pytest.mark.parametrize(
    ("resume", "said", "secrets"),
    [
        (RESUME, ANSWER + " So I, Jane, signed it as Quimby.", SECRETS),
        (CHINESE, "我叫王小明，我负责了重构，王小明把性能提升了30%。问题 {}。", ("王小明",)),
    ],
    ids=["English", "Chinese"],
)
def test_where_a_release_before_marks_deleted_the_resume_the_name_is_what_somebody_gives_as_theirs(
    with_model: Callable[..., Services], server: OpenAIServer, resume: str, said: str, secrets: tuple[str, ...]
):
    services = with_model()
    session = begun(services, resume)
    with services.store.reading() as db:
        told_before = db.get_one(PreparationRow, session.id).brief
    services.resumes.delete(ME, session.resume_id or "")
    set_marks(services, session.id, "[]")
    with services.store.transaction() as db:
        db.get_one(PreparationRow, session.id).brief = told_before
    server.reset()
    done = answered(with_model(), session.id, said)
    told = told_to(server)
    assert {"follow_up", "grade", "summarise"} <= set(told)
    assert [each for each in secrets if any(each in body for body in told.values())] == []
    assert done.turns[0].answer.text == said.format(done.turns[0].position)


def test_a_snapshot_of_a_release_before_marks_takes_no_mark_away(
    with_model: Callable[..., Services], server: OpenAIServer, redis_server: RedisServer
):
    """Of the same version, as that release read the row after this one had deleted the resume."""
    services = with_model()
    session = begun(services, RESUME)
    services.resumes.delete(ME, session.resume_id or "")
    marks = services.candidate.view(ME, session.id).detail_marks
    with Redis.from_url(redis_server.url) as opened:
        redis: Any = opened
        (key,) = redis.keys(f"*:session:{ME}:{session.id}")
        shown = json.loads(redis.get(key).rpartition(b"\n")[2])
        del shown["detail_marks"]
        redis.set(key, json.dumps(shown))
    another_process = with_model()
    assert another_process.candidate.view(ME, session.id).detail_marks == marks != ()


def test_a_chinese_name_stays_out_too(with_model: Callable[..., Services], server: OpenAIServer):
    services = with_model()
    session = begun(services, CHINESE)
    services.resumes.delete(ME, session.resume_id or "")
    server.reset()
    answered(services, session.id, "我叫王小明，我负责了重构，王小明把性能提升了30%。问题 {}。")
    told = told_to(server)
    assert [name for name, body in told.items() if "王小明" in body] == []
    assert "我叫[NAME]" in told["grade"]


def test_what_is_still_to_be_written_is_asked_for_without_its_name(
    with_model: Callable[..., Services], server: OpenAIServer
):
    services = with_model()
    session = begun(services, RESUME)
    services.resumes.delete(ME, session.resume_id or "")
    server.reset()
    with services.store.reading() as db:
        left = preparations.find_preparation(db, ME, session.id)
    assert left is not None
    assert left.brief.detail_marks == services.candidate.view(ME, session.id).detail_marks != ()
    services.preparer.run(ME, session.id, "w")
    told = told_to(server)
    assert {"plan", "write"} <= set(told)
    assert [each for each in SECRETS if any(each in body for body in told.values())] == []


def test_nothing_that_an_interview_keeps_instead_can_be_read_as_a_name(
    with_model: Callable[..., Services], server: OpenAIServer
):
    services = with_model()
    session = begun(services, RESUME)
    services.resumes.delete(ME, session.resume_id or "")
    with services.store.reading() as db:
        kept = str(db.execute(text("SELECT detail_marks FROM session")).scalar())
    assert len(json.loads(kept)) >= 5
    assert [each for each in SECRETS if each.casefold() in kept.casefold()] == []
    # Nor is it taken along: it would help nobody.
    assert all("detail_marks" not in row for table, rows in services.own_data.rows(ME) for row in rows)

"""A name stays out of what a model reads when the resume that told it is deleted, over real HTTP; and nobody can read
it from what the interview keeps instead."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from interview.core.options import InterviewOptions
from interview.core.session import InterviewSession
from interview.services import Services
from interview.storage import preparations
from tests.integration.test_candidate import ME
from tests.integration.test_what_a_model_sees import ANSWER, JOB, RESUME, SECRETS
from tests.openai_server import OpenAIServer

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
    made = services.candidate.create(
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

"""One person cannot use up what is for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from interview.errors import Code, NotFound, Unavailable
from interview.services import Services
from interview.web.routes.api import api
from interview.web.routes.caller import process_services
from tests.browser.walking import RESUME
from tests.builders import owner_named

pytestmark = pytest.mark.sqlite_first

HEADER = "X-Person"
ADA, BOB = owner_named("ada"), owner_named("bob")


@pytest.fixture
def centre(make_services: Callable[..., Services], sqlite_url: str) -> Services:
    return make_services(
        sqlite_url,
        user_header=HEADER,
        rate_limit_answer="4/hour",
        rate_limit_answer_person="2/hour",
        rate_limit_costly="2/hour",
    )


@pytest.fixture
def client(centre: Services) -> Iterator[TestClient]:
    api.dependency_overrides[process_services] = lambda: centre
    with TestClient(api) as opened:
        yield opened
    api.dependency_overrides.clear()


def opened(services: Services, owner: str, questions: int = 4) -> str:
    made = services.creation.create(owner, owner, question_count=questions, follow_up_count=0, resume_text=RESUME)
    return made.session.id


def test_answers_to_no_interview_use_up_nothing(centre: Services):
    session_id = opened(centre, ADA)
    for _ in range(10):
        with pytest.raises(NotFound):
            centre.candidate.submit_answer(BOB, session_id, 0, "not mine")
    assert centre.candidate.submit_answer(ADA, session_id, 0, "my answer").turn_at(0).answer.text == "my answer"


def test_one_person_who_answers_too_fast_leaves_the_others_theirs_and_loses_no_word(centre: Services):
    mine, theirs = opened(centre, ADA), opened(centre, BOB)
    for index in range(2):
        centre.candidate.submit_answer(ADA, mine, index, f"answer {index}")
    for _ in range(10):
        centre.candidate.save_draft(ADA, mine, 2, "what I typed", 1)
        with pytest.raises(Unavailable) as caught:
            centre.candidate.submit_answer(ADA, mine, 2, "what I typed")
        assert caught.value.code is Code.RATE_LIMIT_EXCEEDED
    assert centre.candidate.current(ADA, mine).turn_at(2).answer.draft == "what I typed"
    for index in range(2):
        centre.candidate.submit_answer(BOB, theirs, index, f"answer {index}")


UPLOAD = {"file": ("cv.txt", RESUME.encode(), "text/plain")}


def asked(client: TestClient, what: str, name: str) -> int:
    headers = {HEADER: name}
    if what == "upload":
        return client.post("/resumes", files=UPLOAD, headers=headers).status_code
    return client.post("/interview/outlook", json={"resumeText": RESUME}, headers=headers).status_code


@pytest.mark.parametrize(("what", "done"), [("upload", 201), ("outlook", 200)])
def test_what_costs_much_is_bounded_for_each_person_alone(client: TestClient, what: str, done: int):
    assert [asked(client, what, "ada") for _ in range(4)] == [done, done, 429, 429]
    assert [asked(client, what, "bob") for _ in range(2)] == [done, done]
    other = "outlook" if what == "upload" else "upload"
    assert asked(client, other, "ada") in (200, 201), "each costly thing is counted by itself"


def test_whoever_is_alone_is_not_counted(make_services: Callable[..., Services], sqlite_url: str):
    alone = make_services(sqlite_url, rate_limit_costly="1/hour", rate_limit_answer_person="1/hour")
    api.dependency_overrides[process_services] = lambda: alone
    try:
        with TestClient(api) as client:
            assert [client.post("/resumes", files=UPLOAD).status_code for _ in range(3)] == [201] * 3
    finally:
        api.dependency_overrides.clear()

"""Finished reports of people whom a proxy names, and what a mentor says of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from interview.core.grading import Settled
from interview.core.mentoring import MentorNote
from interview.core.question import Position
from interview.errors import Code, InterviewError
from interview.services import Services
from tests.builders import owner_named

HEADER = "X-Forwarded-User"
ADA, BOB, CHE = (owner_named(f"{name}@example.org") for name in ("ada", "bob", "che"))
SIGNED_IN = {"ada": {HEADER: "ada@example.org"}, "bob": {HEADER: "bob@example.org"}}


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


def saved(session_id: str, *notes: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """What the file for a mentor saves."""
    made = {"format": "mock-interview-mentor", "version": 1, "sessionId": session_id, "name": "Bea"}
    return {**made, "notes": list(notes), **changes}

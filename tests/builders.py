"""Values for tests with everything that does not matter filled in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from interview.core.accounts import key_of, usual_owner
from interview.core.identity import model_interviewer
from interview.core.question import Position
from interview.core.session import InterviewSession
from interview.core.turn import Turn
from tests.fakes import question

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
RESUME = "Ada Example\nSkills: Python, PostgreSQL\nExperience\nBuilt a billing service in Python at Example Ltd."


def at(seconds: float) -> datetime:
    """Seconds after noon."""
    return NOON + timedelta(seconds=seconds)


def session(mains: int = 2, follow_up_count: int = 1) -> InterviewSession:
    return InterviewSession(
        id="s1",
        owner="local",
        resume_name="cv.pdf",
        resume_text=RESUME,
        turns=tuple(Turn(Position(i), question(i)) for i in range(mains)),
        created_at=NOON,
        follow_up_count=follow_up_count,
        interviewer=model_interviewer("scripted"),
    )


def owner_named(name: str) -> str:
    """The owner that somebody who signs in under this name for the first time gets."""
    return usual_owner(key_of(name.encode()))

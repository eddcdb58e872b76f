"""An invented candidate with a resume, a brief and answers, for the tests of the model interviewer."""

from __future__ import annotations

from datetime import UTC, datetime

from interview.core.interviewer import Brief
from interview.core.plan import plan
from interview.core.profile import Level, Profile, Project, Skill
from interview.core.question import Position, Question
from interview.core.session import Answer, InterviewSession, Turn

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
SECRET = "zanzibar-heliotrope"
RESUME = f"""Ada Example ({SECRET})
Ledger: billing system for a bakery chain, written in Python
Skills: Python, SQL, Redis
"""
PROFILE = Profile(
    skills=tuple(Skill(name, "Skills: Python, SQL, Redis") for name in ("Python", "SQL", "Redis")),
    projects=(Project("Ledger", "Ledger: billing system for a bakery chain, written in Python"),),
    level=Level.MID,
)
POINTS = (
    "An index keeps a sorted copy of a column for faster lookup.",
    "Every write must also update the index.",
    "Small tables gain nothing from it.",
)
GOOD_ANSWER = (
    f"An index keeps a sorted copy of a column, so lookup is faster. Every write must update the index too. {SECRET}"
)


def brief(count: int = 4, asked_before: tuple[str, ...] = ()) -> Brief:
    return Brief(PROFILE, RESUME, plan(count, Level.MID), asked_before)


def turn(main: int = 0, answer: str = GOOD_ANSWER, points: tuple[str, ...] = POINTS) -> Turn:
    question = Question(
        f"What does an index cost in case {main}?",
        "SQL",
        key_points=points,
        reference_answer="An index is a sorted copy: faster lookup, slower writes, no use on small tables.",
    )
    return Turn(Position(main), question, Answer(text=answer, draft=answer, submitted_at=NOW))


def session(*turns: Turn) -> InterviewSession:
    return InterviewSession("s1", "ada", "ada.pdf", RESUME, turns, NOW)

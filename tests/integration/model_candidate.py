"""An invented candidate with a resume, a brief and answers, and models that nobody has talked to yet."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

from interview.core.grading import Judgement
from interview.core.interviewer import Brief, Reply
from interview.core.key_point import statements
from interview.core.plan import plan
from interview.core.profile import Level, Profile, Project, Skill
from interview.core.question import Position, Question
from interview.core.session import InterviewSession
from interview.core.turn import Answer, Turn
from interview.model.interviewer import ModelInterviewer
from tests.fakes import Reserve
from tests.openai_server import OpenAIServer

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
_models = itertools.count()


def brief(count: int = 4, asked_before: tuple[str, ...] = ()) -> Brief:
    return Brief(PROFILE, RESUME, plan(count, Level.MID), asked_before)


def turn(main: int = 0, answer: str = GOOD_ANSWER, points: tuple[str, ...] = POINTS) -> Turn:
    question = Question(
        f"What does an index cost in case {main}?",
        "SQL",
        key_points=statements(*points),
        reference_answer="An index is a sorted copy: faster lookup, slower writes, no use on small tables.",
    )
    return Turn(Position(main), question, Answer(text=answer, draft=answer, submitted_at=NOW))


def session(*turns: Turn) -> InterviewSession:
    return InterviewSession("s1", "ada", "ada.pdf", RESUME, turns, NOW)


def unknown_model() -> str:
    """A name that no other test has used, so that nothing is known of the model's formats."""
    return f"model-{next(_models)}"


def with_reserve(server: OpenAIServer, reserve: Reserve) -> ModelInterviewer:
    return ModelInterviewer(server.base_url, "key", unknown_model(), reserve=reserve)  # type: ignore[arg-type]


def judgements(reply: Reply) -> list[Judgement]:
    return [judgement for judgement in reply.judgements if isinstance(judgement, Judgement)]

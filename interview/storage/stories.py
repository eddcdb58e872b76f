"""The verbs for stories, and the judged answers that can be kept as one; each is found for its owner alone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from interview.core.grading import Outcome
from interview.core.question import QuestionKind
from interview.core.resume import Resume
from interview.core.session import SessionStatus
from interview.core.story import MAX_STORY_CHARS, MOST_LINE_CHARS, Competency, JudgedAnswer, Origin, Story, StorySource
from interview.errors import Code, NotFound
from interview.messages import Message
from interview.storage import rows
from interview.storage.places import is_grade_of_turn
from interview.storage.tables import GradeRow, SessionRow, StoryRow, TurnRow

# Made once: pages ask it in every run, and to build it costs more than to run it.
_ALL = (
    select(StoryRow)
    .where(col(StoryRow.owner) == bindparam("owner"))
    .order_by(col(StoryRow.updated_at).desc(), col(StoryRow.id))
)


def list_stories(db: Session, owner: str) -> list[Story]:
    """The owner's stories, those changed last first."""
    return [_story(row) for row in db.scalars(_ALL, {"owner": owner})]


def count_stories(db: Session, owner: str) -> int:
    """How many stories the owner has."""
    return db.scalar(select(func.count()).select_from(StoryRow).where(col(StoryRow.owner) == owner)) or 0


def get_story(db: Session, owner: str, story_id: str, *, lock: bool = False) -> Story:
    """NotFound when the owner has no such story. `lock` keeps others from changing it until the transaction ends."""
    return _story(_row(db, owner, story_id, lock=lock))


def insert_story(db: Session, story: Story) -> None:
    """Add a story."""
    db.add(
        StoryRow(
            id=story.id,
            owner=story.owner,
            title=story.title,
            text=story.text,
            tags=[tag.value for tag in story.tags],
            origin=story.source.origin.value,
            session_id=story.source.session_id,
            main=story.source.main,
            line=story.source.line,
            created_at=story.created_at,
            updated_at=story.updated_at,
        )
    )


def put_story(db: Session, story: Story) -> None:
    """Write what was edited; NotFound when the owner has no such story."""
    row = _row(db, story.owner, story.id)
    row.title, row.text, row.updated_at = story.title, story.text, story.updated_at
    row.tags = [tag.value for tag in story.tags]


def delete_story(db: Session, owner: str, story_id: str) -> None:
    """NotFound when the owner has no such story."""
    db.delete(_row(db, owner, story_id))


def clear_lines(db: Session, owner: str, left: Sequence[Resume]) -> None:
    """Take from the owner's stories the lines that stand in none of the resumes that are left."""
    lines = {achievement.line[:MOST_LINE_CHARS] for resume in left for achievement in resume.profile.achievements}
    texts = [" ".join(resume.text.split()) for resume in left]
    for row in db.scalars(select(StoryRow).where(col(StoryRow.owner) == owner, col(StoryRow.line) != "")):
        if row.line not in lines and not any(row.line in text for text in texts):
            row.line = ""


def judged_stories(db: Session, owner: str, limit: int, session_id: str = "") -> list[JudgedAnswer]:
    """The owner's latest answers to main questions that ask for a story, with their current grades, newest first; of
    one interview where a `session_id` is given. What is too long for a story is left out, and what is graded before its
    report is there."""
    query = (
        select(GradeRow, TurnRow)
        .join(TurnRow, is_grade_of_turn())
        .join(SessionRow, col(SessionRow.id) == col(GradeRow.session_id))
        .where(
            col(GradeRow.owner) == owner,
            col(SessionRow.status) == SessionStatus.EVALUATED.value,
            col(GradeRow.superseded_at).is_(None),
            col(GradeRow.outcome) == Outcome.GRADED.value,
            col(GradeRow.follow_up) == 0,
            col(TurnRow.details)["kind"].as_string() != QuestionKind.SKILL.value,
            func.length(col(TurnRow.answer)) <= MAX_STORY_CHARS,
        )
        .order_by(col(TurnRow.submitted_at).desc(), col(GradeRow.id).desc())
        .limit(limit)
    )
    if session_id:
        query = query.where(col(GradeRow.session_id) == session_id)
    return [
        JudgedAnswer(
            session_id=turn.session_id,
            main=turn.main,
            question=rows.turn_of(turn).question,
            text=turn.answer or "",
            answered_at=turn.submitted_at,
            grade=rows.grade(grade),
        )
        for grade, turn in db.execute(query)
        if turn.submitted_at is not None
    ]


def _row(db: Session, owner: str, story_id: str, *, lock: bool = False) -> StoryRow:
    row = db.get(StoryRow, story_id, with_for_update=lock)
    if row is None or row.owner != owner:
        raise NotFound(Code.STORY_NOT_FOUND, Message.of("error.no_such_story"))
    return row


def _story(row: StoryRow) -> Story:
    has_answer = row.session_id is not None
    return Story(
        id=row.id,
        owner=row.owner,
        title=row.title,
        text=row.text,
        created_at=row.created_at,
        updated_at=row.updated_at,
        tags=tuple(Competency(tag) for tag in row.tags),
        source=StorySource(Origin(row.origin), row.session_id, row.main if has_answer else None, row.line),
    )

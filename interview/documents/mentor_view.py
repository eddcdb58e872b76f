"""What mentors say of a report as a reader is told of it: whole, in one language, beside what the interviewer says.

It changes no verdict and no score.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from interview.core.grading import Settled
from interview.core.mentoring import CameBy, Mentor
from interview.core.report import Report
from interview.core.turn import Turn
from interview.documents.asked_as import words_for
from interview.documents.question_words import title
from interview.i18n.names import point_text
from interview.i18n.translate import Words
from interview.messages import Message


@dataclass(frozen=True)
class MentorVerdict:
    """A mentor's verdict on a key point, as a code and in words."""

    point_id: str
    point: str
    verdict: Settled
    word: str


@dataclass(frozen=True)
class MentorNoteView:
    """What one mentor says of one answer. `name` is as they wrote it; `when` is `written_at` in words."""

    mentor_id: str
    name: str
    came_by: CameBy
    written_at: datetime
    when: str
    comment: str
    verdicts: tuple[MentorVerdict, ...]


@dataclass(frozen=True)
class MentorNotes:
    """What mentors say of the answer at this place, in the order in which they came."""

    index: int
    title: str
    question: str
    notes: tuple[MentorNoteView, ...]


def mentor_notes(report: Report, say: Words, zone: tzinfo) -> tuple[MentorNotes, ...]:
    """The answers that a mentor said something of, in the order asked."""
    found = []
    for index, turn, _ in report.lines():
        notes = tuple(_notes(report, say, zone, turn))
        if notes:
            found.append(MentorNotes(index, title(say, turn.position), turn.question.text, notes))
    return tuple(found)


def word_of(verdict: Settled, say: Words) -> str:
    """A mentor's verdict in words."""
    return say.message(Message.of(f"mentor.{verdict}"))


def _notes(report: Report, say: Words, zone: tzinfo, turn: Turn) -> Iterator[MentorNoteView]:
    grade = report.grades.get(turn.position)
    points = [*turn.question.key_points, *(judged.point for judged in (grade.points if grade else ()))]
    asked_so = words_for([turn.question], say)
    known = {point.id: point_text(point, asked_so) for point in points}
    for mentor in report.mentors:
        note = mentor.note_on(turn.position)
        if note.is_empty:
            continue
        verdicts = (
            MentorVerdict(point, text, note.verdicts[point], word_of(note.verdicts[point], say))
            for point, text in known.items()
            if point in note.verdicts
        )
        yield _view(mentor, say, zone, note.comment, tuple(verdicts))


def _view(
    mentor: Mentor, say: Words, zone: tzinfo, comment: str, verdicts: tuple[MentorVerdict, ...]
) -> MentorNoteView:
    when = say.when(mentor.written_at, zone)
    return MentorNoteView(mentor.id, mentor.name, mentor.came_by, mentor.written_at, when, comment, verdicts)

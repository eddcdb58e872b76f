"""The tables. Every row has an owner; the database is the only truth, so its constraints carry the rules.

Rows stay inside storage/: everybody else sees the frozen values of core. Whoever imports this package has all tables.
"""

from interview.storage.tables.grading import EarlyGradingRow, EvaluationRow, GradeRequestRow, GradeRow, SessionFactsRow
from interview.storage.tables.interviews import PreparationRow, SessionRow, SwappedQuestionRow, TurnRow
from interview.storage.tables.operation import (
    MeasurementRow,
    ModelCallRow,
    ModelServerRow,
    PendingRemovalRow,
    SecretRow,
)
from interview.storage.tables.people import AccountRow, ResumeRow, ResumeTextRow, SignInRow, StoryRow, TargetRow
from interview.storage.tables.sharing import MentorNoteRow, MentorRow, ShareRow

__all__ = [
    "AccountRow",
    "EarlyGradingRow",
    "EvaluationRow",
    "GradeRequestRow",
    "GradeRow",
    "MeasurementRow",
    "MentorNoteRow",
    "MentorRow",
    "ModelCallRow",
    "ModelServerRow",
    "PendingRemovalRow",
    "PreparationRow",
    "ResumeRow",
    "ResumeTextRow",
    "SecretRow",
    "SessionFactsRow",
    "SessionRow",
    "ShareRow",
    "SignInRow",
    "StoryRow",
    "SwappedQuestionRow",
    "TargetRow",
    "TurnRow",
]

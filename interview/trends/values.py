"""What the trends page shows, as values: the filters, and what comes out for them. They hold no rule and no SQL.

Scores are whole numbers, those of the reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from interview.trends.missed_points import MissedPoint
from interview.trends.noise_band import Band


@dataclass(frozen=True)
class Chosen:
    """Which interviews shall count; everything empty means all of them.

    With a `category`, its score stands for that of the interview. `measure` is the code of a scale
    (core/comparability.py).
    `since` counts in, `until` does not.
    """

    resume: str = ""
    role: str = ""
    category: str = ""
    measure: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Choices:
    """What can be chosen from, over all graded interviews; the latest measure first, everything else by name."""

    interviews: int
    resumes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScorePoint:
    """One graded interview, or its answers of one category. Overall 0–100, accuracy 0–40, the other two 0–30; clarity
    is None where it was not measured.

    `measure` is the code of a scale; `against_earlier` is the overall score minus the mean of all earlier
    ones of the same measure, as they are shown; None for the first. `scored` of `total` answers have a score.
    `predicted` is what the candidate expected of the whole interview, 0–100, None when they did not say. `role` is what
    it was for, "" where unknown. `by_interviewer` is the score of the whole interview before the candidate's own word,
    None where it had no number; it differs only where they gave their word (`has_own_word`).
    """

    session_id: str
    at: datetime
    resume_name: str
    overall: float
    accuracy: float
    completeness: float
    clarity: float | None
    measure: str
    scored: int
    total: int
    against_earlier: float | None
    predicted: int | None = None
    role: str = ""
    by_interviewer: float | None = None
    has_own_word: bool = False

    @property
    def guessed_at(self) -> float | None:
        """What a guess is held against: no score that the candidate's own word moved."""
        return self.by_interviewer if self.has_own_word else self.overall


@dataclass(frozen=True)
class Best:
    """The highest overall score (0–100) of `interviews` that were measured in the same way, and when its interview
    began. `has_own_word`: the candidate's own word on a key point counts in it."""

    session_id: str
    overall: float
    at: datetime
    interviews: int
    has_own_word: bool = False


@dataclass(frozen=True)
class CategoryStrength:
    """A category over all sessions of one measure: weighted means, 0–100. Of `asked` questions so many `answers` were
    graded; one left without an answer counts 0. `earlier` leaves the latest session out."""

    category: str
    mean: float
    answers: int
    asked: int
    sessions: int
    latest: float
    earlier: float | None


@dataclass(frozen=True)
class CategoryLine:
    """The scores of one category over the interviews that asked about it, oldest first."""

    category: str
    points: tuple[tuple[datetime, float], ...]


@dataclass(frozen=True)
class AnswerTime:
    """The median time of one interview's answers, from first seeing a question to submitting, in seconds."""

    at: datetime
    seconds: float


@dataclass(frozen=True)
class Week:
    """Finished interviews, retakes and reviews begun in the week from `monday`, in the time zone of the look,
    and their answers."""

    monday: date
    interviews: int
    answers: int


@dataclass(frozen=True)
class WithoutScore:
    """The latest of `count` graded interviews that have no one number, and when it began."""

    session_id: str
    at: datetime
    count: int


@dataclass(frozen=True)
class Trends:
    """Everything the page shows for what was chosen.

    `measure` is what the parts below the first picture are about: the chosen one or that of the latest interview.
    `points` are the latest of `found` in all, oldest first; `waiting` finished interviews are not counted yet.
    `without_score` tells of those that have no point.
    """

    points: tuple[ScorePoint, ...] = ()
    found: int = 0
    measure: str = ""
    band: Band | None = None
    strengths: tuple[CategoryStrength, ...] = ()
    lines: tuple[CategoryLine, ...] = ()
    missed: tuple[MissedPoint, ...] = ()
    weeks: tuple[Week, ...] = ()
    times: tuple[AnswerTime, ...] = ()
    waiting: int = 0
    without_score: WithoutScore | None = None

    @property
    def measured(self) -> tuple[ScorePoint, ...]:
        """The points of the measure."""
        return tuple(point for point in self.points if point.measure == self.measure)

"""One question of a report as a reader is told of it: whole and in one language. What is cut is its writers' business.

question_words.py makes these values.
"""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.evidence import RemarkKind
from interview.core.grading import Outcome, Settled, Verdict
from interview.core.identity import InterviewerId
from interview.core.question import InsteadOf, Position
from interview.documents.coach_view import CoachView
from interview.i18n.translate import Words

NARROW = 5
"""A range of fewer points says nothing beside the number in it: two gradings of one answer differ by as much."""


@dataclass(frozen=True)
class Bar:
    """A value out of a maximum; None when nothing was scored. `number` says it in words, `code` names it in any
    language.
    """

    code: str
    label: str
    value: int | None
    maximum: int
    number: str


@dataclass(frozen=True)
class PointView:
    """A key point with the verdict that counts, also as sign and word.

    `quote` is "" where the verdict rests on no words; `sentence` are the whole sentences it stands in. Where the
    candidate `settled` it, `judged` is the interviewer's verdict and `note` says both; "" otherwise.
    """

    id: str
    verdict: Verdict
    sign: str
    word: str
    text: str
    quote: str
    sentence: str
    settled: Settled | None
    judged: Verdict
    note: str


@dataclass(frozen=True)
class RemarkView:
    """A strength or weakness, also as sign and word, with the words it rests on and the whole sentences they stand in.
    `repeats_point`: the verdict on a key point says it already."""

    kind: RemarkKind
    sign: str
    word: str
    text: str
    quote: str
    sentence: str
    repeats_point: bool


@dataclass(frozen=True)
class AnswerView:
    """An answer, "" when nothing was answered, and the words of it that were recognised.

    `when` is the moment it was given, "" where nobody knows; `of_100` its score with the maximum, in words.
    """

    text: str
    quotes: tuple[str, ...]
    when: str
    of_100: str


@dataclass(frozen=True)
class EarlierAnswer:
    """The earlier answer to a question that came again. `title` says when it was given, with its score; `change` what
    the points did since, "" where that is not known; `caution` why not, and whose word counts in the comparison.
    """

    title: str
    answer: AnswerView
    change: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    caution: str

    @property
    def is_level(self) -> bool:
        """The change is known, and no key point was gained or lost."""
        return bool(self.change) and not self.gained and not self.lost


@dataclass(frozen=True)
class EarlierGrade:
    """A grade that a later one replaced; `told` says it in a sentence."""

    told: str
    outcome: Outcome
    score: int | None
    graded_by: InterviewerId
    rubric_version: str


@dataclass(frozen=True)
class OwnStory:
    """The candidate's own story that fits a question, beside its reference answer. `told` names it in a sentence."""

    told: str
    title: str
    text: str


@dataclass(frozen=True)
class QuestionView:
    """One question with everything said about it. `outcome` and `graded_by` are None while it has no grade.

    `source` names the pack it is from and its licence, "" for none; `instead_of` says why a planned follow-up stands in
    place of a model's own. `score` is None unless there is one number;
    `status` then says so, and `reason` why. `low` and `high` are the ends of where it most likely is, `to_settle`
    verdicts are open, which the candidate can settle, `to_mark` they have to until there is one number, and with
    `is_undecided` nobody said anything of any; one that `waits` does not count before. `mark` is the score as a bare
    number or range, in words.
    `further_feedback` is what the feedback says beside `coach` and the
    verdicts, `feedback_for_others` leaves out what asks the candidate to settle. `flags` are what a guard saw in the
    answer, `notes` these and what else to know about the grade, `notes_for_others` the same without why a follow-up was
    asked. `nobody_can_grade` a question whose key points nobody
    knows: the candidate wrote it down, or it asks to think on. `whose_example` says whose story the reference answer
    is, "" where it is none. `grader` names who graded it where the report has several,
    "" elsewhere. `tag` is the language of question, answer and reference (BCP 47) where the words around
    them are in another one, else "".
    """

    index: int
    position: Position
    title: str
    text: str
    instead_of: InsteadOf | None
    category: str
    difficulty: str
    asked_by: str
    source: str
    is_flagged: bool
    hint_shown: bool
    changed_after_feedback: bool
    answer: AnswerView
    outcome: Outcome | None
    is_being_graded: bool
    status: str
    reason: str
    score: int | None
    low: int | None
    high: int | None
    to_settle: int
    to_mark: int
    is_undecided: bool
    waits: bool
    mark: str
    band: str
    bars: tuple[Bar, ...]
    points: tuple[PointView, ...]
    remarks: tuple[RemarkView, ...]
    coach: CoachView
    feedback: str
    further_feedback: str
    feedback_for_others: str
    flags: tuple[str, ...]
    notes: tuple[str, ...]
    notes_for_others: tuple[str, ...]
    opinions: tuple[int, ...]
    spread: int | None
    needs_review: bool
    dropped_quotes: int
    graded_by: InterviewerId | None
    grader: str
    rubric_version: str
    earlier_grades: tuple[EarlierGrade, ...]
    key_points: tuple[str, ...]
    reference: str
    whose_example: str
    misconceptions: tuple[str, ...]
    also_right: tuple[str, ...]
    red_flags: tuple[str, ...]
    earlier_answer: EarlierAnswer | None
    nobody_can_grade: bool = False
    tag: str = ""
    own_story: OwnStory | None = None

    @property
    def can_be_settled(self) -> bool:
        """Whether somebody judged key points of it."""
        return self.is_graded and bool(self.points)

    @property
    def can_be_graded_again(self) -> bool:
        """Whether it has no grade and another try could give one."""
        return self.outcome is Outcome.UNGRADED and not self.nobody_can_grade

    @property
    def is_graded(self) -> bool:
        """Somebody judged the answer: it is not a 0 by rule."""
        return self.outcome is Outcome.GRADED

    @property
    def further_remarks(self) -> tuple[RemarkView, ...]:
        """The remarks that say more than the verdicts on the key points beside them do already."""
        return tuple(remark for remark in self.remarks if not remark.repeats_point)


def bar(say: Words, code: str, label: str, value: int | None, maximum: int) -> Bar:
    """A bar with its number in words."""
    number = say("not graded") if value is None else say("{value} of {maximum}", value=value, maximum=maximum)
    return Bar(code, label, value, maximum, number)

"""A question of an interview and what the candidate answered to it, as immutable values.

What may be changed about them and when is decided in session.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from interview.core.question import Position, Question
from interview.errors import Code, Invalid
from interview.messages import Message

MAX_ANSWER_CHARS = 200_000


class Feedback(StrEnum):
    """What an interview with feedback after each answer did for one: none · seen, and then changed: the answer was
    opened again after that, whatever was written then."""

    NONE = "none"
    SEEN = "seen"
    CHANGED = "changed"


@dataclass(frozen=True)
class Answer:
    """What the candidate wrote. `text` is None until submitted; "" then means skipped. A draft never replaces it.

    `writer` names the browser tab that saved the draft last. `flagged` is the candidate's own mark for later review,
    `hint_shown` that the hint was asked for; neither changes a score. `reopened` says that it was submitted before.
    `feedback` says whether it was written before the candidate saw feedback on it.
    """

    draft: str = ""
    revision: int = 0
    writer: str = ""
    saved_at: datetime | None = None
    text: str | None = None
    submitted_at: datetime | None = None
    flagged: bool = False
    hint_shown: bool = False
    reopened: bool = False
    feedback: Feedback = Feedback.NONE

    @property
    def is_submitted(self) -> bool:
        return self.text is not None

    @property
    def may_be_empty(self) -> bool:
        """Whether nothing can be submitted as this answer: not where that would take words away that were submitted
        before."""
        return not self.reopened or not self.draft.strip()


class Awaits(StrEnum):
    """What a place still waits for from the interviewer. nothing: it is whole · question: its own, while it is empty or
    holds one of the practice interviewer's, which stays if it is shown first · details: key points, hint and planned
    follow-ups of the question that is there."""

    NOTHING = ""
    QUESTION = "question"
    DETAILS = "details"


@dataclass(frozen=True)
class Turn:
    """A question, the answer to it, and until when its follow-up is still being decided (None: nothing to decide).

    `first_shown_at` is when the candidate first had the question before them, None where nobody noted it. `swaps` is
    how many questions stood at this place before: with it, words for one of them are told from words for this one.
    """

    position: Position
    question: Question
    answer: Answer = field(default_factory=Answer)
    follow_up_deadline: datetime | None = None
    first_shown_at: datetime | None = None
    swaps: int = 0
    awaits: Awaits = Awaits.NOTHING

    @property
    def is_unwritten(self) -> bool:
        """Whether there is no question yet, so that nothing can be shown or answered."""
        return not self.question.text

    @property
    def was_shown(self) -> bool:
        """Whether the candidate had this question before them, as far as anybody noted it."""
        return self.first_shown_at is not None or self.answer.is_submitted or self.answer.revision > 0


def check_answer_text(text: str) -> None:
    """Invalid when an answer is longer than MAX_ANSWER_CHARS."""
    if len(text) > MAX_ANSWER_CHARS:
        raise Invalid(
            Code.INPUT_INVALID,
            Message.of("error.answer_too_long", most=MAX_ANSWER_CHARS),
        )


def storable(text: str) -> str:
    """The text without what no database can hold: NUL characters and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")

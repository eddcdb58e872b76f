"""A question of an interview and what the candidate answered to it, as immutable values.

What may be changed about them and when is decided in session.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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
class Submitted:
    """An answer as it was submitted, while it is open again."""

    text: str
    at: datetime
    reopened: bool = False
    feedback: Feedback = Feedback.NONE


@dataclass(frozen=True)
class Answer:
    """What the candidate wrote. `text` is None until submitted; "" then means skipped. A draft never replaces it, and
    stays beside it where it is no part of it.

    `writer` names the browser tab that saved the draft last. `flagged` is the candidate's own mark for later review,
    `hint_shown` that the hint was asked for; neither changes a score. `reopened` says that it was submitted before,
    `before` as what, while it is open again; None where nobody kept it. `feedback` says whether it was written before
    the candidate saw feedback on it.
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
    before: Submitted | None = None

    @property
    def is_submitted(self) -> bool:
        return self.text is not None

    @property
    def may_be_empty(self) -> bool:
        """Whether nothing can be submitted as this answer: not where that would take words away that were submitted
        before."""
        words = self.draft if self.before is None else self.before.text
        return not self.reopened or not words.strip()

    @property
    def at_the_end(self) -> str | None:
        """What counts as the answer should the interview end now: what is submitted, else the words in the box, else
        those that were submitted before; None for nothing."""
        if self.text is not None or self.draft.strip():
            return self.draft if self.text is None else self.text
        return None if self.before is None else self.before.text

    @property
    def unused(self) -> str:
        """Words that are no part of the answer: of a change that was given up for the answer as it was, or those that
        were in the box when the question was skipped; "" for none."""
        return self.draft if self.text is not None and self.draft.strip() and self.draft != self.text else ""

    def submitted(self, text: str, at: datetime) -> Answer:
        """The answer once `text` is submitted. Who skips a question hands nothing in; no typed word goes with that."""
        draft = text if text.strip() else self.draft
        return replace(self, text=text, submitted_at=at, saved_at=at, draft=draft, before=None)


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
    def goes_on(self) -> bool:
        """Whether its answer goes on with the one to the main question. One to a follow-up that asks for the story of
        the main question once more begins anew."""
        return self.position.is_follow_up and not self.question.asks_once_more

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer, or for what comes behind its answer."""
        return not self.answer.is_submitted or self.follow_up_deadline is not None

    @property
    def was_shown(self) -> bool:
        """Whether the candidate had this question before them, as far as anybody noted it."""
        return self.first_shown_at is not None or self.answer.is_submitted or self.answer.revision > 0

    def ended(self, at: datetime) -> Turn:
        """The turn once the interview has ended `at` that time: what counts as the answer is submitted."""
        text = self.answer.at_the_end
        if self.answer.is_submitted or text is None:
            return self
        return replace(self, answer=replace(self.answer, text=text, submitted_at=at, draft=text, before=None))


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

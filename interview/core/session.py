"""An interview session as immutable values, and every change that is legal on it.

A change returns a new session; ids and times are arguments. It knows nothing of grading, storage or interviewers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from interview.core.identity import PRACTICE, InterviewerId
from interview.core.posting import JobPosting
from interview.core.question import FollowUp, FollowUpKind, Position, Question
from interview.core.rounds import Round
from interview.errors import Code, Conflict, Invalid, NotFound
from interview.messages import Message

MAX_ANSWER_CHARS = 200_000


class SessionStatus(StrEnum):
    CREATED = "CREATED"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    EVALUATED = "EVALUATED"


class SessionKind(StrEnum):
    """interview: new questions · retake: one question once more · review: questions whose points are due."""

    INTERVIEW = "interview"
    RETAKE = "retake"
    REVIEW = "review"


@dataclass(frozen=True)
class Answer:
    """What the candidate wrote. `text` is None until submitted; "" then means skipped. A draft never replaces it.

    `writer` names the browser tab that saved the draft last. `flagged` is the candidate's own mark for later review,
    `hint_shown` that the hint was asked for; neither changes a score.
    """

    draft: str = ""
    revision: int = 0
    writer: str = ""
    saved_at: datetime | None = None
    text: str | None = None
    submitted_at: datetime | None = None
    flagged: bool = False
    hint_shown: bool = False

    @property
    def is_submitted(self) -> bool:
        return self.text is not None


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


@dataclass(frozen=True)
class InterviewSession:
    """One interview. `turns` are in order asked; `follow_up_count` is the most follow-ups behind a main question.

    `title` and `tags` are the candidate's own words for it; `predicted_score` is what they expected, 0–100, and
    `totals_shown_at` when the finished report was first opened. `leave_out` are ids of topics not to be asked about.
    """

    id: str
    owner: str
    resume_name: str
    resume_text: str
    turns: tuple[Turn, ...]
    created_at: datetime
    status: SessionStatus = SessionStatus.CREATED
    follow_up_count: int = 1
    resume_id: str | None = None
    target_id: str | None = None
    interviewer: InterviewerId = PRACTICE
    language: str = "en"
    job: JobPosting = field(default_factory=JobPosting)
    completed_at: datetime | None = None
    kind: SessionKind = SessionKind.INTERVIEW
    round: Round = Round.MIXED
    title: str = ""
    tags: tuple[str, ...] = ()
    predicted_score: int | None = None
    totals_shown_at: datetime | None = None
    leave_out: tuple[str, ...] = ()
    version: int = 1

    @property
    def name(self) -> str:
        """What to call it: its title, or the resume's name; "" for a pasted text without a title."""
        return self.title or self.resume_name

    @property
    def is_one_question(self) -> bool:
        """Whether it is a single question for somebody of whom there is no resume."""
        return len(self.turns) == 1 and self.resume_id is None and self.resume_name == self.resume_text

    @property
    def is_complete(self) -> bool:
        return self.status in (SessionStatus.COMPLETED, SessionStatus.EVALUATED)

    @property
    def current(self) -> Turn | None:
        """The first turn without a submitted answer; None when all are answered or the session is complete."""
        if self.is_complete:
            return None
        return next((turn for turn in self.turns if not turn.answer.is_submitted), None)

    @property
    def current_index(self) -> int:
        """Index of the current question; the number of turns when there is none."""
        current = self.current
        return len(self.turns) if current is None else self.turns.index(current)

    @property
    def undecided(self) -> Turn | None:
        """The turn whose follow-up is still being decided. Until it is settled no later question may be shown."""
        if self.is_complete:
            return None
        return next((turn for turn in self.turns if turn.follow_up_deadline is not None), None)

    @property
    def expected_total(self) -> int:
        """Questions asked so far plus the follow-ups that may still come; equals len(turns) once complete."""
        if self.is_complete:
            return len(self.turns)
        return len(self.turns) + sum(self._follow_ups_left(turn) for turn in self.turns)

    def _follow_ups_left(self, turn: Turn) -> int:
        if turn is not self._last_of_group(turn.position.main):
            return 0
        is_open = not turn.answer.is_submitted or turn.follow_up_deadline is not None
        return self.follow_up_count - turn.position.follow_up if is_open else 0

    def _last_of_group(self, main: int) -> Turn:
        return [turn for turn in self.turns if turn.position.main == main][-1]

    @property
    def probed(self) -> frozenset[str]:
        """The job's requirements, by their skills, that questions already answered or skipped were about."""
        return frozenset(skill for turn in self.turns if turn.answer.is_submitted for skill in turn.question.probes)

    def group(self, main: int) -> tuple[Turn, ...]:
        """A main question and its follow-ups so far."""
        return tuple(turn for turn in self.turns if turn.position.main == main)

    def turn_at(self, index: int) -> Turn:
        """The turn with this questionIndex; NotFound when the session has none."""
        if not 0 <= index < len(self.turns):
            raise NotFound(Code.INTERVIEW_QUESTION_NOT_FOUND, Message.of("error.no_such_question"))
        return self.turns[index]

    def save_draft(
        self, index: int, text: str, revision: int, at: datetime, *, writer: str = "", base: int | None = None
    ) -> InterviewSession:
        """Keep `text` as the draft of a question that is not yet submitted.

        An older or equal revision changes nothing, nor does a text whose writer has not seen (`base`, the last revision
        it knew) what another writer saved since: the caller answers with the newer text. A submitted answer or a
        completed session is a Conflict; later questions than the current one have no draft yet.
        """
        check_answer_text(text)
        turn = self.turn_at(index)
        if self.is_complete:
            raise Conflict(Code.INTERVIEW_ALREADY_COMPLETED, Message.of("error.interview_finished"))
        if turn.answer.is_submitted or index > self.current_index:
            raise not_current()
        known = turn.answer
        unseen = base is not None and base < known.revision and writer != known.writer
        if revision <= known.revision or unseen:
            return self
        answer = replace(known, draft=text, revision=revision, writer=writer, saved_at=at)
        return self._with(index, replace(turn, answer=answer)).started()

    def submit(
        self, index: int, text: str, at: datetime, follow_up_deadline: datetime | None = None
    ) -> InterviewSession:
        """Submit the answer to the current question and move on.

        The same text again is a no-op. Another text for a question that is no longer current is a Conflict.
        `follow_up_deadline` keeps the next question back until the follow-up is settled or that time has passed.
        """
        check_answer_text(text)
        turn = self.turn_at(index)
        if turn.answer.is_submitted and turn.answer.text == text:
            return self
        if self.is_complete:
            raise Conflict(Code.INTERVIEW_ALREADY_COMPLETED, Message.of("error.interview_finished"))
        if index != self.current_index or self.undecided is not None:
            raise not_current()
        answer = replace(turn.answer, text=text, submitted_at=at, saved_at=at, draft=text)
        deadline = follow_up_deadline if self.follow_up_is_possible(turn.position, text) else None
        return self._with(index, replace(turn, answer=answer, follow_up_deadline=deadline)).started()

    def flag(self, index: int, flagged: bool) -> InterviewSession:
        """Mark a question for later review, or take the mark away; possible at any time, also after completion."""
        turn = self._shown_turn(index)
        if turn.answer.flagged == flagged:
            return self
        return self._with(index, replace(turn, answer=replace(turn.answer, flagged=flagged)))

    def show_hint(self, index: int) -> InterviewSession:
        """Record that the hint of the current question was shown; a no-op when there is none or it was shown before."""
        turn = self._shown_turn(index)
        if turn.answer.is_submitted or self.is_complete:
            raise not_current()
        if turn.answer.hint_shown or not turn.question.hint:
            return self
        return self._with(index, replace(turn, answer=replace(turn.answer, hint_shown=True)))

    def _shown_turn(self, index: int) -> Turn:
        if not self.is_complete and (index > self.current_index or self.undecided is not None):
            raise not_current()
        return self.turn_at(index)

    def show_question(self, at: datetime) -> InterviewSession:
        """Record that the current question is before the candidate; only the first time counts."""
        turn = self.current
        if turn is None or turn.first_shown_at is not None or self.undecided is not None:
            return self
        return self._with(self.turns.index(turn), replace(turn, first_shown_at=at))

    def follow_up_is_possible(self, position: Position, text: str) -> bool:
        """A follow-up comes behind an answer that says something, up to the session's number per main question."""
        return bool(text.strip()) and position.follow_up < self.follow_up_count

    def planned_follow_up(self, position: Position) -> Question | None:
        """The follow-up prepared with the main question for the place behind `position`; None when none is left."""
        group = self.group(position.main)
        main = group[0].question
        asked = {turn.question.follow_up.plan for turn in group if turn.question.follow_up is not None}
        planned = next((plan for plan in main.planned_follow_ups if plan.id not in asked), None)
        if planned is None:
            return None
        return Question(
            text=planned.text,
            category=main.category,
            kind=main.kind,
            difficulty=main.difficulty,
            key_points=planned.key_points,
            reference_answer=planned.reference_answer,
            reason=Message.of("reason.planned_follow_up"),
            bank_id=main.bank_id,
            asked_by=main.asked_by,
            follow_up=FollowUp(FollowUpKind.PLANNED, plan=planned.id),
            source=main.source,
        )

    def settle_follow_up(self, position: Position, question: Question | None) -> InterviewSession:
        """Insert the follow-up right behind `position`, or decide for none. A no-op when it was settled before."""
        index = next((i for i, turn in enumerate(self.turns) if turn.position == position), None)
        if index is None or self.is_complete or self.turns[index].follow_up_deadline is None:
            return self
        settled = self._with(index, replace(self.turns[index], follow_up_deadline=None))
        if question is None:
            return settled
        follow_up = Turn(position.next_follow_up(), question)
        return replace(settled, turns=(*settled.turns[: index + 1], follow_up, *settled.turns[index + 1 :]))

    def complete(self, at: datetime) -> InterviewSession:
        """End the interview. The open draft counts as the answer of the current question; a no-op when complete."""
        if self.is_complete:
            return self
        session = self
        current = session.current
        if current is not None and current.answer.draft.strip():
            text = current.answer.draft
            answer = replace(current.answer, text=text, submitted_at=at)
            session = session._with(session.turns.index(current), replace(current, answer=answer))
        turns = tuple(replace(turn, follow_up_deadline=None) for turn in session.turns)
        return replace(session, turns=turns, status=SessionStatus.COMPLETED, completed_at=at)

    @property
    def may_be_predicted(self) -> bool:
        """Whether the candidate may still say what score they expect: once, before the finished report was opened."""
        return self.is_complete and self.predicted_score is None and self.totals_shown_at is None

    def predict(self, score: int) -> InterviewSession:
        """Keep the expected score (0–100); the same one again is a no-op. Conflict when it comes too early or late."""
        if not 0 <= score <= 100:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.guess_range"))
        if self.predicted_score == score:
            return self
        if not self.is_complete:
            raise Conflict(Code.INTERVIEW_REPORT_NOT_READY, Message.of("error.guess_too_early"))
        if not self.may_be_predicted:
            raise Conflict(Code.INTERVIEW_ALREADY_COMPLETED, Message.of("error.guess_too_late"))
        return replace(self, predicted_score=score)

    def label(self, title: str, tags: tuple[str, ...]) -> InterviewSession:
        """Replace the candidate's own words for it; the same words again are a no-op."""
        return self if (title, tags) == (self.title, self.tags) else replace(self, title=title, tags=tags)

    def show_totals(self, at: datetime) -> InterviewSession:
        """Record that the finished report was opened; only the first time counts."""
        return self if self.totals_shown_at is not None else replace(self, totals_shown_at=at)

    def started(self) -> InterviewSession:
        if self.status is SessionStatus.CREATED:
            return replace(self, status=SessionStatus.IN_PROGRESS)
        return self

    def _with(self, index: int, turn: Turn) -> InterviewSession:
        return replace(self, turns=(*self.turns[:index], turn, *self.turns[index + 1 :]))


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


def not_current() -> Conflict:
    """The error for a question that is not the current one."""
    return Conflict(
        Code.INTERVIEW_NOT_CURRENT_QUESTION,
        Message.of("error.moved_on"),
    )

"""An interview session as immutable values, and the changes on it from its first question to its end.

A change returns a new session; ids and times are arguments. It knows nothing of grading, storage or interviewers.
Further changes have modules of their own: follow_ups, annotations, going_back, swap, preparation.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from interview.core.identity import PRACTICE, InterviewerId
from interview.core.mode import GRACE, Mode, minutes_in_all
from interview.core.posting import JobPosting
from interview.core.question import Position
from interview.core.resume import resume_key
from interview.core.rounds import Round
from interview.core.turn import Turn, check_answer_text
from interview.errors import Code, Conflict, Invalid, NotFound
from interview.messages import Message


class SessionStatus(StrEnum):
    CREATED = "CREATED"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    EVALUATED = "EVALUATED"


class SessionKind(StrEnum):
    """interview: new questions · retake: one question once more · review: practice of questions that come again, and of
    new ones for a job."""

    INTERVIEW = "interview"
    RETAKE = "retake"
    REVIEW = "review"


@dataclass(frozen=True)
class InterviewSession:
    """One interview. `turns` are in order asked; `follow_up_count` is the most follow-ups behind a main question.

    `title` and `tags` are the candidate's own words for it; `predicted_score` is what they expected, 0–100, and
    `totals_shown_at` when the finished report was first opened. `leave_out` are ids of topics not to be asked about.
    `with_feedback` says that feedback was wanted after each answer; never in real mode.
    `resume_text` is "" where its resume was deleted since; `resume_key` still tells it from others, and `detail_marks`
    are hashes by which its name and contact data are recognised in what was said.
    `ends_at` is when the time of a real interview is over: None before its first question was shown, and in practice.
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
    mode: Mode = Mode.PRACTICE
    ends_at: datetime | None = None
    with_feedback: bool = False
    resume_key: str = ""
    detail_marks: tuple[str, ...] = ()
    version: int = 1

    @property
    def source_key(self) -> str:
        """What tells the text it was made from, also one that was deleted since, from others."""
        return self.resume_key or resume_key(self.resume_text)

    @property
    def is_resume_deleted(self) -> bool:
        """Whether the text it was made from was deleted since."""
        return not self.resume_text and self.source_key != resume_key("")

    @property
    def name(self) -> str:
        """What to call it: its title, or the resume's name; "" for a pasted text without a title."""
        return self.title or self.resume_name

    @property
    def is_one_question(self) -> bool:
        """Whether it is a single question for somebody of whom there is no resume."""
        return len(self.turns) == 1 and self.is_of_nobody

    @property
    def has_resume(self) -> bool:
        """Whether its text is of a resume: not an occupation's name or the questions of a real interview."""
        has_text = bool(self.resume_text.strip()) or self.is_resume_deleted
        return self.resume_id is not None or (has_text and self.round is not Round.OWN and not self.is_of_nobody)

    @property
    def is_of_nobody(self) -> bool:
        return self.resume_id is None and self.resume_name == self.resume_text and not self.is_resume_deleted

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
    def shown_count(self) -> int:
        """How many questions the candidate has had before them: all once complete, else those up to the furthest.

        None in real mode before its time has begun: they could be thought about without a clock.
        """
        if self.is_complete:
            return len(self.turns)
        if self.mode is Mode.REAL and self.ends_at is None:
            return 0
        reached = max((i for i, turn in enumerate(self.turns) if turn.was_shown), default=-1) + 1
        is_before_them = self.undecided is None and not self.is_waiting
        return max(reached, min(self.current_index + is_before_them, len(self.turns)))

    @property
    def is_waiting(self) -> bool:
        """Whether the question that comes next is not written yet."""
        return self.undecided is None and self.current is not None and self.current.is_unwritten

    @property
    def mains(self) -> int:
        """How many main questions it has places for, those that were left out among them: `position.main` counts
        these."""
        return max(turn.position.main for turn in self.turns) + 1

    @property
    def mains_done(self) -> int:
        """How many of these are over, with their follow-ups, or were left out."""
        return self.mains - len({turn.position.main for turn in self.turns if turn.is_open})

    @property
    def minutes(self) -> int:
        """How many minutes a real interview like this one has."""
        mains = sum(not turn.position.is_follow_up for turn in self.turns)
        return minutes_in_all(self.round, mains, self.follow_up_count)

    @property
    def waits_since(self) -> datetime | None:
        """Since when the candidate waits for a question that is not written yet, or until their answer is read: no
        time of a real interview passes meanwhile. None where nobody waits, and where its time was over before."""
        undecided = self.undecided
        waits = (undecided,) if undecided is not None else self.turns if self.is_waiting else ()
        since = max((turn.answer.submitted_at for turn in waits if turn.answer.submitted_at), default=None)
        is_over = since is not None and self.ends_at is not None and since >= self.ends_at
        return None if is_over else since

    def _clock(self, at: datetime) -> datetime:
        """What time it is for a real interview."""
        since = self.waits_since
        deadline = None if self.undecided is None else self.undecided.follow_up_deadline
        # A follow-up that nobody decides any more, as where a process ended, holds the clock no longer than others.
        unheld = timedelta() if deadline is None else max(timedelta(), at - deadline - GRACE)
        return at if since is None else min(at, since + unheld)

    def given_back(self, at: datetime) -> InterviewSession:
        """The session with the time that was waited for a question added to its own."""
        if self.ends_at is None:
            return self
        return replace(self, ends_at=self.ends_at + (at - self._clock(at)))

    def is_time_up(self, at: datetime) -> bool:
        """Whether its time is over; never in practice."""
        return self.ends_at is not None and self._clock(at) >= self.ends_at

    @property
    def ended_by_time(self) -> bool:
        """Whether it is over because its time was; never in practice."""
        return self.ends_at is not None and self.completed_at == self.ends_at

    def seconds_left(self, at: datetime) -> int | None:
        """Whole seconds until its time is over, 0 afterwards; None in practice. All of them before it has begun."""
        if self.mode is not Mode.REAL:
            return None
        if self.ends_at is None:
            return 60 * self.minutes
        return max(0, round((self.ends_at - self._clock(at)).total_seconds()))

    def is_overdue(self, at: datetime) -> bool:
        """Whether its time is over and no more words are waited for, so that it ends as it stands."""
        return not self.is_complete and self.ends_at is not None and self._clock(at) >= self.ends_at + GRACE

    @property
    def expected_total(self) -> int:
        """Questions asked so far plus the follow-ups that may still come; equals len(turns) once complete."""
        if self.is_complete:
            return len(self.turns)
        return len(self.turns) + sum(self._follow_ups_left(turn) for turn in self.turns)

    def _follow_ups_left(self, turn: Turn) -> int:
        may_come = turn is self.group(turn.position.main)[-1] and turn.is_open and not turn.answer.reopened
        return self.follow_up_count - turn.position.follow_up if may_come else 0

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

        An older or equal revision changes nothing, nor does a text whose writer has not seen what another writer saved:
        the caller answers with that. `base` is the last revision it knew; a later one is of another database. A
        submitted answer or a session that is over is a Conflict; questions that were not shown yet have no draft.
        """
        check_answer_text(text)
        turn = self.turn_at(index)
        self._check_open(at)
        if turn.answer.is_submitted or turn.is_unwritten or not (turn.was_shown or index <= self.current_index):
            raise not_current()
        known = turn.answer
        unseen = base is not None and base != known.revision and writer != known.writer
        if revision <= known.revision or unseen:
            return self
        answer = replace(known, draft=text, revision=revision, writer=writer, saved_at=at)
        return self.replace_turn(index, replace(turn, answer=answer)).started(at)

    def _check_open(self, at: datetime) -> None:
        if self.is_complete or self.is_overdue(at):
            ran_out = not self.is_complete or self.ended_by_time
            message = Message.of("error.time_is_up" if ran_out else "error.interview_finished")
            raise Conflict(Code.INTERVIEW_ALREADY_COMPLETED, message)

    def submit(
        self, index: int, text: str, at: datetime, follow_up_deadline: datetime | None = None
    ) -> InterviewSession:
        """Submit the answer to the current question and move on. Nothing ("") skips it; its draft stays beside that.

        The same text again is a no-op. Another text for a question that is no longer current is a Conflict.
        `follow_up_deadline` keeps the next question back until the follow-up is settled or that time has passed; none
        comes behind an answer that was submitted before, nor once the time is over. Invalid for nothing in place of
        words that were submitted before.
        """
        check_answer_text(text)
        turn = self.turn_at(index)
        if turn.answer.is_submitted and turn.answer.text == text:
            return self
        self._check_open(at)
        if index != self.current_index or self.undecided is not None or turn.is_unwritten:
            raise not_current()
        if not text.strip() and not turn.answer.may_be_empty:
            raise Invalid(Code.INTERVIEW_ANSWER_EMPTY, Message.of("error.answer_empty"))
        answer = turn.answer.submitted(text, at)
        may_follow = self.follow_up_is_possible(turn.position, text) and not turn.answer.reopened
        deadline = follow_up_deadline if may_follow and not self.is_time_up(at) else None
        return self.replace_turn(index, replace(turn, answer=answer, follow_up_deadline=deadline)).started(at)

    def check_mode(self) -> None:
        """Invalid in real mode, which has no hints, no other question and no way back."""
        if self.mode is Mode.REAL:
            raise Invalid(Code.INTERVIEW_REAL_MODE, Message.of("error.real_mode"))

    def show_question(self, at: datetime) -> InterviewSession:
        """Record that the current question is before the candidate; only the first time counts.

        With its first question the time of a real interview begins.
        """
        turn = self.current
        if turn is None or turn.first_shown_at is not None or self.undecided is not None or turn.is_unwritten:
            return self
        return self.replace_turn(self.turns.index(turn), replace(turn, first_shown_at=at))._timed(at)

    def follow_up_is_possible(self, position: Position, text: str) -> bool:
        """A follow-up comes behind an answer that says something, up to the session's number per main question."""
        return bool(text.strip()) and position.follow_up < self.follow_up_count

    @property
    def drafts(self) -> tuple[Turn, ...]:
        """Turns with words that are saved and not submitted."""
        return tuple(turn for turn in self.turns if not turn.answer.is_submitted and turn.answer.draft.strip())

    def complete(self, at: datetime) -> InterviewSession:
        """End the interview. Open drafts count as answers, and without one what was submitted before; a question that
        nobody wrote is none of it. A no-op when complete.

        One whose time was over before ended then.
        """
        if self.is_complete:
            return self
        timed = self.given_back(at)
        ended = min(at, timed.ends_at) if timed.ends_at is not None else at
        settled = tuple(
            replace(turn.ended(ended), follow_up_deadline=None) for turn in self.turns if not turn.is_unwritten
        )
        return replace(timed, turns=settled, status=SessionStatus.COMPLETED, completed_at=ended)

    def started(self, at: datetime) -> InterviewSession:
        """The session with its first words: it is under way."""
        if self.status is SessionStatus.CREATED:
            return replace(self, status=SessionStatus.IN_PROGRESS)._timed(at)
        return self._timed(at)

    def _timed(self, at: datetime) -> InterviewSession:
        if self.mode is not Mode.REAL or self.ends_at is not None:
            return self
        return replace(self, ends_at=at + timedelta(minutes=self.minutes))

    def replace_turn(self, index: int, turn: Turn) -> InterviewSession:
        """The session with another turn at this questionIndex."""
        return replace(self, turns=(*self.turns[:index], turn, *self.turns[index + 1 :]))


def not_current() -> Conflict:
    """The error for a question that is not the current one."""
    return Conflict(Code.INTERVIEW_NOT_CURRENT_QUESTION, Message.of("error.moved_on"))

"""Grades batches of answers through an interviewer: in parallel, split when too much, asked again when left out.

It knows no database: what is graded is handed to `keep` as soon as it is there. A failed call is an error, never a
grade; an answer that stays without one is ungraded, with the reason.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from interview.core.batching import batches, halves
from interview.core.graders import grader_id
from interview.core.grading import Grade, Provenance, ungraded
from interview.core.interviewer import Interviewer
from interview.core.opinions import combined
from interview.core.question import Position
from interview.core.reply_matching import match
from interview.core.report import Report
from interview.core.session import InterviewSession
from interview.core.turn import Turn
from interview.errors import Code, Failed, InterviewError
from interview.messages import Message

SMALLER_MAY_WORK = frozenset({Code.AI_TOO_LONG, Code.AI_DECLINED, Code.AI_FILTERED})
LEFT_OUT = Message.of("ungraded.left_out")
BUDGET_USED = Message.of("ungraded.budget_used")
FEWEST_TO_COMPARE = 2

Keep = Callable[[Sequence[Grade]], None]


@dataclass(frozen=True)
class BatchRequest:
    """One batch, how many opinions of it are wanted, and the interview it is from, which stands around each answer.

    `least` opinions on an answer need a score, or it gets no grade and the batch counts as failed.
    """

    turns: tuple[Turn, ...]
    opinions: int = 1
    session: InterviewSession | None = None
    least: int = 0


def requests_for(report: Report, turns: Iterable[Turn], usual: int, size: int) -> list[BatchRequest]:
    """These answers in batches of at most `size`, each answer with as many opinions as were asked for, else `usual`.

    A grade that stands gives way to several opinions only where there are two to compare.
    """
    alike: dict[tuple[int, int], list[Turn]] = {}
    for turn in turns:
        opinions = report.requested.get(turn.position, usual)
        known = report.grades.get(turn.position) if turn.position in report.requested else None
        is_compared = opinions > 1 and known is not None and known.scores is not None
        alike.setdefault((opinions, FEWEST_TO_COMPARE if is_compared else 0), []).append(turn)
    return [
        BatchRequest(batch, opinions, report.session, least)
        for (opinions, least), wanted in alike.items()
        for batch in batches(wanted, size)
    ]


@dataclass(frozen=True)
class FailedBatch:
    """A batch with a call that failed; some of its answers may have been kept before."""

    turns: tuple[Turn, ...]
    error: InterviewError


@dataclass(frozen=True)
class _Part:
    """Answers of a batch that are asked about together, and whether some of them were left out before."""

    turns: tuple[Turn, ...]
    session: InterviewSession | None
    asked_again: bool = False

    @property
    def has_more_around(self) -> bool:
        """Whether other turns of their groups are told with them."""
        if self.session is None:
            return False
        mains = {turn.position.main for turn in self.turns}
        return len(self.turns) < sum(turn.position.main in mains for turn in self.session.turns)


@dataclass
class _Opinions:
    """Collects the opinions on one batch and keeps the combined grades when the last one is in."""

    request: BatchRequest
    keep: Keep
    grades: dict[Position, list[Grade]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    arrived: int = 0

    def add(self, grades: Sequence[Grade]) -> None:
        with self.lock:
            self.arrived += 1
            for grade in grades:
                self.grades.setdefault(grade.position, []).append(grade)
            if self.arrived == self.request.opinions and (made := self.made()):
                self.keep(made)

    def made(self) -> list[Grade]:
        """The combined grades of answers with enough opinions."""
        made = map(combined, self.grades.values())
        return [grade for grade in made if len(grade.opinions) >= self.request.least]


class BatchGrader:
    """At most `parallel` calls at once and `calls_per_batch` calls for one opinion on one batch."""

    def __init__(self, interviewer: Interviewer, *, parallel: int, calls_per_batch: int) -> None:
        self._interviewer = interviewer
        self._parallel = parallel
        self._calls_per_batch = calls_per_batch

    def grade(self, requests: Iterable[BatchRequest], keep: Keep, may_go_on: Callable[[], None]) -> list[FailedBatch]:
        """Grade all requests; returns the batches whose calls failed. `keep` is called from several threads.

        `may_go_on` is asked before every call and raises to stop; once anything but a passing failure was met, no
        further call is begun. A budget refuses each call by itself, so that every batch it stops is one that failed.
        """
        stopped = threading.Event()

        def opinion(request: BatchRequest, number: int, gathered: _Opinions) -> InterviewError | None:
            grades: list[Grade] = []
            several = request.opinions > 1
            try:
                self._judge(request, number, grades.extend if several else keep, may_go_on, stopped)
            except InterviewError as exc:
                if isinstance(exc, Failed) and exc.code is not Code.AI_BUDGET_REACHED:
                    stopped.set()
                if several:
                    gathered.add(grades)
                return exc
            except BaseException:
                stopped.set()
                raise
            if several:
                gathered.add(grades)
            return None

        running: list[tuple[BatchRequest, _Opinions, list[Future[InterviewError | None]]]] = []
        with ThreadPoolExecutor(max_workers=self._parallel, thread_name_prefix="grade") as pool:
            for request in requests:
                gathered = _Opinions(request, keep)
                calls = [pool.submit(opinion, request, number, gathered) for number in range(request.opinions)]
                running.append((request, gathered, calls))
        failed: list[FailedBatch] = []
        for request, gathered, calls in running:
            errors = [error for call in calls if (error := call.result()) is not None]
            graded = {grade.position for grade in gathered.made()}
            lacks = request.opinions == 1 or not graded >= {turn.position for turn in request.turns}
            if request.least and lacks and not errors and not stopped.is_set():
                errors.append(Failed(Code.AI_RESPONSE_INVALID, Message.of("error.model_unusable")))
            if errors and lacks:
                failed.append(FailedBatch(request.turns, _worst(errors)))
        return failed

    def _judge(
        self,
        request: BatchRequest,
        opinion: int,
        keep: Callable[[list[Grade]], None],
        may_go_on: Callable[[], None],
        stopped: threading.Event,
    ) -> None:
        """One opinion on one batch: every turn ends graded or ungraded, or a call's error is raised.

        A single answer that is too much, or declined, with what was said around it is tried once without that.
        """
        waiting = deque([_Part(request.turns, request.session)])
        calls = 0
        while waiting and not stopped.is_set():
            now = waiting.popleft()
            part = now.turns
            if calls == self._calls_per_batch:
                keep(self._without_grade(part, BUDGET_USED))
                continue
            may_go_on()
            calls += 1
            try:
                reply = self._interviewer.grade(part, opinion, now.session)
            except InterviewError as exc:
                if exc.code not in SMALLER_MAY_WORK:
                    raise
                if len(part) > 1:
                    waiting.extend(replace(now, turns=half) for half in halves(part))
                elif now.has_more_around:
                    waiting.append(replace(now, session=None))
                else:
                    keep(self._without_grade(part, exc.message))
                continue
            grades, missing = match(part, reply.judgements, reply.provenance)
            keep(grades)
            if missing and reply.cut_short and len(part) > 1:
                waiting.extend(replace(now, turns=half) for half in halves(missing))
            elif missing and not now.asked_again:
                waiting.append(replace(now, turns=tuple(missing), asked_again=True))
            else:
                keep(self._without_grade(missing, LEFT_OUT))

    def _without_grade(self, turns: Sequence[Turn], reason: Message) -> list[Grade]:
        signed = Provenance(grader_id(self._interviewer))
        return [ungraded(turn.position, reason, signed) for turn in turns]


def _worst(errors: Sequence[InterviewError]) -> InterviewError:
    """The error that decides: one that will not pass by itself before one that may."""
    return next((error for error in errors if isinstance(error, Failed)), errors[0])

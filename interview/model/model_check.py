"""Checks a model as an interviewer: its key, what it refuses, how fast it is, how much it reads, how it grades.

Each step is bounded in time, and one that fails leaves the others be where they make sense without it. It sends texts
of our own only, changes nothing, and judges nothing but the model.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from interview.core.grading import Judgement
from interview.core.interviewer import Reply
from interview.core.turn import Turn
from interview.errors import Code, InterviewError
from interview.messages import Message
from interview.model import context_probe, grading_trap
from interview.model.check_results import CheckResult, Finding, Offered, OnProgress, Price, State, Step
from interview.model.check_texts import COUNT, COUNT_LESS, READY, SPOKEN, TAKES, is_ready
from interview.model.outlook import follow_up_s, outlook
from interview.model.probing import COUNTS, Answer, Probe, ProbeFailed, too_late
from interview.model.requests import Message as Said
from interview.model.speed import Speed, finding_of, speed_of
from interview.text.languages import is_in

TOTAL_S = 360.0
STEP_S = {
    Step.REACH: 10.0,
    Step.ANSWER: 90.0,  # A model of one's own computer is loaded first.
    Step.TAKES: 60.0,
    Step.SPEED: 20.0,
    Step.CONTEXT: 90.0,
    Step.LANGUAGE: 40.0,
    Step.GRADING: 150.0,
}
_LONGEST_NAME = 80
_BUSY = ("error.model_overloaded", "error.model_loading")


class GradeWithin(Protocol):
    """Grades, and takes no longer than that."""

    def __call__(self, turns: Sequence[Turn], *, within_s: float) -> Reply: ...


class ModelCheck:
    """One check of one model. `grade` is the interviewer's own grading, so that the trap meets the real prompts."""

    def __init__(
        self,
        probe: Probe,
        grade: GradeWithin,
        offered: Offered | None = None,
        *,
        price: Price = lambda _model, _read, _written: None,
        on_progress: OnProgress = lambda _step, _done, _total: None,
        total_s: float = TOTAL_S,
    ) -> None:
        self._probe = probe
        self._grade = grade
        self._offered = offered or Offered()
        self._price = price
        self._on_progress = on_progress
        self._ends = time.monotonic() + total_s
        self._step = Step.REACH
        self._step_ends = self._ends
        self._findings: list[Finding] = []
        self._batches = self._in_batches()
        self._needed = context_probe.needed(self._offered.batch_size)
        self._planned = {
            Step.REACH: 1,
            Step.ANSWER: 1,
            Step.TAKES: len(TAKES),
            Step.SPEED: 1,
            Step.CONTEXT: len(context_probe.goals(self._needed)),
            Step.LANGUAGE: len(SPOKEN),
            Step.GRADING: len(self._batches),
        }
        self._asked_in_step = 0
        self._models: tuple[str, ...] = ()
        self._is_too_slow = False
        self._streams = True

    def run(self) -> CheckResult:
        """All steps. Without a key that is taken, any answer or words in time, the rest is not looked at."""
        summary = None
        if self._reach() and self._answers():
            self._takes()
            speed = self._speed()
            if not self._is_too_slow:
                context = self._context()
                self._language()
                self._grading()
                summary = self._summary(speed, context)
        return CheckResult(self._probe.model, tuple(self._findings), summary, self._models)

    def _begin(self, step: Step) -> None:
        self._step, self._asked_in_step = step, 0
        self._step_ends = min(self._ends, time.monotonic() + STEP_S[step])

    def _next_call(self) -> float:
        """Tell that the next request is sent; the seconds it may take. ProbeFailed when the step's time is over."""
        before = sum(
            count for step, count in self._planned.items() if step in list(Step)[: list(Step).index(self._step)]
        )
        self._on_progress(self._step, before + self._asked_in_step, sum(self._planned.values()))
        self._asked_in_step += 1
        left = self._step_ends - time.monotonic()
        if left <= 0:
            raise too_late()
        return left

    def _say(self, text: str, **options: Any) -> Answer:
        return self._ask([{"role": "user", "content": text}], **options)

    def _ask(self, messages: list[Said], **options: Any) -> Answer:
        return self._probe.say(messages, self._next_call(), **options)

    def _note(self, state: State, code: str, *, next: Message | None = None, **values: Any) -> None:
        self._findings.append(Finding(self._step, state, Message.of(code, **values), next))

    def _failed(self, failed: ProbeFailed, state: State) -> None:
        self._findings.append(Finding(self._step, state, failed.message, None, failed.code, failed.words))

    def _not_seen(self, failed: ProbeFailed) -> None:
        """What could not be looked at, and why."""
        told = Message.of(f"check.not_seen.{self._step}", problem=_problem(failed))
        self._findings.append(Finding(self._step, State.OPEN, told, None, failed.code, failed.words))

    def _reach(self) -> bool:
        self._begin(Step.REACH)
        try:
            found = self._probe.models(self._next_call())
        except ProbeFailed as failed:
            is_open = failed.code not in (Code.AI_API_KEY_INVALID, Code.AI_SERVICE_UNAVAILABLE)
            if is_open:
                # Whether the model answers is what counts, and is looked at next.
                told = Message.of("check.list_failed")
                self._findings.append(Finding(self._step, State.NOTE, told, words=failed.words))
            else:
                self._failed(failed, State.BAD)
            return is_open
        model = self._probe.model
        if not found:
            self._note(State.GOOD, "check.no_list")
            return True
        self._models = tuple(found)
        if model in found or f"{model}:latest" in found:
            self._note(State.GOOD, "check.is_offered", model=model)
        else:
            some = tuple(map(_end_of, found[:6]))
            self._note(State.NOTE, "check.not_offered", model=model, names=some, next=Message.of("check.next_model"))
        return True

    def _answers(self) -> bool:
        self._begin(Step.ANSWER)
        try:
            answer = self._say(READY)
        except ProbeFailed as failed:
            self._failed(failed, State.BAD)
            return False
        # Some servers have one model and answer by it under any name.
        self._findings = [replace(found, next=None) for found in self._findings]
        self._note(State.GOOD, "check.answers", seconds=math.ceil(answer.seconds))
        if answer.model and answer.model not in (self._probe.model, f"{self._probe.model}:latest"):
            self._note(State.GOOD, "check.calls_itself", name=_end_of(answer.model))
        return True

    def _takes(self) -> None:
        self._begin(Step.TAKES)
        taken: list[Message] = []
        refused: list[Message] = []
        unknown: list[Message] = []
        loose: list[Message] = []
        words, problem = "", Message.of("check.no_time")
        for name, (text, added) in TAKES.items():
            messages: list[Said] = [{"role": "user", "content": text}]
            if name == "system":
                messages = [{"role": "system", "content": "You are brief."}, *messages]
            try:
                answer = self._ask(messages, added=added)
            except ProbeFailed as failed:
                (refused if failed.is_refusal else unknown).append(Message.of(f"check.option.{name}"))
                words = words or (failed.words if failed.is_refusal else "")
                problem = problem if failed.is_refusal else _problem(failed)
                continue
            is_loose = name == "schema" and not is_ready(answer.text)
            (loose if is_loose else taken).append(Message.of(f"check.option.{name}"))
        if taken:
            self._note(State.GOOD, "check.takes", options=tuple(taken))
        if loose:
            self._note(State.NOTE, "check.not_kept_to", options=tuple(loose))
        if refused[:1] == [Message.of("check.option.system")]:
            # It is tried first, so the words are of it.
            self._findings.append(Finding(self._step, State.NOTE, Message.of("check.no_system_role"), words=words))
            refused, words = refused[1:], ""
        if refused:
            told = Message.of("check.refuses", options=tuple(refused))
            self._findings.append(Finding(self._step, State.NOTE, told, words=words))
        if unknown:
            self._note(State.OPEN, "check.takes_unknown", options=tuple(unknown), problem=problem)

    def _speed(self) -> Speed | None:
        """How fast the model writes; None where that could not be seen."""
        self._begin(Step.SPEED)
        try:
            answer = self._streamed_or_whole()
        except ProbeFailed as failed:
            self._is_too_slow = failed.code is Code.AI_SERVICE_TIMEOUT and time.monotonic() < self._ends
            if self._is_too_slow:
                seconds, hint = round(STEP_S[self._step]), Message.of("check.next_faster")
                told = "check.too_slow" if self._streams else "check.too_slow_whole"
                self._note(State.BAD, told, seconds=seconds, next=hint)
            else:
                self._not_seen(failed)
            return None
        speed = speed_of(answer)
        found = finding_of(speed)
        self._findings.append(found)
        self._is_too_slow = found.state is State.BAD
        return speed

    def _streamed_or_whole(self) -> Answer:
        """A long reply as it comes, or a short one whole where the server does not stream."""
        for added in (COUNTS, {}):
            try:
                return self._say(COUNT, stream=True, added=added)
            except ProbeFailed as failed:
                if not failed.is_refusal:
                    raise
        self._streams = False
        self._step_ends = min(self._ends, time.monotonic() + STEP_S[self._step])
        return self._say(COUNT_LESS)

    def _context(self) -> context_probe.Context:
        self._begin(Step.CONTEXT)
        found = context_probe.look(self._ask, self._needed)
        hint = context_probe.longer(self._offered.provider)
        state = State.BAD if found.read < 3_000 else State.NOTE
        if found.cut_at is not None:
            self._note(State.BAD, "check.cuts", tokens=found.cut_at, next=hint)
        elif found.lost_by is not None:
            # What the server counted whole did reach the model: a longer context would not help it.
            larger = Message.of("check.next_another") if found.was_counted else hint
            self._note(state, "check.forgets", tokens=found.lost_by, next=larger)
        elif found.refused is not None:
            told = Message.of("check.context_refused", tokens=found.read)
            self._findings.append(Finding(self._step, state, told, hint, Code.AI_TOO_LONG, found.refused.words))
        elif found.read >= self._needed:
            self._note(State.GOOD, "check.context", tokens=found.read)
        elif found.read:
            self._note(State.OPEN, "check.context_seen", tokens=found.read)
        elif found.failed is not None:
            self._not_seen(found.failed)
        else:
            self._note(State.OPEN, "check.context_unknown")
        return found

    def _language(self) -> None:
        self._begin(Step.LANGUAGE)
        spoken: list[Message] = []
        other: list[Message] = []
        for language, text in SPOKEN.items():
            try:
                answer = self._say(text)
            except ProbeFailed as failed:
                self._not_seen(failed)
                return
            is_spoken = bool(answer.text.strip()) and is_in(answer.text, language)
            (spoken if is_spoken else other).append(Message.of(f"check.language.{language}"))
        if not other:
            self._note(State.GOOD, "check.speaks_both")
        elif not spoken:
            self._note(State.BAD, "check.speaks_neither", next=Message.of("check.next_another"))
        else:
            self._note(State.GOOD, "check.speaks", language=spoken[0])
            self._note(State.NOTE, "check.speaks_not", language=other[0], next=Message.of("check.next_language"))

    def _grading(self) -> None:
        self._begin(Step.GRADING)
        judgements: list[Judgement] = []
        try:
            for batch in self._batches:
                reply = self._grade(batch, within_s=self._next_call())
                judgements += [one for one in reply.judgements if isinstance(one, Judgement)]
        except ProbeFailed as failed:
            self._not_seen(failed)
            return
        except InterviewError as exc:
            # A busy server says nothing of how a model grades, nor does the end of the whole check.
            is_busy = exc.code is Code.AI_RATE_LIMITED or exc.message.code in _BUSY
            says_nothing = is_busy or time.monotonic() >= self._ends
            state, told = (
                (State.OPEN, "check.not_seen.grading") if says_nothing else (State.BAD, "check.does_not_grade")
            )
            words = self._probe.without_key(exc.words)
            problem = _problem(exc) if state is State.OPEN else exc.message
            self._findings.append(Finding(self._step, state, Message.of(told, problem=problem), None, exc.code, words))
            return
        fell = grading_trap.look_at(judgements)
        hint = Message.of("check.next_grading")
        if not fell:
            self._note(State.GOOD, "check.grades")
        if fell.praised:
            kinds = tuple(Message.of(f"check.trap.{kind}") for kind in fell.praised)
            self._note(State.BAD, "check.praises", kinds=kinds, next=hint)
        if fell.unseen:
            self._note(State.BAD, "check.unseen", next=hint)
        elif fell.left_out:
            # Whoever grades half of the answers leaves half of a report without a score.
            state = State.BAD if 2 * len(fell.left_out) >= len(grading_trap.TURNS) else State.NOTE
            self._note(state, "check.left_out", count=len(fell.left_out), next=hint)

    def _in_batches(self) -> list[tuple[Turn, ...]]:
        size = self._offered.batch_size
        turns = grading_trap.TURNS
        return [turns[start : start + size] for start in range(0, len(turns), size)]

    def _summary(self, speed: Speed | None, context: context_probe.Context) -> Message | None:
        if speed is None:
            return None
        reading_s = context.read_s or speed.first_s
        takes_s = follow_up_s(reading_s, speed.rate)
        if takes_s > self._offered.follow_up_s and not self._offered.follow_up_model:
            self._step = Step.SPEED
            takes, waited = (max(1, round(each)) for each in (takes_s, self._offered.follow_up_s))
            self._note(State.NOTE, "check.follow_ups_late", takes=takes, waited=waited)
        return outlook(self._probe.model, self._offered, reading_s, speed.rate, self._price)


def _end_of(name: str) -> str:
    """A name as it can be shown: of a long one, as of a file, the end says more."""
    return name if len(name) <= _LONGEST_NAME else f"…{name[1 - _LONGEST_NAME :]}"


def _problem(failed: ProbeFailed | InterviewError) -> Message:
    """Why something was not seen, of a server that has answered before. How long is waited here the check says, and no
    setting."""
    if failed.message.code == "error.model_away":
        return Message.of("check.broke_off")
    return Message.of("check.no_time") if failed.code is Code.AI_SERVICE_TIMEOUT else failed.message

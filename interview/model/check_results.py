"""What a check of a model found, as plain data: steps with what was seen, what to do next, and a summary in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from interview.core.model_providers import ProviderId
from interview.errors import Code
from interview.messages import Message


class Step(StrEnum):
    """In the order in which they are taken."""

    REACH = "reach"
    ANSWER = "answer"
    TAKES = "takes"
    SPEED = "speed"
    CONTEXT = "context"
    LANGUAGE = "language"
    GRADING = "grading"


class State(StrEnum):
    """good: works · note: works, with something to know · bad: does not work · open: could not be looked at."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"
    OPEN = "open"


@dataclass(frozen=True)
class Finding:
    """One thing that was seen. `next` is what to do about it where `told` does not say so itself, `words` what the
    server said ("": nothing)."""

    step: Step
    state: State
    told: Message
    next: Message | None = None
    code: Code | None = None
    words: str = ""


@dataclass(frozen=True)
class Offered:
    """What is known of a model besides its name: where it runs, the answers that are graded at once, how many calls it
    takes side by side, how long a follow-up may take, and which other model writes them ("": it does)."""

    provider: ProviderId = ProviderId.OTHER
    batch_size: int = 8
    parallel: int = 4
    follow_up_s: float = 8
    follow_up_model: str = ""


@dataclass(frozen=True)
class CheckResult:
    """Everything that was found, in the order of the steps; `summary` is None where too little was measured.

    `offered` are the names of the models that the server has.
    """

    model: str
    findings: tuple[Finding, ...]
    summary: Message | None = None
    offered: tuple[str, ...] = ()

    @property
    def is_usable(self) -> bool:
        """Whether this model can be the interviewer: it answered, and nothing that was looked at is wrong."""
        return self.answered and all(found.state is not State.BAD for found in self.findings)

    @property
    def answered(self) -> bool:
        """Whether the model answered at all; without that nothing is known of it."""
        return any(found.step is Step.ANSWER and found.state is State.GOOD for found in self.findings)

    @property
    def is_whole(self) -> bool:
        """Whether everything could be looked at."""
        return all(found.state is not State.OPEN for found in self.findings)


OnProgress = Callable[[Step, int, int], None]
"""Called before each request: the step, requests that are done, and how many there are at most."""

Price = Callable[[str, int, int], float | None]
"""US cents for a model's tokens in and out; None where no price is known."""

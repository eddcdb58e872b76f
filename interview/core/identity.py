"""Who asked, graded or wrote: the practice interviewer, a model by its name, a rule that nobody had to apply, or
somebody in a real interview."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class InterviewerKind(StrEnum):
    """practice: built in · model: a language model · rule: a 0 that follows from an empty answer · person:
    whoever asked a question in a real interview, as the candidate wrote it down · candidate: whoever answered, where
    nobody else judged the answer."""

    PRACTICE = "practice"
    MODEL = "model"
    RULE = "rule"
    PERSON = "person"
    CANDIDATE = "candidate"


@dataclass(frozen=True, order=True)
class InterviewerId:
    """An interviewer; `model` is the model's name, "" for the other kinds."""

    kind: InterviewerKind
    model: str = ""

    @property
    def is_model(self) -> bool:
        return self.kind is InterviewerKind.MODEL

    def __str__(self) -> str:
        """As the API and log lines write it: "practice", "rule", "person", "candidate" or "model:NAME"."""
        return f"{self.kind}:{self.model}" if self.is_model else str(self.kind)


PRACTICE = InterviewerId(InterviewerKind.PRACTICE)
RULE = InterviewerId(InterviewerKind.RULE)
ASKED_FOR_REAL = InterviewerId(InterviewerKind.PERSON)
CANDIDATE = InterviewerId(InterviewerKind.CANDIDATE)


def model_interviewer(name: str) -> InterviewerId:
    """The model interviewer that uses the model of this name."""
    return InterviewerId(InterviewerKind.MODEL, name)

"""Stand-ins with state. An interviewer that asks and grades from a script and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from interview.beside import Beside, GaveUp
from interview.core.grading import Grade, Judgement, PointJudgement, Provenance, Summary, Ungradable, Verdict
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.interviewer import Brief, Reply
from interview.core.key_point import statements
from interview.core.question import FollowUp, FollowUpKind, PlannedFollowUp, Question
from interview.core.session import InterviewSession
from interview.core.totals import Totals
from interview.core.turn import Turn
from interview.errors import InterviewError
from interview.messages import written


class ScriptedInterviewer:
    """Asks numbered questions, follows up with the last words of the answer, grades everything as covered.

    `fail_with` maps an operation ("ask", "follow_up", "grade", "summarise") to the error it raises; `on_grade` may
    replace the judgements of a batch; `before` is called with the operation's name before each call.
    """

    identity = model_interviewer("scripted")
    has_opinions = True
    measures_clarity = True
    languages = ("en", "zh")
    writer = None

    def __init__(self) -> None:
        self.fail_with: dict[str, InterviewError] = {}
        self.before: Callable[[str], None] = lambda _operation: None
        self.on_grade: Callable[[Sequence[Turn]], tuple[Judgement | Ungradable, ...]] | None = None
        self.on_ask: Callable[[tuple[Question, ...]], tuple[Question, ...]] = lambda questions: questions
        self.briefs: list[Brief] = []
        self.calls: list[tuple[str, tuple[str, ...]]] = []
        self._lock = threading.Lock()

    def judges(self, question: Question) -> bool:
        return True

    def count(self, operation: str) -> int:
        return sum(name == operation for name, _ in self.calls)

    def _called(self, operation: str, labels: Sequence[str] = ()) -> None:
        with self._lock:
            self.calls.append((operation, tuple(labels)))
        self.before(operation)
        if operation in self.fail_with:
            raise self.fail_with[operation]

    def ask(self, brief: Brief) -> tuple[Question, ...]:
        self._called("ask")
        self.briefs.append(brief)
        first = len(brief.asked_before)
        return self.on_ask(tuple(question(first + i, slot.kind.value) for i, slot in enumerate(brief.slots)))

    def follow_up(self, session: InterviewSession, turn: Turn, *, within_s: float | None = None) -> Question | None:
        self._called("follow_up", [str(turn.position)])
        return Question(
            f"You said “{(turn.answer.text or '')[-20:]}”. What then?",
            "Follow-ups",
            key_points=statements("it goes on"),
            reference_answer="It goes on.",
            asked_by=self.identity,
            follow_up=FollowUp(FollowUpKind.REACTIVE),
        )

    def grade(self, turns: Sequence[Turn], opinion: int = 0, session: InterviewSession | None = None) -> Reply:
        self._called("grade", [str(turn.position) for turn in turns])
        made = self.on_grade(turns) if self.on_grade else tuple(judgement(turn) for turn in turns)
        return Reply(made, Provenance(self.identity, prompt_version="scripted", tokens=10 * len(turns), milliseconds=5))

    def summarise(self, session: InterviewSession, grades: Sequence[Grade], totals: Totals) -> Summary:
        self._called("summarise")
        return Summary((written("Well told."),), (written("Clear"),), (written("More numbers"),), self.identity)


class Reserve:
    """Stands in for the practice interviewer: one plain question per slot."""

    identity = PRACTICE
    languages = ("en",)

    def __init__(self) -> None:
        self.briefs: list[Brief] = []

    def ask(self, brief: Brief) -> tuple[Question, ...]:
        self.briefs.append(brief)
        return tuple(
            Question(f"From the bank, number {i}?", "SQL", asked_by=PRACTICE) for i, _ in enumerate(brief.slots)
        )


class NotedBeside(Beside):
    """Does here what a process beside would do, and knows how often it was asked; `is_stuck` gives up every time."""

    def __init__(self, *, is_stuck: bool = False) -> None:
        super().__init__()
        self.asked = 0
        self._is_stuck = is_stuck

    def run(self, function: Callable[..., Any], *values: Any) -> Any:
        self.asked += 1
        if self._is_stuck:
            raise GaveUp
        return function(*values)


def question(number: int, category: str = "skill") -> Question:
    return Question(
        f"Question number {number}?",
        category,
        key_points=statements("first point", "second point"),
        reference_answer="The first point and the second point.",
        planned_follow_ups=(
            PlannedFollowUp("1", f"Planned follow-up to {number}?", statements("planned point"), "Planned."),
        ),
        asked_by=ScriptedInterviewer.identity,
    )


def judgement(turn: Turn, verdict: Verdict = Verdict.COVERED, clarity: float = 3) -> Judgement:
    points = tuple(PointJudgement(point, verdict, "") for point in turn.question.key_points)
    return Judgement(str(turn.position), points, clarity, (written(f"Feedback for {turn.position}"),))

"""What to ask behind an answer: the planned follow-up that its gaps call for, an easier step, or what is still open.

A phrase of the answer is quoted only where the grader found it, on one line and cut short. It never names a key point
that the candidate has not said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from interview.core.grading import Judgement, PointJudgement, Ungradable, Verdict, is_unanswered
from interview.core.question import Difficulty, Question
from interview.core.session import Answer, InterviewSession, Turn
from interview.question_bank.near_duplicates import content_words
from interview.scorer.star_scoring import TELLING
from interview.text.excerpts import phrase

EASIER_POINTS = 2

_TELLING_QUESTIONS = {
    "situation": "What was the situation when this started?",
    "task": "What exactly were you asked or expected to do?",
    "own_action": "Which parts did you do yourself, and how?",
    "decision_reason": "Why did you decide to do it that way?",
    "alternatives": "What else could you have done, and why did you not?",
    "obstacle": "What got in the way, and how did you deal with it?",
    "result": "How did it turn out in the end?",
    "measure": "How do you know it worked? Is there a number you remember?",
    "lesson": "What did you take away from it, or would do differently today?",
    "others": "Who else was involved, and how did you work with them?",
    "technology": "How did you use the technology there, and what did it do for you?",
}
_OPEN = {Verdict.MISSED: 1.0, Verdict.CONTRADICTED: 1.0, Verdict.TOUCHED: 0.5, Verdict.COVERED: 0.0}


class Judge(Protocol):
    """What practice needs of a grader."""

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable: ...


def react(session: InterviewSession, turn: Turn, judge: Callable[[], Judge]) -> Question | None:
    """The next question of this group, unsigned, or None; `judge` is called only when the answer must be judged."""
    group = session.group(turn.position.main)
    main = group[0].question
    asked = tuple(other.question for other in group)
    answer = turn.answer.text or ""
    if says_little(answer):
        return None if turn.position.is_follow_up else _easier(main)
    if not main.key_points:
        return None
    said = "\n\n".join(text for other in group if (text := other.answer.text) and not says_little(text))
    judgement = judge().judge_turn(replace(group[0], answer=Answer(text=said)))
    points = judgement.points if isinstance(judgement, Judgement) else ()
    return _planned(main, asked, points, answer) or _still_open(main, asked, points, said)


def says_little(answer: str) -> bool:
    """A "don't know", or so few words that there is nothing to react to."""
    return is_unanswered(answer) or (len(answer.split()) < 5 and len(content_words(answer)) < 3)


def _easier(main: Question) -> Question | None:
    if not main.hint or not main.key_points:
        return None
    return replace(
        main,
        text=f"Let us take a smaller step. {main.hint} What comes to mind?",
        difficulty=Difficulty.EASY,
        key_points=main.key_points[:EASIER_POINTS],
        planned_follow_ups=(),
        misconceptions=(),
        hint="",
        reason="Your answer was short, so this is an easier way in.",
        bank_id=_id(main, "easier"),
    )


def _planned(
    main: Question, asked: Sequence[Question], points: Sequence[PointJudgement], answer: str
) -> Question | None:
    def openness(targets: Iterable[int]) -> float:
        return sum(_OPEN[points[target].verdict] for target in targets if target < len(points))

    left = [
        (number, plan)
        for number, plan in enumerate(main.planned_follow_ups, start=1)
        if not any(question.text.endswith(plan.text) for question in asked)
    ]
    if not left:
        return None
    number, plan = max(left, key=lambda numbered: openness(numbered[1].targets))
    verdicts = {points[target].verdict for target in plan.targets if target < len(points)}
    return Question(
        text=f"{_lead(points, plan.targets, _Quotes(answer, asked))}{plan.text}",
        category=main.category,
        difficulty=main.difficulty,
        key_points=plan.key_points or main.key_points,
        reference_answer=plan.reference_answer or main.reference_answer,
        reason=_reason(verdicts),
        bank_id=_id(main, str(number)),
    )


def _reason(verdicts: set[Verdict]) -> str:
    if not verdicts:
        return "This looks at the question from another side."
    if Verdict.CONTRADICTED in verdicts:
        return "One part of your answer may not be right yet, so this asks about it again."
    if Verdict.MISSED in verdicts:
        return "This is about a part that your answer left out."
    if Verdict.TOUCHED in verdicts:
        return "Your answer touched on this; here is room to say more."
    return "You answered this well, so this goes one step further."


class _Quotes:
    """Phrases of the latest answer that were not quoted before."""

    def __init__(self, answer: str, asked: Sequence[Question]) -> None:
        self._answer = " ".join(answer.split())
        self._asked = " ".join(question.text for question in asked)

    def of(self, point: PointJudgement) -> str:
        quoted = phrase(point.quote) if point.verdict is not Verdict.MISSED else ""
        return quoted if quoted and quoted in self._answer and f'"{quoted}"' not in self._asked else ""


def _lead(points: Sequence[PointJudgement], targets: Sequence[int], quotes: _Quotes) -> str:
    """`You said "…". ` with a phrase about what the follow-up probes, else with any phrase and a turn away from it."""
    aimed = [points[target] for target in targets if target < len(points)]
    for point in aimed:
        if quoted := quotes.of(point):
            return f'You said "{quoted}". '
    for point in points:
        if point.verdict is Verdict.COVERED and (quoted := quotes.of(point)):
            return f'You said "{quoted}". There is one more side to it. '
    return ""


def _still_open(
    main: Question, asked: Sequence[Question], points: Sequence[PointJudgement], said: str
) -> Question | None:
    texts = {question.text for question in asked}
    probed = {question.key_points for question in asked}
    for number, (point, judged) in enumerate(zip(main.key_points, points, strict=False)):
        if judged.verdict is not Verdict.MISSED or (point,) in probed:
            continue
        text = next((text for text in _open_questions(main, point, said) if text not in texts), None)
        if text is None:
            return None
        return Question(
            text=text,
            category=main.category,
            difficulty=main.difficulty,
            key_points=(point,),
            reference_answer=main.reference_answer,
            reason="Something this question looks for has not come up yet.",
            bank_id=_id(main, f"open-{number}"),
        )
    return None


def _open_questions(main: Question, point: str, said: str) -> Iterable[str]:
    """Ways to ask for a point in words that question or answer already used, best first."""
    told = next((key for key, sentence in TELLING.items() if sentence == point), None)
    if told is not None:
        yield _TELLING_QUESTIONS[told]
    known = content_words(main.text) | content_words(said)
    shared = [word for word in re.findall(r"[A-Za-z][\w+#-]{3,}", point) if content_words(word) & known]
    if shared:
        yield f'There is more to say about "{max(shared, key=len)}" here. What else matters about it?'
    if main.hint:
        yield f"{main.hint} What would you add to your answer?"
    yield "Something important about this has not come up yet. What could it be?"


def _id(main: Question, part: str) -> str:
    return f"{main.bank_id}/{part}" if main.bank_id else ""

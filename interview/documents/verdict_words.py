"""What stands beside a key point wherever one answer is shown: report, files, a mentor's view, the kept stories."""

from __future__ import annotations

from interview.core.grading import Grade, Outcome, PointJudgement, Verdict
from interview.core.rubric import RUBRIC
from interview.i18n.names import verdict_name
from interview.i18n.translate import Words
from interview.messages import Message


def verdict_word(judged: PointJudgement, grade: Grade, say: Words) -> str:
    """The verdict of the interviewer, or whose word counts instead. A part of a story about something else has none,
    nor has what got 0 by rule, without an answer or with "I don't know": no interviewer read that."""
    if judged.settled is not None:
        return say("You: {word}", word=say.message(Message.of(f"settled.{judged.settled}")).lower())
    if grade.outcome is Outcome.UNANSWERED:
        return say("Not judged")
    is_doubtful = judged.about_asked is not None and RUBRIC.is_doubtful(judged.about_asked)
    if grade.is_elsewhere and judged.verdict is Verdict.MISSED and not is_doubtful:
        return say("Not counted")
    return verdict_name(judged.verdict, say)

"""What stands beside a score in which the candidate's own word counts: what the interviewer alone gave.

It decides no score. Whoever reads a large number sees from what it comes.
"""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.report import Report
from interview.i18n.translate import Words
from interview.messages import Message


@dataclass(frozen=True)
class OwnWord:
    """`score` is the overall score with it, `by_interviewer` the one before; each None where there is no one number."""

    score: int | None
    by_interviewer: int | None

    def told(self, say: Words) -> str:
        """In one sentence; "" without a number to tell of."""
        if self.score is None:
            return ""
        if self.by_interviewer is None:
            return say.message(Message.of("own_word.alone", score=self.score))
        return say.message(Message.of("own_word.both", score=self.score, before=self.by_interviewer))


def own_word(report: Report) -> OwnWord | None:
    """None where the candidate settled nothing."""
    return OwnWord(report.totals.overall, report.by_interviewer.overall) if report.judged else None

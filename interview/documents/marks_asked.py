"""Where too much is open for one score: the range, as what we think, and which marks of the person's own surely lead to
a number. It asks for no fewer than that takes."""

from __future__ import annotations

from interview.core.grading import Verdict
from interview.core.report import Report
from interview.documents.question_view import QuestionView
from interview.i18n.translate import Words, sentences


def of_report(say: Words, report: Report) -> str:
    """In place of the overall score of a report that has a range; one over the whole scale says nothing."""
    low, high = report.totals.low or 0, report.totals.high or 0
    thought = say("Not decided yet.") if (low, high) == (0, 100) else _range(say, low, high)
    asked = _asked(say, report.to_settle, report.open_where_it_counts)
    # Among those of all answers the person cannot tell which these are.
    where = say(
        "That is in an answer that counts already."
        if report.open_where_it_counts == 1
        else "These are in answers that count already."
    )
    return sentences((thought, asked, where if report.waiting_for_marks else ""))


def _asked(say: Words, count: int, left: int) -> str:
    """`left` are the key points of which nobody can tell whether they are made."""
    if left > count:
        return say(
            "To see your score, go to the {left} key points marked “We cannot tell” and choose for any {count} of "
            "them whether you said {count:it|them}.",
            count=count,
            left=left,
        )
    if left == count:
        return say(
            "To see your score, go to the one key point marked “We cannot tell” and choose whether you said it."
            if count == 1
            else "To see your score, go to the {count} key points marked “We cannot tell” and choose for each whether "
            "you said it.",
            count=count,
        )
    if left:
        return say(
            "To see your score, choose for {count} key points whether you said them, first those marked “We cannot "
            "tell”.",
            count=count,
        )
    return say(
        "To see your score, choose for one key point whether you said it."
        if count == 1
        else "To see your score, choose for {count} key points whether you said them.",
        count=count,
    )


def of_answer(say: Words, question: QuestionView) -> str:
    """In place of the score of an answer."""
    count = question.to_mark
    if count not in (question.to_settle, len(question.points)):
        # As few as the whole report asks for, in its words.
        return sentences((_thought(say, question), _asked(say, count, question.to_settle)))
    if question.is_undecided:
        asked = say(
            "Not decided yet. Choose whether you said the one key point."
            if count == 1
            else "Not decided yet. Choose for each of the {count} key points whether you said it.",
            count=count,
        )
        return sentences((asked, say("It does not count in your score before.") if question.waits else ""))
    is_recognised = all(point.verdict in (Verdict.COVERED, Verdict.TOUCHED) for point in question.points)
    asked = (
        say(
            "We recognise the one key point, but are not sure enough of it for one number: choose whether you said it."
            if count == 1
            else "We recognise the key points, but are not sure enough of them for one number: choose for each whether "
            "you said it.",
            count=count,
        )
        if is_recognised and count != question.to_settle
        else say("We are not sure enough for one number: choose for each key point whether you said it.")
        if count != question.to_settle
        else say("We are not sure enough for one number. Of one key point we cannot tell: choose whether you said it.")
        if count == 1
        else say(
            "We are not sure enough for one number. Of {count} key points we cannot tell: choose for each whether "
            "you said it.",
            count=count,
        )
    )
    return sentences((_thought(say, question), asked))


def _thought(say: Words, question: QuestionView) -> str:
    if question.is_undecided:
        return say("Not decided yet.")
    return _range(say, question.low or 0, question.high or 0)


def _range(say: Words, low: int, high: int) -> str:
    return say(
        "We think it is most likely between {low} and {high} of 100; your own marks can change that.",
        low=low,
        high=high,
    )

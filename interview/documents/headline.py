"""What a reader of a report should know first: how sure the score is, the strongest sentence, what to change.

Only what somebody is sure of speaks here, the interviewer or the candidate, and of stories what is hardly told, as a
question. It says nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interview.core.certainty import named
from interview.core.coaching import to_look_at
from interview.core.grading import Grade, Outcome, PointJudgement
from interview.core.lacking import Change, changes, unanswered
from interview.core.question import Question
from interview.core.report import Report
from interview.core.rubric import rubric_of
from interview.core.scoring import is_open, is_weighed
from interview.core.settling import open_verdicts
from interview.core.story import is_told
from interview.core.strongest import strongest
from interview.core.turn import Turn
from interview.documents.asked_as import form_of, words_for
from interview.documents.coach_view import LONGEST_SENTENCE, in_short, is_unplaced, untold_in_short, with_whole_quotes
from interview.documents.question_view import NARROW
from interview.i18n.translate import Words
from interview.messages import Message
from interview.text.whole_sentences import said_without_marks

MOST_NUMBERS = 6
_KNOWLEDGE, _STORY, _OWN_WORK, _ONESELF = "knowledge", "story", "own work", "oneself"
# What to say at least, by what was asked for; `coach.anything` where it is also something about oneself.
_SAY_AT_LEAST = {
    frozenset({_KNOWLEDGE}): "coach.find_out",
    frozenset({_STORY}): "coach.nearest",
    frozenset({_OWN_WORK}): "coach.own_part",
    frozenset({_KNOWLEDGE, _STORY}): "coach.find_out_or_nearest",
    frozenset({_KNOWLEDGE, _OWN_WORK}): "coach.find_out_or_own",
    frozenset({_STORY, _OWN_WORK}): "coach.nearest_or_own",
    frozenset({_KNOWLEDGE, _STORY, _OWN_WORK}): "coach.find_out_or_nearest",
    frozenset({_ONESELF}): "coach.of_oneself",
}


@dataclass(frozen=True)
class Headline:
    """`sure` says how sure the score is, "" where it can hardly be another or there is none. `strongest` is a sentence
    of the candidate and `of` names its question, both "" without one. `changes` are at most MOST_CHANGES sentences."""

    sure: str
    strongest: str
    of: str
    changes: tuple[str, ...]


def headline(report: Report, say: Words) -> Headline:
    """The head of a report in words."""
    best, of = _strongest(report, say)
    return Headline(_sure(report, say), best, of, tuple(_changes(report, say)))


def _sure(report: Report, say: Words) -> str:
    numbers = report.totals
    if numbers.overall is None or numbers.low is None or numbers.high is None or numbers.high - numbers.low < NARROW:
        return ""
    count = sum(map(open_verdicts, report.grades.values()))
    values = {"low": numbers.low, "high": numbers.high, "count": count}
    if count and not any(map(_has_unsure, report.grades.values())):
        return say(
            "Probably between {low} and {high}: 1 key point is not decided."
            if count == 1
            else "Probably between {low} and {high}: {count} key points are not decided.",
            **values,
        )
    return say(
        "Probably between {low} and {high}: not all of our verdicts are wholly sure."
        if not count
        else "Probably between {low} and {high}: 1 key point is not decided, and not all of our other verdicts "
        "are wholly sure."
        if count == 1
        else "Probably between {low} and {high}: {count} key points are not decided, and not all of our other "
        "verdicts are wholly sure.",
        **values,
    )


def _has_unsure(grade: Grade) -> bool:
    """Whether verdicts that were given count by how probable they are, too."""
    rubric = rubric_of(grade.provenance.rubric_version)
    return any(is_weighed(point, rubric) and not is_open(point) for point in grade.points)


def _judged(report: Report) -> Iterator[tuple[Turn, Grade, Sequence[PointJudgement]]]:
    """Graded answers with whole quotes, in the order asked."""
    for _, turn, grade in report.lines():
        if grade is not None and grade.outcome is Outcome.GRADED:
            yield turn, grade, with_whole_quotes(grade.points, turn.answer.text or "")


def _strongest(report: Report, say: Words) -> tuple[str, str]:
    found = [
        (best.made, best.sureness, -number, best.quote, turn.position)
        for number, (turn, grade, points) in enumerate(_judged(report))
        if not grade.flags
        and not is_unplaced(grade, goes_on=turn.goes_on)
        and (best := strongest(points, said_without_marks(turn.answer.text or ""), _looked_at(points, grade)))
        is not None
        and len(best.quote) <= LONGEST_SENTENCE
    ]
    if not found:
        return "", ""
    *_, quote, position = max(found, key=lambda each: each[:3])
    number = position.main + 1
    if position.is_follow_up:
        return quote, say("Follow-up to question {number}", number=number)
    return quote, say("Question {number}", number=number)


def _looked_at(points: Sequence[PointJudgement], grade: Grade) -> PointJudgement | None:
    return to_look_at(points, nobody_judged=grade.nobody_judged)


def _changes(report: Report, say: Words) -> list[str]:
    """What lacks most, nothing twice; last what has no answer."""
    silent = unanswered(report.session, report.grades)
    said = [
        words_for((turn.question for turn in each.turns), say).message(_change(each, report, say))
        for each in changes(report.session, report.grades)
    ]
    return [
        *said,
        *([words_for((turn.question for turn in silent), say).message(_unanswered(silent, say))] if silent else []),
    ]


def _change(each: Change, report: Report, say: Words) -> Message:
    """One point, and every question that lacks it; where none of these has a story, that one is to be told."""
    first = each.turns[0]
    [point] = with_whole_quotes([each.point], first.answer.text or "")
    grade = report.grades[first.position]
    said = untold_in_short(grade, goes_on=first.goes_on)
    if said is None and grade.tells_nothing:
        # There is nothing to check in an answer that says nothing.
        said = Message.of("coach.begin_with", point=named(point.point))
    said = said or in_short(point, is_perhaps_put_right=each.is_perhaps_put_right)
    numbers = sorted(turn.position.main + 1 for turn in each.turns)
    is_follow_up = first.position.is_follow_up
    if len(numbers) == 1:
        return Message.of("head.change_follow_up" if is_follow_up else "head.change", number=numbers[0], said=said)
    return Message.of(
        "head.change_follow_ups" if is_follow_up else "head.changes",
        numbers=say.all_of(map(str, numbers)),
        said=said,
    )


def _asks_for(question: Question) -> str:
    if not is_told(question):
        return _ONESELF if question.is_about_oneself else _KNOWLEDGE
    return _OWN_WORK if form_of(question) else _STORY


def _unanswered(silent: Sequence[Turn], say: Words) -> Message:
    """True of who wrote nothing and of who wrote that they do not know; nobody can find out what is their own, and
    of work of one's own there is no nearest case."""
    said = Message.of(_SAY_AT_LEAST.get(frozenset(_asks_for(turn.question) for turn in silent), "coach.anything"))
    numbers = [turn.position.main + 1 for turn in silent]
    if len(numbers) == 1:
        return Message.of("head.change", number=numbers[0], said=said)
    if len(numbers) > MOST_NUMBERS:
        named = say.listed(map(str, numbers[:MOST_NUMBERS]))
        return Message.of("head.changes_more", numbers=named, more=len(numbers) - MOST_NUMBERS, said=said)
    return Message.of("head.changes", numbers=say.all_of(map(str, numbers)), said=said)

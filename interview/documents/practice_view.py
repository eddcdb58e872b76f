"""What of a report is worth practising, in words: questions with the key points that they lack. The head of the report
has said of some of these what to change, in front of it; that is not said again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from interview.core.lacking import ToPractise, changes, to_practise
from interview.core.question import Position
from interview.core.report import Report
from interview.documents.asked_as import words_for
from interview.documents.coach_view import untold_in_short
from interview.i18n.names import category_name, point_text
from interview.i18n.translate import Words

MOST_LACKING = 2


@dataclass(frozen=True)
class Practice:
    """A main question worth practising, by its number from 1, and the key points it still lacks: MOST_LACKING of them,
    one that the head names without its words, and how many more.
    """

    number: int
    category: str
    points: tuple[str, ...]


def practices(report: Report, say: Words) -> Iterator[Practice]:
    """The questions worth practising, in their order."""
    in_the_head = {
        turn.position: each.point.point.id for each in changes(report.session, report.grades) for turn in each.turns
    }
    for each in to_practise(report.session, report.grades):
        question = next(turn.question for turn in report.session.turns if turn.position == each.position)
        points = _lacking(each, report, in_the_head, words_for([question], say))
        yield Practice(each.position.main + 1, category_name(each.category, say), points)


def _lacking(practised: ToPractise, report: Report, in_the_head: dict[Position, str], say: Words) -> tuple[str, ...]:
    said_first = in_the_head.get(practised.position)
    as_above = say("what stands under “What to look at first”")
    if (untold := untold_in_short(report.grades[practised.position], goes_on=False)) is not None:
        return (say.message(untold).rstrip(".。"),)
    # Where nothing else is lacking, it is named again: a list that says nothing by itself helps nobody.
    is_all = all(point.id == said_first for point in practised.points)
    points = [point for point in practised.points if is_all or point.id != said_first]
    others = [point_text(point, say).strip().rstrip(".。") for point in points]
    first = [as_above] if len(others) < len(practised.points) else []
    most = MOST_LACKING - len(first)
    more = len(others) - most
    return (*first, *others[:most], *([say("and {count} more", count=more)] if more > 0 else []))

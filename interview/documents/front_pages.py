"""What fills a PDF's pages in front of its appendix, chosen by how much there is to say.

Nothing is measured here: heights are estimates on the high side, so that a third page is never begun by guessing.
What finds no room in front stands in the appendix, whole; nothing is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interview.documents import printed
from interview.documents.question_view import QuestionView
from interview.documents.report_view import ReportView

DETAILED = 5
PARTS = ("feedback", "strengths", "improvements", "practise")
_BY_USE = ("practise", "feedback", "strengths", "improvements")
# Of Letter, the lower paper, without the heading of the table, in millimetres; a fifth row may need all of it.
_ROOM = 212
_LINE, _HEADING, _BELOW = 5.4, 15, 2.2
_SIGNS = 84


@dataclass(frozen=True)
class _Table:
    """How many signs surely fit into a line of a row's question and of its sentences, and how high lines and the space
    between rows are."""

    asked: int
    said: int
    line: float
    space: float


_SHORT = _Table(34, 34, 4.3, 3)
_DETAILED = _Table(30, 38, 4.6, 6.5)


def begins_on_the_first(report: ReportView) -> bool:
    """Whether the table has one row, for which there is room below what to know first."""
    return len(report.groups) == 1


def sentences(report: ReportView, question: QuestionView) -> list[tuple[str, str]]:
    """The strongest sentence and what to change, each with its name; [] where there is room for one of them only."""
    if not is_detailed(report):
        return []
    return printed.both_in_short(report.say, question, 100 if len(report.groups) == DETAILED else 150)


def is_detailed(report: ReportView) -> bool:
    """Whether each question has room for both sentences."""
    return 1 < len(report.groups) <= DETAILED


def parts(report: ReportView) -> tuple[str, ...]:
    """What of the whole interview stands below the table, in the order of PARTS."""
    if begins_on_the_first(report) or len(report.groups) > printed.FEW:
        return ()
    left = _ROOM - sum(_row(report, group) for group in report.groups)
    whole, found = _whole(report), set()
    for part in _BY_USE:
        height = _HEADING + sum(_lines(line, _SIGNS) * _LINE + _BELOW for line in whole[part])
        if whole[part] and height <= left:
            found.add(part)
            left -= height
    return tuple(part for part in PARTS if part in found)


def in_the_appendix(report: ReportView, front: Sequence[str]) -> tuple[str, ...]:
    """What of the whole interview there is beside `front`, in the order of PARTS."""
    whole = _whole(report)
    return tuple(part for part in PARTS if whole[part] and part not in front)


def _whole(report: ReportView) -> dict[str, list[str]]:
    """The paragraphs of each part."""
    say = report.say
    return {
        "feedback": [line for line in report.further_feedback.splitlines() if line.strip()],
        "strengths": list(report.further_strengths),
        "improvements": list(report.further_improvements),
        "practise": [
            f"{printed.practice_title(say, each)}: {printed.listed(say, each.points)}" for each in report.practise
        ],
    }


def _row(report: ReportView, group: tuple[QuestionView, ...]) -> float:
    table = _DETAILED if is_detailed(report) else _SHORT
    question, marks = group[0], printed.follow_up_marks(report.say, group)
    asked = [f"00. {printed.asked_in_short(question, False)}", *([marks] if marks else [])]
    both = [f"{title}: {text}" for title, text in sentences(report, question)]
    said = both or [printed.in_short(question, False)]
    most = max(sum(_lines(text, table.asked) for text in asked), sum(_lines(text, table.said) for text in said))
    return max(most, 2) * table.line + table.space


def _lines(text: str, signs: int) -> int:
    """How many lines of so many Latin signs a text takes; a Chinese sign is as wide as two."""
    width = sum(2 if sign >= "⺀" else 1 for sign in text)
    return max(1, -(-width // signs))

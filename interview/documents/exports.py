"""A report as a file to keep: PDF or Markdown. The one door to both writers; it reads no database."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo
from typing import Literal

from interview.core.practice_again import TwoAnswers
from interview.core.question import Position
from interview.core.report import Report
from interview.core.story import Story
from interview.documents import markdown, pdf
from interview.documents.earlier_reports import comparison
from interview.documents.pdf import Paper
from interview.documents.report_view import report_view
from interview.i18n.translate import Words, words


def render(
    format: Literal["pdf", "md"],
    report: Report,
    earlier: Sequence[Report],
    repeated: Mapping[Position, TwoAnswers] | None = None,
    stories: Mapping[Position, Story] | None = None,
    *,
    paper: Paper = "A4",
    zone: tzinfo = UTC,
    say: Words | None = None,
    is_everybodys: bool = False,
) -> tuple[bytes, str]:
    """The file and its media type, in the words `say`, else in those of the interview's language.

    `earlier` are the owner's other reports whose score is a measure, in any order; `repeated` has both answers of
    questions that came again, `stories` the candidate's own that stand beside reference answers. With `is_everybodys`
    nobody signs in, and the file says whose interviews these are.
    Failed (EXPORT_PDF_FAILED) when the PDF cannot be made; Markdown needs nothing from the machine.
    """
    say = say or words(report.session.language)
    view = report_view(report, say, zone, repeated, stories)
    trends = comparison(report, earlier, zone, say, is_everybodys=is_everybodys)
    if format == "md":
        return markdown.write(view, trends).encode(), "text/markdown; charset=utf-8"
    return pdf.write(view, trends, paper), "application/pdf"


def file_name(report: Report, format: str) -> str:
    """An ASCII file name: mock-interview-DATE-ID.FORMAT, with the day the interview began in UTC."""
    short = re.sub(r"[^A-Za-z0-9]", "", report.session.id)[:8] or "report"
    day = report.session.created_at.astimezone(UTC).date().isoformat()
    return f"mock-interview-{day}-{short}.{format}"

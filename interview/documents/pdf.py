"""A report as an accessible PDF (PDF/UA-1): page, fonts and outline by WeasyPrint, texts only through the template.

Nothing is fetched, from the network or the disk. WeasyPrint is loaded on first use: it needs libraries of the machine.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import Any, Literal

from jinja2 import Environment

from interview import beside
from interview.documents import front_pages, marks_asked, pdf_accessibility, printed, svg
from interview.documents.earlier_reports import Comparison
from interview.documents.report_view import ReportView
from interview.documents.templating import escaping_templates
from interview.errors import Code, Failed
from interview.messages import Message
from interview.text.excerpts import one_line

log = logging.getLogger("interview.documents.pdf")

Paper = Literal["A4", "Letter"]


def write(report: ReportView, trends: Comparison | None, paper: Paper = "A4") -> bytes:
    """The PDF; Failed (EXPORT_PDF_FAILED) when it cannot be made here, for whatever reason."""
    markup = html(report, trends, paper)
    try:
        return beside.run(_pdf, markup)
    except Exception as exc:
        # Only a missing library tells the operator something; other messages may quote the report.
        log.error("a PDF could not be made: %s", exc if isinstance(exc, OSError) else type(exc).__name__)
        raise Failed(Code.EXPORT_PDF_FAILED, Message.of("error.pdf_failed")) from exc


def html(report: ReportView, trends: Comparison | None, paper: Paper = "A4") -> str:
    """The document that becomes the PDF, with every text escaped."""
    limit = printed.answer_limit(report)
    template = _environment().get_template("report.html")
    front = front_pages.parts(report)
    return template.render(report=report, trends=trends, paper=paper, say=report.say, limit=limit, front=front)


@cache
def _environment() -> Environment:
    environment = escaping_templates()
    environment.globals.update(marks_asked=marks_asked, printed=printed, front_pages=front_pages, svg=svg)
    environment.filters.update(one_line=one_line, name=printed.name, prose=printed.prose)
    return environment


def _pdf(markup: str) -> bytes:
    from weasyprint import HTML

    document: bytes = HTML(string=markup, url_fetcher=_no_fetching()).write_pdf(
        pdf_variant="pdf/ua-1", finisher=pdf_accessibility.finish
    )
    return document


def _no_fetching() -> Any:
    """WeasyPrint's fetcher with every scheme but data: refused; a link to a file would otherwise be embedded."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols={"data"}, allow_redirects=False, timeout=2)

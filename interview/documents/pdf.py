"""A sheet as an accessible PDF (PDF/UA-1): page, fonts and outline by WeasyPrint, texts only through the template.

Nothing is fetched, from the network or the disk. WeasyPrint is loaded on first use: it needs libraries of the machine.
"""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from interview.documents import pdf_accessibility as accessible
from interview.documents import svg as drawings
from interview.documents.earlier_reports import Comparison
from interview.documents.question_view import before_title
from interview.documents.report_view import Sheet
from interview.errors import Code, Failed

log = logging.getLogger("interview.documents.pdf")

Paper = Literal["A4", "Letter"]
_TEMPLATES = Path(__file__).parent / "templates"


def write(sheet: Sheet, trends: Comparison | None, paper: Paper = "A4") -> bytes:
    """The PDF; Failed (EXPORT_PDF_FAILED) when it cannot be made here, for whatever reason."""
    markup = html(sheet, trends, paper)
    try:
        return _pdf(markup)
    except Exception as exc:
        # Only a missing library tells the operator something; other messages may quote the report.
        log.error("a PDF could not be made: %s", exc if isinstance(exc, OSError) else type(exc).__name__)
        raise Failed(
            Code.EXPORT_PDF_FAILED,
            "The PDF could not be made on this machine. Your report is safe: read it on this page, "
            "or download it as Markdown.",
        ) from exc


def html(sheet: Sheet, trends: Comparison | None, paper: Paper = "A4") -> str:
    """The document that becomes the PDF, with every text escaped."""
    return (
        _environment()
        .get_template("report.html")
        .render(sheet=sheet, trends=trends, paper=paper, say=sheet.say, draw=drawings, before_title=before_title)
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _pdf(markup: str) -> bytes:
    from weasyprint import HTML

    document: bytes = HTML(string=markup, url_fetcher=_no_fetching()).write_pdf(
        pdf_variant="pdf/ua-1", finisher=accessible.finish
    )
    return document


def _no_fetching() -> Any:
    """WeasyPrint's fetcher with every scheme but data: refused; a link to a file would otherwise be embedded."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols={"data"}, allow_redirects=False, timeout=2)

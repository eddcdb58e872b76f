"""The first screen of a finished report: what came out, what it rests on, what to practise next, and the files.

Numbers and words come from the report and its sheet; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from interview.core.explanation import explanation
from interview.core.report import Report
from interview.documents import exports
from interview.documents import report_view as sheet
from interview.documents.pdf import Paper
from interview.i18n.translate import Words
from interview.web import html_components as pieces
from interview.web import practice_again as again
from interview.web import ui
from interview.web.schemas.reports import exported

PAPERS: tuple[Paper, ...] = ("A4", "Letter")


def draw(above: str, report: Report, say: Words) -> None:
    """Score with its band, coverage, guess, who graded, dimensions, categories, strengths and improvements.

    All of it is one element with the part `above` it, and stands before the page's one primary action.
    """
    if report.session.totals_shown_at is None:
        ui.built().candidate.report_opened(report.session.owner, report.session.id)
    computed = pieces.folded(say("How the numbers are computed"), pieces.listed(explanation(say=say)))
    practised = _practised(report, say)
    lacking = _lacking(practised, say) if practised else []
    ui.draw(above, *_numbers(report, say), *_summary(report, say), computed, *lacking, language=say.tag)
    if practised:
        again.practise_weakest(report.session.id, len(practised), say)


def _numbers(report: Report, say: Words) -> list[str]:
    numbers, expected = report.totals, report.session.predicted_score
    who, versions = sheet.graded_by(say, report), say.listed(report.rubric_versions)
    guessed = [(say("Your guess"), expected, 100), (say("Overall score"), numbers.overall, 100)]
    return [
        pieces.score_head(numbers.overall, sheet.coverage(say, report), say),
        pieces.block(say.said(report.prediction_note)) if report.prediction_note else "",
        pieces.bars(guessed, say) if report.prediction_note else "",
        pieces.block(say("Graded by {who}, rubric {versions}.", who=who, versions=versions), "mi-quiet"),
        *(pieces.block(note, "mi-quiet") for note in sheet.notes(say, report)),
        pieces.bars([(bar.label, bar.value, bar.maximum) for bar in sheet.dimensions(say, report)], say),
        *(
            (
                pieces.title(say("By category")),
                pieces.bars([(bar.label, bar.value, bar.maximum) for bar in sheet.categories(say, report)], say),
            )
            if numbers.categories
            else ()
        ),
    ]


def _summary(report: Report, say: Words) -> list[str]:
    if report.summary is None:
        return [pieces.block(say(sheet.NO_SUMMARY), "mi-quiet")]
    both = [(say("Strengths"), report.summary.strengths), (say("To improve"), report.summary.improvements)]
    return [
        pieces.title(say("Summary")),
        pieces.block(report.summary.overall_feedback),
        pieces.beside(*(pieces.title(title) + pieces.listed(items) for title, items in both if items)),
    ]


def _practised(report: Report, say: Words) -> tuple[sheet.Practice, ...]:
    """The questions to practise next, while there is an interviewer who can ask them."""
    can_ask = report.session.language in ui.built().interviewer.languages
    return tuple(sheet.practise(say, report)) if can_ask else ()


def _lacking(practised: Sequence[sheet.Practice], say: Words) -> list[str]:
    rows = [(each.title, say("; ").join(each.points)) for each in practised]
    return [
        pieces.title(say("What to practise next")),
        pieces.named(rows, say),
        pieces.block(
            say("A short session asks these questions again, so that you can make the points you left out."), "mi-quiet"
        ),
    ]


def downloads(report: Report, say: Words) -> None:
    """The report as a file. Each is made when it is asked for, so that opening the page costs nothing for it."""
    owner, usual = report.session.owner, ui.built().settings.paper_size

    def rendered(kind: Literal["pdf", "md"]) -> bytes:
        earlier = ui.built().evaluator.earlier_reports(owner, report)
        repeated = ui.built().learning.comparisons(owner, report)
        return exports.render(kind, report, earlier, repeated, paper=paper, zone=ui.zone())[0]

    with st.container(horizontal=True, vertical_alignment="center"):
        paper = st.selectbox(
            say("Paper size of the PDF"), PAPERS, PAPERS.index(usual), label_visibility="collapsed", width=110
        )
        st.download_button(
            say("Download PDF"),
            lambda: rendered("pdf"),
            file_name=exports.file_name(report, "pdf"),
            mime="application/pdf",
            icon=":material/download:",
        )
        st.download_button(
            "Markdown",
            lambda: rendered("md"),
            file_name=exports.file_name(report, "md"),
            mime="text/markdown",
            type="tertiary",
        )
        st.download_button(
            "JSON",
            lambda: exported(report),
            file_name=exports.file_name(report, "json"),
            mime="application/json",
            type="tertiary",
        )

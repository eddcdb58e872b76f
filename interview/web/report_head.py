"""The first screen of a finished report: the verdict, the strongest sentence, what to change, the next step, the files.

Numbers and words come from the report's view; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote, urlencode

import streamlit as st

from interview.core.kept_with import KeptWith
from interview.core.report import Report
from interview.documents import printed
from interview.documents.pdf import Paper
from interview.documents.practice_view import Practice
from interview.documents.question_view import bar
from interview.documents.report_view import ReportView
from interview.i18n.translate import Words
from interview.web import html_components, practice_again, ui

PAPERS: tuple[Paper, ...] = ("A4", "Letter")
# Parts of the page, made once of a view that stays in memory.
_drawn: KeptWith[ReportView, Sequence[str]] = KeptWith()


def draw(above: str, report: Report, view: ReportView) -> None:
    """The verdict, the strongest sentence and what to change under the part `above`; then the page's one primary action
    with the files in one row; then, folded, what is behind it."""
    if report.session.totals_shown_at is None and not report.is_sample:
        ui.services().candidate.report_opened(report.session.owner, report.session.id)
    say = view.say
    can_ask = report.session.language in ui.services().interviewer.languages
    practised = view.practise if can_ask and not report.is_sample else ()
    ui.draw(above, *_drawn.find(view, "above", lambda: [*_numbers(view), _first(view)]), language=say.tag)
    if not report.is_sample:
        with st.container(horizontal=True, vertical_alignment="center"):
            if practised:
                practice_again.practise_weakest(view.session_id, [each.number for each in practised], say)
            # Who tried one question has seen what there is, and comes for an interview.
            if report.session.is_one_question:
                practice_again.whole_interview(say, is_first=not practised)
            _downloads(report, view)
    ui.draw(*_drawn.find(view, f"behind {bool(practised)}", lambda: _behind(view, practised)), language=say.tag)


def _behind(view: ReportView, practised: Sequence[Practice]) -> list[str]:
    """What is behind the numbers, most of it folded."""
    lacking = _lacking(practised, view.say) if practised else []
    return [*_notes(view), *lacking, *_summary(view), _computed(view)]


def _numbers(view: ReportView) -> list[str]:
    say = view.say
    own = view.own_word
    guessed = (
        bar(say, "guess", say("Your guess"), view.predicted_score, 100),
        bar(say, "by interviewer", say("Before your own marks"), own.by_interviewer, 100)
        if own
        else bar(say, "overall", say("Overall score"), view.overall, 100),
    )
    return [
        html_components.score_head(
            view.overall,
            view.coverage,
            say,
            view.measured_by,
            view.band if view.overall is None else view.head.sure,
            own.told(say) if own else "",
            view.made_of,
        ),
        *([html_components.block(view.expected), html_components.bars(guessed)] if view.expected else ()),
    ]


def _first(view: ReportView) -> str:
    """The strongest sentence, and beside it what to change first."""
    say, head = view.say, view.head
    parts = []
    if head.strongest:
        quoted = say("{name}: “{quote}”", name=head.of, quote=head.strongest)
        parts.append(html_components.title(say("Strongest sentence")) + html_components.block(quoted))
    if head.changes:
        parts.append(html_components.title(say("What to look at first")) + html_components.listed(head.changes))
    return html_components.beside(*parts, name="mi-short-long")


def _notes(view: ReportView) -> list[str]:
    said = [*view.notes, view.no_summary]
    return [html_components.block(note, "mi-quiet") for note in said if note]


def _computed(view: ReportView) -> str:
    """Who graded, the parts of the number, and the formula, behind a click."""
    say = view.say
    categories = [replace(each, label=printed.name(each.label)) for each in printed.categories(view)]
    parts = [
        html_components.block(printed.signed(view), "mi-quiet"),
        *(html_components.block(line, "mi-quiet") for line in printed.agreement(view)),
        html_components.bars(view.dimensions),
        *([html_components.title(say("By category")), html_components.bars(categories)] if categories else ()),
        html_components.listed(view.formulas),
        html_components.block(view.cost, "mi-quiet") if view.cost else "",
    ]
    return html_components.folded(say("How the score comes about"), "".join(parts))


def _summary(view: ReportView) -> list[str]:
    """What the interviewer wrote of the whole interview, behind a click; nothing where the head says it all."""
    say = view.say
    both = [(say("Strengths"), view.further_strengths), (say("To improve"), view.further_improvements)]
    parts = [
        *([html_components.block(view.further_feedback)] if view.further_feedback else ()),
        html_components.beside(
            *(html_components.title(title) + html_components.listed(items) for title, items in both if items)
        ),
    ]
    drawn = "".join(parts)
    return [html_components.folded(say("More about the whole interview"), drawn)] if drawn else []


def _lacking(practised: Sequence[Practice], say: Words) -> list[str]:
    rows = [(printed.practice_title(say, each), printed.listed(say, each.points)) for each in practised]
    told = say("A short session asks these questions again, so that you can make the points not recognised yet.")
    return [
        html_components.folded(
            say("What to practise next"), html_components.named(rows, say) + html_components.block(told, "mi-quiet")
        )
    ]


def _downloads(report: Report, view: ReportView) -> None:
    """The report as a file. Each is made by the API when it is asked for: a link outlives that the page runs again."""
    usual, zone = ui.services().settings.paper_size, str(ui.zone())

    def links() -> list[str]:
        say, others = view.say, [paper for paper in PAPERS if paper != usual]
        papers = [(say("Download PDF"), usual)]
        papers += [(say("PDF on {paper} paper", paper=other), other) for other in others]
        texts = [(say("Text (Markdown)"), "md"), (say("Data (JSON)"), "json")]
        found = [(label, _address(report, zone, format="pdf", paper=paper)) for label, paper in papers]
        found += [(label, _address(report, zone, format=kind)) for label, kind in texts]
        return [html_components.files(found)]

    ui.draw(*_drawn.find(view, f"files {usual} {zone}", links), language=view.say.tag)


def _address(report: Report, zone: str, **wanted: str) -> str:
    query = urlencode({**wanted, "timeZone": zone})
    return f"/api/interview/sessions/{quote(report.session.id, safe='')}/export?{query}"

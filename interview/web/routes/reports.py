"""Routes of reports: read, grade again, predict, put side by side, download."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response

from interview.core.report import Report
from interview.documents import exports
from interview.documents.pdf import Paper
from interview.documents.side_by_side import side_by_side
from interview.services import Services
from interview.use_cases.grading.service import report_not_ready
from interview.web.routes.caller import Built, Owner
from interview.web.schemas import reports

router = APIRouter()


@router.get("/interview/sessions/{session_id}/report")
def get_report(session_id: str, built: Built, owner: Owner) -> reports.ReportWire:
    """The report as far as it is there, with the state of the grading."""
    report = built.evaluator.report(owner, session_id)
    if report.evaluation is None:
        raise report_not_ready()
    _opened(built, report)
    return reports.ReportWire(**reports.report(report))


@router.post("/interview/sessions/{session_id}/evaluation", status_code=202)
def grade_again(
    session_id: str, built: Built, owner: Owner, wanted: reports.RegradeWire | None = None
) -> reports.ReportWire:
    """Grade again: one answer, also as a second opinion; without a body what has no score, or everything."""
    wanted = wanted or reports.RegradeWire()
    report = built.evaluator.grade_again(owner, session_id, wanted.question_index, second_opinion=wanted.second_opinion)
    return reports.ReportWire(**reports.report(report))


@router.post("/interview/sessions/{session_id}/prediction")
def predict_score(session_id: str, guess: reports.PredictionWire, built: Built, owner: Owner) -> reports.PredictedWire:
    """Say what score you expect: once, after the last answer and before the finished report was read."""
    built.candidate.predict(owner, session_id, guess.score)
    return reports.PredictedWire(predicted_score=guess.score)


@router.get("/interview/comparison")
def compare_sessions(first: str, second: str, built: Built, owner: Owner) -> reports.ComparisonWire:
    """Two interviews side by side, the one begun earlier first."""
    both = [built.evaluator.report(owner, session_id) for session_id in (first, second)]
    if not all(report.is_ready for report in both):
        raise report_not_ready()
    for report in both:
        _opened(built, report)
    return reports.comparison(side_by_side(*both))


@router.get("/interview/sessions/{session_id}/export")
def export_report(
    session_id: str,
    built: Built,
    owner: Owner,
    format: Literal["pdf", "md", "json"] = "pdf",
    paper: Paper | None = None,
) -> Response:
    """Download the report: PDF and Markdown in the language of the interview, JSON by docs/report-schema.json.

    `paper` is the size of the PDF's pages; without it the setting PAPER_SIZE counts.
    """
    report = built.evaluator.report(owner, session_id)
    if not report.is_ready:
        raise report_not_ready()
    _opened(built, report)
    if format == "json":
        content = reports.exported(report)
        media_type = "application/json"
    else:
        earlier = built.evaluator.earlier_reports(owner, report)
        repeated = built.learning.comparisons(owner, report)
        chosen = paper or built.settings.paper_size
        content, media_type = exports.render(format, report, earlier, repeated, paper=chosen)
    name = exports.file_name(report, format)
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _opened(built: Services, report: Report) -> None:
    if report.is_ready and report.session.totals_shown_at is None:
        built.candidate.report_opened(report.session.owner, report.session.id)

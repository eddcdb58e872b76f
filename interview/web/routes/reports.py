"""Routes of reports: read, grade again, settle, predict, put side by side, download."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from interview.core.report import Report
from interview.documents import exports
from interview.documents.pdf import Paper
from interview.documents.side_by_side import side_by_side
from interview.i18n.translate import words_or
from interview.services import Services
from interview.storage.limits import Costly
from interview.use_cases.grading.service import report_not_ready
from interview.web.api_errors import Reads
from interview.web.resume_names import with_name
from interview.web.routes.caller import Owner, ProcessServices
from interview.web.routes.described import sends
from interview.web.routes.slow import slow
from interview.web.schemas import comparison, reports, settled_verdicts
from interview.web.time_zone import time_zone as named

# The longest name of the time zone database has 32.
MAX_ZONE_CHARS = 64

router = APIRouter()


class JsonLines(StreamingResponse):
    """A file of JSON Lines, sent while it is made."""

    media_type = settled_verdicts.MEDIA_TYPE


@router.get("/interview/sessions/{session_id}/report")
def get_report(session_id: str, services: ProcessServices, owner: Owner) -> reports.ReportSchema:
    """The report as far as it is there, with the state of the grading."""
    report = services.evaluator.report(owner, session_id)
    if report.evaluation is None:
        raise report_not_ready()
    _opened(services, report)
    return reports.ReportSchema(**reports.report(report, services.stories.beside(owner, report.session)))


@router.post("/interview/sessions/{session_id}/evaluation", status_code=202)
@slow
def grade_again(
    session_id: str, services: ProcessServices, owner: Owner, wanted: reports.RegradeSchema | None = None
) -> reports.ReportSchema:
    """Grade again: one answer, also as a second opinion; without a body what has no score, or everything."""
    services.limits.hit_costly(Costly.GRADE_AGAIN, owner)
    wanted = wanted or reports.RegradeSchema()
    with services.limits.turns.of(owner):
        report = services.evaluator.grade_again(
            owner, session_id, wanted.question_index, second_opinion=wanted.second_opinion
        )
    return reports.ReportSchema(**reports.report(report))


@router.put("/interview/sessions/{session_id}/verdict")
def settle_verdict(
    session_id: str, wanted: reports.SettleSchema, services: ProcessServices, owner: Owner
) -> reports.ReportSchema:
    """Say yourself what an answer does with a key point: that counts from now on, beside the interviewer's verdict."""
    report = services.evaluator.settle(owner, session_id, wanted.question_index, wanted.point_id, wanted.settled)
    return reports.ReportSchema(**reports.report(report))


@router.get("/interview/verdicts", response_class=Response, responses=sends("JSON Lines", settled_verdicts.MEDIA_TYPE))
def export_verdicts(services: ProcessServices, owner: Owner) -> JsonLines:
    """Download every verdict that you settled, newest interview first: a JSON object by
    docs/settled-verdict-schema.json on each line.

    Verdicts that were taken back are not there, nor is any name or resume. Without a settled verdict the file is empty.
    """
    content = settled_verdicts.lines(services.history.settled(owner))
    return JsonLines(content, headers=_attached(settled_verdicts.FILE_NAME))


@router.post("/interview/sessions/{session_id}/prediction")
def predict_score(
    session_id: str,
    guess: reports.PredictionSchema,
    services: ProcessServices,
    owner: Owner,
) -> reports.PredictedSchema:
    """Say what score you expect: once, after the last answer and before the finished report was read."""
    services.candidate.predict(owner, session_id, guess.score)
    return reports.PredictedSchema(predicted_score=guess.score)


@router.get("/interview/comparison")
def compare_sessions(first: str, second: str, services: ProcessServices, owner: Owner) -> comparison.ComparisonSchema:
    """Two interviews side by side, the one begun earlier first."""
    both = [services.evaluator.report(owner, session_id) for session_id in (first, second)]
    if not all(report.is_ready for report in both):
        raise report_not_ready()
    for report in both:
        _opened(services, report)
    return comparison.comparison(side_by_side(*both))


@router.get(
    "/interview/sessions/{session_id}/export",
    response_class=Response,
    responses=sends("The report", "application/pdf", "text/markdown", "application/json"),
)
@slow
def export_report(
    session_id: str,
    services: ProcessServices,
    owner: Owner,
    reads: Reads,
    format: Literal["pdf", "md", "json"] = "pdf",
    paper: Paper | None = None,
    time_zone: Annotated[str, Query(alias="timeZone", max_length=MAX_ZONE_CHARS)] = "UTC",
) -> Response:
    """Download the report: PDF and Markdown in the language of the interview, JSON by docs/report-schema.json.

    `paper` is the size of the PDF's pages; without it the setting PAPER_SIZE counts. Times in PDF and Markdown are
    those of `timeZone`, an IANA name such as Europe/Berlin; UTC where there is no such zone.
    """
    report = services.evaluator.report(owner, session_id)
    if not report.is_ready:
        raise report_not_ready()
    _opened(services, report)
    stories = services.stories.beside(owner, report.session)
    if format == "json":
        content = reports.exported(report, stories)
        media_type = "application/json"
    else:
        if format == "pdf":
            services.limits.hit_costly(Costly.PDF, owner)
        earlier = services.evaluator.earlier_reports(owner, report)
        repeated = services.practice_again.comparisons(owner, report)
        chosen = paper or services.settings.paper_size
        say = words_or(report.session.language, reads)
        zone, has_people = named(time_zone), services.accounts.has_people
        with services.limits.turns.of(owner):
            content, media_type = exports.render(
                format,
                with_name(report),
                earlier,
                repeated,
                stories,
                paper=chosen,
                zone=zone,
                say=say,
                is_everybodys=not has_people,
            )
    return Response(content, media_type=media_type, headers=_attached(exports.file_name(report, format)))


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _opened(services: Services, report: Report) -> None:
    if report.is_ready and report.session.totals_shown_at is None:
        services.candidate.report_opened(report.session.owner, report.session.id)

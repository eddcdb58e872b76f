"""Routes for a mentor: links to a report, the report as a file to comment on, and the comments that come back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from interview.core.mentoring import MentorNote
from interview.core.question import Position
from interview.documents import mentor_file
from interview.documents.report_view import report_view
from interview.i18n.translate import words_or
from interview.use_cases.grading.service import report_not_ready
from interview.web.api_errors import Reads
from interview.web.resume_names import with_name
from interview.web.routes.caller import Owner, ProcessServices
from interview.web.routes.described import sends
from interview.web.routes.reports import MAX_ZONE_CHARS
from interview.web.schemas import mentoring
from interview.web.time_zone import time_zone as named

router = APIRouter()
PATH = "/interview/sessions/{session_id}"
MAX_TOKEN_CHARS = 64


@router.post(PATH + "/shares", status_code=201)
def share_report(
    session_id: str, wanted: mentoring.ShareAskedSchema, services: ProcessServices, owner: Owner
) -> mentoring.MadeShareSchema:
    """Make a link under which whoever can sign in here reads this one report and comments on it."""
    return mentoring.made_share(*services.sharing.share(owner, session_id, wanted.days))


@router.get(PATH + "/shares")
def list_shares(session_id: str, services: ProcessServices, owner: Owner) -> list[mentoring.ShareSchema]:
    """The links to a report that still work, newest first, without their tokens."""
    return [mentoring.share(found) for found in services.sharing.shares(owner, session_id)]


@router.delete(PATH + "/shares/{share_id}", status_code=204)
def stop_sharing(session_id: str, share_id: str, services: ProcessServices, owner: Owner) -> None:
    """Stop a link at once."""
    services.sharing.stop(owner, session_id, share_id)


@router.put("/interview/shared/comment")
def comment(
    wanted: mentoring.CommentSchema,
    services: ProcessServices,
    owner: Owner,
    token: Annotated[str, Header(alias="X-Share-Token", max_length=MAX_TOKEN_CHARS)] = "",
) -> mentoring.CommentKeptSchema:
    """Say something of one answer in the report behind a link, whose token stands in a header: addresses are logged."""
    note = MentorNote(Position(0), wanted.comment, wanted.verdicts)
    kept = services.sharing.comment(owner, token, wanted.name, wanted.question_index, note, seen=wanted.seen)
    return mentoring.CommentKeptSchema(mark=kept.mark)


@router.get(PATH + "/mentor-file", response_class=Response, responses=sends("The report", "text/html"))
def save_for_mentor(
    session_id: str,
    services: ProcessServices,
    owner: Owner,
    reads: Reads,
    time_zone: Annotated[str, Query(alias="timeZone", max_length=MAX_ZONE_CHARS)] = "UTC",
) -> Response:
    """Download the report as one HTML file that a mentor reads and comments on without this app.

    Answers to the same questions in other interviews are not in it.
    """
    report = services.evaluator.report(owner, session_id)
    if not report.is_ready:
        raise report_not_ready()
    say = words_or(report.session.language, reads).for_mentors
    view = report_view(with_name(report), say, named(time_zone))
    headers = {
        "Content-Disposition": f'attachment; filename="{mentor_file.file_name(view)}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(mentor_file.write(view), media_type=mentor_file.MEDIA_TYPE, headers=headers)


@router.post(PATH + "/mentors")
def read_mentor_file(
    session_id: str, wanted: mentoring.MentorFileSchema, services: ProcessServices, owner: Owner
) -> mentoring.MentorFileReadSchema:
    """Keep the comments that a mentor saved in the file, in place of earlier ones under the same name."""
    notes = [(note.question_index, note.note()) for note in wanted.notes]
    kept = services.sharing.read_file(owner, session_id, wanted.session_id, wanted.name, notes)
    return mentoring.MentorFileReadSchema(answers=kept)


@router.delete(PATH + "/mentors/{mentor_id}", status_code=204)
def delete_comments(session_id: str, mentor_id: str, services: ProcessServices, owner: Owner) -> None:
    """Delete all that a mentor said of a report."""
    services.sharing.delete_comments(owner, session_id, mentor_id)

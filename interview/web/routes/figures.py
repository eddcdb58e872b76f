"""/metrics of the web process: for operators, and for who brings METRICS_TOKEN; for nobody else who signs in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from interview.errors import InterviewError
from interview.scrape import knows_token, scrape
from interview.services import services
from interview.web import signed_in
from interview.web.api_errors import error_reply, spoken, status_of


def figures(request: Request) -> Response:
    """What this process counted, and what database and Redis say now, in the form of Prometheus."""
    built = services()
    if not knows_token(built.settings, request.headers.get("Authorization", "")):
        try:
            built.accounts.check_operator(signed_in.shown(request.headers.getlist, request.cookies, built.settings))
        except InterviewError as exc:
            return error_reply(status_of(exc), exc.code, exc.message, say=spoken(request))
    body, kind = scrape(built, request.headers.get("Accept", ""))
    return Response(body, media_type=None, headers={"Content-Type": kind})

"""The HTTP API as one app: routes, errors and the guard put together."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse

from interview.web import api_docs, health
from interview.web.api_errors import answer_errors
from interview.web.draft_saves import DraftSaves
from interview.web.guard import Guard
from interview.web.routes import (
    answering,
    language,
    own_data,
    practice_again,
    reports,
    resumes,
    sessions,
    sharing,
    sign_out,
    speech,
    stories,
    targets,
    trends,
)
from interview.web.routes.caller import ProcessServices, SeesHealth
from interview.web.schemas.base import ErrorSchema

api = FastAPI(
    title="Mock Interview",
    version="1.0",
    description=api_docs.ABOUT,
    docs_url=None,
    redoc_url=None,
    openapi_url="/openapi.json",
    # 408 and 421 are the door's, which every request meets first.
    responses={code: {"model": ErrorSchema} for code in (401, 403, 404, 408, 409, 421, 422, 429, 500, 503)},
)
answer_errors(api)
api.add_middleware(DraftSaves)
# The last that is added is the first to be met.
api.add_middleware(Guard)
for subject in (
    language,
    resumes,
    targets,
    stories,
    sessions,
    answering,
    speech,
    reports,
    practice_again,
    sharing,
    own_data,
    sign_out,
    trends,
):
    api.include_router(subject.router)


@api.get("/health")
def get_health(services: ProcessServices, sees_all: SeesHealth) -> dict[str, Any]:
    """Whether the app works; for operators also database, Redis and worker, and who asks the questions."""
    return health.look(services) if sees_all else health.in_a_word(services)


@api.get("/health/live")
async def get_live() -> dict[str, str]:
    """That this process answers; whoever restarts what hangs asks here."""
    return {"status": "ok"}


@api.get(
    "/health/ready",
    responses={503: {"model": dict[str, str], "description": "Requests should go to another process"}},
)
def get_ready(services: ProcessServices, reply: Response) -> dict[str, str]:
    """Whether requests may be sent to this process: 503 while the database is away, or lacks the tables it needs."""
    is_ready = services.operation.is_ready()
    reply.status_code = 200 if is_ready else 503
    return {"status": "ok" if is_ready else "failing"}


@api.get("/docs", include_in_schema=False)
def get_docs() -> HTMLResponse:
    """This description as a page."""
    return HTMLResponse(api_docs.page(api))

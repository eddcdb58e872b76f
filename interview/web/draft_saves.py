"""Saving a draft without what a usual call needs: each person who types sends one every two seconds.

It is the route in routes/answering.py, asked with the same values after the same checks; only the way there is shorter.
To find a route among all, to work out what it depends on and to describe its reply again costs three times as much as
to save the words. Whatever is no draft of the usual shape goes the usual way, which says what is wrong with it.
"""

from __future__ import annotations

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from interview.errors import InterviewError
from interview.services import Services, services
from interview.web.api_errors import interview_error
from interview.web.guard import body_again
from interview.web.routes import answering
from interview.web.routes.caller import owner_of, process_services, writer_of
from interview.web.schemas.sessions import DraftSchema

_PLACE = re.compile(r"/interview/sessions/([^/]+)/answers")
_JSON = b"application/json"
# As many as the pool keeps connections: on a slow disk each waits long for its commit and takes no processor meanwhile.
AT_ONCE = 20


class DraftSaves:
    """Stands behind the guard, before the routes of the API."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="draft")
        self._route = next(
            each
            for each in answering.router.routes
            if isinstance(each, APIRoute) and each.endpoint is answering.save_draft
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = _session_of(scope)
        if found is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        body = await request.body()
        draft = _draft_of(body)
        if draft is None:
            await self._app(scope, body_again(body, receive), send)
            return
        # By which the request is counted.
        scope["route"] = self._route
        try:
            reply = await self._saved(found, draft, request, _services_for(scope))
        except InterviewError as exc:
            reply = await interview_error(request, exc)
        await reply(scope, receive, send)

    async def _saved(self, session_id: str, draft: DraftSchema, request: Request, known: Services) -> Response:
        owner = await writer_of(session_id, request, known, await owner_of(request, known))
        save = partial(answering.save_draft, session_id, draft, known, owner)
        saved = await asyncio.get_running_loop().run_in_executor(self._threads, save)
        return Response(saved.model_dump_json(by_alias=True), media_type=_JSON.decode())


def _session_of(scope: Scope) -> str | None:
    """The id of the interview that a draft is for; None for any other request."""
    if scope["type"] != "http" or scope["method"] != "PUT":
        return None
    found = _PLACE.fullmatch(scope["path"].removeprefix(scope.get("root_path", "")))
    is_json = dict(scope["headers"]).get(b"content-type") == _JSON
    return found[1] if found and is_json else None


def _draft_of(body: bytes) -> DraftSchema | None:
    """The draft that a body holds; None for what is none."""
    try:
        return DraftSchema.model_validate(json.loads(body))
    except (ValueError, RecursionError):
        return None


def _services_for(scope: Scope) -> Services:
    replaced = scope["app"].dependency_overrides.get(process_services, services)
    found: Services = replaced()
    return found

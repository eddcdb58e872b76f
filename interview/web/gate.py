"""Who may pass the door: nobody who has not signed in, where people do, except to a few addresses that tell nothing.

What is not named here is closed. Whoever asks too fast waits (pace.py). An open tab of somebody who is out is
told so within seconds, and starts anew. What somebody may see of what is theirs is decided behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from functools import cached_property
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as HttpMessage

from interview.errors import Code, InterviewError, Invalid
from interview.metrics import PATH
from interview.services import Services
from interview.storage.limits import Costly
from interview.storage.turns import too_many_at_once
from interview.web import signed_in
from interview.web.api_errors import status_of
from interview.web.body_bounds import bounded, is_upload
from interview.web.open_tabs import watched
from interview.web.pace import (
    FILE_OF_A_PAGE,
    MOST_WAIT_S,
    RUN_OF_A_PAGE,
    STRANGERS_PER_SECOND,
    Pace,
    address,
    rate,
)
from interview.web.refusals import told

SIGN_IN_PLACE = "/auth"
SIGN_IN_PAGE = f"{SIGN_IN_PLACE}/sign-in"
# Whether the app is alive, and in which language it speaks, before anybody is in; who may read the figures is decided
# where they are (routes/figures.py).
OPEN = frozenset({"/api/health", "/api/health/live", "/api/health/ready", "/_stcore/health", PATH})
OPEN_BELOW = ("/api/language", SIGN_IN_PLACE)
# A browser with more tabs than this is none.
TABS_OF_ONE_PERSON = 24
# What tells how the app does.
FOR_OPERATORS = frozenset({"/_stcore/metrics"})
# Whoever starts processes anew must not wait behind others.
_FOR_MACHINES = frozenset({"/api/health/live", "/api/health/ready", "/_stcore/health", PATH})
_PROGRAMS = ("/api", "/media", "/_stcore", "/static", "/component")


class Gate:
    """Stands behind the door. `services` are those of this process, built when first asked for."""

    def __init__(self, app: ASGIApp, services: Callable[[], Services]) -> None:
        self._app = app
        self._services = services
        self._tabs: Counter[tuple[str, ...]] = Counter()
        self._strangers = Pace(STRANGERS_PER_SECOND)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if scope["type"] == "http" and is_open(path):
            # Whoever signs in does not wait behind other things that are asked for from the same address.
            who = (address(scope), _is_below(path, SIGN_IN_PLACE))
            if path in _FOR_MACHINES or await self._strangers.wait(who):
                await bounded(self._app, scope, receive, send)
            else:
                await self._answer(scope, too_many_at_once(MOST_WAIT_S))(scope, receive, send)
            return
        shown = self._shown(scope)
        refused = await self._refusal(shown, path)
        if refused is not None:
            await self._strangers.wait((address(scope), False))
        elif self._people is not None:
            # What is typed has a pace of its own: nothing else that somebody asked for holds it up.
            is_draft = scope["type"] == "http" and scope["method"] == "PUT" and path.endswith("/answers")
            who = (self._services().accounts.owner_of(shown), is_draft)
            refused = await self._too_fast(self._people, who, scope, is_draft)
            counted = self._people.by_length if is_draft else self._people.by_size
            receive = counted(who, receive)
            if refused is None and _is_below(path, "/api") and not is_draft:
                send = self._people.by_time(who, send)
        if refused is None and scope["type"] == "http" and is_upload(scope):
            refused = await self._too_often(shown)
        if scope["type"] == "websocket":
            await self._serve_tab(refused, shown, scope, receive, send)
        elif refused is not None:
            await self._answer(scope, refused)(scope, receive, send)
        elif self._services().accounts.has_people:
            await bounded(self._app, scope, receive, _pages_not_kept(send))
        else:
            await bounded(self._app, scope, receive, send)

    async def _serve_tab(
        self, refused: InterviewError | None, shown: tuple[str, ...], scope: Scope, receive: Receive, send: Send
    ) -> None:
        if refused is not None or self._tabs[shown] >= TABS_OF_ONE_PERSON:
            # Closed before it was accepted, a websocket is answered with 403.
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        if not self._services().accounts.has_people:
            await self._app(scope, receive, send)
            return
        self._tabs[shown] += 1
        try:
            await watched(self._app, scope, receive, send, lambda: self._is_out(shown))
        finally:
            self._tabs[shown] -= 1
            self._tabs += Counter()

    @cached_property
    def _people(self) -> Pace | None:
        """How fast each person may ask; None where all are one."""
        services = self._services()
        return Pace(rate(services.settings.rate_limit_requests)) if services.accounts.has_people else None

    async def _too_fast(self, pace: Pace, who: Hashable, scope: Scope, is_draft: bool) -> InterviewError | None:
        """Wait until it is this person's time; an error where they ask so fast that it would not come for long."""
        if is_draft:
            in_time = await pace.wait_to_save(who)
        else:
            share = FILE_OF_A_PAGE if _is_below(scope["path"], "/static") else 1.0
            in_time = await pace.wait(who, RUN_OF_A_PAGE if scope["type"] == "websocket" else share)
        return None if in_time else too_many_at_once(MOST_WAIT_S)

    async def _too_often(self, shown: tuple[str, ...]) -> InterviewError | None:
        """Whether this person has sent too many files lately."""
        services = self._services()
        try:
            await run_in_threadpool(services.limits.hit_costly, Costly.FILE, services.accounts.owner_of(shown))
        except InterviewError as exc:
            return exc
        return None

    def _shown(self, scope: Scope) -> tuple[str, ...]:
        headers = Headers(scope=scope)
        return tuple(signed_in.shown(headers.getlist, HTTPConnection(scope).cookies, self._services().settings))

    async def _refusal(self, shown: tuple[str, ...], path: str) -> InterviewError | None:
        accounts = self._services().accounts
        check = accounts.check_operator if path in FOR_OPERATORS else accounts.owner_of
        try:
            if accounts.is_remembered(shown):
                check(shown)
            else:
                await run_in_threadpool(check, shown)
        except InterviewError as exc:
            return exc
        return None

    async def _is_out(self, shown: tuple[str, ...]) -> bool:
        """Whether this person is surely out; while the database is away nobody knows."""
        return isinstance(await self._refusal(shown, ""), Invalid)

    def _answer(self, scope: Scope, error: InterviewError) -> Response:
        accepts = Headers(scope=scope).get("Accept", "")
        is_page = scope["method"] == "GET" and "text/html" in accepts and not _is_below(scope["path"], *_PROGRAMS)
        if error.code is Code.SIGN_IN_NEEDED and is_page and self._services().settings.oidc_issuer:
            query = scope["query_string"].decode("latin-1")
            back = f"{scope['path']}?{query}" if query else scope["path"]
            return RedirectResponse(f"{SIGN_IN_PAGE}?{urlencode({'back': back})}", 303)
        return told(scope, status_of(error), error.code, error.message, error.retry_after)


def _pages_not_kept(send: Send) -> Send:
    """Have the browser ask for a page again when somebody goes back to it: they may have signed out."""

    async def send_page(message: HttpMessage) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("Content-Type", "").startswith("text/html"):
                headers["Cache-Control"] = "no-store"
        await send(message)

    return send_page


def is_open(path: str) -> bool:
    """Whether anybody may ask for this."""
    return path in OPEN or _is_below(path, *OPEN_BELOW)


def _is_below(path: str, *places: str) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in places)

"""Where people sign in and out at a provider of identities: pages without Streamlit, and the way there and back.

Anybody may open these; nothing of anybody's is on them.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from interview.errors import Code, InterviewError
from interview.i18n.translate import Words
from interview.services import Services
from interview.settings import Settings
from interview.web import signed_in
from interview.web.api_errors import spoken, status_of
from interview.web.language import local_address
from interview.web.plain_page import Way, plain_page
from interview.web.provider import Provider

PLACE = "/auth"
SIGN_IN = f"{PLACE}/sign-in"
SIGN_OUT = f"{PLACE}/logout"
# How long somebody may take at the provider.
AWAY_S = 15 * 60


def signing_in(settings: Settings, services: Callable[[], Services]) -> ASGIApp:
    """The app that is mounted at /auth."""
    pages = _Pages(settings, services, Provider(settings))
    routes = [
        Route("/sign-in", pages.sign_in, methods=["GET"]),
        Route("/login", pages.login, methods=["GET"]),
        Route("/callback", pages.callback, methods=["GET"]),
        Route("/logout", pages.logout, methods=["GET", "POST"]),
    ]
    # What is remembered of a browser that was sent to the provider.
    on_the_way = Middleware(
        SessionMiddleware,
        secret_key=settings.cookie_secret.get_secret_value() + ".on-the-way",
        session_cookie="mock_interview_on_the_way",
        max_age=AWAY_S,
        path=PLACE,
        same_site="lax",
        https_only=settings.is_encrypted,
    )
    return Apart(Starlette(routes=routes, middleware=[on_the_way]))


class Apart:
    """Gives the app behind it a scope of its own: Streamlit keeps a session in the other one, and would keep ours."""

    def __init__(self, app: Starlette) -> None:
        self._app = app
        self.routes = app.routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(dict(scope), receive, send)


class _Pages:
    def __init__(self, settings: Settings, services: Callable[[], Services], provider: Provider) -> None:
        self._settings = settings
        self._services = services
        self._provider = provider

    async def sign_in(self, request: Request) -> Response:
        """The page that leads to the provider."""
        say, name = spoken(request), self._settings.oidc_name
        back = _back(request.query_params.get("back", "/"))
        way = say("Sign in with {name}", name=name) if name else say("Sign in")
        texts = [say("Sign in to practise for a job interview, and to find what you have written here before.")]
        told = say(
            "You sign in at {name}, not here. This app never sees your password, and keeps no name of you.", name=name
        )
        plain = say(
            "You sign in with your organisation, not here. This app never sees your password, and keeps no name of you."
        )
        return plain_page(
            say,
            say("Sign in"),
            texts,
            quiet=[told if name else plain],
            link=Way(way, f"{PLACE}/login?{urlencode({'back': back})}"),
            here=f"{SIGN_IN}?{urlencode({'back': back})}",
        )

    async def login(self, request: Request) -> Response:
        """The way to the provider."""
        request.session["back"] = _back(request.query_params.get("back", "/"))
        try:
            return await self._provider.lead(request, again="again" in request.query_params)
        except InterviewError as exc:
            return _not_signed_in(spoken(request), exc)

    async def callback(self, request: Request) -> Response:
        """The way back from the provider."""
        settings, accounts = self._settings, self._services().accounts
        back = _back(request.session.get("back", "/"))
        before = self._shown(request)
        try:
            subject = await self._provider.subject(request)
            token, until = await run_in_threadpool(accounts.sign_in, subject)
            await run_in_threadpool(accounts.sign_out, before)
        except InterviewError as exc:
            if exc.code is Code.SIGN_IN_FAILED and await run_in_threadpool(self._is_in, before):
                # An old address of the way back, from another tab or by the button "back".
                return RedirectResponse(back, 303)
            return _not_signed_in(spoken(request), exc)
        request.session.clear()
        reply = RedirectResponse(back, 303)
        signed_in.keep(reply, token, until, settings)
        return reply

    async def logout(self, request: Request) -> Response:
        """Sign out of this app, at once when one of its own pages asks, else after a question."""
        say = spoken(request)
        asked_by_us = request.method == "POST" or request.headers.get("Sec-Fetch-Site") == "same-origin"
        if not asked_by_us:
            return plain_page(
                say,
                say("Sign out?"),
                [
                    say(
                        "What was saved is kept here for when you sign in again. "
                        "Words that were not saved yet are taken out of this browser."
                    )
                ],
                button=Way(say("Sign out"), SIGN_OUT),
                other=Way(say("Stay signed in"), "/"),
            )
        await run_in_threadpool(self._services().accounts.sign_out, self._shown(request))
        name, place = self._settings.oidc_name, self._provider.end_address()
        further = say("Sign out at {name} as well", name=name) if name else say("Sign out at your organisation as well")
        reply = plain_page(
            say,
            say("You are signed out"),
            [
                say(
                    "What was saved is kept for when you sign in again. "
                    "Words that were not saved yet are taken out of this browser."
                ),
                say("You may still be signed in where you came from. On a shared computer, sign out there as well."),
            ],
            link=Way(say("Sign in again"), f"{PLACE}/login?again=1"),
            other=Way(further, place) if place else None,
        )
        signed_in.forget(reply, self._settings)
        # Drafts that the answer box keeps are the person's, and the next one at this computer is another.
        reply.headers["Clear-Site-Data"] = '"storage"'
        return reply

    def _shown(self, request: Request) -> list[str]:
        return list(signed_in.shown(request.headers.getlist, request.cookies, self._settings))

    def _is_in(self, shown: list[str]) -> bool:
        try:
            return bool(self._services().accounts.owner_of(shown))
        except InterviewError:
            return False


def _not_signed_in(say: Words, error: InterviewError) -> Response:
    may_try_again = error.code is not Code.SIGN_IN_REVOKED
    return plain_page(
        say,
        say("You are not signed in"),
        [say.message(error.message)],
        status=status_of(error),
        quiet=[error.code.value],
        link=Way(say("Try again"), SIGN_IN) if may_try_again else None,
    )


def _back(address: str) -> str:
    """Where to go on: a page of ours, and none of those about signing in, which would go round in circles."""
    found = local_address(address[:2000])
    return "/" if found.startswith(PLACE) else found

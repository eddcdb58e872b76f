"""Who calls a route, what they may write to, and the services that answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from interview.core.accounts import ALONE
from interview.errors import InterviewError
from interview.services import Services, services
from interview.web import signed_in


async def process_services() -> Services:
    """The services of this process. Like all here that every request needs, without a thread: to hand it to one and
    back costs more than the look, most of all while another thread is at work."""
    return services()


ProcessServices = Annotated[Services, Depends(process_services)]


async def owner_of(request: Request, services: ProcessServices) -> str:
    """Who calls. Invalid (SIGN_IN_NEEDED, SIGN_IN_NAME_MISSING, SIGN_IN_REVOKED) for who may not."""
    names = _names(request, services)
    if services.accounts.is_remembered(names):
        return services.accounts.owner_of(names)
    return await run_in_threadpool(services.accounts.owner_of, names)


def _names(request: Request, services: Services) -> Sequence[str]:
    return signed_in.shown(request.headers.getlist, request.cookies, services.settings)


def _sees_health(request: Request, services: ProcessServices) -> bool:
    """Whoever checks that the app is alive need not have signed in, and is told no more than that."""
    try:
        return services.accounts.is_operator(_names(request, services))
    except InterviewError:
        return False


SeesHealth = Annotated[bool, Depends(_sees_health)]


Owner = Annotated[str, Depends(owner_of)]


def visitor(request: Request, owner: str) -> str:
    """Whom the limit on new interviews counts: the person, or the address when all are one person."""
    if owner != ALONE:
        return owner
    return request.client.host if request.client else "unknown"


async def writer_of(session_id: str, request: Request, services: ProcessServices, owner: Owner) -> str:
    """The owner, once the permit fits the session. Only what runs in a browser must show one."""
    shown = request.headers.get("X-Interview-Permit", "")
    if shown or "Sec-Fetch-Site" in request.headers:
        await run_in_threadpool(services.write_tokens.check, shown, owner, session_id)
    return owner


Writer = Annotated[str, Depends(writer_of)]

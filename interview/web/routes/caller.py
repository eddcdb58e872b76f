"""Who calls a route, what they may write to, and the services that answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from interview.services import Services, services
from interview.web.identity import ALONE, owner_of

ProcessServices = Annotated[Services, Depends(services)]


def _owner(request: Request, services: ProcessServices) -> str:
    header = services.settings.user_header
    return owner_of(header, request.headers.getlist(header) if header else ())


Owner = Annotated[str, Depends(_owner)]


def visitor(request: Request, owner: str) -> str:
    """Whom the limit on new interviews counts: the person, or the address when all are one person."""
    if owner != ALONE:
        return owner
    return request.client.host if request.client else "unknown"


def _writer(session_id: str, request: Request, services: ProcessServices, owner: Owner) -> str:
    """The owner, once the permit fits the session. Only what runs in a browser must show one."""
    shown = request.headers.get("X-Interview-Permit", "")
    if shown or "Sec-Fetch-Site" in request.headers:
        services.write_tokens.check(shown, owner, session_id)
    return owner


Writer = Annotated[str, Depends(_writer)]

"""Who calls a route, and the services that answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from interview.services import Services, services

Built = Annotated[Services, Depends(services)]


def visitor(request: Request) -> str:
    """Whom the limit on new interviews counts: the address the request comes from."""
    return request.client.host if request.client else "unknown"

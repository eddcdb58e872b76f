"""The switch of the pages' language: a link, so that it works before a page has run and without a script."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse

from interview.errors import Code, Invalid
from interview.messages import Message
from interview.web.language import COOKIE, OFFERED, YEAR_S, local_address

router = APIRouter()


@router.get("/language/{language}", status_code=303, response_class=RedirectResponse)
def choose_language(language: str, back: Annotated[str, Query(max_length=2000)] = "/") -> RedirectResponse:
    """Remember in this browser which language the pages speak, and go back to one of them."""
    if language not in OFFERED:
        raise Invalid(Code.INPUT_INVALID, Message.of("error.no_such_language"))
    reply = RedirectResponse(local_address(back), 303)
    reply.set_cookie(COOKIE, language, max_age=YEAR_S, samesite="lax", path="/")
    return reply

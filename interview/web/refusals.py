"""A refusal before anything else has answered: a page for whoever looks at it, the body of an error for programs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from interview.errors import Code
from interview.messages import Message
from interview.web.api_errors import error_reply, spoken
from interview.web.plain_page import plain_page


def told(scope: Scope, status: int, code: Code, message: Message) -> Response:
    """The refusal in the caller's language."""
    request = Request(scope)
    say = spoken(request)
    if "text/html" not in request.headers.get("Accept", ""):
        return error_reply(status, code, message, say=say)
    return plain_page(say, say("This cannot be shown"), [say.message(message)], status=status, quiet=[code.value])

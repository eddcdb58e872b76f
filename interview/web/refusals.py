"""A refusal before anything else has answered: a page for whoever looks at it, the body of an error for programs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from interview.errors import Code
from interview.messages import Message
from interview.web.api_errors import error_reply, spoken
from interview.web.plain_page import plain_page


def told(scope: Scope, status: int, code: Code, message: Message, retry_after: float | None = None) -> Response:
    """The refusal in the caller's language."""
    request = Request(scope)
    say = spoken(request)
    reply: Response
    if "text/html" not in request.headers.get("Accept", ""):
        reply = error_reply(status, code, message, say=say)
    else:
        title = say("Sign in") if code is Code.SIGN_IN_NEEDED else say("This cannot be shown")
        reply = plain_page(say, title, [say.message(message)], status=status, quiet=[code.value])
    if retry_after is not None:
        reply.headers["Retry-After"] = str(round(retry_after))
    return reply

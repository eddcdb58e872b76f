"""The way out: what this browser keeps of drafts goes first, then whoever signs people in ends the visit.

It ends no visit itself: that is the sign-in proxy's, at SIGN_OUT_URL.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from interview.errors import Code, Invalid
from interview.messages import Message
from interview.web.routes.caller import ProcessServices
from interview.web.routes.described import sends

router = APIRouter()

_FORGET = (Path(__file__).resolve().parents[1] / "kept_form" / "forget_drafts.js").read_text()


@router.get("/sign-out", response_class=Response, responses=sends("A page that leads on", "text/html"))
def sign_out(request: Request, services: ProcessServices) -> HTMLResponse:
    """Have this browser forget what was typed and not saved, and go on to where the sign-in ends. Only for a page of
    this app: a link on another website would take unsaved words away."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        raise Invalid(Code.INPUT_INVALID, Message.of("error.other_website"))
    to = json.dumps(services.settings.sign_out_url or "/").replace("<", "\\u003c")
    script = f"{_FORGET}\nlocation.replace({to});"
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    headers = {
        "Clear-Site-Data": '"cache", "storage"',
        # Other replies run no script at all; this one runs its own and no other.
        "Content-Security-Policy": f"default-src 'none'; script-src 'sha256-{digest}'; frame-ancestors 'none'",
    }
    return HTMLResponse(f"<!doctype html><title>Mock Interview</title><script>{script}</script>", headers=headers)

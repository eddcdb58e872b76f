"""Ends the open tabs of somebody who is out: signed out elsewhere, run out, or kept out by an operator.

A tab loads its address anew, where the gate says what to do; what stood on it is gone from the screen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LOOK_EVERY_S = 2.0
_LEAVE_S = 5.0


def _load_anew() -> bytes:
    """What Streamlit's page is sent after a sign-in of its own; without an address it loads the one it is at."""
    message = ForwardMsg()
    message.auth_redirect.url = ""
    message.auth_redirect.SetInParent()
    return bytes(message.SerializeToString())


async def watched(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, is_out: Callable[[], Awaitable[bool]]
) -> None:
    """Serve a websocket, and end it soon after `is_out` says so."""
    state = {"is_accepted": False, "is_over": False}

    async def send_until_over(message: MutableMapping[str, Any]) -> None:
        if state["is_over"]:
            return
        state["is_accepted"] = state["is_accepted"] or message["type"] == "websocket.accept"
        state["is_over"] = message["type"] == "websocket.close"
        await send(message)

    serving = asyncio.ensure_future(app(scope, receive, send_until_over))
    try:
        while not (await asyncio.wait({serving}, timeout=LOOK_EVERY_S))[0]:
            if state["is_accepted"] and not state["is_over"] and await is_out():
                state["is_over"] = True
                await send({"type": "websocket.send", "bytes": _load_anew()})
                await send({"type": "websocket.close", "code": 1008})
                await asyncio.wait({serving}, timeout=_LEAVE_S)
                break
    finally:
        serving.cancel()
    if serving.done() and not serving.cancelled():
        serving.result()

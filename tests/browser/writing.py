"""The editor as a person sees it and what server and browser keep of it, for the tests to combine."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, Route, expect

from tests.servers import App

SAVED = re.compile(r"Saved at \d\d:\d\d:\d\d")
WAITING = "Not saved yet. Kept in this browser, retrying"


def box(page: Page) -> Locator:
    return page.get_by_label("Your answer")


def write(page: Page, text: str) -> None:
    """Add to the end of what stands in the box, and wait until it is saved."""
    box(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)
    expect(page.get_by_text(SAVED)).to_be_visible()


def stored(app: App, session_id: str, index: int = 0) -> tuple[str, str | None]:
    """(draft, submitted answer) as the server has them."""
    question = app.get(f"/api/interview/sessions/{session_id}")[1]["questions"][index]
    return question["draft"], question["answer"]


def kept(page: Page) -> list[str]:
    """The texts that this browser keeps."""
    found = page.evaluate("() => Object.entries(localStorage)")
    return [json.loads(value)["text"] for key, value in found if key.startswith("mi:draft:")]


def kept_of_forms(page: Page) -> list[str]:
    """What this browser keeps of forms, each with the name that it is kept under."""
    entries = "Object.entries(localStorage).filter(([name]) => name.startsWith('mi:kept:')).map(String)"
    found: list[str] = page.evaluate(entries)
    return found


def refuse(status: int, **headers: str) -> Callable[[Route], None]:
    """Answers a request with an error."""

    def handle(route: Route) -> None:
        route.fulfill(status=status, headers=headers, json={"code": "X", "message": "Not now."})

    return handle

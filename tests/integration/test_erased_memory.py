"""Nothing of what somebody erased is left in the memory of the web process, as it is started for everybody.

What each page shows is added by `python bench/erased_memory.py`, which `make soak` runs in a browser, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.integration.test_api import RESUME, upload
from tests.process_memory import found
from tests.servers import App, wait_until

pytestmark = pytest.mark.sqlite_first

# Longer than the 15 bytes behind a value that are nobody's, in which a piece of an earlier one may stand.
MARKERS = {"name": "Qzxw Marker-Wxyz", "long": "wvqj-very-long-answer", "typed": "wvqj-typed-at-length"}
MARKERS |= {each: f"wvqj-marker-of-{each}" for each in ("resume", "answer", "draft", "story")}
# The last time that memory is overwritten is a minute after a deletion.
SECONDS = 90
# As often as somebody types for a minute, with half of it under way at once.
SAVES = 30


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    app = App(tmp_path)
    yield app
    app.stop()


def fill(app: App) -> None:
    """Words in every place that somebody can put them over the API, short ones and such as fill a page."""
    text = f"{MARKERS['name']}\n{RESUME}\nBuilt the {MARKERS['resume']} service in Python.\n"
    status, resume = upload(app, f"{MARKERS['name']}.txt", text.encode())
    assert status in (200, 201), resume
    wanted = {"resumeId": resume["resumeId"], "questionCount": 1, "followUpCount": 0, "forceCreate": True}
    finished, begun = (app.call("POST", "/api/interview/sessions", wanted)[1]["sessionId"] for _ in range(2))
    answer = f"I used {MARKERS['answer']} with an index, because reads were slow. " + f"{MARKERS['long']}, " * 400
    given = {"questionIndex": 0, "answer": answer}
    assert app.call("POST", f"/api/interview/sessions/{finished}/answers", given)[0] == 200
    report = f"/api/interview/sessions/{finished}/report"
    wait_until(lambda: app.get(report)[1].get("evaluateStatus") == "COMPLETED", 90, "the interview is graded")
    type_at_once(app, begun)
    assert app.call("POST", "/api/interview/stories", {"text": f"{MARKERS['story']} was late."})[0] == 201
    for kind in ("pdf", "md", "json"):
        assert app.get(f"/api/interview/sessions/{finished}/export?format={kind}")[0] == 200
    assert app.get("/api/my-data/export")[0] == 200


def type_at_once(app: App, session_id: str) -> None:
    """A draft that grows, by the short way of drafts, in many of its threads; what comes late gets the newer text."""

    def save(revision: int) -> tuple[int, Any]:
        words = f"{MARKERS['draft']} is typed here. " + f"{MARKERS['typed']}, " * 10 * revision
        draft = {"questionIndex": 0, "answer": words, "revision": revision, "writer": "w"}
        return app.call("PUT", f"/api/interview/sessions/{session_id}/answers", draft)

    with ThreadPoolExecutor(SAVES // 2) as pool:
        told = list(pool.map(save, range(1, SAVES + 1)))
    assert {status for status, _ in told} == {200}
    assert told[-1][1]["stored"]


@pytest.mark.long
def test_nothing_of_a_person_who_was_erased_is_left_in_the_memory_of_the_web_process(app: App):
    web = app.children()["web"]
    fill(app)
    assert all(found(web, MARKERS).values())
    assert app.call("DELETE", "/api/my-data?confirm=everything")[0] == 200
    left = [found(web, MARKERS)]

    def is_overwritten() -> bool:
        left.append(found(web, MARKERS))
        return left[-1].total() == 0

    with suppress(AssertionError):
        wait_until(is_overwritten, SECONDS)
    assert left[-1].total() == 0, f"{left[-1]} after {SECONDS} s, {left[0]} at once"
    # It does not come back.
    assert found(web, MARKERS).total() == 0

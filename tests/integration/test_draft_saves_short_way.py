"""A draft of the usual shape takes a short way (web/draft_saves.py): the replies are those of the usual one."""

from __future__ import annotations

import pytest

from interview.web import draft_saves
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first

SHORT, USUAL = "application/json", "application/json; charset=utf-8"
BODIES = {
    "a draft": b'{"questionIndex": 0, "answer": "words \xc3\xa9 \xe4\xbd\xa0", "revision": 5, "writer": "w"}',
    "without a revision": b'{"questionIndex": 0, "answer": "words"}',
    "half of a pair": b'{"questionIndex": 0, "answer": "a \\ud83d b", "revision": 5}',
    "an older one": b'{"questionIndex": 0, "answer": "words", "revision": 1, "baseRevision": 0}',
    "no such question": b'{"questionIndex": 99, "answer": "words", "revision": 5}',
    "too long": b'{"questionIndex": 0, "answer": "' + b"x" * 200_001 + b'", "revision": 5}',
    "no answer": b'{"questionIndex": 0, "revision": 5}',
    "another field": b'{"questionIndex": 0, "answer": "words", "revision": 5, "more": 1}',
    "no number": b'{"questionIndex": "first", "answer": "words", "revision": 5}',
    "a list": b"[]",
    "nothing": b"",
    "no JSON": b'{"questionIndex": 0, ',
    "no UTF-8": b'{"questionIndex": 0, "answer": "\xff", "revision": 5}',
}


@pytest.fixture
def ways(client, services, monkeypatch):
    """Sends a body by a way, to an interview in which revision 2 is saved: status, reply, whether it was short."""
    short = []
    real = draft_saves.DraftSaves._saved

    async def noted(self, *arguments):
        short.append(True)
        return await real(self, *arguments)

    monkeypatch.setattr(draft_saves.DraftSaves, "_saved", noted)

    def send(body, kind, **headers):
        session = create(services, force=True)
        services.candidate.save_draft(ME, session.id, 0, "before", 2, writer="other")
        short.clear()
        path = f"/interview/sessions/{session.id}/answers"
        reply = client.put(path, content=body, headers={"Content-Type": kind, **headers})
        told = reply.json()
        return reply.status_code, told | {"savedAt": bool(told.get("savedAt"))}, bool(short)

    return send


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_draft_is_answered_the_same_by_both_ways(ways, body):
    status, told, _ = ways(body, SHORT)
    assert (status, told) == ways(body, USUAL)[:2]


def test_what_a_page_sends_takes_the_short_way_and_what_is_no_draft_does_not(ways):
    assert ways(BODIES["a draft"], SHORT)[2]
    assert not ways(BODIES["no answer"], SHORT)[2]
    assert not ways(BODIES["a draft"], USUAL)[2]


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"X-Interview-Permit": "made up"}])
@pytest.mark.parametrize("kind", [SHORT, USUAL])
def test_neither_way_lets_a_browser_write_without_its_permit(ways, kind, headers):
    status, told, _ = ways(BODIES["a draft"], kind, **headers)
    assert (status, told["code"]) == (403, "INTERVIEW_PERMIT_INVALID")


def test_what_goes_wrong_on_the_short_way_is_said_in_the_language_of_the_reader(ways):
    status, told, is_short = ways(BODIES["no such question"], SHORT, **{"Accept-Language": "zh"})
    assert (status, is_short) == (404, True)
    assert not told["message"].isascii()

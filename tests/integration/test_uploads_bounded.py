"""What anybody may send to Streamlit's own addresses, and whom the app believes about where a request comes from."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from interview.web.body_bounds import FILES_HELD, SMALL_BYTES
from interview.web.gate import TABS_OF_ONE_PERSON
from tests.browser.walking import RESUME
from tests.identity_provider import IdentityProvider, Person
from tests.servers import App

MB = 1024 * 1024


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IdentityProvider]:
    running = IdentityProvider(tmp_path_factory.mktemp("provider"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, provider: IdentityProvider) -> Iterator[App]:
    started = App(tmp_path_factory.mktemp("app"), **provider.settings)
    yield started
    started.stop()


@pytest.fixture(scope="module")
def ada(app: App) -> Person:
    return Person(app).signed_in("ada")


@pytest.fixture
def tab(app: App, ada: Person) -> Iterator[str]:
    """An open tab of Ada's; what Streamlit calls it, which stands in the first message that it is sent."""
    with opened(app, ada) as connection:
        asked = BackMsg()
        asked.rerun_script.query_string = ""
        connection.send(asked.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(connection.recv(timeout=30))
            if told.WhichOneof("type") == "new_session":
                break
        yield told.new_session.initialize.session_id


def opened(app: App, person: Person) -> Any:
    url = app.url.replace("http", "ws", 1) + "/_stcore/stream"
    told = {"Cookie": person.cookie}
    return connect(url, origin=Origin(app.url), additional_headers=told, proxy=None, max_size=None, close_timeout=1)


def put(person: Person, tab: str, name: str, size: int) -> int:
    """The status of one file sent to a field of this tab."""
    person.ask("GET", "/_stcore/health")
    told = {"X-Xsrftoken": person.http.cookies.get("_streamlit_xsrf") or ""}
    files = {"file": (f"{name}.txt", b"x" * size, "text/plain")}
    # Of a refusal the status alone: the app does not wait for the rest of what it refuses.
    with person.http.stream("PUT", f"/_stcore/upload_file/{tab}/{name}", files=files, headers=told) as reply:
        return reply.status_code


def test_a_tab_takes_a_few_files_of_a_resumes_size_and_no_more(ada: Person, tab: str) -> None:
    assert put(ada, tab, "whole", 10 * MB - 1024) == 204
    assert put(ada, tab, "over", 10 * MB + 65 * 1024) == 413
    assert [put(ada, tab, f"f{number}", 10) for number in range(FILES_HELD)] == [204] * (FILES_HELD - 1) + [429]
    assert put(ada, tab, "f0", 10) == 204, "one that is held may be sent again"


def sent_by_hand(app: App, person: Person, head: str, pieces: list[bytes]) -> bytes:
    """The reply to a request whose body is sent piece by piece, until it is refused."""
    lines = [head, f"Host: 127.0.0.1:{app.port}", f"Cookie: {person.cookie}", "Transfer-Encoding: chunked", "", ""]
    with socket.create_connection(("127.0.0.1", app.port), timeout=20) as connection:
        connection.sendall("\r\n".join(lines).encode())
        with suppress(OSError):
            for piece in pieces:
                connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
            connection.sendall(b"0\r\n\r\n")
        reply = b""
        with suppress(OSError):
            while piece := connection.recv(65536):
                reply += piece
                if reply.partition(b"\r\n\r\n")[2]:
                    break
    return reply


def test_a_file_without_a_length_is_counted_as_it_comes(app: App, ada: Person, tab: str) -> None:
    ada.ask("GET", "/_stcore/health")
    token = ada.http.cookies.get("_streamlit_xsrf")
    form = "Content-Type: multipart/form-data; boundary=b"
    head = f"PUT /_stcore/upload_file/{tab}/b HTTP/1.1\r\nX-Xsrftoken: {token}\r\n{form}"
    first = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    reply = sent_by_hand(app, ada, head, [first, *[b"x" * MB] * 12])
    assert b" 413 " in reply.split(b"\r\n")[0]
    assert b"RESUME_FILE_TOO_LARGE" in reply


def test_a_body_that_says_it_is_large_is_refused_before_a_byte_of_it(app: App, ada: Person) -> None:
    for path in ("/_stcore/health", "/auth/logout", "/history", "/media/x", "/_stcore/agent/mcp"):
        lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{app.port}", f"Cookie: {ada.cookie}"]
        lines += [f"Content-Length: {SMALL_BYTES + 1}", "", ""]
        with socket.create_connection(("127.0.0.1", app.port), timeout=10) as connection:
            connection.sendall("\r\n".join(lines).encode())
            assert b" 413 " in connection.recv(65536).split(b"\r\n")[0], path


def test_nobody_sends_files_without_having_signed_in(app: App, tab: str) -> None:
    assert put(Person(app), tab, "mine", 10) == 401


def test_a_message_larger_than_a_page_sends_ends_the_tab(app: App, ada: Person) -> None:
    for size in (3 * MB, 30 * MB):
        with opened(app, ada) as connection, suppress(ConnectionClosed):
            connection.send(b"x" * size)
            while True:
                connection.recv(timeout=20)
        # Of what is far too large nobody reads the end, and the reason may get lost with it.
        assert connection.close_code in (1006, 1009)


def test_one_person_opens_so_many_tabs_and_no_more(app: App, ada: Person) -> None:
    with ExitStack() as open_tabs:
        for _ in range(TABS_OF_ONE_PERSON):
            open_tabs.enter_context(opened(app, ada))
        with pytest.raises(InvalidStatus):
            opened(app, ada).__enter__()
        with opened(app, Person(app).signed_in("bob")):
            pass
    with opened(app, ada):
        pass


FORWARDED = ({"X-Forwarded-For": "203.0.113.{}"}, {"Forwarded": "for=203.0.113.{}"}, {"X-Real-IP": "203.0.113.{}"})


def visitors_told_apart(app: App, told: dict[str, str]) -> list[int]:
    """Statuses of eight new interviews, each as if from another address; five from one are too many."""
    wanted = {"resumeText": RESUME, "questionCount": 1, "followUpCount": 0, "forceCreate": True}
    found = []
    for number in range(8):
        headers = {name.replace("-", "_"): value.format(number) for name, value in told.items()}
        found.append(app.call("POST", "/api/interview/sessions", wanted, **headers)[0])
    return found


@pytest.mark.long
def test_where_a_request_comes_from_is_believed_of_configured_proxies_alone(tmp_path: Path) -> None:
    alone = App(tmp_path, RATE_LIMIT_CREATE="5/hour")
    try:
        for told in FORWARDED:
            assert 429 in visitors_told_apart(alone, told), told
    finally:
        alone.stop()
    (tmp_path / "behind").mkdir()
    behind = App(tmp_path / "behind", RATE_LIMIT_CREATE="5/hour", TRUSTED_PROXIES="127.0.0.0/8")
    try:
        assert 429 not in visitors_told_apart(behind, FORWARDED[0])
        for told in FORWARDED[1:]:
            assert 429 in visitors_told_apart(behind, told), told
    finally:
        behind.stop()

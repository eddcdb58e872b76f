"""What everything that answers is wrapped in: addresses, origins, halves of requests, headers."""

import asyncio
import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from interview.web import door
from interview.web.door import Door
from tests.servers import PROXY_SECRET, ROOT, App, free_port


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory):
    # Whoever asks for it by another name has come through a proxy, whose part the tests play.
    folder, hosts = tmp_path_factory.mktemp("door"), "interview.example.org, other.example"
    started = App(folder, ALLOWED_HOSTS=hosts, USER_HEADER="X-Person")
    yield started
    started.stop()


def status_of(app: App, path: str, host: str, *lines: str, method: str = "GET") -> tuple[int, str]:
    """The status and the whole reply to a request with this Host line, sent by hand as the proxy does; `lines` that
    begin with X- are all that is said of the person and by the proxy."""
    usual = (f"X-Interview-Proxy: {PROXY_SECRET}", "X-Person: ada@example.org")
    proof = () if any(line.startswith("X-") for line in lines) else usual
    head = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *proof, *lines, "", ""]
    with socket.create_connection(("127.0.0.1", app.port), timeout=20) as connection:
        connection.sendall("\r\n".join(head).encode())
        reply = b""
        while piece := connection.recv(65536):
            reply += piece
            if b"101 Switching" in reply:
                break
    return int(reply.split(b" ", 2)[1]), reply.decode(errors="replace")


PATHS = ["/", "/report?session=x", "/api/health", "/api/docs", "/_stcore/health", "/_stcore/host-config", "/media/x"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example", "x@127.0.0.1", "127.0.0.1/x", "[::2]"]
)
def test_no_part_of_the_app_answers_to_a_name_that_is_not_its_own(app: App, path: str, host: str):
    status, reply = status_of(app, path, host.format(port=app.port))
    assert status == 421
    assert "HOST_UNKNOWN" in reply


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:{port}", "localhost", "LOCALHOST.", "[::1]:{port}", "interview.example.org", "Other.Example:443"],
)
def test_it_answers_to_this_computer_and_to_the_names_it_was_given(app: App, host: str):
    assert status_of(app, "/api/health", host.format(port=app.port))[0] == 200


WEBSOCKET = ("Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")


@pytest.mark.parametrize(
    ("host", "origin", "opens"),
    [
        ("127.0.0.1:{port}", "http://127.0.0.1:{port}", True),
        ("interview.example.org", "https://interview.example.org", True),
        ("127.0.0.1:{port}", "http://127.0.0.1:1", False),
        ("127.0.0.1:{port}", "http://localhost:{port}", False),
        ("127.0.0.1:{port}", "https://evil.example", False),
        ("127.0.0.1:{port}", "null", False),
        ("127.0.0.1:{port}", "file://", False),
        ("evil.example:{port}", "http://evil.example:{port}", False),
    ],
)
def test_only_a_page_of_the_same_address_opens_the_websocket(app: App, host: str, origin: str, opens: bool):
    lines = ("Connection: Upgrade", *WEBSOCKET, f"Origin: {origin.format(port=app.port)}")
    status, _ = status_of(app, "/_stcore/stream", host.format(port=app.port), *lines)
    assert status == (101 if opens else 403)


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null"])
def test_a_write_that_another_website_sends_is_refused_without_the_newer_headers_of_browsers(app: App, origin: str):
    lines = (f"Origin: {origin}", "Content-Type: text/plain", "Content-Length: 2")
    status, reply = status_of(app, "/api/interview/sessions", "interview.example.org", *lines, method="POST")
    assert status == 403
    assert "INPUT_INVALID" in reply


def test_every_reply_says_what_a_browser_may_do_with_it(app: App):
    for path in PATHS:
        _, reply = status_of(app, path, "127.0.0.1")
        head = reply.split("\r\n\r\n", 1)[0].lower()
        assert "frame-ancestors 'none'" in head, path
        assert "x-content-type-options: nosniff" in head, path
        assert "referrer-policy: " in head, path
        # Pages as well, where people sign in and out.
        assert "cache-control: no-store" in head, path
    shared = status_of(app, "/shared", "127.0.0.1")[1].lower()
    assert "referrer-policy: no-referrer" in shared, "what a page says itself stays"


@pytest.mark.parametrize("path", [*PATHS, "/api/interview/sessions", "/_stcore/stream", "/static/x.js"])
def test_nothing_is_reached_past_the_proxy(app: App, path: str):
    person = "X-Person: ada@example.org"
    for lines in (
        (person,),
        (person, "X-Interview-Proxy: wrong"),
        (person, *[f"X-Interview-Proxy: {PROXY_SECRET}"] * 2),
    ):
        assert status_of(app, path, "127.0.0.1", *lines)[0] == 401, lines
    assert status_of(app, path, "127.0.0.1", person, f"X-Interview-Proxy: {PROXY_SECRET}")[0] != 401


@pytest.mark.parametrize(
    "told",
    [
        {"ADDRESS": "0.0.0.0"},
        {"ADDRESS": "::"},
        {"ADDRESS": "192.0.2.7"},
        {"USER_HEADER": "X-Person"},
        {"ALLOWED_HOSTS": "interview.example.org"},
        {"ADDRESS": "0.0.0.0", "PROXY_SECRET": PROXY_SECRET},
    ],
)
def test_it_does_not_start_where_others_get_in_without_having_signed_in(tmp_path: Path, told: dict[str, str]):
    environment = {**os.environ, **told, "DATA_DIR": str(tmp_path / "data"), "PORT": str(free_port())}
    ended = subprocess.run(
        [sys.executable, "-m", "interview.command_line", "run"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 1
    assert "PROXY_SECRET   20 characters" in ended.stderr
    assert not (tmp_path / "data").exists()


def test_the_web_process_alone_refuses_it_too(tmp_path: Path):
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port())]
    environment = {**os.environ, "DATA_DIR": str(tmp_path / "data"), "STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0
    assert "PROXY_SECRET" in ended.stdout + ended.stderr


@pytest.mark.parametrize("unknown", ["a%0Ab", "%0Aab", "ab%0A", "a%0D%0Ab"])
def test_an_id_with_a_line_break_in_it_is_refused_as_any_unknown_one(app: App, unknown: str):
    status, reply = status_of(app, f"/api/interview/sessions/{unknown}", "localhost")
    assert status == 404
    assert "application/json" in reply
    assert '"code":"INTERVIEW_SESSION_NOT_FOUND"' in reply


def test_a_person_reads_a_refusal_as_a_page_in_their_language(app: App):
    accepts = ("Accept: text/html,*/*", "Accept-Language: zh-CN,zh;q=0.9")
    status, reply = status_of(app, "/", "evil.example", *accepts)
    assert status == 421
    assert '<html lang="zh-Hans">' in reply or '<html lang="zh' in reply
    assert "ALLOWED_HOSTS" in reply
    assert '{"code"' not in reply


async def _exchange(app: Any, pieces: list[dict[str, Any]], path: str = "/api/x") -> list[dict[str, Any]]:
    """What comes back through the door; after `pieces` nothing more comes in."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if pieces:
            return pieces.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "headers": [(b"host", b"localhost")]}
    await Door(app)(scope, receive, send)
    return sent


async def _reader(_scope: Any, receive: Any, send: Any) -> None:
    """Reads a body to its end and answers 200, or fails as soon as the other side has left."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RuntimeError("the client left")
        if not message.get("more_body"):
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"read"})


def exchanged(app: Any, pieces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same from a thread of its own: a browser of other tests may keep an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(_exchange(app, pieces))).result()


def test_a_request_that_is_sent_by_halves_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(door, "BODY_IDLE_S", 0.05)
    first = {"type": "http.request", "body": b"{", "more_body": True}
    sent = exchanged(_reader, [first])
    assert sent[0]["status"] == 408
    assert b"REQUEST_TOO_SLOW" in sent[1]["body"]
    rest = {"type": "http.request", "body": b"}", "more_body": False}
    assert exchanged(_reader, [first, rest])[0]["status"] == 200


def test_an_error_behind_the_door_is_not_taken_for_half_a_request():
    async def broken(_scope: Any, _receive: Any, _send: Any) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        exchanged(broken, [])

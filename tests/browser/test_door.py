"""What a browser does with the door: nothing of our own is held up, and no other website gets in."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import FLAGS, installed
from tests.browser.walking import answer_and_move_on, open_answer_page, open_finished_report, open_session
from tests.servers import App

EVIL = """<!doctype html><title>elsewhere</title><script>
async function websocket(url) {
  return await new Promise(done => {
    const socket = new WebSocket(url, ["streamlit"]);
    socket.onopen = () => done("open");
    socket.onerror = () => done("refused");
  });
}
async function write(url) {
  const form = {method: "POST", mode: "no-cors", headers: {"Content-Type": "text/plain"}, body: "{}"};
  try {
    return (await fetch(url, form)).type;
  } catch {
    return "refused";
  }
}
</script><iframe width=600 height=400></iframe>"""


class _Elsewhere(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(EVIL.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """Another website on this computer."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_nothing_of_our_own_is_held_up_and_nothing_asks_another_address(page: Page, app: App):
    outside: list[str] = []
    held_up: list[str] = []
    own = (app.url, app.url.replace("http", "ws", 1), "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(own) else outside.append(request.url))
    page.on("websocket", lambda socket: None if socket.url.startswith(own) else outside.append(socket.url))
    page.on("console", lambda said: held_up.append(said.text) if "Content Security Policy" in said.text else None)
    session_id = open_session(app, questions=1)
    open_answer_page(page, app, session_id)
    answer_and_move_on(page, "I built a billing service in Python. It sends 20,000 invoices a month.")
    open_finished_report(page)
    expect(page.get_by_test_id("stExpander").first).to_be_visible()
    for path in ("/", "/progress", "/trends", "/history", "/stories", "/debrief", "/sample", "/operator"):
        page.goto(app.url + path)
        expect(page.locator("h1").first).to_be_visible()
    page.goto(f"{app.url}/api/docs")
    expect(page.get_by_text("Mock Interview").first).to_be_visible()
    assert (held_up, outside) == ([], [])


def test_another_website_can_neither_open_the_websocket_nor_write_nor_frame_the_app(
    page: Page, app: App, elsewhere: str
):
    before = app.get("/api/interview/sessions")[1]["total"]
    page.goto(elsewhere)
    stream = app.url.replace("http", "ws", 1) + "/_stcore/stream"
    assert page.evaluate("url => websocket(url)", stream) == "refused"
    assert page.evaluate("url => write(url)", f"{app.url}/api/interview/sessions") == "refused"
    assert app.get("/api/interview/sessions")[1]["total"] == before
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text or "X-Frame-Options" in said.text):
        page.evaluate("url => { document.querySelector('iframe').src = url }", app.url)


@pytest.fixture
def misled(chromium: Browser) -> Iterator[Browser]:
    """A browser for which a foreign name leads to this computer, as after DNS rebinding."""
    rules = "--host-resolver-rules=MAP rebound.example 127.0.0.1"
    browser = chromium.browser_type.launch(executable_path=installed(), args=[*FLAGS, rules])
    yield browser
    browser.close()


def test_a_name_that_was_made_to_lead_here_shows_nothing_of_the_app(misled: Browser, app: App):
    page = misled.new_page()
    reply = page.goto(f"http://rebound.example:{app.port}/api/interview/sessions")
    assert reply is not None
    assert reply.status == 421
    assert "HOST_UNKNOWN" in page.content()
    reply = page.goto(f"http://rebound.example:{app.port}/")
    assert reply is not None
    assert reply.status == 421

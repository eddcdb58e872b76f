"""While the app is away nothing takes the keyboard, nothing pressed is kept for later, and the page says what is so."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, Request, WebSocketRoute, expect

from interview.web.language import COOKIE
from tests.browser.walking import open_answer_page, open_session
from tests.servers import App, wait_until

# After so many tries Streamlit opens its own window.
TRIES = 7
AWAY = {
    "en": "The app on this computer does not answer. What you typed is kept in this browser.",
    "zh": "这台电脑上的应用没有回应。你输入的内容已留在这个浏览器里。",
}


def test_whoever_types_on_while_the_app_is_away_loses_nothing(page: Page, context: BrowserContext, app: App):
    sockets: list[WebSocketRoute] = []
    tries: list[Request] = []
    session_id = open_session(app)

    def serve(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        socket.connect_to_server()

    page.on("request", lambda request: tries.append(request) if request.url.endswith("/_stcore/health") else None)
    page.route_web_socket("**/_stcore/stream", serve)
    context.add_cookies([{"name": COOKIE, "value": "zh", "url": app.url}])
    page.goto(f"{app.url}/answer?session={session_id}")
    expect(page.get_by_role("textbox")).to_be_editable()
    page.get_by_role("textbox").focus()
    page.route("**/{api,_stcore}/**", lambda route: route.abort())
    tries.clear()
    sockets[-1].close()
    typed = ""
    while len(tries) <= TRIES:
        page.keyboard.type("and on ", delay=40)
        typed += "and on "
    expect(page.get_by_role("alert").filter(has_text=AWAY["zh"])).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.unroute("**/{api,_stcore}/**")
    page.keyboard.type("to the end")
    expect(page.get_by_role("textbox")).to_have_value(f"{typed}to the end")
    expect(page.get_by_role("alert").filter(has_text=AWAY["zh"])).to_have_count(0)
    wait_until(lambda: page.evaluate("1") and draft(app, session_id) == f"{typed}to the end", 30, "it is saved")


def test_what_is_pressed_without_a_network_is_said_to_be_undone_and_is_not_done_later(
    page: Page, context: BrowserContext, app: App
):
    open_answer_page(page, app, open_session(app, questions=2))
    context.set_offline(True)
    away = page.get_by_role("alert").filter(has_text=AWAY["en"])
    expect(away).to_be_visible()
    page.get_by_role("button", name="Mark for later").click()
    expect(away).to_contain_text("What you pressed was not done.")
    context.set_offline(False)
    expect(page.get_by_role("alert").filter(has_text="The app answers again.")).to_be_visible()
    page.get_by_role("button", name="Show a hint").click()
    expect(page.locator(".mi-hint")).to_be_visible()
    expect(page.get_by_role("button", name="Mark for later")).to_be_visible()


def draft(app: App, session_id: str) -> str:
    [question] = app.get(f"/api/interview/sessions/{session_id}")[1]["questions"]
    return str(question["draft"])

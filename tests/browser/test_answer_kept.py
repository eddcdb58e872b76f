"""The words outlive whatever the server, the network or the browser does."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import BrowserContext, Page, Route, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.walking import open_answer_page, open_session
from tests.browser.writing import SAVED, WAITING, box, kept, refuse, stored, write
from tests.servers import App, wait_until

NO_STORAGE = (
    "for (const name of ['getItem', 'setItem', 'removeItem', 'key'])"
    " Storage.prototype[name] = () => { throw new DOMException('denied', 'SecurityError'); };"
)


def waited(page: Page) -> bool:
    """A moment in which the page goes on and its requests reach their routes; always true."""
    page.wait_for_timeout(50)
    return True


def test_offline_is_said_and_announced_and_catches_up_by_itself(page: Page, context: BrowserContext, app: App):
    session_id = open_session(app)
    open_answer_page(page, app, session_id)
    write(page, "before")
    context.set_offline(True)
    box(page).press_sequentially(" during")
    expect(page.get_by_text(WAITING)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="kept in this browser and sent again")).to_have_count(1)
    box(page).press_sequentially(" it")
    expect(page.get_by_text(WAITING)).to_be_visible()
    assert kept(page) == ["before during it"]
    context.set_offline(False)
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Connected again. Your answer is saved.")).to_have_count(1)
    assert stored(app, session_id)[0] == "before during it"
    wait_until(lambda: kept(page) == [], 30, "nothing waits in the browser")


def test_a_server_that_cannot_save_now_is_asked_again(page: Page, app: App):
    session_id = open_session(app)
    open_answer_page(page, app, session_id)
    for status in (429, 503, 500, 502):
        page.route("**/answers", refuse(status), times=1)
        box(page).fill(f"patience {status}")
        expect(page.get_by_text(WAITING)).to_be_visible()
        assert kept(page) == [f"patience {status}"]
        expect(page.get_by_text(SAVED)).to_be_visible()
        assert stored(app, session_id)[0] == f"patience {status}"


def test_it_waits_as_long_as_the_server_asks(page: Page, app: App):
    open_answer_page(page, app, open_session(app))
    asked: list[float] = []
    page.on("request", lambda request: asked.append(time.monotonic()) if request.method == "PUT" else None)
    page.route("**/answers", refuse(429, **{"Retry-After": "3"}), times=1)
    box(page).fill("patience")
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert len(asked) == 2
    assert asked[1] - asked[0] >= 2.9


def test_a_save_that_takes_long_is_said_to_be_unsaved(page: Page, app: App):
    open_answer_page(page, app, open_session(app))
    page.route("**/answers", lambda route: None, times=1)
    box(page).fill("nobody answers")
    expect(page.get_by_text(WAITING)).to_be_visible(timeout=6_000)
    expect(page.get_by_text(SAVED)).to_be_visible()


def test_an_answer_over_the_limit_is_refused_in_words_and_not_cut(page: Page, app: App):
    session_id = open_session(app)
    open_answer_page(page, app, session_id)
    write(page, "short enough")
    box(page).fill("x" * 200_001)
    expect(page.get_by_text("longer than 200,000 characters", exact=False)).to_be_visible()
    expect(page.get_by_text("It is kept in this browser", exact=False)).to_be_visible()
    assert stored(app, session_id)[0] == "short enough"
    page.get_by_role("button", name="Submit answer").click()
    expect(page.get_by_role("button", name="Submit answer")).to_be_enabled()
    assert len(box(page).input_value()) == 200_001
    box(page).fill("x" * 200_000)
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_text("longer than 200,000 characters", exact=False)).to_be_hidden()


def test_a_text_too_large_for_the_last_request_comes_back_from_the_browser(page: Page, app: App):
    session_id = open_session(app)
    open_answer_page(page, app, session_id)
    page.route("**/answers", lambda route: route.abort())
    text = "large " * 20_000
    box(page).fill(text)
    page.goto("about:blank")
    page.unroute("**/answers")
    open_answer_page(page, app, session_id)
    expect(box(page)).to_have_value(text)
    wait_until(lambda: stored(app, session_id)[0] == text, 30, "the server has it too")


def test_saves_that_overtake_each_other_raise_no_false_alarm(page: Page, app: App):
    session_id = open_session(app)
    open_answer_page(page, app, session_id)
    late: list[Route] = []
    page.route("**/answers", lambda route: late.append(route), times=1)
    box(page).fill("one")
    wait_until(lambda: waited(page) and late, 30, "the first save is under way")
    box(page).press_sequentially(" two")
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    wait_until(lambda: page.evaluate("1") and stored(app, session_id)[0] == "one two", 30, "the second came first")
    late[0].continue_()
    box(page).press_sequentially(" three")
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_label("The other text")).to_be_hidden()
    assert stored(app, session_id)[0] == "one two three"


def test_a_reload_while_a_save_is_under_way_is_no_conflict_with_oneself(page: Page, app: App):
    session_id = open_session(app)
    open_answer_page(page, app, session_id)
    write(page, "saved words")
    page.route("**/answers", lambda route: (route.fetch(), route.abort()))
    box(page).press_sequentially(", stored but unconfirmed")
    wait_until(lambda: waited(page) and stored(app, session_id)[0].endswith("unconfirmed"), 30, "stored")
    box(page).fill("rewritten from the start")
    page.evaluate("window.stop()")
    page.unroute("**/answers")
    page.route("**/answers", lambda route: route.abort())
    page.goto("about:blank")
    page.unroute("**/answers")
    open_answer_page(page, app, session_id)
    expect(box(page)).to_have_value("rewritten from the start")
    expect(page.get_by_label("The other text")).to_be_hidden()
    wait_until(lambda: stored(app, session_id)[0] == "rewritten from the start", 30, "saved without a question")


def test_words_that_two_closed_tabs_left_are_both_offered(page: Page, context: BrowserContext, app: App):
    session_id = open_session(app)
    tabs = [context.new_page(), context.new_page()]
    for tab, text in zip(tabs, ("left by the older tab", "left by the newer tab"), strict=True):
        open_answer_page(tab, app, session_id)
        tab.route("**/answers", lambda route: route.abort())
        box(tab).fill(text)
        expect(tab.get_by_text(WAITING)).to_be_visible()
    for tab in tabs:
        tab.close()
    open_answer_page(page, app, session_id)
    expect(page.get_by_label("The other text")).to_be_visible()
    shown = {box(page).input_value(), page.get_by_label("The other text").inner_text()}
    assert shown == {"left by the older tab", "left by the newer tab"}
    page.get_by_role("button", name="Keep both").click()
    wait_until(lambda: set(stored(app, session_id)[0].split("\n\n")) == shown, 30, "both are saved")
    wait_until(lambda: kept(page) == [], 30, "nothing waits in the browser")


def test_a_browser_without_storage_still_saves_and_warns(page: Page, context: BrowserContext, app: App):
    context.add_init_script(NO_STORAGE)
    session_id = open_session(app)
    open_answer_page(page, app, session_id)
    write(page, "kept by the server alone")
    expect(page.get_by_text("This browser keeps no copies", exact=False)).to_be_visible()
    assert stored(app, session_id)[0] == "kept by the server alone"


def test_coming_back_before_the_page_knows_of_the_last_save_shows_the_last_words(page: Page, app: App):
    session_id = open_session(app)
    frames, holding, sockets = between(page)
    open_answer_page(page, app, session_id)
    write(page, "old words")
    late: list[Route] = []
    page.route("**/answers", lambda route: late.append(route))
    box(page).press_sequentially(" and the last ones")
    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    holding.append(True)
    page.go_back()
    wait_until(lambda: page.evaluate("1") and any(is_last(frame) for frame in frames), 30, "the page was made")
    for route in late:
        route.continue_()
    wait_until(lambda: page.evaluate("1") and kept(page) == [], 30, "the last words are saved")
    assert stored(app, session_id)[0] == "old words and the last ones"
    holding.clear()
    for frame in frames:
        sockets[-1].send(frame)
    expect(box(page)).to_have_value("old words and the last ones")
    page.unroute("**/answers")
    write(page, ", and on")
    expect(page.get_by_label("The other text")).to_be_hidden()
    wait_until(lambda: stored(app, session_id)[0] == "old words and the last ones, and on", 30, "it goes on")


@pytest.mark.parametrize("has_storage", [True, False])
def test_what_is_typed_while_the_page_draws_the_box_anew_goes_into_it(
    page: Page, context: BrowserContext, app: App, *, has_storage: bool
):
    if not has_storage:
        context.add_init_script(NO_STORAGE)
    session_id = open_session(app)
    frames, holding, sockets = between(page)

    def runs() -> int:
        return page.evaluate("1") and sum(is_last(frame) for frame in frames)

    open_answer_page(page, app, session_id)
    write(page, "old words.")
    holding.append(True)
    page.get_by_role("link", name="History").click()
    wait_until(lambda: runs() == 1, 30, "the other page was made")
    of_the_other_page = len(frames)
    page.go_back()
    wait_until(lambda: runs() == 2, 30, "this page was made again")
    box(page).focus()
    page.keyboard.press("Home")
    page.keyboard.type("New ")
    for frame in frames[:of_the_other_page]:
        sockets[-1].send(frame)
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    expect(page.get_by_role("button", name="Submit answer")).to_be_hidden()
    page.keyboard.type("and ")
    page.keyboard.insert_text("然后 ")
    for frame in frames[of_the_other_page:]:
        sockets[-1].send(frame)
    holding.clear()
    expect(page.get_by_role("button", name="Submit answer")).to_be_visible()
    page.keyboard.type("more ")
    expect(page.get_by_role("textbox")).to_have_count(1)
    expect(box(page)).to_have_value("New and 然后 more old words.")
    wait_until(lambda: stored(app, session_id)[0] == "New and 然后 more old words.", 30, "it is saved")
    expect(page.get_by_label("The other text")).to_be_hidden()


def between(page: Page) -> tuple[list[bytes | str], list[bool], list[WebSocketRoute]]:
    """Stands between the page and Streamlit: what the server said while `holding` has an item, whether to hold it back,
    and the sockets to send it on."""
    frames: list[bytes | str] = []
    holding: list[bool] = []
    sockets: list[WebSocketRoute] = []

    def through(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        socket.connect_to_server().on_message(lambda frame: frames.append(frame) if holding else socket.send(frame))

    page.route_web_socket("**/_stcore/stream", through)
    return frames, holding, sockets


def is_last(frame: bytes | str) -> bool:
    """Whether this frame says that a run of the page is over."""
    return isinstance(frame, bytes) and ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished"

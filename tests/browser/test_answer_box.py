"""The editor says where the words are, submits them only when they are safe, and costs the page nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.walking import open_answer_page, open_session, question_text
from tests.browser.writing import SAVED, box, refuse, stored, write
from tests.servers import App, wait_until


def test_nothing_can_be_typed_before_the_editor_listens(page: Page, app: App):
    page.add_init_script(
        "const make = Range.prototype.createContextualFragment;"
        "Range.prototype.createContextualFragment = function (html) {"
        " const made = make.call(this, html); const area = made.querySelector('textarea#answer');"
        " if (area) window.firstSeen = area.readOnly; return made; };"
    )
    open_answer_page(page, app, open_session(app))
    assert page.evaluate("window.firstSeen") is True


def test_it_says_saving_saved_and_when(page: Page, app: App):
    session_id = open_session(app)

    def slowly(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/answers", slowly)
    open_answer_page(page, app, session_id)
    # Each stands there for less than a second, so that a busy machine may look too late.
    page.get_by_text("Nothing to save yet").evaluate(
        """status => {
            window.said = [];
            const watch = new MutationObserver(() => window.said.push(status.textContent.trim()));
            watch.observe(status, { childList: true, characterData: true, subtree: true });
        }"""
    )
    box(page).press_sequentially("word")
    expect(page.get_by_text(SAVED)).to_be_visible()
    said = list(dict.fromkeys(page.evaluate("window.said")))
    assert said[:2] == ["Typing …", "Saving …"]
    expect(page.get_by_role("status").filter(has_text="Saved, and saved again while you type.")).to_have_count(1)
    assert stored(app, session_id)[0] == "word"
    page.reload()
    expect(page.get_by_text(SAVED)).to_be_visible()


def test_saving_costs_no_rerun_of_the_page(page: Page, app: App):
    session_id = open_session(app)
    sent: list[str] = []
    received: list[int] = []

    def watch(socket) -> None:
        socket.on("framesent", lambda frame: sent.append(BackMsg.FromString(frame).WhichOneof("type") or ""))
        socket.on("framereceived", lambda frame: received.append(len(frame)))

    page.on("websocket", watch)
    saves: list[str] = []
    page.on("request", lambda request: saves.append(request.url) if request.method == "PUT" else None)
    open_answer_page(page, app, session_id)
    page.wait_for_timeout(500)
    assert "rerun_script" in sent, "the counter sees the first run of the page"
    del sent[:], received[:]
    box(page).press_sequentially("nobody runs the page again for this " * 3, delay=50)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert len(saves) >= 3
    assert (sent, received) == ([], [])


def test_a_rerun_of_the_page_leaves_unsaved_words_alone(page: Page, app: App):
    session_id = open_session(app)
    open_answer_page(page, app, session_id)
    write(page, "saved")
    page.route("**/answers", lambda route: route.abort())
    box(page).press_sequentially(" and unsaved")
    page.get_by_role("button", name="Mark for later").click()
    expect(page.get_by_role("button", name="Remove the mark")).to_be_visible()
    expect(box(page)).to_have_value("saved and unsaved")
    page.unroute("**/answers")
    wait_until(lambda: stored(app, session_id)[0] == "saved and unsaved", 30, "saved later")
    box(page).press_sequentially(" and on")
    wait_until(lambda: stored(app, session_id)[0] == "saved and unsaved and on", 30, "and it goes on")


def test_an_interview_cannot_be_ended_over_unsaved_words(page: Page, app: App):
    session_id = open_session(app, questions=2)
    open_answer_page(page, app, session_id)
    page.route("**/answers", refuse(503))
    box(page).fill("not saved yet")
    page.get_by_role("button", name="End the interview").click()
    expect(page.get_by_text("You can end the interview as soon as they are.", exact=False)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.unroute("**/answers")
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.get_by_role("button", name="End the interview").click()
    expect(page.get_by_role("dialog").get_by_text("1 draft", exact=False)).to_be_visible()


def test_a_submit_that_fails_goes_on_trying_and_can_be_taken_back(page: Page, app: App):
    session_id = open_session(app, questions=2)
    open_answer_page(page, app, session_id)
    first = question_text(page)

    def only_drafts(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=503, json={"code": "X", "message": "The database is away."})
        else:
            route.continue_()

    page.route("**/answers", only_drafts)
    box(page).fill("first version")
    page.get_by_role("button", name="Submit answer").click()
    expect(page.get_by_text("Not sent yet. Your words are saved, retrying", exact=False)).to_be_visible()
    expect(box(page)).not_to_be_editable()
    page.get_by_role("button", name="Keep writing instead").click()
    expect(box(page)).to_be_editable()
    box(page).fill("second version")
    page.get_by_role("button", name="Submit answer").click()
    expect(page.get_by_text("The database is away.")).to_be_visible()
    page.unroute("**/answers")
    expect(page.locator("h1.mi-question")).not_to_have_text(first)
    assert stored(app, session_id)[1] == "second version"


def test_a_slow_click_on_submit_counts_also_where_the_button_moves_meanwhile(page: Page, app: App):
    session_id = open_session(app, questions=2)
    open_answer_page(page, app, session_id)
    asked = question_text(page)
    write(page, "answer")
    page.route("**/api/**", lambda route: route.abort())
    box(page).press_sequentially(" goes on")
    button = page.get_by_role("button", name="Submit answer")
    button.hover()
    page.mouse.down()
    before = button.bounding_box()
    # What was typed is saved while the button is held, which fails at once, and what is said of that moves it away.
    expect(page.locator(".status[data-state=waiting]")).to_be_visible()
    assert before
    assert (after := button.bounding_box())
    assert after["y"] > before["y"] + before["height"] / 2
    page.mouse.up()
    expect(box(page)).not_to_be_editable()
    page.unroute("**/api/**")
    expect(page.locator("h1.mi-question")).not_to_have_text(asked)
    assert stored(app, session_id)[1] == "answer goes on"


def test_after_a_restart_of_the_server_submitting_moves_on_by_itself(page: Page, app: App):
    session_id = open_session(app, questions=3)
    open_answer_page(page, app, session_id)
    for number in range(2):
        asked = question_text(page)
        write(page, f"answer {number}")
        app.kill("web")
        box(page).press_sequentially(" goes on")
        page.get_by_role("button", name="Submit answer").click()
        expect(page.locator("h1.mi-question")).not_to_have_text(asked, timeout=60_000)
        expect(box(page)).to_be_editable(timeout=30_000)
        assert stored(app, session_id, number)[1] == f"answer {number} goes on"


@pytest.mark.long
def test_words_are_counted_in_any_script(page: Page, app: App):
    open_answer_page(page, app, open_session(app))
    for text, words in (
        ("one", "1 word"),
        ("It’s a well-known 2-step fix, isn't it?", "7 words"),
        ("我先测量，然后再修改。", "9 words"),
        ("我用 Redis 做缓存", "6 words"),
        ("naïve café résumé", "3 words"),
        ("", "0 words"),
    ):
        box(page).fill(text)
        expect(page.locator(".words")).to_have_text(words)
    expect(page.locator(".elapsed")).to_have_text("under a minute to think and write so far (about 4 min is usual)")


def height(element: Locator) -> float:
    place = element.bounding_box()
    assert place is not None
    return place["height"]


def test_the_box_grows_with_the_text_and_fits_a_phone(page: Page, app: App):
    page.set_viewport_size({"width": 390, "height": 844})
    open_answer_page(page, app, open_session(app))
    before = height(box(page))
    box(page).fill("A line of an answer that is long enough to wrap on a phone.\n" * 12)
    wait_until(lambda: height(box(page)) > before + 50, 30, "it has grown")
    assert height(box(page)) < 844
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for button in page.get_by_role("button", name=re.compile("Submit|Skip|End")).all():
        assert height(button) >= 44

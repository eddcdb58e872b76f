"""What is within reach while answering, how an interview is ended, and what real mode does when its time is over."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.test_accessibility import check_every_look
from tests.browser.walking import RESUME, open_answer_page, open_session
from tests.browser.writing import box, stored, write
from tests.servers import App, wait_until

LAPTOP = {"width": 1280, "height": 657}


def open_real(app: App, questions: int = 2) -> str:
    wanted = {"resumeText": RESUME, "questionCount": questions, "followUpCount": 0, "mode": "real", "forceCreate": True}
    status, session = app.call("POST", "/api/interview/sessions", wanted)
    assert status == 201, session
    return str(session["sessionId"])


def end_in(app: App, session_id: str, seconds: float) -> None:
    """Move the end of a real interview to so many seconds from now; what is cached does not know it."""
    at = (datetime.now(UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(app.folder / "data" / "interview.db", timeout=15)) as db:
        db.execute("UPDATE session SET ends_at = ?, version = version + 1 WHERE id = ?", (at, session_id))
        db.commit()


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def bottom(element: Locator) -> float:
    place = element.bounding_box()
    assert place is not None
    return place["y"] + place["height"]


def lines(page: Page) -> int:
    heading = page.locator("h1.mi-question")
    found = heading.evaluate("e => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)")
    return round(found)


AIDS = ("Submit answer", "Skip this question", "Swap this question", "End the interview", "Mark for later", "Pause")


def test_everything_is_within_reach_on_a_laptop_and_a_hint_is_seen_where_one_looks(page: Page, app: App):
    page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
    session_id = next(made for made in (open_session(app, questions=1) for _ in range(12)) if has_hint(app, made))
    open_answer_page(page, app, session_id)
    assert lines(page) <= 4
    for name in (*AIDS, "Show a hint"):
        assert bottom(button(page, name)) <= LAPTOP["height"], name
    button(page, "Show a hint").click()
    hint = page.locator(".mi-hint")
    expect(hint).to_be_visible()
    expect(hint).to_have_text(re.compile("^Hint "))
    question, answer = page.locator("h1.mi-question"), box(page)
    assert bottom(question) <= hint.bounding_box()["y"]  # type: ignore[index]
    assert bottom(hint) <= answer.bounding_box()["y"]  # type: ignore[index]
    assert page.evaluate("scrollY") == 0
    for name in AIDS:
        assert bottom(button(page, name)) <= LAPTOP["height"], name


def has_hint(app: App, session_id: str) -> bool:
    return bool(app.get(f"/api/interview/sessions/{session_id}/question")[1]["question"]["hasHint"])


def test_the_dialog_has_two_choices_and_one_goes_on(page: Page, app: App):
    session_id = open_session(app, questions=2)
    open_answer_page(page, app, session_id)
    write(page, "half an answer")
    for leave in (lambda: button(page, "Keep answering").click(), lambda: page.get_by_label("Close").click()):
        button(page, "End the interview").click()
        expect(page.get_by_role("dialog").get_by_text("End the interview now?")).to_be_visible()
        leave()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(box(page)).to_have_value("half an answer")
    box(page).press("Control+End")
    write(page, " and more")
    button(page, "End the interview").click()
    button(page, "End and get the report").click()
    page.wait_for_url(re.compile("/report"))
    assert stored(app, session_id)[1] == "half an answer and more"


def is_dark_behind(page: Page) -> bool:
    """Whether the veil, once it has come, is nearly black and thick enough to see."""
    colour = page.locator(".stDialog").evaluate("e => getComputedStyle(e).backgroundColor")
    *rgb, share = (float(part) for part in re.findall(r"[\d.]+", colour))
    return share > 0.3 and sum(rgb) < 120


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_goes_dark_behind_the_dialog(chromium, app: App, scheme: str):
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    open_answer_page(page, app, open_session(app))
    button(page, "End the interview").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    wait_until(lambda: is_dark_behind(page), 10, "it darkens")
    context.close()


def test_real_mode_shows_what_is_left_and_no_way_around(page: Page, app: App):
    session_id = open_real(app)
    open_answer_page(page, app, session_id)
    expect(page.get_by_text("Real mode")).to_be_visible()
    expect(page.locator(".elapsed")).to_have_text("8 min left")
    for name in ("Show a hint", "Swap this question", "Pause", "Mark for later"):
        expect(button(page, name)).to_be_hidden()
    check_every_look(page)
    box(page).fill("the first answer")
    button(page, "Submit answer").click()
    expect(page.get_by_text("Question 2 of 2")).to_be_visible()
    page.get_by_text("The conversation so far", exact=False).click()
    expect(page.get_by_text("the first answer")).to_be_visible()
    expect(button(page, "Change answer 1")).to_be_hidden()


def test_when_time_is_up_a_half_typed_answer_is_handed_in_to_the_last_character(page: Page, app: App):
    session_id = open_real(app)
    app.get(f"/api/interview/sessions/{session_id}/question")
    end_in(app, session_id, 12)
    open_answer_page(page, app, session_id)
    expect(page.get_by_role("status").filter(has_text="1 minute left.")).to_have_count(1)
    said = ""
    while box(page).is_editable() and len(said) < 2000:
        box(page).press_sequentially("word ", delay=10)
        said = box(page).input_value()
    typed = box(page).input_value()
    expect(page.get_by_text("Time is up.", exact=False).first).to_be_visible()
    page.wait_for_url(re.compile("/report"), timeout=60_000)
    expect(page.get_by_text("Time was up, so the interview ended.", exact=False)).to_be_visible()
    assert len(typed) > 20
    assert stored(app, session_id)[1] == typed


def test_with_no_browser_open_the_worker_hands_in_what_was_saved(page: Page, context: BrowserContext, app: App):
    session_id = open_real(app)
    open_answer_page(page, app, session_id)
    write(page, "half a sentence and then the lid was clo")
    page.close()
    end_in(app, session_id, -11)
    state = f"/api/interview/sessions?limit=1&text={session_id}"
    assert app.get(state)[0] == 200
    wait_until(lambda: completed(app, session_id), 30, "the worker ends it")
    assert stored(app, session_id)[1] == "half a sentence and then the lid was clo"


def completed(app: App, session_id: str) -> bool:
    """From the rows alone: looking at the interview would end it."""
    with closing(sqlite3.connect(app.folder / "data" / "interview.db", timeout=15)) as db:
        [[status]] = db.execute("SELECT status FROM session WHERE id = ?", (session_id,))
    return status in ("COMPLETED", "EVALUATED")


def test_real_mode_stands_with_the_score(page: Page, app: App):
    session_id = open_real(app, questions=1)
    body = {"questionIndex": 0, "answer": "I wrote the billing service in Python and measured it."}
    app.call("POST", f"/api/interview/sessions/{session_id}/answers", body)
    page.goto(f"{app.url}/report?session={session_id}")
    told = page.get_by_text("Real mode: 4 minutes for everything, no hints, no way back.")
    expect(told).to_be_visible(timeout=60_000)
    markdown = app.get(f"/api/interview/sessions/{session_id}/export?format=md")[1]
    assert "Real mode: 4 minutes for everything" in markdown.decode()
    exported = app.get(f"/api/interview/sessions/{session_id}/export?format=json")[1]
    assert (exported["mode"], exported["minutes"]) == ("real", 4)


def test_a_chinese_page_has_no_english_around_the_question(chromium, app: App):
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{app.url}/answer?session={open_session(app, questions=2)}")
    expect(page.get_by_label("你的回答")).to_be_editable(timeout=30_000)
    page.get_by_label("你的回答").fill("先测量")
    expect(page.get_by_text(re.compile("已保存于"))).to_be_visible()
    around = page.locator(".box").evaluate("e => e.innerText")
    around += page.locator(".mi-facts").inner_text() + page.locator(".st-key-aids").inner_text()
    assert set(re.findall(r"[A-Za-z]{3,}", around)) <= {"Ctrl", "Enter"} | icons(around)
    page.route("**/answers", lambda route: route.continue_())
    page.get_by_role("button", name="结束面试").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="继续作答")).to_be_visible()
    context.close()


def icons(text: str) -> set[str]:
    """Names of drawn icons, which are text of a font and read by nobody."""
    return {name for name in ("lightbulb", "flag", "pause") if name in text}


def test_real_mode_is_chosen_on_the_first_page_and_says_what_it_means(page: Page, app: App):
    app.delete_everything()
    page.goto(app.url)
    file = {"name": "ada.txt", "mimeType": "text/plain", "buffer": RESUME.encode()}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    start = page.get_by_role("button", name="Start the interview")
    expect(start).to_be_visible(timeout=30_000)
    means = page.get_by_text("the clock does not stop when you leave", exact=False)
    expect(means).to_have_count(0)
    page.get_by_text("Change the interview").click()
    page.get_by_role("radio", name="Real").click()
    expect(means).to_be_visible()
    start.click()
    expect(page.get_by_text("Real mode")).to_be_visible(timeout=60_000)
    expect(page.locator(".elapsed")).to_have_text(re.compile(r"^\d+ min left$"))

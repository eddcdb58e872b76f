"""The questions of a real interview can be spoken into the form, by the same rules as an answer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import check_every_look
from tests.browser.test_debrief import BOX, STORY, UNKNOWN, open_debrief
from tests.browser.test_with_a_model import app_with_model, listening_page  # noqa: F401
from tests.openai_server import OpenAIServer
from tests.servers import App

pytestmark = pytest.mark.long

HEARD = "What is your greatest weakness? Why do you want to work here?"


def speak(page: Page) -> None:
    page.get_by_role("button", name="Speak the questions").click()
    stop = page.get_by_role("button", name="Stop and write it down")
    expect(stop).to_be_visible()
    page.wait_for_timeout(700)
    stop.click()


def test_spoken_questions_stand_on_lines_of_their_own_and_outlive_a_reload(
    listening_page: Page,  # noqa: F811
    app_with_model: App,  # noqa: F811
    server: OpenAIServer,
) -> None:
    page = listening_page
    server.always("changed", operation="transcribe", changes={"text": HEARD})
    open_debrief(page, app_with_model)
    box = page.get_by_label(BOX)
    box.fill(STORY)
    speak(page)
    lines = f"{STORY}\n" + HEARD.replace("? ", "?\n")
    expect(box).to_have_value(lines)
    expect(page.get_by_text("a question on each line", exact=False)).to_be_visible()
    check_every_look(page)
    page.reload()
    expect(box).to_have_value(lines)
    page.get_by_role("button", name="Speak the questions").click()
    expect(page.get_by_role("button", name="Stop and write it down")).to_be_visible()
    page.wait_for_timeout(700)
    page.get_by_role("button", name="Answer them again").click()
    page.wait_for_url(re.compile(r"/answer\?"), timeout=30_000)
    session = app_with_model.get("/api/interview/sessions")[1]["sessions"][0]
    assert session["questions"] == 3


def test_a_recording_that_is_not_written_down_stays_and_holds_the_form_back(
    listening_page: Page,  # noqa: F811
    app_with_model: App,  # noqa: F811
    server: OpenAIServer,
) -> None:
    page = listening_page
    server.always("500", operation="transcribe")
    open_debrief(page, app_with_model)
    page.get_by_label(BOX).fill(UNKNOWN)
    speak(page)
    expect(page.get_by_text("Your words could not be written down.", exact=False)).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Answer them again").click()
    expect(page.get_by_text("Not yet: a recording is not written down.", exact=False)).to_be_visible()
    page.get_by_role("button", name="Delete the recording").click()
    expect(page.get_by_label(BOX)).to_have_value(UNKNOWN)


def test_without_a_server_or_a_recogniser_nothing_offers_to_listen(page: Page, app: App) -> None:
    open_debrief(page, app)
    expect(page.get_by_role("button", name="Answer them again")).to_be_visible()
    expect(page.get_by_role("button", name="Speak the questions")).to_have_count(0)
    status, refused = app.call("POST", "/api/interview/own-questions/transcription?language=en", {})
    assert (status, refused["code"]) == (422, "INPUT_INVALID")

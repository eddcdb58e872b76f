"""What only a model brings into the browser: answers that are spoken, another language, waiting for its follow-up.

An answer can be spoken where the browser records and the server transcribes; elsewhere nothing offers it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import FLAGS, installed
from tests.browser.test_start import paste_resume, unfold
from tests.browser.walking import RESUME, open_answer_page, open_session, question_text
from tests.browser.writing import stored
from tests.openai_server import OpenAIServer
from tests.servers import App, wait_until

pytestmark = pytest.mark.long

MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="module")
def app_with_model(tmp_path_factory: pytest.TempPathFactory, model_server: OpenAIServer) -> Iterator[App]:
    started = App(
        tmp_path_factory.mktemp("model"),
        OPENAI_BASE_URL=model_server.base_url,
        OPENAI_MODEL="test-model",
        OPENAI_TRANSCRIPTION_MODEL="test-ears",
        FOLLOW_UP_TIMEOUT_S="3",
    )
    yield started
    started.stop()


@pytest.fixture
def listening_page(chromium: Browser) -> Iterator[Page]:
    browser = chromium.browser_type.launch(executable_path=installed(), args=FLAGS + MICROPHONE)
    yield browser.new_page()
    browser.close()


def record(page: Page) -> None:
    page.get_by_role("button", name="Speak your answer").click()
    stop = page.get_by_role("button", name="Stop and write it down")
    expect(stop).to_be_visible()
    page.wait_for_timeout(700)
    stop.click()


def test_spoken_words_land_in_the_box_to_be_edited(listening_page: Page, app_with_model: App, server: OpenAIServer):
    session_id = open_session(app_with_model)
    open_answer_page(listening_page, app_with_model, session_id)
    box = listening_page.get_by_label("Your answer")
    box.fill("I typed this.")
    record(listening_page)
    listening_page.wait_for_function(
        """() => [...document.querySelectorAll('*')]
            .some(e => e.shadowRoot?.querySelector('textarea')?.value.includes('I heard'))""",
    )
    assert box.input_value().startswith("I typed this. I heard ")
    box.press("End")
    box.type(" And corrected.")
    listening_page.wait_for_function(
        """async id => (await (await fetch(`/api/interview/sessions/${id}/question`)).json())
            .question.draft.endsWith('And corrected.')""",
        arg=session_id,
    )


def test_what_is_being_said_when_an_answer_is_submitted_is_part_of_it(
    listening_page: Page, app_with_model: App, server: OpenAIServer
):
    session_id = open_session(app_with_model)
    open_answer_page(listening_page, app_with_model, session_id)
    listening_page.get_by_label("Your answer").fill("I typed this.")
    listening_page.get_by_role("button", name="Speak your answer").click()
    expect(listening_page.get_by_role("button", name="Stop and write it down")).to_be_visible()
    listening_page.wait_for_timeout(700)
    listening_page.get_by_role("button", name="Submit answer").click()
    wait_until(lambda: stored(app_with_model, session_id)[1] is not None, 90, "the answer is stored")
    assert (stored(app_with_model, session_id)[1] or "").startswith("I typed this. I heard ")


def test_a_server_that_fails_costs_no_typed_word(listening_page: Page, app_with_model: App, server: OpenAIServer):
    session_id = open_session(app_with_model)
    open_answer_page(listening_page, app_with_model, session_id)
    box = listening_page.get_by_label("Your answer")
    box.fill("I typed this.")
    server.always("500", operation="transcribe")
    record(listening_page)
    expect(listening_page.get_by_text("Your words could not be written down.", exact=False)).to_be_visible()
    expect(box).to_have_value("I typed this.")


def test_without_a_transcription_model_nothing_offers_to_listen(listening_page: Page, app: App):
    open_answer_page(listening_page, app, open_session(app))
    expect(listening_page.get_by_role("button", name="Submit answer")).to_be_visible()
    expect(listening_page.get_by_role("button", name="Speak your answer")).to_have_count(0)


def choose_language(page: Page, name: str):
    """In the list of a model's languages, each by what it calls itself."""
    language = page.get_by_role("combobox", name="Language of the interview")
    expect(language).to_have_value("English")
    option = page.get_by_role("option", name=name)

    def is_open() -> bool:
        # A page that is being drawn closes the list again.
        if not option.is_visible():
            language.click()
            page.wait_for_timeout(500)
        return option.is_visible()

    wait_until(is_open, 30, "the list of languages is open")
    option.click()


def test_a_model_interview_can_be_held_in_chinese(page: Page, app_with_model: App, server: OpenAIServer):
    paste_resume(page, app_with_model, RESUME + "Held in Chinese.")
    unfold(page)
    choose_language(page, "中文")
    page.get_by_role("button", name="Start the interview").click()
    expect(page.locator("h1.mi-question")).to_contain_text("请介绍你在", timeout=60_000)


def test_a_model_interview_can_be_held_in_german_and_its_words_are_marked_as_that(
    page: Page, app_with_model: App, server: OpenAIServer
):
    paste_resume(page, app_with_model, RESUME + "Held in German.")
    unfold(page)
    choose_language(page, "Deutsch")
    expect(page.get_by_text("in German", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Start the interview").click()
    asked = page.locator("h1.mi-question")
    expect(asked).to_contain_text("Welchen Teil von", timeout=60_000)
    assert asked.evaluate("element => element.closest('[lang]').lang") == "de"


def test_a_follow_up_model_that_hangs_holds_nobody_up(
    page: Page, other_device: BrowserContext, app_with_model: App, server: OpenAIServer
):
    said = "Safe before anybody thinks about it."
    session_id = open_session(app_with_model, questions=1, follow_ups=1)
    server.always("hang", seconds=60, operation="follow_up")
    open_answer_page(page, app_with_model, session_id)
    first = question_text(page)
    page.get_by_label("Your answer").fill(said)
    page.get_by_role("button", name="Submit answer").click()
    expect(page.get_by_text("Your answer is saved. The interviewer is reading it", exact=False).first).to_be_visible()
    wait_until(lambda: stored(app_with_model, session_id)[1] == said, 2, "safe at once")
    other = other_device.new_page()
    open_answer_page(other, app_with_model, session_id)
    expect(page.locator("h1.mi-question")).not_to_have_text(first)
    assert question_text(other) == question_text(page)

"""An answer can be spoken where the browser records and the server transcribes; elsewhere nothing offers it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import FLAGS, installed
from tests.browser.walking import open_answer_page, open_session
from tests.openai_server import OpenAIServer
from tests.servers import App

MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="module")
def speaking_app(tmp_path_factory: pytest.TempPathFactory, model_server: OpenAIServer) -> Iterator[App]:
    started = App(
        tmp_path_factory.mktemp("speaking"),
        OPENAI_BASE_URL=model_server.base_url,
        OPENAI_MODEL="test-model",
        OPENAI_TRANSCRIPTION_MODEL="test-ears",
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


def test_spoken_words_land_in_the_box_to_be_edited(listening_page: Page, speaking_app: App, server: OpenAIServer):
    session_id = open_session(speaking_app)
    open_answer_page(listening_page, speaking_app, session_id)
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


def test_a_server_that_fails_costs_no_typed_word(listening_page: Page, speaking_app: App, server: OpenAIServer):
    session_id = open_session(speaking_app)
    open_answer_page(listening_page, speaking_app, session_id)
    box = listening_page.get_by_label("Your answer")
    box.fill("I typed this.")
    server.always("500", operation="transcribe")
    record(listening_page)
    expect(listening_page.get_by_text("Type your answer, or try again.", exact=False)).to_be_visible()
    expect(box).to_have_value("I typed this.")


def test_without_a_transcription_model_nothing_offers_to_listen(listening_page: Page, app: App):
    open_answer_page(listening_page, app, open_session(app))
    expect(listening_page.get_by_role("button", name="Submit answer")).to_be_visible()
    expect(listening_page.get_by_role("button", name="Speak your answer")).to_have_count(0)

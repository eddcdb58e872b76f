"""An interview answered by voice in a real browser, whose microphone hears a file."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import FLAGS, installed
from tests.browser.test_accessibility import check_every_look
from tests.browser.walking import open_answer_page, open_session, question_text
from tests.browser.writing import box, stored
from tests.openai_server import OpenAIServer
from tests.openai_speech import wav
from tests.servers import App, wait_until

pytestmark = pytest.mark.long

RATE = 16_000
SPOKEN_S, QUIET_S = 2.0, 14.0
MICROPHONE = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
LISTENING = re.compile("^(Listening|Writing down)")


def bursts(spoken_s: float, quiet_s: float) -> bytes:
    """A WAV file as somebody speaks: noise in syllables, then silence. The browser repeats it."""
    chance = random.Random(1)
    samples = []
    for at in range(int((spoken_s + quiet_s) * RATE)):
        seconds = at / RATE
        syllable = max(0.0, math.sin(2 * math.pi * 3 * seconds)) if seconds < spoken_s else 0.0
        voice = sum(math.sin(2 * math.pi * hertz * seconds) for hertz in (140, 280, 420, 700, 1_200)) / 5
        samples.append(int(18_000 * syllable * (voice + 0.3 * chance.uniform(-1, 1))))
    return wav(samples, RATE)


@pytest.fixture(scope="module")
def speaking_app(tmp_path_factory: pytest.TempPathFactory, model_server: OpenAIServer) -> Iterator[App]:
    """The practice interviewer, with a speech server beside it."""
    started = App(
        tmp_path_factory.mktemp("speaking"),
        OPENAI_AUDIO_BASE_URL=model_server.base_url,
        OPENAI_TRANSCRIPTION_MODEL="test-ears",
        OPENAI_SPEECH_MODEL="test-voice",
    )
    yield started
    started.stop()


@pytest.fixture(scope="module")
def voice_browser(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    file: Path = tmp_path_factory.mktemp("voice") / "voice.wav"
    file.write_bytes(bursts(SPOKEN_S, QUIET_S))
    flags = [*FLAGS, *MICROPHONE, f"--use-file-for-fake-audio-capture={file}"]
    browser = chromium.browser_type.launch(executable_path=installed(), args=flags)
    yield browser
    browser.close()


@pytest.fixture
def page(voice_browser: Browser) -> Iterator[Page]:
    context = voice_browser.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
    yield context.new_page()
    context.close()


def hands_free(page: Page) -> None:
    page.get_by_role("button", name="Hands-free").press("Enter")


def heard(server: OpenAIServer, text: str) -> None:
    server.always("changed", operation="transcribe", changes={"text": text})


def test_an_answer_is_asked_for_heard_and_submitted_without_a_hand(page: Page, speaking_app: App, server: OpenAIServer):
    heard(server, "I measured first.")
    session_id = open_session(speaking_app, questions=2)
    open_answer_page(page, speaking_app, session_id)
    first = question_text(page)
    hands_free(page)
    wait_until(lambda: server.count("speak"), 30, "the question is spoken")
    # A server that speaks is not told the name of the person, which a part of the company's is here.
    assert server.requests[-1].body["input"] == first.replace("Example", "…")
    expect(page.get_by_role("status").filter(has_text=LISTENING)).to_be_visible()
    expect(box(page)).to_have_value(re.compile("I measured first"))
    expect(page.get_by_text(re.compile(r"Submitting in \d s"))).to_be_visible()
    assert stored(speaking_app, session_id)[1] is None
    expect(page.locator("h1.mi-question")).not_to_have_text(first, timeout=60_000)
    assert "I measured first." in str(stored(speaking_app, session_id)[1])
    spoken = [asked.body["input"] for asked in server.requests if asked.operation == "speak"]
    assert "Shall I submit your answer? Say “wait” to go on." in spoken
    wait_until(lambda: server.requests[-1].operation == "transcribe" or server.count("speak") >= 3, 30, "it goes on")
    expect(page.get_by_role("button", name="Hands-free")).to_have_attribute("aria-pressed", "true")


def test_a_key_stops_the_countdown_and_the_keyboard_ends_it(page: Page, speaking_app: App, server: OpenAIServer):
    heard(server, "Not ready yet.")
    session_id = open_session(speaking_app)
    open_answer_page(page, speaking_app, session_id)
    hands_free(page)
    expect(page.get_by_text(re.compile(r"Submitting in \d s"))).to_be_visible()
    page.keyboard.press("Shift")
    expect(page.get_by_text(re.compile(r"Submitting in \d s"))).to_have_count(0)
    page.get_by_role("button", name="Hands-free").press("Enter")
    expect(page.get_by_role("button", name="Hands-free")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("button", name="Speak your answer")).to_be_visible()
    assert stored(speaking_app, session_id)[1] is None
    expect(box(page)).to_have_value(re.compile("Not ready yet"))


def test_nothing_is_lost_when_it_cannot_be_written_down(page: Page, speaking_app: App, server: OpenAIServer):
    server.always("500", operation="transcribe")
    session_id = open_session(speaking_app)
    open_answer_page(page, speaking_app, session_id)
    box(page).fill("I typed this.")
    hands_free(page)
    expect(page.get_by_text("Your words could not be written down.", exact=False)).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Hands-free")).to_have_attribute("aria-pressed", "false")
    assert stored(speaking_app, session_id)[1] is None
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the recording").click()
    assert download.value.path().stat().st_size > 1_000
    heard(server, "I said this.")
    page.get_by_role("button", name="Write it down now").click()
    expect(box(page)).to_have_value("I typed this. I said this.")
    wait_until(
        lambda: stored(speaking_app, session_id)[0] == "I typed this. I said this.", 30, "saved like typed words"
    )
    expect(page.get_by_role("link", name="Save the recording")).to_have_count(0)


def test_reading_aloud_stops_at_once_and_its_failure_costs_nothing(page: Page, speaking_app: App, server: OpenAIServer):
    session_id = open_session(speaking_app)
    open_answer_page(page, speaking_app, session_id)
    page.evaluate("() => { Audio.prototype.play = function () { window.heard = this; return new Promise(() => {}); } }")
    page.get_by_role("button", name="Read the question aloud").click()
    page.wait_for_function("window.heard")
    page.get_by_role("button", name="Stop reading").click()
    assert page.evaluate("window.heard.paused")
    other = page.context.new_page()
    server.always("500", operation="speak")
    open_answer_page(other, speaking_app, session_id)
    other.get_by_role("button", name="Read the question aloud").click()
    expect(other.get_by_text("could not be read aloud just now", exact=False)).to_be_visible()
    box(other).fill("typed all the same")
    wait_until(lambda: stored(speaking_app, session_id)[0] == "typed all the same", 30, "saved")


def test_axe_finds_nothing_serious_while_it_listens(page: Page, speaking_app: App, server: OpenAIServer):
    server.always("500", operation="transcribe")
    open_answer_page(page, speaking_app, open_session(speaking_app))
    page.get_by_role("button", name="Hands-free").click()
    expect(page.get_by_text("Your words could not be written down.", exact=False)).to_be_visible(timeout=60_000)
    heard(server, "")
    page.get_by_role("button", name="Hands-free").click()
    expect(page.get_by_role("status").filter(has_text=LISTENING)).to_be_visible()
    check_every_look(page)


def test_without_a_server_and_speech_of_the_device_there_is_the_text_way_alone(page: Page, app: App):
    session_id = open_session(app)
    open_answer_page(page, app, session_id)
    for name in ("Read the question aloud", "Hands-free", "Speak your answer", "Download the speech pack"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    box(page).fill("typed")
    page.get_by_role("button", name="Submit answer").click()
    wait_until(lambda: stored(app, session_id)[1] == "typed", 30, "submitted")

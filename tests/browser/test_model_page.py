"""Choosing a model on a page: saved, checked, taken up by web process and worker, and its key never seen again."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.browser.test_accessibility import AXE, REFUSED
from tests.browser.walking import RESUME
from tests.pretend_models import PretendModel
from tests.servers import App, wait_until

pytestmark = pytest.mark.long

KEY = "sk-never-shown-again-4711"
OTHER = "Another OpenAI-compatible server"


@pytest.fixture(scope="module")
def model() -> Iterator[PretendModel]:
    with PretendModel(key=KEY, models=["pretend"]) as server:
        yield server


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    started = App(tmp_path)
    yield started
    started.stop()


@pytest.fixture
def received(page: Page) -> list[bytes]:
    """Everything that the page is sent over its socket."""
    frames: list[bytes] = []

    def keep(payload: bytes | str) -> None:
        frames.append(payload if isinstance(payload, bytes) else payload.encode())

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", keep)

    page.on("websocket", listen)
    return frames


def choose_provider(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Where the model runs").click()
    page.get_by_role("option", name=name, exact=True).click()


def save(page: Page, app: App, model: PretendModel, key: str = KEY) -> None:
    page.goto(f"{app.url}/model")
    choose_provider(page, OTHER)
    address = page.get_by_label("Address", exact=True)
    expect(address).to_have_value("")
    address.fill(model.base_url)
    address.press("Tab")
    page.get_by_label("Key", exact=True).fill(key)
    page.get_by_label("Key", exact=True).press("Tab")
    page.get_by_role("button", name="Show the models there").click()


def files_with(folder: Path, text: str) -> list[str]:
    found = [path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]
    return sorted(path.name for path in found)


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [violation["id"] for violation in found if violation["impact"] in REFUSED]


def graded_by_worker(app: App) -> str:
    wanted = {"resumeText": RESUME, "questionCount": 1, "followUpCount": 0, "forceCreate": True}
    status, made = app.call("POST", "/api/interview/sessions", wanted)
    assert status == 201, made
    path = f"/api/interview/sessions/{made['sessionId']}"
    answer = {"questionIndex": 0, "answer": "First I measured, then I changed one thing, and it got faster."}
    assert app.call("POST", f"{path}/answers", answer)[0] == 200
    wait_until(lambda: app.get(f"{path}/report")[1]["evaluateStatus"] == "COMPLETED", 90, "graded")
    return json.dumps(app.get(f"{path}/report")[1])


def test_a_model_is_saved_checked_and_used_by_web_and_worker_and_its_key_is_never_shown_again(
    page: Page, app: App, model: PretendModel, received: list[bytes]
):
    assert app.get("/api/health")[1]["interviewer"] == "practice"
    save(page, app, model)
    expect(page.get_by_role("combobox", name="Model", exact=True)).to_have_value("pretend")
    page.get_by_role("button", name="Save and use this model").click()
    expect(page.get_by_text("pretend asks and grades. Where it runs:")).to_be_visible()
    expect(page.get_by_text("A key is kept. It is never shown again.")).to_be_visible()
    sent_before = len(received)
    page.get_by_role("button", name="Check this model").click()
    expect(page.get_by_text("This model can be your interviewer.")).to_be_visible(timeout=120_000)
    expect(page.get_by_text("tells a right answer from one that says the opposite", exact=False)).to_be_visible()
    page.get_by_text("Change the address, the key or the model").click()
    expect(page.get_by_label("Key", exact=True)).to_have_value("")
    assert violations(page) == []

    assert app.get("/api/health")[1]["interviewer"] == "model:pretend"
    assert "model:pretend" in graded_by_worker(app)

    page.reload()
    expect(page.get_by_text("A key is kept. It is never shown again.")).to_be_visible()
    assert KEY not in page.content()
    assert KEY.encode() not in b"".join(received[sent_before:])
    assert files_with(app.folder, KEY) == ["model.json"]
    assert stat.S_IMODE((app.folder / "data" / "model.json").stat().st_mode) == 0o600

    page.get_by_role("button", name="Use the practice interviewer again").click()
    expect(page.get_by_text("The practice interviewer asks and grades.", exact=False).first).to_be_visible()
    assert files_with(app.folder, KEY) == []
    assert app.get("/api/health")[1]["interviewer"] == "practice"


def test_a_key_that_is_not_taken_is_said_where_it_was_typed(page: Page, app: App, model: PretendModel):
    save(page, app, model, key="sk-wrong-one")
    expect(page.get_by_text("The model service does not accept the key.", exact=False)).to_be_visible()
    expect(page.get_by_text("Incorrect API key: …", exact=False)).to_be_visible()


def test_a_key_typed_for_one_provider_is_gone_when_another_one_is_chosen(page: Page, app: App, model: PretendModel):
    save(page, app, model)
    expect(page.get_by_label("Key", exact=True)).to_have_value(KEY)
    choose_provider(page, "OpenAI")
    expect(page.get_by_label("Address", exact=True)).to_have_value("https://api.openai.com/v1")
    expect(page.get_by_label("Key", exact=True)).to_have_value("")
    choose_provider(page, OTHER)
    expect(page.get_by_label("Address", exact=True)).to_have_value("")
    expect(page.get_by_label("Key", exact=True)).to_have_value("")


@pytest.mark.long
def test_the_offer_of_a_local_model_moves_nothing_and_leaves_the_start_in_view(page: Page, tmp_path: Path):
    with PretendModel.ollama("llama3.2:latest") as ollama:
        app = App(tmp_path, LOCAL_MODEL_PORTS=f"{ollama.port},0,0")
        try:
            page.set_viewport_size({"width": 1280, "height": 657})
            page.goto(app.url)
            page.get_by_role("button", name="Try with a sample resume").click(timeout=30_000)
            start = page.get_by_role("button", name="Start the interview")
            expect(start).to_be_visible(timeout=30_000)
            expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)
            offer = page.get_by_role("button", name="Use it")
            expect(offer).to_be_visible()
            last = page.get_by_role("button", name="Had a real interview?")
            tops = [found.bounding_box() for found in (start, last, offer)]
            heights = [box["y"] for box in tops if box is not None]
            assert len(heights) == 3
            assert heights == sorted(heights)
            assert heights[0] + 40 <= 657
        finally:
            app.stop()


def test_a_model_of_this_computer_is_offered_used_and_can_be_declined(page: Page, tmp_path: Path):
    with PretendModel.ollama("llama3.2:latest") as ollama:
        app = App(tmp_path, LOCAL_MODEL_PORTS=f"{ollama.port},0,0")
        try:
            page.goto(app.url)
            expect(page.get_by_text("(llama3.2, Ollama). Use it as the interviewer?", exact=False)).to_be_visible()
            assert violations(page) == []
            page.get_by_role("button", name="Use it").click()
            expect(page.get_by_text("llama3.2:latest asks and grades. Where it runs:")).to_be_visible()
            kept = json.loads((app.folder / "data" / "model.json").read_text())
            assert (kept["provider"], kept["batch_size"], kept["parallel"]) == ("ollama", 2, 1)
            page.get_by_role("button", name="Use the practice interviewer again").click()
            expect(page.get_by_text("Choose a model", exact=True)).to_be_visible()
            (app.folder / "data" / "model.json").unlink()
            page.goto(app.url)
            page.get_by_role("button", name="No thanks").click()
            expect(page.get_by_text("A language model runs on this computer")).to_have_count(0)
            page.reload()
            expect(page.get_by_role("button", name="Try one question now")).to_be_visible()
            expect(page.get_by_text("Had a real interview?", exact=False)).to_be_visible()
            expect(page.get_by_text("A language model runs on this computer")).to_have_count(0)
        finally:
            app.stop()


@pytest.mark.long
def test_what_the_environment_says_is_closed_on_the_page(page: Page, tmp_path: Path, model: PretendModel):
    app = App(tmp_path, OPENAI_BASE_URL=model.base_url, OPENAI_API_KEY=KEY, OPENAI_MODEL="pretend")
    try:
        page.goto(f"{app.url}/model")
        expect(page.get_by_text("The model is set where the app is started", exact=False)).to_be_visible()
        for label in ("Address", "Key", "Model"):
            expect(page.get_by_label(label, exact=True)).to_be_disabled()
        expect(page.get_by_role("button", name="Save and use this model")).to_have_count(0)
        expect(page.get_by_role("button", name="Check this model")).to_be_visible()
        assert KEY not in page.content()
    finally:
        app.stop()


@pytest.mark.long
def test_where_people_sign_in_nothing_can_be_chosen_and_the_menu_does_not_lead_there(page: Page, tmp_path: Path):
    app = App(tmp_path, USER_HEADER="X-Forwarded-Email")
    try:
        page.set_extra_http_headers({"X-Forwarded-Email": "ada@example.org", **app.proof})
        page.goto(f"{app.url}/model")
        expect(page.get_by_text("Whoever runs this app chooses the interviewer", exact=False)).to_be_visible()
        expect(page.get_by_role("link", name="Interviewer")).to_have_count(0)
        expect(page.get_by_role("button")).to_have_count(0)
    finally:
        app.stop()

"""A person erases everything on the page, and no file and no browser has a word of it any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import check_every_look
from tests.browser.walking import RESUME, open_answer_page
from tests.servers import App, wait_until

NAME, PHRASE, ANSWER, DRAFT, STORY = "Qzxw Marker", "wvqj-resume", "wvqj-answer", "wvqj-draft", "wvqj-story"
MARKERS = (NAME, PHRASE, ANSWER, DRAFT, STORY)
KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('mi:') && name !== 'mi:forgotten')"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app of its own: what others do would be looked through as well."""
    started = App(tmp_path_factory.mktemp("own"), SIGN_OUT_URL="/stories")
    yield started
    started.stop()


def found_in(folder: Path) -> set[tuple[str, str]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {(path.name, each) for path in files for each in MARKERS if each.encode() in path.read_bytes()}


def with_words_everywhere(app: App) -> str:
    """A graded interview and one under way, made from a pasted resume, and a story; the id of the one under way."""
    wanted = {"resumeText": f"{NAME}\n{RESUME}\n{PHRASE}", "questionCount": 1, "followUpCount": 0, "forceCreate": True}
    ids = []
    for _ in range(2):
        status, made = app.call("POST", "/api/interview/sessions", wanted)
        assert status == 201, made
        ids.append(made["sessionId"])
    answered = {"questionIndex": 0, "answer": f"I used {ANSWER} with an index."}
    assert app.call("POST", f"/api/interview/sessions/{ids[0]}/answers", answered)[0] == 200
    status, told = app.call("POST", "/api/interview/stories", {"text": STORY})
    assert status == 201, told
    report = f"/api/interview/sessions/{ids[0]}/report"
    wait_until(lambda: app.get(report)[1].get("evaluateStatus") == "COMPLETED", 60, "the interview is graded")
    return str(ids[1])


def test_after_everything_is_deleted_no_file_and_no_browser_has_a_word_of_it(app: App, page: Page):
    session_id = with_words_everywhere(app)
    open_answer_page(page, app, session_id)
    page.get_by_label("Your answer").fill(f"{DRAFT} is typed here")
    expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
    page.evaluate("localStorage.setItem('mi:draft:gone:0:w', JSON.stringify({ text: 'never sent', base: -1 }))")
    assert found_in(app.folder / "data")
    page.goto(f"{app.url}/report?session={session_id}")
    page.get_by_role("link", name="My data").click()
    expect(page.get_by_text("Interviews: 2")).to_be_visible()
    check_every_look(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download everything").click()
    assert waiting.value.suggested_filename == "mock-interview-my-data.zip"
    page.get_by_role("button", name="Delete everything …").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete everything").click()
    # Files are written anew first, which waits for whoever is reading.
    expect(page.get_by_text("Deleted.", exact=True)).to_be_visible(timeout=120_000)
    expect(page.get_by_text("Nothing is kept of you here.")).to_be_visible()
    page.wait_for_function(f"{KEPT}.length === 0")
    assert found_in(app.folder) == set()
    assert app.get("/api/my-data")[1]["rows"] == {}


def test_signing_out_takes_drafts_out_of_the_browser(app: App, page: Page):
    page.goto(f"{app.url}/my_data")
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    page.evaluate("localStorage.setItem('mi:draft:x:0:w', 'words'); localStorage.setItem('mi:kept:ann:story', 'words')")
    page.get_by_role("link", name="Sign out").click()
    page.wait_for_url("**/stories")
    assert page.evaluate(KEPT) == []

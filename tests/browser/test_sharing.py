"""A report shared with a mentor, in the browser: under a link where people sign in, as a file where one is alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from interview.documents import mentor_file
from interview.documents.report_view import report_view
from interview.i18n.translate import words
from tests import report_builders
from tests.browser.test_accessibility import AXE, REFUSED, check_every_look
from tests.browser.walking import RESUME, open_question
from tests.browser.writing import kept_of_forms
from tests.servers import App, wait_until

pytestmark = pytest.mark.long

HEADER = "X-Forwarded-Email"
ANSWER = {
    "en": "First I measured, then I changed one thing, and it fell from 800 ms to 90 ms.",
    "zh": "我先测量，然后修改一处，时间从 800 毫秒降到 90 毫秒。",
}
COMMENT = "Say *what* you measured <img src=x onerror=alert(1)>"
NAME = "Bea <b>Mentor</b>"


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app for people whom a proxy names."""
    started = App(tmp_path_factory.mktemp("centre"), USER_HEADER=HEADER)
    yield started
    started.stop()


def signed_in(chromium: Browser, app: App, name: str, locale: str = "en-US") -> BrowserContext:
    """A browser behind the proxy, where it names nobody for ""."""
    named = {HEADER: f"{name}@example.org"} if name else {}
    return chromium.new_context(extra_http_headers={**named, **app.proof}, locale=locale)


def graded(app: App, language: str = "en", **headers: str) -> str:
    """A finished report of two answers; the session's id."""
    wanted = {"resumeText": RESUME, "questionCount": 2, "followUpCount": 0, "forceCreate": True, "language": language}
    session_id = app.call("POST", "/api/interview/sessions", wanted, **headers)[1]["sessionId"]
    path = f"/api/interview/sessions/{session_id}"
    for index in (0, 1):
        app.call("POST", f"{path}/answers", {"questionIndex": index, "answer": ANSWER[language]}, **headers)
    wait_until(lambda: report(app, session_id, **headers)["evaluateStatus"] == "COMPLETED", 60, "the report")
    return str(session_id)


def report(app: App, session_id: str, **headers: str) -> dict[str, Any]:
    found: dict[str, Any] = app.call("GET", f"/api/interview/sessions/{session_id}/report", **headers)[1]
    return found


ADA = {"X_Forwarded_Email": "ada@example.org"}


def make_link(page: Page, app: App, session_id: str) -> str:
    """Make a link on the report page; its address."""
    page.goto(f"{app.url}/report?session={session_id}")
    page.get_by_text("Ask a mentor").click(timeout=60_000)
    page.get_by_role("button", name="Make a link").click()
    shown = page.get_by_test_id("stCode").locator("code")
    expect(shown).to_contain_text("/shared?token=")
    return shown.inner_text().strip()


def test_a_mentor_reads_and_comments_under_a_link_and_the_owner_takes_a_verdict_over(centre: App, chromium: Browser):
    session_id = graded(centre, **ADA)
    before = report(centre, session_id, **ADA)
    ada, bob = signed_in(chromium, centre, "ada"), signed_in(chromium, centre, "bob")
    page, mentor = ada.new_page(), bob.new_page()
    link = make_link(page, centre, session_id)
    assert link.startswith(centre.url)

    reply = mentor.goto(link)
    assert reply is not None
    assert (reply.headers["x-robots-tag"], reply.headers["referrer-policy"]) == ("noindex, nofollow", "no-referrer")
    expect(mentor.get_by_text(ANSWER["en"]).first).to_be_visible()
    for told in (
        "“You” in a question, or in words of a model, is the person who answered.",
        "For practice, not for selection",
    ):
        expect(mentor.get_by_text(told, exact=False)).to_be_visible()
    # Without a switch of the language nothing stands apart at the end of the menu.
    places = [link.bounding_box() for link in mentor.locator("nav a").all()]
    apart = [after["x"] - before["x"] - before["width"] for before, after in pairwise(places) if before and after]
    assert max(apart) - min(apart) < 2
    for absent in ("Download PDF", "Markdown", "JSON", "Ask a mentor", "Answer this again", "Guess your score first"):
        expect(mentor.get_by_text(absent, exact=True)).to_have_count(0)
    save = mentor.get_by_role("button", name="Save my words on Question 1")
    mentor.get_by_label("Your comment on this answer").first.fill(COMMENT)
    mentor.get_by_label("Your comment on this answer").nth(1).fill("not saved yet")
    save.click()
    expect(mentor.get_by_text("Type your name first.")).to_be_visible()
    expect(mentor.get_by_label("Your comment on this answer").first).to_have_value(COMMENT)
    mentor.get_by_label(re.compile("^Your name")).fill(NAME)
    mentor.get_by_role("radiogroup").first.get_by_role("radio", name="Had it wrong").click()
    save.click()
    expect(mentor.get_by_text(re.compile("^Saved at"))).to_be_visible()
    expect(mentor.get_by_label("Your comment on this answer").nth(1)).to_have_value("not saved yet")
    mentor.reload()
    expect(mentor.get_by_label("Your comment on this answer").first).to_have_value(COMMENT)

    after = report(centre, session_id, **ADA)
    assert [(each["name"], each["comment"]) for each in after["mentorNotes"]] == [(NAME, COMMENT)]
    assert {**after, "mentorNotes": []} == before
    page.reload()
    open_question(page, 1)
    expect(page.get_by_text(COMMENT)).to_be_visible()
    page.get_by_role("button", name="Count this as mine: Had it wrong").click()
    expect(page.get_by_text("Your own word is the same.")).to_be_visible()
    assert report(centre, session_id, **ADA)["questions"][0]["evidence"][0]["settled"] == "wrong"

    page.get_by_text("Ask a mentor").click()
    expect(page.get_by_text("opened 2 times")).to_be_visible()
    expect(page.get_by_test_id("stMarkdown").filter(has_text=NAME).filter(has_text="· Question 1")).to_be_visible()
    page.get_by_role("button", name="Stop sharing").click()
    expect(page.get_by_role("button", name="Stop sharing")).to_have_count(0)
    mentor.get_by_label("Your comment on this answer").first.fill("typed too late")
    mentor.get_by_role("button", name="Save my words on Question 1").click()
    expect(mentor.get_by_role("alert")).to_have_text("This link does not work any more. Ask for a new one.")
    expect(mentor.get_by_label("Your comment on this answer").first).to_have_value("typed too late")
    mentor.reload()
    expect(mentor.get_by_text("These words of yours were not saved.", exact=False)).to_be_visible()
    expect(mentor.get_by_text("typed too late")).to_be_visible()

    page.get_by_role("button", name="Delete these comments").click()
    expect(page.get_by_text(NAME)).to_have_count(0)
    assert report(centre, session_id, **ADA)["mentorNotes"] == []
    ada.close()
    bob.close()


def test_what_a_mentor_typed_outlives_the_tab_for_this_link_alone_and_leaves_the_browser_once_saved(
    centre: App, chromium: Browser
):
    session_id = graded(centre, **ADA)
    links = [
        centre.call("POST", f"/api/interview/sessions/{session_id}/shares", {"days": 1}, **ADA)[1]["path"]
        for _ in range(2)
    ]
    bob = signed_in(chromium, centre, "bob")
    page = bob.new_page()
    page.goto(centre.url + links[0])
    page.get_by_label(re.compile("^Your name")).fill("Bea")
    page.get_by_label("Your comment on this answer").nth(1).fill(COMMENT)
    page.get_by_role("radiogroup").last.get_by_role("radio", name="Had it wrong").click()
    page.close()

    page = bob.new_page()
    page.goto(centre.url + links[1])
    expect(page.get_by_label("Your comment on this answer").nth(1)).to_have_value("")
    expect(page.get_by_label(re.compile("^Your name"))).to_have_value("")
    page.goto(centre.url + links[0])
    expect(page.get_by_label("Your comment on this answer").nth(1)).to_have_value(COMMENT)
    expect(page.get_by_label(re.compile("^Your name"))).to_have_value("Bea")
    expect(page.get_by_role("radiogroup").last.get_by_role("radio", name="Had it wrong")).to_be_checked()
    assert not any(link.partition("token=")[2] in "".join(kept_of_forms(page)) for link in links)

    page.get_by_role("button", name="Save my words on Question 2").click()
    expect(page.get_by_text(re.compile("^Saved at"))).to_be_visible()
    assert kept_of_forms(page) == []
    (note,) = report(centre, session_id, **ADA)["mentorNotes"]
    assert (note["name"], note["comment"], note["verdicts"][0]["verdict"]) == ("Bea", COMMENT, "wrong")
    bob.close()


def test_a_mentor_with_two_tabs_sees_what_the_other_one_saved_before_writing_over_it(centre: App, chromium: Browser):
    session_id = graded(centre, **ADA)
    made = centre.call("POST", f"/api/interview/sessions/{session_id}/shares", {"days": 1}, **ADA)[1]
    bob = signed_in(chromium, centre, "bob")
    first, second = bob.new_page(), bob.new_page()
    for page in (first, second):
        page.goto(centre.url + made["path"])
        page.get_by_label(re.compile("^Your name")).fill("Bea")
    first.get_by_label("Your comment on this answer").first.fill("From the first tab.")
    first.get_by_role("button", name="Save my words on Question 1").click()
    expect(first.get_by_text(re.compile("^Saved at"))).to_be_visible()
    second.get_by_label("Your comment on this answer").first.fill("From the second tab.")
    second.get_by_role("button", name="Save my words on Question 1").click()
    expect(second.get_by_role("region", name="What is saved now")).to_contain_text("From the first tab.")
    assert [note["comment"] for note in report(centre, session_id, **ADA)["mentorNotes"]] == ["From the first tab."]
    second.get_by_role("button", name="Save my words on Question 1").click()
    expect(second.get_by_text(re.compile("^Saved at"))).to_be_visible()
    assert [note["comment"] for note in report(centre, session_id, **ADA)["mentorNotes"]] == ["From the second tab."]
    bob.close()


def test_a_wrong_link_and_one_without_sign_in_show_nothing(centre: App, chromium: Browser):
    bob, nobody = signed_in(chromium, centre, "bob"), signed_in(chromium, centre, "")
    page = bob.new_page()
    for token in ("", "?token=", f"?token={'A' * 43}"):
        page.goto(f"{centre.url}/shared{token}")
        expect(page.get_by_text("This link does not work any more. Ask for a new one.")).to_be_visible()
    made = centre.call("POST", f"/api/interview/sessions/{graded(centre, **ADA)}/shares", {"days": 1}, **ADA)[1]
    stranger = nobody.new_page()
    stranger.goto(centre.url + made["path"])
    expect(stranger.get_by_text("You are not signed in", exact=False)).to_be_visible()
    expect(stranger.get_by_text(ANSWER["en"])).to_have_count(0)
    bob.close()
    nobody.close()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_axe_finds_nothing_serious_where_a_report_is_shared(centre: App, chromium: Browser, language: str):
    session_id = graded(centre, language, **ADA)
    made = centre.call("POST", f"/api/interview/sessions/{session_id}/shares", {"days": 1}, **ADA)[1]
    locale = {"en": "en-US", "zh": "zh-CN"}[language]
    ada, bob = signed_in(chromium, centre, "ada", locale), signed_in(chromium, centre, "bob", locale)
    mentor = bob.new_page()
    mentor.goto(centre.url + made["path"])
    mentor.get_by_role("textbox").first.fill("Bea")
    mentor.get_by_role("textbox").nth(1).fill(COMMENT)
    mentor.get_by_role("radio").nth(1).click()
    mentor.get_by_role("button", name=re.compile("^(Save my words|保存对)")).first.click()
    expect(mentor.get_by_text(re.compile("^(Saved at|已在)"))).to_be_visible()
    check_every_look(mentor)
    page = ada.new_page()
    page.goto(f"{centre.url}/report?session={session_id}")
    page.get_by_text(re.compile("^(Ask a mentor|请导师看一看)$")).click(timeout=60_000)
    page.get_by_test_id("stExpander").first.locator("summary").first.click()
    expect(page.get_by_text(COMMENT)).to_be_visible()
    check_every_look(page)
    ada.close()
    bob.close()


def test_alone_a_report_goes_out_as_a_file_and_a_mentors_comments_come_back(page: Page, app: App, tmp_path: Path):
    session_id = graded(app)
    page.goto(f"{app.url}/report?session={session_id}")
    page.get_by_text("Ask a mentor").click(timeout=60_000)
    expect(page.get_by_role("button", name="Make a link")).to_have_count(0)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Save as a file for a mentor").click()
    file = tmp_path / "report.html"
    downloading.value.save_as(file)

    mentor, asked = page.context.new_page(), []
    mentor.on("request", lambda request: asked.append(request.url))
    mentor.goto(file.as_uri())
    mentor.get_by_role("button", name="Save my comments").click()
    expect(mentor.get_by_text("Type your name first.")).to_be_visible()
    mentor.get_by_label(re.compile("^Your name")).fill(NAME)
    mentor.get_by_role("button", name="Save my comments").click()
    expect(mentor.get_by_text("There is nothing to save yet.", exact=False)).to_be_visible()
    mentor.get_by_label("Your comment on this answer").first.fill(COMMENT)
    mentor.get_by_role("combobox").first.select_option("Partly")
    with mentor.expect_download() as saving:
        mentor.get_by_role("button", name="Save my comments").click()
    comments = tmp_path / "comments.json"
    saving.value.save_as(comments)
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []

    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps({**json.loads(comments.read_text()), "sessionId": "0" * 32}))
    upload = page.get_by_test_id("stFileUploader").locator("input[type=file]")
    upload.set_input_files(forged)
    expect(page.get_by_text("These comments are on another interview.", exact=False)).to_be_visible()
    assert report(app, session_id)["mentorNotes"] == []
    upload.set_input_files(comments)
    expect(page.get_by_text("on 1 answer are kept", exact=False)).to_be_visible()
    (note,) = report(app, session_id)["mentorNotes"]
    assert (note["name"], note["comment"], note["verdicts"][0]["verdict"]) == (NAME, COMMENT, "partly")
    page.get_by_test_id("stExpander").first.locator("summary").first.click()
    expect(page.get_by_text(COMMENT)).to_be_visible()
    expect(page.get_by_role("button", name="Count this as mine: Partly")).to_be_visible()
    check_every_look(page)


def test_what_a_mentor_typed_into_the_file_outlives_the_tab_for_this_report_alone_until_it_is_saved(
    context: BrowserContext, tmp_path: Path
):
    files = []
    for session_id in ("one-report", "another-report"):
        made = report_builders.report(report_builders.session([report_builders.turn(0)], id=session_id))
        files.append(tmp_path / f"{session_id}.html")
        files[-1].write_bytes(mentor_file.write(report_view(made, words("en").for_mentors)))
    one, another = (file.as_uri() for file in files)
    page = context.new_page()
    page.goto(one)
    page.get_by_label("Your comment on this answer").fill(COMMENT)
    page.get_by_label(re.compile("^Your name")).fill(NAME)
    page.get_by_role("combobox").first.select_option("Partly")
    page.close()

    page = context.new_page()
    for address, name, comment, word in ((another, "", "", ""), (one, NAME, COMMENT, "partly")):
        page.goto(address)
        expect(page.get_by_label(re.compile("^Your name"))).to_have_value(name)
        expect(page.get_by_label("Your comment on this answer")).to_have_value(comment)
        expect(page.get_by_role("combobox").first).to_have_value(word)
    kept = page.evaluate("({...localStorage})")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save my comments").click()
    (note,) = json.loads(saving.value.path().read_text())["notes"]
    assert (note["comment"], list(note["verdicts"].values())) == (COMMENT, ["partly"])
    assert page.evaluate("Object.keys(localStorage)") == []
    # Words about somebody's answers do not stay in a browser for ever.
    old = {name: "1" if name.endswith("kept-at") else value for name, value in kept.items()}
    page.evaluate("old => Object.assign(localStorage, old)", old)
    page.goto(one)
    expect(page.get_by_label("Your comment on this answer")).to_have_value("")
    assert page.evaluate("Object.keys(localStorage)") == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_axe_finds_nothing_serious_in_the_file_for_a_mentor(page: Page, app: App, tmp_path: Path, language: str):
    session_id = graded(app, language)
    file = tmp_path / "report.html"
    file.write_bytes(app.get(f"/api/interview/sessions/{session_id}/mentor-file")[1])
    # Its own policy lets no script of a test in.
    shown = page.context.browser.new_page(bypass_csp=True) if page.context.browser else page
    for scheme in ("light", "dark"):
        for width in (1280, 390):
            shown.set_viewport_size({"width": width, "height": 844})
            shown.emulate_media(color_scheme=scheme)
            shown.goto(file.as_uri())
            shown.evaluate(AXE)
            found = shown.evaluate("() => axe.run({resultTypes: ['violations']})")["violations"]
            assert [rule["id"] for rule in found if rule["impact"] in REFUSED] == []
            assert shown.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    shown.close()


def test_without_scripts_the_file_is_read_and_says_so(chromium: Browser, app: App, tmp_path: Path):
    session_id = graded(app)
    file = tmp_path / "report.html"
    file.write_bytes(app.get(f"/api/interview/sessions/{session_id}/mentor-file")[1])
    without = chromium.new_context(java_script_enabled=False)
    page = without.new_page()
    page.goto(file.as_uri())
    expect(page.get_by_text(ANSWER["en"]).first).to_be_visible()
    expect(page.locator("noscript p")).to_be_visible()
    without.close()

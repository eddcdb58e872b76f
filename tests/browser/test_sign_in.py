"""Many people behind a sign-in proxy: each browser works as the person whom the proxy names."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.walking import RESUME, open_answer_page
from tests.servers import App, wait_until

HEADER = "X-Forwarded-Email"
SAVED = re.compile(r"Saved at \d\d:\d\d:\d\d")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    started = App(tmp_path_factory.mktemp("centre"), USER_HEADER=HEADER)
    yield started
    started.stop()


@pytest.fixture
def ada(chromium: Browser, app: App) -> Iterator[BrowserContext]:
    made = chromium.new_context(extra_http_headers={HEADER: "ada@example.org", **app.proof})
    yield made
    made.close()


def open_session_of_ada(app: App) -> str:
    wanted = {"resumeText": RESUME, "questionCount": 1, "followUpCount": 0, "forceCreate": True}
    return str(app.call("POST", "/api/interview/sessions", wanted, X_Forwarded_Email="ada@example.org")[1]["sessionId"])


def stored(app: App, session_id: str) -> str:
    path = f"/api/interview/sessions/{session_id}"
    return str(app.call("GET", path, X_Forwarded_Email="ada@example.org")[1]["questions"][0]["draft"])


def test_a_signed_in_person_answers_and_another_finds_nothing(app: App, ada: BrowserContext, chromium: Browser):
    session_id = open_session_of_ada(app)
    page = ada.new_page()
    open_answer_page(page, app, session_id)
    page.get_by_label("Your answer").fill("Only I can read this.")
    wait_until(lambda: stored(app, session_id) == "Only I can read this.", 30, "the draft is stored")

    bob = chromium.new_context(extra_http_headers={HEADER: "bob@example.org", **app.proof}).new_page()
    bob.goto(f"{app.url}/answer?session={session_id}")
    bob.get_by_text("For support").click(timeout=30_000)
    expect(bob.get_by_text("INTERVIEW_SESSION_NOT_FOUND")).to_be_visible()
    bob.context.close()


def test_saving_leaves_the_credentials_of_a_proxy_alone(app: App, ada: BrowserContext):
    page = ada.new_page()
    open_answer_page(page, app, open_session_of_ada(app))
    with page.expect_request("**/answers") as caught:
        page.get_by_label("Your answer").press_sequentially("words")
    headers = caught.value.all_headers()
    assert len(headers["x-interview-permit"]) == 64
    assert "authorization" not in headers


def test_without_signing_in_a_page_says_what_to_do(app: App, page: Page):
    page.set_extra_http_headers(app.proof)
    page.goto(app.url)
    expect(page.get_by_text("You are not signed in", exact=False)).to_be_visible(timeout=30_000)
    expect(page.get_by_text("SIGN_IN_NEEDED")).to_be_visible()


def test_words_typed_after_the_sign_in_ran_out_are_kept_and_saved_when_it_is_back(app: App, ada: BrowserContext):
    session_id = open_session_of_ada(app)
    page = ada.new_page()
    open_answer_page(page, app, session_id)

    def signed_out(route: Route) -> None:
        route.fulfill(status=401, json={"code": "SIGN_IN_NEEDED", "message": "Sign in again."})

    page.route("**/answers", signed_out)
    page.get_by_label("Your answer").press_sequentially("typed meanwhile")
    expect(page.get_by_text("Sign in again.")).to_be_visible()
    expect(page.get_by_text("Kept in this browser", exact=False).first).to_be_visible()
    page.unroute("**/answers")
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_text("Sign in again.")).to_be_hidden()
    assert stored(app, session_id) == "typed meanwhile"


def test_a_page_open_since_before_the_secret_changed_gets_a_new_permit_and_loses_nothing(app: App, ada: BrowserContext):
    session_id = open_session_of_ada(app)
    page = ada.new_page()
    open_answer_page(page, app, session_id)
    with closing(sqlite3.connect(app.folder / "data" / "interview.db")) as database, database:
        assert database.execute("UPDATE secret SET value = 'restored from elsewhere'").rowcount == 1
    app.kill("web")
    page.get_by_label("Your answer").press_sequentially("still here")
    expect(page.get_by_text(SAVED)).to_be_visible(timeout=60_000)
    assert stored(app, session_id) == "still here"

"""People who sign in at a provider of identities, each in a browser of their own, and an operator."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from interview.i18n.translate import words
from interview.messages import Message
from tests.browser.test_accessibility import AXE, check_every_look
from tests.browser.walking import RESUME, open_answer_page
from tests.identity_provider import IdentityProvider
from tests.servers import App, wait_until

SECONDS = 12_000
"""Within seconds: what is remembered for five, looked at every two, and a page's time on a busy machine."""
NewBrowser = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IdentityProvider]:
    running = IdentityProvider(tmp_path_factory.mktemp("provider"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, provider: IdentityProvider) -> Iterator[App]:
    started = App(tmp_path_factory.mktemp("college"), OPERATORS="opal", **provider.settings)
    yield started
    started.stop()


@pytest.fixture
def new_browser(chromium: Browser) -> Iterator[NewBrowser]:
    made: list[BrowserContext] = []

    def open_one(**settings: str) -> BrowserContext:
        made.append(chromium.new_context(**settings))  # type: ignore[arg-type]
        return made[-1]

    yield open_one
    for context in made:
        context.close()


def sign_in(page: Page, app: App, name: str, path: str = "/", language: str = "en") -> None:
    """Opens a page, is led to the provider, says who one is there, and is back on that page."""
    page.goto(app.url + path)
    page.get_by_role("link", name=words(language)("Sign in with {name}", name="City College")).click()
    page.locator("input[name=sub]").fill(name)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(app.url + path)


def open_session(page: Page) -> str:
    """A new interview of whoever is signed in there."""
    wanted = {"resumeText": RESUME, "questionCount": 1, "followUpCount": 0, "forceCreate": True}
    reply = page.request.post("/api/interview/sessions", data=wanted)
    assert reply.ok, reply.text()
    return str(reply.json()["sessionId"])


def signed_in(app: App, new_browser: NewBrowser, name: str, path: str = "/") -> Page:
    page = new_browser(base_url=app.url).new_page()
    sign_in(page, app, name, path)
    return page


def test_two_people_and_an_operator_each_see_what_is_theirs(app: App, new_browser: NewBrowser) -> None:
    ada = signed_in(app, new_browser, "ada", "/history")
    session_id = open_session(ada)
    open_answer_page(ada, app, session_id)
    ada.get_by_label("Your answer").fill("Only I can read this.")
    path = f"/api/interview/sessions/{session_id}"
    wait_until(lambda: ada.request.get(path).json()["questions"][0]["draft"] == "Only I can read this.", 30, "stored")
    for name in ("Ada", "opal"):
        other = signed_in(app, new_browser, name)
        assert other.request.get(path).status == 404
        for page in ("answer", "report", "compare"):
            other.goto(f"/{page}?session={session_id}&first={session_id}&second={session_id}")
            expect(other.get_by_text("For support")).to_be_visible()
            expect(other.get_by_text("Only I can read this.")).to_have_count(0)
        other.goto("/operator")
        expect(
            other.get_by_text("Database" if name == "opal" else "This page is for those who run the app")
        ).to_be_visible()


@pytest.mark.parametrize("how", ["signed out elsewhere", pytest.param("run out", marks=pytest.mark.long), "revoked"])
def test_an_open_tab_of_somebody_who_is_out_is_gone_within_seconds(app: App, new_browser: NewBrowser, how: str) -> None:
    name = how.replace(" ", "-")
    page = signed_in(app, new_browser, name, "/stories")
    session_id = open_session(page)
    open_answer_page(page, app, session_id)
    page.get_by_label("Your answer").press_sequentially("typed before")
    expect(page.get_by_text(re.compile(r"Saved at \d\d:\d\d:\d\d"))).to_be_visible()
    if how == "revoked":
        assert app.manage("revoke", name).returncode == 0
    elif how == "run out":
        with closing(sqlite3.connect(app.folder / "data" / "interview.db")) as database, database:
            database.execute("UPDATE sign_in SET expires_at = '2020-01-01 00:00:00.000000'")
    else:
        page.context.new_page().goto("/auth/logout")
        page.context.pages[-1].get_by_role("button", name="Sign out").click()
    told = "You may no longer open this app" if how == "revoked" else "Sign in with City College"
    expect(page.get_by_text(told)).to_be_visible(timeout=SECONDS)
    expect(page.get_by_text("typed before")).to_have_count(0)
    assert page.request.get("/api/interview/sessions").status == (403 if how == "revoked" else 401)
    if how == "run out":
        page.get_by_role("link", name="Sign in with City College").click()
        page.get_by_role("button", name="Authorize").first.wait_for()
        page.locator("input[name=sub]").fill(name)
        page.get_by_role("button", name="Authorize").click()
        page.wait_for_url(f"**/answer?session={session_id}")
        expect(page.get_by_label("Your answer")).to_have_value("typed before")


def test_signing_out_leaves_nothing_in_the_browser_for_the_next_person(app: App, new_browser: NewBrowser) -> None:
    page = signed_in(app, new_browser, "gwen")
    page.evaluate("localStorage.setItem('draft of gwen', 'words')")
    page.get_by_role("link", name="Sign out").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    page.go_back()
    expect(page.get_by_role("link", name="Sign in with City College")).to_be_visible()


@pytest.mark.parametrize(("language", "scheme"), [("en-GB", "light"), ("zh-CN", "dark")])
def test_the_pages_of_signing_in_can_be_read_by_everybody(
    app: App, new_browser: NewBrowser, language: str, scheme: str
) -> None:
    page = new_browser(locale=language, color_scheme=scheme, base_url=app.url).new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/auth/sign-in", "/auth/logout", "/auth/callback?code=x&state=y"):
        page.goto(path)
        page.evaluate(AXE)
        found = page.evaluate("axe.run()")["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    heading = "You are not signed in" if language == "en-GB" else "你还没有登录"
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "zh"])
def test_axe_finds_nothing_serious_where_somebody_is_signed_in(
    app: App, new_browser: NewBrowser, language: str
) -> None:
    """The pages that say something else than where one is alone: who may see the operator's page, and what is kept."""
    say, locale = words(language), {"en": "en-GB", "zh": "zh-CN"}[language]
    ours = {
        "/": "Practise your next interview",
        "/history": "History",
        "/my_data": "What is kept",
        "/model": "Interviewer",
    }
    refused = say.message(Message.of("error.operators_only"))
    for name, seen in (("ada", {**ours, "/operator": refused}), ("opal", {"/operator": "Evaluations"})):
        page = new_browser(base_url=app.url, locale=locale).new_page()
        sign_in(page, app, name, language=language)
        if name == "ada":
            open_session(page)
        for path, told in seen.items():
            page.goto(path)
            expect(page.get_by_text(say(told)).filter(visible=True).first).to_be_visible()
            check_every_look(page)

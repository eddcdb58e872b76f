"""Finding, naming, comparing and deleting interviews in the browser."""

import re

from playwright.sync_api import Page, expect

from tests.browser.walking import open_session
from tests.servers import App, wait_until

ANSWER = "I measured first, changed one thing, and measured again."


def graded(app: App) -> str:
    session_id = open_session(app)
    path = f"/api/interview/sessions/{session_id}"
    app.call("POST", f"{path}/answers", {"questionIndex": 0, "answer": ANSWER})
    wait_until(lambda: app.get(f"{path}/report")[1]["evaluateStatus"] == "COMPLETED", 60, "the report")
    return session_id


def test_an_interview_is_named_found_compared_and_deleted(page: Page, app: App):
    first, second = graded(app), graded(app)
    page.goto(f"{app.url}/history")
    page.get_by_role("button", name="Name and tags").first.click(timeout=30_000)
    page.get_by_role("dialog").get_by_label("Title").fill("At a *bank* <b>today</b>")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_text("At a *bank* <b>today</b>")).to_be_visible(timeout=20_000)
    assert app.get(f"/api/interview/sessions/{second}")[1]["title"] == "At a *bank* <b>today</b>"

    search = page.get_by_label("Search")
    search.fill("bank")
    search.press("Enter")
    expect(page.get_by_text("1 interview", exact=True)).to_be_visible(timeout=20_000)
    search.fill("")
    search.press("Enter")
    expect(page.get_by_text("2 interviews", exact=True)).to_be_visible(timeout=20_000)

    for number in (0, 1):
        page.get_by_text("Choose", exact=True).nth(number).click()
        expect(page.get_by_text(f"{number + 1} chosen")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile(r"/compare\?"), timeout=20_000)
    overall = page.get_by_role("row", name=re.compile("^Overall"))
    expect(overall).to_be_visible(timeout=20_000)
    expect(page.get_by_role("columnheader", name="Change").first).to_be_visible()

    page.goto(f"{app.url}/history")
    for number in (0, 1):
        page.get_by_text("Choose", exact=True).nth(number).click(timeout=30_000)
        expect(page.get_by_text(f"{number + 1} chosen")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Delete the chosen").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete 2").click()
    expect(page.get_by_text("There is no interview yet.", exact=False)).to_be_visible(timeout=20_000)
    assert {app.get(f"/api/interview/sessions/{session_id}")[0] for session_id in (first, second)} == {404}

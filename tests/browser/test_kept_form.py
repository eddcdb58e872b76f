"""The kept form alone in a real browser: what is written is never lost to another tab, nor written over unseen."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from interview.web.kept_form import script

pytestmark = pytest.mark.long

HOME = "http://form.test/"
# A quarter of what a screen has for one picture: the browser needs the rest for a text of this length itself.
STROKE_MS = 4
SAYS = (
    *("save", "close", "kept", "notKept", "restored", "drop", "saving", "failed"),
    *("saved", "others", "use", "copy", "copied", "notCopied"),
)
MOUNT = """async ([data]) => {
  window.mountForm ??= (await import("/kept_form.js")).default;
  window.triggers ??= [];
  const setTriggerValue = (name, value) => window.triggers.push(name);
  const setStateValue = (name, value) => { window[name] = value; };
  window.mountForm({ parentElement: document.querySelector("main"), data: [data], setTriggerValue, setStateValue });
}"""


def given(text: str = "", seen: str = "", key: str = "ann:story:1") -> dict[str, Any]:
    """The data of a form for a story that was saved at `seen`; of a new one without it."""
    field = {
        "name": "text",
        "label": "Your story",
        "kind": "text",
        "value": text,
        "placeholder": "",
        "choices": [],
        "rows": 0,
    }
    return {
        "key": key,
        "fields": [field],
        "method": "PUT" if seen else "POST",
        "url": "/save",
        "headers": {},
        "beside": "",
        "isHanded": False,
        "isHeld": False,
        "body": {"seenAt": seen} if seen else {},
        "replyId": "storyId",
        "isAside": False,
        "language": "en",
        "says": {name: name for name in SAYS},
    }


class Server:
    """What was sent to it; `refusal` is what it says instead of saving."""

    def __init__(self, context: BrowserContext) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.refusal: tuple[int, str] | None = None
        page = '<!doctype html><main><form class="form"></form></main>'
        context.route(HOME, lambda route: route.fulfill(body=page, content_type="text/html"))
        context.route(f"{HOME}kept_form.js", lambda route: route.fulfill(body=script(), content_type="text/javascript"))
        context.route(f"{HOME}save", self._save)

    def _save(self, route: Any) -> None:
        self.bodies.append(route.request.post_data_json)
        if self.refusal is None:
            route.fulfill(json={"storyId": "1"})
        else:
            route.fulfill(status=self.refusal[0], json={"message": self.refusal[1]})


@pytest.fixture
def server(context: BrowserContext) -> Server:
    return Server(context)


def opened(context: BrowserContext, data: dict[str, Any]) -> Page:
    """A tab that shows a form."""
    page = context.new_page()
    page.goto(HOME)
    run(page, data)
    return page


def run(page: Page, data: dict[str, Any]) -> None:
    """A run of the page: Streamlit hands over what it knows now."""
    page.evaluate(MOUNT, [data])


def reopened(page: Page, data: dict[str, Any]) -> None:
    page.reload()
    run(page, data)


def save(page: Page, server: Server) -> dict[str, Any]:
    """Save, and what was sent."""
    before = len(server.bodies)
    with page.expect_response(f"{HOME}save"):
        page.get_by_role("button", name="save").click()
    expect(page.get_by_role("button", name="save")).to_be_enabled()
    assert len(server.bodies) == before + 1
    return server.bodies[-1]


def entries(page: Page) -> list[str]:
    """The words that this browser keeps, in some order."""
    kept = page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('mi:kept:')).map(k => localStorage[k])")
    return sorted(json.loads(one)["values"]["text"] for one in kept)


def test_words_are_sent_with_what_they_were_written_on_though_the_page_has_learnt_of_newer_ones(
    context: BrowserContext, server: Server
):
    page = opened(context, given("Old.", "monday"))
    page.get_by_label("Your story").fill("Mine.")
    run(page, given("From elsewhere.", "tuesday"))
    expect(page.get_by_label("Your story")).to_have_value("Mine.")
    assert save(page, server) == {"text": "Mine.", "seenAt": "monday"}


def test_words_kept_from_an_earlier_visit_are_sent_with_what_they_were_written_on(
    context: BrowserContext, server: Server
):
    page = opened(context, given("Old.", "monday"))
    page.get_by_label("Your story").fill("Mine.")
    reopened(page, given("From elsewhere.", "tuesday"))
    expect(page.get_by_label("Your story")).to_have_value("Mine.")
    assert save(page, server) == {"text": "Mine.", "seenAt": "monday"}


def test_after_a_refusal_the_saved_words_stand_there_to_read_and_only_then_are_written_over(
    context: BrowserContext, server: Server
):
    page = opened(context, given("Old.", "monday"))
    page.get_by_label("Your story").fill("Mine.")
    server.refusal = (409, "Changed meanwhile.")
    assert save(page, server)["seenAt"] == "monday"
    expect(page.get_by_role("alert")).to_have_text("Changed meanwhile.")
    assert page.evaluate("triggers") == ["refused"]
    assert save(page, server)["seenAt"] == "monday", "nothing was shown yet"
    expect(page.get_by_role("region", name="saved")).to_have_count(0)
    run(page, given("From elsewhere.", "tuesday"))
    expect(page.get_by_role("region", name="saved")).to_contain_text("From elsewhere.")
    expect(page.get_by_label("Your story")).to_have_value("Mine.")
    server.refusal = None
    assert save(page, server) == {"text": "Mine.", "seenAt": "tuesday"}


def test_what_the_page_had_learnt_before_the_refusal_is_shown_at_once(context: BrowserContext, server: Server):
    page = opened(context, given("Old.", "monday"))
    page.get_by_label("Your story").fill("Mine.")
    run(page, given("From elsewhere.", "tuesday"))
    server.refusal = (409, "Changed meanwhile.")
    save(page, server)
    expect(page.get_by_role("region", name="saved")).to_contain_text("From elsewhere.")
    page.get_by_role("button", name="drop").click()
    expect(page.get_by_label("Your story")).to_have_value("From elsewhere.")
    expect(page.get_by_role("region", name="saved")).to_have_count(0)


def test_a_form_in_which_nothing_was_written_shows_what_is_saved_now(context: BrowserContext, server: Server):
    page = opened(context, given("Old.", "monday"))
    run(page, given("From elsewhere.", "tuesday"))
    expect(page.get_by_label("Your story")).to_have_value("From elsewhere.")
    assert save(page, server) == {"text": "From elsewhere.", "seenAt": "tuesday"}


def test_a_form_that_stays_after_a_save_goes_on_from_what_the_server_made_of_its_words(
    context: BrowserContext, server: Server
):
    page = opened(context, given("Old.", "monday"))
    page.get_by_label("Your story").fill("  Mine. ")
    assert save(page, server)["seenAt"] == "monday"
    run(page, given("Mine.", "tuesday"))
    expect(page.get_by_label("Your story")).to_have_value("Mine.")
    assert save(page, server) == {"text": "Mine.", "seenAt": "tuesday"}


def test_a_form_that_nobody_asked_for_takes_the_focus_from_nothing(context: BrowserContext, server: Server):
    page = opened(context, given() | {"isAside": True})
    expect(page.get_by_label("Your story")).to_be_editable()
    expect(page.get_by_label("Your story")).not_to_be_focused()
    again = opened(context, given())
    expect(again.get_by_label("Your story")).to_be_focused()


def test_two_tabs_each_keep_their_own_words_and_a_save_takes_only_its_own(context: BrowserContext, server: Server):
    long, short = opened(context, given()), opened(context, given())
    long.get_by_label("Your story").fill("A long story.")
    short.get_by_label("Your story").fill("Short.")
    assert entries(long) == ["A long story.", "Short."]
    save(short, server)
    assert entries(long) == ["A long story."]
    long.close()
    again = opened(context, given())
    expect(again.get_by_label("Your story")).to_have_value("A long story.")
    save(again, server)
    assert entries(again) == []


def test_the_newest_words_are_there_again_and_the_others_are_offered(context: BrowserContext, server: Server):
    first, page = opened(context, given()), opened(context, given())
    first.get_by_label("Your story").fill("First.")
    page.get_by_label("Your story").fill("Second.")
    first.close()
    reopened(page, given())
    expect(page.get_by_label("Your story")).to_have_value("Second.")
    page.get_by_text("others").click()
    expect(page.locator(".others .told")).to_have_text(["First."])
    page.get_by_role("button", name="use").click()
    expect(page.get_by_label("Your story")).to_have_value("First.")
    expect(page.locator(".others .told")).to_have_text(["Second."])
    page.get_by_label("Your story").fill("First, and more.")
    assert entries(page) == ["First, and more.", "Second."]
    save(page, server)
    assert entries(page) == ["Second."]


def test_words_that_another_tab_took_over_and_saved_stay_while_their_own_tab_is_open(
    context: BrowserContext, server: Server
):
    mine = opened(context, given())
    mine.get_by_label("Your story").fill("Mine.")
    other = opened(context, given())
    other.get_by_label("Your story").fill("Something else.")
    mine.wait_for_function("Object.keys(localStorage).length === 2")
    save(other, server)
    mine.wait_for_function("Object.values(localStorage).some(one => one.includes('Mine.'))")
    assert entries(mine) == ["Mine."]


def test_discarding_takes_out_what_was_restored_and_nothing_else(context: BrowserContext, server: Server):
    page = opened(context, given("Old.", "monday"))
    page.get_by_label("Your story").fill("Mine.")
    elsewhere = opened(context, given(key="ann:story:2"))
    elsewhere.get_by_label("Your story").fill("Of another story.")
    elsewhere.close()
    reopened(page, given("Old.", "monday"))
    page.get_by_role("button", name="drop").click()
    expect(page.get_by_label("Your story")).to_have_value("Old.")
    assert entries(page) == ["Of another story."]


def test_words_of_more_than_thirty_days_ago_are_gone_and_younger_ones_are_not(context: BrowserContext, server: Server):
    page = opened(context, given())
    for days in (29, 31):
        raw = {"values": {"text": f"{days} days"}, "body": {}}
        # They seemed so old two days ago, too.
        page.evaluate(
            "([days, raw]) => localStorage.setItem(`mi:kept:ann:story:1:w${days}`, JSON.stringify({...raw,"
            " at: Date.now() - days * 86400000, ...(days > 30 ? {oldSince: Date.now() - 2 * 86400000} : {})}))",
            [days, raw],
        )
    reopened(page, given())
    expect(page.get_by_label("Your story")).to_have_value("29 days")
    assert entries(page) == ["29 days"]


def test_what_is_pasted_is_never_cut_and_a_refusal_says_why_and_leaves_it_there(
    context: BrowserContext, server: Server
):
    page = opened(context, given())
    words = "A long story. " * 4_000
    page.get_by_label("Your story").focus()
    page.keyboard.insert_text(words)
    server.refusal = (422, "That is too long.")
    assert save(page, server) == {"text": words}
    expect(page.get_by_role("alert")).to_have_text("That is too long.")
    expect(page.get_by_label("Your story")).to_have_value(words)
    assert entries(page) == [words]


def test_typing_stays_quick_in_a_text_of_two_hundred_thousand_characters(context: BrowserContext, server: Server):
    page = opened(context, given())
    text = "Experience with Python and Kafka. " * 6_000
    page.get_by_label("Your story").fill(text)
    took = page.get_by_label("Your story").evaluate(
        """(area) => {
          const took = [];
          for (let i = 0; i < 21; i += 1) {
            const begun = performance.now();
            area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
            took.push(performance.now() - begun);
          }
          return took.sort((one, other) => one - other);
        }"""
    )
    print(f"what the form does at a stroke in {len(text)} characters: median {took[10]:.2f} ms, most {took[-1]:.2f} ms")
    assert took[10] < STROKE_MS
    page.get_by_label("Your story").press_sequentially(" The end.")
    page.wait_for_function("Object.values(localStorage).some(one => one.includes('The end.'))")


def test_a_long_text_is_kept_when_its_tab_is_closed_at_once(context: BrowserContext, server: Server):
    page = opened(context, given())
    page.get_by_label("Your story").fill("A long story. " * 4_000 + "The end.")
    page.close(run_before_unload=True)
    again = opened(context, given())
    expect(again.get_by_label("Your story")).to_have_value("A long story. " * 4_000 + "The end.")

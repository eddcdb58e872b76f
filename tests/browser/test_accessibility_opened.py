"""axe-core finds nothing serious in what a click opens, and nothing on pages of errors, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from interview.i18n.translate import Words, words
from tests.browser.test_accessibility import answer_all, check_every_look, is_evaluated
from tests.browser.walking import open_session
from tests.servers import App, wait_until

pytestmark = pytest.mark.long

LOCALES = {"en": "en-US", "zh": "zh-CN"}
LONG_WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
STICKING_OUT = """() => [...document.querySelectorAll('.stHtml *')]
  .filter((each) => each.clientWidth && each.scrollWidth > each.clientWidth + 1)
  .filter((each) => getComputedStyle(each).overflowX === 'visible')
  .map((each) => `${each.className}: ${each.textContent.slice(0, 60)}`)"""
STORY = "Our billing sent wrong invoices. I stopped the job, found the cause and wrote to each customer myself."


@dataclass
class Kept:
    """What is there: two graded interviews, one that is open, a job and a story."""

    graded: list[str]
    open: str


@pytest.fixture(scope="module")
def kept(app: App) -> Kept:
    graded = [open_session(app, questions=2) for _ in range(2)]
    for session_id in graded:
        answer_all(app, session_id)
    wait_until(lambda: all(is_evaluated(app, session_id) for session_id in graded), 90, "graded")
    job = {
        "title": f"Backend developer {LONG_WORD}",
        "company": "Northwind",
        "jobText": "- PostgreSQL\n- Kafka\n- Docker",
    }
    assert app.call("POST", "/api/interview/targets", job)[0] == 201
    assert app.call("POST", "/api/interview/stories", {"text": STORY, "title": LONG_WORD})[0] == 201
    return Kept(graded, open_session(app, questions=2))


def is_settled(page: Page) -> None:
    """No run is under way and nothing stands in for what comes."""
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_visible()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def every_box(page: Page, say: Words) -> None:
    """Open every box, the first first: what is in one moves those below it."""
    boxes = page.get_by_test_id("stExpander")
    for number in range(boxes.count()):
        box = boxes.nth(number)
        if not box.locator("details[open]").count():
            box.locator("summary").first.click()
            expect(box.locator("details[open]").first).to_be_attached()
            is_settled(page)
    page.evaluate("document.querySelectorAll('details.mi-fold').forEach((fold) => { fold.open = true; })")


def button(name: str) -> Callable[[Page, Words], None]:
    """Press the first button with this name, given in English."""
    return lambda page, say: page.get_by_role("button", name=say(name)).first.click()


def dialog(name: str) -> Callable[[Page, Words], None]:
    """Open the dialog behind the first button with this name, given in English."""

    def open_it(page: Page, say: Words) -> None:
        button(name)(page, say)
        expect(page.get_by_role("dialog")).to_be_visible()

    return open_it


def nothing(page: Page, say: Words) -> None:
    """The page as it is."""


PLACES: dict[str, tuple[str, Callable[[Page, Words], None]]] = {
    "a job to be changed": ("/", every_box),
    "filters of the history": ("/history", every_box),
    "name and tags": ("/history", dialog("Name and tags")),
    "deleting an interview": ("/history", dialog("Delete")),
    "everything of progress": ("/progress", every_box),
    "writing a story": ("/stories", button("Write a story")),
    "deleting a story": ("/stories", dialog("Delete")),
    "deleting a resume": ("/my_data", dialog("Delete")),
    "deleting everything": ("/my_data", dialog("Delete everything …")),
    "everything of a report": ("/report?session={graded}", every_box),
    "ending an interview": ("/answer?session={open}", dialog("End the interview")),
    "choosing a model": ("/model", button("Save and use this model")),
    "questions of a real interview": ("/debrief", button("Answer them again")),
    "two interviews beside each other": ("/compare?first={graded}&second={other}", nothing),
    "nothing to compare": ("/compare", nothing),
    "no such report": ("/report?session=nothing", nothing),
    "no interview chosen": ("/answer", nothing),
    "no such page": ("/nothing", nothing),
    "the operator's page": ("/operator", nothing),
}


@pytest.fixture(params=LOCALES)
def spoken(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[tuple[Page, Words]]:
    """A page of a browser that prefers a language, and the words of it."""
    context = chromium.new_context(locale=LOCALES[request.param])
    yield context.new_page(), words(request.param)
    context.close()


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_serious_in_what_is_opened(spoken: tuple[Page, Words], app: App, kept: Kept, place: str):
    page, say = spoken
    address, step = PLACES[place]
    page.goto(app.url + address.format(graded=kept.graded[0], other=kept.graded[1], open=kept.open))
    is_settled(page)
    step(page, say)
    is_settled(page)
    check_every_look(page)
    # The last look is that of a phone.
    assert page.evaluate(STICKING_OUT) == []

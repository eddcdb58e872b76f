"""Types like a person and pulls the plug at random moments; counts what is lost, here and on another device."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import time
from dataclasses import dataclass, field
from itertools import takewhile

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.walking import open_answer_page, open_session
from tests.servers import App, wait_until

KEY_MS = 60
SAFE_AFTER_S = 5.0
CUTS = ("close the tab", "reload", "leave and come back", "no network for 5 s", "kill the web process")
WORDS = (
    "first",
    "we",
    "measured",
    "where",
    "time",
    "went",
    "then",
    "wrote",
    "a",
    "test",
    "that",
    "failed",
    "然后",
    "再测",
)


@dataclass
class Typist:
    """One session, typed into key by key; remembers when each character was typed."""

    app: App
    session_id: str
    text: str = ""
    typed_at: list[float] = field(default_factory=list)

    def type_for(self, page: Page, seconds: float, chance: random.Random) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for letter in chance.choice(WORDS) + " ":
                before = time.monotonic()
                page.keyboard.insert_text(letter) if ord(letter) > 127 else page.keyboard.press(letter)
                self.text += letter
                self.typed_at.append(time.monotonic())
                time.sleep(max(0.0, KEY_MS / 1000 - (time.monotonic() - before)))

    def on_the_server(self) -> str:
        """What the database holds, also while no process serves it."""
        with contextlib.closing(sqlite3.connect(self.app.folder / "data" / "interview.db")) as db:
            [(draft,)] = db.execute("SELECT draft FROM turn WHERE session_id = ?", [self.session_id]).fetchall()
        return str(draft)

    def older_than(self, cut_at: float) -> int:
        """How many characters were typed more than five seconds before the cut."""
        return sum(at < cut_at - SAFE_AFTER_S for at in self.typed_at)


def lost(expected: str, found: str) -> int:
    """Characters of `expected` behind the place where `found` stops agreeing with it."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(expected, found, strict=False))
    return len(expected) - sum(1 for _ in same)


def focus_the_end(page: Page) -> None:
    page.get_by_label("Your answer").focus()
    page.keyboard.press("Control+End")


def cut(kind: str, page: Page, context: BrowserContext, app: App) -> Page:
    """Interrupt; returns the page on which the same browser goes on."""
    if kind == "close the tab":
        page.close(run_before_unload=False)
        return context.new_page()
    if kind == "reload":
        page.reload(wait_until="commit")
    elif kind == "leave and come back":
        page.get_by_role("link", name="History").click()
        page.wait_for_url("**/history")
        page.go_back()
    elif kind == "no network for 5 s":
        context.set_offline(True)
    else:
        app.kill("web")
    return page


def come_back(kind: str, page: Page, context: BrowserContext, typist: Typist) -> Page:
    """The same browser, with the question open and editable again."""
    if kind == "no network for 5 s":
        time.sleep(5)
        context.set_offline(False)
    if kind == "kill the web process":
        wait_until(typist.app.is_healthy, 60, "the web process is back")
    if kind == "close the tab":
        open_answer_page(page, typist.app, typist.session_id)
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=30_000)
    return page


@pytest.mark.timeout(2400)  # for the long form
def test_no_cut_loses_a_character(chromium: Browser, app: App, soak: bool):
    """Typed more than 5 s before the cut: on the server at the cut. Everything: there when the same browser is back."""
    chance = random.Random(20_261_124)
    cuts = [CUTS[i % len(CUTS)] for i in range(45 if soak else len(CUTS))]
    chance.shuffle(cuts)
    tally = {kind: [0, 0, 0, 0] for kind in CUTS}
    context = chromium.new_context()
    page = context.new_page()
    typist = Typist(app, open_session(app))
    open_answer_page(page, app, typist.session_id)
    for kind in cuts:
        focus_the_end(page)
        typist.type_for(page, chance.uniform(2.0, 14.0 if soak else 8.0), chance)
        cut_at = time.monotonic()
        page = cut(kind, page, context, app)
        elsewhere = lost(typist.text[: typist.older_than(cut_at)], typist.on_the_server())
        page = come_back(kind, page, context, typist)
        expect(page.get_by_label("The other text")).to_be_hidden()
        with contextlib.suppress(AssertionError):
            expect(page.get_by_label("Your answer")).to_have_value(typist.text)
            wait_until(lambda: typist.on_the_server() == typist.text, 15)
        here = lost(typist.text, page.get_by_label("Your answer").input_value())
        after = lost(typist.text, typist.on_the_server())
        tally[kind] = [a + b for a, b in zip(tally[kind], (1, elsewhere, here, after), strict=True)]
    print(f"\n{len(typist.text)} characters typed at {KEY_MS} ms a key")
    print(f"{'characters lost:':24} {'cuts':>5} {'another device':>15} {'same browser':>13} {'server, after':>14}")
    for kind, row in tally.items():
        print(f"{kind:24} {row[0]:5} {row[1]:15} {row[2]:13} {row[3]:14}")
    context.close()
    other_device = chromium.new_context()
    seen = other_device.new_page()
    open_answer_page(seen, app, typist.session_id)
    assert seen.get_by_label("Your answer").input_value() == typist.text
    other_device.close()
    assert [row[1:] for row in tally.values()] == [[0, 0, 0]] * len(CUTS)

"""Headless Chromium and a running app for the browser tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.servers import App

# A busy machine makes no claim false: what is waited for may take as long as a page.
expect.set_options(timeout=30_000)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # The headless shell has no recogniser behind its on-device speech: asking for one ends the page.
    "--disable-blink-features=OnDeviceWebSpeechAvailable",
]


def installed() -> str:
    """Chromium's headless shell, which draws no window of its own for every page, or else Chromium."""
    found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert found, "Chromium is not installed; run `make setup`"
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def running_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One app for all files here: a start costs more than most tests."""
    started = App(tmp_path_factory.mktemp("app"))
    yield started
    started.stop()


@pytest.fixture(scope="module")
def app(running_app: App) -> App:
    """The running app, without anything that the tests of another file made."""
    running_app.delete_everything()
    return running_app


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
    yield made
    made.close()


@pytest.fixture
def other_device(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that has nothing in common with the one of `page`."""
    made = chromium.new_context()
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()

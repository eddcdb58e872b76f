"""Nothing of what somebody erased on the page is left in the memory of the web process, whatever pages they opened."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from bench.erased_memory import MARKERS, erase, fill
from tests.process_memory import found
from tests.servers import App, wait_until

# What the visit itself held goes once its page was drawn anew.
SECONDS = 90


@pytest.mark.long
def test_nothing_of_a_person_who_erased_everything_on_the_page_is_left_in_memory(app: App, page: Page):
    web = app.children()["web"]
    fill(app, page)
    assert all(found(web, MARKERS).values())
    erase(page)
    wait_until(lambda: not any(found(web, MARKERS).values()), SECONDS, "all is overwritten")

"""The page of stories: which form is open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interview.services import Services
from interview.web import stories
from tests.app_test import AppTest
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first


def test_a_form_behind_a_line_that_is_no_more_on_the_page_is_not_open(process_services: Callable[[], Services]) -> None:
    page = AppTest.from_file(str(ROOT / "pages" / "stories.py"), default_timeout=30)
    page.session_state[stories._FORM] = "line-of-an-older-resume"
    assert not page.run().exception
    assert stories._FORM not in page.session_state
    assert (page.button[0].label, page.button[0].proto.type) == ("Write a story", "primary")

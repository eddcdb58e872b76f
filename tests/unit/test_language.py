"""Which language the pages speak, and where the switch may lead."""

from __future__ import annotations

import pytest

from interview.web.language import OFFERED, language, local_address


@pytest.mark.parametrize(
    ("chosen", "preferred", "spoken"),
    [
        (None, "zh-CN", "zh"),
        (None, "zh_TW", "zh"),
        (None, "ZH", "zh"),
        (None, "en-GB", "en"),
        (None, "de-DE", "en"),
        (None, None, "en"),
        ("en", "zh-CN", "en"),
        ("zh", "en-US", "zh"),
        ("../../secret", "zh-CN", "zh"),
    ],
)
def test_a_choice_goes_before_the_browsers_wish_and_english_stands_in_for_others(
    chosen: str | None, preferred: str | None, spoken: str
) -> None:
    assert language(chosen, preferred) == spoken
    assert spoken in OFFERED


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\r\nb: c"]
)
def test_the_switch_never_leads_to_another_server(address: str) -> None:
    assert local_address(address) == "/"


def test_the_switch_comes_back_to_the_page_it_was_clicked_on() -> None:
    assert local_address("/report?session=abc") == "/report?session=abc"

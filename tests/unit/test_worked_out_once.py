"""What Streamlit is kept from working out in every run is what it would have worked out."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from streamlit import delta_generator
from streamlit.commands import page_config
from streamlit.config import CustomThemeCategories
from streamlit.navigation import page
from streamlit.proto.NewSession_pb2 import Config, NewSession
from streamlit.runtime import app_session
from streamlit.util import calc_hash

from interview.web.ui import _ICON
from interview.web.worked_out_once import Fill, icon_as_given, kept_config, kept_pages, kept_theme, work_out_once


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worked out once, for one test."""
    for place, name in (
        (page, "calc_hash"),
        (app_session, "_populate_theme_msg"),
        (app_session, "_populate_config_msg"),
        (app_session.AppSession, "_populate_app_pages"),
        (page_config, "_get_favicon_string"),
        (delta_generator, "_use_warning_has_been_displayed"),
    ):
        monkeypatch.setattr(place, name, getattr(place, name))
    work_out_once()


def told(fill: Fill) -> NewSession:
    """The theme as a run tells it, filled in by this function as Streamlit does it."""
    message = NewSession()
    theme = message.custom_theme
    fill(theme, "theme")
    for part, category in (
        (theme.light, CustomThemeCategories.LIGHT),
        (theme.dark, CustomThemeCategories.DARK),
        (theme.sidebar, CustomThemeCategories.SIDEBAR),
        (theme.light.sidebar, CustomThemeCategories.LIGHT_SIDEBAR),
        (theme.dark.sidebar, CustomThemeCategories.DARK_SIDEBAR),
    ):
        fill(part, f"theme.{category.value}")
    return message


def test_the_kept_theme_is_the_one_that_streamlit_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    # Whatever tests before this one did with the configuration, and with the function itself.
    own = inspect.unwrap(app_session._populate_theme_msg)
    monkeypatch.setattr("streamlit.config.get_options_for_section", lambda _: {"primaryColor": "#123456"})
    usual, kept = told(own), kept_theme(own)
    assert usual.custom_theme.light.primary_color == "#123456"
    for message in (told(kept), told(kept)):
        assert message.SerializeToString(deterministic=True) == usual.SerializeToString(deterministic=True)


def test_one_who_changes_a_theme_that_was_told_changes_no_other() -> None:
    kept = kept_theme(app_session._populate_theme_msg)
    told(kept).custom_theme.light.primary_color = "#000000"
    assert told(kept).custom_theme.light.primary_color != "#000000"


@pytest.mark.usefixtures("once")
def test_streamlit_itself_reads_each_part_of_the_theme_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def options(section: str) -> dict[str, Any]:
        asked.append(section)
        return {"textColor": "#123456"}

    monkeypatch.setattr("streamlit.config.get_options_for_section", options)
    told(app_session._populate_theme_msg)
    told(app_session._populate_theme_msg)
    assert len(asked) == len(set(asked)) == 6


@pytest.mark.usefixtures("once")
def test_pages_keep_the_hash_that_streamlit_gives_them() -> None:
    pages = [page.Page.__new__(page.Page) for _ in range(2)]
    pages[0]._url_path, pages[1]._url_path = "history", "report"
    for _ in range(2):
        assert [each._script_hash for each in pages] == [calc_hash("history"), calc_hash("report")]
    assert vars(page)["calc_hash"].cache_info().misses == 2


def test_the_kept_settings_are_those_that_streamlit_tells() -> None:
    own = inspect.unwrap(app_session._populate_config_msg)
    usual, kept = Config(), kept_config(own)
    own(usual)
    assert usual.ByteSize()
    for _ in range(2):
        message = Config()
        kept(message)
        assert message == usual


def test_the_kept_list_of_pages_is_the_one_that_streamlit_tells_also_of_other_pages() -> None:
    own = inspect.unwrap(app_session.AppSession._populate_app_pages)
    kept = kept_pages(own)
    nobody: Any = None
    for names in (("start",), ("start", "my_data"), ("start",), ("start", "other")):
        pages: Any = {f"hash of {name}": {"page_name": name, "icon": f"icon of {name}"} for name in names}
        usual, message = NewSession(), NewSession()
        own(nobody, usual, pages)
        kept(nobody, message, pages)
        assert message == usual
        assert [page.page_name for page in message.app_pages] == [name.replace("_", " ") for name in names]


def test_the_icon_of_a_tab_is_the_one_that_streamlit_finds() -> None:
    own = inspect.unwrap(page_config._get_favicon_string)
    found = icon_as_given(own)
    for icon in (_ICON, "🔥", ":material/mic:"):
        assert found(icon) == own(icon)
    assert found(_ICON) == _ICON


@pytest.mark.usefixtures("once")
def test_the_first_page_is_drawn_without_looking_for_somebody_at_a_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr("streamlit.env_util.is_repl", lambda: looked.append("at a prompt"))
    delta_generator._maybe_print_use_warning()
    assert looked == []

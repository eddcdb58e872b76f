"""What Streamlit is kept from working out in every run is what it would have worked out."""

from collections.abc import Iterator

import pytest
from streamlit.config import CustomThemeCategories
from streamlit.navigation import page
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from interview.web.worked_out_once import kept_theme, work_out_once


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Worked out once, for one test."""
    monkeypatch.setattr(page, "calc_hash", page.calc_hash)
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    work_out_once()
    yield


def told(fill: object) -> NewSession:
    """The theme as a run tells it, filled in by this function as Streamlit does it."""
    message = NewSession()
    theme = message.custom_theme
    fill(theme)  # type: ignore[operator]
    for part, category in (
        (theme.light, CustomThemeCategories.LIGHT),
        (theme.dark, CustomThemeCategories.DARK),
        (theme.sidebar, CustomThemeCategories.SIDEBAR),
        (theme.light.sidebar, CustomThemeCategories.LIGHT_SIDEBAR),
        (theme.dark.sidebar, CustomThemeCategories.DARK_SIDEBAR),
    ):
        fill(part, f"theme.{category.value}")  # type: ignore[operator]
    return message


def test_the_kept_theme_is_the_one_that_streamlit_tells() -> None:
    usual = told(app_session._populate_theme_msg)
    kept = kept_theme(app_session._populate_theme_msg)
    first, again = told(kept), told(kept)
    assert usual.custom_theme.light.primary_color
    for message in (first, again):
        assert message.SerializeToString(deterministic=True) == usual.SerializeToString(deterministic=True)


def test_one_who_changes_a_theme_that_was_told_changes_no_other() -> None:
    kept = kept_theme(app_session._populate_theme_msg)
    told(kept).custom_theme.light.primary_color = "#000000"
    assert told(kept).custom_theme.light.primary_color != "#000000"


@pytest.mark.usefixtures("once")
def test_streamlit_itself_uses_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "streamlit.config.get_options_for_section", lambda section: asked.append(section) or {"textColor": "#123456"}
    )
    told(app_session._populate_theme_msg)
    told(app_session._populate_theme_msg)
    assert len(asked) == len(set(asked)) == 6


@pytest.mark.usefixtures("once")
def test_pages_keep_the_hash_that_streamlit_gives_them() -> None:
    kept, usual = page.calc_hash, page.calc_hash.__wrapped__
    pages = [page.Page.__new__(page.Page) for _ in range(2)]
    pages[0]._url_path, pages[1]._url_path = "history", "report"
    for _ in range(2):
        assert [each._script_hash for each in pages] == [usual("history"), usual("report")]
    assert kept.cache_info().misses == 2

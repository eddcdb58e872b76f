"""What Streamlit works out anew in every run of a page although it never changes while the server runs: once here. And
what it works out for the first page although the answer is known: not at all.

Functions inside Streamlit are wrapped, none is replaced by one of ours: what they give is what Streamlit itself made of
the same question before, or would make. Tests compare the two, so that another version of Streamlit shows itself there.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from streamlit import delta_generator
from streamlit.commands import page_config
from streamlit.navigation import page
from streamlit.proto.NewSession_pb2 import Config, CustomThemeConfig, NewSession
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.util import calc_hash

Fill = Callable[[CustomThemeConfig, str], None]
FillPages = Callable[[AppSession, NewSession, Any], None]
FindIcon = Callable[[Any], str]
_MOST_PAGES = 64
# Before a tab's first run Streamlit knows of one page, from then on of all of them.
_MOST_LISTS = 8


def work_out_once() -> None:
    """From here on, in this process; before a server starts."""
    # The hash of a page's address: fifty times a run.
    page.calc_hash = lru_cache(_MOST_PAGES)(calc_hash)  # type: ignore[attr-defined]
    # The theme is told in every run, six parts of some fifty settings each.
    app_session._populate_theme_msg = kept_theme(app_session._populate_theme_msg)  # type: ignore[assignment]
    # So are some settings of the server, each looked for by its name, and the list of all pages.
    app_session._populate_config_msg = kept_config(app_session._populate_config_msg)  # type: ignore[assignment]
    AppSession._populate_app_pages = kept_pages(AppSession._populate_app_pages)  # type: ignore[method-assign, assignment]
    page_config._get_favicon_string = icon_as_given(page_config._get_favicon_string)  # type: ignore[assignment]
    # Whether somebody types at a prompt of Python, who is to be told how to begin: it looks at each module for it.
    delta_generator._use_warning_has_been_displayed = True


def icon_as_given(find: FindIcon) -> FindIcon:
    """The same as this function of Streamlit, which gives an address that is a picture itself back as it is; but not
    until it has loaded NumPy and Pillow, for other pictures."""

    @functools.wraps(find)
    def find_other(icon: Any) -> str:
        return icon if isinstance(icon, str) and icon.startswith("data:image/") else find(icon)

    return find_other


def kept_config(fill: Callable[[Config], None]) -> Callable[[Config], None]:
    """The same as this function of Streamlit, which puts settings of the server into a message."""

    @cache
    def made() -> Config:
        message = Config()
        fill(message)
        return message

    @functools.wraps(fill)
    def fill_from_kept(message: Config) -> None:
        message.MergeFrom(made())

    return fill_from_kept


def kept_pages(fill: FillPages) -> FillPages:
    """The same as this function of Streamlit, which puts the list of pages into a message."""
    known: dict[tuple[tuple[str, str, str], ...], NewSession] = {}

    @functools.wraps(fill)
    def fill_from_kept(session: AppSession, message: NewSession, pages: Any) -> None:
        mark = tuple((hash, each["page_name"], each["icon"]) for hash, each in pages.items())
        made = known.get(mark)
        if made is None:
            made = NewSession()
            fill(session, made, pages)
            if len(known) < _MOST_LISTS:
                known[mark] = made
        message.MergeFrom(made)

    return fill_from_kept


def kept_theme(fill: Fill) -> Fill:
    """The same as this function of Streamlit, which puts a section of the settings into a message."""

    @cache
    def made(section: str) -> CustomThemeConfig:
        message = CustomThemeConfig()
        fill(message, section)
        return message

    @functools.wraps(fill)
    def fill_from_kept(message: CustomThemeConfig, section: str = "theme") -> None:
        known = made(section)
        # What says nothing leaves a message untouched, or its part would count as given.
        if known.ByteSize():
            message.MergeFrom(known)

    return fill_from_kept

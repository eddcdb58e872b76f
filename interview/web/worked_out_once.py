"""What Streamlit works out anew in every run of a page although it never changes while the server runs: once here.

Functions inside Streamlit are wrapped, none is replaced by one of ours: what they give is what Streamlit itself made of
the same question before. A test compares the two, so that another version of Streamlit shows itself there.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from functools import cache, lru_cache

from streamlit.navigation import page
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.util import calc_hash

Fill = Callable[[CustomThemeConfig, str], None]
_MOST_PAGES = 64


def work_out_once() -> None:
    """From here on, in this process; before a server starts."""
    # The hash of a page's address: fifty times a run.
    page.calc_hash = lru_cache(_MOST_PAGES)(calc_hash)  # type: ignore[attr-defined]
    # The theme is told in every run, six parts of some fifty settings each.
    app_session._populate_theme_msg = kept_theme(app_session._populate_theme_msg)  # type: ignore[assignment]


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

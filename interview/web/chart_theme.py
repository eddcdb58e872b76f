"""Streamlit's theme for charts, put in place before the first chart. Streamlit itself does so before the first page and
loads Plotly for it: a fifth of the time that loading Streamlit takes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


@contextmanager
def left_out() -> Iterator[None]:
    """Around the first import of Streamlit: it goes on without Plotly where that cannot be imported."""
    sys.modules["plotly"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["plotly"]


@cache
def put_in_place() -> None:
    """Before the first chart is made: it takes what is the usual theme then."""
    from plotly.io import templates
    from streamlit.elements.lib.streamlit_plotly_theme import configure_streamlit_plotly_theme

    if "streamlit" not in templates:
        configure_streamlit_plotly_theme()

"""The words of the first question while a model writes them, where the start page waits: to look at, not to answer.

Drawing never stops the making of an interview: whatever somebody clicked meanwhile is done when it is there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from interview.i18n.translate import Words
from interview.web import html_components, ui

_DRAWN_EVERY_S = 0.15


@contextmanager
def shown(say: Words) -> Iterator[Callable[[str], None]]:
    """Around the making of an interview; what it gives draws the words so far."""
    place = st.empty()
    title = say("Your first question is being written. It may still change.")
    drawn_at = 0.0
    interrupted: BaseException | None = None

    def draw(words: str) -> None:
        nonlocal drawn_at, interrupted
        now = time.monotonic()
        if interrupted is not None or (words and now - drawn_at < _DRAWN_EVERY_S):
            return
        drawn_at = now
        try:
            with place.container():
                ui.draw(html_components.block(title, "mi-quiet"), html_components.arriving(words), language=say.tag)
        except BaseException as exc:
            # Streamlit stops a script that was overtaken here; the words that were paid for would be lost.
            interrupted = exc

    try:
        yield draw
    finally:
        if interrupted is None:
            place.empty()
    if interrupted is not None:
        raise interrupted

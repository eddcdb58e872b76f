"""The file of everything that the candidate settled, on a page: what is in it, and its download."""

from __future__ import annotations

import streamlit as st

from interview.i18n.translate import words
from interview.web import html_components, ui
from interview.web.schemas.settled_verdicts import FILE_NAME, MEDIA_TYPE, lines


def download(owner: str) -> None:
    """Nothing unless something is settled; in the language of the interview in which that was last."""
    history = ui.services().history
    language = history.settled_language(owner)
    if language is None:
        return
    say = words(language)
    told = say(
        "All key points that you gave your own word on, in all interviews, one on each line: question, your whole "
        "answer and its date, the interviewer's verdict and yours, and nothing else about you."
    )
    ui.draw(html_components.block(told, "mi-quiet"), language=say.tag)
    st.download_button(
        say("Download as JSON Lines"),
        lambda: b"".join(lines(history.settled(owner))),
        file_name=FILE_NAME,
        mime=MEDIA_TYPE,
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )

"""Words that the browser keeps of an interview that has no editor any more, to be read and copied there.

It sends them nowhere: what was never saved stays with the person who wrote it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from interview.i18n.translate import Words
from interview.web.kept_form.kept_list import entry_words

_HERE = Path(__file__).parent
_SCRIPTS = (
    "../answer_box/server.js",
    "../answer_box/forgetting.js",
    "../answer_box/local_backup.js",
    "form_fields.js",
    "kept_entry.js",
    "kept_answers.js",
)


def kept_answers(session_id: str, say: Words) -> None:
    """Draw what the browser keeps of this interview and no answer of it holds; nothing where there is none."""
    told = say(
        "These words were typed in this browser and are not part of any answer. They stay in this browser for 30 days; "
        "copy them if you still need them."
    )
    _list()(
        key=f"kept-answers-{session_id}",
        data=[{"sessionId": session_id, "language": say.tag, "says": {"told": told, **entry_words(say)}}],
    )


@cache
def _list() -> Any:
    return st.components.v2.component(
        "mock_interview_kept_answers",
        html='<div class="form list" hidden></div>',
        css=(_HERE / "kept_form.css").read_text(),
        js="\n".join((_HERE / name).read_text() for name in _SCRIPTS),
    )

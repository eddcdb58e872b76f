"""Words that the browser keeps of forms that are not on the page, to be read and copied there.

It sends them nowhere: what was never saved stays with the person who wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from interview.i18n.translate import Words
from interview.web.kept_form import Field

_HERE = Path(__file__).parent
_SCRIPTS = ("../answer_box/forgetting.js", "kept_words.js", "form_fields.js", "kept_entry.js", "kept_list.js")


def kept_words(
    key: str,
    fields: Sequence[Field],
    say: Words,
    *,
    told: str,
    besides: Sequence[str] = (),
    use: str = "",
    on_use: Callable[[], None] | None = None,
) -> None:
    """Draw what the browser keeps of forms whose keys begin with `key` and that are not on the page, under the sentence
    `told`; of those with the keys `besides`, which can be opened there, nothing. With a button to `use` them, which
    calls `on_use` before the page runs again, they are shown in short, and without one each can be removed."""
    _list()(
        key=f"kept-{key}",
        data=[
            {
                "key": key,
                "besides": list(besides),
                "fields": [asdict(field) for field in fields],
                "says": {"told": told, "use": use, **entry_words(say)},
            }
        ],
        on_used_change=on_use,
    )


def entry_words(say: Words) -> dict[str, str]:
    """What is said at each text that the browser keeps."""
    return {
        "copy": say("Copy"),
        "copied": say("Copied."),
        "notCopied": say("That did not work. Select the words and copy them yourself."),
        "remove": say("Remove"),
        "removed": say("Removed from this browser."),
        "undo": say("Undo"),
    }


@cache
def _list() -> Any:
    return st.components.v2.component(
        "mock_interview_kept_words",
        html='<div class="form list" hidden></div>',
        css=(_HERE / "kept_form.css").read_text(),
        js="\n".join((_HERE / name).read_text() for name in _SCRIPTS),
    )

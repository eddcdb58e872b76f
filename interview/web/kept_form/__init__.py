"""A form whose words stay in the browser until the server has them, so that a tab closed by accident costs nothing.

It sends them to a route of the HTTP API by itself. It knows no field by name and decides nothing about what is sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from interview.i18n.translate import Words

_HERE = Path(__file__).parent
# Streamlit loads one script without imports; these make one in this order.
_DICTATION = (
    "server.js",
    "loudness.js",
    "recordings.js",
    "device_recognition.js",
    "recorded_ears.js",
    "dictation.js",
)
_SCRIPTS = (
    *(f"../answer_box/{name}" for name in _DICTATION),
    "spoken_lines.js",
    "kept_words.js",
    "kept_form.js",
)


@dataclass(frozen=True)
class Field:
    """One field of a form. `name` is that of the request's body; a choice is (code, label), its value codes.

    It has no bound: a browser cuts what is pasted without a word. The server refuses in words, and nothing is lost.
    """

    name: str
    label: str
    kind: Literal["line", "text", "date", "choices"] = "line"
    value: str | Sequence[str] = ""
    placeholder: str = ""
    choices: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Outcome:
    """What happened since the run before: the id of what was `saved` ("": nothing), or the wish to close the form."""

    saved: str = ""
    is_closed: bool = False


def kept_form(
    key: str,
    fields: Sequence[Field],
    say: Words,
    *,
    method: Literal["POST", "PUT"],
    url: str,
    reply_id: str,
    save: str,
    body: Mapping[str, Any] | None = None,
    close: str = "",
    speech: Mapping[str, Any] | None = None,
    is_aside: bool = False,
) -> Outcome:
    """Draw a form that sends its fields, and `body` beside them, to `url`; `reply_id` names the id in the reply.

    Words written on one `body` are sent with that one, also when a later run gives another.

    `key` is what the words are kept under in this browser, so it names the person and what is written. Without words
    for `close` there is no button for it. With `speech`, from dictation_data(), the first long text can be spoken. One
    on a page of something else is `is_aside`: it takes the focus from nobody, and its button is not the page's.
    """
    happened = _component()(
        key=f"form-{key}",
        data={
            "key": key,
            "fields": [asdict(field) for field in fields],
            "method": method,
            "url": url,
            "body": dict(body or {}),
            "replyId": reply_id,
            "speech": dict(speech) if speech is not None else None,
            "isAside": is_aside,
            "says": {
                "save": save,
                "close": close,
                "kept": say("Kept in this browser until you save."),
                "notKept": say("This browser keeps nothing, so save before you leave the page."),
                "restored": say("These words were not saved yet. They were kept in this browser."),
                "drop": say("Discard my words"),
                "saved": say("What is saved now"),
                "others": say("Other words kept in this browser"),
                "use": say("Use these words"),
                "copy": say("Copy"),
                "copied": say("Copied."),
                "saving": say("Saving …"),
                "failed": say("Not saved yet, the server does not answer. Your words are kept. Try again in a moment."),
            },
        },
        on_saved_change=_rerun,
        on_closed_change=_rerun,
        on_refused_change=_rerun,
    )
    return Outcome(str(happened.saved or ""), bool(happened.closed))


def _rerun() -> None:
    """A callback is what makes the component's triggers run the page again; the run itself reads what happened."""


def script() -> str:
    """What runs in the browser."""
    return "\n".join((_HERE / name).read_text() for name in _SCRIPTS)


@cache
def _component() -> Any:
    return st.components.v2.component(
        "mock_interview_kept_form",
        html='<form class="form" novalidate></form>',
        css=(_HERE / "kept_form.css").read_text(),
        js=script(),
    )

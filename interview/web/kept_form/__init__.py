"""A form whose words stay in the browser until the server has them, so that a tab closed by accident costs nothing.

It sends them to a route of the HTTP API by itself, or hands them to the page, which says once they are stored. It knows
no field by name and decides nothing about what is sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from interview.i18n.translate import Words

_HERE = Path(__file__).parent
# Streamlit loads one script without imports; these make one in this order.
_DICTATION = (
    "server.js",
    "forgetting.js",
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
    "form_fields.js",
    "form_sending.js",
    "kept_form.js",
)
_FORGET = "kept-form-forget"


@dataclass(frozen=True)
class Field:
    """One field of a form. `name` is that of the request's body, "outer.inner" for one inside another; of choices, each
    (code, label), the value is codes, of one choice a code; of entries, written behind commas, each entry. A text with
    `rows` is as high as these and does not grow.

    It has no bound: a browser cuts what is pasted without a word. The server refuses in words, and nothing is lost.
    """

    name: str
    label: str
    kind: Literal["line", "text", "date", "choices", "choice", "entries"] = "line"
    value: str | Sequence[str] = ""
    placeholder: str = ""
    choices: Sequence[tuple[str, str]] = ()
    rows: int = 0


@dataclass(frozen=True)
class Outcome:
    """What happened since the run before: the id of what was `saved` ("": nothing), or the wish to close the form."""

    saved: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class Handed:
    """What stands in a form without a server of its own, by field, and under which names, written when (milliseconds of
    the epoch), the browser keeps it."""

    values: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[tuple[str, int], ...] = ()


def kept_form(
    key: str,
    fields: Sequence[Field],
    say: Words,
    *,
    method: Literal["POST", "PUT", "PATCH"],
    url: str,
    reply_id: str,
    save: str,
    body: Mapping[str, Any] | None = None,
    close: str = "",
    speech: Mapping[str, Any] | None = None,
    is_aside: bool = False,
    headers: Mapping[str, str] | None = None,
    beside: str = "",
) -> Outcome:
    """Draw a form that sends its fields, and `body` beside them, to `url`; `reply_id` names the id in the reply.

    Words written on one `body` are sent with that one, also when a later run gives another.

    `key` is what the words are kept under in this browser, so it names the person and what is written. Without words
    for `close` there is no button for it. With `speech`, from dictation_data(), the first long text can be spoken. One
    on a page of something else is `is_aside`: it takes the focus from nobody, and its button is not the page's.
    `headers` go with the request and are not kept; `beside` is the key of typed_beside(), whose fields are sent, too.
    """
    happened = _draw(
        key,
        fields,
        say,
        kept=say("Kept in this browser until you save, for 30 days at most."),
        not_kept=say("This browser keeps nothing, so save before you leave the page."),
        method=method,
        url=url,
        headers=headers or {},
        body=body or {},
        reply_id=reply_id,
        save=save,
        close=close,
        speech=speech,
        is_aside=is_aside,
        beside=beside,
    )
    return Outcome(str(happened.saved or ""), bool(happened.closed))


def typed_beside(key: str, fields: Sequence[Field], say: Words) -> None:
    """Draw fields that other forms of the page send with theirs, and keep them in the browser until one was saved."""
    _draw(
        key,
        fields,
        say,
        kept=say("Kept in this browser until you save, for 30 days at most."),
        not_kept=say("This browser keeps nothing, so save before you leave the page."),
    )


def handed(key: str, fields: Sequence[Field], say: Words, *, kept: str) -> Handed:
    """Draw fields that are handed to the page when somebody leaves them or pastes into them; `kept` says until when the
    browser keeps them. Once they are stored, forget() has the browser forget them."""
    not_kept = say("This browser does not keep what you type here.")
    _draw(key, fields, say, kept=kept, not_kept=not_kept, is_handed=True)
    return now_in(key)


def now_in(key: str) -> Handed:
    """What handed() was handed last; nothing where it is not on the page."""
    found = (st.session_state.get(f"form-{key}") or {}).get("handed") or {}
    values = {str(name): str(value) for name, value in found.get("values", {}).items()}
    return Handed(values, tuple((str(name), int(at)) for name, at in found.get("entries", ())))


def forget(*stored: Handed) -> None:
    """Have the browser forget these words at the end of the next run: they are stored now."""
    names = [entry for each in stored for entry in each.entries]
    st.session_state[_FORGET] = [*st.session_state.get(_FORGET, ()), *names]


def forget_stored() -> None:
    """Where something was stored before this run, draw what has the browser forget it."""
    names = st.session_state.pop(_FORGET, None)
    if names:
        told = json.dumps(names).replace("<", "\\u003c")
        with st.container(key="forget"):
            script = (_HERE / "forget_entries.js").read_text()
            st.html(f"<script>{{{script}forgetEntries({told}); }}</script>", unsafe_allow_javascript=True)


def _draw(
    key: str,
    fields: Sequence[Field],
    say: Words,
    *,
    kept: str,
    not_kept: str,
    method: str = "",
    url: str = "",
    headers: Mapping[str, str] | None = None,
    body: Mapping[str, Any] | None = None,
    reply_id: str = "",
    save: str = "",
    close: str = "",
    speech: Mapping[str, Any] | None = None,
    is_aside: bool = True,
    beside: str = "",
    is_handed: bool = False,
) -> Any:
    return _component()(
        key=f"form-{key}",
        # In a list: Streamlit loads pandas to see whether a value of a mapping is a table.
        data=[
            {
                "key": key,
                "fields": [asdict(field) for field in fields],
                "method": method,
                "url": url,
                "headers": dict(headers or {}),
                "body": dict(body or {}),
                "replyId": reply_id,
                "speech": dict(speech) if speech is not None else None,
                "isAside": is_aside,
                "beside": beside,
                "isHanded": is_handed,
                "isHeld": is_handed and any(now_in(key).values.values()),
                "says": {
                    "save": save,
                    "close": close,
                    "kept": kept,
                    "notKept": not_kept,
                    "restored": say("These words were not saved yet. They were kept in this browser."),
                    "drop": say("Discard my words"),
                    "saved": say("What is saved now"),
                    "others": say("Other words kept in this browser"),
                    "use": say("Use these words"),
                    "copy": say("Copy"),
                    "copied": say("Copied."),
                    "notCopied": say("That did not work. Select the words and copy them yourself."),
                    "saving": say("Saving …"),
                    "failed": say(
                        "Not saved yet, the server does not answer. Your words are kept. Try again in a moment."
                    ),
                    "failedFragile": say(
                        "Not saved yet, the server does not answer. Keep this page open and try again in a moment."
                    ),
                },
            }
        ],
        on_saved_change=_rerun,
        on_closed_change=_rerun,
        on_refused_change=_rerun,
        on_handed_change=_rerun,
    )


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

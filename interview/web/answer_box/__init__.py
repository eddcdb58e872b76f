"""The autosaving answer editor: a Streamlit component that talks to the HTTP API by itself, without page reruns.

It owns nothing but the browser's side; what is stored and who moves on is decided by the use cases behind the API.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from interview.core.going_back import next_ends_it
from interview.core.mode import Mode, minutes_for
from interview.core.session import InterviewSession
from interview.core.swap import may_swap
from interview.core.turn import Turn
from interview.i18n.translate import Words
from interview.i18n.translate import words as words_of
from interview.web.answer_box.box_words import Phrases, box_words

_HERE = Path(__file__).parent
# Streamlit loads one script without imports; these make one in this order.
_SCRIPTS = (
    "server.js",
    "forgetting.js",
    "local_backup.js",
    "wording.js",
    "answer_data.js",
    "copies.js",
    "retrying.js",
    "draft.js",
    "reading_aloud.js",
    "loudness.js",
    "recordings.js",
    "device_recognition.js",
    "recorded_ears.js",
    "dictation.js",
    "hands_free.js",
    "speaking.js",
    "swapping.js",
    "choosing.js",
    "submission.js",
    "moving_on.js",
    "ending.js",
    "hint.js",
    "countdown.js",
    "time_open.js",
    "leftovers.js",
    "typing_on.js",
    "answer_box.js",
    "component.js",
)


def answer_box(session: InterviewSession, permit: str, say: Words, at: datetime, *, speech: dict[str, Any]) -> bool:
    """Draw the editor for the session's current question; True when the candidate asks to end the interview.

    `permit` lets the editor write to this interview and no other. `speech` is what speech_data() says. It speaks the
    language of `say`; `at` is now.
    The page runs again when the interview has moved on or is to end; in both cases the words are stored before.
    """
    turn = session.current
    if turn is None:
        raise ValueError("a finished interview has no question to answer")
    happened = _component(say.language)(
        key=f"answer-{session.id}",
        # As it is sent: of anything else Streamlit makes JSON twice.
        data=_written(_told(session, turn, permit, say, at, speech), words=box_words(say)),
        on_moved_change=_rerun,
        on_ending_change=_rerun,
    )
    return bool(happened.ending)


def _told(
    session: InterviewSession, turn: Turn, permit: str, say: Words, at: datetime, speech: dict[str, Any]
) -> dict[str, Any]:
    """What the editor is told of the current question."""
    return {
        "sessionId": session.id,
        "permit": permit,
        "index": session.current_index,
        "swaps": turn.swaps,
        "canSwap": may_swap(session),
        "last": _last(session, turn),
        "draft": turn.answer.draft,
        "revision": turn.answer.revision,
        "writer": turn.answer.writer,
        "savedAt": turn.answer.saved_at.isoformat() if turn.answer.saved_at and turn.answer.draft else None,
        "speech": speech,
        "minutes": minutes_for(session.round, is_follow_up=turn.position.is_follow_up),
        "hintShown": turn.answer.hint_shown,
        "canSkip": turn.answer.may_be_empty,
        "reopened": turn.answer.reopened,
        "before": turn.answer.before.text if turn.answer.before is not None else None,
        "secondsLeft": session.seconds_left(at),
        "language": say.tag,
    }


def _last(session: InterviewSession, turn: Turn) -> str:
    """Which of the words (box_words.py) say that submitting this answer ends the interview; "" where it does not, and
    where there is nothing else to look at."""
    if len(session.turns) < 2 or not next_ends_it(session):
        return ""
    if session.mode is Mode.REAL:
        return "last_in_real_mode"
    may_follow = session.follow_up_is_possible(turn.position, turn.question.text) and not turn.answer.reopened
    return "last_but_for_a_follow_up" if may_follow else "last"


def _written(told: dict[str, Any], **phrases: Phrases) -> bytes:
    """JSON of what the editor is told, with `phrases` beside it, which are written already; so are those of speech."""
    speech = told["speech"]
    spoken = {name: value for name, value in speech.items() if name != "words"}
    parts = {**phrases, "spokenWords": speech["words"]}
    beside = "".join(f', "{name}": {each.as_json}' for name, each in parts.items())
    return f"{json.dumps({**told, 'speech': spoken})[:-1]}{beside}}}".encode()


def _rerun() -> None:
    """A callback is what makes the component's triggers run the page again; the run itself reads what happened."""


@cache
def _component(language: str) -> Any:
    words = {key: escape(text) for key, text in box_words(words_of(language)).items()}
    return st.components.v2.component(
        f"mock_interview_answer_box_{language}",
        html=(_HERE / "answer_box.html").read_text().format_map(words),
        css=(_HERE / "answer_box.css").read_text(),
        js="\n".join((_HERE / name).read_text() for name in _SCRIPTS),
    )

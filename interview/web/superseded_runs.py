"""A run of a page that a click has superseded ends without touching what that click set off.

Streamlit starts a new run at once and lets the old one end beside it. At its end a run takes back every click, also one
that only the new run is to see: whoever clicked in the last moment of a run saw nothing happen. One function of
Streamlit is wrapped, none is replaced by one of ours.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.state.safe_session_state import SafeSessionState

End = Callable[..., None]


def keep_clicks() -> None:
    """From here on, in this process; before a server starts."""
    SafeSessionState.on_script_finished = unless_superseded(SafeSessionState.on_script_finished)  # type: ignore[method-assign]


def unless_superseded(end: End) -> End:
    """The same as this function of Streamlit, which ends a run, but for a run that was asked to stop."""

    @functools.wraps(end)
    def end_of_the_latest(*arguments: Any, **named: Any) -> None:
        context = get_script_run_ctx(suppress_warning=True)
        requests = context.script_requests if context is not None else None
        # A run is asked to stop under this lock, and only then the next one starts: it cannot start in between.
        with requests._lock if requests is not None else nullcontext():
            if requests is None or requests._state is not ScriptRequestType.STOP:
                end(*arguments, **named)

    return end_of_the_latest

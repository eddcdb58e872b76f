"""The check of the model in use: started by a click, run beside the page, and shown as a calm list when it is over.

One at a time in this process. What a server says of itself is data.
"""

from __future__ import annotations

import logging
import threading
from typing import Any

import streamlit as st

from interview.i18n.translate import Words
from interview.model.check_results import CheckResult, Finding, State, Step
from interview.models_in_use import check_model
from interview.settings import Settings
from interview.web import html_components, ui

LOOK_EVERY_S = 1

log = logging.getLogger("interview.pages")


class Check:
    """A check under way, or its result. It is of one server, key and model, and says nothing of others."""

    def __init__(self, settings: Settings) -> None:
        self._of = _named(settings)
        self._settings = settings
        self.began = ui.now()
        self.step, self.done, self.total = Step.REACH, 0, 0  # Until the first request nobody knows how many.
        self.result: CheckResult | None = None
        self.is_over = False
        threading.Thread(target=self._go, name="model check", daemon=True).start()

    @property
    def models(self) -> tuple[str, ...]:
        """The models that were looked at: the one that asks, and another one that grades."""
        return tuple(dict.fromkeys((self._settings.model, self._settings.openai_grade_model or self._settings.model)))

    def is_of(self, settings: Settings) -> bool:
        return self._of == _named(settings)

    def _go(self) -> None:
        try:
            self.result = check_model(self._settings, self._note)
        except Exception:
            log.exception("the check of the model stopped unexpectedly")
        self.is_over = True

    def _note(self, step: Step, done: int, total: int) -> None:
        self.step, self.done, self.total = step, done, total


def _named(settings: Settings) -> tuple[Any, ...]:
    apart = settings.openai_follow_up_model, settings.openai_grade_model
    return settings.openai_base_url, settings.openai_api_key, settings.model, *apart


_lock = threading.Lock()
_last: list[Check] = []


def of_model_in_use() -> Check | None:
    """The check of the model that is in use now; None where there was none since the start."""
    return next((check for check in _last if check.is_of(ui.services().settings)), None)


def start() -> None:
    """Check the model in use, unless that is being done."""
    with _lock:
        settings = ui.services().settings
        if not any(check.is_of(settings) and not check.is_over for check in _last):
            _last[:] = [Check(settings)]


def draw(say: Words, *, is_primary: bool) -> None:
    """The button, how far a check is, and what it found."""
    check = of_model_in_use()
    if check is not None and not check.is_over:
        st.fragment(_progress, run_every=LOOK_EVERY_S)()
        return
    st.button(
        say("Check this model") if check is None else say("Check again"),
        type="primary" if is_primary and check is None else "secondary",
        icon=":material/fact_check:",
        on_click=start,
        key="check-model",
    )
    if check is None:
        st.caption(
            say(
                "About 20 requests with texts of ours, none of yours. It takes a minute, with a slow model longer. A "
                "model that is not on this computer may cost a few cents."
            )
        )
    elif check.result is None:
        st.error(say("The check stopped for a reason of ours. Start it again."), icon=":material/error:")
    else:
        _result(check.result, check, say)
        if is_primary and check.result.is_usable:
            to_the_start(say)


def is_unusable() -> bool:
    """Whether the last check of the model in use found something that does not work."""
    check = of_model_in_use()
    return check is not None and check.result is not None and not check.result.is_usable


def warn(say: Words) -> None:
    """On the start page: that the last check found something that does not work, and where it says what to do."""
    check = of_model_in_use()
    if check is not None and is_unusable():
        told = say(
            "The check of {models} found something that does not work. The page “Interviewer” says what to do.",
            models=say.all_of(check.models),
        )
        st.warning(ui.escape(told), icon=":material/fact_check:")


def to_the_start(say: Words) -> None:
    """The next step with a model that works."""
    if st.button(say("Begin an interview"), type="primary", icon=":material/play_arrow:", key="begin-with-model"):
        ui.go("start")


def _progress() -> None:
    """_how_far(), whose errors are said here: the page around it is not drawn again."""
    with ui.errors():
        _how_far()


def _how_far() -> None:
    check, say = of_model_in_use(), ui.words()
    if check is None or check.is_over:
        st.rerun()
    if check.total:
        told = say(
            "Request {done} of {total}: {step}", done=check.done + 1, total=check.total, step=_steps(say)[check.step]
        )
    else:
        told = say("The check begins …")
    ui.draw(
        html_components.progress(check.done, max(check.total, 1), told),
        html_components.block(told, "mi-quiet"),
        language=say.tag,
    )


def _steps(say: Words) -> dict[Step, str]:
    return {
        Step.REACH: say("is the server there, and is the key taken"),
        Step.ANSWER: say("does the model answer"),
        Step.TAKES: say("what does it take"),
        Step.SPEED: say("how fast does it write"),
        Step.CONTEXT: say("how much does it read at once"),
        Step.LANGUAGE: say("which languages does it speak"),
        Step.GRADING: say("does it grade honestly"),
    }


def _result(result: CheckResult, check: Check, say: Words) -> None:
    parts = [html_components.block(_verdict(result, say), "mi-strong")]
    if result.summary is not None:
        parts.append(html_components.block(say.message(result.summary)))
    for title, states in (
        (say("What does not work"), (State.BAD,)),
        (say("Good to know"), (State.NOTE, State.OPEN)),
        (say("What works"), (State.GOOD,)),
    ):
        found = [finding for finding in result.findings if finding.state in states]
        if found:
            parts += [html_components.title(title), html_components.checked(_row(each, say) for each in found)]
    codes = [finding.code.value for finding in result.findings if finding.code is not None]
    if codes:
        parts.append(html_components.folded(say("For support"), html_components.block(", ".join(codes), "mi-quiet")))
    parts.append(
        html_components.block(
            say("Checked: {model}, {when}", model=say.all_of(check.models), when=ui.when(check.began)), "mi-quiet"
        )
    )
    ui.draw(*parts, language=say.tag)


def _verdict(result: CheckResult, say: Words) -> str:
    if not result.answered:
        return say("The model could not be checked, as it did not answer. Below it says what to do.")
    if not result.is_usable:
        return say("This model cannot be your interviewer as it is. Below it says what to do.")
    if not result.is_whole:
        return say("Nothing wrong was seen, but not everything could be looked at. Check again later.")
    return say("This model can be your interviewer.")


_SIGNS = {State.GOOD: "covered", State.NOTE: "touched", State.BAD: "contradicted", State.OPEN: "unsure"}


def _row(found: Finding, say: Words) -> tuple[str, str, list[str]]:
    below = [] if found.next is None else [say.message(found.next)]
    if found.words:
        below.append(say("The server says: “{words}”", words=found.words))
    return _SIGNS[found.state], say.to_operators(found.told), below

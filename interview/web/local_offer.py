"""What the start page says when a language model runs on this computer and none is chosen: use it, or no thanks.

It stands last and is drawn last: the look at the ports of this computer holds back nothing of the page, and nothing
moves when there is something to offer.
"""

from __future__ import annotations

import streamlit as st

from interview.core.model_providers import PROVIDERS
from interview.i18n.translate import Words
from interview.model.local_servers import LOOK_S, LocalModels
from interview.use_cases.model_choices import Source
from interview.web import ui


def draw(say: Words) -> None:
    """The offer, where there is something to offer and nobody said no."""
    choices = ui.services().model_choices
    if not choices.is_offered:
        return
    chosen = choices.look()
    if chosen.source is not Source.NONE or chosen.declined or not chosen.may_change:
        return
    found = ui.services().local_models.found(wait_s=LOOK_S)
    if found:
        _offer(found[0], say)


def _offer(found: LocalModels, say: Words) -> None:
    provider = PROVIDERS[found.provider].name
    with st.container(border=True, gap="xsmall", key="local-model"):
        st.markdown(
            say(
                "**A language model runs on this computer** ({model}, {provider}). Use it as the interviewer?",
                model=ui.escape(found.models[0].removesuffix(":latest")),
                provider=ui.escape(provider),
            )
        )
        st.caption(
            say(
                "It asks about your own resume and puts what it thinks of your answers in its own words. It is slower, "
                "and nothing is sent to another computer."
            )
        )
        with st.container(horizontal=True):
            if st.button(say("Use it"), icon=":material/computer:", key="use-local-model"):
                _use(found)
            if st.button(say("No thanks"), type="tertiary", key="decline-local-model"):
                _decline()


def _use(found: LocalModels) -> None:
    with ui.errors():
        ui.services().model_choices.save(found.provider, found.address, "", found.models[0])
        ui.go("model")


def _decline() -> None:
    with ui.errors():
        ui.services().model_choices.decline()
        st.rerun()

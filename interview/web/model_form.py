"""The form that chooses a model: whose it is, the address, the key and the model's name.

A key goes from the field into the file and is never shown again; the field is a new one afterwards.
"""

from __future__ import annotations

from typing import cast

import streamlit as st

from interview.core.model_providers import PROVIDERS, ProviderId
from interview.i18n.translate import Words
from interview.model.addresses import server_name
from interview.model.local_servers import LocalModels
from interview.model.probing import Probe, ProbeFailed
from interview.use_cases.model_choices import (
    MAX_ADDRESS_CHARS,
    MAX_KEY_CHARS,
    Chosen,
    Source,
    checked_address,
    checked_key,
)
from interview.web import ui

WAIT_FOR_LIST_S = 8.0
_PROVIDER, _ADDRESS, _OFFERED, _MODEL, _KEY_NUMBER = (
    *("model-provider", "model-address", "model-offered", "model-name"),
    "model-key-number",
)


def provider_name(id: ProviderId, say: Words) -> str:
    """A provider in words."""
    return PROVIDERS[id].name or say("Another OpenAI-compatible server")


def shown_address(chosen: Chosen, say: Words) -> str:
    """Where the model runs, without what may be secret in its address."""
    return server_name(chosen.base_url).partition(" ")[0] if chosen.base_url else say("the usual address of OpenAI")


def _is_hidden(chosen: Chosen) -> bool:
    # What stands behind a question mark may be a key, and that is never shown again.
    return chosen.source is Source.PAGE and chosen.base_url != server_name(chosen.base_url)


def draw(chosen: Chosen, say: Words, *, is_primary: bool) -> None:
    """All fields, and the button that saves them."""
    _begin(chosen)
    provider = st.selectbox(
        say("Where the model runs"),
        list(PROVIDERS),
        format_func=lambda id: provider_name(id, say),
        key=_PROVIDER,
        on_change=_take_preset,
    )
    # In a form every letter counts at once: outside of one, a key that is left with the Tab key would be lost.
    with st.form("model-form", border=False):
        address = st.text_input(
            say("Address"),
            key=_ADDRESS,
            max_chars=MAX_ADDRESS_CHARS,
            placeholder=say("The one in use may hold a key, so it is not shown.") if _is_hidden(chosen) else "",
            help=say("It usually ends in /v1."),
        )
        typed = "" if PROVIDERS[provider].is_local else _key(chosen, address, say)
        _hint(provider, say)
        with st.container(horizontal=True, vertical_alignment="bottom", key="model-row"):
            place = st.container()
            wants_list = st.form_submit_button(say("Show the models there"), icon=":material/list:", key="model-list")
        if wants_list:
            _look(address, typed, say)
        with place:
            name = _model(address, say)
        wants_it = st.form_submit_button(
            say("Save and use this model"), type="primary" if is_primary else "secondary", key="model-save"
        )
    if wants_it:
        _save(provider, address, typed, name)


def _model(address: str, say: Words) -> str:
    """Its name, of those that this server offers or typed."""
    offered = _offered().get(address, [])
    name = st.session_state.get(_MODEL)
    chosen = st.selectbox(
        say("Model"),
        offered if not name or name in offered else [name, *offered],
        key=_MODEL,
        accept_new_options=True,
        index=None,
        placeholder=say("Choose one, or type its name"),
    )
    return chosen or ""


def _begin(chosen: Chosen) -> None:
    """Fill the fields once: with what is in use, else with what runs on this computer, else as most people have it."""
    if _PROVIDER in st.session_state:
        # Fields of another page's run are forgotten by Streamlit unless they are set again.
        for name in (_PROVIDER, _ADDRESS, _MODEL):
            if name in st.session_state:
                st.session_state[name] = st.session_state[name]
        return
    if chosen.source is Source.PAGE:
        address = "" if _is_hidden(chosen) else chosen.base_url
        st.session_state[_PROVIDER], st.session_state[_ADDRESS] = chosen.provider, address
        st.session_state[_MODEL] = chosen.model
        return
    found = ui.services().local_models.found()
    if found:
        _take_found(found[0])
    else:
        st.session_state[_PROVIDER] = ProviderId.OPENAI
        _take_preset()


def _take_preset() -> None:
    """What a provider usually has, in place of what stood there; a key typed for another one is for nobody."""
    _empty_key()
    provider = cast(ProviderId, st.session_state[_PROVIDER])
    found = next((each for each in ui.services().local_models.found() if each.provider is provider), None)
    if found is not None:
        _take_found(found)
        return
    st.session_state[_ADDRESS] = PROVIDERS[provider].address
    st.session_state[_MODEL] = None


def _take_found(found: LocalModels) -> None:
    st.session_state[_PROVIDER], st.session_state[_ADDRESS] = found.provider, found.address
    _offered()[found.address], st.session_state[_MODEL] = list(found.models), found.models[0]


def _offered() -> dict[str, list[str]]:
    """The models that servers offered to this tab, by address."""
    lists: dict[str, list[str]] = st.session_state.setdefault(_OFFERED, {})
    return lists


def _key(chosen: Chosen, address: str, say: Words) -> str:
    is_kept = chosen.has_key and bool(ui.services().model_choices.key_for(address, ""))
    return st.text_input(
        say("Key"),
        type="password",
        max_chars=MAX_KEY_CHARS,
        autocomplete="off",
        key=f"model-key-{st.session_state.setdefault(_KEY_NUMBER, 0)}",
        placeholder=say("A key is kept. Type another one to replace it.") if is_kept else "",
        help=say("It is kept in a file on this computer that only your account can open, and never shown again."),
    )


def _hint(provider: ProviderId, say: Words) -> None:
    if provider is ProviderId.OLLAMA:
        st.caption(
            say(
                "As installed, Ollama on most computers reads only about 4,096 tokens (parts of words) and leaves the "
                "rest out without a word. In the settings of the Ollama app, set the context length to 16k; or start "
                "Ollama with OLLAMA_CONTEXT_LENGTH=16384. Answers are graded two at a time, so grading takes longer."
            )
        )
        st.caption(
            say(
                "A model whose name ends in “cloud” does not run on this computer: your resume and your answers are "
                "sent to a server of Ollama, and it may cost money there."
            )
        )
    elif PROVIDERS[provider].is_local:
        st.caption(
            say(
                "Give the model a context of 16,384 tokens if you can. Answers are graded two at a time, so grading "
                "takes longer."
            )
        )
    else:
        st.caption(say("Your resume and your answers are sent to this address, and it may cost money there."))


def _look(address: str, typed: str, say: Words) -> None:
    with ui.errors():
        checked = checked_address(address)
        probe = Probe(
            checked,
            checked_key(ui.services().model_choices.key_for(checked, typed)) or "none",
            "",
            timeout_s=WAIT_FOR_LIST_S,
        )
        try:
            with st.spinner(say("Asking the server …")):
                found = probe.models(WAIT_FOR_LIST_S)
        except ProbeFailed as failed:
            st.error(ui.escape(say.to_operators(failed.message)), icon=":material/error:")
            if failed.words:
                st.caption(ui.escape(say("The server says: “{words}”", words=failed.words)))
            return
        finally:
            probe.close()
        _offered()[address] = found or []
        if not found:
            st.info(say("The server names no models. Type the name of the model."), icon=":material/info:")
        elif len(found) == 1:
            st.session_state[_MODEL] = found[0]


def _save(provider: ProviderId, address: str, typed: str, model: str) -> None:
    with ui.errors():
        ui.services().model_choices.save(provider, address, typed, model)
        _empty_key()
        st.rerun()


def _empty_key() -> None:
    # Another number makes another field, so that what was typed is in no field any more.
    st.session_state[_KEY_NUMBER] = st.session_state.get(_KEY_NUMBER, 0) + 1

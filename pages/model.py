"""Who asks and grades: the model in use and where it was set, a check of it, and the choice of another one."""

import streamlit as st

from interview.core.model_providers import PROVIDERS
from interview.use_cases.model_choices import Chosen, Source
from interview.web import html_components, model_checking, model_form, ui

choices = ui.services().model_choices
say = ui.words()


def in_use(chosen: Chosen) -> None:
    """The interviewer of now in a sentence or two."""
    if chosen.source is Source.NONE:
        st.markdown(
            say(
                "The practice interviewer asks and grades. It needs no network and no key. A language model can ask "
                "about your own resume and put what it thinks of your answers in its own words."
            )
        )
        return
    place = model_form.shown_address(chosen, say)
    if chosen.apart:
        told = ui.models_told((chosen.model, *chosen.apart), say)
        told = f"{told} {say('Where they run: {place}', place=place)}"
    else:
        told = say("{model} asks and grades. Where it runs: {place}", model=chosen.model, place=place)
    ui.draw(html_components.block(told), language=say.tag)


def set_elsewhere(chosen: Chosen) -> None:
    """A model of the environment: the fields, closed, and why."""
    st.info(
        say(
            "The model is set where the app is started: in the environment or in the file .env. That comes first, so "
            "it cannot be changed here. Take {names} out there and start the app again to choose a model on this page.",
            names=say.all_of(chosen.variables),
        ),
        icon=":material/lock:",
    )
    st.text_input(say("Address"), model_form.shown_address(chosen, say), disabled=True)
    st.text_input(say("Key"), say("A key is set") if chosen.has_key else say("No key is set"), disabled=True)
    st.text_input(say("Model"), chosen.model, disabled=True)


def set_by_half(chosen: Chosen) -> None:
    """Variables that leave nothing to choose here and do not make a model either."""
    if len(chosen.variables) == 1:
        told = say(
            "{name} is set where the app is started, but no key and no address. Add one there, or take {name} out to "
            "choose a model here.",
            name=chosen.variables[0],
        )
    else:
        told = say(
            "{names} are set where the app is started, but no key and no address. Add one there, or take them out to "
            "choose a model here.",
            names=say.all_of(chosen.variables),
        )
    st.info(told, icon=":material/lock:")


def take_back(chosen: Chosen) -> None:
    """The ways back: without the key, or without a model."""
    if chosen.has_key:
        st.caption(say("A key is kept. It is never shown again."))
    with st.container(horizontal=True):
        if chosen.has_key:
            label = (
                say("Remove the key and the model") if PROVIDERS[chosen.provider].needs_key else say("Remove the key")
            )
            st.button(label, icon=":material/key_off:", on_click=remove_key)
        st.button(say("Use the practice interviewer again"), icon=":material/undo:", on_click=remove)


def remove_key() -> None:
    with ui.errors():
        choices.remove_key()


def remove() -> None:
    with ui.errors():
        choices.remove()


def one_person() -> None:
    chosen = choices.look()
    in_use(chosen)
    if chosen.source is Source.NONE and not chosen.may_change:
        set_by_half(chosen)
        return
    if chosen.source is Source.NONE:
        st.subheader(say("Choose a model"), anchor=False)
        model_form.draw(chosen, say, is_primary=True)
        return
    model_checking.draw(say, is_primary=True)
    if not chosen.may_change:
        set_elsewhere(chosen)
        return
    take_back(chosen)
    is_needed = model_checking.is_unusable()
    # Another key for each: Streamlit keeps an expander as it was first drawn.
    name = f"change-model-{'now' if is_needed else 'maybe'}"
    with st.expander(say("Change the address, the key or the model"), expanded=is_needed, key=name):
        model_form.draw(chosen, say, is_primary=is_needed)


st.title(say("Interviewer"), anchor=False)
if choices.is_offered:
    one_person()
else:
    st.markdown(ui.who(ui.services().interviewer.identity))
    st.markdown(say("Whoever runs this app chooses the interviewer for everybody. Nothing can be changed here."))

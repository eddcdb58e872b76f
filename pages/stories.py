"""The stories that somebody keeps for interviews, and what could become one."""

import streamlit as st

from interview.core.story import StoryBank
from interview.i18n.translate import Words
from interview.web import html_components, stories, ui

owner = ui.owner()


def write(say: Words, bank: StoryBank) -> None:
    """The form for a new story, or the button that opens it."""
    if stories.is_open():
        with st.container(border=True):
            stories.form(say)
        return
    if not bank.stories:
        ui.draw(
            html_components.block(
                say(
                    "No story yet. Tell one: what the situation was, what you did yourself, and how it ended. "
                    "It is kept here, and shown to you when a question asks for one."
                )
            )
        )
    st.button(
        say("Write a story"),
        type="secondary" if stories.any_open() else "primary",
        icon=":material/edit_note:",
        on_click=stories.open_form,
    )


def kept(say: Words, bank: StoryBank) -> None:
    """The stories, as far as they are looked for."""
    found = stories.search(bank.stories, say)
    if bank.stories and not found:
        st.info(say("No story fits what you look for. Take away a word or choose all stories."))
    for each in found:
        stories.draw(each, say)


def show(say: Words) -> None:
    bank = ui.services().stories.bank(owner)
    ui.draw(
        html_components.page_title(
            say("Stories"), say("Things you did, in your own words, at hand for your next interview.")
        ),
        language=say.tag,
    )
    stories.left_over(bank, say)
    write(say, bank)
    kept(say, bank)
    stories.offers(bank.offers, say)
    if bank.stories:
        stories.for_a_job(say)
    stories.seeds(bank.seeds, say)
    ui.link_to_own_questions(say)


show(ui.words())

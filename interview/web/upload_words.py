"""What a box for files says, in the language of what stands around it: Streamlit's own words are English, and it names
no kinds where it takes all, so that those that cannot be read are refused in our words."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from interview.i18n.translate import Words


def say_it(kinds: Iterable[str], megabytes: int, say: Words) -> None:
    """Put the words of every box for files on the page into the language of `say`; `kinds` are endings of names."""
    named = say.listed(kind.upper() for kind in kinds)
    told = {
        '[data-testid="stFileUploaderDropzone"] button p': say("Upload a file"),
        '[data-testid="stFileUploaderDropzoneInstructions"] span': say(
            "At most {size} MB: {kinds}", size=megabytes, kinds=named
        ),
    }
    rules = (
        f'{place}{{font-size:0}}{place}::after{{content:"{words}";font-size:0.875rem}}' for place, words in told.items()
    )
    st.html(f"<style>{''.join(rules)}</style>")

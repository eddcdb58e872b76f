"""What connection.js says when the app does not answer, in the language of the page."""

from __future__ import annotations

from interview.i18n.translate import Words, sentences


def connection_words(say: Words) -> dict[str, str]:
    """Key → words, as connection.js knows them; `_unkept` is said where this browser keeps nothing."""
    kept = {
        "": say("What you typed is kept in this browser."),
        "_unkept": say("What you typed is on this page only: copy it before you leave the page."),
    }
    happened = {
        "here": (
            say("The app on this computer does not answer."),
            say("If the app was stopped, start it again. This page then goes on by itself."),
        ),
        "away": (
            say("The app cannot be reached just now."),
            say("This page goes on by itself when the connection is back."),
        ),
        "refused": (say("This page is not connected to the app any more."), say("Load the page again to go on.")),
    }
    told = {
        f"{key}{where}": sentences((what, words, next_step))
        for key, (what, next_step) in happened.items()
        for where, words in kept.items()
    }
    return told | {"undone": say("What you pressed was not done."), "back": say("The app answers again.")}

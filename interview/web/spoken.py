"""What is said aloud and what is listened for, in the language of an interview. Nobody's own words are in it."""

from __future__ import annotations

from interview.i18n.translate import ENGLISH, Words


def ready_to_submit(say: Words) -> str:
    """What is said before an answer is submitted without a hand."""
    return say("Shall I submit your answer? Say “wait” to go on.")


def commands(say: Words) -> dict[str, list[str]]:
    """By command, the words that mean it when nothing else is said with them; the English ones always do."""
    return {
        "next": [_next(say), _next(ENGLISH)],
        "wait": [_wait(say), _wait(ENGLISH)],
        "stop": [_stop(say), _stop(ENGLISH)],
    }


def _next(say: Words) -> str:
    return say("next")


def _wait(say: Words) -> str:
    return say("wait")


def _stop(say: Words) -> str:
    return say("stop")

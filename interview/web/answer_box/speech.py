"""What the editor needs for speaking and listening: who does it, in which language, and every sentence about it."""

from __future__ import annotations

from functools import cache
from typing import Any

from interview.core.session import InterviewSession
from interview.i18n.translate import Words, words_or
from interview.services import Services
from interview.web.answer_box.box_words import Phrases
from interview.web.spoken import commands, ready_to_submit

# Seconds without a sound until an answer is about to be submitted, and until it then is.
QUIET_S, COUNTDOWN_S = 4, 5


def speech_data(session: InterviewSession, services: Services, say: Words) -> dict[str, Any]:
    """The data of the answer box about speech, for the current question; `say` is the interface's language."""
    turn = session.current
    spoken = words_or(session.language, say)
    return {
        "reads": services.speaker is not None,
        "writes": services.transcriber is not None,
        "language": session.language,
        "question": turn.question.text if turn is not None else "",
        "readyToSubmit": ready_to_submit(spoken),
        "commands": commands(spoken),
        "quietSeconds": QUIET_S,
        "countdownSeconds": COUNTDOWN_S,
        "words": _words(
            say,
            spoken,
            can_skip=turn is None or turn.answer.may_be_empty,
            was_skipped=turn is not None and turn.answer.before is not None,
        ),
    }


@cache
def _words(say: Words, spoken: Words, *, can_skip: bool, was_skipped: bool) -> Phrases:
    """Every sentence about speech."""
    return Phrases(
        {
            **_reading(say),
            **_speaking(say),
            **_failures(say),
            **_recordings(say),
            **_hands_free(say, commands(spoken)),
            "emptyYet": _empty_yet(say, can_skip=can_skip, was_skipped=was_skipped),
        }
    )


def dictation_data(language: str, services: Services, say: Words, *, url: str) -> dict[str, Any]:
    """What a form needs whose text can be spoken: `url` writes a recording down, where the server does so."""
    missing = {"stillWriting": _still_writing(say), "writeFirst": _write_first(say)}
    words = {**_speaking(say), **_failures(say), **_recordings(say), **missing}
    return {"writes": services.transcriber is not None, "language": language, "url": url, "words": words}


def _reading(say: Words) -> dict[str, str]:
    return {
        "read": say("Read the question aloud"),
        "readStop": say("Stop reading"),
        "readFailed": say("The question could not be read aloud just now. You can read it on the page, or try again."),
        "readByServer": say("To be read aloud, the question is sent to the server’s speech service."),
    }


def _speaking(say: Words) -> dict[str, str]:
    return {
        "speak": say("Speak your answer"),
        "speakStop": say("Stop and write it down"),
        "writing": say("Writing it down …"),
        "recording": say("Recording."),
        "heard": say("Heard so far: {words}"),
        "added": say("Your words were added. Read and correct them before you submit."),
        "toServer": say("What you say is sent to a speech service to be written down. This app keeps no recording."),
        "onDevice": say("Your browser writes down what you say on this device. No recording is sent."),
        "pack": say("Download the speech pack of your browser"),
        "packWhy": say(
            "Your browser can write down what you say on this device, without sending it anywhere. It needs to "
            "download a language pack once."
        ),
        "packLoading": say("The speech pack is being downloaded. You can type meanwhile."),
        "packFailed": say("The speech pack could not be downloaded. Try again later, or type instead."),
    }


def _failures(say: Words) -> dict[str, str]:
    return {
        "refused": say(
            "The microphone is not allowed on this page. Allow it in the browser and try again, or type instead."
        ),
        "missing": say("No microphone was found. Connect one and try again, or type instead."),
        "busy": say("The microphone can’t be used. Another program may be using it. Try again, or type instead."),
        "unplugged": say(
            "The microphone is gone. What you said until then is kept. Connect it and try again, or type."
        ),
        "noLocal": say("Your browser can’t write down speech on this device just now. Please type instead."),
        "offline": say(
            "The server can’t be reached, so your words are not written down yet. The recording is kept below: try "
            "again, save it, or type instead."
        ),
        "notWritten": say(
            "Your words could not be written down. The recording is kept below: try again, save it, or type instead."
        ),
        "signIn": say(
            "Your words are not written down: you may need to sign in again. The recording is kept below: save it, or "
            "try again."
        ),
        "nothingHeard": say(
            "Nothing was heard for two minutes, so hands-free is off. If you did speak, check the microphone."
        ),
        "nothingHeardKept": say(
            "Nothing was heard for two minutes, so hands-free is off. If you did speak, check the microphone; the "
            "recording is kept below."
        ),
        "noWords": say("No words were heard in it. Speak again, or type instead."),
    }


def _recordings(say: Words) -> dict[str, str]:
    return {
        "kept": say("A recording of {seconds} s is not written down yet. It stays here until you leave this page."),
        "keptOther": say(
            "A recording of {seconds} s for an earlier question was not written down. Save it if you still need it; it "
            "stays here until you leave this page."
        ),
        "again": say("Write it down now"),
        "download": say("Save the recording"),
        "drop": say("Delete the recording"),
    }


def _hands_free(say: Words, heard: dict[str, list[str]]) -> dict[str, str]:
    said = {command: names[0] for command, names in heard.items()}
    return {
        "handsFree": say("Hands-free"),
        "how": say(
            "Speak your answer. After {quiet} quiet seconds, or when you pause and say “{next}”, it is about to be "
            "submitted. For {seconds} seconds any key, any click or your voice stops that. Say “{stop}” to end "
            "hands-free.",
            quiet=QUIET_S,
            seconds=COUNTDOWN_S,
            next=said["next"],
            stop=said["stop"],
        ),
        "noVoice": say("There is no voice for this language on your device, so the question is not read aloud."),
        "isReading": say("Reading the question …"),
        "isOpening": say("Waiting for the microphone. Your browser may ask you …"),
        "isListening": say("Listening …"),
        "isWriting": say("Writing down what you said …"),
        "isAsking": say("Submitting in {seconds} s", seconds="{seconds}"),
        "isSubmitting": say("Going on …"),
        "soon": say(
            "Your answer is submitted in {seconds} seconds. Any key, any click or “{wait}” stops that.",
            seconds=COUNTDOWN_S,
            wait=said["wait"],
        ),
        "wait": say("Wait"),
        "goOn": say("Not submitted. Go on, I am listening."),
        "writeFirst": _write_first(say),
        "stillWriting": _still_writing(say),
        "off": say("Hands-free is off."),
        "hidden": say("Hands-free is off because this page was not in view. Press it again to go on."),
    }


def _write_first(say: Words) -> str:
    return say("Not yet: a recording is not written down. Write it down below, or delete it.")


def _still_writing(say: Words) -> str:
    return say("Not yet: what you said is still being written down. Try again in a moment.")


def _empty_yet(say: Words, *, can_skip: bool, was_skipped: bool) -> str:
    if not can_skip:
        return say("There is no answer yet. Speak or write something.")
    if was_skipped:
        return say("There is no answer yet. Speak or write something, or leave it skipped.")
    return say("There is no answer yet. Speak or write something, or skip the question.")

"""One remark on the form of an answer, where something can be counted: what makes it hard to follow, or a short story.

It looks at the length of sentences, fragments and repetition, and at how long a story is; never at spelling or
vocabulary, so that people who write in a second language lose nothing. Nothing is scored by it.
"""

from __future__ import annotations

from interview.messages import Message
from interview.text.sentences import sentences
from interview.text.words import FUNCTION_WORDS, words

# Plain-language guides ask for about 20 words on average; beyond 35 a spoken sentence is lost.
LONG_SENTENCE = 35
MANY_FRAGMENTS, MUCH_REPETITION = 0.5, 0.1
# Half a minute of slow speech (120 words a minute).
SHORT_STORY = 60
_ENDS = (".", "!", "?", "…")
_CLOSING = "\"')]”’"


def advice(text: str, *, is_story: bool = False) -> Message | None:
    """What would make the answer easier to follow, or a story be heard; None where nothing stands out. An experience
    takes an interview's one to two minutes to tell; any other answer may be as short as it is.

    What ends with no mark is no sentence of which anything can be said: it was spoken or typed without marks, or is a
    line of notes, of a heading or of code, in whatever language.
    """
    parts = [part for each in sentences(text) if (part := each.of(text)).rstrip(_CLOSING).endswith(_ENDS)]
    short = Message.of("feedback.short_story") if is_story and len(text.split()) < SHORT_STORY else None
    if not parts:
        return short
    if sum(map(_is_fragment, parts)) > MANY_FRAGMENTS * len(parts):
        return Message.of("feedback.fragments")
    if len({" ".join(words(part)) for part in parts}) < (1 - MUCH_REPETITION) * len(parts):
        return Message.of("feedback.repetition")
    if short is not None:
        return short
    if sum(len(words(part)) for part in parts) > LONG_SENTENCE * len(parts):
        return Message.of("feedback.long_sentences")
    return None


def _is_fragment(part: str) -> bool:
    found = words(part)
    return len(found) < 4 or not any(word in FUNCTION_WORDS for word in found)

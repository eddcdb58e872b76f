"""One remark on the form of an answer, where something can be counted that makes it hard to follow.

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
    """What would make the answer easier to follow; None where nothing stands out. A story has to have a beginning, what
    somebody did and an end, for which an interview gives one to two minutes; any other answer may be as short as it is.

    What ends with no mark is no sentence of which anything can be said: it was spoken or typed without marks, or is a
    line of notes, of a heading or of code, in whatever language.
    """
    if is_story and len(text.split()) < SHORT_STORY:
        return Message.of("feedback.short_story")
    parts = [part for each in sentences(text) if (part := each.of(text)).rstrip(_CLOSING).endswith(_ENDS)]
    if not parts:
        return None
    if sum(map(_is_fragment, parts)) > MANY_FRAGMENTS * len(parts):
        return Message.of("feedback.fragments")
    if len({" ".join(words(part)) for part in parts}) < (1 - MUCH_REPETITION) * len(parts):
        return Message.of("feedback.repetition")
    if sum(len(words(part)) for part in parts) > LONG_SENTENCE * len(parts):
        return Message.of("feedback.long_sentences")
    return None


def _is_fragment(part: str) -> bool:
    found = words(part)
    return len(found) < 4 or not any(word in FUNCTION_WORDS for word in found)

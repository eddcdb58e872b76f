"""One remark on the form of an answer, where something can be counted: what makes it hard to follow, or a short story.

It looks at the length of sentences, fragments and repetition, and at how long a story is; never at spelling or
vocabulary, so that people who write in a second language lose nothing. Nothing is scored by it.
"""

from __future__ import annotations

import re

from interview.messages import Message
from interview.text.general_claims import is_an_order
from interview.text.sentences import sentences
from interview.text.words import FUNCTION_WORDS, words

# Plain-language guides ask for about 20 words on average; beyond 35 a spoken sentence is lost.
LONG_SENTENCE = 35
MANY_FRAGMENTS, MUCH_REPETITION = 0.5, 0.1
# Fewer of them are a short answer.
FEWEST_FRAGMENTS = 3
# Half a minute of slow speech (120 words a minute).
SHORT_STORY = 60
_ENDS = (".", "!", "?", "…")
_CLOSING = "\"')]”’"
# "1." or "b." before a line counts it.
_NUMBER = re.compile(r"\W*(?:\d+|[a-z])\W*", re.I)
# Behind these stands what somebody does or what is so, also in three words: "Then I ask."
_SUBJECTS = frozenset({"i", "we", "you", "he", "she", "it", "they"})


def advice(text: str, *, is_story: bool = False) -> Message | None:
    """What would make the answer easier to follow, or a story be heard; None where nothing stands out. An experience
    takes an interview's one to two minutes to tell; any other answer may be as short as it is.

    What ends with no mark is no sentence of which anything can be said: it was spoken or typed without marks, or is a
    line of notes, of a heading or of code, in whatever language.
    """
    parts = [part for each in sentences(text) if (part := each.of(text)).rstrip(_CLOSING).endswith(_ENDS)]
    parts = [part for part in parts if not _NUMBER.fullmatch(part)]
    short = Message.of("feedback.short_story") if is_story and len(text.split()) < SHORT_STORY else None
    if not parts:
        return short
    if _is_in_fragments(parts):
        return Message.of("feedback.fragments")
    if len({" ".join(words(part)) for part in parts}) < (1 - MUCH_REPETITION) * len(parts):
        return Message.of("feedback.repetition")
    if short is not None:
        return short
    if sum(len(words(part)) for part in parts) > LONG_SENTENCE * len(parts):
        return Message.of("feedback.long_sentences")
    return None


def _is_in_fragments(parts: list[str]) -> bool:
    """Whether most sentences are none; a question needs no verb."""
    told = [part for part in parts if not part.rstrip(_CLOSING).endswith("?")]
    fragments = sum(map(_is_fragment, told))
    return fragments >= FEWEST_FRAGMENTS and fragments > MANY_FRAGMENTS * len(told)


def _is_fragment(part: str) -> bool:
    found = words(part)
    # "I'd ask" is one, too.
    first = [re.split("['’]", word)[0] for word in found]
    is_clause = is_an_order(part) or not _SUBJECTS.isdisjoint(first[:-1])
    return not is_clause and (len(found) < 4 or not any(word in FUNCTION_WORDS for word in found))

"""What a grader saw in an answer beside its content, as messages with stable codes."""

from __future__ import annotations

from interview.messages import Message

WORD_LIMIT = 6_000

COPIED = Message.of("flag.copied")
KEYWORDS = Message.of("flag.keywords")
GIBBERISH = Message.of("flag.gibberish")
ADDRESSES_GRADER = Message.of("flag.addresses_grader")
NOT_ALL_ENGLISH = Message.of("flag.not_all_english")
ELSEWHERE = Message.of("flag.elsewhere")
SUPPOSED = Message.of("flag.supposed")


def cut(words: int) -> Message:
    """Only the first `words` words were graded."""
    return Message.of("flag.cut", words=words)

"""What a grader saw in an answer beside its content, as messages with stable codes."""

from __future__ import annotations

from interview.core.answer_kind import AnswerKind
from interview.messages import Message

WORD_LIMIT = 6_000

COPIED = Message.of("flag.copied")
KEYWORDS = Message.of("flag.keywords")
GIBBERISH = Message.of("flag.gibberish")
ADDRESSES_GRADER = Message.of("flag.addresses_grader")
NOT_ALL_ENGLISH = Message.of("flag.not_all_english")
ELSEWHERE = Message.of("flag.elsewhere")
OF_KIND = {
    AnswerKind.UNKNOWN: Message.of("flag.unknown"),
    AnswerKind.NOT_DONE: Message.of("flag.not_done"),
    AnswerKind.REFUSES: Message.of("flag.refuses"),
    AnswerKind.ASKS_BACK: Message.of("flag.asks_back"),
    AnswerKind.SUPPOSED: Message.of("flag.supposed"),
    AnswerKind.NEAREST: Message.of("flag.nearest"),
}
"""Of an answer of this kind in which nothing else was heard."""


def cut(words: int) -> Message:
    """Only the first `words` words were graded."""
    return Message.of("flag.cut", words=words)

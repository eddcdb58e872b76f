"""How much of a long text a model is given, in estimated tokens, so that a cut can be said and never is silent."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_RESUME_TOKENS = 3_000
MAX_ANSWER_TOKENS = 1_500
# Of an answer that is told only so that the one beside it is understood, and of each that a summary is made of.
MAX_CONTEXT_TOKENS = 500
MAX_SUMMED_UP_TOKENS = 150
MAX_BATCH_TOKENS = 8_000
"""Of the questions and answers that are graded together; what is beyond it goes into another call."""

_WITHOUT_BLANKS = re.compile(
    r"[\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True)
class CutText:
    """A text bounded by a token estimate. `words_kept` (see word_count) is None when all of it was kept."""

    text: str
    words_kept: int | None = None


def estimated_tokens(text: str) -> int:
    """Tokens of `text`, roughly: one per Chinese, Japanese or Korean character, otherwise one per four characters."""
    wide = len(_WIDE.findall(text))
    return wide + -(-(len(text) - wide) // 4)


def word_count(text: str) -> int:
    """Words between blanks; of Chinese and Japanese every character counts, as in the answer box (wording.js)."""
    others = _WITHOUT_BLANKS.sub(" ", text).split()
    return len(_WITHOUT_BLANKS.findall(text)) + sum(re.search(r"\w", each) is not None for each in others)


def cut(text: str, max_tokens: int) -> CutText:
    """The longest beginning of `text` within `max_tokens` (estimated), ended at a space where one is near."""
    if estimated_tokens(text) <= max_tokens:
        return CutText(text)
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if estimated_tokens(text[:middle]) <= max_tokens else (low, middle - 1)
    space = max(text.rfind(" ", 0, low + 1), text.rfind("\n", 0, low + 1))
    kept = text[: space if space > low - 40 and space > 0 else low].rstrip()
    return CutText(kept, word_count(kept))

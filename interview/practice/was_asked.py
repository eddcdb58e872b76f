"""Whether a question of the bank came already, by the text in which it was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from interview.question_bank.bank import BankQuestion
from interview.question_bank.near_duplicates import is_near_duplicate

_PLACEHOLDER = re.compile(r"\{(?:project|role|technology)\}")


def has_text(question: BankQuestion, texts: Iterable[str]) -> bool:
    """Whether one of these texts is the question, with whatever stands for its placeholders."""
    if _PLACEHOLDER.search(question.question):
        pattern = _template(question.question)
        return any(pattern.fullmatch(" ".join(text.split())) for text in texts)
    return is_near_duplicate(question.question, texts)


@lru_cache(maxsize=1024)
def _template(text: str) -> re.Pattern[str]:
    parts = _PLACEHOLDER.split(" ".join(text.split()))
    return re.compile(".+?".join(map(re.escape, parts)), re.DOTALL)

"""Answers that say nothing but that somebody does not know, or is sorry: 0 by rule, without an interviewer."""

from __future__ import annotations

import re

_DONT_KNOW = re.compile(
    r"(sorry[,. ]+)?(i (really )?(do not|don'?t|dont) (really )?(know|remember|recall)( (it|this|that|the answer))?"
    r"|(i have |i've )?no idea|not sure|i'?m not sure|no clue|idk|dunno|pass|skip|n/?a"
    # "不会" and "没想过" alone may answer "would you …?" and "did you ever think of …?".
    r"|(这个|这道?题)?我?(真的)?(不知道|不太?清楚|不确定|不记得了?|没有?想法|没有?思路|说不上来|想不出来|想不起来)"
    r"|这道?题我?(真的)?不会|(我|这个|这道?题|这道?题我)?(跳过|过))"
)
_SORRY = frozenset(("sorry", "i'm sorry", "i am sorry", "抱歉", "不好意思", "对不起"))
_CLAUSE_ENDS = re.compile(r"[.,;!?。，；！？…]+")


def has_words(text: str | None) -> bool:
    """Whether there is a letter or a digit in it; submission.js asks the same."""
    return text is not None and re.search(r"\w", text) is not None


def is_unanswered(text: str | None) -> bool:
    """Nothing submitted, nothing but space and signs, or a whole short answer that says "I don't know"."""
    if text is None or not has_words(text):
        return True
    told = _beside_apologies(plain := " ".join(text.replace("’", "'").lower().split()))
    return len(plain) <= 60 and bool(told) and all(map(_DONT_KNOW.fullmatch, told))


def _beside_apologies(plain: str) -> list[str]:
    clauses = (" ".join(each.split()) for each in _CLAUSE_ENDS.split(plain))
    return [clause for clause in clauses if clause and clause not in _SORRY]


def says_unknown(text: str | None) -> bool:
    """Whether an answer says nothing but that one does not know."""
    return has_words(text) and is_unanswered(text)

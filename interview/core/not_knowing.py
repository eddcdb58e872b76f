"""Answers that say nothing but that somebody does not know, or is sorry: 0 by rule, without an interviewer."""

from __future__ import annotations

import re

_DONT_KNOW = re.compile(
    r"(sorry[,. ]+)?(i (really )?(do not|don'?t|dont) (really )?(know|remember|recall)( (it|this|that|the answer))?"
    r"|(i have |i've )?no idea|not sure|i'?m not sure|no clue|idk|dunno|pass|skip|n/?a"
    r"|不知道|不清楚|不会|不太清楚|没有?想法|(从来)?没有?想过|说不上来|想不出来)"
)
_SORRY = frozenset(("sorry", "i'm sorry", "i am sorry", "抱歉", "不好意思", "对不起"))
_CLAUSE_ENDS = re.compile(r"[.,;!?。，；！？…]+")


def is_unanswered(text: str | None) -> bool:
    """Nothing submitted, nothing but space, or a whole short answer that says "I don't know"."""
    if text is None or not re.search(r"\w", text):
        return True
    told = _beside_apologies(plain := " ".join(text.replace("’", "'").lower().split()))
    return len(plain) <= 60 and bool(told) and all(map(_DONT_KNOW.fullmatch, told))


def only_apologises(text: str) -> bool:
    """Whether an answer says nothing but that somebody is sorry."""
    return re.search(r"\w", text) is not None and not _beside_apologies(text.replace("’", "'").lower())


def _beside_apologies(plain: str) -> list[str]:
    clauses = (" ".join(each.split()) for each in _CLAUSE_ENDS.split(plain))
    return [clause for clause in clauses if clause and clause not in _SORRY]


def says_unknown(text: str | None) -> bool:
    """Whether an answer says nothing but that one does not know."""
    return text is not None and re.search(r"\w", text) is not None and is_unanswered(text)

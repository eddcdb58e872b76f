"""Whether two questions ask the same thing, judged by the words that carry meaning.

Lexical on purpose: it runs before every interview and must not load the encoder. It does not see paraphrases that share
no words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from interview.core.forgetting import forgets

SAME_QUESTION = 0.72

_WORD = re.compile(r"[a-z0-9][a-z0-9+#]*", re.IGNORECASE)
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_SUFFIXES = ("ations", "ation", "ingly", "ments", "ment", "ions", "ing", "ion", "ies", "ed", "es", "ly", "s", "e", "y")
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """
    a about after again all also am an and any are as at be because been before being between both but by can
    could did do does doing done down each else ever every few for from get give gives go had has have having he
    her here him his how i if in into is it its itself just like made make makes many may me might more most
    much must my no nor not of off on once one only or other our out over own per she should so some still such
    than that the their them then there these they this those through to too two under until up us use used uses
    using very want was way we were what when where which while who whom whose why will with without would you
    your yours let s t re ve ll d m don describe difference differences differ different differs example
    examples explain happen happens interview kind mean means needed question say tell talk think understand
    walk
        """,
    )
)

# Words that stand in every second resume and question tell nothing; neither do short ones.
_TELLING = 4
_EVERYWHERE = (
    "work works working team people person patient customer client system data time change problem first day week "
    "month year company user service project product process new case plan result small large part number"
)
# Alike are questions that share so much of their words, or less of them where their authors name the same subjects.
_ALIKE, _ALIKE_ON_ONE_SUBJECT = 0.4, 0.3


@forgets
@lru_cache(maxsize=8192)
def meaning_words(text: str) -> frozenset[str]:
    """Stems of the words of `text` that carry meaning; words every interview question uses are left out.

    Chinese has no spaces between words: there every two neighbouring characters count as one.
    """
    words = frozenset(_WORD.findall(text.lower().replace("’", "'")))
    pairs = (run[at : at + 2] for run in _CHINESE.findall(text) for at in range(max(1, len(run) - 1)))
    return frozenset((*(_stem(word) for word in words if word not in _EMPTY), *pairs))


@forgets
@lru_cache(maxsize=2048)
def telling_words(text: str) -> frozenset[str]:
    """Those of its meaning words by which a text differs from most others."""
    return frozenset(word for word in meaning_words(text) - meaning_words(_EVERYWHERE) if len(word) >= _TELLING)


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def resemblance(one: str, other: str) -> float:
    """Dice coefficient of the content words, 0 to 1 (Dice 1945); 1 for texts of the same words."""
    left, right = meaning_words(one), meaning_words(other)
    if not left or not right:
        return float(one.split() == other.split())
    return 2 * len(left & right) / (len(left) + len(right))


def is_near_duplicate(text: str, others: Iterable[str], at_least: float = SAME_QUESTION) -> bool:
    """True when one of `others` resembles `text` by `at_least` (0 to 1) or more."""
    return any(resemblance(text, other) >= at_least for other in others)


def is_alike(one: str, subjects: Collection[str], other: str, others: Collection[str]) -> bool:
    """Whether two questions would seem the same to who hears both in one interview, though they are not: they share
    words, and what their authors name as their subjects."""
    shared = len(set(subjects) & set(others))
    is_on_one = shared > 0 and 2 * shared >= min(len(subjects), len(others))
    return resemblance(one, other) >= (_ALIKE_ON_ONE_SUBJECT if is_on_one else _ALIKE)

"""Plain facts about the words of a text: the words and their stems, the share of function words, how long it is.

Word lists are short, fixed and written for this project; nothing here knows about scores.
"""

from __future__ import annotations

import re

FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a an the this that these those it its i me my we us our you your he him his she her they them their there here
        who which what when where why how of to in on at by for with from into onto over under about between through
        during before after and or but nor so if then than as because while until unless although though is are was
        were be been being am do does did done doing have has had having can could will would shall should may might
        must not no any some each every all both more most other such only just also very too up out off again once
        same own
        """,
    )
)

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def words(text: str) -> list[str]:
    """Lower-case words; contractions stay whole."""
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower())


def content_words(text: str) -> list[str]:
    """Words that are no function words and no single letters, cut to a rough stem."""
    return [_stem(word) for word in words(text) if word not in FUNCTION_WORDS and len(word) > 1]


def _stem(word: str) -> str:
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def function_share(text: str) -> float:
    """Share of function words among all words, 0 to 1; 0 for a text without words."""
    found = words(text)
    return sum(word in FUNCTION_WORDS or "'" in word or "’" in word for word in found) / len(found) if found else 0.0


def spoken_length(text: str) -> float:
    """How long a text is, in words; Chinese, which has no spaces, has one in about two signs."""
    return max(len(text.split()), len(_CHINESE.findall(text)) / 2)

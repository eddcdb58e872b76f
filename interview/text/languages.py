"""The languages an interview is held in: their names for a prompt, and whether a text is written in one of them.

Knows English and Chinese. A doubt is no reason to refuse: names, code and very short texts belong to both.
"""

from __future__ import annotations

import re

from interview.text.quotations import QUOTED
from interview.text.words import is_english

NAMES = {"en": "English", "zh": "Simplified Chinese"}

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")


def language_of(text: str) -> str:
    """ "zh" when there are more Chinese characters than Latin words, else "en"."""
    return "zh" if len(_CHINESE.findall(text)) > len(_LATIN_WORD.findall(text)) else "en"


def is_chinese(text: str) -> bool:
    """Whether a text is written in Chinese, names of tools in Latin letters aside."""
    return language_of(text) == "zh"


def is_in(text: str, language: str) -> bool:
    """Whether a text may pass as written in `language`; always true for a language other than English and Chinese.

    What stands between quotation marks does not count: an answer may be quoted in whatever language it was given.
    """
    text = QUOTED.sub(" ", text)
    if language == "zh":
        return language_of(text) == "zh" or not _LATIN_WORD.search(text)
    return language != "en" or (language_of(text) == "en" and is_english(text))

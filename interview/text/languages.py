"""The languages an interview can be held in: their names, which one a text is in, and whether it may pass as one.

English and Chinese are told by their words and signs, Japanese and Korean by their script; the others by a detector
that is loaded when the first text needs it. A doubt is no reason to refuse: names, code and short texts belong to all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from interview.text.other_languages import is_english, may_be_foreign, telling
from interview.text.quotations import QUOTED

NAMES = {
    "en": "English",
    "zh": "Simplified Chinese",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "sv": "Swedish",
    "cs": "Czech",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ru": "Russian",
    "ja": "Japanese",
    "ko": "Korean",
}
"""Their English names by ISO 639-1 code, in the order in which they are offered."""

OWN_NAMES = {
    "en": "English",
    "zh": "中文",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "sv": "Svenska",
    "cs": "Čeština",
    "tr": "Türkçe",
    "uk": "Українська",
    "ru": "Русский",
    "ja": "日本語",
    "ko": "한국어",
}
"""What each language calls itself."""

LEAST_LETTERS = 40
_SURE = 0.95
_BY_SCRIPT = ("zh", "ja", "ko")
_DETECTED = tuple(code for code in NAMES if code not in _BY_SCRIPT)

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HANGUL = re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")
# Of Japanese, at least every tenth sign is kana; Chinese has none but in a name.
_KANA_SHARE = 0.1


def name_in_english(language: str) -> str:
    """What a prompt calls a language; one that nobody knows is taken for English."""
    return NAMES.get(language, NAMES["en"])


def language_of(text: str) -> str:
    """The language a text is written in; English where none of the others is sure."""
    script = _script(text)
    if script:
        return script
    plain = telling(text)
    if not _CYRILLIC.search(plain) and not may_be_foreign(plain):
        return "en"
    found, sureness = _detected(plain)
    return found if sureness >= _SURE else "en"


def is_chinese(text: str) -> bool:
    """Whether a text has more Chinese characters than Latin words, names of tools in Latin letters aside."""
    return len(_CHINESE.findall(text)) > len(_LATIN_WORD.findall(text))


def is_in(text: str, language: str) -> bool:
    """Whether a text may pass as written in `language`; always true for a language that is not known here.

    What stands between quotation marks does not count: an answer may be quoted in whatever language it was given.
    """
    text = QUOTED.sub(" ", text)
    script = _script(text)
    if language in _BY_SCRIPT:
        # A few kanji alone are Japanese as well as Chinese.
        is_short = not _KANA.search(text) and len(_CHINESE.findall(text)) <= 8
        return script == language or (script == "zh" and language == "ja" and is_short) or _has_no_words(text)
    if language not in NAMES:
        return True
    if script:
        return False
    plain = telling(text)
    if language == "en":
        return is_english(text) and (not may_be_foreign(plain) or _passes(plain, language))
    return _passes(plain, language)


def _has_no_words(text: str) -> bool:
    return not any(signs.search(text) for signs in (_LATIN_WORD, _CYRILLIC, _KANA, _HANGUL, _CHINESE))


def _script(text: str) -> str:
    """The language that a text's script names, where there is more of that script than of Latin words; else ""."""
    chinese, kana, hangul = (len(signs.findall(text)) for signs in (_CHINESE, _KANA, _HANGUL))
    latin = len(_LATIN_WORD.findall(text))
    if hangul > max(latin, chinese + kana):
        return "ko"
    if chinese + kana > latin:
        return "ja" if kana >= _KANA_SHARE * (chinese + kana) else "zh"
    return ""


def _passes(text: str, language: str) -> bool:
    """Whether the detector sees this language, or is not sure of another one, in a text long enough for it."""
    if sum(map(str.isalpha, text)) < LEAST_LETTERS:
        return True
    found, sureness = _detected(text)
    return found == language or sureness < _SURE


def _detected(text: str) -> tuple[str, float]:
    """The likeliest of the languages that are told by a detector, and how sure it is (0 to 1)."""
    found, sureness = _detector()(text)
    return str(found), float(sureness)


@lru_cache(maxsize=1)
def _detector() -> Callable[[str], tuple[str, float]]:
    # It takes a second to load, and whoever practises in English or Chinese never needs it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_DETECTED))
    classify: Callable[[str], tuple[str, float]] = identifier.classify
    return classify

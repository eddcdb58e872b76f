"""Names of skills compared: by the lexicon's usual spelling, with or without a version. It chooses no topic."""

from __future__ import annotations

import re
from functools import lru_cache

from interview.core.forgetting import forgets
from interview.resume.profile.lexicon import lexicon

_SEPARATORS = re.compile(r"[\s./_-]+")
# Blind to case it would match the same and take three times as long to compile.
_LETTER = r"(?-i:[^\W\u3400-\u9fff]|[+#])"
_NUMBER = r"\d{1,2}(?:\.(?:\d+|x))*"
_VERSION = re.compile(rf"(?<=[a-z]{{3}})[\s(]*(?:\bv)?{_NUMBER}\+?\)?$", re.IGNORECASE)
_VERSION_OR_YEAR = re.compile(rf"(?<=[a-z+#])[\s(]*(?:\bv)?(?:(?:19|20)\d\d|{_NUMBER})\+?\)?$", re.IGNORECASE)


def is_quality(skill: str) -> bool:
    """Whether a skill is a quality of a person, such as communication, and no field of work."""
    entry = lexicon().lookup(skill)
    return entry is not None and entry.is_quality


def is_practice(skill: str) -> bool:
    """Whether a skill is a way of working or a field, such as being on call, and no technology."""
    entry = lexicon().lookup(skill)
    return entry is not None and entry.is_practice


def names(text: str, skill: str) -> bool:
    """Whether a text speaks of a skill by its name, as a word of its own; Chinese has no gap around it."""
    pattern = rf"(?<!{_LETTER}){re.escape(skill)}(?!{_LETTER})" if skill.isascii() else re.escape(skill)
    return re.search(pattern, text, re.IGNORECASE if len(skill) > 2 else re.NOFLAG) is not None


@forgets
@lru_cache(maxsize=4096)
def skill_key(name: str) -> str:
    """The form in which skill names are compared: the lexicon's usual name, with or without a version.

    A name the lexicon does not know loses case, spaces, dots, hyphens, a version, a plural s and "js"; longer numbers
    are part of a name, as in ISO 9001.
    """
    known = lexicon().lookup(name) or lexicon().lookup(_VERSION_OR_YEAR.sub("", name))
    if known is not None:
        return _SEPARATORS.sub("", known.name.casefold())
    key = _SEPARATORS.sub("", _VERSION.sub("", name).casefold())
    for ending in ("js", "s"):
        if key.endswith(ending) and len(key) - len(ending) >= 3:
            key = key.removesuffix(ending)
    return key

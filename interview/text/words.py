"""Plain facts about the words of a text: the words and their stems, the share of function words, whether it is English.

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
_LANGUAGE_WORDS = {
    name: frozenset(re.findall(r"\w+", listed))
    for name, listed in {
        "German": "der die das und ist nicht ein eine einen mit für auf den dem des werden wird sich auch bei wenn "
        "dass wie zu von haben kann noch nach zum zur aus oder sie wir ich du",
        "French": "le la les et est une des dans pour que qui pas sur avec ce cette sont plus par aux du au nous vous",
        "Spanish": "el la los las y es una que en por para con no se del como más pero su son al lo este esta cuando",
        "Portuguese": "o os as e é um uma que em por para com não se do da dos das como mais mas seu são ao quando",
        "Italian": "il lo la gli e è un una che in per con non si del della dei come più ma sono al questo quando",
        "Dutch": "de het een en is niet van op voor met dat die zijn wordt ook bij als maar naar kan om te door",
        "Polish": "i w na nie się jest do że z to jak dla po przez ale czy są lub oraz może gdy który która",
        "Turkish": "ve bir bu için ile da de ne daha çok olarak gibi olan var değil ama her kadar sonra ya",
        "Swedish": "och att det en ett är som på för med inte av den till har kan om när eller men vi så",
    }.items()
}

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# From so many small words or accented letters on, another language is worth a closer look.
_SOME_WORDS, _SOME_ACCENTS = 3, 0.02


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


def is_english(text: str) -> bool:
    """False when most letters are not Latin, or when another language's small words outnumber the English ones.

    Short texts and texts made of names and code count as English: a doubt is no reason to refuse.
    """
    letters = [character for character in text if character.isalpha()]
    latin = sum(character < "\u0250" for character in letters)
    if len(letters) >= 4 and latin < 0.5 * len(letters):
        return False
    found = words(text)
    if len(found) < 6:
        return True
    english = sum(word in FUNCTION_WORDS for word in found) / len(found)
    strongest = max(sum(word in known for word in found) for known in _LANGUAGE_WORDS.values()) / len(found)
    return not (strongest >= 0.15 and strongest > 1.5 * english)


def may_be_foreign(text: str) -> bool:
    """Whether a text deserves a closer look for another language than English: by its small words or its accents.

    A few names of people and places are not enough.
    """
    found = words(text)
    english = sum(word in FUNCTION_WORDS for word in found)
    strongest = max(sum(word in known for word in found) for known in _LANGUAGE_WORDS.values())
    letters = sum(map(str.isalpha, text))
    accents = sum(character.isalpha() and character > "\u007f" for character in text)
    return strongest >= max(_SOME_WORDS, english) or accents >= max(_SOME_WORDS, _SOME_ACCENTS * letters)

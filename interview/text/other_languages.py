"""Which sentences of a text are in another language than English, told by their small words and letters.

A word that English has as well counts for neither side, and names, code and quotations for none. A doubt is no reason
to refuse: what has few small words of any language passes for English.
"""

from __future__ import annotations

import re
import unicodedata

from interview.text.quotations import QUOTED
from interview.text.sentences import Sentence, clauses, sentences
from interview.text.words import FUNCTION_WORDS, spoken_length, words

# What is another word of English ("die", "war", "pour", "son", "men", "net", "um", "er") is left out; of what English
# has as a small word, too, a language lists what is frequent in it.
_SMALL_WORDS = {
    name: frozenset(listed.split())
    for name, listed in {
        "German": "der das und ist nicht ein eine einen einem einer mit für auf den dem des werden wird sich auch bei "
        "wenn dass wie zu von haben habe kann noch nach zum zur aus oder sie wir ich du es ihn ihm ihr "
        "uns mich dir mein meine unser keine kein aber weil dann zuerst sonst immer sehr schon nur mehr "
        "gegen ohne über unter durch beim vom ans würde soll sollte muss müssen können waren wurde hatte "
        "gibt dort jetzt damit nichts etwas diese dieser dieses was in so am will an im ab",
        "French": "le la les et est une des dans que qui pas sur avec ce cette sont plus aux du au nous vous je tu il "
        "elle ils se ne mais ou où donc leur mon ma mes notre votre ses être été avoir j'ai c'est fait très "
        "aussi puis quand comme alors bien sans oui parce d' l' j' c' n' s' qu' à un de en on me",
        "Spanish": "sé eso nunca tengo creo el la los las es y una que en por con se del más pero su sus lo este "
        "esta esto cuando yo muy "
        "también ya porque hay mi nos le les ser está son fue primero después entonces siempre todo todos "
        "nada cada donde hasta desde sobre sí así un de si al a o no me he has",
        "Portuguese": "os e é uma que em com não se da dos das mais mas seu sua são ao aos quando eu muito também já "
        "porque meu minha nós ele ela isso este esta foi ser está depois então sempre tudo cada onde até "
        "pela pelo primeiro na nos um de por a o as no do me",
        "Italian": "so il lo la gli e è una che in di non si del della dei delle più ma sono al alla quando nel nella "
        "ho hanno mi ci anche io molto perché poi prima sempre tutto ogni questo questa quello loro suo essere "
        "stato fatto dopo quindi l' un' dell' all' nell' dall' sull' un le i a me",
        "Dutch": "de het een en niet van op voor met dat zijn wordt ook bij als maar naar om te door ik je jij wij "
        "ze zij hij er wat nog wel geen deze dit dan eerst altijd heeft heb hebben moet kunnen worden zou "
        "meer veel omdat daarna onze mijn is in of we me had was",
        "Danish": "jeg og det er ikke en et som på med til af der har kan vi de blev var også efter eller når hvis "
        "først så min mit sig skal være hvad meget altid fra over for i at do",
        "Swedish": "och att det en ett är som på med inte av har kan när eller jag vi så också efter från först alltid "
        "skulle sedan mycket vara blev måste mig min mitt sig i till for",
        "Finnish": "ja on ei se että hän minä mutta kun niin myös ovat oli olen joka sitten ensin tai jos mitä tämä "
        "sen me he",
        "Polish": "i w na nie się jest że z jak dla po przez ale czy są lub oraz może gdy który która potem najpierw "
        "mnie mi go jej ich tym tego tak już bardzo przed pod od bo jeśli kiedy jestem było by to do a o",
        "Czech": "se na je že v s z jak pro po ale nebo jsem jsme jsou byl bylo když aby tak také už pak nejdřív "
        "která který mi si ve od i a to do by",
        "Croatian": "je se na da su nije sam smo što kako za ali ili ako kada onda prvo zatim uvijek prije kod od sve "
        "mi ga bi koji koja i u to a",
        "Hungarian": "az és nem hogy egy meg van volt ha de csak már még mert akkor először majd mindig azt ezt ami "
        "aki is a",
        "Turkish": "ve bir bu için ile ne daha çok olarak gibi olan var değil ama her kadar sonra ya da de önce ben "
        "biz mi eğer",
        "Romanian": "și si este un o în cu pe nu care mai dar din la sunt pentru când apoi întâi foarte că să am fost "
        "dacă prin după sau mi l' a de ca",
        "Vietnamese": "tôi và là của có không một những được các cho với trong khi người thì đã sẽ rồi nếu trước",
        "Indonesian": "yang dan itu ini untuk dengan tidak dari pada saya kami akan ada sudah bisa karena juga lalu "
        "kemudian kita jika harus ke di",
        "Tagalog": "ang ng mga sa ko ako po hindi kung siya namin kami naman kasi lang yung tapos muna ay at",
        "Swahili": "ya wa na kwa ni katika kuwa hii huo mimi sisi lakini kama baada kabla sana kila",
        "Hindi": "hai hain hoon aur nahi nahin mein kya tha thi ke ko ka ki bhi lekin phir toh karta karti karte "
        "karna pehle agar hum main se to do",
    }.items()
}
# What is left of it without what English has, and without single letters, which stand in code and formulas.
_ONLY_THEIRS = {
    name: frozenset(word for word in known - FUNCTION_WORDS if len(word) > 1 or not word.isascii())
    for name, known in _SMALL_WORDS.items()
}
_RUN_OF_LETTERS = re.compile(r"[^\W\d_]{3,}")
_LOWER = re.compile(r"\b[^\W\d_A-Z][^\W\d_]*")
# Names of tools and code tell no language: what has a digit, a dot, an underline or a capital inside or throughout.
_NAME = re.compile(r"`[^`]*`|(?<![^\s`])\S*(?:[\d_@/\\]|\w\.\w|[^\W\d_][A-Z])\S*")
# So many different small words make a sentence foreign, as so great a share of its words, and where they are more than
# so many for each English one.
_FEWEST, _SHARE, _FOR_EACH = 2, 0.15, 3
# An answer of which so much is in another language is not one in English.
_TOO_MUCH = 1 / 3
_FEWEST_LETTERS = 4
# From so many small words or accented letters on, another language is worth a closer look.
_SOME_WORDS, _SOME_ACCENTS = 3, 0.02


def is_english(text: str) -> bool:
    """False where a third of a text or more is in another language, or all of it taken together is."""
    foreign = _length(foreign_sentences(text), text)
    return not _is_foreign(text) and foreign < _TOO_MUCH * max(spoken_length(text), 1)


def foreign_sentences(text: str) -> list[Sentence]:
    """The sentences of a text that are in another language; of a very long one the stretches that are."""
    return [part for each in sentences(text) for part in clauses(text, each) if _is_foreign(part.of(text))]


def may_be_foreign(text: str) -> bool:
    """Whether a text deserves a closer look for another language than English: by its small words or its accents.

    A few names of people and places are not enough.
    """
    found = words(text)
    english = sum(word in FUNCTION_WORDS for word in found)
    strongest = max(sum(word in known for word in found) for known in _ONLY_THEIRS.values())
    letters = sum(map(str.isalpha, text))
    accents = sum(character.isalpha() and character > "\u007f" for character in text)
    return strongest >= max(_SOME_WORDS, english) or accents >= max(_SOME_WORDS, _SOME_ACCENTS * letters)


def telling(text: str) -> str:
    """The words of a text that tell its language."""
    return _NAME.sub(" ", text)


def _length(parts: list[Sentence], text: str) -> float:
    return sum(spoken_length(part.of(text)) for part in parts)


def _is_foreign(text: str) -> bool:
    """Whether most letters are not Latin, or the small words of one other language, and words with letters that only
    others have, clearly outnumber the English ones."""
    if is_in_other_letters(text):
        return True
    plain = telling(_unquoted(text))
    found = words(plain)
    strange = {word for word in _LOWER.findall(plain) if any(map(_is_strange, word))}
    return any(
        len(theirs := {word for word in found if _small(word) in _ONLY_THEIRS[name]} | strange) >= _FEWEST
        and len(theirs) >= _SHARE * len(found)
        and len(theirs) > _FOR_EACH * len(_english(found, known))
        and not _is_a_name(plain, known)
        for name, known in _SMALL_WORDS.items()
    )


def is_in_other_letters(text: str) -> bool:
    """Whether most letters of its words are not Latin."""
    # Those of a formula stand alone.
    letters = "".join(_RUN_OF_LETTERS.findall(_unquoted(text)))
    return len(letters) >= _FEWEST_LETTERS and sum(map(_is_latin, letters)) < 0.5 * len(letters)


def _unquoted(text: str) -> str:
    # Letters in another print, as some draw headings with, are the same letters.
    return QUOTED.sub(" ", unicodedata.normalize("NFKC", text))


def _small(word: str) -> str:
    """A word, or the small one that an apostrophe ties to the next: "l'" of "l'eau"."""
    head, tied, _ = word.replace("’", "'").partition("'")
    return head + tied


def _english(found: list[str], known: frozenset[str]) -> set[str]:
    """The small words that English has and the other language has not."""
    shortened = {word for word in found if re.search(r"['’](?:t|s|re|ve|ll|d|m)$", word)}
    return {word for word in found if word in FUNCTION_WORDS and word not in known} | shortened


def _is_a_name(text: str, known: frozenset[str]) -> bool:
    """Whether all that is no small word begins with a capital: "Universidad de la Plata"."""
    others = [word for word in re.findall(r"[^\W\d_]+", text) if word.lower() not in known]
    return bool(others) and not any(word[0].islower() for word in others)


def _is_latin(character: str) -> bool:
    return character < "\u0250" or "\u1e00" <= character < "\u1f00"


def _is_strange(character: str) -> bool:
    """Whether it is a Latin letter of Polish, Turkish, Romanian or Vietnamese, but not one of "café" or "Müller"."""
    return character > "\u00ff" and _is_latin(character)

"""Deterministic checks before any score: is this an answer in English at all, and what must not be rewarded in it.

Each guard is narrow and measured on real answers (bench/grader.py): at most one in a hundred may be hit. A guard names
what it saw; what follows from it is decided in grader.py.
"""

from __future__ import annotations

import re

from interview.core.flags import WORD_LIMIT
from interview.text.sentences import sentences
from interview.text.words import FUNCTION_WORDS, content_words, function_share, words

# In words: what is said before a question that is said again, and the shortest of its sentences that is looked for.
AROUND, SHORTEST_AGAIN = 6, 5
_CODE = re.compile(r"[{}();=<>\[\]]|\bO\(|\d|[/\\_]")
# Of the words of code and formulas so many have such a sign in them or are one; a list of terms has a version or a
# "TCP/IP" here and there.
CODE_SHARE = 1 / 3


def limited(text: str) -> str:
    """The text up to its WORD_LIMIT-th word."""
    found = list(re.finditer(r"\S+", text))
    return text if len(found) <= WORD_LIMIT else text[: found[WORD_LIMIT - 1].end()]


def is_copied_question(question: str, answer: str) -> bool:
    """Nearly nothing but the question's own words: six words or more, of the content words at most one in eight new; or
    a sentence of the question word for word after AROUND others at most ("So that was the question: …")."""
    if _says_again(question, answer):
        return True
    known = set(content_words(question))
    found = content_words(answer)
    if len(words(answer)) < 6 or len(found) < 2:
        return False
    new = [word for word in found if word not in known]
    return len(new) <= len(found) / 8 and len(known.intersection(found)) >= min(4, len(known))


def _says_again(question: str, answer: str) -> bool:
    """Whether the answer ends with a sentence of the question: what is said after it may answer it."""
    found = [word.lower() for word in words(answer)]
    asked = [[word.lower() for word in words(part.of(question))] for part in sentences(question)]
    return any(
        len(part) >= SHORTEST_AGAIN and len(found) <= len(part) + AROUND and found[-len(part) :] == part
        for part in asked
    )


def is_keyword_list(answer: str) -> bool:
    """At least eight words with hardly a function word among them, and no sentence a reader could say aloud."""
    found, written = words(answer), answer.split()
    if len(found) < 8 or sum(_CODE.search(each) is not None for each in written) >= CODE_SHARE * len(written):
        return False
    return function_share(answer) < 0.08


def is_gibberish(answer: str, pieces: list[str], known: set[str]) -> bool:
    """Most words break into word pieces as no English or technical word does, and none is a word of the question.

    `pieces` are the encoder's pieces of the answer, `known` lower-case words of question and key points. Code, formulas
    and numbers are never gibberish.
    """
    found = words(answer)
    if not found:
        return True
    if _CODE.search(answer) or any(word in known for word in found):
        return False
    if len(found) >= 6 and len(set(found)) <= len(found) / 4:
        return True
    function = sum(word in FUNCTION_WORDS for word in found) / len(found)
    tails = sum(piece.startswith("##") for piece in pieces)
    vowelless = sum(len(word) > 3 and not re.search(r"[aeiouy]", word) for word in found)
    return function < 0.1 and len(found) >= 4 and (tails >= 1.5 * len(found) or vowelless > len(found) / 2)

"""Deterministic checks before any score: is this an answer in English at all, and what must not be rewarded in it.

Each guard is narrow and measured on real answers (bench/grader.py): at most one in a hundred may be hit. A guard names
what it saw; what follows from it is decided in grader.py.
"""

from __future__ import annotations

import re
from enum import StrEnum

from interview.interviewers.similarity import Sentence, sentences
from interview.interviewers.wording import FUNCTION_WORDS, content_words, function_share, words

WORD_LIMIT = 6_000


class Flag(StrEnum):
    """Stable words for what a guard saw; shown to the candidate."""

    COPIED = "copied question"
    KEYWORDS = "keyword list"
    GIBBERISH = "gibberish"
    ADDRESSES_GRADER = "addresses the grader"
    ELSEWHERE = "may be about something else than was asked"
    ASIDES = "partly about something else than was asked"
    CUT = f"only the first {WORD_LIMIT:,} words graded"


_ADDRESS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,12}\b(?:all|any|previous|prior|above|earlier|your|these)\b.{0,25}"
    r"\b(?:instructions?|rubric|prompts?|rules|criteria)\b"
    r"|\b(?:give|award|grant|assign|grade|mark|rate|score)\b.{0,40}"
    r"\b(?:full|maximum|max|perfect|highest|top|100|excellent)\b.{0,20}\b(?:mark|score|point|credit|grade|rating|percent|%)"
    r"|\b(?:dear|note to|attention|message to|hey|hello)\b.{0,20}\b(?:grader|evaluator|examiner|assessor)\b"
    r"|\b(?:as|you are)\b.{0,15}\b(?:the|an?)\b.{0,15}\b(?:grader|evaluator|examiner|ai assistant|language model)\b"
    r"|\bsystem prompt\b.{0,60}\b(?:score|grade|point|mark|answer)"
    r"|\b(?:this|my|the) answer\b.{0,30}\b(?:deserves|should (?:be|get|receive)|must (?:be|get|receive)|is worth)\b"
    r".{0,40}\b(?:score|mark|point|grade|credit|covered|correct|100)",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(r"<\s*/?\s*(?:system|assistant|user|instructions?)\s*>|\[/?INST\]|<\|[a-z_]+\|>", re.IGNORECASE)
_CODE = re.compile(r"[{}();=<>\[\]]|\bO\(|\d|[/\\_]")


def addresses(text: str) -> list[Sentence]:
    """Sentences that speak to the grader instead of the question."""
    return [part for part in sentences(text) if _ADDRESS.search(part.of(text)) or _MARKUP.search(part.of(text))]


def without(text: str, parts: list[Sentence]) -> str:
    """The text with these parts blanked out; every other character keeps its place."""
    for part in parts:
        text = text[: part.start] + " " * (part.end - part.start) + text[part.end :]
    return text


def limited(text: str) -> str:
    """The text up to its WORD_LIMIT-th word."""
    found = list(re.finditer(r"\S+", text))
    return text if len(found) <= WORD_LIMIT else text[: found[WORD_LIMIT - 1].end()]


def is_copied_question(question: str, answer: str) -> bool:
    """Nearly nothing but the question's own words: six words or more, of the content words at most one in eight new."""
    known = set(content_words(question))
    found = content_words(answer)
    if len(words(answer)) < 6 or len(found) < 2:
        return False
    new = [word for word in found if word not in known]
    return len(new) <= len(found) / 8 and len(known.intersection(found)) >= min(4, len(known))


def is_keyword_list(answer: str) -> bool:
    """At least eight words with hardly a function word among them, and no sentence a reader could say aloud."""
    found = words(answer)
    if len(found) < 8 or _CODE.search(answer):
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

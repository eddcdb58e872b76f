"""Sentences of an answer that speak to whoever grades it instead of the question, found and taken out."""

from __future__ import annotations

import re

from interview.text.sentences import Sentence, sentences

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


def addresses(text: str) -> list[Sentence]:
    """Sentences that speak to the grader instead of the question."""
    return [part for part in sentences(text) if _ADDRESS.search(part.of(text)) or _MARKUP.search(part.of(text))]


def without(text: str, parts: list[Sentence]) -> str:
    """The text with these parts blanked out; every other character keeps its place."""
    for part in parts:
        text = text[: part.start] + " " * (part.end - part.start) + text[part.end :]
    return text

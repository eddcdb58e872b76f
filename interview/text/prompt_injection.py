"""Sentences of an answer that speak to whoever grades it instead of the question, found and taken out.

Beside what is said in words, what no answer has: prose in an encoding, a conversation between roles, fields of a grade.
"""

from __future__ import annotations

import re

from interview.text.disguised_text import encoded_prose, plain
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


# Who speaks in a conversation with a model or in an interview; one such word may begin a line of any answer.
_ROLE = re.compile(
    r"^\W{0,3}(system|assistant|user|human|ai|interviewer|candidate|grader|系统|助手|用户|面试官|考官|候选人)\s{0,2}[:：]",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(
    r"[\"'](?:verdicts?|clarity_level|addresses_grader|key_points|grades)[\"']\s{0,2}[:=]", re.IGNORECASE
)


def addresses(text: str) -> list[Sentence]:
    """Sentences that speak to the grader instead of the question."""
    is_conversation = len({role.casefold() for role in _ROLE.findall(text)}) > 1
    return [part for part in sentences(text) if _speaks_to_the_grader(part.of(text), is_conversation)]


def _speaks_to_the_grader(sentence: str, is_conversation: bool) -> bool:
    read = plain(sentence)
    if any(pattern.search(read) for pattern in (_ADDRESS, _MARKUP, _FIELD)):
        return True
    if is_conversation and _ROLE.search(sentence):
        return True
    return next(encoded_prose(sentence), None) is not None


def without(text: str, parts: list[Sentence]) -> str:
    """The text with these parts blanked out; every other character keeps its place."""
    for part in parts:
        text = text[: part.start] + " " * (part.end - part.start) + text[part.end :]
    return text

"""Questions of a real interview, as somebody wrote them down afterwards: one on each line, asked again as they stand.

They are data and nothing else. What a good answer holds is known where the question bank has the same question, or
where a question asks for a story; of any other nobody knows it, and no score is made up.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol

from interview.core.list_marks import without_list_mark
from interview.core.question import Question
from interview.errors import Code, Invalid
from interview.messages import Message

MOST_OWN_QUESTIONS = 24
MAX_OWN_QUESTION_CHARS = 600
MAX_COMPANY_CHARS = 100

# "Q:", "Q12." and "3:"; "12:30" is a time.
_COUNTED = re.compile(r"(?:[Qq]\d{0,2}[.:：]|\d{1,2}[:：](?!\d))\s*")


def own_questions(text: str) -> tuple[str, ...]:
    """The questions of a text, one per line without the marks of a list; the same one twice counts once.

    Invalid for none, too many, or one that is too long.
    """
    lines = (" ".join(_unmarked(line).split()) for line in text.splitlines())
    found = tuple(dict.fromkeys(line for line in lines if re.search(r"\w", line)))
    if not found:
        raise Invalid(Code.INPUT_INVALID, Message.of("error.no_own_questions"))
    if len(found) > MOST_OWN_QUESTIONS:
        raise Invalid(
            Code.INPUT_INVALID, Message.of("error.too_many_own_questions", count=len(found), most=MOST_OWN_QUESTIONS)
        )
    if any(len(line) > MAX_OWN_QUESTION_CHARS for line in found):
        raise Invalid(Code.INPUT_INVALID, Message.of("error.own_question_too_long", most=MAX_OWN_QUESTION_CHARS))
    return found


def _unmarked(line: str) -> str:
    bare = without_list_mark(line)
    counted = _COUNTED.match(bare)
    return bare[counted.end() :] if counted is not None else bare


def own_title(company: str, day: date | None) -> str:
    """What to call the interview: company and day, as far as they are known."""
    name = " ".join(company.split())
    if len(name) > MAX_COMPANY_CHARS:
        raise Invalid(Code.INPUT_INVALID, Message.of("error.company_too_long", most=MAX_COMPANY_CHARS))
    return ", ".join(filter(None, (name, day.isoformat() if day else "")))


class QuestionReader(Protocol):
    """Knows what a good answer to a written question holds; a use case is given something that implements it."""

    def language_of(self, text: str) -> str:
        """The language that a text is written in (ISO 639-1)."""
        ...

    def read(self, text: str) -> Question:
        """The question as it is written, in whatever language, with key points where they are known. It is not changed
        by a letter."""
        ...

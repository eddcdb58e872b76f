"""What a good answer holds: statements, or the parts of a well told story. The one definition of these parts.

A statement is compared by the hash of its words, so that the same one is the same in every session; a part of a story
by its name. How a part is said, asked for and praised is words (i18n/); how it is recognised is the scorer's business.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from interview.messages import Message

OF_ONESELF = {"en": "The speaker ", "zh": "应聘者"}
"""How key points begin, by language, that ask for something of the speaker's own, such as a weakness."""


class StoryPart(StrEnum):
    """The parts of a told experience, after the STAR scheme (situation, task, action, result) and what interviewers
    look for beyond it."""

    SITUATION = "situation"
    TASK = "task"
    OWN_ACTION = "own_action"
    DECISION_REASON = "decision_reason"
    ALTERNATIVES = "alternatives"
    OBSTACLE = "obstacle"
    RESULT = "result"
    MEASURE = "measure"
    LESSON = "lesson"
    OTHERS = "others"
    TECHNOLOGY = "technology"


@dataclass(frozen=True)
class KeyPoint:
    """A statement (`text`), or a part of a story (`part`, without a text). `id` is the same wherever it is asked, and
    points with the same id are equal.
    """

    id: str
    text: str = field(default="", compare=False)
    part: StoryPart | None = field(default=None, compare=False)

    @property
    def said(self) -> str | Message:
        """The point as a value of a message: its words, or the message that names the part."""
        return self.text if self.part is None else Message.of(f"story.{self.part}")


def statement(text: str) -> KeyPoint:
    """A statement; its id is 12 hex digits of the SHA-256 of its words, white space and case apart."""
    plain = " ".join(text.split()).casefold()
    return KeyPoint(hashlib.sha256(plain.encode()).hexdigest()[:12], text)


def story(part: StoryPart) -> KeyPoint:
    """A part of a story."""
    return KeyPoint(part.value, part=part)


def statements(*texts: str) -> tuple[KeyPoint, ...]:
    """Statements in order."""
    return tuple(map(statement, texts))

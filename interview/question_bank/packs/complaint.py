"""What is wrong with a pack and where, and the bounds of what is read. All of a pack is text of strangers: data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from interview.messages import Message
from interview.text.excerpts import one_line

MOST_PACKS = 20
MOST_FILES = 60
MOST_BYTES = 500_000
# Before each interview every question is compared with those asked before; ours are about a thousand.
MOST_QUESTIONS = 500
MOST_POINTS = 12
MOST_CHARS = 4_000
# What a question is stored with has no room for a longer category.
NAME_CHARS = 80
SHOWN_CHARS = 80

Place = tuple[str | int, ...]
# What a database cannot store, or what turns the reading direction of everything behind it.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


@dataclass(frozen=True)
class Complaint:
    """`file` is its name inside the folder that was read, `line` counts from 1 and is 0 where none is to blame."""

    file: str
    line: int
    said: Message

    @property
    def message(self) -> Message:
        """The whole complaint as one sentence with its place in front."""
        file = shown(self.file)
        if self.line:
            return Message.of("pack.at_line", file=file, line=self.line, said=self.said)
        return Message.of("pack.in_file", file=file, said=self.said)


class Refused(Exception):
    """A text cannot be used; `complaints` are (line, what is wrong)."""

    def __init__(self, complaints: Iterable[tuple[int, Message]]) -> None:
        self.complaints = tuple(complaints)
        super().__init__(f"{len(self.complaints)} complaints")

    @classmethod
    def at(cls, line: int, said: Message) -> Refused:
        """One complaint."""
        return cls([(line, said)])


@dataclass(frozen=True)
class Lined:
    """What a text says, and on which lines: `lines` has the line of each value by the way to it."""

    content: dict[str, object]
    lines: Mapping[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """The line of a value, or of the nearest thing around it that has one."""
        return next((self.lines[place[:end]] for end in range(len(place), -1, -1) if place[:end] in self.lines), 0)


def shown(text: str) -> str:
    """A piece of a stranger's text to name in a complaint."""
    return one_line(text, SHOWN_CHARS)


def unfit(text: str) -> Message | None:
    """Why a text of a pack is not taken whatever it says; None where it is."""
    if len(text) > MOST_CHARS:
        return Message.of("pack.too_long", count=len(text), most=MOST_CHARS)
    found = _UNFIT.search(text)
    return Message.of("pack.unfit_character", number=f"{ord(found[0]):04X}") if found else None

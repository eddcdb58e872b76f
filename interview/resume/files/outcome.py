"""What reading a file can end in: text with a few facts about it, or a refusal with a code."""

from __future__ import annotations

from dataclasses import dataclass

from interview.errors import Code

MAX_CHARACTERS = 200_000


class Refused(Exception):
    """The file is not read, for the reason the code names."""

    def __init__(self, code: Code) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True)
class Parsed:
    """Text as the format gave it, before normalising.

    `pages` is what the file declares (None where the format has none), `pages_read` how many of these were looked at,
    `picture_pages` how many of those showed something but held no readable text.
    """

    text: str
    pages: int | None = None
    pages_read: int = 0
    picture_pages: int = 0
    cut: bool = False
    guessed_encoding: bool = False

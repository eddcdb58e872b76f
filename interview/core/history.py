"""What a candidate looks for in the history, and the words they put on an interview: title and tags.

It knows no database; how a search is run is storage's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from interview.core.identity import InterviewerId
from interview.core.turn import storable
from interview.errors import Code, Invalid
from interview.messages import Message

MAX_TITLE_CHARS = 120
MAX_TAGS = 10
MAX_TAG_CHARS = 30
MAX_SEARCH_CHARS = 200


class LineState(StrEnum):
    """unfinished: goes on · grading: finished, no report yet · graded: report is there · failed: grading failed."""

    UNFINISHED = "unfinished"
    GRADING = "grading"
    GRADED = "graded"
    FAILED = "failed"


@dataclass(frozen=True)
class HistoryFilter:
    """What the history shall show; everything empty means all of it.

    Each word of `text` must stand in resume name, title, a tag, the job or a question that was shown. What resumes
    without a name are called where the search was typed narrows nothing: `pasted_names` by their ids, `pasted_name` all
    others. `since` counts in, `until` does not.
    """

    text: str = ""
    pasted_name: str = field(default="", compare=False)
    state: LineState | None = None
    interviewer: InterviewerId | None = None
    since: datetime | None = None
    until: datetime | None = None
    pasted_names: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(storable(self.text)[:MAX_SEARCH_CHARS].split())


def clean_title(title: str) -> str:
    """The title on one line, "" for none; Invalid when it is longer than MAX_TITLE_CHARS."""
    line = " ".join(storable(title).split())
    if len(line) > MAX_TITLE_CHARS:
        raise Invalid(Code.INPUT_INVALID, Message.of("error.title_too_long", most=MAX_TITLE_CHARS))
    return line


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags on one line each, without empty and repeated ones; Invalid when there are too many or one is too long."""
    lines = (" ".join(storable(tag).split()) for tag in tags)
    by_word = {line.casefold(): line for line in reversed(list(lines)) if line}
    kept = tuple(reversed(by_word.values()))
    if len(kept) > MAX_TAGS or any(len(tag) > MAX_TAG_CHARS for tag in kept):
        raise Invalid(Code.INPUT_INVALID, Message.of("error.too_many_tags", most=MAX_TAGS, characters=MAX_TAG_CHARS))
    return kept

"""A resume that is read once, for all who ask what it says of its person.

It is made where a question about somebody begins and goes with it: what was read of a person's text is remembered
nowhere else.
"""

from __future__ import annotations

from functools import cached_property

from interview.resume.profile import of_today
from interview.resume.profile.projects import Entry
from interview.resume.profile.sections import Line, read_sections
from interview.resume.profile.unheaded import with_work_found


class ReadResume:
    """Each part is read when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lines_as_headed(self) -> list[Line]:
        """The lines, each below the heading that it has."""
        return read_sections(self.text)

    @cached_property
    def lines(self) -> list[Line]:
        """The same with work that stands below another heading, or below none."""
        return with_work_found(self.lines_as_headed)

    @cached_property
    def headlines(self) -> tuple[str, ...]:
        return tuple(of_today.headlines(self.lines))

    @cached_property
    def jobs_of_today(self) -> tuple[Entry, ...]:
        return tuple(of_today.jobs_of_today(self.lines))

    @cached_property
    def titles_of_today(self) -> tuple[str, ...]:
        return tuple(of_today.titles_of_today(self.lines_as_headed))

    @cached_property
    def said_of_oneself(self) -> tuple[str, ...]:
        return tuple(of_today.said_of_oneself(self.lines))

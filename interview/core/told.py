"""What a model is told of somebody before the first question: shown to the person as it is sent."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """Lines of the resume, what was read from it, and lines of the job description, each with placeholders such as
    [NAME] where a detail was. `replaced` counts these by the word in the brackets. `years` is None where unknown."""

    lines: tuple[str, ...]
    skills: tuple[str, ...]
    projects: tuple[str, ...]
    occupation: str
    level: str
    years: float | None
    requirements: tuple[str, ...]
    replaced: tuple[tuple[str, int], ...]

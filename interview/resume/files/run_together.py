"""A resume that lost its lines, as a form or a page leaves it: "SUMMARY Engineer … EXPERIENCE … SKILLS Go, Bash."

Where headings in capitals stand inside of one long line, each of them, each sentence and each head of a job gets a line
of its own again. No word is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview.resume.profile.dates import range_places
from interview.resume.profile.paragraphs import sentences
from interview.resume.profile.sections import heading_section
from interview.text.words import FUNCTION_WORDS

# What is shorter holds no part of a resume with its heading, and one word in capitals may be any word.
_SHORTEST, _LONGEST, _FEWEST_HEADINGS = 160, 20_000, 2
_CAPITALS = re.compile(r"\b[A-Z]{3,}(?:\s(?:&\s)?[A-Z]{3,}){0,3}\b(?=:?\s+\S)")
# Longer than a word that stands between others.
_NEAR = 20
_COLON = re.compile(r"\)?\s*:\s+")


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text, and of what was run together."""
    for line in text.splitlines():
        headings = list(_headings(line)) if _SHORTEST < len(line) <= _LONGEST else []
        if len({heading_section(line[start:end]) for start, end in headings}) < _FEWEST_HEADINGS:
            yield line
            continue
        ends = [start for start, _ in headings[1:]] + [len(line)]
        yield from _told(line[: headings[0][0]])
        for (start, end), until in zip(headings, ends, strict=True):
            yield ""
            yield line[start:end]
            yield from _told(line[end:until].lstrip(" :"))


def _headings(line: str) -> Iterator[tuple[int, int]]:
    """Where headings stand: of words in capitals as many as name a section, and none in the middle of a sentence."""
    for match in _CAPITALS.finditer(line):
        if not FUNCTION_WORDS.isdisjoint(line[max(0, match.start() - _NEAR) : match.start()].split()[-1:]):
            continue
        ends = [match.start() + space.start() for space in re.finditer(r"\s", match.group())]
        for end in [match.end(), *reversed(ends)]:
            is_heading = FUNCTION_WORDS.isdisjoint(line[end : end + _NEAR].split()[:1])
            if is_heading and heading_section(line[match.start() : end]) is not None:
                yield match.start(), end
                break


def _told(text: str) -> Iterator[str]:
    for sentence in sentences(text.strip()):
        dated = {end for _, end in range_places(sentence)}
        begins = next((colon.end() for colon in _COLON.finditer(sentence) if colon.start() in dated), 0)
        yield from (part for part in (sentence[:begins].strip(), sentence[begins:].strip()) if part)

"""Resumes whose lines are labelled: python training/resume_lines/labelled.py

Reads the format that README.md describes, says what is wrong in it and how many lines there are of each kind; ends with
1 where a line cannot be read.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.resume.profile.line_features import Unit
from interview.resume.profile.line_kinds import LineKind
from interview.resume.profile.paragraphs import unwrapped
from interview.resume.profile.sections import read_sections
from interview.resume.profile.unheaded import with_work_found

DATA = Path(__file__).parent / "data"
_LINE = re.compile(rf"([{''.join(LineKind)}])(&?) (.+)")
_NO_WORD = re.compile(r"\W+")
# So many signs at the beginning tell a line that was cut otherwise than the author cut it.
_ENOUGH = 12


@dataclass(frozen=True)
class Labelled:
    """A line as its author labelled it; `goes_on` says that it stands in the paragraph of the line before it, and an
    empty line has no kind."""

    kind: LineKind | None
    text: str
    goes_on: bool = False
    wrapped: tuple[str, ...] = ()


Resume = tuple[Labelled, ...]


class Unreadable(ValueError):
    """A line that is not in the format; the message names file and line."""


def files() -> list[Path]:
    """One file for each author."""
    return sorted(DATA.glob("resumes_*.txt"))


def read(path: Path) -> list[Resume]:
    """The resumes of one author."""
    found: list[list[Labelled]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        labelled = _LINE.fullmatch(line)
        if line.startswith("=== "):
            found.append([])
        elif not line:
            continue
        elif line == "." and found:
            found[-1].append(Labelled(None, ""))
        elif line.startswith("+ ") and found and found[-1]:
            last = found[-1][-1]
            found[-1][-1] = Labelled(last.kind, last.text, last.goes_on, (*last.wrapped, line[2:]))
        elif labelled and found:
            found[-1].append(Labelled(LineKind(labelled[1]), labelled[3], bool(labelled[2])))
        else:
            raise Unreadable(f"{path.name}, line {number}: {line[:60]}")
    return [tuple(each) for each in found]


def text_of(resume: Resume) -> str:
    """The resume as a file would have it."""
    lines: list[str] = []
    for each in resume:
        if each.goes_on and lines:
            lines[-1] += f" {each.text}"
        else:
            lines.append(each.text)
        lines += each.wrapped
    return "\n".join(lines)


def units(resume: Resume) -> tuple[list[Unit], list[LineKind | None]]:
    """What the product reads of a resume, each with the kind of the labelled line that it begins with or is a part of;
    None where there is none."""
    read = list(unwrapped(with_work_found(read_sections(text_of(resume)))))
    known = [(each.kind, _plain(" ".join((each.text, *each.wrapped)))) for each in resume if each.kind]
    kinds: list[LineKind | None] = []
    begin = 0
    for _, text in read:
        place = next((at for at in range(begin, len(known)) if _is_of(_plain(text), known[at][1])), None)
        kinds.append(None if place is None else known[place][0])
        begin = begin if place is None else place
    return read, kinds


def _plain(text: str) -> str:
    return _NO_WORD.sub("", text.casefold())


def _is_of(read: str, labelled: str) -> bool:
    if not read or not labelled:
        return False
    if read in labelled or labelled in read:
        return True
    return len(read) > _ENOUGH and (labelled.startswith(read[:_ENOUGH]) or read.startswith(labelled[:_ENOUGH]))


def main(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        resumes = read(path)
        counts = Counter(each.kind for resume in resumes for each in resume if each.kind)
        yield f"{path.name}: {len(resumes)} resumes, " + ", ".join(f"{kind} {counts[kind]}" for kind in LineKind)


if __name__ == "__main__":
    try:
        print(*main(files()), sep="\n")
    except Unreadable as exc:
        sys.exit(str(exc))

"""A topic as a sheet of a spreadsheet programme: one question on each row, saved as CSV.

The first row has the headings. Commas, semicolons and tabs between cells are all read, whichever the headings have.
Makes the same values that a topic's YAML file has; whether they can be used is for checks.py.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from interview.core.list_marks import without_list_mark
from interview.core.question import Difficulty
from interview.messages import Message
from interview.question_bank.packs.complaint import Lined, Place, Refused, shown, unfit

QUESTION, POINTS = "question", "what a good answer has"
HEADINGS = {
    QUESTION: "question",
    POINTS: "key_points",
    "difficulty": "difficulty",
    "example answer": "reference",
    "hint": "hint",
    "skills": "skills",
}
# It counts only for people whose occupation is not known: a topic of this one is then asked where it is named.
_AREA = "Business"
_BETWEEN_CELLS = ";,\t"
_BETWEEN_POINTS = re.compile(r"[|\n]+")
_BETWEEN_SKILLS = re.compile(r"[|\n,;]+")
# Some programmes end lines so also within a cell.
_LINE_END = re.compile(r"\r\n?")
Row = tuple[int, Sequence[str]]


def lined(text: str, id: str, name: str) -> Lined:
    """The topic that a CSV text holds; Refused with every complaint about its rows."""
    rows = _rows(_LINE_END.sub("\n", text))
    columns = _columns(next(rows)[1])
    complaints: list[tuple[int, Message]] = []
    questions: list[dict[str, object]] = []
    skills: dict[str, None] = {}
    lines: dict[Place, int] = {(): 1}
    for line, cells in rows:
        if not any(map(str.strip, cells)):
            continue
        found = {field: cells[place].strip() for field, place in columns.items() if place < len(cells)}
        wrong = [*_wrong(cells, columns, found)]
        complaints += [(line, said) for said in wrong]
        if wrong:
            continue
        lines[("questions", len(questions))] = line
        questions.append(_question(found, id))
        skills |= dict.fromkeys(_parts(_BETWEEN_SKILLS, found.get("skills", "")))
    if not questions and not complaints:
        complaints.append((1, Message.of("pack.no_questions")))
    if complaints:
        raise Refused(complaints)
    content = {"topic": id, "name": name, "kind": "skill", "area": _AREA}
    return Lined({**content, "skills": list(skills) or [name], "questions": questions}, lines)


def _rows(text: str) -> Iterator[Row]:
    """Every row with the line it begins on, the headings first."""
    between = _between(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused.at(line, Message.of("pack.no_row")) from error


def _between(text: str) -> str:
    """What stands between cells: that by which the first line falls into the two headings that are needed."""
    first = text.split("\n", 1)[0]
    for sign in _BETWEEN_CELLS:
        if {QUESTION, POINTS} <= {_heading(cell) for cell in first.replace('"', "").split(sign)}:
            return sign
    raise Refused.at(1, Message.of("pack.no_headings", question=QUESTION, points=POINTS))


def _heading(cell: str) -> str:
    return " ".join(cell.split()).casefold()


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Field → place of its column."""
    found: dict[str, int] = {}
    complaints = []
    for place, heading in enumerate(map(_heading, cells)):
        field = HEADINGS.get(heading)
        if field in found:
            complaints.append((1, Message.of("pack.heading_twice", heading=heading)))
        elif field is not None:
            found[field] = place
        elif heading:
            known = ", ".join(HEADINGS)
            complaints.append((1, Message.of("pack.heading_unknown", heading=shown(heading), known=known)))
    if complaints:
        raise Refused(complaints)
    return found


def _wrong(cells: Sequence[str], columns: Mapping[str, int], found: Mapping[str, str]) -> Iterator[Message]:
    if any(cell.strip() for place, cell in enumerate(cells) if place not in columns.values()):
        yield Message.of("pack.cell_too_many")
    for heading, field in HEADINGS.items():
        if field in found and (complaint := unfit(found[field])) is not None:
            yield Message.of("pack.in_cell", heading=heading, said=complaint)
    if not found.get("question"):
        yield Message.of("pack.cell_empty", heading=QUESTION)
    if not _parts(_BETWEEN_POINTS, found.get("key_points", "")):
        yield Message.of("pack.cell_empty", heading=POINTS)
    difficulty = found.get("difficulty", "").casefold()
    if difficulty and difficulty not in list(Difficulty):
        known = ", ".join(Difficulty)
        yield Message.of("pack.not_one_of", field="difficulty", given=shown(difficulty), known=known)


def _question(found: Mapping[str, str], topic: str) -> dict[str, object]:
    """A row as a question. Its id is a hash of its words: it stays the same question when rows are sorted or added."""
    asked = " ".join(found["question"].split())
    digest = hashlib.sha256(asked.casefold().encode()).hexdigest()[:10]
    return {
        "id": f"{topic}-{digest}",
        "difficulty": found.get("difficulty", "").casefold() or Difficulty.MEDIUM.value,
        "question": asked,
        "key_points": _parts(_BETWEEN_POINTS, found["key_points"]),
        "reference": found.get("reference", ""),
        "hint": " ".join(found.get("hint", "").split()),
    }


def _parts(between: re.Pattern[str], cell: str) -> list[str]:
    """The parts of a cell without the marks and numbers of a list before them."""
    parts = [" ".join(part.split()) for part in between.split(cell) if part.strip()]
    return [without_list_mark(part) or part for part in parts]

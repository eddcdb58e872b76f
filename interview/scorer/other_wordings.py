"""For each key point of the bank how else it is put, and what somebody who is wrong about it claims: read once from a
text file per topic. Judged beside the key point's own words, never shown to anybody.

Authors of these texts saw the questions and their key points alone. A test names key points that have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "other_wordings"
# How a line begins: a question's id, one of its key points, the same otherwise, something wrong about it.
_QUESTION, _POINT, _SAME, _WRONG = "# ", "## ", "+ ", "! "


@dataclass(frozen=True)
class OtherWordings:
    """`same` says a key point otherwise; who claims `wrong` has it wrong."""

    same: str
    wrong: str


@lru_cache(maxsize=1)
def other_wordings() -> Mapping[str, OtherWordings]:
    """Those of every key point that has some, by its text."""
    return {point: found for path in sorted(FOLDER.glob("*.txt")) for _, point, found in read(path)}


def read(path: Path) -> Iterator[tuple[str, str, OtherWordings]]:
    """(question's id, key point, its wordings) of a file; ValueError names a line that breaks the form."""
    question = ""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    for number, line in lines:
        if line.startswith(_QUESTION):
            question = line[len(_QUESTION) :]
            continue
        (_, same), (_, wrong) = next(lines, (0, "")), next(lines, (0, ""))
        if not (question and line.startswith(_POINT) and same.startswith(_SAME) and wrong.startswith(_WRONG)):
            raise ValueError(f"{path.name}, line {number}: no key point with a wording and a wrong one behind it")
        yield question, line[len(_POINT) :], OtherWordings(same[len(_SAME) :], wrong[len(_WRONG) :])

"""Stories beside lines of resumes, to learn from and to measure with: is a story about the line that was quoted?

`lines_NN.txt` of `learn` and `held` have people (# trade) with lines of their resume and stories about each: a line
that is asked about (=) with the id of the question (?), what stands next to it in the same work (~), and something from
the rest of their life (-), each with stories (+) that answer the question of their block. The format is described in
training/judge/README.md.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from interview.question_bank.bank import load_bank
from interview.scorer.asked_for import quoted_line
from training.judge import authored
from training.judge.authored import Unreadable

FOLDER = "lines"
# How a question about a line begins, as in the product.
QUESTION = "From your resume: “{line}”. {rest}"
# How many stories of other people a line is read beside, and how many lines of others and of neighbours in the file a
# story that was typed.
OF_OTHERS, TYPED_BESIDE = 2, 3


class Kind(StrEnum):
    """Whose line a story stands beside: its own, the next thing of the same person, another line of the same person,
    something from the rest of their life, or somebody else's."""

    OWN = "own"
    NEAR = "near"
    SAME = "same"
    FAR = "far"
    OTHER = "other"


# What begins a line of the resume: one that is asked about, the next thing to it, and one about something else.
_LINES = {"= ": Kind.OWN, "~ ": Kind.NEAR, "- ": Kind.FAR}


@dataclass(frozen=True)
class Line:
    """A line of a resume, the id of the question that is asked about it, and stories about it."""

    kind: Kind
    text: str
    question_id: str
    stories: tuple[str, ...]


@dataclass(frozen=True)
class Beside:
    """A story beside a line that is quoted in the question."""

    question: str
    line: str
    story: str
    kind: Kind


def files(folder: str) -> list[Path]:
    """The files of `learn` or `held`, one author each."""
    return sorted((authored.DATA / folder / FOLDER).glob("lines_*.txt"))


def people(path: Path) -> list[list[Line]]:
    """The lines of each person of a file. Unreadable where something has not the form."""
    found: list[list[Line]] = []
    question = ""
    for number, said in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        mark, text = said[:2], said[2:].strip()
        lines = found[-1] if found else []
        if mark == "# ":
            found.append([])
        elif mark in _LINES and found:
            lines.append(Line(_LINES[mark], text, question if mark != "= " else "", ()))
        elif mark == "? " and lines and lines[-1].kind is Kind.OWN:
            question = text
            lines[-1] = Line(Kind.OWN, lines[-1].text, question, ())
        elif mark == "+ " and lines and lines[-1].question_id:
            last = lines[-1]
            lines[-1] = Line(last.kind, last.text, last.question_id, (*last.stories, text))
        elif said:
            raise Unreadable(f"{path.name}: line {number}: {said}")
    if not all(each.stories for lines in found for each in lines):
        raise Unreadable(f"{path.name}: a line without a story")
    return found


def pairs(path: Path, rng: random.Random) -> list[Beside]:
    """Every story of a file beside its own line and beside others, always to the question that it answers: who knows
    story and question alone knows nothing."""
    found: list[Beside] = []
    everybody = people(path)
    rest = _rests()
    for lines in everybody:
        others = [each for other in everybody if other is not lines for each in other]
        for place, line in enumerate(lines):
            beside = [(line, Kind.OWN), *((other, _between(line, other)) for other in _beside(lines, place))]
            told = [(other, story, kind) for other, kind in beside for story in other.stories]
            for other in rng.sample(others, OF_OTHERS):
                told.append((other, rng.choice(other.stories), Kind.OTHER))
            for other, story, kind in told:
                # The question is the one that the story answers: only the line is another one.
                question = QUESTION.format(line=line.text, rest=rest[other.question_id])
                found.append(Beside(question, line.text, story, kind))
    return found


def _beside(lines: Sequence[Line], place: int) -> Iterator[Line]:
    """The other lines of the same block, and of other blocks those of the same kind; a block is a line that is asked
    about with what stands below it."""
    own = lines[place]
    block = [at for at in range(len(lines)) if lines[at].kind is Kind.OWN and at <= place][-1]
    for at, other in enumerate(lines):
        is_of_block = block <= at and not any(lines[each].kind is Kind.OWN for each in range(block + 1, at + 1))
        if at != place and (is_of_block or other.kind is own.kind):
            yield other


def _between(one: Line, other: Line) -> Kind:
    kinds = {one.kind, other.kind}
    if Kind.FAR in kinds:
        return Kind.FAR
    return Kind.NEAR if Kind.NEAR in kinds and len(kinds) == 2 else Kind.SAME


def _rests() -> dict[str, str]:
    """What is asked behind the line, by the question's id."""
    asked = (question for topic in load_bank().topics for question in topic.questions)
    return {each.id: each.question.partition("}")[2].strip() for each in asked if "{achievement}" in each.question}


def typed(rng: random.Random) -> list[Beside]:
    """The stories for calibration that answer a question about a line, beside that line and others."""
    _, answers = authored.everything("calibration")
    told = [(each, line) for each in answers if (line := quoted_line(each.question_id, each.question))]
    told = [(each, line) for each, line in told if each.kind != "elsewhere"]
    found = []
    for place, (answer, line) in enumerate(told):
        story = " ".join(sentence.text for sentence in answer.sentences)
        near = [other for at, (_, other) in enumerate(told) if 0 < abs(at - place) <= TYPED_BESIDE][:TYPED_BESIDE]
        far = [other for at, (_, other) in enumerate(told) if abs(at - place) > TYPED_BESIDE]
        beside = [(line, Kind.OWN), *((each, Kind.SAME) for each in near)]
        beside += [(each, Kind.OTHER) for each in rng.sample(far, min(len(far), TYPED_BESIDE))]
        found += [Beside(answer.question.replace(line, each), each, story, kind) for each, kind in beside]
    return found

"""Reads what authors wrote for the judge, and says what is wrong in it: python training/judge/authored.py

The format is described in training/judge/README.md. Prints the counts per folder, and ends with 1 when a file cannot be
read or a question of the bank has none of what is wanted of it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(__file__).parent / "data"
TALK, BESIDE, ABOUT = "empty_talk.txt", "talk_beside.txt", "about.tsv"
BANK = ROOT / "interview" / "question_bank" / "questions"

_POINT = re.compile(r"## (\d+) (.+)")
_ANSWER = re.compile(r"## answer (expert|wrong|mixed|waffle|short|half|beside)")
_LABELLED = re.compile(r"\[([^\]]*)\] (.+)")
_COUNTERPART = re.compile(r"! (\d+) (.+)")
_LABEL = re.compile(r"(\d+)([+?-])")
STORIES = ("strong", "short", "partial", "brag", "elsewhere", "waffle")
# An answer to a follow-up question on the story before it; its question is the follow-up.
GOES_ON = "goes on"
# Begins the text of a clause that goes on with the sentence before it.
WITHIN = "& "
# Begins the ids of questions that are not of the bank: short answers, as to a teacher or to a question of a pack.
SHORT = "short-"
# Stands between the id of a question and the number (from 1) of one of its follow-ups.
FOLLOW_UP = "-follow-up-"
FOLDERS = ("learn", "held", "calibration")
# Is in the names of files with answers as people type them in the product.
TYPED = "typed_"
# Held answers with sentences turned round by as little as possible, such as make several points in a sentence, such as
# were typed by people who are sure of what is wrong, and by people of whom some have a detail wrong.
TURNED, DENSE, MISTAKEN, IN_USE = "held/turned", "held/dense", "held/mistaken", "held/typed"
PARTS = (
    "situation",
    "task",
    "own_action",
    "decision_reason",
    "alternatives",
    "obstacle",
    "others",
    "measure",
    "result",
    "lesson",
    "technology",
)
# Wanted for each key point: four ways to say it, three to be wrong, and two look-alikes.
WANTED = {"+": 4, "-": 3, "~": 2}
# Whole answers wanted for each question of knowledge; the first 31 files have wrong ones and waffle, too.
WHOLE = ("expert", "mixed")


class Claim(StrEnum):
    """What a sentence says of a key point; HALF is half of it or a vague version."""

    STATES = "+"
    CONTRADICTS = "-"
    HALF = "?"


@dataclass(frozen=True)
class Statement:
    """A sentence written for one key point. `sign` is + (states it), - (contradicts it) or ~ (neither, though it looks
    like it). What is wrong has a false `counterpart` of the key point, in its style, that says the same."""

    question_id: str
    question: str
    point: str
    sign: str
    text: str
    author: str
    counterpart: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a whole answer; `claims` is what it says of each key point by number, or of each part by name.
    `counterparts` are false counterparts of the key points that it contradicts, which say the same. `plain` is the
    sentence that somebody else said again in a manner of theirs; "" where nobody did. `goes_on` says that this is a
    clause that goes on with the sentence before it."""

    text: str
    claims: Mapping[str, Claim]
    counterparts: Mapping[str, str] = field(default_factory=dict)
    plain: str = ""
    goes_on: bool = False


@dataclass(frozen=True)
class Answer:
    """A whole answer to a question of knowledge, a story of one of STORIES, or an answer that GOES_ON with a story."""

    question_id: str
    question: str
    points: tuple[str, ...]
    kind: str
    sentences: tuple[Sentence, ...]
    author: str


class IsAbout(StrEnum):
    """Whether a story is about what a question asks, by a reader; PERHAPS is near to it, or about a part of it."""

    YES = "y"
    PERHAPS = "p"
    NO = "n"


@dataclass(frozen=True)
class Told:
    """A story beside a question that need not be the one it was told to."""

    story: Answer
    question_id: str
    question: str
    is_about: IsAbout


class Unreadable(ValueError):
    """A line that is not in the format; the message names file and line."""


@dataclass
class _Place:
    """Where the reader is in a file."""

    path: Path
    number: int = 0
    question_id: str = ""
    question: str = ""
    point: str = ""
    kind: str = ""

    @property
    def author(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"

    def refuse(self, why: str) -> Unreadable:
        return Unreadable(f"{self.path.name}:{self.number}: {why}")


def read(path: Path) -> tuple[list[Statement], list[Answer]]:
    """Everything of one file. Unreadable when a line is not in the format."""
    place = _Place(path)
    statements: list[Statement] = []
    answers: list[tuple[_Place, list[Sentence]]] = []
    points: dict[str, list[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place.number, line = number, line.strip()
        if line.startswith("# "):
            place = _Place(path, number, line[2:].strip())
        elif line.startswith("? "):
            place.question = line[2:]
        elif found := _POINT.fullmatch(line):
            known = points.setdefault(place.question_id, [])
            if int(found[1]) != len(known):
                raise place.refuse(f"key point {len(known)} was expected")
            known.append(found[2])
            place.point, place.kind = found[2], ""
        elif line.startswith("## "):
            answer = _ANSWER.fullmatch(line)
            place.kind = answer[1] if answer else line[3:]
            if not answer and place.kind not in STORIES:
                raise place.refuse("a key point, an answer or a story was expected")
            answers.append((_Place(path, number, place.question_id, place.question, kind=place.kind), []))
        elif line.startswith(">> "):
            if place.kind not in (*STORIES, GOES_ON):
                raise place.refuse("a follow-up question stands behind a story")
            place.kind = GOES_ON
            answers.append((_Place(path, number, place.question_id, line[3:], kind=GOES_ON), []))
        elif line.startswith("! "):
            _keep_counterpart(line, place, statements, answers)
        elif line.startswith("= "):
            if not (place.kind and answers[-1][1]):
                raise place.refuse("a plain sentence stands behind the one that says it in another manner")
            answers[-1][1][-1] = replace(answers[-1][1][-1], plain=line[2:])
        elif line and place.kind:
            answers[-1][1].append(_sentence(line, place, points.get(place.question_id, ())))
        elif line:
            if not place.point or line[0] not in WANTED or line[1:2] != " ":
                raise place.refuse("a sentence begins with + - or ~ and a blank")
            said = (place.question_id, place.question, place.point, line[0], line[2:], place.author)
            statements.append(Statement(*said))
    made = [
        Answer(at.question_id, at.question, tuple(points.get(at.question_id, ())), at.kind, tuple(said), at.author)
        for at, said in answers
    ]
    return statements, made


def _keep_counterpart(
    line: str, place: _Place, statements: list[Statement], answers: list[tuple[_Place, list[Sentence]]]
) -> None:
    """Give a counterpart to the wrong sentence before it."""
    found = _COUNTERPART.fullmatch(line)
    if place.kind and found and answers[-1][1] and answers[-1][1][-1].claims.get(found[1]) is Claim.CONTRADICTS:
        last = answers[-1][1][-1]
        answers[-1][1][-1] = replace(last, counterparts={**last.counterparts, found[1]: found[2]})
    elif not place.kind and statements and statements[-1].sign == "-" and statements[-1].point == place.point:
        statements[-1] = replace(statements[-1], counterpart=line[2:])
    else:
        raise place.refuse("a counterpart stands behind a sentence that contradicts the point")


def _sentence(line: str, place: _Place, points: list[str] | tuple[str, ...]) -> Sentence:
    found = _LABELLED.fullmatch(line)
    if found is None:
        raise place.refuse('a sentence of an answer begins with its labels, as in "[0+,2-]" or "[]"')
    claims: dict[str, Claim] = {}
    for label in filter(None, (each.strip() for each in found[1].split(","))):
        if place.kind in (*STORIES, GOES_ON) and label.rstrip("?") in PARTS:
            claims[label.rstrip("?")] = Claim.HALF if label.endswith("?") else Claim.STATES
        elif (known := _LABEL.fullmatch(label)) and int(known[1]) < len(points):
            claims[known[1]] = Claim(known[2])
        else:
            raise place.refuse(f"{label} is no label here")
    text = found[2]
    return Sentence(text.removeprefix(WITHIN), claims, goes_on=text.startswith(WITHIN))


def files(folder: str) -> list[Path]:
    """The files of `learn` (to learn from), `held` (by other authors about other questions, to measure with) or
    `calibration` (by others again, about questions of which nothing was learned, to fit the models of verdicts)."""
    return sorted(path for path in (DATA / folder).glob("*.txt") if path.name not in (TALK, BESIDE))


def empty_talk(folder: str) -> list[str]:
    """Sentences that say nothing, of `learn` or `held`."""
    return talk_file(folder).read_text(encoding="utf-8").splitlines()


def talk_beside(folder: str) -> list[str]:
    """What people say between their sentences that has nothing to do with these, of `learn` or `held`."""
    return talk_file(folder, BESIDE).read_text(encoding="utf-8").splitlines()


def talk_file(folder: str, name: str = TALK) -> Path:
    """Where these stand, one on each line."""
    return DATA / folder / name


def everything(folder: str) -> tuple[list[Statement], list[Answer]]:
    """All statements and answers of a folder."""
    statements, answers = _everything(*files(folder))
    return [*statements], [*answers]


@cache
def _everything(*paths: Path) -> tuple[tuple[Statement, ...], tuple[Answer, ...]]:
    found = [read(path) for path in paths]
    return tuple(each for said, _ in found for each in said), tuple(each for _, told in found for each in told)


def is_typed(answer: Answer) -> bool:
    """Whether it was typed as in the product, by somebody who did not see the key points."""
    return TYPED in answer.author


def told(folder: str) -> list[Told]:
    """Stories beside questions of the same folder, as readers judged them. KeyError when one is not there."""
    stories: dict[tuple[str, str], list[Answer]] = {}
    for answer in everything(folder)[1]:
        stories.setdefault((answer.question_id, answer.kind), []).append(answer)
    questions = {name: found[0].question for (name, _), found in stories.items()}
    rows = [line.split("\t") for line in (DATA / folder / ABOUT).read_text(encoding="utf-8").splitlines()]
    return [
        Told(stories[name, kind][int(place)], asked, questions[asked], IsAbout(letter))
        for name, kind, place, asked, letter in rows
    ]


def lacking() -> Iterator[str]:
    """What is wanted of a question that teaches and is not there.

    Texts stand under the key point that they were written for. It stays as it was when the bank words it otherwise,
    parts it or drops it: what a sentence says of a point does not depend on whether anybody is still asked for it.
    A question of which nothing was written teaches nothing: the judge reads its points as it reads those of `held`. Of
    one that somebody only typed an answer to nothing more is wanted.
    """
    both = [everything(folder) for folder in ("learn", "held")]
    counts = Counter((each.question_id, each.point, each.sign) for said, _ in both for each in said)
    kinds = Counter((each.question_id, each.kind) for _, answers in both for each in answers if not is_typed(each))
    taught = {name for name, *_ in counts} | {name for name, _ in kinds}
    for path in sorted(BANK.glob("*.yaml")):
        topic = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        is_told = topic["kind"] != "skill"
        for name in (question["id"] for question in topic["questions"] if question["id"] in taught):
            for kind in STORIES if is_told else WHOLE:
                if not kinds[name, kind]:
                    yield f"{name}: no answer of the kind {kind}"
            if not is_told and name not in {written for written, *_ in counts}:
                yield f"{name}: no key point with sentences"
    for name, point in sorted({(name, point) for name, point, _ in counts}):
        for sign, least in WANTED.items():
            if counts[name, point, sign] < least:
                yield f'{name}: {counts[name, point, sign]} of {least} lines of "{sign}" for "{point}"'


def main() -> int:
    for folder in FOLDERS:
        said, answers = everything(folder)
        signs = Counter(each.sign for each in said)
        sentences = sum(len(each.sentences) for each in answers)
        counterparts = sum(bool(each.counterpart) for each in said)
        counterparts += sum(len(each.counterparts) for answer in answers for each in answer.sentences)
        of_stories = sum(len(each.sentences) for each in answers if not each.points)
        beside = Counter(each.is_about for each in told(folder)) if (DATA / folder / ABOUT).exists() else Counter()
        asked = {each.question_id for each in said} | {each.question_id for each in answers}
        print(
            f"{folder:11} {len(files(folder)):3} files, {len(asked):4} questions, "
            f"{signs['+']} states, {signs['-']} contradicts, {signs['~']} neither, "
            f"{len(answers)} answers of {sentences} sentences ({of_stories} of stories), {counterparts} counterparts, "
            f"stories beside a question: {beside[IsAbout.YES]} about it, {beside[IsAbout.PERHAPS]} perhaps, "
            f"{beside[IsAbout.NO]} not"
        )
    wrong = list(lacking())
    print("\n".join(wrong) or "Nothing is lacking.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""Folders → packs. One that is broken anywhere is left out whole, and the others are used.

A pack is a folder with pack.yaml, topics/ (YAML or CSV) and occupations/ (YAML); the form of these YAML files is that
of ours. docs/own-packs.md tells it to its authors.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, StringConstraints

from interview.core.question import Source
from interview.messages import Message
from interview.occupations.occupation import Occupation
from interview.question_bank.bank import Topic
from interview.question_bank.packs import checks, sheet, yaml_lines
from interview.question_bank.packs.complaint import (
    MOST_PACKS,
    MOST_QUESTIONS,
    NAME_CHARS,
    Complaint,
    Lined,
    Refused,
    shown,
)
from interview.question_bank.packs.files import as_id, as_name, entries, is_inside, text_of
from interview.question_bank.packs.pack import Pack, Packs

ABOUT = "pack.yaml"
_LINE = StringConstraints(strip_whitespace=True, min_length=1, max_length=120)
_Made = TypeVar("_Made")


class _About(BaseModel):
    """The form of pack.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_CHARS)]
    licence: Annotated[str, _LINE] = Field(validation_alias=AliasChoices("licence", "license"))
    author: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = ""
    language: Literal["en", "zh"] = "en"
    url: Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$", max_length=300)] = ""


def read_packs(folder: Path | None, ours: Collection[str]) -> Packs:
    """Every pack in a folder, none without one. `ours` are the ids of topics that occupations may name, too."""
    if folder is None:
        return Packs()
    try:
        found = [path for path in entries(folder, folder) if path.is_dir()]
    except Refused as refused:
        return Packs(complaints=tuple(_complaints(str(folder), refused)))
    if not folder.is_dir():
        return Packs(complaints=(Complaint(str(folder), 0, Message.of("pack.no_folder")),))
    if (folder / ABOUT).is_file():
        return Packs(complaints=(Complaint(ABOUT, 0, Message.of("pack.is_one")),))
    packs: dict[str, Pack] = {}
    complaints: list[Complaint] = []
    for path in found:
        if len(packs) == MOST_PACKS:
            complaints.append(Complaint(path.name, 0, Message.of("pack.too_many_packs", most=MOST_PACKS)))
        elif not is_inside(path, folder):
            complaints.append(Complaint(path.name, 0, Message.of("pack.outside")))
        elif as_id(path.name) in packs:
            complaints.append(Complaint(path.name, 0, Message.of("pack.name_taken")))
        else:
            pack, wrong = read_pack(path, ours)
            complaints += [Complaint(f"{path.name}/{each.file}", each.line, each.said) for each in wrong]
            if pack is not None:
                packs[pack.id] = pack
    return Packs(tuple(packs.values()), tuple(complaints))


def read_pack(folder: Path, ours: Collection[str]) -> tuple[Pack | None, tuple[Complaint, ...]]:
    """One folder as a pack, or else everything that is wrong with it."""
    reading = _Reading(folder)
    return reading.pack(ours), tuple(reading.complaints)


def _complaints(file: str, refused: Refused) -> Iterator[Complaint]:
    return (Complaint(file, line, said) for line, said in refused.complaints)


class _Reading:
    """Reads one folder to its end, whatever is wrong on the way, and collects complaints."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.complaints: list[Complaint] = []
        self._broken: set[str] = set()

    def pack(self, ours: Collection[str]) -> Pack | None:
        id = as_id(Path(os.path.abspath(self._folder)).name)
        if not self._folder.is_dir():
            self._complain(str(self._folder), Message.of("pack.no_folder"))
            return None
        about = self._made(ABOUT, self._about)
        topics = self._all("topics", self._topic, (".yaml", ".csv"))
        # A topic that cannot be read is one complaint, not one more for each occupation that names it.
        known = {**{name: name for name in ours}, **{name: f"{id}.{name}" for name in (*topics, *self._broken)}}
        occupations = self._all("occupations", lambda file, name: self._occupation(file, name, known), (".yaml",))
        self._look_at_all(list(topics.values()))
        if about is None or self.complaints:
            return None
        return Pack(
            id,
            about.language,
            Source(*(" ".join(text.split()) for text in (about.name, about.licence, about.author))),
            about.url,
            tuple(_topic_of(id, topic) for topic in topics.values()),
            tuple(_occupation_of(id, occupation, known) for occupation in occupations.values()),
        )

    def _about(self) -> _About:
        names = [path.name for path in entries(self._folder, self._folder)]
        if ABOUT not in names and (other := next((name for name in names if name.startswith(ABOUT)), "")):
            raise Refused.at(0, Message.of("pack.other_ending", name=shown(other), wanted=ABOUT))
        return checks.made(_About, self._yaml(ABOUT))

    def _look_at_all(self, topics: list[Topic]) -> None:
        """What no file shows by itself."""
        count = sum(len(topic.questions) for topic in topics)
        if not topics and not self.complaints:
            self._complain("topics", Message.of("pack.no_topics"))
        if count > MOST_QUESTIONS:
            self._complain("topics", Message.of("pack.too_many_questions", count=count, most=MOST_QUESTIONS))
        seen: set[str] = set()
        for question in (question for topic in topics for question in topic.questions):
            if question.id in seen:
                self._complain("topics", Message.of("pack.id_twice", id=question.id))
            seen.add(question.id)

    def _all(self, part: str, made: Callable[[str, str], _Made], kinds: Collection[str]) -> dict[str, _Made]:
        """What the files of a part of the folder describe, by id."""
        paths = self._made(part, lambda: entries(self._folder / part, self._folder)) or ()
        found: dict[str, _Made] = {}
        names: set[str] = set()
        for path in paths:
            file, id = f"{part}/{path.name}", as_id(path.stem)
            if path.suffix.lower() not in kinds:
                self._complain(file, Message.of("pack.wrong_kind", kinds=", ".join(kinds)))
            elif id in names:
                self._complain(file, Message.of("pack.same_name"))
            elif (value := self._made(file, partial(made, file, path.stem))) is not None:
                found[id] = value
            else:
                self._broken.add(id)
            names.add(id)
        return found

    def _made(self, file: str, make: Callable[[], _Made]) -> _Made | None:
        try:
            return make()
        except Refused as refused:
            self.complaints += _complaints(file, refused)
            return None

    def _topic(self, file: str, stem: str) -> Topic:
        id = as_id(stem)
        is_sheet = file.lower().endswith(".csv")
        found = sheet.lined(self._text(file), id, as_name(stem)) if is_sheet else self._yaml(file)
        return checks.topic(found, id)

    def _occupation(self, file: str, stem: str, known: Collection[str]) -> Occupation:
        return checks.occupation(self._yaml(file), as_id(stem), known)

    def _yaml(self, file: str) -> Lined:
        return yaml_lines.lined(self._text(file))

    def _text(self, file: str) -> str:
        return text_of(self._folder / file, self._folder)

    def _complain(self, file: str, said: Message) -> None:
        self.complaints.append(Complaint(file, 0, said))


def _topic_of(pack: str, topic: Topic) -> Topic:
    questions = tuple(each.model_copy(update={"id": f"{pack}.{each.id}"}) for each in topic.questions)
    return topic.model_copy(update={"topic": f"{pack}.{topic.topic}", "questions": questions})


def _occupation_of(pack: str, occupation: Occupation, known: dict[str, str]) -> Occupation:
    lists = {part: tuple(known[name] for name in getattr(occupation, part)) for part in checks.TOPICS}
    return occupation.model_copy(update={"occupation": f"{pack}.{occupation.occupation}", **lists})

"""Codes and values put into words: messages that were decided below, and labels that are written at the edge.

A language is a file languages/LANGUAGE.yaml: `messages` by code, and, for others than English, `labels` by the English
label. Tests hold them complete. What people and models wrote is never translated. Key points of the bank that speak of
"the speaker" are said to the candidate as in key_points_to_you.tsv: as stored, a tab, and how it is said.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from interview import yaml_files
from interview.messages import WRITTEN, Message, Value

FOLDER = Path(__file__).parent / "languages"
FOR_MENTORS = ".mentor"
"""Ends the code of what a mentor is told in place of the candidate."""
IMAGINED, OF_OWN_WORK = ".imagined", ".own_work"
"""End the code of what is said of what somebody would do, and of work of their own; a mentor's form stands behind."""
_TO_YOU = Path(__file__).parent / "key_points_to_you.tsv"
_POINTS = ("point", "points")
"""The values of messages that are key points, one or several."""
_TAGS = {"zh": "zh-CN"}
_NOTHING: Mapping[str, str] = MappingProxyType({})
_WIDE_STOPS = ("。", "！", "？", "；", "：")


class _Filling(string.Formatter):
    """Fills values in, and chooses between two forms of a word by a count: "{points} {points:point|points}"."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, is_choice, many = format_spec.partition("|")
        if not is_choice:
            return str(super().format_field(value, format_spec))
        return one if abs(round(float(value))) == 1 else many


_FILLING = _Filling()


def _filled(said: str, values: Mapping[str, object]) -> str:
    return _FILLING.vformat(said, (), values)


class Words:
    """Says messages and labels in one language. `tag` names it for readers of HTML and PDF (BCP 47)."""

    def __init__(
        self,
        language: str,
        labels: Mapping[str, str],
        messages: Mapping[str, str],
        to_you: Mapping[str, str] = _NOTHING,
    ) -> None:
        self.language = language
        self.tag = tag_of(language)
        self._labels = labels
        self._messages = messages
        self._to_you = to_you
        self._in_form: dict[str, Words] = {}

    def __call__(self, english: str, **values: object) -> str:
        """A label written here in English, with its values filled in."""
        said = self._labels.get(english, english)
        return _filled(said, values) if values else said

    def message(self, message: Message) -> str:
        """A message in words; KeyError for a code that the language does not have."""
        values = {name: self.value(self._points(value) if name in _POINTS else value) for name, value in message.values}
        if isinstance(category := values.get("category"), str):
            values["category"] = self(category)
        if message.code == WRITTEN:
            return str(values["text"])
        return _filled(self._messages[message.code], values)

    def key_point(self, text: str) -> str:
        """A key point's statement as it is said to the candidate inside a sentence."""
        return self._to_you.get(text, text)

    def _points(self, value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(self.key_point(each) if isinstance(each, str) else each for each in value)
        return self.key_point(value) if isinstance(value, str) else value

    @cached_property
    def as_stored(self) -> Words:
        """The same language for programs and models: each key point in the words in which it is stored."""
        return Words(self.language, self._labels, self._messages)

    @cached_property
    def for_mentors(self) -> Words:
        """The same language to somebody who reads a report in the candidate's place: each message in its form for them
        where it has one."""
        return Words(self.language, self._labels, self._forms(FOR_MENTORS))

    def in_form(self, form: str) -> Words:
        """The same language of what a question asks for besides a story lived through, IMAGINED or OF_OWN_WORK: each
        message in its form for that where it has one. The language itself for ""."""
        if form and form not in self._in_form:
            self._in_form[form] = Words(self.language, self._labels, self._forms(form), self._to_you)
        return self._in_form[form] if form else self

    def _forms(self, ending: str) -> Mapping[str, str]:
        forms = {code.removesuffix(ending): said for code, said in self._messages.items() if code.endswith(ending)}
        return {**self._messages, **forms}

    def to_operators(self, message: Message) -> str:
        """A message for whoever runs the app: it, and what is inside of it, in its form for them where it has one."""
        return self.message(self._of_operators(message))

    def _of_operators(self, message: Message) -> Message:
        own = f"{message.code}.operator"
        inside = tuple((name, self._inside_for_operators(value)) for name, value in message.values)
        return Message(own if own in self._messages else message.code, inside)

    def _inside_for_operators(self, value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(self._of_operators(each) if isinstance(each, Message) else each for each in value)
        return self._of_operators(value) if isinstance(value, Message) else value

    def value(self, value: Value) -> str | int | float:
        """A value of a message in words, a message in its form for inside a sentence where it has one; numbers stay
        numbers, for the sentence to write."""
        if isinstance(value, Message):
            inside = f"{value.code}.inside"
            return self.message(Message(inside, value.values) if inside in self._messages else value)
        if isinstance(value, tuple):
            return self("; ").join(str(self.value(item)) for item in value)
        return value

    def messages(self, messages: Iterable[Message]) -> str:
        """Messages one after the other, as one text."""
        return sentences(map(self.message, messages))

    def listed(self, items: Iterable[str]) -> str:
        """Items one after the other."""
        return self(", ").join(items)

    def all_of(self, items: Iterable[str]) -> str:
        """Items of a sentence, as "3, 4 and 5"."""
        *others, last = [*items] or [""]
        return self("{items} and {last}", items=self.listed(others), last=last) if others else last

    def one_of(self, items: Iterable[str]) -> str:
        """Alternatives of a sentence, as "Go, Java or Rust"."""
        *others, last = [*items] or [""]
        return self("{items} or {last}", items=self.listed(others), last=last) if others else last

    def day(self, at: datetime, zone: tzinfo) -> str:
        """A date, as "24 Nov 2026"."""
        local = at.astimezone(zone)
        return self("{day} {month} {year}", day=local.day, month=self(f"{local:%b}"), year=local.year)

    def short_day(self, at: datetime, zone: tzinfo) -> str:
        """A date without its year, as "24 Nov"."""
        local = at.astimezone(zone)
        return self("{day} {month}", day=local.day, month=self(f"{local:%b}"))

    def moment(self, at: datetime, zone: tzinfo) -> str:
        """A moment with its offset, as "24 November 2026, 14:02 (UTC+01:00)"."""
        local = at.astimezone(zone)
        offset = local.strftime("%z")
        return self(
            "{day} {month} {year}, {time} ({zone})",
            day=local.day,
            month=self(f"{local:%B}"),
            year=local.year,
            time=f"{local:%H:%M}",
            zone="UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:5]}",
        )

    def when(self, at: datetime, zone: tzinfo) -> str:
        """A moment for a reader whose zone is known, as "24 Nov 2026, 14:02"."""
        return self("{day}, {time}", day=self.day(at, zone), time=f"{at.astimezone(zone):%H:%M}")


def sentences(said: Iterable[str]) -> str:
    """Sentences one after the other, as one text; behind a Chinese full stop there is no space."""
    found = ""
    for each in filter(None, said):
        found += each if not found or found.endswith(_WIDE_STOPS) else f" {each}"
    return found


def tag_of(language: str) -> str:
    """A language for readers of HTML and PDF (BCP 47), also of one that no words are here for."""
    return _TAGS.get(language, language)


def words_or(language: str, otherwise: Words) -> Words:
    """The words of a language; `otherwise`, as a reader's own, where there is no file for it."""
    found = words(language)
    return found if found.language == language else otherwise


@cache
def words(language: str) -> Words:
    """The words of a language; English where there is no file for it."""
    file = FOLDER / f"{language}.yaml"
    if not re.fullmatch(r"[a-z]{2,3}", language) or not file.is_file():
        return words("en")
    found = yaml_files.read(file)
    return Words(language, found.get("labels", {}), found["messages"], _to_you() if language == "en" else _NOTHING)


def _to_you() -> dict[str, str]:
    lines = (line.split("\t") for line in _TO_YOU.read_text(encoding="utf-8").splitlines())
    return dict(lines)


ENGLISH = words("en").as_stored
"""For programs, models and whoever runs the app; who answers is told in `words("en")`."""

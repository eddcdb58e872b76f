"""From what a file says to a topic or an occupation; every complaint has its line and is a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from interview.messages import Message
from interview.occupations.occupation import Occupation
from interview.question_bank.bank import Topic
from interview.question_bank.packs.complaint import MOST_POINTS, NAME_CHARS, Lined, Place, Refused, shown
from interview.question_bank.packs.files import as_id

TOPICS = ("core", "core_if_named", "adjacent", "adjacent_if_named")
_Model = TypeVar("_Model", bound=BaseModel)


def made(model: type[_Model], found: Lined) -> _Model:
    """The value that a file describes; Refused with everything in which it breaks the form."""
    try:
        return model.model_validate(found.content)
    except ValidationError as error:
        raise Refused(complaint for detail in error.errors() for complaint in _said(detail, found)) from error


def topic(found: Lined, id: str) -> Topic:
    """A topic of that id; Refused where it breaks the form or asks or wants the same thing twice."""
    given = found.content.setdefault("topic", id)
    if given != id:
        raise Refused.at(found.line(("topic",)), Message.of("pack.no_file_name", given=shown(str(given)), id=id))
    value = made(Topic, found)
    if complaints := list(_repeats(value, found)):
        raise Refused(complaints)
    return value


def occupation(found: Lined, id: str, known: Collection[str]) -> Occupation:
    """An occupation of that id, whose topics are all in `known`. Its topics may be given by their files' names."""
    for part in TOPICS:
        listed = found.content.get(part)
        if isinstance(listed, list):
            found.content[part] = [as_id(each) if isinstance(each, str) else each for each in listed]
    given = found.content.setdefault("occupation", id)
    found.content.setdefault("profession", id)
    if given != id:
        raise Refused.at(found.line(("occupation",)), Message.of("pack.no_file_name", given=shown(str(given)), id=id))
    value = made(Occupation, found)
    complaints = [
        (found.line((part, number)), Message.of("pack.no_such_topic", topic=each))
        for part in TOPICS
        for number, each in enumerate(getattr(value, part))
        if each not in known
    ]
    if len(value.name) > NAME_CHARS:
        complaints.append((found.line(("name",)), Message.of("pack.name_too_long", most=NAME_CHARS)))
    if complaints:
        raise Refused(complaints)
    return value


def _repeats(value: Topic, found: Lined) -> Iterator[tuple[int, Message]]:
    if len(value.name) > NAME_CHARS:
        yield found.line(("name",)), Message.of("pack.name_too_long", most=NAME_CHARS)
    asked: dict[str, int] = {}
    for number, question in enumerate(value.questions):
        line = found.line(("questions", number))
        text = " ".join(question.question.split()).casefold()
        if text in asked:
            yield line, Message.of("pack.question_twice", line=asked[text])
        asked.setdefault(text, line)
        for points in (question.key_points, *(each.key_points for each in question.follow_ups)):
            if len(points) > MOST_POINTS:
                yield line, Message.of("pack.too_many_points", count=len(points), most=MOST_POINTS)
            words = [" ".join(point.split()).casefold() for point in points]
            for point in dict.fromkeys(point for point in words if words.count(point) > 1):
                yield line, Message.of("pack.point_twice", point=shown(point))


def _said(detail: ErrorDetails, found: Lined) -> Iterator[tuple[int, Message]]:
    """What pydantic found, as a sentence of ours with the line of it."""
    place: Place = detail["loc"]
    line, kind, given = found.line(place), detail["type"], detail["input"]
    field = _field(place)
    if kind == "missing":
        yield line, Message.of("pack.missing", field=field)
    elif kind == "extra_forbidden":
        yield line, Message.of("pack.no_such_field", field=shown(field))
    elif kind == "string_type" and isinstance(given, dict):
        yield line, Message.of("pack.colon", field=field)
    elif kind in ("enum", "literal_error"):
        known = str(detail.get("ctx", {}).get("expected", ""))
        yield line, Message.of("pack.not_one_of", field=field, given=shown(str(given)), known=known)
    elif kind == "string_pattern_mismatch" and field == "url":
        yield line, Message.of("pack.no_address")
    elif kind == "string_pattern_mismatch":
        yield line, Message.of("pack.no_id", field=field, given=shown(str(given)))
    elif kind in ("string_too_short", "too_short"):
        yield line, Message.of("pack.field_empty", field=field)
    elif kind == "string_too_long":
        yield line, Message.of("pack.field_too_long", field=field, most=int(detail["ctx"]["max_length"]))
    elif kind == "tuple_type":
        yield line, Message.of("pack.no_list", field=field)
    elif kind == "value_error":
        for part in detail["msg"].removeprefix("Value error, ").split("; "):
            yield _line_of(part, found, line), Message.of("pack.rule", said=shown(part))
    else:
        yield line, Message.of("pack.field_wrong", field=field, said=shown(detail["msg"]))


def _field(place: Place) -> str:
    """A place as an author would name it: its field, and where that is a list, which of it, from 1."""
    steps = [step for step in place if isinstance(step, str)]
    last = steps[-1] if steps else ""
    return f"{last} {place[-1] + 1}" if place and isinstance(place[-1], int) else last


def _line_of(complaint: str, found: Lined, otherwise: int) -> int:
    """The line of the question whose id a complaint begins with."""
    questions = found.content.get("questions")
    for number, question in enumerate(questions if isinstance(questions, list) else ()):
        if isinstance(question, dict) and complaint.startswith(f"{question.get('id')}: "):
            return found.line(("questions", number))
    return otherwise

"""YAML as plain values with the line of each: every value is text, as it stands there.

So `licence: 4.0` and `name: no` are what their author sees, and nothing in a file is run or made into anything else.
Refuses what grows when it is read (aliases, deep nesting).
"""

from __future__ import annotations

import yaml

from interview.messages import Message
from interview.question_bank.packs.complaint import Lined, Place, Refused, shown, unfit

_DEEPEST = 8
_NOTHING = ("", "~", "null")


def lined(text: str) -> Lined:
    """The mapping that a YAML text is; Refused with every complaint about its form."""
    try:
        _refuse_what_grows(text)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or ""
        raise Refused.at(line, Message.of("pack.no_yaml", reason=shown(str(reason)))) from error
    if not isinstance(root, yaml.MappingNode):
        raise Refused.at(1, Message.of("pack.no_fields"))
    reading = _Reading()
    content = reading.mapping(root, ())
    if reading.complaints:
        raise Refused(reading.complaints)
    return Lined(content, reading.lines)


def _refuse_what_grows(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark is not None else 0
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise Refused.at(line, Message.of("pack.alias"))
        if depth > _DEEPEST:
            raise Refused.at(line, Message.of("pack.too_deep"))


class _Reading:
    """Collects lines and complaints on the way through the nodes of one text."""

    def __init__(self) -> None:
        self.lines: dict[Place, int] = {(): 1}
        self.complaints: list[tuple[int, Message]] = []

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        """A mapping without the fields that say nothing."""
        found: dict[str, object] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.complaints.append((line, Message.of("pack.no_field_name")))
            elif key.value in found:
                self.complaints.append((line, Message.of("pack.given_twice", field=shown(key.value))))
            elif not (isinstance(value, yaml.ScalarNode) and not value.style and value.value in _NOTHING):
                self.lines[(*place, key.value)] = line
                found[key.value] = self._value(value, (*place, key.value))
        return found

    def _value(self, node: yaml.Node, place: Place) -> object:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(each, (*place, number)) for number, each in enumerate(node.value)]
        if (complaint := unfit(str(node.value))) is not None:
            self.complaints.append((self.lines[place], complaint))
        return node.value

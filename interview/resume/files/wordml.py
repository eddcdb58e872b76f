"""What the XML of a Word document says, read as a stream of events: no tree, no recursion, no entities.

A document type declaration or nesting beyond any real document is refused. Names are matched without their
namespace, which covers the transitional and the strict form alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interview.errors import Code
from interview.resume.files.outcome import Refused

MAX_DEPTH = 200

_LEFT_OUT = frozenset({"del", "moveFrom", "rt", "instrText", "delText", "binData", "tblPrEx", "sectPr"})
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _value(attributes: Mapping[str, str], name: str) -> str | None:
    return next((value for key, value in attributes.items() if _local(key) == name), None)


class Enough(Exception):
    """The text has reached its bound; the rest of the part need not be read."""


class Events:
    """Keeps the path of open elements and refuses what no honest document has."""

    def __init__(self) -> None:
        self.path: list[str] = []

    def doctype(self, *_: object) -> None:
        raise Refused(Code.RESUME_UNSAFE)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self.path) >= MAX_DEPTH:
            raise Refused(Code.RESUME_TOO_COMPLEX)
        self.path.append(_local(tag))
        self.opened(self.path[-1], attributes)

    def end(self, _: str) -> None:
        self.closed(self.path.pop())

    def close(self) -> None:
        return None

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element began; it is the last of `path`."""

    def closed(self, name: str) -> None:
        """An element ended; it is no longer in `path`."""


class PartKinds(Events):
    """Content types of the archive's parts."""

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[str, list[str]] = {}
        self.names_a_main_part = False

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        self.names_a_main_part |= "main+xml" in kind or "macroEnabled" in kind
        if name == "Override":
            self._names.setdefault(kind, []).append(attributes.get("PartName", "").lstrip("/"))

    def named(self, kind: str) -> list[str]:
        return self._names.get(kind, [])


class HiddenStyles(Events):
    """Styles whose text is hidden, by themselves or by the style they are based on."""

    def __init__(self) -> None:
        super().__init__()
        self._style = ""
        self._hidden: dict[str, bool] = {}
        self._based_on: dict[str, str] = {}

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self._style = _value(attributes, "styleId") or ""
        elif name == "basedOn":
            self._based_on[self._style] = _value(attributes, "val") or ""
        elif name == "vanish" and self.path[-3:] == ["style", "rPr", "vanish"]:
            self._hidden[self._style] = _value(attributes, "val") not in _OFF

    def names(self) -> frozenset[str]:
        hidden = set()
        for style in {*self._hidden, *self._based_on}:
            seen, current = set(), style
            while current and current not in seen and current not in self._hidden:
                seen.add(current)
                current = self._based_on.get(current, "")
            if self._hidden.get(current):
                hidden.add(style)
        return frozenset(hidden)


@dataclass
class _Run:
    hidden: bool
    words: list[str] = field(default_factory=list)


@dataclass
class _Paragraph:
    hidden: bool = False
    is_item: bool = False
    words: list[str] = field(default_factory=list)
    floating: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        line = "".join(self.words)
        return [f"- {line}" if self.is_item and line.strip() else line, *self.floating]


class WordText(Events):
    """Visible text of one part, a line per paragraph; short table rows become one line."""

    def __init__(self, hidden_styles: frozenset[str], room: int) -> None:
        super().__init__()
        self._hidden_styles = hidden_styles
        self._room = room
        self._left_out = 0
        self._in_text = 0
        self._blocks: list[list[str]] = [[]]
        self._rows: list[list[list[str]]] = []
        self._paragraphs: list[_Paragraph] = []
        self._runs: list[_Run] = []
        self._chosen: list[bool] = []
        self._placeholders: list[bool] = []

    def text(self) -> str:
        open_lines = [line for paragraph in self._paragraphs for line in paragraph.lines()]
        return "\n".join([*(line for block in self._blocks for line in block), *open_lines])

    def data(self, words: str) -> None:
        if not self._in_text or self._left_out or not self._runs:
            return
        self._runs[-1].words.append(words)
        self._room -= len(words)
        if self._room <= 0:
            self.closed("r")
            raise Enough

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._left_out or self._is_left_out(name):
            self._left_out += 1
        elif name in ("p", "r", "tr", "tc", "sdt", "AlternateContent", "txbxContent"):
            self._open_frame(name)
        elif name == "t":
            self._in_text += 1
        elif name in _BREAKS and self._runs and self.path[-2] == "r":
            self._runs[-1].words.append(_BREAKS[name])
        elif name == "showingPlcHdr" and self._placeholders:
            self._placeholders[-1] = _value(attributes, "val") not in _OFF
        else:
            self._open_property(name, _value(attributes, "val"))

    def _is_left_out(self, name: str) -> bool:
        if name in ("Choice", "Fallback") and self._chosen:
            already, self._chosen[-1] = self._chosen[-1], True
            return already
        return name in _LEFT_OUT or (name == "sdtContent" and bool(self._placeholders) and self._placeholders[-1])

    def _open_frame(self, name: str) -> None:
        if name == "p":
            self._paragraphs.append(_Paragraph())
        elif name == "r":
            self._runs.append(_Run(hidden=bool(self._paragraphs) and self._paragraphs[-1].hidden))
        elif name == "tr":
            self._rows.append([])
        elif name == "sdt":
            self._placeholders.append(False)
        elif name == "AlternateContent":
            self._chosen.append(False)
        else:
            self._blocks.append([])

    def _open_property(self, name: str, value: str | None) -> None:
        if self.path[-3:-1] == ["r", "rPr"] and self._runs:
            if name == "vanish":
                self._runs[-1].hidden = value not in _OFF
            elif name == "rStyle" and value in self._hidden_styles:
                self._runs[-1].hidden = True
        elif self.path[-3:-1] == ["p", "pPr"] and self._paragraphs:
            if name == "pStyle" and value in self._hidden_styles:
                self._paragraphs[-1].hidden = True
            elif name == "numPr":
                self._paragraphs[-1].is_item = True

    def closed(self, name: str) -> None:
        if self._left_out:
            self._left_out -= 1
        elif name == "t":
            self._in_text -= 1
        elif name == "r" and self._runs:
            run = self._runs.pop()
            if not run.hidden and self._paragraphs:
                self._paragraphs[-1].words.extend(run.words)
        elif name == "p" and self._paragraphs:
            self._blocks[-1].extend(self._paragraphs.pop().lines())
        elif name == "tr" and self._rows:
            self._blocks[-1].extend(_row_lines(self._rows.pop()))
        elif name == "tc":
            cell = self._blocks.pop()
            if self._rows:
                self._rows[-1].append(cell)
            else:
                self._blocks[-1].extend(cell)
        elif name == "txbxContent":
            box = self._blocks.pop()
            (self._paragraphs[-1].floating if self._paragraphs else self._blocks[-1]).extend(box)
        elif name == "sdt":
            self._placeholders.pop()
        elif name == "AlternateContent":
            self._chosen.pop()


def _row_lines(cells: list[list[str]]) -> list[str]:
    filled = [[line for line in cell if line.strip()] for cell in cells]
    if all(len(cell) <= 1 and all("\n" not in line for line in cell) for cell in filled):
        return [" | ".join(line for cell in filled for line in cell)]
    return [line for cell in cells for line in [*cell, ""]]

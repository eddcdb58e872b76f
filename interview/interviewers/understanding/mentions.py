"""Where a resume names which skill: the items of its skills section, and known names in everything else.

It decides what counts as a mention and how prominent it is; sections, entries and names are found elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from interview.core.profile import Skill
from interview.interviewers.understanding.lexicon import Hit, Lexicon
from interview.interviewers.understanding.projects import Entry
from interview.interviewers.understanding.sections import LONGEST_LINE, Line, Section

MOST_SKILLS = 100
_USES_THAT_COUNT = 3
_LONGEST_ITEM = 40

_SEPARATOR = re.compile(
    r"\s*[,;|•·●▪、，；。\t]\s*|\s{2,}|\s+/\s+|\s+(?:and|or|&)\s+|[和及与]|[()（）\[\]]|\.\s+|\.$|\s+[-–—>=]{1,2}\s+"
)
_LISTS = re.compile(r"[,;|•·、，；]")
_CONTINUES = re.compile(r"[,;|、，；:：]$")
_LABELLED = re.compile(r"^([^:：,，、]{2,40})[:：]\s*")
_OPENING = re.compile(
    r"^(?:(?:highly|very|strong|solid|good|excellent|basic|advanced|working|extensive|deep|hands-on|proven|some)\s+)*"
    r"(?:proficient|proficiency|experienced?|skilled|knowledge|familiar(?:ity)?|expertise|fluent|understanding|competent|expert|ability)?"
    r"(?:\s+(?:in|with|of|at|to use|using))?\s+(?=\S)|"
    r"^(?:熟悉|精通|掌握|了解|熟练(?:掌握|使用|运用)?|具备|擅长|使用|运用|良好的?)+",
    re.I,
)
_RATING = re.compile(
    r"\s*(?:[-–—:：]\s*)?(?:\b(?:expert|advanced|intermediate|beginner|basic|proficient|native|fluent)\b|\d{1,3}\s?%|\d\s?/\s?\d{1,2}|"
    r"\d{1,2}\+?\s?(?:years?|yrs?)|[★☆●○◦•■□]{2,}|精通|熟练|熟悉|了解|\b\d(?:\.\d)?)\s*$",
    re.I,
)
_NO_ITEM = re.compile(r"[<>{}$\\=@#!?\"“”]|https?|\d{4}")
_SENTENCE_WORD = re.compile(
    r"\b(?:the|an?|with|for|to|in|on|at|by|from|using|via|my|i|we|is|are|was|able|who|as|that|this|such|includ(?:es?|ing)|etc|well|versions?|"
    r"proficient|experienced?|knowledge|ability|strong|excellent|various|both|between|across|through|years)\b|^\w+ed\b",
    re.I,
)
_SPOKEN = re.compile(r"language|语言", re.I)
_QUALIFIED = re.compile(r"熟|掌握|了解|精通|具备|使用")
_CHINESE_SENTENCE = re.compile(
    r"[的了其有能可对并于等会将从及我]|熟|掌握|了解|精通|具备|使用|经验|进行|基本|相关|能力强"
)


_Continues = Callable[[Line, Line], bool]


@dataclass
class _Tally:
    shown: str
    order: int
    is_listed: bool = False
    uses: int = 0
    line: str = ""
    line_rank: int = 9

    @property
    def prominence(self) -> int:
        return (_USES_THAT_COUNT if self.is_listed else 0) + min(self.uses, _USES_THAT_COUNT)


@dataclass(frozen=True)
class _Block:
    """Lines that belong to one sentence or list, joined for the search."""

    text: str
    lines: tuple[tuple[int, Line], ...]

    def line_at(self, place: int) -> Line:
        return self.lines[bisect_right(self.lines, place, key=lambda line: line[0]) - 1][1]


class Mentions:
    """Collects the skills of one resume."""

    def __init__(self, known: Lexicon) -> None:
        self._known = known
        self._tallies: dict[str, _Tally] = {}

    def skills(self) -> tuple[Skill, ...]:
        """Most prominent first: listed and used, then listed or often used, then the rest; at most 100."""
        ordered = sorted(self._tallies.values(), key=lambda tally: (-tally.prominence, tally.order))
        return tuple(Skill(tally.shown, tally.line) for tally in ordered[:MOST_SKILLS])

    def read_skills_section(self, lines: Iterable[Line]) -> None:
        """Every known name, and every unknown item that looks like a skill."""
        for block in _blocks(lines, _continues_list):
            covered: list[tuple[int, int]] = []
            for hit in self._known.find(block.text):
                self._note(hit.entry.name, hit.shown, block.line_at(hit.start), is_listed=True)
                covered.append((hit.start, hit.end))
            self._read_items(block, covered)

    def read_prose(self, lines: Iterable[Line], employers: frozenset[str] = frozenset()) -> None:
        """Known names that surely are skills here; a doubtful one needs another skill beside it."""
        for block in _blocks(lines, _continues_sentence):
            hits = [hit for hit in self._known.find(block.text) if not hit.entry.is_quality]
            for hit in self._believed(hits, employers):
                self._note(hit.entry.name, hit.shown, block.line_at(hit.start), is_listed=False)

    def read_asides(self, lines: Iterable[Line]) -> None:
        """Lines of nothing but sure skills, as a page in columns may leave them behind an unrelated heading."""
        for line in lines:
            hits = list(self._known.find(line.text))
            rest = line.text
            for hit in reversed(hits):
                rest = rest[: hit.start] + rest[hit.end :]
            if hits and not rest.strip(" ,;|/·、") and not any(hit.is_field or hit.entry.is_quality for hit in hits):
                for hit in hits:
                    self._note(hit.entry.name, hit.shown, line, is_listed=True)

    def used_in(self, entry: Entry, employers: frozenset[str]) -> tuple[str, ...]:
        """Names of the skills in an entry's own lines, in reading order."""
        lines = entry.body if entry.section is Section.EXPERIENCE else [*entry.head_lines, *entry.body]
        found: dict[str, str] = {}
        for block in _blocks(lines, _continues_sentence):
            hits = [hit for hit in self._known.find(block.text) if not hit.entry.is_quality]
            for hit in self._believed(hits, employers):
                found.setdefault(hit.entry.name, hit.shown)
        return tuple(found.values())

    def _believed(self, hits: list[Hit], employers: frozenset[str]) -> Iterator[Hit]:
        is_in_company = any(hit.is_certain and not hit.is_field for hit in hits)
        for hit in hits:
            listed = self._tallies.get(hit.entry.name)
            if (listed is not None and listed.is_listed) or (
                not hit.is_field and hit.entry.name not in employers and (hit.is_certain or is_in_company)
            ):
                yield hit

    def _read_items(self, block: _Block, covered: list[tuple[int, int]]) -> None:
        label = _LABELLED.match(block.text)
        start = label.end() if label else 0
        if label:
            self._read_item(label.group(1), block.line_at(0), only_known=True)
        is_spoken = label is not None and not covered and _SPOKEN.search(label.group(1)) is not None
        only_ascii = _QUALIFIED.search(block.text) is not None
        places = iter(covered)
        place = next(places, None)
        for piece_start, piece in () if is_spoken else _pieces(block.text, start):
            while place is not None and place[1] <= piece_start:
                place = next(places, None)
            if place is None or place[0] >= piece_start + len(piece):
                self._read_item(piece, block.line_at(piece_start), only_ascii=only_ascii)

    def _read_item(self, piece: str, line: Line, *, only_known: bool = False, only_ascii: bool = False) -> None:
        if len(piece) > LONGEST_LINE:
            return
        item = _RATING.sub("", _OPENING.sub("", piece.strip())).strip(" .:：*_-–'’\n")
        item = re.sub(r"\s+", " ", item)
        entry = self._known.lookup(item)
        if entry is not None:
            self._note(entry.name, entry.name if item.isascii() else item, line, is_listed=True)
        elif not only_known and (item.isascii() or not only_ascii) and self._looks_like_skill(item):
            self._note(item.casefold(), item, line, is_listed=True)

    def _looks_like_skill(self, item: str) -> bool:
        if not 2 <= len(item) <= _LONGEST_ITEM or _NO_ITEM.search(item) or self._known.is_no_skill(item):
            return False
        if re.search(r"[\u3400-\u9fff]", item):
            return len(item) <= 8 and _CHINESE_SENTENCE.search(item) is None
        has_letters = item[0].isalnum() and any(map(str.isalpha, item))
        return has_letters and len(item.split()) <= 4 and _SENTENCE_WORD.search(item) is None

    def _note(self, key: str, shown: str, line: Line, *, is_listed: bool) -> None:
        tally = self._tallies.setdefault(key, _Tally(shown, len(self._tallies)))
        tally.is_listed |= is_listed
        tally.uses += not is_listed
        rank = 1 if is_listed else 0 if line.section in (Section.EXPERIENCE, Section.PROJECTS) else 2
        if rank < tally.line_rank:
            tally.line, tally.line_rank = line.raw, rank


def _blocks(lines: Iterable[Line], continues: _Continues) -> Iterator[_Block]:
    text = ""
    members: list[tuple[int, Line]] = []
    for line in lines:
        if members and not line.is_bullet and not line.after_blank and continues(members[-1][1], line):
            text += "\n"
        else:
            if members:
                yield _Block(text, tuple(members))
            text, members = "", []
        members.append((len(text), line))
        text += line.text
    if members:
        yield _Block(text, tuple(members))


def _continues_sentence(before: Line, line: Line) -> bool:
    return before.section is line.section


def _continues_list(before: Line, line: Line) -> bool:
    if _LABELLED.match(line.text):
        return False
    return _LISTS.search(before.text) is not None and len(before.text) > 25


def _pieces(text: str, start: int) -> Iterator[tuple[int, str]]:
    for separator in _SEPARATOR.finditer(text, start):
        yield start, text[start : separator.start()]
        start = separator.end()
    yield start, text[start:]

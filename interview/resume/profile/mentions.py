"""Where a resume names which skill: the items of its skills section, and known names in everything else.

It decides what counts as a mention and how prominent it is; sections, entries and names are found elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from math import inf

from interview.core.profile import Skill
from interview.occupations.recognise import recognised
from interview.resume.profile.dates import range_places
from interview.resume.profile.denials import denied, is_label_of_denied
from interview.resume.profile.evidence import SHORT, is_a_currency, is_name_with_letters, is_worked_with, meant
from interview.resume.profile.items import LABELLED, LISTS, bare, lists_skills, looks_like_skill, pieces, tells
from interview.resume.profile.lexicon import Hit, Lexicon, Place
from interview.resume.profile.projects import Entry
from interview.resume.profile.sections import LONGEST_LINE, Line, Section, label_section

MOST_SKILLS = 100
_USES_THAT_COUNT = 3
_A_GROUP = 2

_FIRM = re.compile(
    r"(?:[A-Z][\w.'’-]*(?: & | |, )){1,5}"
    r"(?:Inc|Ltd|LLC|LLP|GmbH|AG|AB|Plc|plc|PLC|Corp|Corporation|SA|S\.A|S\.r\.l|Srl|BV|Oy|Pty)\b"
    r"|[A-Z][\w.'’-]* & (?:Sons|Bros|Co)\b|[\w\u4e00-\u9fff（）]{2,20}(?:有限公司|有限责任公司|集团|事务所)"
)
_PART = re.compile(r"[^,;|:()–—\n]+")
_SPOKEN = re.compile(r"language|语言", re.I)
_QUALIFIED = re.compile(r"熟|掌握|了解|精通|具备|使用")

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
    """Collects the skills of one resume. `is_technical` says that its names of technologies are meant as such."""

    def __init__(self, known: Lexicon, *, is_technical: bool = True) -> None:
        self._known = known
        self._is_technical = is_technical
        self._tallies: dict[str, _Tally] = {}

    def skills(self) -> tuple[Skill, ...]:
        """Most prominent first: listed and used, then listed or often used, then the rest; at most 100."""
        ordered = sorted(self._tallies.values(), key=lambda tally: (-tally.prominence, tally.order))
        return tuple(Skill(tally.shown, tally.line) for tally in ordered[:MOST_SKILLS])

    def read_skills_section(self, lines: Iterable[Line]) -> None:
        """Every known name, and every unknown item that looks like a skill, but in a sentence and in a headline, whose
        other items may be a place or an employer."""
        blocks = list(_blocks(lines, _continues_list))
        for block, following in zip_longest(blocks, blocks[1:]):
            if following is not None and self._is_label(block, following):
                continue
            label = LABELLED.match(block.text)
            if label and (label_section(label[1]) is Section.ASIDE or is_label_of_denied(label[1])):
                continue
            known, phrases = self._known.read(block.text)
            hits = self._meant(block.text, known, is_list=True)
            lacking = denied(block.text, hits)
            for hit in hits:
                if hit not in lacking:
                    self._note(hit.entry.name, hit.shown, block.line_at(hit.start), is_listed=True)
            self._read_items(block, [(hit.start, hit.end) for hit in hits], phrases)

    def _is_label(self, block: _Block, following: _Block) -> bool:
        """Whether a line is the name of the group below it: one unknown word above a list of known names."""
        is_word = block.text.isalpha() and block.text.istitle() and not block.lines[0][1].is_bullet
        is_unknown = is_word and self._known.lookup(block.text) is None
        return is_unknown and len(list(islice(self._known.find(following.text), _A_GROUP))) == _A_GROUP

    def read_prose(self, lines: Iterable[Line], employers: frozenset[str] = frozenset()) -> None:
        """Lists of skills, and known names that surely are skills here; a doubtful one needs another beside it."""
        lines = list(lines)
        lists, sentences = self._parted(lines)
        self.read_skills_section(lists)
        for block in _blocks(sentences, _continues_sentence):
            is_name = block.line_at(0) is lines[0] and is_name_with_letters(lines[0], self._known)
            for hit in self._believed(block.text, employers):
                if is_name and hit.end <= len(lines[0].text) and hit.entry.is_software:
                    continue
                self._note(hit.entry.name, hit.shown, block.line_at(hit.start), is_listed=False)

    def read_asides(self, lines: Iterable[Line]) -> None:
        """Lines of nothing but sure skills, as a page in columns may leave them behind an unrelated heading."""
        for line in lines:
            hits = self._meant(line.text, self._known.find(line.text))
            rest = line.text
            for hit in reversed(hits):
                rest = rest[: hit.start] + rest[hit.end :]
            if hits and not rest.strip(" ,;|/·、") and not any(hit.is_field or hit.entry.is_quality for hit in hits):
                for hit in hits:
                    self._note(hit.entry.name, hit.shown, line, is_listed=True)

    def used_in(self, entry: Entry, employers: frozenset[str]) -> tuple[str, ...]:
        """Names of the technologies in an entry's own lines, in reading order; a trade is not one."""
        lines = entry.body if entry.section is Section.EXPERIENCE else [*entry.head_lines, *entry.body]
        found: dict[str, str] = {}
        for block in _blocks(lines, _continues_sentence):
            for hit in self._believed(block.text, employers):
                if not hit.entry.is_trade:
                    found.setdefault(hit.entry.name, hit.shown)
        return tuple(found.values())

    def _meant(self, text: str, known: Iterable[Hit], *, is_list: bool = False) -> list[Hit]:
        """The known names of a text without those that mean something else there."""
        hits = [hit for hit in known if not is_a_currency(text, hit)]
        return hits if self._is_technical else list(meant(text, hits, is_list=is_list))

    def _parted(self, lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
        """Lines that list skills, with the lines that go on with such a list, and all others."""
        lists: list[Line] = []
        sentences: list[Line] = []
        before: Line | None = None
        for line in lines:
            goes_on = before is not None and before in lists[-1:] and _goes_on(before, line)
            is_list = goes_on or (
                lists_skills(line.text, self._known)
                and not (before is None and is_name_with_letters(line, self._known))
            )
            (lists if is_list else sentences).append(line)
            before = line
        return lists, sentences

    def _believed(self, text: str, employers: frozenset[str]) -> Iterator[Hit]:
        firms = [match.span() for match in _FIRM.finditer(text)]
        firms += list(_names_in_heads(text))
        named = self._meant(text, self._known.find(text))
        lacking = denied(text, named)
        hits = [
            hit
            for hit in named
            if not (hit.entry.is_quality or hit in lacking or any(start <= hit.start < end for start, end in firms))
        ]
        is_in_company = any(hit.is_certain and not hit.is_field for hit in hits)
        for hit in hits:
            listed = self._tallies.get(hit.entry.name)
            is_told = hit.is_certain or is_in_company or is_worked_with(text, hit)
            is_meant = is_told and not hit.is_field and hit.entry.name not in employers
            if is_meant or (listed is not None and listed.is_listed):
                yield hit

    def _read_items(self, block: _Block, covered: Sequence[Place], phrases: Sequence[Place]) -> None:
        label = LABELLED.match(block.text)
        start = label.end() if label else 0
        if label and not (covered and covered[0][0] < label.end(1)):
            self._read_item(label.group(1), block.line_at(0), only_known=True)
        is_spoken = label is not None and not covered and _SPOKEN.search(label.group(1)) is not None
        only_ascii = _QUALIFIED.search(block.text) is not None
        is_headline = label is None and block.line_at(0).section is Section.HEAD
        only_known = is_headline or tells(block.text[start:])
        for piece_start, piece in () if is_spoken else pieces(block.text, start):
            is_cut_out = _first_start(phrases, piece_start) < piece_start
            if not is_cut_out and _first_start(covered, piece_start) >= piece_start + len(piece):
                self._read_item(piece, block.line_at(piece_start), only_known=only_known, only_ascii=only_ascii)

    def _read_item(self, piece: str, line: Line, *, only_known: bool = False, only_ascii: bool = False) -> None:
        if len(piece) > LONGEST_LINE:
            return
        item = bare(piece)
        entry = self._known.lookup(item)
        if entry is not None and entry.is_software and len(item) <= SHORT and not self._is_technical:
            return
        if entry is not None:
            self._note(entry.name, entry.name if item.isascii() else item, line, is_listed=True)
        elif not only_known and (item.isascii() or not only_ascii) and looks_like_skill(item, self._known):
            self._note(item.casefold(), item, line, is_listed=True)

    def _note(self, key: str, shown: str, line: Line, *, is_listed: bool) -> None:
        tally = self._tallies.setdefault(key, _Tally(shown, len(self._tallies)))
        tally.is_listed |= is_listed
        tally.uses += not is_listed
        rank = 1 if is_listed else 0 if line.section in (Section.EXPERIENCE, Section.PROJECTS) else 2
        if rank < tally.line_rank:
            tally.line, tally.line_rank = line.raw, rank


def _first_start(places: Sequence[Place], behind: int) -> float:
    """Where the first of these places begins that ends behind one; infinity where none does."""
    at = bisect_right(places, behind, key=lambda place: place[1])
    return places[at][0] if at < len(places) else inf


def _names_in_heads(text: str) -> Iterator[tuple[int, int]]:
    """Where lines with dates have names of two words and more that are no job titles: employers and schools."""
    for line in re.finditer(r".+", text):
        for part in _PART.finditer(text, *line.span()) if range_places(line.group()) else ():
            words = part.group().split()
            raised = [word for word in words if word[:1].isupper()]
            if len(raised) >= 2 and len(raised) >= len(words) - 1 and recognised(part.group()) is None:
                yield part.span()


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
    if LABELLED.match(line.text):
        return False
    return LISTS.search(before.text) is not None and len(before.text) > 25


def _goes_on(before: Line, line: Line) -> bool:
    is_sentence = re.search(r"[.。]\s", line.text) is not None
    return (
        not line.is_bullet and not line.after_blank and not is_sentence and before.text.endswith((",", "，", "、", ";"))
    )

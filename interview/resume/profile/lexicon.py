"""The curated list of skill names and the search for them in a text.

A search is one walk over the words of the text; it decides nothing about sections, employers or prominence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from interview import yaml_files

_FILE = Path(__file__).with_name("lexicon.yaml")
_CJK = "\u3400-\u9fff"
_WORD = re.compile(rf"(?:(?<!\w)\.)?[^\W{_CJK}]+(?:[+#]+(?!\w))?|[{_CJK}]")
_CHINESE = re.compile(f"[{_CJK}]")
_GAP = re.compile(r"[ \t\n\-/.&_·+’'‐‑–]{0,3}")
_WIDEST_GAP = 3
# Long enough that words written together, as in SpringBoot, are no other word.
_SHORTEST_GLUED = 7
# Shorter trades are other words without their "s".
_SHORTEST_IN_ONE = 6
# A word that is in more names, such as management, tells of none; nor does a shorter one.
_MOST_WITH_A_WORD, _TELLING = 9, 4
_NAME_IN_ONE = re.compile(r"[a-z][A-Z]")
_VERSIONED = re.compile(r"([a-z]{3,})\d{1,2}")
_ACRONYMS = re.compile(r"[A-Z]{3,}s")
_MADE_FOR_IT = re.compile(
    r"\s{0,2}(?:(?:systems?|platforms?|apps?|applications?|portals?|websites?|software|modules?|(?:chat)?bots?|teams?|departments?"
    r"|compan(?:y|ies)|startups?|firms?|industry|clients?)\b|系统|平台|中台|后台|模块|小程序|项目|网站|公司|部门|行业|团队|机器人|业务线)",
    re.IGNORECASE,
)
# Retail sales that are up are a figure; plumbing up to 54 mm is how far somebody goes in it.
_MEASURED = re.compile(
    r"\s{1,2}(?:(?:is|are|was|were|went)\s(?:up|down)|(?:up|down)\b(?!\s+to\b)|rose|fell|grew|dropped|declined)\b", re.I
)
_DEGREES = re.compile(r"(?:[°º˚]|\bdeg(?:rees?|\.)?)\s?\Z", re.IGNORECASE)
_LONGEST_UNIT = 9
_LEVEL = re.compile(r"[abc][12][+-]?|[jn][1-5]|level|langue|maternelle", re.IGNORECASE)
# What joins a single letter to a word of at most so many characters that is no name itself: A/C, but C/Assembler.
_JOINTS = {"/": 2, "&": 2, "-": 99, "‑": 99, "–": 99, "'": 99, "’": 99}
# A grade or a type, such as R 410A and C 24, but neither a version nor a year; a word cut short, as in C. difficile.
_NUMBERED = re.compile(r" (?!(?:19|20)\d\d\b)(?:\d{2,}\w*|\d[A-Za-z]\w*)")
_ABBREVIATED = re.compile(r"\. [a-z]")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;。！？：；•\u2022]|\n\s*[-*])\s*$")

_Words = tuple[str, ...]
Place = tuple[int, int]
"""Where something begins and ends in a text."""


@dataclass(frozen=True)
class Entry:
    """A skill by its usual name.

    `is_quality` marks what people say of themselves, such as teamwork, `is_trade` what others than engineers do,
    `is_practice` a way of working or a field, which nobody would call a technology, `is_software` what software is made
    with. `within` names what it is part of or made with: Pandas is Python.
    """

    name: str
    is_quality: bool = False
    is_trade: bool = False
    is_practice: bool = False
    is_software: bool = False
    is_of_machines: bool = False
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A known name in a text at [start, end).

    `is_certain` is False for a word that may well mean something else, `is_field` is True for an everyday word, a
    whole field of work, the purpose of some system or a figure, which says little unless the skills section names it
    too.
    `is_everyday` marks a name that the list knows as a word or a short form of something else.
    """

    entry: Entry
    start: int
    end: int
    surface: str
    is_certain: bool
    is_field: bool
    is_everyday: bool = False

    @property
    def shown(self) -> str:
        """The usual name; a Chinese spelling stays as it was written."""
        return "".join(self.surface.split()) if _CHINESE.search(self.surface) else self.entry.name


class _Token(NamedTuple):
    text: str
    key: str
    start: int
    end: int


class Lexicon:
    """Skill names with their spellings, searchable in a time linear in the text."""

    def __init__(
        self,
        entries: Iterable[tuple[Entry, Iterable[str]]],
        *,
        as_written: Iterable[str] = (),
        in_company: Iterable[str] = (),
        listed_only: Iterable[str] = (),
        not_here: Iterable[str] = (),
        not_skills: Iterable[str] = (),
    ) -> None:
        self._spellings: dict[_Words, Entry] = {}
        self._by_start: dict[_Words, list[tuple[_Words, Entry | None]]] = {}
        names: list[str] = []
        glued: dict[str, Entry] = {}
        for entry, spellings in entries:
            names.append(entry.name)
            for spelling in (entry.name, *spellings):
                words = words_of(spelling)
                self._spellings.setdefault(words, entry)
                self._spellings.setdefault(words_of(spelling.replace(" and ", " & ")), entry)
                glued.setdefault("".join(token.key for token in _tokens(spelling)), entry)
        for word, entry in glued.items():
            if word.isascii() and len(word) >= _SHORTEST_GLUED:
                self._spellings.setdefault((word,), entry)
        self._in_one: dict[str, _Words] = {}
        for words in map(words_of, names):
            # Logistics is no plural of "logistic".
            if len(words) > 1 or words[0].endswith("ics"):
                continue
            if self._spellings[words].is_trade and len(_stem(words[0])) >= _SHORTEST_IN_ONE:
                self._in_one.setdefault(_stem(words[0]), words)
        phrases = {words_of(phrase) for phrase in not_here} - set(self._spellings)
        for words, known in (*self._spellings.items(), *((words, None) for words in phrases)):
            self._by_start.setdefault(words[:2], []).append((words[2:], known))
        for candidates in self._by_start.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))
        self._as_written: dict[_Words, set[str]] = {}
        for form in as_written:
            self._as_written.setdefault(words_of(form), set()).add(form)
        self._in_company = {words_of(form) for form in in_company}
        self._listed_only = {words_of(form) for form in listed_only}
        self._not_skills = {form.casefold() for form in not_skills}
        self.names = frozenset(names)
        counted = Counter(word for name in self.names for word in set(words_in(name)))
        self._everywhere = frozenset(word for word, count in counted.items() if count > _MOST_WITH_A_WORD)

    def lookup(self, name: str) -> Entry | None:
        """The entry that has exactly this spelling in any letter case, or None."""
        words = words_of(name)
        found = self._spellings.get(words)
        return found if found is not None or len(words) > 1 else self._spellings.get(self._other_number(words[0]))

    def telling_words(self, name: str) -> tuple[str, ...]:
        """The words of a skill's name that are not in many names, as "event" of event planning; () for a name such as
        ServiceTitan, of which no part tells anything."""
        words = () if _NAME_IN_ONE.search(name) else words_in(name)
        return tuple(word for word in words if len(word) >= _TELLING and not self.is_in_many_names(word))

    def is_in_many_names(self, word: str) -> bool:
        return word in self._everywhere

    def is_name_of_a_firm(self, entry: Entry) -> bool:
        """Whether a spelling of it is shared with people, firms and plain words."""
        return any(self._spellings.get(words) == entry for words in self._in_company)

    def is_no_skill(self, item: str) -> bool:
        """True for spoken languages, self-praise and the like that fill a skills section."""
        return all(
            part.strip() in self._not_skills
            or all(word in self._not_skills or _LEVEL.fullmatch(word) for word in part.split())
            for part in item.casefold().split("/")
        )

    def find(self, text: str, *, any_case: bool = False) -> Iterator[Hit]:
        """Known names in reading order, the longest at each place. `any_case` is for lists that hold only skills."""
        found = (self._hit(text, *named, any_case=any_case) for named in self._named(text))
        return (hit for hit in found if hit is not None)

    def read(self, text: str) -> tuple[list[Hit], list[Place]]:
        """Known names, and where phrases stand that hold the name of a skill and are none, both in reading order."""
        named = list(self._named(text))
        hits = [hit for each in named if (hit := self._hit(text, *each)) is not None]
        return hits, [(first.start, last.end) for _, entry, first, last in named if entry is None]

    def _hit(
        self, text: str, words: _Words, entry: Entry | None, first: _Token, last: _Token, *, any_case: bool = False
    ) -> Hit | None:
        surface = text[first.start : last.end]
        if entry is None or not (any_case or self._is_spelled_right(words, surface)):
            return None
        certain = self._is_certain(text, words, first)
        is_other = entry.is_trade and any(each.match(text, last.end) for each in (_MADE_FOR_IT, _MEASURED))
        is_field = is_other or words in self._listed_only
        is_everyday = words in self._as_written or words in self._in_company
        return Hit(entry, first.start, last.end, surface, certain, is_field, is_everyday)

    def _named(self, text: str) -> Iterator[tuple[_Words, Entry | None, _Token, _Token]]:
        tokens = list(_tokens(text))
        place = 0
        while place < len(tokens):
            length, entry, words = self._longest(text, tokens, place)
            if length > 1 or (entry is not None and not self._is_part_of_another(text, tokens, place)):
                yield words, entry, tokens[place], tokens[place + length - 1]
            place += max(length, 1)

    def _longest(self, text: str, tokens: list[_Token], place: int) -> tuple[int, Entry | None, _Words]:
        token = tokens[place]
        if place + 1 < len(tokens):
            second = tokens[place + 1]
            if second.start - token.end <= _WIDEST_GAP and _is_gap(text[token.end : second.start]):
                for start in ((token.key, second.key), (token.key, _stem(second.key))):
                    for rest, entry in self._by_start.get(start, ()):
                        if self._follows(text, tokens, place + 1, rest):
                            return len(rest) + 2, entry, start + rest
        for key in (token.key, _plain(token.key)):
            alone = self._by_start.get((key,))
            if alone is not None:
                return 1, alone[0][1], (key,)
        other = self._other_number(token.key)
        return (1, self._spellings[other], other) if other in self._spellings else (0, None, ())

    def _other_number(self, word: str) -> _Words:
        """The known name of one word that is this one in the plural or in the singular: an accrual is Accruals."""
        return self._in_one.get(_stem(word), ())

    @staticmethod
    def _follows(text: str, tokens: list[_Token], place: int, rest: _Words) -> bool:
        if place + len(rest) >= len(tokens):
            return False
        for offset, word in enumerate(rest, start=1):
            token = tokens[place + offset]
            key = _stem(token.key) if offset == len(rest) else token.key
            if key != word or not _is_gap(text[tokens[place + offset - 1].end : token.start]):
                return False
        return True

    def _is_part_of_another(self, text: str, tokens: list[_Token], place: int) -> bool:
        """Whether a single letter belongs to what it is joined to, as in A/C, R-22, R 410A, 4 °C and C. difficile."""
        token = tokens[place]
        if len(token.text) > 1 or not token.text.isascii():
            return False
        if _NUMBERED.match(text, token.end) or _ABBREVIATED.match(text, token.end):
            return True
        if _DEGREES.search(text, max(0, token.start - _LONGEST_UNIT), token.start):
            return True
        for other in tokens[max(0, place - 1) : place] + tokens[place + 1 : place + 2]:
            joint = text[other.end : token.start] if other.start < token.start else text[token.end : other.start]
            if joint in _JOINTS and len(other.text) <= _JOINTS[joint] and (other.key,) not in self._by_start:
                return True
        return False

    def _is_spelled_right(self, words: _Words, surface: str) -> bool:
        forms = self._as_written.get(words)
        if forms is None or surface in forms:
            return True
        bare = surface[:-1] if _ACRONYMS.fullmatch(surface) else surface.rstrip("+")
        return bare in forms or bare.rstrip("+0123456789") in forms

    def _is_certain(self, text: str, words: _Words, first: _Token) -> bool:
        if words in self._in_company:
            return False
        before = text[max(0, first.start - 4) : first.start]
        starts_sentence = first.start == 0 or _SENTENCE_END.search(before) is not None
        return not (words in self._as_written and starts_sentence and first.text.istitle())


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The product's own list, read once."""
    content = yaml_files.read(_FILE)
    practices = frozenset(content["practices"])
    software, within = frozenset(content["software"]), content["within"]
    entries = [
        (
            Entry(
                name,
                field == "qualities",
                field in content["trades"],
                name in practices,
                field in software and name not in practices,
                field in content["machines"],
                tuple(within.get(name, ())),
            ),
            spellings,
        )
        for field, names in content["skills"].items()
        for name, spellings in names.items()
    ]
    lists = {key: content[key] for key in ("as_written", "in_company", "listed_only", "not_here", "not_skills")}
    return Lexicon(entries, **lists)


def words_of(name: str) -> _Words:
    """The words a name is compared by: lower case, separators gone, the last of several without its plural."""
    words = tuple(token.key for token in _tokens(name))
    return (*words[:-1], _stem(words[-1])) if len(words) > 1 else words or (name.casefold(),)


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text as names are compared: lower case, without their plural."""
    return tuple(_stem(token.key) for token in _tokens(text))


def _tokens(text: str) -> Iterator[_Token]:
    for match in _WORD.finditer(text):
        word = match.group()
        singular = word[:-1] if _ACRONYMS.fullmatch(word) else word
        yield _Token(word, _american(singular.lower()), match.start(), match.end())


def _is_gap(between: str) -> bool:
    return not between or (_GAP.fullmatch(between) is not None and not between.startswith((". ", ".\n")))


def _american(word: str) -> str:
    if len(word) < 6:
        return word
    return word.replace("isation", "ization").replace("ising", "izing").replace("modell", "model")


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _plain(word: str) -> str:
    word = word.lstrip(".")
    if len(word) > 3:
        word = word.rstrip("+#")
    versioned = _VERSIONED.fullmatch(word)
    return versioned.group(1) if versioned else word

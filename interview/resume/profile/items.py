"""The items of a list of skills: where one ends, what it is without praise and levels, and whether it is a skill.

It looks at one line at a time and knows nothing of sections or of how often a skill is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interview.resume.profile.lexicon import Hit, Lexicon
from interview.resume.profile.sections import Section, label_section, names_tools

_LONGEST_ITEM = 40
_ITEMS_OF_A_LIST = 3
_LONGEST_UNKNOWN = 2
_LONGEST_LISTED = 6

_SEPARATOR = re.compile(r"\s*[,;|•·●▪、，；。\t]\s*|\s{2,}|\s+/\s+|[和及与]|[()（）\[\]]|\.\s+|\.$|\s+[-–—>=]{1,2}\s+")
_AND = re.compile(r"\s+(?:and|or|&)\s+")
LISTS = re.compile(r"[,;|•·、，；]")
LABELLED = re.compile(r"^([^:：,，、]{2,40})[:：]\s*")
_OPENING = re.compile(
    r"^(?:(?:highly|very|strong|solid|good|excellent|basic|advanced|working|extensive|deep|hands-on|proven|some)\s+)*"
    r"(?:proficient|proficiency|experienced?|skilled|knowledge|familiar(?:ity)?|expertise|fluent|understanding|competent|expert|ability)?"
    r"(?:\s+(?:in|with|of|at|to use|using))?\s+(?=\S)|"
    r"^(?:some|a (?:bit|little)(?: of)?)\s+(?=\S)|"
    r"^(?:熟悉|精通|掌握|了解|熟练(?:掌握|使用|运用)?|具备|擅长|使用|运用|良好的?)+",
    re.I,
)
_RATING = re.compile(
    r"\s*(?:[-–—:：]\s*)?(?:\b(?:expert|advanced|intermediate|beginner|basics?(?:\s+only)?|good|hobby|proficient|native|fluent|some|"
    r"(?:a )?(?:bit|little))\b|\d{1,3}\s?%|\d\s?/\s?\d{1,2}|"
    r"\d{1,2}\+?\s?(?:years?|yrs?|y)|[★☆●○◦•■□]{2,}|精通|熟练|熟悉|了解|\b\d(?:\.\d)?)\s*$",
    re.I,
)
_NO_ITEM = re.compile(r"[<>{}$\\=@#!?\"“”]|https?|(?:19|20)\d\d|(?<![A-Z] )(?<!\d)\d{4}|^v\d[\d.–-]*$")
# What there is none of or not yet, and the beginning of something that was cut off: "Phase 5 of".
_NO_SKILL = re.compile(
    r"(?:no|not|none|never|without)\b(?!-)|.*(?:\bof|:\s*(?:no|none|not yet))$", re.IGNORECASE | re.DOTALL
)
_SENTENCE_WORD = re.compile(
    r"\b(?:the|an?|with|for|to|in|on|at|by|from|using|via|my|i|we|is|are|was|able|who|as|that|this|such|includ(?:es?|ing)|etc|well|versions?|"
    r"proficient|experienced?|knowledge|ability|strong|excellent|various|both|between|across|through|years|about|passionate)\b|^\w+ed\b",
    re.I,
)
_TOOLS = re.compile(
    r"(?:environment|built with|keywords|tech(?:nologies)? used"
    r"|(?:使用|所用|涉及|运用)技术|技术(?:架构|选型)|(?:开发|软件)环境)",
    re.IGNORECASE,
)
_CHINESE_SENTENCE = re.compile(
    r"[的了其有能可对并于等会将从及我]|熟|掌握|了解|精通|具备|使用|经验|进行|基本|相关|能力强"
)


def pieces(text: str, start: int) -> Iterator[tuple[int, str]]:
    """(place, text) of what stands between separators, from `start` on; a sentence is not cut at its "and"."""
    for separator in _SEPARATOR.finditer(text, start):
        yield from _cut_at_and(start, text[start : separator.start()])
        start = separator.end()
    yield from _cut_at_and(start, text[start:])


def _cut_at_and(start: int, item: str) -> Iterator[tuple[int, str]]:
    place = 0
    for joint in _AND.finditer(item) if len(item.split()) <= _LONGEST_LISTED else ():
        yield start + place, item[place : joint.start()]
        place = joint.end()
    yield start + place, item[place:]


def bare(piece: str) -> str:
    """A piece without "proficient in", levels, years and punctuation."""
    item = _RATING.sub("", _OPENING.sub("", piece.strip())).strip(" .:：*_-–'’\n")
    return re.sub(r"\s+", " ", item)


def tells(text: str) -> bool:
    """Whether a text begins to tell something in a sentence, in which a skill may be named, and lists none."""
    first = next((bare(piece) for _, piece in pieces(text, 0)), "")
    return len(first.split()) > _LONGEST_LISTED and _SENTENCE_WORD.search(first) is not None


def looks_like_skill(item: str, known: Lexicon) -> bool:
    """Whether a bare item that no list knows reads like the name of a skill."""
    if not 2 <= len(item) <= _LONGEST_ITEM or _NO_ITEM.search(item) or _NO_SKILL.match(item):
        return False
    if known.is_no_skill(item):
        return False
    if re.search(r"[\u3400-\u9fff]", item):
        return len(item) <= 8 and _CHINESE_SENTENCE.search(item) is None
    has_letters = item[0].isalnum() and any(map(str.isalpha, item))
    return has_letters and len(item.split()) <= 4 and _SENTENCE_WORD.search(item) is None


def lists_skills(text: str, known: Lexicon) -> bool:
    """True behind a label such as "Tools:", behind "Lab tools:" where one item is a sure skill or all are names, and
    for a list most of whose items are sure."""
    label = LABELLED.match(text)
    if label and (_TOOLS.fullmatch(label[1]) or label_section(label[1]) is Section.SKILLS):
        return True
    items = [item.strip(" .。") for item in LISTS.split(text[label.end() :] if label else text) if item.strip()]
    sure = [any(_is_most_of(hit, item) for hit in known.find(item)) for item in items]
    if label and names_tools(label[1]) and (any(sure) or _are_tools(label[1], items, known)):
        return True
    is_list = all(
        is_sure or (len(item.split()) <= _LONGEST_UNKNOWN and looks_like_skill(item, known))
        for is_sure, item in zip(sure, items, strict=True)
    )
    return is_list and len(items) >= _ITEMS_OF_A_LIST and sum(sure) > len(items) / 2


def _are_tools(label: str, items: Sequence[str], known: Lexicon) -> bool:
    """Whether a label says that names are those of tools: programs may also be for loyal customers."""
    are_names = all(any(map(str.isupper, item)) and looks_like_skill(item, known) for item in items)
    return are_names and label.casefold().endswith(("tools", "software"))


def _is_most_of(hit: Hit, item: str) -> bool:
    is_sure = hit.is_certain and not hit.is_field and not hit.entry.is_quality
    return is_sure and 2 * (hit.end - hit.start) > len(item)

"""Job titles: what part of a line names a role, in English and Chinese.

A title has a word that many have, or ends in one whose form is that of people ("optician", "seamstress") or in one that
a title in the list of occupations ends in. Whether a line opens a job is decided by the reader of entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from interview.core.job_title import WORDS
from interview.occupations.recognise import in_words, last_words
from interview.resume.profile.dates import without_dates
from interview.text.words import FUNCTION_WORDS

_LONGEST_TITLE_LINE = 160
# What nothing but people is called by; "-er" and "-or" have towers and motors, too.
_BY_FORM = (
    r"[a-z]*maker|[a-z]{2,}(?:keeper|ician|ologist|ographer|therapist|smith|wright|monger|maid|stress|woman|person)"
    r"|[a-z]{3,}(?:[^\Wlw]|[aeio]l)ist|[a-z]{3,}arian"
)
_TITLE = re.compile(rf"\b(?:{WORDS})\b|\b(?:{_BY_FORM})(?=\W*(?:\(|$))", re.I)
_TITLE_ZH = re.compile(
    r"(?:工程师|开发|程序员|架构师|经理|总监|主管|专员|助理|实习生|实习|分析师|设计师|顾问|会计|出纳|审计|教师|老师|讲师|护士|护师|医生|医师|律师|销售|客服|"
    r"运营|编辑|翻译|研究员|科学家|组长|队长|店长|厨师|司机|文员|秘书|负责人|创始人|代表|技术员|测试|产品)$"
)
_OF_TITLE = re.compile(
    r"\b(?:head|director|professor|vp|vice president|teacher|manager|chief|president|member|secretary)\b"
    r"\s+(?:of|for|to)\b",
    re.I,
)
PARTS = re.compile(
    r"(?<=[\u4e00-\u9fff）)])\s+(?=[\u4e00-\u9fff])|\s*[,，|｜·•@\t]\s*|\s+[-–—]\s+|\s+at\s+|\s{3,}|:\s+"
)
_VERB = re.compile(r"\w+(?:ed|ing)$|(?:合作|负责|参与|协助|[与和])", re.I)
# What was done begins no title: "Managed engineers". What somebody is made by a school, an office or their years does.
_DID = re.compile(
    r"(?!(?:accredited|advanced|associated|certified|chartered|commissioned|embedded|employed|enrolled|experienced|licen[cs]ed|"
    r"qualified|registered|retired|skilled|trained|unskilled)$)\w*ed",
    re.I,
)
# "iOS" and "eCommerce" begin a title, "and developer" does not.
_IN_LOWER_CASE = re.compile(r"[a-zß-öø-ÿ](?![a-z]{0,4}[A-Z])")
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）")
# Endings of those who do something: of what the list of occupations calls a title, "Python" and "full stack" are none.
_WHO = re.compile(
    r"(?:er|or|ist|ian|ant|man|men|woman|person|ee|t[r]?ess|verness|hand|wife|eur|aide?|maid|mason|chef|cook|host|rep|doc)$"
)
# Two titles in the place of one: "Seamstress / alterations".
_OR_ELSE = re.compile(r"\s+/\s+")
_SAID = re.compile(r"(?:I|we|my|our)\b", re.I)
_MARK = re.compile("[®™*]")
_BESIDE = ("and", "&", "of")


def role_of(text: str) -> str:
    """The part of a line that is a job title, or ""."""
    parts = list(map(trimmed, PARTS.split(_MARK.sub("", text))))
    found = _role_of(parts)
    if found or _OR_ELSE.search(text) is None:
        return found
    return _role_of([each.strip() for part in parts for each in _OR_ELSE.split(part)])


def _role_of(parts: Iterable[str]) -> str:
    for part in parts:
        words = _ASIDE.sub(" ", part).split()
        if not words or len(words) > 6 or part.endswith(".") or _IN_LOWER_CASE.match(part) or _SAID.match(part):
            continue
        if _DID.fullmatch(words[0]) or (_VERB.match(words[0]) and not _says_which(words)):
            continue
        if not part.isascii():
            role = part if len(part) <= 20 and _TITLE_ZH.search("".join(words)) else ""
        else:
            role = _english_title(part)
        if role:
            return role
    return ""


def is_title_line(text: str) -> bool:
    """True when a short part of the line is a job title."""
    return len(text) <= _LONGEST_TITLE_LINE and bool(role_of(without_dates(text)))


def trimmed(part: str) -> str:
    """A part of a line without the brackets that the split left open."""
    part = part.strip()
    for opening, closing in ("()", "（）"):
        if part.count(opening) != part.count(closing) or part.startswith(opening):
            part = part.strip(opening + closing + " ")
    return part


def _english_title(part: str) -> str:
    if _OF_TITLE.search(part):
        return part
    titles = list(_TITLE.finditer(part))
    if not titles:
        return part if ends_in_known(part) else ""
    last = titles[-1]
    after = _ASIDE.sub(" ", part[last.end() :]).split()
    if all(word.isupper() and len(word) <= 4 for word in after):
        return part
    if ends_in_known(part):
        return part
    is_place = len(after) <= 3 and all(word[0].isupper() for word in after)
    return part[: last.end()] if is_place else ""


def ends_in_known(part: str) -> bool:
    """Whether a part ends in a word that a title of an occupation ends in and people are called by: "head baker"."""
    last = in_words(part.rpartition(" ")[2])[-1:]
    return bool(last) and _WHO.search(last[0]) is not None and last[0] in last_words()


def _says_which(words: Sequence[str]) -> bool:
    """Whether a word with the form of a verb says which one, as in "Dispensing Optician" and "Registered Nurse": behind
    a verb stands a word between others or a number."""
    behind = words[1].lower() if len(words) > 1 else ""
    return behind[:1].isalpha() and (behind in _BESIDE or behind not in FUNCTION_WORDS)

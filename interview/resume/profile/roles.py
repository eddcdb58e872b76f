"""Job titles: what part of a line names a role, in English and Chinese.

It knows words and their order only; whether a line opens a job is decided by the reader of entries.
"""

from __future__ import annotations

import re

from interview.core.job_title import WORDS
from interview.resume.profile.dates import without_dates

_LONGEST_TITLE_LINE = 160
_TITLE = re.compile(rf"\b(?:{WORDS})\b", re.I)
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
_FIELDS_LIKE_VERBS = re.compile(
    r"(?:marketing|engineering|accounting|nursing|teaching|training|visiting|purchasing|consulting|testing|operating|managing|"
    r"founding|certified|registered|licensed|manufacturing|banking|building|advertising)$",
    re.I,
)
_VERB = re.compile(r"\w+(?:ed|ing)$|(?:合作|负责|参与|协助|[与和])", re.I)
# "iOS" and "eCommerce" begin a title, "and developer" does not.
_IN_LOWER_CASE = re.compile(r"[a-zß-öø-ÿ](?![a-z]{0,4}[A-Z])")
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）")


def role_of(text: str) -> str:
    """The part of a line that is a job title, or ""."""
    for part in map(trimmed, PARTS.split(text)):
        words = _ASIDE.sub(" ", part).split()
        if not words or len(words) > 6 or part.endswith(".") or _IN_LOWER_CASE.match(part):
            continue
        if _VERB.match(words[0]) and not _FIELDS_LIKE_VERBS.match(words[0]):
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
        return ""
    last = titles[-1]
    after = _ASIDE.sub(" ", part[last.end() :]).split()
    if all(word.isupper() and len(word) <= 4 for word in after):
        return part
    is_place = len(after) <= 3 and all(word[0].isupper() for word in after)
    return part[: last.end()] if is_place else ""

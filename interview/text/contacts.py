"""Where a text says how to reach somebody, where they live or when they were born, in several scripts and layouts.

It knows forms, not people: an address of a company is found like any other. Years, dates of jobs, amounts and versions
are no telephone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum


class Detail(StrEnum):
    """What is replaced before a model reads a text, by the word that stands in its place."""

    NAME = "NAME"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    LINK = "LINK"
    ADDRESS = "ADDRESS"
    BIRTH = "BIRTH DATE"
    NUMBER = "ID"
    CONTACT = "CONTACT"


Found = tuple[int, int, Detail]
"""Start, end and kind of a detail in a text."""

# One sign for one sign, so that places stay.
_NARROW = str.maketrans("０１２３４５６７８９＋＠－（）．／", "0123456789+@-()./")
_FEWEST_DIGITS = 7
_DATE = re.compile(
    r"(?<!\d)(?:(?:[0-3]?\d[./-])?[01]?\d[./-](?:19|20)\d\d|(?:19|20)\d\d(?:[./-][01]?\d(?:[./-][0-3]?\d)?)?)(?!\d)"
)
_BESIDE = r"(?:^|[|·•,;，；\t/])[^\S\n]*"
_END = r"[^\S\n]*(?=$|[|·•,;，；\t])"
_TLD = (
    r"(?:com|org|io|me|net|dev|cn|edu|de|at|ch|fr|es|it|nl|app|co|uk|eu|info|site|page|xyz|ai|tech|blog|ru|jp|kr|in|us)"
)

_EMAIL = re.compile(
    r"[\w.+%-]{1,64}@(?:[\w-]{1,64}\.){1,5}[^\W\d_]{2,63}"
    r"|[\w.+-]{1,64}\s{0,2}[\[({]\s?at\s?[\])}]\s{0,2}[\w-]{1,64}"
    r"(?:\s{0,2}(?:\.|[\[({]\s?dot\s?[\])}])\s{0,2}[\w-]{1,64}){1,4}",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\b(?:https?|ftp)://[^\s<>\"'|，；。）]{1,2000}|\bwww\.[^\s<>\"'|，；。）]{1,2000}"
    rf"|(?<![\w@./-])(?:[\w-]{{1,64}}\.){{1,4}}{_TLD}/[^\s<>\"'|,;，；。）)]{{0,2000}}"
    r"|\b(?:linkedin|github|gitlab|xing)(?:\.com)?/[\w./-]{2,200}",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    rf"{_BESIDE}(?:linkedin|github|gitlab|gitee|xing|twitter|skype|telegram|whatsapp|wechat|weixin|instagram|facebook|"
    r"微信|微信号|qq|qq号|知乎|博客|个人主页|个人网站|主页|blog|website|homepage|web)"
    rf"[^\S\n]*(?:id|号)?[^\S\n]*[:：][^\S\n]*(?P<it>[^\s|·•,;，；]{{2,200}}){_END}",
    re.IGNORECASE | re.MULTILINE,
)
_LABELLED_PHONE = re.compile(
    r"(?:\b(?:phone|mobile|mob|tel|telephone|telefon|mobil|handy|cell|fax|t[ée]l[ée]phone|portable|tel[ée]fono|m[óo]vil)\b"
    r"|电话|手机|联系方式|電話|携帯|휴대폰|전화)"
    r"[^\d+(\n]{0,12}(?P<it>[+(\d][\d \t().\-/–]{4,24}\d)",
    re.IGNORECASE,
)
_PHONES = (
    re.compile(r"(?<![\w+])\+\s?\(?\d{1,3}\)?(?:[ \t().\-/–]{0,3}\d){6,13}(?!\d)"),
    re.compile(r"(?<![\w.,+-])\(?0\d{1,5}\)?[ \t/\-–]{1,3}\d(?:[ \t\-/]?\d){4,11}(?![\d.,]\d|\d)"),
    re.compile(r"(?<![\w.,+-])0\d{9,13}(?!\d)"),
    re.compile(r"(?<![\w.,-])(?:1[ \t.-])?\(?[2-9]\d{2}\)?[ \t.\-]{1,2}\d{3}[ \t.\-]\d{4}(?!\w)"),
    re.compile(r"(?<!\d)1[3-9]\d[ \t-]?\d{4}[ \t-]?\d{4}(?!\d)"),
)
_ANY_PHONE = re.compile(r"(?<![\w+])\+?\(?\d[\d \t().\-/–]{5,24}\d(?!\w)")
_CITY = (
    r"(?:,?[ \t]*\n?[ \t]*(?:[A-Z]{1,2}-)?\d{4,5}[ \t]+[A-ZÄÖÜ][\w-]{1,30}"
    r"(?:[ \t](?:am|an der|im)[ \t][A-Z]\w{1,20})?)?"
)
_STREETS = (
    re.compile(
        r"\b[A-ZÄÖÜ][\w.-]{0,40}(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|ufer|chaussee|steig|promenade|graben)"
        rf"[ \t]?\d{{1,4}}[ \t]?[a-z]?\b(?:[ \t]?[-–/][ \t]?\d{{1,4}}[a-z]?)?{_CITY}"
    ),
    re.compile(
        r"\b(?:[A-ZÄÖÜ][\w-]{1,30}[ \t]){1,3}(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse)[ \t]\d{1,4}[ \t]?[a-z]?\b"
        rf"{_CITY}"
    ),
    re.compile(
        r"\b\d{1,5}[A-Za-z]?,?[ \t]+(?:[NSEW]\.?[ \t]+)?(?:[A-Z0-9][\w'’.-]{0,30}[ \t]+){1,4}"
        r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Square|Sq|Terrace|Place|Pl|Way|"
        r"Crescent|Close|Highway|Hwy|Parkway|Pkwy|Gardens|Grove|Mews|Walk)\b\.?"
        r"(?:,?[ \t]*(?:Apt|Apartment|Unit|Suite|Ste|Flat|Floor|#)\.?[ \t]*\w{1,6})?"
        r"(?:,[ \t]*[A-Z][\w.'-]{1,30}(?:[ \t][A-Z][\w.'-]{1,30}){0,2}(?=,?[ \t]+[A-Z]{1,2}))?"
        r"(?:,?[ \t]+(?:[A-Z]{2}[ \t]+\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?[ \t]?\d[A-Z]{2})\b)?"
    ),
    re.compile(
        r"\b\d{1,4},?[ \t]+(?:bis[ \t]+|ter[ \t]+)?(?:rue|avenue|boulevard|place|chemin|allée|impasse|quai)[ \t]+"
        r"[\w'’-]{2,20}(?:[ \t][\w'’-]{2,20}){0,4}(?:,[ \t]*\d{5}[ \t][A-Z][\w-]{1,30})?"
    ),
    re.compile(
        r"\b(?:Calle|Avenida|Avda\.|Paseo|Rua|Piazza|Ulica|ul\.)[ \t]+[^\W\d_][\w'’.-]{0,20}"
        r"(?:[ \t][\w'’.-]{1,20}){0,4},?"
        r"[ \t]*(?:n[.º°]?[ \t]*)?\d{1,4}\b"
    ),
)
_CHINESE_STREET = re.compile(
    r"(?:路|街|大道|巷|弄|胡同)[ \t]?\d{1,5}[ \t]?(?:号|弄)"
    r"(?:[\u4e00-\u9fff\d \t-]{0,14}?(?:号楼|楼|室|单元|层|栋|院))*"
)
# Read backwards from a street, as looking for its beginning from every sign takes long.
_CHINESE_BEFORE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}(?:省|市|自治区)|[\u4e00-\u9fff]{1,3}[区县])[\u4e00-\u9fff\d]*\Z|[\u4e00-\u9fff\d]{1,4}\Z"
)
_LONGEST_BEFORE = 24
_LABELLED_ADDRESS = re.compile(
    rf"{_BESIDE}(?:(?:home|current|postal|mailing|permanent)[ \t]+)?(?:address|adresse|anschrift|wohnort|direcci[óo]n|"
    r"indirizzo|endereço|adres|адрес|家庭住址|现居地址|通讯地址|通信地址|居住地址|联系地址|住址|地址|住所|주소)"
    r"[^\S\n]*[:：][^\S\n]*(?P<it>[^\n|·•;；\t]{3,160})",
    re.IGNORECASE | re.MULTILINE,
)
_DAY = (
    r"(?:\d{1,4}[ \t]?[./\-年][ \t]?\d{1,2}(?:[ \t]?[./\-月][ \t]?\d{1,4}[ \t]?日?)?月?"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?[ \t]+(?:de[ \t]+)?[^\W\d_]{3,12}\.?,?[ \t]+(?:de[ \t]+)?\d{4}"
    r"|[^\W\d_]{3,12}\.?[ \t]+\d{1,2}(?:st|nd|rd|th)?,?[ \t]+\d{4}|(?:19|20)\d\d年?)"
)
_BIRTH = re.compile(
    r"(?:\b(?:date[ \t]of[ \t]birth|birth[ \t]?date|birthday|d\.?o\.?b\b\.?|born|geburtsdatum|geburtstag|geboren|geb\.|"
    r"date[ \t]de[ \t]naissance|née?|fecha[ \t]de[ \t]nacimiento|nacid[oa]|data[ \t]di[ \t]nascita|nat[oa]|"
    r"дата[ \t]рождения)"
    r"|出生日期|出生年月日?|出生|生日|生年月日|생년월일)"
    rf"[ \t]*[:：]?[ \t]*(?:on[ \t]|in[ \t]|am[ \t]|le[ \t]|el[ \t]|il[ \t])?[ \t]*(?P<it>{_DAY})",
    re.IGNORECASE,
)
_BORN = re.compile(r"(?P<it>(?:19|20)\d\d[年.\-/]\d{1,2}[月.\-/]?(?:\d{1,2}日?)?)[ \t]?(?:出生|生(?![\u4e00-\u9fff]))")
_AGE = re.compile(
    rf"{_BESIDE}(?:age|alter|年龄)[ \t]*[:：][ \t]*(?P<it>\d{{2}}(?:[ \t]?岁)?)", re.IGNORECASE | re.MULTILINE
)
_NUMBERS = (
    re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\w)"),
    re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])"),
)
_BARE_DOMAIN = re.compile(rf"(?<![\w@./-])(?:[\w-]{{2,64}}\.){{1,3}}{_TLD}\b(?![\w/@])", re.IGNORECASE)
_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}-)?\d{5}[ \t]+[A-ZÄÖÜ][\wäöüß-]{2,30}|\b[A-Z]{2}[ \t]+\d{5}(?:-\d{4})?\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?[ \t]?\d[A-Z]{2}\b"
)
_FULL_DATE = re.compile(
    r"(?<!\d)(?:[0-3]?\d[./-][01]?\d[./-]|(?:(?=(?:19|20)\d\d[./-][01]?\d[./-])))(?:19|20)\d\d(?:[./-][01]?\d[./-][0-3]?\d)?(?!\d)"
)

_ANYWHERE = (
    (_EMAIL, Detail.EMAIL),
    (_LINK, Detail.LINK),
    (_HANDLE, Detail.CONTACT),
    (_BIRTH, Detail.BIRTH),
    (_BORN, Detail.BIRTH),
    (_AGE, Detail.BIRTH),
    *((pattern, Detail.NUMBER) for pattern in _NUMBERS),
    (_LABELLED_ADDRESS, Detail.ADDRESS),
    *((pattern, Detail.ADDRESS) for pattern in _STREETS),
    (_LABELLED_PHONE, Detail.PHONE),
    *((pattern, Detail.PHONE) for pattern in _PHONES),
)
_IN_A_HEAD = (
    (_BARE_DOMAIN, Detail.LINK),
    (_FULL_DATE, Detail.BIRTH),
    (_POSTCODE, Detail.ADDRESS),
    (_ANY_PHONE, Detail.PHONE),
)


def details(text: str, *, is_head: bool = False) -> list[Found]:
    """What is found, in order and apart. Of the head of a resume less is needed to tell what something is."""
    narrow = text.translate(_NARROW)
    patterns = (*_ANYWHERE, *_IN_A_HEAD) if is_head else _ANYWHERE
    found = (each for pattern, kind in patterns for each in _of(pattern, kind, narrow))
    return apart((*found, *_chinese_streets(narrow)))


def apart(found: Iterable[Found]) -> list[Found]:
    """Of those that overlap the first, of equals the longest."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (each[0], -each[1])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def _chinese_streets(text: str) -> Iterator[Found]:
    for match in _CHINESE_STREET.finditer(text):
        begin = max(0, match.start() - _LONGEST_BEFORE)
        before = _CHINESE_BEFORE.search(text[begin : match.start()])
        yield match.start() if before is None else begin + before.start(), match.end(), Detail.ADDRESS


def _of(pattern: re.Pattern[str], kind: Detail, text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        start, end = match.span("it" if "it" in pattern.groupindex else 0)
        if kind is Detail.PHONE and not _is_phone(match.group(), pattern):
            continue
        said = text[start:end].rstrip(" \t.,:;!?)）。，" if kind is not Detail.PHONE else " \t")
        if said:
            yield start, start + len(said), kind


def _is_phone(text: str, pattern: re.Pattern[str]) -> bool:
    fewest = _FEWEST_DIGITS - (pattern is _LABELLED_PHONE)
    return sum(map(str.isdigit, _DATE.sub(" ", text))) >= fewest

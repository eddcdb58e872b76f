"""Whose resume it is: the name at its head, in the forms in which it may come again, and how to reach the person.

Marks of both recognise them in other texts once the resume is gone.
A job title, a skill or a heading at the top is no name. Names of others are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from interview.occupations.recognise import recognised
from interview.resume.profile.lexicon import lexicon
from interview.resume.profile.roles import role_of
from interview.resume.profile.sections import heading_section
from interview.text.contacts import Detail, details
from interview.text.marks import marks_of
from interview.text.words import FUNCTION_WORDS

_HEAD_LINES, _LABEL_LINES, _LONGEST = 10, 60, 60
_LABEL = re.compile(
    r"^[\W_]*(?:full[ ]name|name|vorname|nachname|vor- und nachname|first name|last name|surname|given name|nom|prénom|"
    r"nombre|apellidos?|nome|cognome|naam|имя|фамилия|фио|姓[ \u3000]*名|名字|氏名|성명|이름)\s*[:：]\s*(.{2,60})$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:(?:resume|résumé|curriculum vitae|cv|lebenslauf|profile|个人简历|简历)"
    r"(?:\s+(?:of|for|von|de))?[\s:：\-–—|]*)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|·•,，;；/\t]\s*|\s+[-–—]\s+|\s{3,}|\s*[（(].*")
_TITLES = re.compile(
    r"^(?:(?:dr|prof|mr|mrs|ms|miss|herr|frau|dipl\.-ing|ing|mag|sir)\b\.?\s*)+|(?:先生|女士|小姐|同学)$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-.·][^\W\d_]+)*\.?")
_LINKS = frozenset(
    ("van", "von", "der", "den", "de", "del", "di", "da", "dos", "bin", "ibn", "al", "el", "la", "le", "zu", "ten", "y")
)
_WORDS = re.compile(r"(?:[^\W\d_]+(?:['’\-·][^\W\d_]+)*(?:[ ](?=[^\W\d_]))?)*")
# "I am" may go on with a job or a place.
_INTRODUCES = re.compile(
    r"\b(?:([Mm]y (?:full )?name(?: is|['’]s)|[Cc]all me|[Ii]ch hei(?:ß|ss)e|[Mm]ein Name ist|[Jj]e m['’]appelle|"
    r"[Mm]e llamo)|I am|I['’]m|[Tt]his is|[Ii]ch bin)[ ]"
)
_INTRODUCES_IN_CHINESE = re.compile(
    r"(?:我名?叫做?|我的名字[是叫])(?P<sure>[\u4e00-\u9fff]{2,3}?(?=[^\u4e00-\u9fff]|[我是来在负目毕今曾]|$)|[\u4e00-\u9fff]{3})"
    r"|我是(?P<maybe>[\u4e00-\u9fff]{2,3})(?=[，,。！!；;、\s]|$)"
)
_BEGINS = re.compile(r"[\W_]*")
_BEGINS_IN_CHINESE = re.compile(
    r"[\W_]*(?P<maybe>[\u4e00-\u9fff]{2,3}?)(?=负责|主导|带领|领导|参与|完成|设计|开发|优化|实现|把|将)"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]?[\u4e00-\u9fff]){1,3}")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚"
    "谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦"
    "向柳邢岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鍾譚鄒陸龍萬錢湯賴龔龐蘭顏倪嚴溫蘆韋畢聶齊莊塗關紀歐項陽衛單寧"
)
_TWO_SIGNS = frozenset(
    {"欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木"}
)
_NO_NAME = re.compile(
    r"\b(?:resume|curriculum|vitae|lebenslauf|profile|summary|contact|portfolio|university|college|school|institute|"
    r"bachelor|master|degree|page|confidential|street|road|avenue|gmbh|inc|ltd|llc|team|data|software|web|student|graduate)\b"
    r"|大学|学院|公司|简历|工程|开发|专业|技术|经理|学生|毕业",
    re.IGNORECASE,
)


def own_name(resume: str) -> str:
    """The person's name as it stands in their resume; "" where none was found."""
    return " ".join(next(_names(resume), "").split())


def own_names(resume: str) -> tuple[str, ...]:
    """The forms of the person's name, the fullest first: as it stands at the head, in capitals, and its parts."""
    forms: dict[str, None] = {}
    for name in _names(resume):
        parts = [part for part in re.split(r"[\s\u3000]+", name) if part]
        plain = " ".join(parts)
        for form in (name, plain, plain.upper(), plain.title(), *([plain.lower()] if len(parts) > 1 else ())):
            forms.setdefault(form)
        if _CHINESE.fullmatch(name):
            forms.setdefault("".join(parts))
            continue
        for part in parts:
            bare = part.strip(".")
            if len(bare) < 2 or bare.casefold() in _LINKS:
                continue
            if bare.casefold() in FUNCTION_WORDS or any(lexicon().find(bare)):
                continue
            for form in (bare, bare.upper(), bare.capitalize()):
                forms.setdefault(form)
        if len(parts) == 2:
            forms.setdefault(f"{parts[1]}, {parts[0]}")
            forms.setdefault(f"{parts[1]} {parts[0]}")
    return tuple(sorted(forms, key=lambda form: -len(form)))


def told_names(said: Iterable[str], lines: Iterable[str]) -> tuple[str, ...]:
    """The forms of names that somebody gives as theirs in what was said ("my name is …"), or that lines of a resume
    begin with ("Jane Doe led …"), the fullest first."""
    found: dict[str, None] = {}
    for text in said:
        for match in _INTRODUCES.finditer(text):
            found |= dict.fromkeys(_forms_at(text, match.end(), is_sure=match[1] is not None))
        for match in _INTRODUCES_IN_CHINESE.finditer(text):
            found |= dict.fromkeys(_if_name(match["sure"] or match["maybe"], is_sure=match["sure"] is not None))
    for line in lines:
        found |= dict.fromkeys(_forms_at(line, _BEGINS.match(line).end(), is_sure=False))  # type: ignore[union-attr]
        begins = _BEGINS_IN_CHINESE.match(line)
        found |= dict.fromkeys(_if_name(begins["maybe"], is_sure=False) if begins else ())
    return tuple(sorted(found, key=lambda form: -len(form)))


def _forms_at(text: str, start: int, *, is_sure: bool) -> tuple[str, ...]:
    """The forms of the name in capitals that stands there, if one does."""
    run = _words_in_capitals(text, start)
    names = (" ".join(run[:end]) for end in range(len(run), 0, -1))
    name = next((each for each in names if _if_name(each, is_sure=is_sure) and not any(lexicon().find(each))), None)
    return own_names(f"Name: {name}") if name else ()


def _if_name(name: str, *, is_sure: bool) -> tuple[str, ...]:
    return (name,) if _is_name(name, is_sure) else ()


def _words_in_capitals(text: str, start: int) -> list[str]:
    """The words in capitals that stand there, with small ones such as "van" between; at most four."""
    found: list[str] = []
    for word in _WORDS.match(text, start)[0].split():  # type: ignore[index]
        if len(found) == 4 or not (word[0].isupper() or (found and word.casefold() in _LINKS)):
            break
        found.append(word)
    return found


def head(resume: str) -> str:
    """The first lines, before anything is told of work."""
    return "\n".join(_head(resume))


def _head(resume: str) -> list[str]:
    found: list[str] = []
    for line in resume.splitlines()[: 4 * _HEAD_LINES]:
        plain = line.strip().strip("#*_ ")
        if plain and found and heading_section(plain) is not None:
            break
        if plain:
            found.append(line.strip())
        if len(found) == _HEAD_LINES:
            break
    return found


def _names(resume: str) -> Iterator[str]:
    lines = resume.splitlines()
    for line in lines[:_LABEL_LINES]:
        match = _LABEL.match(line.strip())
        name = match and _name_in(match.group(1), is_sure=True)
        if name:
            yield name
    top = _head(resume)
    reached = " ".join(_reached(resume))
    seen = [name for at in range(len(top)) if (name := _name_at(top, at))]
    early = [name for at in range(min(3, len(top))) if (name := _name_at(top, at))]
    # A place or a heading may look like a name; the one by which the person is reached is theirs.
    likely = [*(name for name in seen if _corroborated(name, reached)), *early]
    if likely:
        yield likely[0]
        return
    for line in top:
        words = [word for word in _WORD.findall(line) if len(word) > 2 and word[0].isupper()]
        told = [word for word in words if _corroborated(word, reached) and not _is_work(word)]
        if told and len(told) <= 4:
            yield " ".join(told)
            return


def _name_at(top: list[str], at: int) -> str | None:
    name = _name_in(top[at], is_sure=False)
    return name if name or at + 1 == len(top) else _in_two_lines(top[at], top[at + 1])


def _reached(resume: str) -> Iterator[str]:
    """What stands before the sign of an e-mail address, or at the end of a link to a profile."""
    for local in re.findall(r"([\w.+-]{2,64})@", resume[:4_000]):
        yield local.casefold()
    for handle in re.findall(
        r"(?:linkedin|github|xing)\.com/(?:in/|profile/)?([\w-]{2,64})", resume[:4_000], re.IGNORECASE
    ):
        yield handle.casefold()


def _corroborated(name: str, reached: str) -> bool:
    return any(len(part) > 2 and part.casefold() in reached for part in re.findall(r"[^\W\d_]+", name))


def _in_two_lines(line: str, following: str) -> str | None:
    one, two = line.strip("#*_ "), following.strip("#*_ ")
    if not (_WORD.fullmatch(one) and _WORD.fullmatch(two)):
        return None
    return _name_in(f"{one} {two}", is_sure=False)


def _name_in(line: str, *, is_sure: bool) -> str | None:
    """The name that a line is or begins with; `is_sure` where a label says that it is one."""
    plain = _OPENING.sub("", line.strip().strip("#*_ "))
    surname = re.match(r"^([^\W\d_][\w'’-]+),\s*([^\W\d_][\w'’. -]+)$", plain)
    first = next((part for part in _PARTS.split(plain) if part and part.strip()), "")
    for part in (first, f"{surname[2]} {surname[1]}" if surname else ""):
        name = _TITLES.sub("", part.strip()).strip("*_ ")
        if name and len(name) <= _LONGEST and _is_name(name, is_sure):
            return name
    return None


def _is_name(name: str, is_sure: bool) -> bool:
    if _CHINESE.fullmatch(name):
        bare = re.sub(r"\s", "", name)
        begins = bare[0] in _SURNAMES or bare[:2] in _TWO_SIGNS
        return is_sure or (begins and len(bare) <= 4 and heading_section(bare) is None and not _is_work(bare))
    words = name.split()
    if not all(_WORD.fullmatch(word) for word in words):
        return False
    if is_sure:
        return len(words) <= 5
    is_capital = all(word[0].isupper() or word.casefold() in _LINKS or not word[0].islower() for word in words)
    return 2 <= len(words) <= 5 and is_capital and heading_section(name) is None and not _is_work(name)


def _is_work(name: str) -> bool:
    """Whether it says what somebody works as or with."""
    if _NO_NAME.search(name) or role_of(name) or recognised(name) is not None:
        return True
    whole = name.casefold()
    return any(hit.is_certain and whole[hit.start : hit.end] == whole for hit in lexicon().find(name))


def own_contacts(resume: str) -> tuple[str, ...]:
    """What the head of a resume says of how to reach somebody, as it stands there."""
    top = head(resume)
    return tuple(top[start:end] for start, end, _ in details(top, is_head=True))


def own_details(resume: str) -> dict[str, Detail]:
    """Name and contacts of the head, each spelling with its kind, names first."""
    found = dict.fromkeys(own_names(resume), Detail.NAME)
    for contact in own_contacts(resume):
        kind = next((kind for *_, kind in details(contact, is_head=True)), Detail.CONTACT)
        found.setdefault(contact, kind)
    return found


def own_marks(resume: str) -> tuple[str, ...]:
    """Marks of name and contacts: see interview.text.marks."""
    return marks_of(own_details(resume))

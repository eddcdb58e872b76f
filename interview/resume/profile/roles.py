"""Job titles: what part of a line names a role, in English and Chinese.

A title has a word that many have, or ends in one whose form is that of people ("optician", "seamstress") or in one that
a title in the list of occupations ends in. Whether a line opens a job is decided by the reader of entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from interview.core.job_title import MORE_WORDS, WORDS
from interview.occupations.recognise import by_title, in_words, last_words
from interview.resume.profile.dates import without_dates
from interview.text.words import FUNCTION_WORDS

_LONGEST_TITLE_LINE, _MOST_WORDS = 160, 6
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
# "Since 2020 I volunteer" tells what somebody does; "Engineer I and inspector" is a grade.
_SAID = re.compile(r"(?i:I|we|my|our)\b|(?:.*\s)?I(?:['’]\w+)?\s+(?!(?:and|or|of|in|for|to)\b)[a-z]")
_MARK = re.compile("[®™*]")
_BESIDE = ("and", "&", "of")
_INSIDE = ("and", "of", "the", "in", "to")
# At sea, in uniform, on land, on stage, in church and in workshops people are called so; with the others of its kind
# one of these is a title at the end of a part of a line, or in a sentence that says who somebody is.
_FURTHER = (
    r"ab|bosun|boatswain|skipper|purser|stoker|oiler|motorman|seaman|coxswain|commander|fire ?fighter|warden|"
    r"ranger|under ?keeper|ghillie|shepherd|groom|farrier|jockey|saddler|thatcher|dresser|usher|verger|sexton|"
    r"organist|precentor|vicar|curate|chaplain|priest|pastor|imam|rabbi|signaller|shunter|undertaker|embalmer|"
    r"lifeguard|croupier|auctioneer|valuer|actuary|underwriter|registrar|bailiff|weaver|spinner|knitter|dyer|"
    r"tanner|cobbler|milliner|cutter|presser|launderer|blaster|driller|roughneck|rigger|banksman|splicer|diver|"
    r"brewer|distiller|vintner|confectioner|dancer|gaffer|projectionist|luthier|tuner|trimmer|upholsterer|"
    r"forester|arborist|grower|breeder|vet|musician|singer|conductor|composer|trader|interviewer|coroner|"
    r"ombudsman|(?:first|second|third|chief|[\w’']+s) mate|"
    r"(?:deck|farm|stage|stable|ranch|leading|mill|factory) ?hand|(?:deck|engine|able|ordinary) rating|"
    r"(?:airline|harbou?r|helicopter|test|bush|river|marine) pilot|"
    r"(?:ship|tug|ferry|fire|barge|boat)(?:’s|'s)? captain"
)
_ENDS_IN_ONE = re.compile(rf"(?:.*\W)?(?:{WORDS}|{MORE_WORDS}|{_FURTHER})(?:\s+(?:i{{1,3}}|iv|v|\d))?", re.IGNORECASE)
# With an article before and a place behind it in a sentence a word of such a form is somebody.
_FORM_OF_SOMEBODY = re.compile(r"[a-z]{3,}(?:er|or|ist|ian|man|eur|smith|wright|hand|keeper)", re.IGNORECASE)
# Nobody but who does a work is called so; a Londoner, a Methodist and an Englishman have the other endings.
_OF_A_CRAFT = re.compile(
    r"[a-z]*(?:maker|keeper|smith|wright|monger|hand|ician|ologist|ographer|therapist)", re.IGNORECASE
)
_NOBODY = re.compile(
    r"(?:grand)?(?:mother|father|daughter|brother|sister)|partner|member|lover|learner|player|believer|thinker|starter|"
    r"communicator|listener|reader|swimmer|smoker|walker|volunteer|citizen|human|german|italian|(?:vegetar|christ)ian|"
    r"(?:oth|anoth|rath|eith|neith|nev|ev|furth|lat|bett|togeth|wheth|eag|clev|und|aft|ov|numb|pow|ord|mat|lett)er|"
    r"senior|junior|major|minor|prior|superior|former|sober|proper|students?|pupil|customer|subscriber|supporter|follower|homeowner|(?:under)?graduate|mentor"
)
# "Lead Carver": behind a rank alone stands whom it is of.
_RANK = re.compile(r"(?:lead|head|chief|principal|apprentice|trainee|assistant|associate|executive)", re.IGNORECASE)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_HOW_MANY = re.compile(r"(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|some|several|many)\b)", re.IGNORECASE)
# "Eldoret. Senior physiotherapist": behind a place or a name.
_NEXT_SENTENCE = re.compile(r"(?<=[a-z]{3})\.\s+(?=[A-Z])")
_PRAISE = re.compile(r"(?:hard|fast|quick|keen|good|great|natural|strong|proud|big|avid)\b", re.IGNORECASE)

_PARTNERS = r"(?:&|and|und|et)\s+Partners?\b"
_FIRM_OF_NAMES = re.compile(rf"(?P<before>(?:[A-ZÀ-Þ][\w'’.-]*\s+(?:&\s+)?){{1,4}}){_PARTNERS}(?P<behind>.*)")


def is_firm_of_names(part: str) -> bool:
    """Whether a part of a line is a firm called by the names of its owners, "Meyer & Partner": before the sign stands
    no title ("Founder & Partner") and nothing that is done ("Cleaning & Partner"). Behind any other title stands what
    somebody does as well ("Dishwasher & Cook")."""
    found = _FIRM_OF_NAMES.fullmatch(part)
    if found is None:
        return False
    before = found["before"].replace("&", " ").strip()
    is_work = _TITLE.search(before) is not None or ends_in_known(before) or before.endswith("ing")
    return not is_work and not _TITLE.search(found["behind"])


def role_of(text: str) -> str:
    """The part of a line that is a job title, or ""."""
    parts = list(map(trimmed, PARTS.split(_MARK.sub("", text))))
    if len(text) <= _LONGEST_TITLE_LINE and not text.endswith("."):
        parts = [each for part in parts for each in _NEXT_SENTENCE.split(part)]
    found = _role_of(parts)
    if found or _OR_ELSE.search(text) is None:
        return found
    return _role_of([each.strip() for part in parts for each in _OR_ELSE.split(part)])


def _role_of(parts: Iterable[str]) -> str:
    for part in parts:
        words = _ASIDE.sub(" ", part).split()
        if (
            not words
            or len(words) > _MOST_WORDS
            or part.endswith(".")
            or _IN_LOWER_CASE.match(part)
            or _SAID.match(part)
            or _HOW_MANY.match(part)
            or is_firm_of_names(part)
        ):
            continue
        if _DID.fullmatch(words[0]) or (_VERB.match(words[0]) and not _says_which(words)):
            continue
        if _CHINESE.search(part):
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
        return part if ends_in_known(part) or _is_listed(part) else ""
    last = titles[-1]
    after = _ASIDE.sub(" ", part[last.end() :]).split()
    if all(word.isupper() and len(word) <= 4 for word in after):
        return part
    if ends_in_known(part) or title_at_end(part):
        return part
    if _RANK.fullmatch(part[: last.end()]) and any(map(_FORM_OF_SOMEBODY.fullmatch, after[-1:])):
        return part
    is_place = len(after) <= 3 and all(word[0].isupper() for word in after)
    return part[: last.end()] if is_place else ""


def _is_listed(part: str) -> bool:
    """Whether a part is a title of several words that a list of occupations has: "Police Constable"."""
    words = in_words(part)
    return len(words) > 1 and words in by_title()


def ends_in_known(part: str) -> bool:
    """Whether a part ends in a word that a title of an occupation ends in and people are called by: "head baker"."""
    last = in_words(part.rpartition(" ")[2])[-1:]
    return bool(last) and _WHO.search(last[0]) is not None and last[0] in last_words()


def title_at_end(part: str) -> str:
    """A part of a line where it ends in a word that people are called by at their work, or ""."""
    part = trimmed(part)
    is_short = 0 < len(part.split()) <= _MOST_WORDS and not _DID.fullmatch(part.split()[0])
    plain = _ASIDE.sub(" ", part).strip()
    if (
        not is_short
        or _HOW_MANY.match(plain)
        or is_firm_of_names(plain)
        or any(word in FUNCTION_WORDS and word not in _INSIDE for word in plain.lower().split())
    ):
        return ""
    last = plain.rpartition(" ")[2]
    # "Relief milker" and "Letter carrier": what has a name has a capital in its last word, too.
    is_somebody = plain[:1].isupper() and last.islower() and last != plain and _FORM_OF_SOMEBODY.fullmatch(last)
    return part if _ENDS_IN_ONE.fullmatch(plain) or (is_somebody and not _NOBODY.fullmatch(last)) else ""


def role_in_small(text: str) -> str:
    """The title of a job in a line where somebody writes it without capitals: "team member"."""
    small = (part for part in map(str.strip, PARTS.split(text)) if part.islower())
    return next((part for part in small if role_of(part.capitalize())), "")


def names_who_works(title: str, *, is_at_work: bool = False) -> bool:
    """Whether words of a sentence that says who somebody is name who does a work: a bosun, and no fast learner. By
    their form alone they do only where a job stands beside them (`is_at_work`): a widower has the form of a farrier."""
    last = title.rpartition(" ")[2].lower()
    if not last or _PRAISE.match(title) or _NOBODY.fullmatch(last):
        return False
    if _ENDS_IN_ONE.fullmatch(title) or _OF_TITLE.search(title) or ends_in_known(title):
        return True
    if _FORM_OF_SOMEBODY.fullmatch(last) and not _OF_A_CRAFT.fullmatch(last):
        return is_at_work
    return bool(title_at_end(title) or role_of(title[:1].upper() + title[1:]))


def _says_which(words: Sequence[str]) -> bool:
    """Whether a word with the form of a verb says which one, as in "Dispensing Optician" and "Registered Nurse": behind
    a verb stands a word between others or a number."""
    behind = words[1].lower() if len(words) > 1 else ""
    return behind[:1].isalpha() and (behind in _BESIDE or behind not in FUNCTION_WORDS)

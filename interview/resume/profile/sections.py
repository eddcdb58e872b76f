"""A resume text as lines that know their section, without contact lines and without words meant for the interviewer.

Headings are recognised by their words in English and Chinese. It judges no skill, job or date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from interview import yaml_files
from interview.resume.bullets import bullets_of
from interview.resume.profile.kinds import begins_with_a_deed
from interview.resume.profile.labels import Label, label_of

LONGEST_LINE = 300


class Section(Enum):
    """What a part of the resume is about. ASIDE is everything that says nothing of skills or work."""

    HEAD = "head"
    SUMMARY = "summary"
    SKILLS = "skills"
    EXPERIENCE = "experience"
    PROJECTS = "projects"
    EDUCATION = "education"
    CERTIFICATES = "certificates"
    ASIDE = "aside"


@dataclass(frozen=True)
class Line:
    """One line of the resume: `raw` as it stands (trimmed, at most 300 characters), `text` without bullet and links.

    `after_heading` says that it is the first one below the heading of a section."""

    raw: str
    text: str
    section: Section
    is_bullet: bool = False
    after_blank: bool = False
    after_heading: bool = False


_HEADINGS = yaml_files.read(Path(__file__).with_name("headings.yaml"))
_KEYS = {word: Section(section) for section, words in _HEADINGS["sections"].items() for word in words}
_BESIDE = frozenset(_HEADINGS["beside"])
_INSIDE_ENTRIES = frozenset(_HEADINGS["inside_entries"])
_PHRASES = {phrase: Section(section) for section, phrases in _HEADINGS["phrases"].items() for phrase in phrases}
_STRENGTH = [
    Section.EXPERIENCE,
    Section.PROJECTS,
    Section.SKILLS,
    Section.CERTIFICATES,
    Section.EDUCATION,
    Section.SUMMARY,
    Section.ASIDE,
]
_CHINESE = (
    (
        re.compile(
            r"(?:主要|相关|个人)?(?:工作|实习|职业|任职|社会实践|实践|校园|从业|社团|科研|就业|兼职)"
            r"(?:[/与和及、]?(?:项目|工作|实习))?(?:经历|经验|履历)|(?:项目|研究)[/与和及、]?(?:工作|实习)(?:经历|经验)|职业生涯"
        ),
        Section.EXPERIENCE,
    ),
    (
        re.compile(
            r"(?:主要|个人|相关|重点|核心|代表|开源|科研|部分)?项目(?:经历|经验|作品|展示|介绍|背景|成果)?|作品集|开源贡献"
        ),
        Section.PROJECTS,
    ),
    (
        re.compile(
            r"(?!语言(?:能力|技能))(?:专业|个人|职业|核心|相关|掌握|主要|工作|IT|it|计算机|办公|软件|技术|语言)?(?:技能|技术栈|技术能力|能力|技术)"
            r"(?:特长|清单|专长|证书|特点|概览|总结|列表|描述|掌握|[与和及、/](?:证书|特长|工具|语言|专长))*|(?:技能|专业|个人)?(?:专长|特长)|技能树"
        ),
        Section.SKILLS,
    ),
    (re.compile(r"(?:教育|学习|学历|求学)(?:背景|经历|情况|程度|经验)|教育|学历|主修课程|相关课程"), Section.EDUCATION),
    (
        re.compile(
            r"(?:个人|自我|职业|工作)?(?:简介|评价|概述|总结|概况|优势|目标|介绍|描述)|求职意向|关于我|求职目标|应聘岗位"
            r"|其他|其它|附加信息|其他信息"
        ),
        Section.SUMMARY,
    ),
    (re.compile(r"(?:资格|专业|职业|荣誉|教师|执业)?(?:证书|资格|资质|认证)(?:证书|情况)?"), Section.CERTIFICATES),
    (
        re.compile(
            r"(?:语言(?:能力|水平|技能)?|兴趣|爱好|兴趣爱好|荣誉|荣誉奖项|荣誉奖励|获奖|获奖情况|获奖经历|奖项|论文|发表论文|学术成果|专利|"
            r"联系方式|基本信息|个人信息|个人资料|推荐人)"
        ),
        Section.ASIDE,
    ),
    (re.compile(r"(?!.{0,4}(?:教育|学习|培训|研究|项目))[\u4e00-\u9fff]{0,5}(?:经历|履历)"), Section.EXPERIENCE),
    (re.compile(r"[\u4e00-\u9fff]{0,4}(?:技能|擅长|专长|特长)(?:领域|方向|项目)?"), Section.SKILLS),
)

_HEADS = (Label.EMPLOYER, Label.POSITION)
# "WORK EXPERIENCE (8 years)"
_HOW_LONG = re.compile(r"\s*[(（][^()（）]*\d[^()（）]*[)）]\s*(?=\W*$)")
_PAGE = re.compile(
    r"(?:.{0,60}[-–—|·]\s*)?(?:page\s+\d{1,2}(?:\s+of\s+\d{1,2})?|\d{1,2}\s?/\s?\d{1,2}|第\s?\d{1,2}\s?页)", re.I
)
_MARK = re.compile(r"^#{1,6}\s+")
_LINK = re.compile(
    r"https?://\S{1,2000}|\bwww\.\S{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.\w\S{0,60}|\b[\w.-]{1,64}\.(?:com|org|io|me|net|dev|cn|edu)/\S{0,2000}"
    r"|\b(?:linkedin|github|gitlab)\.com\b",
    re.I,
)
_HINT_OF_LINK = re.compile(r"://|www\.|@|\.(?:com|org|io|me|net|dev|cn|edu)\b", re.I)
_CONTACT = re.compile(
    # "A phone-in show" and "licence #475.123456" are no way to reach somebody.
    r"[\w-]@[\w-]{1,64}\.\w|https?://|\bwww\.|linkedin|github\.com|gitlab\.com|(?<![#\d])\+?\(?\d[\d\s().-]{7,20}\d|"
    r"电话|手机|邮箱|微信|\be-?mail\b(?!-)|\bphone\b(?!-)",
    re.I,
)
# In a longer line, a paragraph, somebody tells of a telephone.
_LONGEST_CONTACT = 160
# A range of years looks like a telephone number.
_YEARS = re.compile(r"\b(?:\d\d?[/.])?(?:19|20)\d\d\s?[-–—/]\s?(?:\d\d?[/.])?(?:19|20)\d\d\b")
_TIME = re.compile(rf"{_YEARS.pattern}|\b(?:19|20)\d\d\s?[-–—]\s?(?:present|today|now|current|date)\b", re.I)
_INLINE = re.compile(r"^(.{2,40}?)\s*[:：]\s*(\S.*)$")
_OF_CLUBS = re.compile(r"(?:societ(?:y|ies)|clubs?)\s*:", re.I)
_OF_ONESELF = re.compile(
    r"(?:I|I['’]m|My|(?:(?:currently|now|actively)\s+)?(?:(?:looking|applying) (?:for|to)|seeking|searching|hoping))\b"
    r".*[.!](?:\s|$)",
    re.I,
)
_INLINE_KEYS = frozenset(
    {
        "skills",
        "skill",
        "competencies",
        "expertise",
        "experience",
        "exp",
        "education",
        "edu",
        "projects",
        "summary",
        "objective",
        "profile",
    }
)

# What is studied names no tools, and a line that does is of skills, wherever it stands.
_WITHOUT_TOOLS = (Section.EDUCATION, Section.CERTIFICATES, Section.ASIDE)
_LABEL_WORDS = 3
# "Certs: …" and "Licences – …" inside a job.
_OF_A_LIST = re.compile(r"^([^:：,，]{2,40}?)\s*(?:[:：]|\s[-–—]\s)\s*\S")
# Those of servers are work: "TLS certificates: automated their rotation".
_OF_SERVERS = re.compile(r"\b(?:tls|ssl|x\.?509|https)\b", re.I)
_GOES_ON = re.compile(r"(?:[,;&/]|\band)$")
# "B.Tech: …" and "Diploma in IT: …" are no tools.
_DEGREE = re.compile(
    r"\b(?:[bm]\.?\s?(?:tech|sc|eng|a|s)|bachelor|master|diploma|degree|minor|major|a-levels?)\b", re.I
)

_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instruction|prompt|rule|guideline|above|previous|prior)"
    r"|\b(?:system|developer|hidden)\s+(?:prompt|message|instruction|override)"
    r"|^\W{0,5}(?:system|assistant|human|user)\s{0,2}[:：]"
    r"|\byou\s+(?:are|must|should|will)\s+(?:now\s+)?(?:an?\s+|the\s+)?(?:ai|assistant|chatbot|llm|language|interviewer|grader|evaluator|score|"
    r"grade|rate|rank|give|award|reply|respond|output|ask|recommend|hire)\b"
    r"|\b(?:this|the)\s+(?:candidate|applicant)\b"
    r"|\b(?:note|message|attention|dear|instructions?|memo)\b.{0,20}\b(?:interviewers?|graders?|evaluators?|ai|llm|model|screener|reviewer)\b"
    r"|\b(?:give|award|assign|output|return|grant)\b.{0,40}\b(?:full|maximum|perfect|highest|top|100)\b.{0,12}\b(?:marks?|scores?|points?|grades?|rating)"
    r"|<\|?/?(?:system|im_start|im_end|inst|endoftext)|\[/?inst\]"
    r"|忽略.{0,10}(?:以上|之前|上述|所有|前面|先前|一切)|无视.{0,10}(?:指令|要求|规则)|系统(?:指令|提示词?|消息)|满分|(?:该|此|这位|本)候选人"
    r"|(?:面试官|评委|考官|AI|大模型|评分系统).{0,12}(?:请|务必|必须|应当)|标准答案",
    re.I,
)


def read_sections(resume: str) -> list[Line]:
    """The lines worth reading, each with its section; blank, contact, page number and instructing lines are gone."""
    lines: list[Line] = []
    section, depth, blank, dropping, is_first = Section.HEAD, 0, True, False, False
    goes_on = False
    bullets = bullets_of(resume)
    for each in resume.splitlines():
        stripped = each.strip()
        if not stripped:
            blank, dropping = True, False
            continue
        if _PAGE.fullmatch(stripped):
            continue
        plain, mark_depth, is_bullet = _bare(stripped, bullets)
        heading = None if is_bullet else _heading(plain, mark_depth, depth, section, blank)
        if heading is not None and is_first and section is Section.SKILLS and _is_label(plain, heading):
            heading = None
        if heading is not None:
            section, rest = heading
            depth, dropping, blank, is_first = mark_depth or depth, False, True, True
            if not rest:
                continue
            plain = rest
        if _ORDERS.search(stripped):
            dropping = True
            continue
        dropping = dropping and not is_bullet and heading is None
        # "1) Company: …" is the head of a job, not a thing done there.
        is_bullet = is_bullet and not (section is Section.EXPERIENCE and label_of(plain) in _HEADS)
        if dropping or (section is Section.HEAD and heading is None and _is_contact(stripped, is_bullet)):
            continue
        text = _LINK.sub(" ", plain).strip() if _HINT_OF_LINK.search(plain) else plain
        if text and not (section is not Section.HEAD and re.match(r"(?i)(?:github|linkedin|blog|website)\s*:", plain)):
            raw, of_line = stripped[:LONGEST_LINE], _section_of(plain, section)
            is_apart = blank or is_bullet or heading or _TIME.search(plain)
            goes_on = _lists_certificates(plain) or (goes_on and not is_apart)
            of_line = Section.CERTIFICATES if goes_on else of_line
            lines.append(Line(raw, text, of_line, is_bullet, blank or bool(mark_depth), is_first))
            is_first, goes_on = False, goes_on and _GOES_ON.search(plain) is not None
        # "Publications: 6" apart from the jobs ends them, and what stands below it is of no job.
        blank = blank and section is Section.EXPERIENCE and _is_of_no_job(plain)
    return lines


def _section_of(plain: str, section: Section) -> Section:
    """The section of a line below the heading of one: among skills a label may name what is none, and a sentence say
    what somebody looks for."""
    if _lists_tools(plain, section):
        return Section.SKILLS
    if section is not Section.SKILLS:
        return section
    if _is_of_no_job(plain) or _OF_CLUBS.match(plain):
        return Section.ASIDE
    return Section.SUMMARY if _OF_ONESELF.match(plain) else section


def _is_label(plain: str, heading: tuple[Section, str]) -> bool:
    """Whether what could open a section right below the heading of skills is the name of a group of them: "Languages"
    in small letters are those that programs are written in."""
    return heading == (Section.SUMMARY, "") and plain.rstrip(" :").casefold() == "languages" and not plain.isupper()


def _is_contact(stripped: str, is_bullet: bool) -> bool:
    """A way to reach somebody; work may be about e-mail, too."""
    found = _CONTACT.search(_YEARS.sub(" ", stripped))
    may_be_told = is_bullet or len(stripped) > _LONGEST_CONTACT
    return found is not None and not (may_be_told and found.group()[:1].isalpha() and "@" not in stripped)


def _bare(stripped: str, bullets: re.Pattern[str]) -> tuple[str, int, bool]:
    mark = _MARK.match(stripped)
    if mark:
        return stripped[mark.end() :].strip("*_ "), len(mark.group().strip()), False
    bullet = bullets.match(stripped)
    text = stripped[bullet.end() :] if bullet else stripped
    return text.replace("**", "").replace("__", "").strip(), 0, bullet is not None


def _heading(plain: str, mark_depth: int, depth: int, section: Section, blank: bool) -> tuple[Section, str] | None:
    # A word alone in small letters is the end of a sentence that was wrapped, unless it stands apart.
    found = heading_section(plain.capitalize() if blank and plain.isalpha() and plain.islower() else plain)
    if found is not None and section in (Section.EXPERIENCE, Section.PROJECTS) and not plain.isupper():
        stands_out = (bool(mark_depth) and mark_depth <= depth) or (blank and not plain.endswith((":", "：")))
        if not stands_out and _INSIDE_ENTRIES & set(re.findall(r"[a-z]+", plain.lower())):
            return None
    if found is not None:
        return found, ""
    inline = _INLINE.match(plain)
    if inline:
        found = label_section(inline.group(1))
        if found is Section.SKILLS and section in (Section.EXPERIENCE, Section.PROJECTS) and not blank:
            return None
        words = set(inline.group(1).lower().split())
        if found is not None and (words & _INLINE_KEYS or not inline.group(1).isascii()) and found is not Section.ASIDE:
            return found, inline.group(2)
    if mark_depth and depth and mark_depth <= depth:
        return Section.SUMMARY, ""
    is_shouted = plain.isupper() and plain.isascii() and 1 < len(plain.split()) <= 6 and "," not in plain
    if is_shouted and section in (Section.EDUCATION, Section.CERTIFICATES) and not any(map(str.isdigit, plain)):
        return Section.ASIDE, ""
    return None


def _lists_tools(plain: str, section: Section) -> bool:
    """Whether a line below the heading of study, certificates or something else lists with a label what somebody works
    with: "Software: …", "Lab systems: …". One with a range of years, or whose label names a degree, says what was
    studied, and below other headings only a whole heading of skills opens some."""
    label = _INLINE.match(plain) if section in _WITHOUT_TOOLS else None
    if label is None or _YEARS.search(plain) or _DEGREE.search(label.group(1)):
        return False
    return label_section(label.group(1)) is Section.SKILLS or (
        section is not Section.ASIDE and names_tools(label.group(1))
    )


def _is_of_no_job(plain: str) -> bool:
    label = _INLINE.match(plain)
    return label is not None and label_section(label.group(1)) is Section.ASIDE


def _lists_certificates(plain: str) -> bool:
    """Whether a line lists with a label what somebody is certified in or licensed for, wherever it stands: what is
    passed or completed there is nothing done at work."""
    label = _OF_A_LIST.match(plain)
    if label is None or begins_with_a_deed(plain) or _OF_SERVERS.search(label.group(1)):
        return False
    words = re.findall(r"[^\W\d_]+", label.group(1))
    # "Head of Certification – Bureau Veritas, 2015 – present" is a job.
    by_last_word = words[-1:] if not _TIME.search(plain) else []
    named = (" ".join(words), *(word.lower() for word in by_last_word))
    return 0 < len(words) <= _LABEL_WORDS and Section.CERTIFICATES in map(label_section, named)


def names_tools(label: str) -> bool:
    """Whether a label says of what is behind it that somebody works with it: its last word is what it is about."""
    words = re.findall(r"[^\W\d_]+", label)
    is_short = 0 < len(words) <= _LABEL_WORDS
    return is_short and Section.SKILLS in (label_section(label), label_section(words[-1].lower()))


def label_section(label: str) -> Section | None:
    """The section that a label with a colon behind it opens: also in small letters it is no end of a sentence."""
    return heading_section(label.capitalize() if label.islower() else label)


def heading_section(plain: str) -> Section | None:
    """The section a line opens when the whole line is a heading, else None."""
    if len(plain) > 60:
        return None
    title = re.sub(r"^[\W_]+|[\W_]+$", "", _HOW_LONG.sub("", plain)).replace("’", "'")
    if re.fullmatch(r"(?:\w ){3,}\w", title):
        title = title.replace(" ", "")
    if not title:
        return None
    if not title.isascii():
        title = re.sub(r"\s", "", title)
        return next((kind for pattern, kind in _CHINESE if pattern.fullmatch(title)), None)
    words = [word for word in re.split(r"[\s/,&]+", title.lower()) if word]
    if len(words) == 1 and title[0].islower() and title not in ("experience", "project"):
        return None
    phrase = _PHRASES.get(" ".join(title.lower().split()))
    if phrase is not None:
        return phrase
    kinds = {_KEYS[word] for word in words if word in _KEYS}
    if not kinds or len(words) > 6 or any(word not in _KEYS and word not in _BESIDE for word in words):
        return None
    if "programming" in words and "languages" in words:
        return Section.SKILLS
    return next(kind for kind in _STRENGTH if kind in kinds)

"""Jobs and projects of a resume: what each was, in which role, and which of its lines say so.

It reads layout, not meaning: dates, job titles, labels, bullets and blank lines tell where an entry begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from interview import yaml_files
from interview.resume.profile.dates import has_a_date, is_labelled_by_a_date, range_places, without_dates
from interview.resume.profile.employers import employer_in, parts_of_head, without_asides
from interview.resume.profile.labels import Label, label_of, project_named, unlabelled
from interview.resume.profile.no_work import is_break
from interview.resume.profile.roles import PARTS, is_title_line, role_of
from interview.resume.profile.sections import LONGEST_LINE, Line, Section, label_section

MOST_ENTRIES = 40
_LONGEST_NAME = 100
# What was done there, told on the line of the name: "Example Ltd. Built a billing service in Go".
_AND_A_SENTENCE = re.compile(
    r"(?<!Univ)(?<!Prof)(?<=[^\W\d_]{3})\.\s+[A-Z][a-z]+(?:\s+\S+){3}.*|(?<=[^\W\d_]{2})。.+", re.DOTALL
)

_PLACES = frozenset(yaml_files.read(Path(__file__).with_name("places.yaml")))
# States and countries are written so; "Go" is no firm either.
_TWO_LETTERS = re.compile(r"[A-Za-z]{2}")
# Who worked for several says so in the place of a name.
_SEVERAL = re.compile(r"^(?:various|several|multiple|different|diverse)\b", re.I)
_NAMED = re.compile(r"^([^:：]{2,60}?)(?:\s*[:：]\s*|\s+[-–—]\s+)(\S.*)$")
_LABEL = re.compile(
    r"^(?:tech(?:nologies|nology|\s*stack)?|technologies used|tools|stack|role|description|"
    r"responsibilities|duties|environment|skills|key|brief introduction|achievements|"
    r"github|link|links|url|date|duration|team size|modules|coursework|职责|描述|"
    r"技术栈|技术|项目描述|项目职责|项目技术|开发环境|技术架构|"
    r"(?:(?:key|main|major|core|job|daily|my|roles?|duties|responsibilit(?:y|ies))(?:\s+|\s*[&/,]\s*|\s+and\s+))*(?:duties|roles?|responsibilit(?:y|ies))|"
    r"责任描述|主要职责|工作职责|工作内容|工作描述|项目简介|项目介绍|项目成果|业绩|个人职责|负责内容|软件环境|"
    r"项目业绩|项目背景|核心技术|使用技术|主要技术)$",
    re.I,
)
_STUDIED = (Section.EDUCATION, Section.CERTIFICATES)
_SCHOOL = re.compile(r"(?:[ao][- ]levels?|gcses?|abitur|matura|baccalaureate)\s*[:：]", re.I)
_NAME_LABEL = re.compile(
    r"^(?:(?:personal|side|team|group|capstone|course|open[- ]source)\s+project|"
    r"project(?:\s+(?:name|(?:#|no\.?)?\s?\d+))?|项目(?:名称|[一二三四五六\d]+)?)\s*[:：]\s*",
    re.I,
)
# "EXPERIENCE: 9 YEARS"
_ONLY_YEARS = re.compile(r"\W*\d{1,2}(?:\.\d)?\s*\+?\s*(?:years?|yrs?)\W*", re.I)
# No head of a job has so many commas.
_OF_A_LIST = 3
# "Before that Supercuts", "Before the police: lifeguard at …": what the words lead to is the job.
_LEADS_TO = re.compile(
    r"^(?:before|previously|formerly|earlier|prior|then|after)"
    r"(?:\s+(?:(?:to\s+)?(?:that|this)\b,?|(?:(?:to\s+)?(?:the|my)|in)\s(?P<what>[^:,]{1,30})(?=:))\s*:?|\s*:)\s*",
    re.IGNORECASE,
)
# Behind a comma or an "and" the next dates are of the same job: "Tesco, 2015-2017 and 2019-2021, Manager".
_NEXT_JOB = re.compile(r"\)?[.;]\s")
_SMALL = re.compile(r"(?:an?|the|of|for|and|in|on|to|with|by|or|at|from|using|via|de|[&–-])$", re.I)
_UNFINISHED = re.compile(r"[,，、;；&]$|\b(?:and|of|the|for|with|to|in|a|an|by|using|on|from|or)$", re.I)


@dataclass
class Entry:
    """A job or project: its first line, name and role, and the lines below that describe it."""

    section: Section
    head: Line
    name: str = ""
    role: str = ""
    head_lines: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    is_one_line: bool = False


def read_entries(lines: list[Line], section: Section) -> tuple[list[Entry], list[Line]]:
    """The entries of one section's lines in their order, and the lines that stand before the first."""
    entries: list[Entry] = []
    before: list[Line] = []
    previous: Line | None = None
    lines = _with_whole_ranges(lines)
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        _place(entries, line, previous, following, section)
        previous = line
        if not entries:
            before.append(line)
    for entry in entries:
        # A break is nobody's job: what was done in it has no place that it names.
        if not all(map(_is_a_break, entry.head_lines)) or not entry.head_lines:
            entry.section = _section_of(entry)
            _name(entry)
    return entries, before


def _is_a_break(line: Line) -> bool:
    text = without_dates(line.text)
    return bool(range_places(line.text)) and is_break(text) and not is_title_line(text)


def _place(entries: list[Entry], line: Line, previous: Line | None, following: Line | None, section: Section) -> None:
    current = entries[-1] if entries else None
    is_item = line.is_bullet or line.after_blank or previous is None or previous.text.endswith((".", "。"))
    if (
        section is Section.PROJECTS
        and is_item
        and (current is None or current.is_one_line)
        and not range_places(line.text)
    ):
        named = _NAMED.match(line.text)
        if named and len(named.group(1).split()) <= 6 and not _LABEL.match(named.group(1)):
            entries.append(Entry(section, line, named.group(1).strip(), body=[line], is_one_line=True))
            return
    if is_only_dates(line) and current is not None and not _is_dated(current):
        current.head_lines.append(line)
        return
    if current is not None and _is_place_before_dates(current, line, following):
        current.body.append(line)
        return
    if section is Section.EXPERIENCE and _is_labelled_head(entries, line):
        return
    is_above_bullets = following is not None and following.is_bullet
    if current is not None and _is_dated(current) and is_above_bullets and is_shouted(line):
        current.body.append(line)
        return
    opens = not line.is_bullet and _opens(line, previous, following, section)
    completes = current is not None and not current.body and _completes(current, line, section)
    if current is not None and completes and (opens or _is_short(line, following)):
        current.head_lines.append(line)
    elif opens:
        entries.append(Entry(section, line, head_lines=[line]))
    elif current is not None:
        current.body.append(line)


def _is_labelled_head(entries: list[Entry], line: Line) -> bool:
    """Whether a line says with a label which part of a job's head it is; it is then placed there. Who was worked for
    begins a job, and so does what as or when, unless no thing done stands between it and the head before."""
    label = None if line.is_bullet else label_of(line.text)
    current = entries[-1] if entries else None
    is_in_head = current is not None and not any(each.is_bullet for each in current.body)
    if label is Label.EMPLOYER:
        has_one = current is not None and any(label_of(each.text) is label for each in current.head_lines)
        if current is None or not is_in_head or has_one or not _has_label(current):
            entries.append(Entry(Section.EXPERIENCE, line, head_lines=[line]))
        else:
            current.head_lines.append(line)
        return True
    if label is None or current is None or not _has_label(current):
        return False
    if label in (Label.POSITION, Label.PERIOD):
        if is_in_head:
            current.head_lines.append(line)
        return is_in_head
    current.body.append(line)
    return True


def _has_label(entry: Entry) -> bool:
    return any(label_of(line.text) is not None for line in entry.head_lines)


def projects_of_jobs(entries: list[Entry]) -> list[Entry]:
    """The projects that jobs name on a line of their own ("Project: …"), each with the lines below its name."""
    found: dict[str, Entry] = {}
    for entry in entries:
        current: Entry | None = None
        for line in entry.body if entry.section is Section.EXPERIENCE else ():
            name = "" if line.is_bullet else project_named(without_dates(line.text[:LONGEST_LINE]))
            if name and name not in found:
                current = Entry(Section.PROJECTS, line, name[:_LONGEST_NAME], head_lines=[line])
                found[name] = current
            elif current is not None:
                current.body.append(line)
    return list(found.values())


def is_shouted(line: Line) -> bool:
    """Whether a line stands alone in capitals without a date, as an unknown heading does ("HOW I RUN A STORE")."""
    is_words = line.text.isupper() and line.text.isascii() and len(line.text.split()) > 1
    return is_words and line.after_blank and not line.is_bullet and not range_places(line.text)


def _is_place_before_dates(current: Entry, line: Line, following: Line | None) -> bool:
    if not current.body or _is_dated(current) or following is None or not is_only_dates(following):
        return False
    return "," in line.text and not line.is_bullet and not is_title_line(line.text)


def _with_whole_ranges(lines: list[Line]) -> list[Line]:
    whole: list[Line] = []
    for line in lines:
        is_apart = line.is_bullet or is_labelled_by_a_date(line.text)
        if whole and len(whole[-1].text) <= LONGEST_LINE and not is_apart:
            joined = f"{whole[-1].text} {line.text[:LONGEST_LINE]}"
            border = len(whole[-1].text)
            if any(start < border < end for start, end in range_places(joined)):
                whole[-1] = replace(whole[-1], text=joined)
                continue
        whole.append(line)
    return whole


def is_only_dates(line: Line) -> bool:
    """True when nothing but a date or a date range stands on the line."""
    return re.search(r"\d{4}", line.text) is not None and not without_dates(line.text)


def _is_dated(entry: Entry) -> bool:
    return any(range_places(line.text) for line in entry.head_lines)


def _opens(line: Line, previous: Line | None, following: Line | None, section: Section) -> bool:
    text = line.text
    if _is_labelled(text) or _ONLY_YEARS.fullmatch(text):
        return False
    if range_places(text):
        return len(text) <= 160
    if previous is not None and not line.after_blank and _UNFINISHED.search(previous.text):
        return False
    if section is Section.EXPERIENCE and is_title_line(text):
        return True
    name = without_dates(text)
    if section is Section.EXPERIENCE and text.count(",") >= _OF_A_LIST:
        return False
    if not _is_title_case(name) or text.endswith((".", "。", "；", ";")):
        return False
    if (
        previous is None
        or line.after_blank
        or is_only_dates(previous)
        or previous.text.endswith((".", "。", "；", ";", "!"))
    ):
        return True
    introduces = previous.is_bullet or name != text or (following is not None and following.is_bullet)
    return section is Section.PROJECTS and introduces


def _completes(current: Entry, line: Line, section: Section) -> bool:
    if len(current.head_lines) >= 3 or current.head.is_bullet or (line.after_blank and len(current.head_lines) >= 2):
        return False
    has_dates = _is_dated(current)
    if has_dates and line.after_blank and line.text.count(",") >= _OF_A_LIST:
        return False
    has_own_date = range_places(line.text) or (has_a_date(line.text) and not is_title_line(line.text))
    if has_dates and has_own_date and without_dates(line.text):
        return False
    has_title = any(is_title_line(head.text) for head in current.head_lines)
    if has_title and is_title_line(line.text) and section is Section.EXPERIENCE:
        return False
    has_name = any(without_dates(head.text) for head in current.head_lines)
    return not (has_name and has_title and has_dates and section is Section.EXPERIENCE and len(current.head_lines) >= 2)


def _is_short(line: Line, following: Line | None) -> bool:
    if (
        line.is_bullet
        or line.text.endswith((".", "。", ";", "；", "，"))
        or len(line.text) > 80
        or _is_labelled(line.text)
    ):
        return False
    if following is not None and not following.is_bullet and not following.after_blank and following.text[:1].islower():
        return False
    return line.text[:1].isupper() or not line.text[:1].isascii() or bool(range_places(line.text))


def _is_labelled(text: str) -> bool:
    label, colon, _ = text.replace("：", ":").partition(":")
    section = label_section(label) if colon else None
    # "University: Leeds, lecturer, 2010 - 2016" may be a job.
    is_studied = section in _STUDIED and label_of(text) is None and not range_places(text)
    is_aside = section in (Section.ASIDE, Section.SUMMARY) or is_studied or _SCHOOL.match(text) is not None
    return is_aside or _LABEL.match(label.strip()) is not None


def _first_of_several(text: str) -> str:
    """A head without the jobs that stand behind the first one's dates: "Officer, Cork (2014-2018). Trainer, …"."""
    first = next(iter(range_places(text)), None)
    if first is None or first[0] == 0 or len(range_places(text)) == 1 or not _NEXT_JOB.match(text, first[1]):
        return text
    return text[: first[1]]


def _section_of(entry: Entry) -> Section:
    """A job that a line with dates leads to is one below the heading of projects, too."""
    is_led_to = _is_dated(entry) and any(_lead(line.text, entry.section) for line in entry.head_lines)
    return Section.EXPERIENCE if is_led_to else entry.section


def _lead(text: str, section: Section) -> str:
    """What only leads to a job at the beginning of a line; among projects "After the Storm: short film" is a name."""
    led = _LEADS_TO.match(text)
    is_name = led is not None and section is Section.PROJECTS and (led["what"] or "")[:1].isupper()
    return "" if led is None or is_name else led.group()


def _is_title_case(text: str) -> bool:
    if not text or len(text) > 80:
        return False
    if not text.isascii() and re.search(r"[\u4e00-\u9fff]", text):
        return len(text) <= 30 and not re.search(r"[，。；！？]", text)
    words = [word for word in re.split(r"\s+", text) if not _SMALL.match(word)]
    if not words or len(words) > 9:
        return False
    raised = sum(1 for word in words if not word[0].isalpha() or word[0].isupper() or re.search(r"[A-Z0-9_.-]", word))
    return raised / len(words) >= 0.6


def _is_place(part: str) -> bool:
    return part.casefold() in _PLACES or _TWO_LETTERS.fullmatch(part) is not None


def _name(entry: Entry) -> None:
    if entry.name:
        return
    labelled = {label_of(line.text): unlabelled(without_dates(line.text)) for line in reversed(entry.head_lines)}
    heads = [unlabelled(_first_of_several(line.text)) for line in entry.head_lines]
    texts = [without_dates(head.removeprefix(_lead(head, entry.section))) for head in heads]
    if entry.section is Section.EXPERIENCE and Label.EMPLOYER in labelled:
        position = without_asides(labelled.get(Label.POSITION, ""))
        entry.role = role_of(position) or position
        entry.name = employer_in(parts_of_head(labelled[Label.EMPLOYER])) or entry.role
    elif entry.section is Section.EXPERIENCE:
        joined = [text for text in texts if text]
        for text in joined:
            entry.role = entry.role or role_of(text)
        rest = [
            part
            for text in joined
            for part in parts_of_head(text)
            if not (entry.role and part.startswith(without_asides(entry.role)))
            and not _is_place(part)
            and not _SEVERAL.match(part)
        ]
        entry.name = employer_in(rest) or entry.role
    else:
        first = _NAME_LABEL.sub("", next((text for text in texts if text), ""))
        first = re.sub(r"\s*[(（][^)）]{0,80}[)）]?$", "", first) or first
        named = _NAMED.match(first)
        entry.name = named.group(1) if named else PARTS.split(first)[0]
        entry.role = next((role for role in map(role_of, texts) if role and role != entry.name), "")
    entry.name, entry.role = (
        _AND_A_SENTENCE.sub("", re.sub(r"\s*[.…·]{2,}$", "", entry.name)).strip(" *_-–—:：|")[:_LONGEST_NAME],
        entry.role[:_LONGEST_NAME],
    )

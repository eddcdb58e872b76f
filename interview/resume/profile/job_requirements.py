"""Job description → the skills it asks for, each with its line.

Finds names of the lexicon only and obeys nothing that a job description says. What a resume shows of them and which
questions follow is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from interview.core.job_title import title_of
from interview.core.list_marks import without_list_mark
from interview.core.posting import MAX_JOB_CHARS, JobPosting, Requirement
from interview.core.profile import Profile
from interview.resume.profile.alternatives import groups, parted
from interview.resume.profile.evidence import is_of_something_else
from interview.resume.profile.lexicon import Hit, Lexicon, lexicon
from interview.resume.profile.sections import LONGEST_LINE
from interview.resume.profile.shown_requirements import compared
from interview.resume.profile.stance_wordings import NOT_NEEDED, Stance, calls_a_plus
from interview.resume.profile.stances import stances
from interview.resume.profile.work_of_colleagues import told_of_colleagues

MOST_REQUIREMENTS = 60
LONGEST_SENTENCE = 120

_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+(?=[A-Z0-9])|(?<=[。；！？])\s*")
_MUST = re.compile(
    r"\b(?:requirements?|required|must[ -]haves?|qualifications?|essential|minimum|basic|skills|stack|the role|duties"
    r"|responsibilities|what you(?:(?:'|’)ll| will)? (?:need|bring|do)|who you are|you have|you bring|your tasks"
    r"|your (?:job|profile)|person specification|(?:what|who) we(?:(?:'|’)re| are)? look(?:ing)? for)\b"
    r"|^\W*(?:you(?:(?:'|’)ll| will)(?: be)?|the job)\W*$"
    r"|任职要求|岗位要求|职位要求|任职资格|岗位职责|工作职责|职位描述|工作内容|技能要求|基本要求",
    re.IGNORECASE,
)
_ABOUT_THE_FIRM = re.compile(
    r"\b(?:benefits?|perks|in return"
    r"|what(?: do)? you(?:(?:'|’)ll| will| can)? (?:get|receive)\b(?!\s+to\b)"
    r"|why (?:join )?us|about us|about the company|who we are|our values|compensation"
    r"|salary|how to apply|equal opportunit\w+)\b"
    r"|\bwhat we (?:can |will )?(?:offer|provide)\b|^\W*(?:(?:we|our) offer|we provide)(?: you)?\W*$"
    r"|福利|待遇|公司介绍|公司简介|关于我们|薪资|我们提供",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:experienced?|knowledge|knowing|proficien\w+|familiar\w*|skills?|understanding|expert\w*|fluen\w+|command"
    r"|background|degree|certifi\w+|able|ability|comfortable|hands-on|required?|requirements?|must)\b"
    r"|熟悉|掌握|了解|精通|经验|熟练|具备|能力|要求",
    re.IGNORECASE,
)
_NOT_STUDIED = r"\b(?:knowledge|experienced?|skills?|understanding|proficien\w+|familiar\w*|command|years?)\b"
# What somebody has studied: a field named there is one of several degrees that would do.
_STUDIED = re.compile(
    r"\b(?:(?:degree|diploma|bachelor|b\.?sc|m\.?sc|ph\.?d)(?:['’]?s)?|master['’]s|masters?(?=\s+(?:of|in)\b))\b"
    rf"(?:(?!{_NOT_STUDIED})[^.;])*?\bin\b"
    rf"(?:(?!{_NOT_STUDIED}|\bwith\b|\b\d+\+? years?\b|, strong\b)[^.;])*",
    re.IGNORECASE,
)
# What stands in a list below such a label is not asked for; "Not required, but a plus" is a wish.
_NOT_ASKED = re.compile(
    rf"\W*(?:(?:(?:this|these|what|that)\s+)?(?:(?:is|are)\s+)?(?:{NOT_NEEDED}|no longer needed)|"
    r"(?:what )?you (?:do not|don['’]t|will not|won['’]t) need|no need (?:for|of)|"
    r"we (?:do not|don['’]t) (?:need|require|expect|ask for)|"
    r"不要求|不需要|无需)(?: here| for this (?:job|role))?\W*",
    re.IGNORECASE,
)
_SENTENCE_WITHIN = re.compile(r"(?<=[a-z]{4})[.!?]\s")
_BULLETS = "-–—*•·●▪■◦○"
_HEADING_WORDS = 9
# "Competitive salary and benefits" and "Salary £26,500" say all of it themselves.
_SAYS_ITSELF = re.compile(
    r"\d|\b(?:competitive|attractive|generous|excellent|great|good)\s+(?:salary|benefits|compensation)\b", re.IGNORECASE
)
# What a pipeline or an interface carries is no skill: "pipelines for point-of-sale and stock events".
_CARRIED = re.compile(
    r"\b(?:pipelines?|streams?|marts?|apis?|microservices|data (?:models?|warehouses?|lakes?|platforms?))\s+(?:for|of)"
    r"\s+(?:[\w/-]+,?\s+){1,6}?(?:events?|data|records|feeds?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Line:
    """`shown` is the line with the label in front of it, as it stands."""

    text: str
    shown: str
    is_required: bool
    is_asking: bool


def read_job(text: str, profile: Profile, resume_text: str = "") -> JobPosting:
    """The job with its requirements, at most MOST_REQUIREMENTS, in reading order.

    A skill named several times keeps the first line that requires it, failing that the first line. Characters beyond
    MAX_JOB_CHARS are not read.
    """
    text = text[:MAX_JOB_CHARS]
    known = lexicon()
    found: dict[str, Requirement] = {}
    number, title = 0, title_of(text)
    for line in _lines(text):
        said = stances(line.text, list(known.find(line.text)))
        hits = [hit for hit in _believed(known, line, title) if said[hit] in (Stance.ASKED, Stance.WISHED)]
        wished = [hit for hit in hits if said[hit] is Stance.WISHED]
        for members in (part for one in groups(line.text, hits) for part in parted(line.text, one, wished)):
            number += 1
            group = number if len(members) > 1 else 0
            is_required = line.is_required and any(hit not in wished for hit in members)
            _join(found, [hit.entry.name for hit in members], line, group, is_required=is_required)
            for hit in members:
                key = hit.entry.name
                earlier = found.get(key)
                if earlier is None:
                    found[key] = Requirement(hit.shown, line.shown, is_required, group=group)
                elif is_required and not earlier.is_required:
                    found[key] = Requirement(earlier.skill, line.shown, group=group)
    kept = list(found.values())[:MOST_REQUIREMENTS]
    return JobPosting(text, compared(kept, profile, resume_text))


def _join(found: dict[str, Requirement], names: list[str], line: _Line, group: int, *, is_required: bool) -> None:
    """Puts what was asked for by itself among the alternatives of a later line that asks for it no less: one is enough.
    Alternatives of which one was an alternative before are all alternatives of each other."""
    for name in names if group else ():
        earlier = found.get(name)
        if earlier is None or (earlier.is_required and not is_required):
            continue
        if not earlier.group:
            found[name] = replace(earlier, line=line.shown, is_required=is_required, group=group)
            continue
        for key, each in found.items():
            if each.group == earlier.group:
                found[key] = replace(each, group=group)


def _believed(known: Lexicon, line: _Line, title: str) -> Iterator[Hit]:
    """Names that surely are skills here: a doubtful one needs a sure one beside it, or a line that asks for skills."""
    hits = [hit for hit in known.find(line.text) if not hit.entry.is_quality]
    in_company = any(hit.is_certain and not hit.is_field for hit in hits)
    studied = [match.span() for match in _STUDIED.finditer(line.text)]
    carried = [match.span() for match in _CARRIED.finditer(line.text)]
    of_others = list(told_of_colleagues(line.text, title))
    for hit in hits:
        if any(start <= hit.start < end for start, end in of_others):
            continue
        if is_of_something_else(line.text, hit, hits):
            continue
        if hit.is_field and any(start <= hit.start < end for start, end in studied):
            continue
        if hit.entry.is_trade and any(start <= hit.start < end for start, end in carried):
            continue
        if line.is_asking or (not hit.is_field and (hit.is_certain or in_company)):
            yield hit


def _lines(text: str) -> Iterator[_Line]:
    """Lines, and the sentences of long ones; a heading decides what the lines below it are. What a label says of the
    firm ("Salary: …") is said on its own line, and where a sentence goes on, on the next."""
    is_required, is_asking, is_skipped = True, False, False
    is_of_the_firm = False
    for raw in text.splitlines():
        # An advertisement writes "-Python", too.
        line = without_list_mark(raw.lstrip(f"{_BULLETS} \t")).strip()
        heading, rest = _split_heading(raw, line)
        if _NOT_ASKED.fullmatch(heading):
            is_skipped = is_skipped or not rest
            continue
        is_of_the_firm = (bool(heading and rest) and _ABOUT_THE_FIRM.search(heading) is not None) or (
            is_of_the_firm and line[:1].islower()
        )
        if heading and not is_of_the_firm:
            is_skipped = _ABOUT_THE_FIRM.search(heading) is not None
            is_required = not calls_a_plus(heading)
            is_asking = not is_required or _ASKS.search(heading) is not None
        if is_skipped or is_of_the_firm or not rest:
            continue
        label = line.removesuffix(rest)
        for sentence in _SENTENCE_END.split(rest) if len(rest) > LONGEST_SENTENCE or "。" in rest else [rest]:
            for piece in _pieces(sentence.strip()):
                asks = is_asking or _ASKS.search(piece) is not None
                yield _Line(piece, f"{label}{piece}"[:LONGEST_LINE], is_required, asks)
                label = ""


def _pieces(sentence: str) -> Iterator[str]:
    """A sentence whole, or in pieces of at most LONGEST_LINE characters, cut after a comma or a word where possible."""
    while len(sentence) > LONGEST_LINE:
        part = sentence[:LONGEST_LINE]
        end = max(part.rfind(mark) for mark in ", ，、") + 1 or LONGEST_LINE
        yield sentence[:end].strip()
        sentence = sentence[end:].strip()
    if sentence:
        yield sentence


def _split_heading(raw: str, line: str) -> tuple[str, str]:
    """(heading, what stands behind it on the line); the heading is "" when the line has none.

    A heading is a short line of known words without a sentence or a skill in it, or such words before a colon.
    """
    label, colon, rest = line.partition("：" if "：" in line else ":")
    if (
        _SENTENCE_WITHIN.search(label)
        or len(label) > 60
        or len(label.split()) > _HEADING_WORDS
        or not _names_a_part(label)
    ):
        return "", line
    if colon:
        return label, rest.strip()
    if raw.lstrip()[:1] in _BULLETS or re.search(r"[.,;。，；]", line) or _names_a_skill(line):
        return "", line
    if _ABOUT_THE_FIRM.search(line) and _SAYS_ITSELF.search(line):
        return "", line
    return label, ""


def _names_a_part(label: str) -> bool:
    return (
        any(pattern.search(label) for pattern in (_ABOUT_THE_FIRM, _MUST))
        or calls_a_plus(label)
        or _NOT_ASKED.fullmatch(label) is not None
    )


def _names_a_skill(line: str) -> bool:
    return any(not hit.entry.is_quality and not hit.is_field for hit in lexicon().find(line))

"""Lines of a resume that an interviewer would ask about: something changed, decided, led, made or done at scale.

A line is taken as it stands, with the lines it is wrapped into; of several things that it tells the one with most to
ask about. Which lines are work a model says where there is one for the language (line_kinds.py), and rules where it is
not sure or there is none; work of another profession comes behind that of one's own, what was done for no pay last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from interview.core.profile import Achievement, AchievementKind, LineTrait
from interview.occupations.occupation import Occupation
from interview.occupations.recognise import recognised
from interview.resume.profile.dates import has_a_date, is_over, range_places, spans, without_dates
from interview.resume.profile.deeds import MOST_CHARS, is_duty, is_known, quotable, things_told
from interview.resume.profile.employers import employer_in, parts_of_head, without_asides
from interview.resume.profile.items import LABELLED
from interview.resume.profile.kinds import (
    begins_with_a_deed,
    has_number,
    is_change,
    is_chosen_often,
    kinds_of,
    says_what_they_did,
    tells_a_deed,
    tells_how_much,
    traits_of,
    was_done_often,
)
from interview.resume.profile.labels import Label, is_wish, label_of, unlabelled
from interview.resume.profile.line_kinds import LineKind, Shares
from interview.resume.profile.paragraphs import (
    begins_in_lower_case,
    is_unfinished,
    items_without_marks,
    unwrapped,
)
from interview.resume.profile.projects import Entry, is_shouted
from interview.resume.profile.prose import is_done_today, is_prose, is_told, without_moves
from interview.resume.profile.roles import PARTS, role_of
from interview.resume.profile.routines import is_routine
from interview.resume.profile.sections import Line, Section
from interview.resume.profile.table_jobs import Row, jobs_in_tables
from interview.resume.profile.whose_sentence import own_clauses
from interview.resume.profile.work_lines import apart, is_done_again, is_other, kind_of_work
from interview.text.words import spoken_length

MOST_ACHIEVEMENTS = 20
# Shorter lines are headings or names.
FEWEST_WORDS = 4
# Work that ended so many years before the latest one comes behind all other.
OLD_YEARS = 10
_SECTIONS = (Section.EXPERIENCE, Section.PROJECTS, Section.HEAD, Section.SUMMARY, Section.ASIDE, Section.EDUCATION)
_ASIDE = re.compile(
    # What somebody is or likes is nothing they did.
    r"^I(?:'m|’m| am| like| love| enjoy)\b|^\d\S* (?:years?|yrs?)['’]?(?: of)? (?:\w+ )?experience in [^,;:.]*\.?$"
    r"|^(?:languages?|hobbies|interests|references?|referees|courses?|certificates?|tools|skills|education|driving|"
    r"further|also|nationality|relevant courses|activities|salary|pay|notice period|available|availability)\b|"
    # On which terms somebody works for others.
    r"\b(?:I|we) (?:also )?invoice\b|\bmy own (?:taxes|invoices|books)\b|^(?:day|hourly|daily) rates?\b|"
    r"^(?:语言|爱好|兴趣|证书|技能|教育|自我评价|求职意向)|@|https?://|\b(?:native|fluent|c1|b2)\b",
    re.I,
)
_STUDY = re.compile(
    r"\b(?:university|college|bachelor|b\.?sc|m\.?sc|diploma|cgpa|gpa|matric|secondary school|degree|institute)\b|"
    r"大学|学院|本科|硕士|学士|博士|绩点",
    re.I,
)
# What stands in a list below such a line nobody has done yet.
_WISHES = re.compile(r"^.{0,40}\b(?:want|wish|hope|goals?|aims?|plans?|looking for|next steps?)\b.{0,40}$", re.I)
# A clause with one of these cannot be understood without the one before it.
_OF_WHAT_WAS_SAID = re.compile(r"\b(?:it|its|them|they|their|this|these|those|one|he|she|him|her|there)\b", re.I)
_FIRST = re.compile(r"^(?:I|we|my|our)\b", re.I)
# What a firm or a place is, and not what somebody did there.
_OF_A_FIRM = re.compile(
    r"^(?:an?|the)\s|\b(?:is|are|was|were|has|have|offers?|provides?|serves?|operates|employs|produces|makes|sells|"
    r"speciali[sz](?:es|ed|ing)|based)\b",
    re.I,
)


@dataclass(frozen=True)
class _Candidate:
    text: str
    line: Line
    place: str
    is_own: bool
    is_work: bool
    is_item: bool
    is_over: bool
    last_month: int | None
    is_told: bool
    kind: LineKind | None = None
    is_again: bool = False
    quoted: str = ""


def achievements(
    lines: Sequence[Line],
    entries: Sequence[Entry],
    occupation: Occupation | None,
    today: date,
    *,
    names_software: bool = False,
    kinds: Sequence[Shares] = (),
) -> tuple[Achievement, ...]:
    """The lines most worth asking about first, at most MOST_ACHIEVEMENTS; `names_software` as for a career. `kinds` are
    those of what `unwrapped` makes of the lines, in order, or none."""
    places = {id(line): place for each, place in _with_places(entries, today) for line in _below(each)}
    for line in apart(lines, entries, kinds):
        places.pop(line, None)
    rows = {id(row.line): row for row in jobs_in_tables(lines, today) if row.done}
    heads = {id(line) for each in entries if each.section is Section.EXPERIENCE for line in each.head_lines}
    told = {id(line) for each in entries if _has_dates(each) for line in each.body if line.is_bullet}
    ranked = []
    told_of = _candidates(lines, places, told, heads, occupation, today, kinds, names_software=names_software)
    found = [each for each in told_of if id(each.line) not in rows] + [_of_row(row, today) for row in rows.values()]
    latest = {is_own: _latest(each for each in found if each.is_own is is_own) for is_own in (True, False)}
    for number, each in enumerate(found):
        worth, kind, thing = max(map(_worth, _things(each)), key=lambda told: told[0], default=(0.0, None, each))
        if kind is not None:
            ago = 0 if each.last_month is None else (latest[each.is_own] - each.last_month) // 12
            made = Achievement(thing.quoted, kind, each.place, _traits(thing, kind), ago)
            ranked.append((ago // OLD_YEARS, -worth, number, made))
    ranked.sort(key=lambda each: each[:3])
    return tuple(made for *_, made in ranked[:MOST_ACHIEVEMENTS])


def _of_row(row: Row, today: date) -> _Candidate:
    is_past = row.span.last < today.year * 12 + today.month - 1
    return _Candidate(
        row.done, row.line, employer_in(parts_of_head(row.employer)), True, True, True, is_past, row.span.last, False
    )


def _latest(found: Iterable[_Candidate]) -> int:
    return max((each.last_month for each in found if each.last_month is not None), default=0)


def _things(each: _Candidate) -> Iterator[_Candidate]:
    """What a question may quote of a line: each of the things that it tells, short enough. A long line that is no item
    is a paragraph that says many."""
    for clause in own_clauses(each.text):
        for text in things_told(clause, is_change):
            said = quotable(text) if each.line.is_bullet or len(text) <= MOST_CHARS else ""
            if spoken_length(said) >= FEWEST_WORDS:
                needs_all = clause != each.text and len(each.text) <= MOST_CHARS and _OF_WHAT_WAS_SAID.search(said)
                yield replace(each, text=said, quoted=each.text if needs_all else said)


def _has_dates(entry: Entry) -> bool:
    return any(range_places(line.text) for line in entry.head_lines)


def _below(entry: Entry) -> Iterator[Line]:
    """The lines that describe an entry; what stands below the next heading ("Further examples") is of nobody knows
    which, as is what stands below a line in capitals."""
    return takewhile(lambda line: not (line.after_heading and line.is_bullet) and not is_shouted(line), entry.body)


def _with_places(entries: Sequence[Entry], today: date) -> Iterator[tuple[Entry, str]]:
    """Each job with what may stand beside its lines: its employer, or the one whose head with all the years stands
    right above its positions. Among jobs with dates what has none may be something else."""
    jobs = [each for each in entries if any(has_a_date(line.text) for line in each.head_lines)] or entries
    employer, whole = "", None
    for each in filter(_is_label, jobs):
        of_head = spans(" ".join(line.text for line in each.head_lines), today)
        is_position = whole is not None and any(
            whole.first <= span.first and span.last <= whole.last for span in of_head
        )
        if not is_position:
            is_above = bool(of_head) and not each.body and not each.role
            employer, whole = without_asides(each.name), of_head[0] if is_above else None
        yield each, employer


def _is_label(entry: Entry) -> bool:
    """Whether an entry's name may stand beside its lines: of projects it is not always known where one ends."""
    return entry.section is Section.EXPERIENCE and entry.name != entry.role


def _candidates(
    lines: Sequence[Line],
    places: Mapping[int, str],
    told: Set[int],
    heads: Set[int],
    occupation: Occupation | None,
    today: date,
    kinds: Sequence[Shares],
    *,
    names_software: bool,
) -> Iterator[_Candidate]:
    """Lines that may tell something. Dates in what is `told` of a job with dates of its own are those of what was done
    there, and begin no other."""
    is_own, has_dates, has_ended, has_told, is_wished = True, False, False, False, False
    last_month: int | None = None
    unmarked, is_small, is_all_prose = items_without_marks(lines), begins_in_lower_case(lines), is_prose(lines)
    for number, (line, text) in enumerate(unwrapped(lines)):
        kind = kind_of_work(kinds[number]) if kinds else None
        is_wished = is_wished if line.is_bullet else _WISHES.search(text) is not None
        if is_wished and line.is_bullet:
            continue
        is_of_prose = is_all_prose and line.section in _SECTIONS and is_told(text) and not _names_a_job(text, today)
        begins = bool(range_places(text)) and id(line) not in told and not is_of_prose
        if begins:
            has_dates, has_ended, has_told = True, is_over(text), False
            last_month = max((span.last for span in spans(text, today)), default=None)
        if begins or not (line.is_bullet or has_number(text) or begins_with_a_deed(text)):
            title = without_dates(text) if len(text) <= 100 else ""
            found = recognised(title, names_software=names_software)
            if found is not None and (begins or len(text.split()) <= 8):
                is_own = occupation is None or found.profession == occupation.profession
        if line.section is Section.PROJECTS:
            is_own = True
        if line.is_bullet and label_of(text) is Label.PROJECT and tells_a_deed(unlabelled(text)):
            text = unlabelled(text)
        is_aside = is_wish(text) or is_known(text) or _ASIDE.search(text) is not None or is_unfinished(text)
        fewest = FEWEST_WORDS + (kind is LineKind.DUTY and not has_number(text))
        if kind is not None and spoken_length(text) >= fewest and not is_aside:
            has_told, is_again = True, is_done_again(kinds[number])
            place = "" if is_of_prose else places.get(id(line), "")
            is_paid = is_own and kind is not LineKind.VOLUNTARY
            is_past = not is_done_today(text) if is_of_prose else has_ended
            yield _Candidate(text, line, place, is_paid, True, True, is_past, last_month, is_of_prose, kind, is_again)
            continue
        if kinds and is_other(kinds[number], line.section):
            continue
        if is_all_prose and not is_of_prose:
            continue
        begins = begins or (id(line) in heads and not is_of_prose and not _tells_beside_brackets(text))
        if line.section not in _SECTIONS or begins or label_of(text) or is_wish(text) or _ASIDE.search(text):
            continue
        if line.section is Section.EDUCATION and not line.is_bullet and not text.lower().startswith("thesis"):
            continue
        is_small_letter = text[:1].islower() and not (is_small or _FIRST.match(text))
        if not line.is_bullet and (is_small_letter or is_unfinished(text) or _STUDY.search(text)):
            continue
        if spoken_length(text) >= FEWEST_WORDS:
            has_told = has_told or line.is_bullet or _tells(text)
            is_work = is_of_prose or _is_work(line, has_dates)
            is_item = line.is_bullet or is_of_prose or (has_told and _is_of_a_list(line, text, unmarked))
            place = "" if is_of_prose else places.get(id(line), "")
            # When that was, no sentence of prose tells for sure.
            was_done = not is_done_today(text) if is_of_prose else has_ended
            yield _Candidate(text, line, place, is_own, is_work, is_item, was_done, last_month, is_of_prose)


def _names_a_job(text: str, today: date) -> bool:
    """Whether a text begins with the title of a job and says since when: "Swimming teacher, Lido, since 2019"."""
    title = role_of(text)
    return bool(title) and text.startswith(title) and bool(spans(text, today))


def _tells_beside_brackets(text: str) -> bool:
    """Whether what stands in the head of a job tells of work: what a figure in brackets says there is how large a firm
    is."""
    is_told = begins_with_a_deed(text) or is_change(text) or is_duty(text)
    return is_told or tells_how_much(without_asides(text))


def _tells(text: str) -> bool:
    """Whether a line tells what was done, changed or is done so often. Between the head of a job and the first that
    does stand streets, spans of time and how large the firm is."""
    is_deed = begins_with_a_deed(text) or _FIRST.match(text) is not None or is_duty(text)
    return is_deed or is_change(text) or LineTrait.VOLUME in traits_of(text)


def _is_of_a_list(line: Line, text: str, unmarked: Set[int]) -> bool:
    """Whether a line without a mark is an item of a list: no label, no title of a job and not about a firm."""
    titles = {role_of(part) for part in PARTS.split(text)} - {""}
    is_title = any(text.startswith(title) or title in PARTS.split(text) for title in titles)
    is_counted = tells_how_much(text) or is_change(text)
    is_other = LABELLED.match(text) or is_title or _OF_A_FIRM.search(text) or not is_counted
    return id(line) in unmarked and not is_other


def _traits(found: _Candidate, kind: AchievementKind) -> tuple[LineTrait, ...]:
    """What else a line tells. So much of something is done again and again, unless one deed or a mark is told; beside a
    change what is repeated is how often something is counted, or what was done apart from it."""
    told = set(traits_of(found.text))
    if kind is not AchievementKind.CHANGE:
        told.discard(LineTrait.LEVEL)
    elif is_routine(found.text):
        told.add(LineTrait.OUTCOME)
    if kind in (AchievementKind.CHANGE, AchievementKind.DECISION):
        told.discard(LineTrait.REPEATED)
    elif kind is AchievementKind.SCALE and not (LineTrait.OUTCOME in told or _is_one_deed(found.text)):
        told.add(LineTrait.REPEATED)
    if LineTrait.REPEATED in told:
        told.discard(LineTrait.OUTCOME)
        told |= set() if found.is_over else {LineTrait.ONGOING}
    return tuple(trait for trait in LineTrait if trait in told)


def _is_one_deed(text: str) -> bool:
    if was_done_often(text):
        return False
    return begins_with_a_deed(text) or (says_what_they_did(text) and not is_routine(text))


def _is_work(line: Line, has_dates: bool) -> bool:
    """Whether a line stands where work is told, which may be a page without headings."""
    return (
        line.section in (Section.EXPERIENCE, Section.PROJECTS)
        or (line.section is Section.HEAD and has_dates)
        or (line.section is Section.EDUCATION and line.is_bullet)
    )


def _tells_of_work(each: _Candidate) -> bool:
    """Whether a line tells of something done, and is no sentence about the firm or the person."""
    if each.is_told or each.kind is not None or (each.line.is_bullet and each.is_work):
        return True
    ends, is_figure = each.text.endswith("."), has_number(each.text)
    if not each.is_work:
        is_own = says_what_they_did(each.text)
        return (is_change(each.text) and (is_own or not ends)) or (is_figure and is_own)
    if _FIRST.match(each.text) or begins_with_a_deed(each.text) or says_what_they_did(each.text):
        return True
    return is_figure and (not ends or (each.is_item and _OF_A_FIRM.search(each.text) is None))


def _worth(each: _Candidate) -> tuple[float, AchievementKind | None, _Candidate]:
    """How much there is to ask about, and what kind it is; None where there is nothing."""
    text, told = each.text, kinds_of(without_moves(each.text) if each.is_told else each.text)
    kind = next((kind for kind in AchievementKind if kind in told), None)
    is_new = begins_with_a_deed(text) or LineTrait.NEW in traits_of(text)
    is_again = is_routine(text) or (each.is_again and not is_new)
    if kind in (AchievementKind.DECISION, AchievementKind.WORK) and is_again:
        kind = AchievementKind.SCALE
    if kind is AchievementKind.DECISION and is_chosen_often(text):
        kind = AchievementKind.SCALE
    if kind is None and has_number(text) and says_what_they_did(text):
        kind = AchievementKind.SCALE
    if kind is None and each.is_item and (has_number(text) or (each.is_work and is_duty(text))):
        kind = AchievementKind.SCALE
    if kind is None and each.kind is not None:
        kind = AchievementKind.WORK if each.kind is LineKind.DEED else AchievementKind.SCALE
    if kind is None or not _tells_of_work(each):
        return 0.0, None, each
    worth = 2.0 * (AchievementKind.CHANGE in told) + 1.0 * has_number(text) + 1.0 * (AchievementKind.DECISION in told)
    worth += 1.0 * (not told.isdisjoint((AchievementKind.WORK, AchievementKind.PEOPLE))) + 1.0 * each.line.is_bullet
    worth += 1.0 * (each.kind is LineKind.DEED)
    worth += 4.0 * each.is_own + 1.0 * (each.line.section in (Section.EXPERIENCE, Section.PROJECTS))
    return worth, kind, each

"""Lines of a resume that an interviewer would ask about: something changed, decided, led, made or done at scale.

A line is taken as it stands, with the lines it is wrapped into; of several things that it tells the one with most to
ask about. Study, skills, languages and the heads of jobs are no
achievements; work of another profession comes behind that of one's own.
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
from interview.resume.profile.deeds import MOST_CHARS, is_duty, quotable, things_told
from interview.resume.profile.employers import without_asides
from interview.resume.profile.experience import is_over, range_places, spans, without_dates
from interview.resume.profile.items import LABELLED
from interview.resume.profile.labels import Label, label_of, unlabelled
from interview.resume.profile.projects import Entry, is_shouted
from interview.resume.profile.sections import Line, Section, heading_section
from interview.text.words import spoken_length

MOST_ACHIEVEMENTS = 20
# Shorter lines are headings or names.
FEWEST_WORDS = 4
# Work that ended so many years before the latest one comes behind all other.
OLD_YEARS = 10
_SECTIONS = (Section.EXPERIENCE, Section.PROJECTS, Section.HEAD, Section.SUMMARY, Section.ASIDE, Section.EDUCATION)
# A page with no longer lines was wrapped by hand: a line nearly as long as the longest goes on below.
_HAND_WRAPPED, _NEARLY = 90, 22

# A figure with all its digits: to begin again at each of them takes seconds over a long row.
_FIGURE = r"(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+)*[.,]?"
_NUMBER = re.compile(
    r"(?<![\w.])(?!(?:19|20)\d\d\b)[$€£]?\d[\d.,]*\s?(?:%|k\b|m\b|ms\b|x\b)?|\b(?:half|third|halved|doubled)\b|"
    rf"{_FIGURE}\s?(?:%|倍|万|亿|千|毫秒|秒|分钟|小时|天|人|名|个|次|单|元|家|床|台|份|篇|场)|翻倍|减半"
)
# "480 → 35 ms", not "version 11 → 15".
_ARROW = (
    rf"{_FIGURE}(?:(?:\s?%|/\w+)\s?(?:→|->|=>)\s?[$€£]?\d|[a-z]{{0,3}}\s?(?:→|->|=>)\s?[$€£]?\d[\d.,]*\s?"
    r"(?:%|/\w|h\d|(?:[smhxk]|ms|min|hours?|days?)\b))"
)
_CHANGE = re.compile(
    rf"{_ARROW}|"
    r"\bfrom\s+[^\s,;]*\d[^,;]{0,40}?\s+to\s+[^\s,;]*\d|"
    # "by 25 %", not "used by 310 lawyers".
    r"\bby\s+(?:about\s+|over\s+|around\s+|nearly\s+)?[$€£]?\d[\d.,]*\s?(?:%|percent|points?|times|x\b|k\b|m\b|million|"
    r"ms\b|seconds?|minutes?|hours?|days?|weeks?|months?|euros?|dollars?|pounds?|tonn?e?s?\b)|"
    r"\bdown\s+(?:from|by|to)\b|\bup\s+(?:from|by)\b|"
    r"\b(?:cut|cutting|reduc\w+|lower\w*|halv(?:ed|ing)|doubl(?:ed|ing)|tripl(?:ed|ing)|increas\w+|rais\w+|improv\w+|grew|grow\w*|fell|"
    r"rose|sped up|faster|fewer|saved?|saves|saving|brought it to|turned\b.{0,30}around|was \d)\b|"
    r"从[^，。；]{0,24}\d[^，。；]{0,16}(?:降|减|缩|压|提|升|增|涨|改)[^，。；]{0,6}到|"
    r"(?:提升|提高|降低|减少|缩短|增长|下降|上升|节省|节约|压缩|翻)[^，。；]{0,14}\d|"
    r"\d[^，。；]{0,6}(?:的提升|的增长|提升|提高|降低|减少|缩短|增长|下降)",
    re.I,
)
_DECISION = re.compile(
    r"(?:^|\bI |\bwe |\band )(?:stopped|split)\b|"
    r"\b(?:decid\w+|chose|chosen|rejected|decision|instead of|switched|against it|killed|dropped|evaluated|pilot|"
    r"talked .{0,30} out of|moved from|prioriti[sz](?:ed|ing)|negotiat\w+)\b|"
    r"决定|放弃|改用|替换|选型|否决|取舍|试点|谈判|拆分",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:led|lead|leading|mentor\w*|coach\w*|train(?:s|ed|ing)?|taught|hired|hiring|hires|recruited|"
    r"(?<!under )(?<!under the )supervis(?:ed|ing|ion|or)|managed|"
    r"onboard\w*|handl(?:ed|ing) (?:an? |the )?(?:\w+ )?teams?|guid(?:ed|ing) \d+|"
    r"performance plan|interviews|workshops?|people I|in charge of|responsible for)\b|"
    r"带领|带教|带队|带过|指导|培训|辅导|招聘|管理[^，。；]{0,8}\d+[^，。；]{0,4}人|团队",
    re.I,
)
# Whom it was about: who led a project or holds a budget for training told of nobody.
_PERSONS = re.compile(
    r"\b(?:people|teams?|colleagues?|juniors?|seniors?|staff|employees|casuals|interns?|apprentices?|trainees?|students?|"
    r"nurses?|engineers?|developers?|designers?|analysts?|agents?|assistants?|managers?|reports|members|volunteers|"
    r"holders|hires|candidates|starters|joiners|supervisors|teachers|drivers|cooks|graduates|"
    r"workers|\d+ (?:\w+ )?(?!users|customers|followers|subscribers)\w+ers)\b|"
    r"[\u4e00-\u9fff]",
    re.I,
)
_WORK = re.compile(
    r"\b(?:led|built|build|wrote|written|created|designed|developed|introduced|launched|set up|migrat\w+|opened|"
    r"started|redesigned|rewrote|rebuilt|implemented|moved|made|organi[sz]ed|planned|ran|rolled out|automated|"
    r"fixed(?! assets?)|"
    r"found|recogni[sz]ed|noticed|discovered|solved|delivered|helped|settling|cleaned|agreed (?:on|one|an?|the)\b|"
    r"owned|owner|fine-tuned|replaced|"
    r"own\b.{0,30}\bengine|compiler|shell|site|app|dashboard|planner|assistant with|platform for|classifier|pack for|"
    r"thesis|business case|playbooks?|guides?|notes|link nurse|study nurse|mentor)\b|"
    r"搭建|开发|设计|实现|编写|主导|建立|推动|上线|重构|迁移|制定|策划|组织|引入|完成|编制|撰写|优化|运营|负责",
    re.I,
)
_ASIDE = re.compile(
    # What somebody is or likes is nothing they did.
    r"^I(?:'m|’m| am| like| love| enjoy)\b|"
    r"^(?:languages?|hobbies|interests|references?|referees|courses?|certificates?|tools|skills|education|driving|"
    r"further|also|nationality|relevant courses|activities)\b|^(?:语言|爱好|兴趣|证书|技能|教育|自我评价|求职意向)|@|https?://|\b(?:native|fluent|c1|b2)\b",
    re.I,
)
_STUDY = re.compile(
    r"\b(?:university|college|bachelor|b\.?sc|m\.?sc|diploma|cgpa|gpa|matric|secondary school|degree|institute)\b|"
    r"大学|学院|本科|硕士|学士|博士|绩点",
    re.I,
)
_TRAITS = {
    LineTrait.START: re.compile(
        rf"{_ARROW}|"
        r"\bfrom\s+[^\s,;]*\d[^,;]{0,40}?\s+to\s+[^\s,;]*\d|\bfrom \w+ to \w+|\bwas \d|"
        r"\b(?:team|office|region|national) average\b|\bagainst \d|\bused to\b|\(\w+ (?:average )?\d|"
        r"从[^，。；]{0,24}\d[^，。；]{0,16}到",
        re.I,
    ),
    LineTrait.NEW: re.compile(
        r"\b(?:built|wrote|written|created|designed|developed|introduced|launched|set up|started|founded|own|"
        r"new|implemented|planned|organi[sz]ed|compiler|shell|dashboard|site|app|assistant with|platform for|"
        r"design system|opened|classifier|planner|thesis|business case)\b|"
        r"搭建|建立|开发|设计|编写|引入|上线|策划|创办",
        re.I,
    ),
    LineTrait.VOLUME: re.compile(
        r"\b\d[\d,.]*\+?\s+[\w -]{2,40}?\b(?:a|an|per|each|every)\s+(?:day|night|week|month|shift|hour)\b|"
        r"\b\d[\d,.]*\s+(?:patients|beds|children|tables|guests|covers|calls|tickets|conversations|parcels|orders)\b"
        r".{0,30}\b(?:day|night|week|shift)\b|"
        r"^(?:triaged|handled|answered|processed|resolved|closed|served)\s+(?:about|over|around|up to)?\s*\d|"
        r"(?:每天|每日|日均|每周|每月|月均|每班)[^，。；]{0,10}\d",
        re.I,
    ),
    LineTrait.ALONE: re.compile(
        r"^I [a-z]+|\bmy own\b|\bon my own\b|\bfirst reply\b|\bconversations\b|\bdaily notes\b|\bfreelance\b|"
        r"^saved \d|独立|独自|一个人",
        re.I,
    ),
    LineTrait.OTHERS: re.compile(
        r"\b(?:teams?|process|board|wards?|colleagues|managers?|stores?|staff|employees|budget holders|clients?|"
        r"roster\w*|rota|planning|ladder|scorecards?|introduced|rolled out|roll-out|moved|split|stopped|merged|"
        r"replaced|migrat\w+|go-live|policy|rules?|works council|parallel initiatives|queues|hiring)\b|"
        r"团队|部门|同事|门店|跨|推动|迁移|制度|流程|全员|客户",
        re.I,
    ),
    LineTrait.ONGOING: re.compile(
        r"\b(?:owned|(?:each|every) (?:day|week|month|quarter|year|morning)|daily|weekly|monthly|quarterly|"
        r"a (?:day|week|month|year)\b|responsible for|in charge of|look(?:ed)? after|link nurse|mentor of|on call)\b|"
        r"每天|每日|每月|日常|值班",
        re.I,
    ),
    LineTrait.PERSON: re.compile(
        r"\b(?:an?|one) (?:\d+-year-old|patient|resident|child|boy|girl|pupil|client|student|colleague)\b|"
        r"\bin an? \d+-year|一(?:名|位)[^，。；]{0,6}(?:患者|病人|学生|孩子|老人|客户)",
        re.I,
    ),
}
_FIRST = re.compile(r"^(?:I|we|my|our)\b", re.I)


@dataclass(frozen=True)
class _Candidate:
    text: str
    line: Line
    place: str
    is_own: bool
    is_work: bool
    is_over: bool
    last_month: int | None


def achievements(
    lines: Sequence[Line],
    entries: Sequence[Entry],
    occupation: Occupation | None,
    today: date,
    *,
    names_software: bool = False,
) -> tuple[Achievement, ...]:
    """The lines most worth asking about first, at most MOST_ACHIEVEMENTS; `names_software` as for a career."""
    places = {id(line): without_asides(each.name) for each in entries if _is_label(each) for line in _below(each)}
    told = {id(line) for each in entries if _has_dates(each) for line in each.body if line.is_bullet}
    ranked = []
    found = list(_candidates(lines, places, told, occupation, today, names_software=names_software))
    latest = {is_own: _latest(each for each in found if each.is_own is is_own) for is_own in (True, False)}
    for number, each in enumerate(found):
        worth, kind, thing = max(map(_worth, _things(each)), key=lambda told: told[0], default=(0.0, None, each))
        if kind is not None:
            ago = 0 if each.last_month is None else (latest[each.is_own] - each.last_month) // 12
            made = Achievement(thing.text, kind, each.place, _traits(thing, kind), ago)
            ranked.append((ago // OLD_YEARS, -worth, number, made))
    ranked.sort(key=lambda each: each[:3])
    return tuple(made for *_, made in ranked[:MOST_ACHIEVEMENTS])


def _latest(found: Iterable[_Candidate]) -> int:
    return max((each.last_month for each in found if each.last_month is not None), default=0)


def _things(each: _Candidate) -> Iterator[_Candidate]:
    """What a question may quote of a line: each of the things that it tells, short enough. A long line that is no item
    is a paragraph that says many."""
    for text in things_told(each.text, _is_change):
        said = quotable(text) if each.line.is_bullet or len(text) <= MOST_CHARS else ""
        if spoken_length(said) >= FEWEST_WORDS:
            yield replace(each, text=said)


def _has_dates(entry: Entry) -> bool:
    return any(range_places(line.text) for line in entry.head_lines)


def _below(entry: Entry) -> Iterator[Line]:
    """The lines that describe an entry; what stands below the next heading ("Further examples") is of nobody knows
    which, as is what stands below a line in capitals."""
    return takewhile(lambda line: not (line.after_heading and line.is_bullet) and not is_shouted(line), entry.body)


def _is_label(entry: Entry) -> bool:
    """Whether an entry's name may stand beside its lines: of projects it is not always known where one ends."""
    return entry.section is Section.EXPERIENCE and entry.name != entry.role


def _candidates(
    lines: Sequence[Line],
    places: Mapping[int, str],
    told: Set[int],
    occupation: Occupation | None,
    today: date,
    *,
    names_software: bool,
) -> Iterator[_Candidate]:
    """Lines that may tell something. Dates in what is `told` of a job with dates of its own are those of what was done
    there, and begin no other."""
    is_own, has_dates, has_ended = True, False, False
    last_month: int | None = None
    for line, text in _unwrapped(lines):
        begins = bool(range_places(line.text)) and id(line) not in told
        if begins:
            has_dates, has_ended = True, is_over(line.text)
            last_month = max((span.last for span in spans(line.text, today)), default=None)
        if begins or not line.is_bullet:
            title = without_dates(line.text) if len(line.text) <= 100 else ""
            found = recognised(title, names_software=names_software)
            if found is not None and (begins or len(line.text.split()) <= 8):
                is_own = occupation is None or found.profession == occupation.profession
        if line.section is Section.PROJECTS:
            is_own = True
        if line.is_bullet and label_of(text) is Label.PROJECT and _tells_a_deed(unlabelled(text)):
            text = unlabelled(text)
        if line.section not in _SECTIONS or begins or label_of(text) or _ASIDE.search(text):
            continue
        if line.section is Section.EDUCATION and not line.is_bullet and not text.lower().startswith("thesis"):
            continue
        if _STUDY.search(text) and not line.is_bullet:
            continue
        if spoken_length(text) >= FEWEST_WORDS:
            yield _Candidate(
                text, line, places.get(id(line), ""), is_own, _is_work(line, has_dates), has_ended, last_month
            )


def _unwrapped(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Each line that begins something, with the text of those that it goes on in."""
    longest = max((len(line.raw) for line in lines), default=0)
    wrapped_at = longest - _NEARLY if longest <= _HAND_WRAPPED else longest + 1
    current: Line | None = None
    text, last = "", ""
    for line in lines:
        if current is not None and _goes_on(current, text, line, is_full=len(last) >= wrapped_at):
            text, last = f"{text} {line.text}", line.raw
            continue
        if current is not None:
            yield current, text
        current, text, last = line, line.text, line.raw
    if current is not None:
        yield current, text


def _goes_on(current: Line, text: str, line: Line, *, is_full: bool) -> bool:
    """Whether a line goes on with the text before it; `is_full` says that this had no more room."""
    # "Skills:" and the like begin something else, also inside a job.
    label = LABELLED.match(line.text)
    is_labelled = label is not None and heading_section(label[1]) is not None
    is_apart = line.is_bullet or line.after_blank or line.section is not current.section or is_labelled
    if is_apart or range_places(line.text) or not current.is_bullet or text.endswith((".", ":")):
        return False
    return is_full or line.text[:1].islower()


def _traits(found: _Candidate, kind: AchievementKind) -> tuple[LineTrait, ...]:
    """What else a line tells; a duty of a job that was left goes on no more."""
    is_ongoing = kind is AchievementKind.SCALE and _NUMBER.search(found.text) is None
    told = (
        trait
        for trait, pattern in _TRAITS.items()
        if pattern.search(found.text) or (trait is LineTrait.ONGOING and is_ongoing)
    )
    return tuple(trait for trait in told if not (trait is LineTrait.ONGOING and found.is_over))


def _is_work(line: Line, has_dates: bool) -> bool:
    """Whether a line stands where work is told, which may be a page without headings."""
    return (
        line.section in (Section.EXPERIENCE, Section.PROJECTS)
        or (line.section is Section.HEAD and has_dates)
        or (line.section is Section.EDUCATION and line.is_bullet)
    )


def _tells_of_work(each: _Candidate, has_number: bool, is_change: bool) -> bool:
    """Whether a line tells of something done, and is no sentence about the firm or the person."""
    if not each.line.is_bullet and each.line.text[:1].islower():
        return False
    if not each.is_work:
        return is_change and not each.text.endswith(".")
    if each.line.is_bullet:
        return True
    return (has_number and not each.text.endswith(".")) or _FIRST.match(each.line.text) is not None


def _tells_a_deed(text: str) -> bool:
    """Whether a text says what was done or changed: behind "Project:" stands that, or no more than a name."""
    return _is_change(text) or _WORK.match(text) is not None or is_duty(text)


def _is_change(text: str) -> bool:
    return _NUMBER.search(text) is not None and _CHANGE.search(text) is not None


def _worth(each: _Candidate) -> tuple[float, AchievementKind | None, _Candidate]:
    """How much there is to ask about, and what kind it is; None where there is nothing."""
    text = each.text
    has_number, is_change = _NUMBER.search(text) is not None, _is_change(text)
    signs = {
        AchievementKind.DECISION: _DECISION.search(text) is not None,
        AchievementKind.CHANGE: is_change,
        AchievementKind.PEOPLE: _PEOPLE.search(text) is not None and _PERSONS.search(text) is not None,
        AchievementKind.WORK: _WORK.search(text) is not None,
        AchievementKind.SCALE: each.line.is_bullet and (has_number or (each.is_work and is_duty(text))),
    }
    kind = next((kind for kind, is_so in signs.items() if is_so), None)
    if is_change and signs[AchievementKind.DECISION]:
        kind = AchievementKind.CHANGE
    if kind is None or not _tells_of_work(each, has_number, is_change):
        return 0.0, None, each
    worth = 2.0 * is_change + 1.0 * has_number + 1.0 * signs[AchievementKind.DECISION]
    worth += 1.0 * (signs[AchievementKind.WORK] or signs[AchievementKind.PEOPLE]) + 1.0 * each.line.is_bullet
    worth += 4.0 * each.is_own + 1.0 * (each.line.section in (Section.EXPERIENCE, Section.PROJECTS))
    return worth, kind, each

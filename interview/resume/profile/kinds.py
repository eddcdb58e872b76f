"""What kind of thing a line of a resume tells, and what else it says: by the words of those who write of their work.

It looks at one text at a time and knows nothing of where it stands.
"""

from __future__ import annotations

import re

from interview.core.profile import AchievementKind, LineTrait
from interview.resume.profile.deeds import IRREGULAR, is_duty
from interview.resume.profile.routines import is_routine
from interview.text.words import FUNCTION_WORDS

# A figure with all its digits: to begin again at each of them takes seconds over a long row.
_FIGURE = r"(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+)*[.,]?"
_NUMBER = re.compile(
    # "1:5" and "10:30" say neither how many nor how much.
    r"(?<![\w.:])(?!(?:19|20)\d\d\b)(?!\d+:\d)[$€£]?\d[\d.,]*\s?(?:%|k\b|m\b|ms\b|x\b)?|\b(?:half|third|halved|doubled)\b|"
    rf"{_FIGURE}\s?(?:%|倍|万|亿|千|毫秒|秒|分钟|小时|天|人|名|个|次|单|元|家|床|台|份|篇|场)|翻倍|减半"
)
# "480 → 35 ms", not "version 11 → 15".
_ARROW = (
    rf"{_FIGURE}(?:(?:\s?%|/\w+)\s?(?:→|->|=>)\s?[$€£]?\d|[a-z]{{0,3}}\s?(?:→|->|=>)\s?[$€£]?\d[\d.,]*\s?"
    r"(?:%|/\w|h\d|(?:[smhxk]|ms|min|hours?|days?)\b))"
)
# "from 6,100 a month to 4,900"
_FROM_TO = r"\bfrom\s+[^\s,;]*\d(?:[^,;]|(?<=\d),(?=\d)){0,40}?\s+to\s+[^\s,;]*\d"
_CHANGE = re.compile(
    rf"{_ARROW}|"
    rf"{_FROM_TO}|"
    # "by 25 %", not "used by 310 lawyers".
    r"\bby\s+(?:about\s+|over\s+|around\s+|nearly\s+)?[$€£]?\d[\d.,]*\s?(?:%|percent|points?|times|x\b|k\b|m\b|million|"
    r"ms\b|seconds?|minutes?|hours?|days?|weeks?|months?|euros?|dollars?|pounds?|tonn?e?s?\b)|"
    r"\bdown\s+(?:from|by|to)\b|\bup\s+(?:from|by)\b|"
    # "38% free/reduced lunch" says which lunch it is.
    r"\b(?:cut|(?<!/)reduc\w+|lower\w*|halv(?:ed|ing)|doubl(?:ed|ing)|tripl(?:ed|ing)|increas\w+|"
    # "Raised 6,000 pheasants" or as many pounds is no change.
    r"rais\w+(?!\s+(?:about |over |around |nearly )?[$€£]?\d[\d.,]*(?![\d.,])(?!\s?%))|"
    r"improv\w+|grew|grow\w*|fell|"
    r"rose|sped up|faster|fewer|saved?|saves|brought it to|turned\b.{0,30}around|was \d)\b|"
    # "…, cutting the wait", not "the cutting class" or "a saving scheme".
    r"(?:^|[,;–-]\s*|\b(?:by|and|while|thus|thereby)\s+)(?:cutting|saving)\b|"
    r"从[^，。；]{0,24}\d[^，。；]{0,16}(?:降|减|缩|压|提|升|增|涨|改)[^，。；]{0,6}到|"
    r"(?:提升|提高|降低|减少|缩短|增长|下降|上升|节省|节约|压缩|翻)[^，。；]{0,14}\d|"
    r"\d[^，。；]{0,6}(?:的提升|的增长|提升|提高|降低|减少|缩短|增长|下降)",
    re.I,
)
_DECISION = re.compile(
    r"(?:^|\bI |\bwe |\band )(?:stopped|split)\b|"
    # "Daily instead of weekly" and "22 minutes instead of 3 hours" are compared, and nothing is chosen.
    r"\binstead of(?!\s+(?:\w+\s+)?(?:\d|weekly|daily|monthly|yearly|planned|expected))|"
    r"\b(?:decid\w+|chose|chosen|rejected|decision|switched|against it|killed|dropped|evaluated|pilot|"
    r"talked .{0,30} out of|moved from|prioriti[sz](?:ed|ing)|negotiat\w+)\b|"
    r"决定|放弃|改用|替换|选型|否决|取舍|试点|谈判|拆分",
    re.I,
)
# Whom it was about: who led a project or holds a budget for training told of nobody.
_HUMANS = (
    r"(?:people|teams?|colleagues?|juniors?|seniors?|staff|employees|casuals|interns?|apprentices?|trainees?|students?|"
    r"nurses?|engineers?|developers?|designers?|analysts?|agents?|assistants?|managers?|reports|members|volunteers|"
    r"holders|hires|candidates|starters|joiners|supervisors|teachers|drivers|cooks|graduates|grads|recruits|officers|"
    r"technicians|associates|reps|operators|soldiers|crews?|gangs?|squads?|lads|"
    r"workers|temps|\d+ (?:\w+ )?(?!users|customers|followers|subscribers|suppliers|orders|"
    r"servers|computers|containers|routers|printers|boilers|papers|letters|numbers|offers|trailers|tenders|retailers|"
    r"dealers|readers|viewers|passengers|borrowers)\w+ers)\b"
)
# Where those stand whom somebody leads: right behind the verb, and not behind what is done for them or about them, as
# in "a consultation with 60 employees", nor in front of it, as in "staff absence".
_BESIDE = (
    r"(?:(?!(?:of|for|with|to|in|on|at|from|by|about|against|between|under|and|or|which|that)\b)[\w'’/&-]+,?\s+){0,5}?"
)
_GROUP = r"(?:teams?|crews?|gangs?|squads?|groups?|shifts?|choirs?|class(?:es)?|brigades?|departments?|units?) of\s+"
_NO_MORE = (
    r"(?=\s*(?:$|[,.;:(&/–—-])|\s+(?:of|in|on|at|to|from|with|for|and|or|who|whom|whose|that|through|by|across|under|"
    r"during|while|as|into|over|after|before|per|each|every|both|including|within|via|until|how|the|about|towards?|an?|daily|"
    r"weekly|up|\w+ing|\w+ed|\d+)\b)"
)
_WHOM = rf"{_BESIDE}(?:{_GROUP}{_BESIDE})?{_HUMANS}{_NO_MORE}"
_PEOPLE = re.compile(
    rf"\b(?:led|lead|leading|mentor(?:ed|ing|s)?|coach(?:ed|ing|es)?|train(?:s|ed|ing)?|taught|manag(?:ed|ing)|"
    r"(?<!under )(?<!under the )supervis(?:ed|ing|ion)|onboard(?:ed|ing)?|guid(?:ed|ing)|handl(?:ed|ing)|"
    rf"in charge of|responsible for)\s+(?:(?:and|&|or)\s+\w+\s+)?(?:of\s+|for\s+)?{_WHOM}|"
    rf"\b(?:taught|trained|training|mentoring|coaching|supervision|onboarding)\b[^.;]{{1,60}}?\b(?:to|of|for)\s+{_WHOM}|"
    r"\bperformance plan\b|"
    r"带领|带教|带队|带过|指导|培训|辅导|招聘|管理[^，。；]{0,8}\d+[^，。；]{0,4}人|团队",
    re.I,
)
# Who still leads says so in the present, where the same word may be a thing: "a guide for nurses".
_LEADS = re.compile(
    rf"(?:^|[,;]\s*|\band\s+)(?:I\s+)?(?:(?:teach|train|guide|mentor|coach|instruct)\s+(?:[\w'’-]+\s+){{0,9}}?{_HUMANS}|"
    rf"(?:supervise|lead|manage|oversee|run|look after)\s+{_WHOM})|"
    rf"\b(?:preceptor|mentor|teacher|trainer|tutor|instructor)\s+(?:of|to|for)\s+(?:[\w'’-]+\s+){{0,3}}?{_HUMANS}",
    re.I,
)
_WORK = re.compile(
    r"\b(?:led|built|build|wrote|written|created|designed|developed|introduced|launched|set up|migrat\w+|opened|"
    r"started|redesigned|rewrote|rebuilt|implemented|moved|made|organi[sz]ed|planned|ran|rolled out|automated|"
    r"fixed(?! assets?)|"
    r"found|recogni[sz]ed|noticed|discovered|spotted|caught|identified|detected|solved|delivered|helped|hired|recruited|"
    r"settling|cleaned|agreed (?:on|one|an?|the)\b|"
    r"owned|owner|fine-tuned|replaced|"
    r"own\b.{0,30}\bengine|compiler|shell|site|app|dashboard|planner|assistant with|platform for|classifier|pack for|"
    r"thesis|business case|playbooks?|guides?|notes|link nurse|study nurse|mentor)\b|"
    r"搭建|开发|设计|实现|编写|主导|建立|推动|上线|重构|迁移|制定|策划|组织|引入|完成|编制|撰写|优化|运营|负责",
    re.I,
)
# Who only got something need not have gone along with it: "saved the team three hours".
_FOR_WHOM = re.compile(
    r"\b(?:for|by|sav(?:ed?|es|ing)|gave|giving|helped)\s+(?:the|our|my)\s+(?:\w+\s+)?"
    r"(?:teams?|staff|managers?|clients?|colleagues|board)\b",
    re.I,
)
_TRAITS = {
    LineTrait.START: re.compile(
        rf"{_ARROW}|"
        rf"{_FROM_TO}|\bfrom (?:zero|nothing|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) to \w+|"
        r"\b(?:up|down) from [$€£]?\d|\bwas \d|"
        r"\b(?:team|office|region|national) average\b|\bagainst \d|\bused to\b|\(\w+ (?:average )?\d|"
        r"从[^，。；]{0,24}\d[^，。；]{0,16}到",
        re.I,
    ),
    LineTrait.NEW: re.compile(
        # "Wrote 30 reports" tells of many pieces, and "new colleagues" and New Zealand are no new thing.
        r"\b(?:built|(?:wrote|written)(?!\s+off\b|\s+(?:about\s+|over\s+)?\d)|created|designed|developed|introduced|launched|"
        rf"set up|started|founded|own|new(?!\s+(?:[\w-]+\s+)?{_HUMANS}|\s+(?-i:[A-Z]))|implemented|planned|"
        r"organi[sz]ed|compiler|shell|dashboard|site|app|assistant with|platform for|"
        r"design system|opened|classifier|planner|thesis|business case)\b|"
        r"搭建|建立|开发|设计|编写|引入|上线|策划|创办",
        re.I,
    ),
    LineTrait.VOLUME: re.compile(
        # "40 hours a week" is a contract.
        r"\b\d[\d,.]*\+?\s+(?!(?:hours?|days?|shifts?)\s+(?:a|per)\b)[\w -]{2,40}?\b(?:a|an|per|each|every)\s+"
        r"(?:day|night|week|month|shift|hour)\b|"
        r"\b\d[\d,.]*\s+(?:patients|beds|children|tables|guests|covers|calls|tickets|conversations|parcels|orders)\b"
        r".{0,30}\b(?:day|night|week|shift)\b|"
        r"^(?:triaged|handled|answered|processed|resolved|served)\s+(?:about|over|around|up to)?\s*\d|"
        # Who closed 14 branches was soon done with it.
        r"^closed\s+(?:about|over|around|up to)?\s*\d[\d.,]*\+?\s+(?:\w+\s+)?(?:tickets|cases|calls|requests|claims|"
        r"incidents|deals|sales|conversations|complaints|chats)\b|"
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
        # Who rewrote 60 rules of a program had to win over nobody.
        r"migrat\w+|go-live|policy|(?:new|house|clear) rules?|works council|parallel initiatives|hiring)\b|"
        r"团队|部门|同事|门店|跨|推动|迁移|制度|流程|全员|客户",
        re.I,
    ),
    LineTrait.REPEATED: re.compile(
        # "A monthly report" is one thing, and "from 11 to 3 in a year" and "longer than a year" are spans of time.
        r"(?<!an )(?<!a )(?<!of )\b(?:daily|weekly|monthly|quarterly)\b(?! instead)|"
        r"\b(?:owned|(?:each|every) (?:day|week|month|quarter|year|morning)|"
        r"(?<!in )(?<!than )(?<!within )(?<!after )(?<!for )(?<!half )(?<!over )(?<!under )a (?:day|week|month|year)\b|"
        r"responsible for|in charge of|look(?:ed)? after|link nurse|mentor of|on call)\b|"
        r"每天|每日|每月|日常|值班",
        re.I,
    ),
    LineTrait.PERSON: re.compile(
        r"\b(?:an?|one) (?:\d+-year-old|patient|resident|child|boy|girl|pupil|client|student|colleague)\b|"
        r"\bin an? \d+-year|一(?:名|位)[^，。；]{0,6}(?:患者|病人|学生|孩子|老人|客户)",
        re.I,
    ),
    LineTrait.OUTCOME: re.compile(
        # Figures alone, marks that were reached, and what went up or down without anybody.
        r"^(?:(?:about|over|nearly|zero|no|never|not one)\b|\d)|"
        r"^(?:[^\W\d]\S*\s+){1,4}(?:plus\s+|[+±-])?\d[\d.,]*\s?(?:%|(?:ms|s|min|minutes|h|hours|days|weeks|points)\b)"
        r"(?:\s*[(,;]|\s+(?:in|over|vs|against)\b|$)|"
        r"^(?:passed|reached|achieved|hit|met|exceeded|beat|won|got|received|awarded|good|great)\b|"
        r"^(?:[^\s,;]+\s+){1,7}(?:went|rose|fell|climbed|dropped|improved)\s+(?:up\s+|down\s+)?(?:from|to|by|over|\d)",
        re.I,
    ),
    LineTrait.NOTICED: re.compile(
        r"(?:^|[;,.]\s+|\b(?:I|we|and)\s+)(?:found|noticed|spotted|caught|recogni[sz]ed|discovered|identified|detected)\b|"
        r"发现|察觉|注意到",
        re.I,
    ),
}
# A figure stands elsewhere: by a share or so much in a time, or said with where it had stood. A sum saved is no level.
_SHARE = re.compile(
    r"\d\s?(?:%|percent|points?\b|倍)|\b(?:halved|doubled|tripled|half|third)\b|翻倍|减半|"
    r"(?<![\w.,])\d[\w.,]*\s+(?:[a-z]+\s+){0,2}(?:a|per|each|every)\s+(?:day|week|month|quarter|year)\b|"
    r"\bby\s+(?:about\s+|around\s+)?\d+\s+(?!hours?|days?|weeks?|months?|years?)[a-z]+",
    re.I,
)
_ONCE = re.compile(r"\bsav(?:ed?|es|ing)\b|\bon average\b|节省|节约", re.I)
# So many pieces or people, and no measure: "140 kg of cocaine", "a scaffold 40 m high".
_PIECES = (
    r"(?:about\s+|approx\.?\s+|over\s+|some\s+|up to\s+|around\s+|nearly\s+)?\d[\d,.]*\d\+?"
    r"(?![\d,.]|\s?(?:%|million|billion|thousand|pounds|euros|dollars|[mgtlh]\b|[kcm][mg]\b|kw\b|tonn?e?s?\b|met(?:re|er)s?\b|kilos?\b|miles?\b|lit(?:re|er)s?\b|"
    r"hectares?\b|acres?\b|feet\b|ft\b|(?:minute|hour|day|week|month|year)s?\b))"
)
# "Referred 75 clients": so many that it was done over and over.
_MANY = re.compile(rf"\w+ed\s+{_PIECES}", re.I)
# "Designed and fired 200 blasts": none of so many is the one new thing that a line tells of.
_MANY_NEW = re.compile(rf"(?:\w+ed|{IRREGULAR})\s+(?:and\s+\w+\s+)?{_PIECES}", re.I)
# What is chosen at such a rate is chosen again and again; what was changed to it is not.
_AT_A_RATE = re.compile(
    r"\b\d[\d,.]*\s+(?:\w+\s+){1,3}?(?:an?|per|each|every)\s+(?:day|night|week|month|year|shift)\b|"
    r"\b(?:each|every)\s+(?:day|night|morning|evening|week|month|shift)\b",
    re.I,
)
_TURNED = re.compile(r"\b(?:moved|switched|stopped|dropped|split|instead|decision)\b", re.I)
_REACHED = re.compile(r"(?:passed|reached|achieved|hit|met|exceeded|beat|won|got|received|awarded)\b", re.I)

# So many of something: "640 welds", not "OSHA 10", "6G" or "stages 2 to 6".
_COUNT = re.compile(
    r"[$€£₹¥]\s?\d|(?<![\w.:/])\d[\d.,]*(?:\s?%|\s?[kmx]\b|(?-i:(?!st|nd|rd|th)[a-z]{1,3}\b))|\d\s?(?:→|->|=>)\s?\d|"
    r"(?<![\w.:/])(?!(?:19|20)\d\d\b)\d[\d.,]*\+?(?:\s?[-–]\s?\d+)?(?:\s+(?P<what>[^\W\d_]+)|-[^\W\d_]{3})|"
    r"\b(?:half|third|halved|doubled)\b|[\u3400-\u9fff]",
    re.IGNORECASE,
)
# "Based in Leeds" and "Experienced nurse" say what somebody or something is.
_DEED = re.compile(
    rf"(?:(?:I|we|also|then|later)\s+){{0,3}}(?:{IRREGULAR}|"
    r"(?!experienced|skilled|certified|licensed|registered|qualified|motivated|dedicated|need|feed)\w{2,}ed)\s+"
    r"(?!(?:in|by|as)\b)[\w(£$€\"“]",
    re.I,
)
# What somebody says of a time or of themselves is nothing they did: "I worked there for 5 years", "I needed".
_I_DID = re.compile(
    rf"\b(?:I|we)(?:\s+(?:also|then|later|first|have|had|once|even|only))*\s+(?:{IRREGULAR}|"
    r"(?!worked|studied|qualified|graduated|joined|lived|stayed|liked|loved|enjoyed|wanted|needed|learned|attended|"
    r"received|retired|need|feed)[a-z]{2,}ed)\s+(?!(?:to|into|in|as|at|for|from|with|on|by|through|up|there|here)\b)\S",
    re.IGNORECASE,
)


# "Edge erosion: grinding, filler, shell" names a kind of work and what belongs to it.
_KIND_OF_WORK = re.compile(r"([^:.;,]{3,60}):\s+(?=(?:[^,;:.]{2,40}[,;]\s+){2})")
_DEED_WITHIN = re.compile(rf"\b(?:{IRREGULAR}|[a-z]{{2,}}ed)\b", re.IGNORECASE)


def is_kind_of_work(text: str) -> bool:
    """Whether a text names a kind of work and behind a colon what belongs to it, and no deed."""
    return _named_before(text) != text


def _named_before(text: str) -> str:
    """What stands in front of a list of what belongs to it; the text itself where none does."""
    found = _KIND_OF_WORK.match(text)
    return text if found is None or _DEED_WITHIN.search(text) else found[1]


def has_number(text: str) -> bool:
    """Whether a text has a figure that says how much or how many, and no year or ratio."""
    return _NUMBER.search(text) is not None


def tells_how_much(text: str) -> bool:
    """Whether a text has a figure that counts or measures something, and is not part of a name or a step of a scale."""
    counts = (found["what"] for found in _COUNT.finditer(text))
    return has_number(text) and any(what is None or what.lower() not in FUNCTION_WORDS for what in counts)


def is_change(text: str) -> bool:
    """Whether a text tells that something changed by a figure."""
    return has_number(text) and _CHANGE.search(text) is not None


def begins_with_a_deed(text: str) -> bool:
    """Whether a text begins with what somebody did or whom they lead, as no sentence about a firm does."""
    return _DEED.match(text) is not None or _LEADS.match(text) is not None


def says_what_they_did(text: str) -> bool:
    """Whether somebody says in the first person what they did, wherever in a sentence."""
    return _I_DID.search(text) is not None


def tells_a_deed(text: str) -> bool:
    """Whether a text says what was done or changed: behind "Project:" stands that, or no more than a name."""
    return is_change(text) or _WORK.match(text) is not None or is_duty(text)


def kinds_of(text: str) -> frozenset[AchievementKind]:
    """All that a text tells by its words; how much there was of it is told by the place where it stands, too."""
    signs = {
        AchievementKind.DECISION: _DECISION.search(text) is not None,
        AchievementKind.CHANGE: is_change(text),
        AchievementKind.PEOPLE: _tells_of_people(text),
        AchievementKind.WORK: _WORK.search(_named_before(text)) is not None,
    }
    return frozenset(kind for kind, is_so in signs.items() if is_so)


def traits_of(text: str) -> frozenset[LineTrait]:
    """What else a text tells."""
    told = {trait for trait, pattern in _TRAITS.items() if pattern.search(text)}
    if LineTrait.OTHERS in told and not _TRAITS[LineTrait.OTHERS].search(_FOR_WHOM.sub(" ", text)):
        told.remove(LineTrait.OTHERS)
    if LineTrait.START in told or (_SHARE.search(text) and not _ONCE.search(text)):
        told.add(LineTrait.LEVEL)
    if _MANY_NEW.match(text) or (is_kind_of_work(text) and not _TRAITS[LineTrait.NEW].search(_named_before(text))):
        told.discard(LineTrait.NEW)
    if LineTrait.PERSON in told:
        told.add(LineTrait.NOTICED)
    if LineTrait.VOLUME in told or is_routine(text):
        told.add(LineTrait.REPEATED)
    if begins_with_a_deed(text) and not _REACHED.match(text):
        told.discard(LineTrait.OUTCOME)
    return frozenset(told)


def was_done_often(text: str) -> bool:
    """Whether a text begins with a deed done to so many that it was done over and over."""
    return _MANY.match(text) is not None


def is_chosen_often(text: str) -> bool:
    """Whether a text tells of what is decided again and again: that is work of every day, and no decision."""
    return _AT_A_RATE.search(text) is not None and _TURNED.search(text) is None


def _tells_of_people(text: str) -> bool:
    return _LEADS.search(text) is not None or _PEOPLE.search(text) is not None

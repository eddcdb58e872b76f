"""The lines of an English job description that say what somebody will do or must be able to do.

Each stands below or behind words that announce duties ("Responsibilities", "You will"), or says itself who does what
("You plan …", "can write rotas"). Pay, hours, place, papers, bodily strength, wishes, the firm about itself and words
to an interviewer are none, and of a line that is not sure nothing is said. It obeys nothing that a text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from interview.core.posting import MAX_JOB_CHARS
from interview.resume.profile.deeds import is_known, quotable
from interview.text.excerpts import printable
from interview.text.prompt_injection import addresses
from interview.text.sentences import sentences

# Nobody is asked about more, and a hostile text may have thousands.
MOST_DUTIES = 60
# "Shelf-life studies" and "Host guests" give nothing to go by.
FEWEST_WORDS = 4
# Longer ones are texts without an end of a sentence, which nobody reads through.
_LONGEST = 1_000
_HEADING_WORDS, _ANNOUNCING_WORDS = 6, 14
# From so many signs on a line was broken where the page ended, not where it had ended.
_FULL_LINE = 60


class _Part(Enum):
    """What stands below a heading."""

    DUTIES = "duties"
    ABILITIES = "abilities"
    UNKNOWN = "unknown"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Duty:
    """A line as it stands, without its mark; `is_done` says that it tells what is done there, not what one can do."""

    line: str
    is_done: bool


_MARK = re.compile(r"(?:[-–—*•·●▪■◦○>+✓✔]+|\(?\d{1,2}[.)]|[a-z][.)])\s+(?=\S)|[•·●▪■◦○✓✔]")


def _any_of(*words: str) -> str:
    return rf"\b(?:{'|'.join(words)})\b"


_YOU_WILL = r"you(?:['’]ll| will| would)"
# "You will", "The night senior will be", "In charge of", with a list below.
_ANNOUNCES = re.compile(r"\b(?:will|would|['’]ll)(?: be)?(?: responsible for| in charge of)?$|^responsible for$", re.I)
_LEFT_OUT = re.compile(
    _any_of(
        r"benefits?|perks|rewards?|package|compensation|salary|pay|in return",
        r"(?:we|our) (?:\w+ )?(?:offer|provide|pay|give)|offer(?:s|ed)? you",
        r"you(?:['’]ll| will)? (?:get|receive|gain|learn)",
        r"about (?:us|the (?:firm|company|team))|who we are|why \w+|our \w+|equal|diversity|(?:how to )?apply",
        r"physical|working conditions|hours|shifts?|schedule|locations?",
        r"desirable|nice|plus(?:es)?|bonus|preferred|welcome|optional|good to have|great if|would (?:like|be)",
        r"(?:do|does|will) not|don['’]t",
    ),
    re.I,
)
_DUTIES = re.compile(
    _any_of(
        r"duties|responsibilities|responsible for|accountabilities|accountable for|tasks|activities|job description",
        rf"(?:what )?{_YOU_WILL}(?: be)? do(?:ing)?|what you do|day[- ]to[- ]day|scope of work|in charge of",
        r"(?:the|this|your) (?:role|job|work|position|mission)",
    ),
    re.I,
)
_ABILITIES = re.compile(
    _any_of(
        r"requirements?|required|qualifications?|essential|must|needs?|skills|abilities|looking for|who|criteria",
        r"you (?:have|bring|are|can)|about you|specification|candidate|profile|competenc\w+|what matters",
    ),
    re.I,
)
# Verbs of doing, without an ending; what one is, has, needs, gets or only takes part in is none.
_DO = (
    r"(?:administer|advis|agre|allocat|analy[sz]|answer|approv|arrang|assembl|assess|assign|audit|balanc|book|build|"
    r"calculat|calibrat|care? for|challeng|chair|chas|check|clean|coach|collect|compil|complet|conduct|configur|"
    r"control|cook|co-?ordinat|count|creat|cutt?|deal|decid|delegat|deliver|design|develop|diagnos|direct|dispens|dispos|"
    r"document|draft|drill|edit|ensur|escalat|estimat|evaluat|examin|explain|fil|find|fitt?|forecast|fix|guard|guid|"
    r"hand over|handl|head|help|host|identif|implement|inspect|install|instruct|interpret|investigat|issu|keep|label|"
    r"lay|lead|liais|line[- ]manag|load|log|look after|maintain|manag|measur|mentor|mix|monitor|mount|negotiat|observ|"
    r"open|operat|optimi[sz]|order|organi[sz]|overse|own|pack|paint|perform|plann?|plant|post|prepar|present|prevent|process|"
    r"produc|programm?|protect|provid|prun|purchas|put|quality assur|receiv|recommend|reconcil|record|recruit|referr?|"
    r"releas|repair|replac|report on|research|resolv|respond|review|roster|runn?|safeguard|schedul|secur|sell|send|"
    r"serv|service|sett?|sew|shap|ship|sign|sort|specif|stock|supervis|support|survey|take (?:care|charge|over)|teach|"
    r"test|tim|track|train|translat|treat|troubleshoot|updat|validat|verif|visit|wash|watch|weigh|weld|writ)"
)
_DOES, _DOES_SO, _DOING = rf"{_DO}(?:e|s|es|y|ies)?", rf"{_DO}(?:s|es|ies)", rf"{_DO}(?:y|e)?ing"
_ADVERBS = r"(?:(?:also|then|\w{2,12}ly|often|either|help(?: us)?(?: to)?)\s+){0,2}"
# What may stand behind "will" though nobody does anything by it.
_NOT_DOING = (
    r"(?:be|have|get|receive|need|find|join|earn|enjoy|learn|work|report|belong|become|see|benefit|gain|start|begin|go|"
    r"undergo|require|hold|possess|rotate|spend|live|travel|move|love|like|know|feel|bring|not|never|thrive|grow|always|"
    r"attend|meet|want|fit|wear|come|stand|sit|walk|carry(?! out| on)|lift|share|pass|obtain|hear|expect|complement|"
    r"understand|speak|communicate|adapt|contact|call|play|act)"
)
_WILL = re.compile(
    r"(?:(?:reporting|in this|as (?:an?|our|the)|working|together|every|each)\b[^.!?;:]{0,80}?\s)?"
    rf"(?:{_YOU_WILL}|the (?:post ?holder|(?:successful )?(?:candidate|applicant)) (?:will|shall))\s+{_ADVERBS}"
    rf"(?:(?!{_NOT_DOING}\b)[a-z-]{{2,}}|be (?:responsible|accountable|in charge))\b",
    re.I,
)
_YOU = re.compile(rf"you\s+{_ADVERBS}{_DOES}\b", re.I)
_BEGINS = re.compile(rf"{_ADVERBS}(?:{_DOES}|{_DOING})\b(?!:| skills)|responsible for\b|in charge of\b", re.I)
_HE_OR_SHE = re.compile(rf"{_DOES_SO}\b(?!:)", re.I)
_CAN = re.compile(
    r"(?:you\s+|who\s+|that\s+)?(?:can|will|able to|are able to|is able to|(?:the )?ability to|capable of|comfortable|"
    r"confident(?: in)?|skilled (?:at|in)|good at|(?:\w+ )?experienced? (?:of|in|with|at))\s+"
    rf"{_ADVERBS}(?:{_DOES}|{_DOING})\b(?! skills)"
    rf"|(?:you\s+)?{_DO}(?:e|y)?(?:\s+and\s+\w+)?\s+(?:an?|the|your|our|\d+)\s|(?:you\s+)?(?:{_DOES_SO}|{_DOING})\b"
    r"(?! skills)",
    re.I,
)
_NO_DUTY = re.compile(
    _any_of(
        # Pay and what else somebody gets.
        r"per (?:hour|annum|month)|p\.a|an hour|salar(?:y|ies) (?:of|from|range)|competitive|pension|holidays?|we pay",
        r"annual leave|sick pay|paid (?:by|holiday|leave|time|training)|bonus(?:es)?|benefits?|perks|discounts?",
        r"share plan",
        r"(?:training|uniform|tools|accommodation|transport|meals|food) (?:is |are |will be )?(?:given|provided|free)",
        # Times and place.
        r"shift pattern|full[- ]time|part[- ]time|weekends?|evenings|overtime|flexib\w+|hours (?:per|a) (?:week|day)",
        r"\d+ ?(?:hours|hrs)|rotational|(?:two|three|rotating|night|day|early|late)[- ]shifts?|on[- ]call rota",
        r"based (?:in|at)|located|location|relocat\w+|commut\w+|travel|remote(?:ly)?|hybrid work\w*|willing(?:ness)?",
        # Papers and years.
        r"licen[cs]es? (?:is |are )?(?:required|needed|essential)|driv(?:ing|er['’]?s) licen[cs]e|degree|diploma",
        r"bachelor\w*|master['’]s|gcses?|nvq|high school|\d+\+? ?(?:years?|yrs)|years['’]? (?:of )?experience|dbs",
        r"background check|drug[- ]test\w*",
        # What a body must bear.
        r"lift(?:ing)? (?:up to|\d|heavy)|stand(?:ing)? (?:for|up)|heights|confined spaces|physical(?:ly)?|kneel\w*",
        r"stoop\w*|lbs|pounds|kgs?",
        # How one applies, whom the law names, and what is left to whoever asks.
        r"appl(?:y|ications?) (?:by|to|now|with|for this|online|here|form)|to apply|your cv|cover letter|closing date",
        r"(?:send|e-?mail|call|contact|write to) (?:us|your)|equal opportunit\w+|regardless|discriminat\w+",
        r"(?:other|additional|further|any)(?: \w+)? (?:duties|tasks)|as (?:assigned|directed)|ad[- ]hoc",
        # Wishes, and what is not asked.
        r"prefer(?:red|ably)|desirable|desired|ideally|an? (?:plus|advantage|bonus|asset)|nice to have|optional",
        r"(?:not|never|no) (?:be |have to |need )?(?:required|needed|necessary|expected|need)|do not|don['’]t|will not",
        # The firm of itself, and qualities alone.
        r"we|we['’](?:re|ll)|our (?:mission|values|culture|vision)|team players?|fast[- ]paced|passion\w*",
        r"interviewers?",
    )
    + r"|https?:|www\.|@|\?",
    re.I,
)
# What stands in brackets says how things are there: "(we are residential)".
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{0,200}[)\]]")
# How an item begins that says what somebody is, has or needs.
_IS_OR_HAS = re.compile(
    r"(?:should|must|needs?|has|have|having|holds?|an?|no|you(?:['’]re| (?:are|have|must|need)))\b", re.I
)
_UNFINISHED = re.compile(r"(?:\b(?:and|or|of|the|to|a|an|in|for|with|by|on|at|from|as)|[,:&/(–—-])$", re.I)
_LABEL = re.compile(r"[^:]{3,60}:\s+(?=\S)")
_ITEM = re.compile(r"[,;]\s+(?![^()]{0,200}\))")
# A line with so many commas is a list, of which one item is enough.
_LIST = 3


def duties(text: str) -> tuple[Duty, ...]:
    """At most MOST_DUTIES lines in reading order, none twice, of no more than MAX_JOB_CHARS characters. A line that is
    too long to be quoted ends where a sentence or clause of it does."""
    found: dict[str, Duty] = {}
    for line, is_done in _told(text[:MAX_JOB_CHARS]):
        said = _clean(line)
        if said and _is_whole(said):
            found.setdefault(said.casefold(), Duty(said, is_done))
        if len(found) == MOST_DUTIES:
            break
    return tuple(found.values())


def _clean(line: str) -> str:
    return quotable(" ".join(line.split()).rstrip(" .;,")).rstrip(" .;,")


def _is_whole(said: str) -> bool:
    """Whether a line tells something, is no beginning of it and says nothing of what is left out."""
    is_told = len(re.findall(r"[^\W\d_]{2,}", said)) >= FEWEST_WORDS and said.count("(") == said.count(")")
    if not is_told or said.isupper() or _UNFINISHED.search(said) or "“" in said or "”" in said:
        return False
    return not _NO_DUTY.search(_ASIDE.sub("", said)) and not addresses(said)


def _told(text: str) -> Iterator[tuple[str, bool]]:
    """Lines and sentences that tell of a duty, before it is looked at what they say of it."""
    part, is_in_list = _Part.UNKNOWN, False
    for line in _lines(text):
        mark = _MARK.match(line)
        said = line[mark.end() :].strip() if mark else line
        if not mark and (heading := _heading(said)) is not None:
            part, is_in_list = heading, False
            continue
        if is_in_list and not mark:
            # What stands behind a list is no longer below its heading.
            part = _Part.UNKNOWN
        is_in_list = mark is not None
        if len(said) > _LONGEST and mark:
            continue
        if mark:
            yield from _of_an_item(said, part)
        else:
            yield from _of_prose(said, part)


def _of_an_item(said: str, part: _Part) -> Iterator[tuple[str, bool]]:
    if part is _Part.DUTIES and not is_known(said) and not _IS_OR_HAS.match(said):
        yield said if len(said) <= _FULL_LINE * 4 else said[: _first(said)], True
    elif part is _Part.ABILITIES and (_CAN.match(said) or _YOU.match(said)):
        yield said, False


def _first(said: str) -> int:
    return next((each.end for each in sentences(said)), len(said))


def _of_prose(said: str, part: _Part) -> Iterator[tuple[str, bool]]:
    label = _LABEL.match(said)
    if label and (announced := _announced(label[0].rstrip(" :"))) is not None:
        part, said = announced, said[label.end() :]
        if part is _Part.DUTIES and len(_ITEM.findall(said[:_LONGEST])) >= _LIST:
            items = _ITEM.split(said[: _first(said)].rstrip("."))[:MOST_DUTIES]
            yield from ((item, True) for item in items if len(item) <= _LONGEST)
            return
    if part is _Part.LEFT_OUT:
        return
    for each in sentences(said):
        sentence = each.of(said)
        if len(sentence) > _LONGEST:
            continue
        if _WILL.match(sentence) or (part is _Part.DUTIES and _BEGINS.match(sentence)):
            yield sentence, True
        elif _YOU.match(sentence) or (each.start == 0 and part is _Part.UNKNOWN and _does(sentence)):
            yield sentence, False


def _does(sentence: str) -> bool:
    """ "Oversees the daily operation", of somebody who is not named: the heading may be a title."""
    return _HE_OR_SHE.match(sentence) is not None


def _heading(line: str) -> _Part | None:
    """What stands below a line; None where it is no heading."""
    if line.endswith(":"):
        announced = line[:-1].strip()
        last = re.split(r"[.!?]\s", announced[-300:])[-1]
        return (_announced(last) or _Part.UNKNOWN) if len(last.split()) <= _ANNOUNCING_WORDS else _Part.UNKNOWN
    if len(line.split()) > _HEADING_WORDS or re.search(r"[.,;!?]", line):
        return None
    return _announced(line) or (_Part.UNKNOWN if line.istitle() or line.isupper() else None)


def _announced(words: str) -> _Part | None:
    if _ANNOUNCES.search(words):
        return _Part.DUTIES
    if _LEFT_OUT.search(words):
        return _Part.LEFT_OUT
    if _DUTIES.search(words):
        return _Part.DUTIES
    return _Part.ABILITIES if _ABILITIES.search(words) else None


def _lines(text: str) -> Iterator[str]:
    """Lines with what a page broke off them."""
    held = ""
    for raw in printable(text).splitlines():
        line = " ".join(raw.split())
        goes_on = len(held) >= _FULL_LINE and line[:1].islower() and not _MARK.match(line)
        if goes_on and not held.endswith((".", ";", ":")):
            held = f"{held} {line}"
            continue
        if held:
            yield held
        held = line
    if held:
        yield held

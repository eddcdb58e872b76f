"""Which skills a resume names only to say that somebody lacks them, wishes for them, or that others work with them.

The words in front of a name or right behind it decide, within its clause. Any other "not" may well tell of work done
with it: "never lost a message in Kafka", "trained people who had never used Excel".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from interview.resume.profile.lexicon import Hit

# So many characters may stand between what denies and the first name, and so many are looked at behind it.
_FARTHEST, _BEHIND = 60, 120
_CLAUSE_ENDS = re.compile(
    r"[;；。！？]|(?<=[\w)%+#]{2})[.!?](?=\s)|\b(?:but|though|although|however|whereas|instead|except)\b|,\s+so\b|"
    r",\s+(?:and\s+)?(?=(?:I|we)\b)|\s[–—-]\s|\n\s*[-*•]|但",
    re.IGNORECASE,
)
_EXPERIENCE = r"(?:experience|knowledge|skills?|exposure|background|training|qualifications?)"
_EXPERIENCE_WITH = rf"(?:[\w-]+\s+){{0,2}}?{_EXPERIENCE}\s+(?:with|of|in|on|using)\b"
_NOT = (
    r"(?:\bnever|\bnot(?!\s+(?:only|just|merely|simply)\b)|\bno longer|\bcannot|\byet to|"
    r"(?<=\w)n['’]t(?!\s+(?:only|just)\b))"
)
_ADVERBS = r"(?:(?:yet|ever|really|actually|personally|formally|had|been|able|to|the chance)\s+){0,5}"
_USED = (
    r"(?:work(?:ed|ing)?|us(?:e|ed|ing)|touch(?:ed)?|d(?:o|id|one)|tr(?:y|ied)|learn(?:ed|t)?|known?|wr(?:ite|itten|ote)|"
    r"cod(?:e|ed)|program(?:med)?|stud(?:y|ied)|take|taken|took|completed?|pass(?:ed)?|understand|"
    r"train(?:ed)?|driv(?:e|en(?!\s+by)|ing)|drove|operat(?:e|ed|ing)|"
    r"(?:familiar|experienced|skilled|fluent|proficient|qualified|certified|licen[cs]ed)(?=\s+(?:in|with|for)\b))\b"
)
_LACKS = re.compile(
    rf"{_NOT}\s+(?:{_ADVERBS}(?P<verb>{_USED})|(?:have|had|got)\s+(?:any\s+|much\s+)?{_EXPERIENCE_WITH})|"
    rf"\b(?:no|zero|lack|lacking)\s+{_EXPERIENCE_WITH}|"
    r"\b(?:(?:would|d)\s+(?:like|love)|want|plan|hope|aim|intend|eager|keen|willing|happy|ready|going)\s+"
    r"to\s+(?:learn|study|try|train(?=\s+(?:in|on|as|for|with)\b)|"
    r"take(?=[^.;]{0,60}\b(?:course|class|exam|certifi\w+|training)\b)|get\s+into)\b|\binterested\s+in\s+(?:learning|studying)\b|"
    r"\bknow\s+nothing\b|\bI(?:['’]m|\s+am)\s+new\s+to\b|"
    r"\b(?:only|just|merely)\s+(?:ever\s+)?(?:read|heard|seen)\b|\b(?:have|ve)\s+(?:read|heard)\s+(?:about|of)\b",
    re.IGNORECASE,
)
# A few words up to the name, none of which begins something else that is denied in its place.
_UP_TO_NAME = re.compile(
    r"(?:\s+(?!(?:because|when|if|since|after|before|so|such|too|who|which|that|than|as|how|what|why|where|while|every\w*|"
    r"all|enough|other|without|unless|until|besides|beyond|more|less|to|and|i|we)\b)[\w'’-]+){0,4}\s+[\"“(]?",
    re.IGNORECASE,
)
_CANCELS = re.compile(
    r"\b(?:without|unless|until|above|faster|"
    r"since (?:(?:[\w’']+ ){0,5}?(?:19|20)\d\d|leaving|my last|university|college|school)|"
    r"for (?:[\w-]+ ){1,3}(?:years?|months?|weeks?|while)\b(?! (?:end|of)\b)|for (?:some|a long) time\b(?! of))\b",
    re.IGNORECASE,
)
# In a line of capitals every word has one.
_BEGINS_SENTENCE = re.compile(r"[A-Z][a-z]|I\b")
_AUXILIARY = re.compile(r"have|has|had|do|does|did|am|are|is|was|were|ca|can|could|would|will", re.IGNORECASE)
_THIRD_PERSON = re.compile(r"who|that|which|they|s?he|it|people|team|staff|\w{2,}[^\Ws]s", re.IGNORECASE)

_NO = re.compile(r"\b(?:no|neither)\b|(?:\A|[\n.;,(•*-]\s{0,3})without\b", re.IGNORECASE)
_NOT_HELD = re.compile(
    rf"(?!no longer){_NOT}\s+(?:yet\s+)?(?:have\s+|had\s+)?(?P<verb>have|had|got|hold|held|need(?:ed)?)\b",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\bleft\b", re.IGNORECASE)
_OR_NONE = re.compile(r"\s+(?:[\w-]+\s+)?")
_NO_MORE_OF_IT = re.compile(
    r"(?:\s*(?:[,/&]|\b(?:or|nor|and)\b)\s*(?:(?:or|nor|and)\s+)?[\w+#.-]+){0,6}?"
    rf"\s*(?:{_EXPERIENCE}|course|certificate|licen[cs]e)?\s*(?:yet|so far|at all|any ?more)?\s*"
    r"(?:[.,;:)!]\s|[.,;:)!]?$|\n)",
    re.IGNORECASE,
)
_OTHER_PEOPLE = (
    r"(?:developers?|engineers?|programmers?|coders?|colleagues?|contractors?|agency|brother|sister|wife|"
    r"husband|partner|father|mother|son|daughter|friends?|(?:platform|data|other|another|it) team)"
)
_SOMEBODY_ELSE = rf"others|someone else|(?:my|our|an?)\s+{_OTHER_PEOPLE}"
_LABEL = re.compile(
    r"\b(?:not (?:yet )?used|never used|reading about|want to learn|learning next|(?:next|yet|still) to learn|"
    r"(?:my |our )?teams? uses?|not (?:really )?my (?:thing|area|field|strength)|used to know|once knew|"
    rf"not yet(?=\s*(?:[:：]|$))|no {_EXPERIENCE})\b|想学|未使用|没用过",
    re.IGNORECASE,
)
_TO_OTHERS = re.compile(rf"\s+to\s+(?:{_SOMEBODY_ELSE})\b", re.IGNORECASE)
_UP_TO_COLON = re.compile(r"[^:：]{0,30}[:：]\s*")
_OTHERS = re.compile(
    r"(?:\A|[\n.!?;:,(–—-]\s*|\b(?:and|because|while|as|since|where)\s+)(?:my|our|their|his|her|an?|another)\s+"
    rf"(?:[\w-]+\s+){{0,2}}?{_OTHER_PEOPLE}\s+"
    r"(?:(?-i:[A-Z][\w’'-]+)\s+)?(?:(?:\w+ly|also|already|then)\s+)?"
    r"(?:wr[io]tes?|built|builds?|used?|uses|runs?|ran|ma[dk]es?|did|does|do|develop(?:s|ed)?|cod(?:es?|ed)|"
    r"maintain(?:s|ed)?|works?(?:\s+(?:with|in))?)\b|\bsat in on\b|"
    r"\btranslat(?:ed|or|ion)\b[^:.]{0,40}\bbooks? (?:on|about)\b",
    re.IGNORECASE,
)
_OF_THEIR_WORK = re.compile(r"(?:\s+(?!(?:I|we|which|that)\b)[\w'’-]+){0,6}?\s+", re.IGNORECASE)
_LACKS_IN_CHINESE = re.compile(
    r"(?:没有?|未|从未)(?:用|使用|接触|学)过?|不(?:会|懂|熟悉|了解)(?:用|使用)?|(?:想|打算|希望|计划)学(?:习)?"
)
_WITHOUT_IN_CHINESE = re.compile(r"没有|无|缺乏")
_EXPERIENCE_IN_CHINESE = re.compile(r"\s*(?:的)?[\u3400-\u9fff]{0,4}经验")
_SPACE = re.compile(r"\s*")
_BEHIND_IT = re.compile(
    r"\s*(?:(?:&|/|\band\b|\bor\b)\s*[\w+#.-]+)?[\s★☆●○]*(?:"
    r",?\s*(?:which\s+|that\s+)?I(?:['’]ve|\s+have|\s+do|\s+did|\s+can)?\s*(?:n['’]t|not|never)\s+"
    rf"{_ADVERBS}{_USED}(?=\s*(?:[.,;)]|$|yet))|"
    r"\s*(?:is|are|was)(?:n['’]t|\s+not)\s+(?:really\s+)?(?:my\s+(?:thing|area|field|strength|job|task)|for me)\b|"
    r"\s*(?:is|are)\s+(?:something|what)\s+(?:that\s+)?I\s+(?:still\s+)?(?:have|need|want)\s+to\s+learn\b|"
    rf"\s*(?:was|were|is|are)\s+(?:done|handled|made)\s+by\s+(?:{_SOMEBODY_ELSE})\b|"
    r"(?:\blicen[cs]e)?(?<=licen[cs]e)\W{0,3}(?:(?:is|has)\s+)?(?:not held|expired|lapsed)\b"
    r"(?![^.\n]*(?<!not )(?<!not yet )(?<!never )(?<!be )(?<!n't been )(?<!n’t been )\brenewed)|"
    r"\?\s+no\b(?!\s+\w)|"
    r"(?:\(|:|[–—-]\s)\s*(?:none|no|not yet|never(?: used)?|not (?:yet )?used(?: yet)?|no experience(?: yet)?|"
    r"(?:I )?(?:want|would like|yet|still|plan|planning) to learn|to learn|learning next)\s*(?:[).,;]|$|\n))",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*(?:[,，、/&和或与]|\b(?:or|nor|and)\b)[\s,]*(?:(?:or|nor|and|even)\s+)?(?:the\s+|any\s+)?", re.IGNORECASE
)
_OR = re.compile(r"\b(?:or|nor)\b|/", re.IGNORECASE)
_OR_FOLLOWS = re.compile(r"(?:\s*,\s*[\w+#.-]+){0,4}\s*,?\s*\b(?:or|nor)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Way:
    """A way to deny: what says so, what may stand between it and the name, and what has to stand behind the name.

    `is_of_list` says that it counts for all of a list: "never used SQL, Excel" denies both, "no SQL, Excel" one, and
    `is_of_oneself` that it has to be said of who wrote it.
    """

    says_so: re.Pattern[str]
    between: re.Pattern[str]
    behind: re.Pattern[str] = _SPACE
    is_of_list: bool = True
    is_of_oneself: bool = False


_LACKING = _Way(_LACKS, _UP_TO_NAME, is_of_oneself=True)
_WAYS = (
    _LACKING,
    _Way(_NOT_HELD, _OR_NONE, _NO_MORE_OF_IT, is_of_list=False, is_of_oneself=True),
    _Way(_LEFT, _OR_NONE, _TO_OTHERS, is_of_list=False),
    _Way(_LABEL, _UP_TO_COLON),
    _Way(_OTHERS, _OF_THEIR_WORK),
    _Way(_LACKS_IN_CHINESE, _SPACE),
    _Way(_NO, _OR_NONE, _NO_MORE_OF_IT, is_of_list=False),
    _Way(_WITHOUT_IN_CHINESE, _SPACE, _EXPERIENCE_IN_CHINESE, is_of_list=False),
)


class _Said(NamedTuple):
    end: int
    way: _Way


def denied(text: str, hits: Sequence[Hit]) -> frozenset[Hit]:
    """Those of the hits in a text, in reading order, that it names as what somebody lacks or others have."""
    if not hits:
        return frozenset()
    said = sorted((_Said(match.end(), way) for way in _WAYS for match in _told(text, way)), key=lambda each: each.end)
    clauses = [match.end() for match in _CLAUSE_ENDS.finditer(text)]
    found: set[Hit] = set()
    before, is_of_list = hits[0], False
    for hit in hits:
        if before in found and _goes_on(text, before, hit, is_of_list=is_of_list):
            found.add(hit)
        elif way := _way(text, hit, said, clauses):
            found.add(hit)
            is_of_list = way.is_of_list
        elif _BEHIND_IT.match(text, hit.end, hit.end + _BEHIND):
            found.add(hit)
            is_of_list = False
        before = hit
    return frozenset(found)


def is_label_of_denied(label: str) -> bool:
    """Whether a label says that what is listed behind it is not theirs: "Not used yet", "Used to know"."""
    return _LABEL.search(label) is not None


def _told(text: str, way: _Way) -> list[re.Match[str]]:
    """Where a text denies something in a way, of who wrote it."""
    return [match for match in way.says_so.finditer(text) if not way.is_of_oneself or _is_of_oneself(match)]


def _is_of_oneself(lacks: re.Match[str]) -> bool:
    """Whether who wrote it is the subject, or none is named, as where a sentence begins with it. What "had never" been
    used, or somebody "did not know", is the beginning of how it was learned."""
    if _BEGINS_SENTENCE.match(lacks.group()):
        return True
    words = lacks.string[max(0, lacks.start() - _FARTHEST) : lacks.start()].split()
    auxiliary = words.pop().lower() if words and _AUXILIARY.fullmatch(words[-1]) else ""
    if auxiliary == "had" or (auxiliary == "did" and (lacks["verb"] or "").lower() == "know"):
        return False
    return not words or _THIRD_PERSON.fullmatch(words[-1]) is None


def _way(text: str, hit: Hit, said: Sequence[_Said], clauses: Sequence[int]) -> _Way | None:
    place = bisect_right(clauses, hit.start)
    begin = max(clauses[place - 1] if place else 0, hit.start - _FARTHEST)
    end = min(clauses[place] if place < len(clauses) else len(text), hit.end + _BEHIND)
    behind = text[hit.end : hit.end + _BEHIND]
    for number in range(bisect_right(said, hit.start, key=lambda each: each.end) - 1, -1, -1):
        told, way = said[number]
        if told <= begin:
            break
        is_cancelled = way is _LACKING and _CANCELS.search(text, hit.end, end)
        if way.between.fullmatch(text, told, hit.start) and way.behind.match(behind) and not is_cancelled:
            return way
    return None


def _goes_on(text: str, before: Hit, hit: Hit, *, is_of_list: bool) -> bool:
    """Whether a name is the next of the list that a denied one is in."""
    if _JOINT.fullmatch(text, before.end, hit.start) is None:
        return False
    is_one = is_of_list or _OR.search(text, before.end, hit.start)
    return bool(is_one or _OR_FOLLOWS.match(text, hit.end, hit.end + _BEHIND))

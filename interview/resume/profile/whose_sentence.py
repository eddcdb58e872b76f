"""Whose work a sentence of a resume tells of: that of who wrote it, or a wife's, an employer's, a firm's.

The subject in front of the verb decides, and where there is none the sentence is about the person. It knows no
grammar beyond that: what is denied, or may be another's, is not told of this person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from interview.resume.profile.deeds import DID, IRREGULAR
from interview.resume.profile.roles import names_who_works
from interview.text.words import FUNCTION_WORDS

# Behind at least two small letters no abbreviation of a title or a month ends.
_SENTENCE_BEGINS = re.compile(r"(?:[a-z)%]{3}|\d)[.!?]\s+(?=[A-Z“\"])|;\s+")
_FINITE = r"(?:has|is|was|works|serves|sails|practi[sc]es|became|becomes)"
_VERB = (
    rf"(?:{_FINITE}|have|had|are|were|work|worked|serve|served|employs?|employed|engaged|appointed|hires?|hired|took|made|"
    r"promoted|joined|started|began|came|went|moved|returned)"
)
_BEFORE_VERB = r"(?:,[^,.;]{0,80},)?\s+(?:(?:now|also|still|always|currently|never|only|once|later|then)\s+)?"
# A subject of its own begins another clause: "the last ten years I have been".
_OTHER_WORD = r"(?!(?:I|we|s?he|they|who|which|that)\b)[\w'’&-]+"
_OF_SOMEBODY = (
    rf"\b(?:my|our|his|her|their)\s+(?:{_OTHER_WORD}\s+){{0,4}}?(?P<kin>{_OTHER_WORD}){_BEFORE_VERB}{_VERB}\b"
)
_CLAUSE = (
    r"(?:^|(?<=[,;:(]\s)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bwhile\s)|(?<=\bwhere\s)|(?<=\bwhen\s)|(?<=\bbecause\s)|"
    r"(?<=\bthat\s))"
)
_SOMETHING = (
    rf"{_CLAUSE}(?:the|this|that|these|those|an?|one|every|each|both|another|its)\s+"
    rf"(?:{_OTHER_WORD}\s+){{0,5}}?(?P<thing>{_OTHER_WORD}){_BEFORE_VERB}{_VERB}\b"
)
_NAMED = (
    r"(?P<name>(?-i:[A-Z][\w'’-]+(?:\s+[A-Z][\w'’.-]+){0,2}))(?:\s+(?:of|at|from|in)\s+[\w'’-]+)?"
    rf"{_BEFORE_VERB}{_FINITE}\b"
)
_SUBJECT = re.compile(
    r"(?P<own>\b(?:(?-i:I)|we)\b(?!\.))|(?P<third>\bs?he\b)|"
    r"(?P<other>\b(?:they|who|which|whose|it|you|nobody|everybody|everyone|somebody|someone)\b)|"
    rf"{_OF_SOMEBODY}|{_SOMETHING}|{_CLAUSE}{_NAMED}",
    re.IGNORECASE,
)
# What somebody has of a work is not somebody else.
_OF_A_WORK = re.compile(
    r"(?:jobs?|posts?|positions?|roles?|work|career|employment|experience|service|trade|time|days?|months?|years?|title|duties)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"\w+ly|now|then|today|still|also|later|once|here|there|next|first", re.IGNORECASE)
_THIRD_PERSON = re.compile(r"\b(?:has|is|works|serves|sails|practi[sc]es)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:never|not(?!\s+only\b)|no|neither|nor|without|cannot|would|could|might|should)\b|n['’]t\b",
    re.IGNORECASE,
)
# What is denied before it is no longer.
_GOES_ON = re.compile(
    r"\b(?:and|but)\s+(?:now\s+|then\s+|instead\s+)?(?:have|has|am|is|was|work|works|worked|became)\b", re.IGNORECASE
)
_ME, _THEM = re.compile(r"\s*(?:me|us)\b", re.IGNORECASE), re.compile(r"\s*(?:him|her)\b", re.IGNORECASE)
_SAYS_NO = re.compile(
    r"(?:I|we)(?:['’]m| (?:am|are|was|were|have|had|do|did))(?: (?:not|never|no)|n['’]t)\b"
    r"(?:(?<=m not)|(?<=m no)|(?<=was no)|(?<=was not)|(?<=wasn['’]t)|"
    r"\s+(?:yet\s+)?(?:been|be|work|train|qualif|serve|becom|becam)\w*)",
    re.IGNORECASE,
)

_FOR_FAMILY = (
    r"\s+(?:for|of|to)\s+(?:my|our|his|her)\s+(?:\w+\s+){0,2}(?:mother|mum|mom|father|dad|parents?|wife|husband|partner|"
    r"sons?|daughters?|children|kids|brothers?|sisters?|family|grand\w+|aunt|uncle)\b"
)
_BEHIND_A_TITLE = re.compile(_FOR_FAMILY, re.IGNORECASE)
_IS_FOR_FAMILY = re.compile(rf"\b(?:am|['’]m|was|been)(?:\s+[\w-]+){{1,4}}?{_FOR_FAMILY}", re.IGNORECASE)

# Longer ones are no lines of a resume.
_LONGEST = 1_000
_BORDER = re.compile(
    r"[;；]\s*|(?:(?<=[a-z)%]{3})|(?<=\d))[.!?]\s+(?=[A-Z])|"
    r",?\s+(?:and|but|while|whereas)\s+(?=(?:(?-i:I)|we|my|our)\b)|"
    r",\s+(?=(?:(?-i:I)|we|my|our|his|her|their|the|an?|another|one of)\b)",
    re.IGNORECASE,
)
_AND = r"(?:(?:and|but|while|whereas|though|although|so|then)\s+)*"
_PAST = rf"(?:{IRREGULAR}|[a-z]{{2,}}ed)"
_DOES = (
    rf"(?:{_PAST}|has|have|had|is|are|was|were|does|do|runs?|writes?|builds?|makes?|leads?|manages?|designs?|develops?|"
    r"maintains?|uses?|sells?|teach(?:es)?)"
)
_OF_WHOM = r"(?!(?:and|or|of|from|at|in|for|to|with|by|on|as|whom|whose)\b)" + _OTHER_WORD
_DOER = re.compile(
    rf"{_AND}(?P<whose>my|our|his|her|their|the|an?|another|one of (?:my|our|the))\s+"
    rf"(?P<who>(?:{_OF_WHOM}\s+){{0,4}}?{_OF_WHOM})(?:\s+(?:of|from|at|in|for)(?:\s+{_OTHER_WORD}){{1,5}}?)?"
    rf"{_BEFORE_VERB}{_DOES}\b",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"(?:(?:grand|step)?(?:mother|father|son|daughter)s?|mum|mom|dad|parents?|wife|husband|brothers?|sisters?|aunt|uncle|"
    r"cousins?|partner)",
    re.IGNORECASE,
)
_ABOVE_OR_BESIDE = re.compile(
    r"(?:boss(?:es)?|colleagues?|co-?workers?|friends?|predecessors?|successors?|employers?|supervisors?|managers?|"
    r"directors?|chief|head|professors?|mentors?|suppliers?|vendors?|contractors?|agenc(?:y|ies))",
    re.IGNORECASE,
)
# Whom somebody leads or teaches: what these reach is their own work, too.
_BELOW = re.compile(
    r"(?:trainee|apprentice|intern|volunteer|graduate|student|pupil|staff|member|owner)s?", re.IGNORECASE
)
# What is called like people.
_THINGS = re.compile(
    r"(?:server|driver|controller|planner|tester|host|anchor|setter|keeper|guard|agent|scout|lead|operator|"
    r"scheduler|editor|parser|loader|builder|worker|router|broker|handler|reader|writer|checker|tracker|viewer)s?",
    re.IGNORECASE,
)
_OTHER_TEAM = re.compile(
    r"(?:.*\s)?(?:other|different|platform|data|marketing|sales|finance|it|software|development|legal|web|back ?office)"
    r"\s+(?:teams?|departments?|office)",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"(?:.*\s)?(?:teams?|departments?|company|firm|business|client|customer|board|management)", re.IGNORECASE
)
_NAMED_DOER = re.compile(
    rf"{_AND}(?:(?:s?he|they)\s+{_PAST}\b|(?-i:(?:(?:Mr|Mrs|Ms|Dr|Prof)\b\.?\s+)?(?P<name>[A-Z][\w'’-]+)"
    rf"(?:\s+[A-Z][\w'’-]+){{0,2}})\s+(?:{DID}|won)\b)",
    re.IGNORECASE,
)
_OF_ME = re.compile(r"\b(?:me|us|my)\b", re.IGNORECASE)
_BY_ONESELF = re.compile(rf"{_AND}(?:(?:(?-i:I)|we)\b|{_PAST}\b)", re.IGNORECASE)
_I = re.compile(rf"{_AND}(?-i:I)\b(?!\.)", re.IGNORECASE)


def is_ones_own(text: str, end: int, *, is_first_person: bool, names: Collection[str]) -> bool:
    """Whether a sentence whose verb ends at `end` affirms something of the person; `names` has words of their name."""
    begin = max((match.end() for match in _SENTENCE_BEGINS.finditer(text, 0, end)), default=0)
    before = text[begin:end]
    subject = next(reversed(list(_subjects(before))), None)
    since = subject.start() if subject else 0
    since = max((match.start() for match in _GOES_ON.finditer(before, since)), default=since)
    if _DENIED.search(before, since):
        return False
    if subject is None:
        return not (is_first_person and _THIRD_PERSON.search(before))
    if subject["own"]:
        return True
    if subject["third"]:
        return not is_first_person
    if subject["name"]:
        return subject["name"].split()[0] in names
    # "The hospital hired me as"
    return (_ME if is_first_person else _THEM).match(text, end) is not None


def is_for_family(behind: str) -> bool:
    """Whether what stands behind a title says that it is for somebody's own family: a carer for their mother."""
    return _BEHIND_A_TITLE.match(behind) is not None


def is_of_another(text: str) -> bool:
    """Whether a text begins with a sentence about somebody else or something, or that says what somebody is not or is
    for their family alone."""
    subject = next(_subjects(text), None)
    is_others = subject is not None and subject.start() == 0 and (subject["kin"] or subject["thing"])
    return bool(is_others) or _SAYS_NO.match(text) is not None or _IS_FOR_FAMILY.search(text) is not None


def own_clauses(text: str) -> list[str]:
    """The parts of a line that are not about what somebody else did: the whole line where no clause is. What stands
    behind such a clause without a deed of the person is what came of that."""
    if len(text) > _LONGEST:
        return [text]
    found = list(_BORDER.finditer(text))
    begins, ends = [0, *(each.end() for each in found)], [*(each.start() for each in found), len(text)]
    clauses = [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
    has_i = any(map(_I.match, clauses))
    own: list[str] = []
    first, is_behind_another = None, False
    for begin, end, clause in zip(begins, ends, clauses, strict=True):
        is_another = _is_done_by_another(clause, is_beside_i=has_i)
        is_behind_another = is_another or (is_behind_another and not _BY_ONESELF.match(clause))
        if is_behind_another:
            first = None
        elif first is None:
            first = begin
            own.append(text[begin:end])
        else:
            own[-1] = text[first:end]
    return own


def _is_done_by_another(clause: str, *, is_beside_i: bool) -> bool:
    """Whether a clause tells what somebody else did. Where the person says "I" beside it, a team, a firm or a name is
    somebody else, too."""
    doer = _DOER.match(clause)
    if doer is None:
        named = _NAMED_DOER.match(clause) if is_beside_i else None
        name = (named["name"] or "") if named else ""
        is_name = not (name.lower() in FUNCTION_WORDS or _NO_NAME.fullmatch(name) or re.fullmatch(_PAST, name, re.I))
        return named is not None and is_name
    whose, who = doer["whose"].lower(), doer["who"]
    head = who.rpartition(" ")[2]
    if _KIN.fullmatch(head):
        return True
    if _OF_ME.search(clause, doer.end()):
        return False
    if _ABOVE_OR_BESIDE.fullmatch(head) or _OTHER_TEAM.fullmatch(f"{whose} {who}"):
        return True
    if _TEAM.fullmatch(head):
        return whose in ("another", "their", "his", "her") or (is_beside_i and whose not in ("my", "our"))
    if whose == "my" or _BELOW.fullmatch(head) or _THINGS.fullmatch(head):
        return False
    return names_who_works(head) or names_who_works(head.removesuffix("s"))


def _subjects(text: str) -> Iterator[re.Match[str]]:
    for match in _SUBJECT.finditer(text):
        first = (match["name"] or "").partition(" ")[0]
        is_name = not first or not (first.lower() in FUNCTION_WORDS or _NO_NAME.fullmatch(first))
        if is_name and not _OF_A_WORK.fullmatch(match["kin"] or match["thing"] or ""):
            yield match

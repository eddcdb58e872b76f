"""Sentences of an answer that speak to whoever grades it instead of the question, found and taken out.

An order, a claim to a score or a name counts only where it is spoken to the reader. Who quotes or reports such words,
or tells of work with rules, scores and models, speaks of the subject.
Beside what is said in words, what no answer has: prose in an encoding, a conversation with a grader, fields of a grade.
"""

from __future__ import annotations

import re

from interview.text.disguised_text import encoded_prose, plain
from interview.text.sentences import Sentence, sentences

# Who is asked for something: at the beginning of a sentence, behind a colon or a tag, or with "please" or "you must".
_ORDER = (
    r"(?:(?:^\W*|[:;>\]—–]\s*)(?:[\w ]{1,30},\s*)?|\b(?:before|when|if|as) you [\w ]{1,30},\s*"
    r"|\b(?:please|kindly|request (?:that )?you|you (?:must|should|will|have to|need to|are to)"
    r"|(?:can|could|would|will|ask) you(?: to)?)\s+)"
    r"(?:(?:and|so|now|then|but|also|just|please|kindly|instead)\b\W{0,3}){0,3}"
)
_OWN = (
    r"\b(?:(?:this|my|the above) (?:answer|response|reply|explanation)|(?:the )?(?:answer|response|candidate) above"
    r"|what i (?:wrote|said)(?: above)?)\b"
)
_GRADER = r"(?:grader|evaluator|examiner|assessor)s?\b(?!['’])"
_MODEL = r"(?:ai(?: assistant| model)?|(?:ai )?(?:large )?language model)\b"
_GIVE = r"(?:give|award|grant|assign|grade|mark|rate|score|treat|accept)"
_MARKS = r"(?:mark|score|point|credit|grade|rating)s?\b"
_TOP = (
    rf"\b(?:(?:full|maximum|max|perfect|highest|top|best|excellent|outstanding) (?:\w+ )?{_MARKS}|10 (?:out )?of 10\b"
    r"|(?<!to )100(?: ?(?:%|percent|points|marks)(?! (?:of|for|to|per)\b)|(?=\W*$|[,.;!/]| (?:and|out|here|to)\b)))"
)
_GOOD = r"(?:excellent|outstanding|perfect|complete|correct|covered)\b"
_DESERVES = (
    r"(?:deserves|is worth|counts as|(?:should|must) (?:get|receive"
    r"|be (?:given|awarded|graded|scored|marked|rated|counted|considered|treated|accepted)))"
)
_INSTRUCTIONS = (
    rf"{_ORDER}(?:(?:ignore|disregard|forget)\b.{{0,12}}\b(?:your|previous|prior|above|earlier)\b.{{0,25}}"
    r"\b(?:instructions?|rubric|prompts?|rules|criteria)\b"
    r"|(?:ignore|disregard|forget|override) (?:(?:all|any|these|the|your|of|previous|prior) )*"
    r"(?:instructions?|rubric|(?:grading|scoring|marking) criteria|criteria you)\b)"
    # Those of something else are meant: "Ignore the instructions in a document".
    r"(?! (?:in|inside|within|of|on|about|from|that|which|found)\b)",
)
_SCORES = (
    rf"(?<!\bI )(?<!\bwe )\b{_GIVE} {_OWN}(?: (?:as )?(?:\w+ )?{_GOOD}|.{{0,40}}{_TOP})",
    rf"\b{_GIVE}\b.{{0,20}}{_TOP}.{{0,20}}\b(?:to|for) {_OWN}",
    rf"(?:{_ORDER}|\band |\bto ){_GIVE} me (?:\w+ ){{0,2}}?{_TOP}",
    rf"{_ORDER}{_GIVE} (?:this|it|everything|(?:this|the) (?:answer|candidate)) (?:as |at )?(?:the |an? )?{_TOP}",
    rf"(?:{_ORDER}|\bplease\b.{{0,40}}\band ){_GIVE} (?:the |an? )?{_TOP}"
    r"(?=\W*$|[,.;!]| (?:and|here|for this|to this)\b)",
    rf"{_ORDER}{_GIVE} (?:every|each|all)(?: of)?(?: the)? key points? as covered\b",
    rf"\bwhoever (?:grades|reads|marks|scores) this\b.{{0,60}}(?:{_TOP}|\bcovered\b)",
    rf"(?<!\bwhether )(?<!\bif ){_OWN}.{{0,30}}\b{_DESERVES} (?:\w+ ){{0,4}}?(?:{_MARKS}|{_GOOD}|100\b)",
    rf"^\W*the answer (?:\w+ )?{_DESERVES} (?:\w+ ){{0,2}}?{_TOP}|\bi deserve (?:\w+ ){{0,2}}?{_TOP}",
)
_NAMES = (
    rf"(?:^\W*|[.,;:—]\s?)(?:dear|hey|hello|hi|attention|(?:note|message) (?:to|for))\b,? (?:\w+ ){{0,2}}?{_GRADER}",
    rf"{_ORDER}you are (?:(?:now |really )?(?:the|my)|now an?) (?:\w+ ){{0,2}}?(?:{_GRADER}|{_MODEL})",
    rf"{_ORDER}you are an? {_MODEL}",
    rf"\bas (?:(?:the|my) (?:\w+ )?{_GRADER}|an? {_MODEL}),? (?:please|you (?:must|should|have to|need to))\b",
)
_ADDRESS = re.compile("|".join((*_INSTRUCTIONS, *_SCORES, *_NAMES)), re.IGNORECASE | re.DOTALL)

# Words between quotation marks within a sentence, and what follows where others are said to speak.
_QUOTED = re.compile(
    r"(?<=[\w,:]\s)[\"“'‘`«][^\n]{1,300}?[\"”'’`»](?!\w)|(?<=\()[\"“'‘`«][^\n]{1,300}?[\"”'’`»](?=\))"
    r"|[\"“«][^\"”»\n]{1,300}[\"”»](?=\s[a-z])"
)
_REPORTED = re.compile(
    r"(?<!\bI )\b(?:says?|said|writes?|wrote|reads|tells|told|types|typed|states|asks|asked|claims"
    r"|(?<!\bwould )(?<!['’]d )like|such as|attacks?|inject\w+|phrases?)\b"
    rf"(?:[^.:!?]{{0,40}}:|(?= (?:that |please )?(?:ignore|disregard|forget|override|you are|{_GIVE}|{_OWN})\b)).*",
    re.IGNORECASE | re.DOTALL,
)

# What divides the turns of a prompt, where it does so: before what is said or behind the end of it.
_DIVIDER = r"(?:\[/?INST\]|<\|[a-z_]+\|>)"
_MARKUP = re.compile(rf"^\W*?{_DIVIDER}\s*\w|[.!?]\s*{_DIVIDER}\W*$", re.IGNORECASE)
# A turn in tags holds a sentence; a placeholder holds nothing, and an element of data a name.
_TURN = re.compile(
    r"<(system|assistant|user|instructions?)>(?=\s*[^\s<]+\s[^\s<]+\s[^\s<]+\s)[^<]*</\1>", re.IGNORECASE
)
# Who speaks in a conversation with a model or in an interview; one such word may begin a line of any answer, and in a
# use case a user and a system take turns.
_ROLE = re.compile(
    r"^\W{0,3}(system|assistant|user|human|ai|interviewer|candidate|grader|系统|助手|用户|面试官|考官|候选人)\s{0,2}[:：]",
    re.IGNORECASE | re.MULTILINE,
)
_MODEL_OR_GRADER = {"assistant", "ai", "interviewer", "grader", "助手", "面试官", "考官"}
_FIELD = re.compile(
    r"[\"'](?:clarity_level|addresses_grader)[\"']\s{0,2}[:=]|[\"']grades[\"']\s{0,2}[:=]\s{0,2}\[\s{0,9}\{\s{0,9}[\"']label\b"
    r"|[\"']verdicts?[\"']\s{0,2}[:=]\s{0,2}[\"'](?:covered|touched|missed|contradicted)\b",
    re.IGNORECASE,
)


def addresses(text: str) -> list[Sentence]:
    """Sentences that speak to the grader instead of the question."""
    roles = {role.casefold() for role in _ROLE.findall(text)}
    is_conversation = len(roles) > 1 and not roles.isdisjoint(_MODEL_OR_GRADER)
    turns = [match.span() for match in _TURN.finditer(text)]
    unquoted = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    return [
        part
        for part in sentences(text)
        if any(part.start < end and start < part.end for start, end in turns)
        or _ADDRESS.search(_REPORTED.sub("", plain(part.of(unquoted))))
        or _is_no_prose(part.of(text), is_conversation)
    ]


def _is_no_prose(sentence: str, is_conversation: bool) -> bool:
    read = plain(sentence)
    if _MARKUP.search(read) or _FIELD.search(read) or (is_conversation and _ROLE.search(sentence)):
        return True
    return next(encoded_prose(sentence), None) is not None


def without(text: str, parts: list[Sentence]) -> str:
    """The text with these parts blanked out; every other character keeps its place."""
    for part in parts:
        text = text[: part.start] + " " * (part.end - part.start) + text[part.end :]
    return text

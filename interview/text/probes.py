"""Claims of an answer that an interviewer would not let stand: what is missing beside a figure, a decision, a trouble;
what got better, is not done, is regretted, was felt or met resistance.

Found in the words alone, and only where somebody tells of themselves; the sentence is quoted whole or not at all. A
probe never says whether an answer is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from interview.core.key_point import StoryPart
from interview.core.speaker import is_own, says_i, says_we
from interview.text.changes import CHANGE, has_figures_to_compare, tells_a_figure, tells_the_start
from interview.text.chinese_claims import claims
from interview.text.deeds import DID
from interview.text.languages import is_chinese
from interview.text.left_so import is_left_so, left_unchanged
from interview.text.sentences import sentences
from interview.text.whole_sentences import NUMBER, sentence_spans

# A longer sentence is not repeated to somebody who has just said it.
LONGEST_QUOTE = 160
_ENDS, _QUOTES = ".!?…。！？", frozenset('"“”「」')
_IMAGINED = re.compile(r"\bwould\b|\w'd\b|\bif (?:I|we)\b", re.I)
_CHOSE = r"(?:decided|chose|went with|opted|picked|settled on|made the decision)"
# Who decided is "I" or "we" beside the verb, or two verbs before: "I know that he decided" tells what another did.
_DECIDED = re.compile(
    rf"\b(?:I|we) (?:(?:have|had|then|finally|also|first|both|all|soon|just|\w+ly) ){{0,2}}{_CHOSE}\b|"
    rf"\b(?:I|we)\b(?:(?!\b(?:that|he|she|they|who)\b)[^.!?,;]){{1,60}}?\band (?:then |finally |\w+ly )?{_CHOSE}\b",
    re.I,
)
_ALTERNATIVE = re.compile(
    r"\b(?:instead|rather than|alternativ\w*|other (?:option|way|possibility)|compared|considered|versus|vs\.?|option|"
    r"could have|would have)\b|\b(?:as|because|since|while)\b[^.!?]{0,30}\bthe (?:other|\w+ one)s?\b",
    re.I,
)
_REASON = re.compile(
    r"\b(?:because|otherwise|or else|in case|since|so that|as it|in order to|"
    r"the reason|which (?:let|gave|meant)|that way|"
    r"(?<!had )(?<!have )(?<!has )(?<!want )(?<!wanted )(?<!went )(?<!need )(?<!needed )(?<!decided )(?<!agreed )"
    r"(?<!used )(?<!tried )(?<!try )to (?:see|find out|make sure|check|avoid|test))\b",
    re.I,
)
_JOINTS = r"\b(?:and|but|because|as|when|until)\b"
# Behind a no in the same clause there was none.
_TROUBLE = re.compile(
    rf"(?:^|[,;:–—.!?]|{_JOINTS})"
    rf"(?:(?!{_JOINTS}|\b(?:no|not|never|nobody|none|without)\b|n['’]t\b)[^,;:–—.!?])*?"
    r"\b(?:problem|trouble|issue|conflict|argument|mistake|went wrong|broke|failed|crashed|outage|complain\w*|refused|"
    r"angry|delay\w*|missed the deadline|error)\b",
    re.I,
)
_END = re.compile(
    r"\b(?:in the end|finally|fixed|solved|resolved|since then|afterwards|after that|result|as a result|worked out|"
    r"turned out|never happened again|agreed|apologi[sz]ed|today|now|learned|back to normal|went live|delivered|"
    r"changed (?:it|that|this)|showed me|recovered|was able to|were able to|managed to)\b",
    re.I,
)
_BETTER = re.compile(
    r"\b(?:(?:was|got|went|became|worked|ran) (?:\w+ ){0,2}(?:better|easier|smoother|calmer)|"
    r"(?:then|after that) it (?:worked|turned|was (?:fine|good|okay)))\b",
    re.I,
)
_STILL = re.compile(
    r"\b(?:I|we|it|this) still "
    r"(?!(?:don't|can't|cannot) (?:\w+ )?(?:know|say|tell|remember)\b)"
    r"(?:could not|couldn't|can't|cannot|don't|doesn't|isn't|aren't|not)\b|\bnot yet\b|"
    r"\bnever (?:got round|got around|finished)\b",
    re.I,
)
_TAKEN_BACK = re.compile(r"(?:but )?(?:it|that|this) (?:was|is) not\b|(?:but )?(?:it|that|this) (?:was|is)n't\b", re.I)
_REGRET = re.compile(
    r"\b(?:in hindsight|I should(?:n't| not)? have|(?<!not )my (?:own )?mistake|I regret\w*|"
    r"I(?:'m| am| was|'d be) (?!not\b)(?:\w+ ){0,2}(?:ashamed|embarrassed)(?! for\b)|feel (?:\w+ ){0,2}bad about)\b",
    re.I,
)
_FELT = r"(?:nervous|hurt|sad|angry|afraid|scared|frustrated|furious|upset)"
_FEELING = re.compile(
    rf"\bI (?:was|felt|got|am|feel) (?!a (?:bit|little))(?:\w+,? ){{0,2}}{_FELT}(?: and (?:\w+ )?{_FELT})?\b",
    re.I,
)
_AGAINST = re.compile(
    r"\b(?:he|she|they|people|[A-Z][a-z]+) (?:(?:was|were|got) (?:\w+,? ){0,2}"
    r"(?:annoyed|angry|furious|upset|unhappy|against (?:it|this|that)|sceptical|suspicious)|"
    r"(?:hated|complained about|grumbled about) (?:it|this|that))\b"
)
_SO = re.compile(r"\b[Ss]o (?:I|we|the|it|they|nobody|everybody)\b")
_NOT = re.compile(r"\b(?:not|never|no longer)\b|n't\b", re.I)
# Words that tell that something happened; what goes wrong each time has no end.
_PAST = re.compile(r"\b(?:was|were|had|did|didn't|went|came|got|took|said|broke|\w{3,}ed)\b", re.I)
_CLAUSE = re.compile(r"[.!?;,:。！？；，：]+")
_NUMBER = re.compile(
    rf"\d|\b(?!one of\b){NUMBER} (?:out )?of (?:(?:the|our|my|her|his|their|its|these|those|all) )?{NUMBER}\b|"
    r"\b(?:one|two|three) in (?:three|four|five|ten|a hundred|a thousand)\b",
    re.I,
)
_REPORTED = re.compile(r"\b(?:he|she|they|who|[A-Z][a-z]+) (?:\w+ )?(?:said|says|told|thought|thinks|found)\b")
# At the head of a clause, so that "which part of that" stands for it.
_WE_DID = re.compile(rf"(?:^|[,;] |\b(?:then|so|and|but) )we {DID}", re.I)


REASONS = {
    "probe.baseline": "reason.probe.baseline",
    "probe.own_part": "reason.probe.own_part",
    "probe.alternative": "reason.probe.alternative",
    "probe.reason": "reason.probe.reason",
    "probe.end": "reason.probe.end",
    "probe.better": "reason.probe.better",
    "probe.still": "reason.probe.still",
    "probe.regret": "reason.probe.regret",
    "probe.against": "reason.probe.against",
    "probe.feeling": "reason.probe.feeling",
}
"""What the report says of why each was asked."""


@dataclass(frozen=True)
class Probe:
    """A move: `code` names it, `part` is what its answer should tell, `quote` the sentence that it is about."""

    code: str
    part: StoryPart
    quote: str


def gives_a_reason(text: str) -> bool:
    """Whether a reason is told in it, by its words."""
    return _REASON.search(text) is not None or _SO.search(text) is not None


def is_imagined(text: str) -> bool:
    """Whether it tells what somebody would do, not what they did."""
    return _IMAGINED.search(text) is not None


def weighs_another_way(text: str) -> bool:
    """Whether another way than the one that was taken stands in it, by its words."""
    return _ALTERNATIVE.search(text) is not None


def probes(answer: str, question: str = "") -> Iterator[Probe]:
    """Moves that this answer calls for, the most telling first. The first five also rest on words that are nowhere in
    the answer. What the `question` tells already, such as how it was before, is not asked for."""
    if is_chinese(answer):
        yield from _in_chinese(answer, question)
        return
    told = [text for part in sentences(answer) if not _IMAGINED.search(text := part.of(answer))]
    own = [text for text in told if is_own(text)]
    if not own:
        return
    if not (tells_the_start(answer) or tells_the_start(question) or has_figures_to_compare(answer)):
        yield from _about("probe.baseline", StoryPart.MEASURE, told, lambda _: True, CHANGE)
    if says_we(answer, 3) and not says_i(answer):
        yield from _about("probe.own_part", StoryPart.OWN_ACTION, told, _is_affirmed, _WE_DID)
    if not weighs_another_way(answer):
        yield from _about("probe.alternative", StoryPart.ALTERNATIVES, own, _is_affirmed, _DECIDED)
    if not _REASON.search(answer):
        yield from _about("probe.reason", StoryPart.DECISION_REASON, own, _is_affirmed, _DECIDED)
    if not _END.search(answer) and not tells_a_figure(question):
        yield from _about("probe.end", StoryPart.RESULT, own, lambda text: bool(_PAST.search(text)), _TROUBLE)
    # A figure in the next sentence mostly says by what one can tell.
    unmeasured = [text for text, behind in zip(told, [*told[1:], ""], strict=True) if not _NUMBER.search(behind)]
    yield from _about("probe.better", StoryPart.MEASURE, unmeasured, _is_own_view, _BETTER)
    # Behind an earlier sentence it was mostly told what came of it.
    yield from _about("probe.still", StoryPart.OBSTACLE, told[-1:], _is_still_so, _STILL)
    yield from _about("probe.regret", StoryPart.LESSON, _regretted(told), _is_own_word, _REGRET)
    yield from _about("probe.against", StoryPart.OWN_ACTION, told[-1:], partial(_is_left_so, _AGAINST), _AGAINST)
    yield from _about("probe.feeling", StoryPart.OWN_ACTION, told[-1:], partial(_is_left_so, _FEELING), _FEELING)


def _is_own_view(text: str) -> bool:
    """Whether it is affirmed without a figure, and not what somebody else said."""
    return not (_NUMBER.search(text) or _NOT.search(text) or _REPORTED.search(text))


def _is_affirmed(text: str) -> bool:
    return _NOT.search(text) is None


def _is_own_word(text: str) -> bool:
    return is_own(text) and _REPORTED.search(text) is None


def _is_left_so(pattern: re.Pattern[str], text: str) -> bool:
    """Whether what the pattern finds is affirmed, and nothing told of what came of it."""
    found = pattern.search(text)
    return found is not None and _is_affirmed(text) and is_left_so(text, found.end())


def _is_still_so(text: str) -> bool:
    """Whether a sentence tells a thing undone, and neither why nor what is to come of it."""
    found = _STILL.search(text)
    return found is not None and is_left_so(text, found.end()) and not gives_a_reason(text)


def _regretted(told: list[str]) -> Iterator[str]:
    """Sentences that tell a fault, which are neither taken back nor followed by what is done differently since."""
    faults = {
        at: found.end()
        for at, (text, behind) in enumerate(zip(told, [*told[1:], ""], strict=True))
        if (found := _REGRET.search(text)) is not None and not _TAKEN_BACK.match(behind)
    }
    if faults:
        yield from (told[at] for at in left_unchanged(told, faults))


def _in_chinese(answer: str, question: str) -> Iterator[Probe]:
    told = [answer[start:end] for start, end in sentence_spans(answer)]
    for code, part, about in claims(answer, told, question):
        if quote := next((quote for text in about if (quote := repeatable(text))), ""):
            yield Probe(code, part, quote)


def repeatable(text: str) -> str:
    """A sentence without its last mark; "" where it is too long to be said again or has a quotation in it."""
    quote = " ".join(text.split()).rstrip(_ENDS)
    return quote if len(quote) <= LONGEST_QUOTE and _QUOTES.isdisjoint(quote) else ""


def _about(
    code: str, part: StoryPart, own: Iterable[str], fits: Callable[[str], bool], pattern: re.Pattern[str]
) -> Iterator[Probe]:
    """The first sentence that has the pattern and can be repeated whole."""
    for text in own:
        if pattern.search(text) and fits(text) and (quote := repeatable(text)):
            yield Probe(code, part, quote)
            return

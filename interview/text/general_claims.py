"""Sentences of an answer that hold in general, which an interviewer would ask about: said without exception, not sure,
a habit, a step somebody takes, a thing called better.

Found in the words alone and only in English, among sentences that tell nothing that has happened; a sentence is quoted
whole or not at all. Nothing here says whether it is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from interview.text.deeds import is_general, takes_a_step
from interview.text.languages import is_chinese
from interview.text.probes import gives_a_reason, is_imagined, repeatable
from interview.text.sentences import sentences
from interview.text.whole_sentences import next_sentence

STEP = "think.no_use"
"""What is asked of a step that somebody takes or would take."""

EXCEPTION = "think.exception"
"""What is asked of a sentence that names no exception."""

SURE = "think.make_sure"
"""What is asked of a rule that somebody keeps without exception: asked for one, they would have to make one up."""

REASONS = {
    SURE: "reason.think.make_sure",
    EXCEPTION: "reason.think.exception",
    "think.find_out": "reason.think.find_out",
    "think.otherwise": "reason.think.otherwise",
    "think.against": "reason.think.against",
    "think.no_use": "reason.think.no_use",
    "think.show": "reason.think.show",
}
"""What the report says of why each was asked."""

# What a sentence needs to be a claim.
_FEWEST_WORDS = 6
_UNKNOWN = re.compile(
    r"\b(?:don't|do not|doesn't|didn't|can't|cannot|couldn't) (?:really |actually )?"
    r"(?:know|remember|recall|say|tell)\b|"
    r"\b(?:no idea|not sure|never heard|sorry|honest\w*|mix up)\b",
    re.I,
)
_WITHOUT_EXCEPTION = re.compile(
    r"(?<!\bnearly )(?<!\balmost )(?<!\bnot )(?<!n't )(?<!\bwould )(?<!\bhas )(?<!\bhave )(?<!\bI )"
    r"\b(?:always|never(?! mind\b)|impossible|in every case|every time|all the time|guarantee[sd]?|no [a-z]+ at all|"
    r"can only|nothing can|no matter|forbids?|illegal|no longer|"
    r"(?<!\bI )(?<!\bwe )(?<!\bWe )\b(?:isn't|aren't|doesn't|don't) (?:[\w']+ ){0,4}any ?more|"
    r"(?<!\bI )(?<!\bwe )(?<!\byou )(?<!\bhe )(?<!\bshe )(?<!\bthey )(?:can't|cannot|can not))\b",
    re.I,
)
# What says when it is otherwise names an exception itself.
_EXCEPTED = re.compile(r"\b(?:unless|except|sometimes|can be|typical\w*|usual\w*|often|mostly)\b|, but \b", re.I)
_LOOKED_AT = re.compile(r"\b(?:if|whether)\b[^,;]*$", re.I)
_GOES_ON = re.compile(r"\s+\w+ing\b")
_NOT_SURE = re.compile(
    r"\b(?:(?<!what )I think(?! about| of)|I believe|I guess|I suppose|I assume|probably|maybe|perhaps|"
    r"I would guess|I'd guess|as far as I know)\b",
    re.I,
)
# Who is not sure what they would do is not sure of no thing that could be found out.
_CHOICE = re.compile(r"\b(?:would|could|should|let's|there's|there is|people|you|they)\b|\w'd\b", re.I)
# A taste or a standard of somebody's is no guess of theirs.
_LIKENESS = re.compile(r"\bbit like\b|\bfor me\b", re.I)
# What somebody usually knows, has or is they do not choose, nor is a taste ("I prefer tea") a way to work.
_HABIT = re.compile(
    r"\b(?:I|we) (?:(?:usually|normally|mostly|generally)(?! (?:know|get|like|think|feel|need|have|am|are|be|see)\b)|"
    r"prefer (?:to\b|not to\b|\w+ing\b)|tend to|like to)|\bI'd rather\b",
    re.I,
)
_OWN_RULE = re.compile(r"(?<!think )\b(?:I|we) (?:always|never)(?! mind\b)\b", re.I)
_CANNOT = re.compile(r"\b(?:I|we) (?:cannot|can't|can not)\b", re.I)
_BETTER = re.compile(
    r"\b(?:is|are|it's|that's|gets|makes it) (?:\w+ ){0,2}"
    r"(?:better|best|faster|fastest|easier|easiest|simpler|simple|cheaper|cleaner|quicker|safer|safest|reliable)\b",
    re.I,
)
_IS = re.compile(
    r"\b(?:is|are|isn't|aren't|can|can't|cannot|don't|doesn't|does not|do not|does|has|have|means?|causes?|makes?|"
    r"becomes?|stays?|remains?|needs?|depends?)\b|\w's (?!own\b)(?:the|a|an|not|no|\w+(?:er|ed))\b",
    re.I,
)
_OWN = re.compile(r"\b(?:I|we)\b", re.I)
_IN_TURN = r"(?:(?:and|but|then|so then|first|second|third|next|also|after that|finally|afterwards)[, ]+)*"
_ORDER = (
    r"(?:add|agree|alert|answer|apologi[sz]e|ask|assess|bring|brush|call|change|check|choose|clean|clear|close|collect|"
    r"compare|cool|count|cover|create|cut|delete|describe|do|draw|explain|filter|find|fix|follow|get|give|go|group|hand|"
    r"hold|inform|isolate|join|keep|leave|let|lift|limit|listen|lock|log|look|make|measure|move|name|offer|open|pause|"
    r"phone|pick|plan|press|pull|push|put|read|remove|repeat|replace|report|restart|revert|ring|roll|run|say|secure|"
    r"select|send|separate|set|show|sort|speak|split|start|stay|stop|store|switch|take|talk|tell|test|thank|try|turn|use|"
    r"wait|warn|wash|watch|wear|write)"
)
# Without "I" or "we" a step is told to somebody: "pause the sync first". "Contacts open and close" is a fact.
_TO_DO = re.compile(
    rf"{_IN_TURN}(?:(?:you|somebody|someone|everybody|everyone|one of (?:us|you|them))\b|"
    rf"{_ORDER} (?:the|an?|it|them|him|her|us|each|every|all|both|my|your|his|their|our|its|this|that|these|those|what|"
    r"who|how|whether|if|where|only|no|one|two|some|any|for|with|at|to|in|into|on|onto|off|up|out|down|back|away)\b)",
    re.I,
)
_ORDERED = re.compile(rf"{_IN_TURN}{_ORDER}\b", re.I)
_FOLLOWS = re.compile(r"\b(?:because|so|therefore|that's why|when|whenever|if|as soon as|then)\b", re.I)
# Signs before a word with which a sentence begins: "So then maybe …".
_HEAD = 12
_LOOKS = re.compile(r"\b(?:check|look|test|try|measure|ask|read)\b", re.I)
_ELSE = re.compile(
    r"(?:and |but )?(?:if (?:not|that|it|he|she|they|there|nobody)\b|(?:otherwise|or else),? (?:I|we)\b)", re.I
)
# The step and how it fails: "and usually nobody in the room agrees".
_FAILS = re.compile(r"[,;] (?:and |but )?(?:usually |often |mostly )?(?:nobody|no one|half of them|they don't)\b", re.I)
_PRICED = re.compile(r"\bbut\b", re.I)
_LIST = 3
_CHECKS = re.compile(
    r"\b(?:I|we)(?:'d| would| will|'ll)? (?:(?:also|always|first|then|\w+ly) )*"
    r"(?:check|double-check|verify|confirm|validate|make sure|test)\b",
    re.I,
)
# What is for a purpose, or has no verb of its own before "when", is a part of what was said before.
_PART = re.compile(
    r"(?:so that|in order to)\b|"
    r"(?!(?:it|they|this|that|he|she|one|you|there)\b)(?:[\w-]+ ){1,3}(?:when|if|because)\b",
    re.I,
)
_GUESSED = re.compile(
    r"\bI (?:can only|would|could only|'d) guess\b|\bI'd guess\b|\b(?:only|just) a guess\b|\bI'm guessing\b", re.I
)
_DEFINED = re.compile(r"^(?:an? |the )?\w+(?: \w+)? (?:is|means|are) (?:when|if|that)\b", re.I)
_ASKED = re.compile(r"(?:^|[,;:] |\bso )(?:what|who|how|which|why) (?:do|does|did|is|are|was|can|will)\b", re.I)
_WHY = re.compile(r"(?:so|because|when|if|for)\b", re.I)
_NEXT = re.compile(
    r"(?:and |but |so )?(?:then|first|next|also|after that|finally|take|use|put|make|try|start|group|sum|count|select|"
    r"join|sort|filter|check|look|read|write|ask|tell|call|keep|open|run|set|get|go|give|say)\b",
    re.I,
)


def general_claims(answer: str) -> Iterator[tuple[str, str]]:
    """What to ask and the sentence to ask it about, the most telling first."""
    if is_chinese(answer):
        return
    told = [
        text
        for part in sentences(answer)
        if is_general(text := part.of(answer)) and not _UNKNOWN.search(text) and not text.endswith("?")
    ]
    yield from _about(SURE, told, lambda text: _is_without_exception(text) and bool(_OWN_RULE.search(text)))
    yield from _about(EXCEPTION, told, lambda text: _is_without_exception(text) and not _OWN.search(text))
    yield from _about("think.find_out", told, lambda text: _is_not_sure(text) and not _would_look(text, answer))
    yield from _about("think.otherwise", told, lambda text: bool(_HABIT.search(text)))
    yield from _about("think.against", told, _is_better)
    yield from _about(STEP, told, lambda text: takes_a_step(text) and not _CANNOT.search(text.replace("’", "'")))


def is_a_guess(answer: str) -> bool:
    """Whether somebody says that they guess."""
    return _GUESSED.search(answer) is not None


def is_a_list(sentence: str) -> bool:
    """Whether it names so many things that a question about "that" means none of them, by its commas."""
    return sentence.count(",") >= _LIST


def is_a_check(sentence: str) -> bool:
    """Whether it tells how somebody makes sure of something: that is done lest something go wrong."""
    return _CHECKS.search(sentence) is not None


def says_how_it_is(sentence: str) -> bool:
    """Whether it says how something is or what it does, rather than what to do, by its words."""
    # "If they are different, statistics" says what to look at.
    if _WHY.match(sentence) is not None and _IS.search(sentence.rpartition(",")[2]) is None:
        return False
    is_plan = _NEXT.match(sentence) is not None or _OWN.search(sentence) is not None
    return _IS.search(sentence) is not None and not is_plan


def has_a_ground(sentence: str) -> bool:
    """Whether it says why something is so, when, or what follows from it, by its words: a definition, a sum, a question
    or a list says none of these."""
    is_a_word = _DEFINED.match(sentence) is not None or _ASKED.search(sentence) is not None
    found = _PART.match(sentence)
    is_a_part = found is not None and _IS.search(found[0]) is None
    return _FOLLOWS.search(sentence) is not None and not is_a_word and not is_a_part


def says_what_to_do(sentence: str) -> bool:
    """Whether it tells a step that somebody takes, or one for anybody to take, by its words."""
    if _OWN.search(sentence):
        return takes_a_step(sentence)
    return _TO_DO.match(sentence) is not None and not (says_how_it_is(sentence) or gives_a_reason(sentence))


def is_an_order(sentence: str) -> bool:
    """Whether it begins with what somebody is to do, so that it needs no subject."""
    return _ORDERED.match(sentence) is not None


def tells_what_was_done(sentence: str) -> bool:
    """Whether it tells what its speaker, alone or with others, did once, by its words."""
    return _OWN.search(sentence) is not None and not is_general(sentence) and not is_imagined(sentence)


def _is_without_exception(text: str) -> bool:
    """Of what is only looked at ("if it is always slow") nothing is claimed, and what goes on is no rule ("is always
    ringing")."""
    said = _WITHOUT_EXCEPTION.search(text)
    if said is None or _GOES_ON.match(text, said.end()) or _EXCEPTED.search(text) or is_a_list(text):
        return False
    return _LOOKED_AT.search(text[: said.start()]) is None


def _is_not_sure(text: str) -> bool:
    said = next((found for found in _NOT_SURE.finditer(text) if _is_of_the_whole(found, text)), None)
    claimed = _NOT_SURE.sub("", text)
    if said is None or _CHOICE.search(claimed) or _LIKENESS.search(claimed):
        return False
    return says_how_it_is(claimed) and _WHY.match(claimed) is None


def _is_of_the_whole(hedge: re.Match[str], text: str) -> bool:
    """Whether the speaker is unsure of the sentence, by their own word or where it begins or ends: "every node is maybe
    a miss" is a way to speak."""
    is_own = hedge[0].lower().startswith("i")
    return is_own or hedge.start() <= _HEAD or not text[hedge.end() :].strip(" .!…")


def _would_look(text: str, answer: str) -> bool:
    """Whether the next sentence says how its speaker would find out."""
    after = next_sentence(text, answer)
    return is_imagined(after) or _LOOKS.search(after) is not None


def goes_otherwise(text: str, answer: str) -> bool:
    """Whether the next sentence says what is done where a step does not go as planned, or this one does."""
    is_told = _ELSE.match(text) is not None or ", but " in text or _FAILS.search(text) is not None
    return is_told or _ELSE.match(next_sentence(text, answer)) is not None


def _is_better(text: str) -> bool:
    said = _BETTER.search(text)
    # What is better for a reason that stands beside it, or at a price, was weighed already.
    if _FOLLOWS.search(text) is not None or _PRICED.search(text) is not None:
        return False
    return said is not None and _LOOKED_AT.search(text[: said.start() + 1]) is None


def _about(code: str, told: list[str], fits: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    for text in told:
        if len(text.split()) >= _FEWEST_WORDS and fits(text) and (quote := repeatable(text)):
            yield code, quote

"""Answers that tell nothing on purpose: somebody does not want to tell it, asks what is meant, or tells the nearest
thing in place of what they have not done. By their words, in English and Chinese."""

from __future__ import annotations

import re

from interview.text.deeds import is_general, takes_a_step, tells_a_deed
from interview.text.sentences import sentences
from interview.text.words import spoken_length

# In more words somebody tells something, too.
_FEW_WORDS, _LITTLE_ELSE = 25, 12
# "We signed something" is a reason, and no story.
_A_REASON = 4
_CLAUSE = re.compile(r"[.!?;,…\n。！？；，]+|\b(?:and|but|because|as|since)\b", re.I)
_IT = (
    r"(?:(?: (?:about|on|of|into))?(?: (?:it|this|that|these|those|the|your|such|any|more|further|details?|questions?|"
    r"topics?|things?|matters?|stor(?:y|ies)|subject|here|now|today|publicly|one))*)"
)
_REFUSED = re.compile(
    r"(?:(?:sorry|honestly|no|well|I'm sorry|I am sorry|I'm afraid|then) )*(?:"
    r"I(?:'d| would)? (?:really |just )?(?:rather not|prefer not to|(?:do not|don't|would not) (?:want|wish|like) to|"
    rf"refuse to|won't|will not) (?:talk|speak|answer|say|tell you|discuss|share|go into|comment){_IT}"
    r"(?: about (?:my|our)(?: \w+){1,3})?|"
    r"(?:I (?:can't|cannot|may not|am not allowed to)|I'm not allowed to) "
    rf"(?:talk about|speak about|discuss|share|go into){_IT}|"
    r"no comment|(?:can we have the |the )?next (?:question|one)(?: please)?|"
    r"(?:I'd|I would|I'll|let's|can we) (?:rather |just )?skip (?:this|that|it)(?: one| question)?(?: please)?|"
    r"(?:I|we) (?:have |had |'ve )?signed an? NDA so (?:I|we) (?:can't|cannot|may not|must not)\b.*)",
    re.I,
)
_REFUSED_IN_CHINESE = re.compile(
    r"(?:(?:这个|这件事|这个问题|抱歉|不好意思|我|暂时|实在|也|真的|有点|比较|都)*)"
    r"(?:不(?:太|大)?(?:想|愿意?|方便)(?:再?多?)(?:回答|说|谈|聊|讲|提|透露)[^，。]{0,6}|拒绝回答|涉及(?:个人)?隐私|无可奉告)"
)
_PRIVATE = re.compile(
    r"(?:(?:it|this|that)(?:'s| is| was) )?(?:too |very |rather |quite |strictly )?(?:a )?"
    r"(?:private|confidential|personal)(?: matter| thing)?",
    re.I,
)
_ASKED = re.compile(r"[?？]\s*$")
_NOT_UNDERSTOOD = re.compile(
    r"\bI (?:did not|didn't|do not|don't) (?:really |quite )?(?:understand|get|follow|catch|hear)"
    r"(?: it| that| this| you| (?:the|your) question| what you (?:\w+ ){0,3}\w+)?\W*$|"
    r"没(?:太|怎么)?(?:听|看|弄)?(?:懂|清楚?|明白)(?:[您你](?:的)?(?:意思|问题))?\W*$",
    re.I,
)
_OF_THE_QUESTION = re.compile(
    r"\b(?:you (?:mean|want|ask|say)|repeat|rephrase|question|understand)\b|意思|问题|再说|没听|是指|指的",
    re.I,
)
_NEAREST = re.compile(
    r"\b(?:nearest|closest)\b|\bthe only (?:time|case)\b|\b(?:did|had|was) something (?:like|similar)\b|最接近|最像",
    re.I,
)


def refuses(answer: str) -> bool:
    """Whether somebody says in few words that they do not want to answer, and tells of nothing else that they did."""
    rest = _beside_a_refusal(answer)
    if rest is None:
        return False
    return sum(map(spoken_length, rest)) <= _A_REASON or not any(map(tells_a_deed, rest))


def only_refuses(answer: str) -> bool:
    """Whether somebody who does not want to answer says little else, and no step that they take: who will not share a
    password with a caller has answered."""
    rest = _beside_a_refusal(answer)
    is_little = rest is not None and sum(map(spoken_length, rest)) <= _LITTLE_ELSE
    has_step = any(takes_a_step(each) and is_general(each) for each in rest or ())
    return is_little and not has_step and refuses(answer)


def _beside_a_refusal(answer: str) -> list[str] | None:
    """The clauses of a short answer that do not refuse it; None where none does."""
    clauses = _clauses(answer)
    rest = [each for each in clauses if not (_REFUSED.fullmatch(each) or _REFUSED_IN_CHINESE.fullmatch(each))]
    return rest if len(rest) < len(clauses) and spoken_length(answer) <= _FEW_WORDS else None


def keeps_private(answer: str) -> bool:
    """Whether somebody says in few words that what happened is private: of a story that refuses it."""
    return _is_said_in(answer, _PRIVATE)


def asks_back(answer: str) -> bool:
    """Whether somebody says in few words nothing but what they did not understand, or asks what is meant."""
    said = [part.of(answer) for part in sentences(answer)]
    is_open = bool(said) and all(_ASKED.search(text) or _NOT_UNDERSTOOD.search(text) for text in said)
    return is_open and spoken_length(answer) <= _FEW_WORDS and _OF_THE_QUESTION.search(answer) is not None


def only_asks(answer: str) -> bool:
    """Whether somebody who was asked for a story says in few words nothing but questions, none about what they did."""
    said = [part.of(answer) for part in sentences(answer)]
    is_open = bool(said) and all(map(_ASKED.search, said))
    return is_open and spoken_length(answer) <= _FEW_WORDS and not tells_a_deed(answer) and all(map(is_general, said))


def tells_the_nearest(text: str) -> bool:
    """Whether it tells, by its words, what comes nearest to a thing that was not done."""
    return _NEAREST.search(text) is not None


def _clauses(answer: str) -> list[str]:
    clauses = (" ".join(each.split()) for each in _CLAUSE.split(answer.replace("’", "'")))
    return [each for each in clauses if each]


def _is_said_in(answer: str, pattern: re.Pattern[str]) -> bool:
    return spoken_length(answer) <= _FEW_WORDS and any(map(pattern.fullmatch, _clauses(answer)))
